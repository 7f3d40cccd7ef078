"""The story's figures: which pictures are its own, and what a figure says.

A page shows other pictures, too: portraits beside a byline, pictures of other stories,
advertisements. What is written with these is no caption.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from brief_tui.formats import vocabulary
from brief_tui.formats.credits import is_credit, split_caption
from brief_tui.formats.credits import join as join_credits
from brief_tui.formats.html import names, pictures
from brief_tui.formats.html.cards import is_headline
from brief_tui.formats.html.groups import Group, nearest
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.links import link_address
from brief_tui.formats.html.story import Story
from brief_tui.formats.html.tree import Element
from brief_tui.model.article import Figure
from brief_tui.model.identity import canonical_url

_COUNTER: Final = re.compile(r"\A[(\[]?\d{1,3} ?/ ?\d{1,3}[)\]]? *(?=\S)")
"""A picture's number in its gallery, over its caption: "[1/5]"."""

_NO_CAPTION: Final = frozenset({"button", "form", "select", "label", "nav", "blockquote", "pre"})


def figure_of(story: Story, found: Group | Sequence[Line]) -> Figure:
    """The figure that a group, or labelled lines without a picture, make.

    The lines must have their labels: others than captions and credits are left out. The
    credit is word for word as on the page; each caption and credit is said once.
    """
    group = found if isinstance(found, Group) else Group(story.frame, texts=list(found))
    captions, owners = [], []
    for line in group.texts:
        if line.label == "caption":
            told, owner = split_caption(_COUNTER.sub("", line.text))
            captions.append(told)
            owners.append(owner)
        elif line.label == "credit":
            owners.append(line.text)
    shown = [line.media for line in group.media if line.media is not None]
    places = [*shown, group.element] if found is group else []
    images = (pictures.image(place, story.address) for place in places)
    return Figure(
        next((image for image in images if image is not None), None),
        " ".join(_each_once(captions)),
        join_credits(_labelled(owners)),
        next((alt for element in shown if (alt := _alt(element))), ""),
    )


def is_shown(story: Story, group: Group) -> bool:
    """Whether a group without caption and credit is a figure of the story all the same.

    It is a picture that stands among the text, or the one that leads it.
    """
    if not group.media or is_beside(story, group):
        return False
    if group.element.tag != "figure" and story.named(group.media[0], names.FURNITURE):
        return False
    index = group.media[0].index
    start = story.headline.index if story.headline is not None else story.first
    return start <= index <= story.last


def figure_around(story: Story, line: Line) -> Group | None:
    """The story's figure in which the line stands.

    None in a button or a quotation in it, and where the picture is a portrait or a card's.
    The page's own mark of a caption weighs more than the name of a part around it.
    """
    group = story.group_of.get(line)
    if group is None or is_beside(story, group):
        return None
    if any(element.tag in _NO_CAPTION for element in within(line, group.element)):
        return None
    if group.element.tag == "figure" or is_caption_part(story, line):
        return group if is_in_place(story, line) else None
    if line.index > story.last or story.named(line, names.FURNITURE):
        return None
    if story.named(line, names.RELATED) and leads_away(story, group):
        return None
    return group


def is_in_place(story: Story, line: Line) -> bool:
    """Whether the line stands before the end of the part that holds the text."""
    return line.index <= story.last or story.in_core(line)


def is_beside(story: Story, group: Group) -> bool:
    """Whether the figure belongs to a byline, to a comment or to another story."""
    shown = group.media[0].media if group.media else None
    for element in (shown, *shown.ancestors()) if shown is not None else (group.element,):
        if element is story.core or element is story.frame or story.is_large(element):
            break
        if not element.words.isdisjoint(names.PERSON):
            return True
    return any(is_headline(story, line) and not is_credit(line.text) for line in group.texts)


def leads_away(story: Story, group: Group) -> bool:
    """Whether the picture is a link to another page."""
    shown = group.media[0].media if group.media else None
    around = shown.ancestors() if shown is not None else ()
    link = next((element.get("href") for element in around if element.tag == "a"), "")
    address = link_address(link, story.address)
    return bool(address) and address != canonical_url(story.address) and not pictures.is_file(link)


def is_caption_part(story: Story, line: Line) -> bool:
    """Whether the line stands in a part that is tagged or named as a caption."""
    return any(
        (element.tag == "figcaption" or not element.words.isdisjoint(names.CAPTION))
        and not story.is_large(element)
        for element in nearest(line)
    )


def within(line: Line, outer: Element) -> Iterator[Element]:
    """The elements around a line, from the inside, up to ``outer``."""
    for element in (line.element, *line.element.ancestors()):
        yield element
        if element is outer:
            return


def _each_once(texts: Iterable[str]) -> list[str]:
    """The texts without those that another of them says as well."""
    kept: dict[str, str] = {}
    for text in texts:
        key = vocabulary.folded(text)
        if key and not any(key in other for other in kept):
            kept = {other: said for other, said in kept.items() if other not in key}
            kept[key] = text
    return list(kept.values())


def _labelled(owners: list[str]) -> Iterator[str]:
    """The credits, a label such as "Photo:" put before the name that has a line of its own."""
    label = ""
    for owner in owners:
        if owner.endswith((":", "：")):
            label = owner
        elif owner:
            yield f"{label} {owner}".strip()
            label = ""


def _alt(element: Element) -> str:
    inner = element.first("img") if element.tag == "picture" else None
    return (inner or element).get("alt")
