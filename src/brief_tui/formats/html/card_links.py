"""From a headline of another story to a related link: clean, with its address and picture."""

from __future__ import annotations

from itertools import islice
from typing import Final

from brief_tui.formats import shapes, vocabulary
from brief_tui.formats.html import names
from brief_tui.formats.html.figures import figure_of
from brief_tui.formats.html.groups import Group
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.story import Story
from brief_tui.formats.html.story_links import linked_text
from brief_tui.formats.html.tree import Element
from brief_tui.model.article import RelatedLink
from brief_tui.model.identity import canonical_url

_KICKER_WORDS: Final = 5
_OPENING: Final = "\"“„«»‘'¿¡("


def link_of(story: Story, line: Line) -> RelatedLink:
    """The related link whose headline the line is, without a place in the text.

    The lines of a labelled story must be given: the picture's caption and credit are read
    off them.
    """
    teaser = story.teaser_of.get(line)
    if teaser is None:
        return RelatedLink(headline_of(line), canonical_url(line.href, story.address))
    media = [other for other in teaser.lines if other.media is not None]
    figure = figure_of(story, Group(teaser.element, media, teaser.parts)) if media else None
    return RelatedLink(headline_of(line), teaser.url, figure)


def headline_of(line: Line) -> str:
    """The headline on the line, without what announces it: "Read more: Rain ahead" → "Rain ahead".

    A kicker that the markup sets apart is kept before a colon: "Weather: Rain ahead". One
    that only says in what form or for whom the story is, such as "Video", is left out.
    """
    kicker, text = _apart(line)
    if kicker:
        folded = vocabulary.folded(kicker)
        if folded in vocabulary.BADGES or folded in vocabulary.LEAD_INS:
            return text
        kicker = kicker.rstrip(" :|–—-")
        return f"{kicker} {text}" if shapes.is_sentence(kicker) else f"{kicker}: {text}"
    linked = linked_text(line)
    mostly = shapes.word_count(linked) * 2 >= line.words
    return shapes.without_lead_in(linked if mostly else line.text)


def _apart(line: Line) -> tuple[str, str]:
    """The kicker at the beginning of the line and the rest, ('', '') where there is none.

    It is an inline part of its own: named as kickers are, or with no space after it, so that
    only its style keeps it apart.
    """
    inner = line.element
    while len(parts := _first_two(inner)) == 1:
        if isinstance(parts[0], str):
            return "", ""
        inner = parts[0]
    first = parts[0] if parts else ""
    if isinstance(first, str):
        return "", ""
    kicker = first.text
    rest = line.text.removeprefix(kicker)
    if not kicker or rest == line.text or not _is_kicker_long(kicker, rest):
        return "", ""
    glued = rest[0].isalnum() or rest[0] in _OPENING
    return (kicker, rest.strip(" :|–—-")) if glued or names.is_kicker(first) else ("", "")


def _first_two(element: Element) -> list[Element | str]:
    """The first two things shown in the element: there may be thousands."""
    return list(islice((part for part in element.children if not _is_blank(part)), 2))


def _is_blank(part: Element | str) -> bool:
    return not (part if isinstance(part, str) else part.text).strip()


def _is_kicker_long(kicker: str, rest: str) -> bool:
    lettered = any(character.isalpha() for character in kicker)
    return lettered and shapes.word_count(kicker) <= _KICKER_WORDS and shapes.word_count(rest) >= 2
