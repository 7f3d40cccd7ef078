"""Rules for captions and credits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

from brief_tui.formats import shapes, vocabulary
from brief_tui.formats.base import Label
from brief_tui.formats.credits import is_credit, split_caption
from brief_tui.formats.html import names
from brief_tui.formats.html.figures import (
    figure_around,
    is_beside,
    is_caption_part,
    is_in_place,
    leads_away,
    within,
)
from brief_tui.formats.html.groups import nearest
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.story import HEADINGS, Rule, Story
from brief_tui.formats.html.tree import Element

_NAMES: Final = names.CAPTION | names.CREDIT
_BESIDE: Final = frozenset({"caption", "credit"})
_CREDIT_WORDS: Final = 16
_NAME_WORDS: Final = 5
_CAPTION_WORDS: Final = 150
_LOOSE_WORDS: Final = 50
"""Words of a caption that only its place or its end gives away."""
_NEAR: Final = 4
"""Lines between a credit and its picture, or between a caption and its copy, at most."""
_BELOW: Final = 5
"""Lines from a picture down to a part that is named for its caption, at most."""
_FRONT: Final = 8
"""Lines between the headline and the caption of the picture over the text, at most."""


def gallery_control(story: Story, line: Line) -> Label | None:
    """A button over a picture, its number in a gallery, the length of a film, a bare "Photo:"."""
    if line not in story.group_of and not is_caption_part(story, line):
        return None
    letters = sum(map(str.isalpha, line.text))
    return "chrome" if letters < 2 or _is_bare_label(story, line) or _is_control(line) else None


def _is_bare_label(story: Story, line: Line) -> bool:
    """Whether the line names a credit, and no name follows in the figure."""
    if not line.text.endswith((":", "：")) or line.folded not in vocabulary.CREDIT_LABELS:
        return False
    group = story.group_of.get(line)
    return group is not None and group.texts[-1] is line


def named_credit(story: Story, line: Line) -> Label | None:
    """In a figure or a caption, in a part that is named for the credit."""
    if line.words > _CREDIT_WORDS or not (
        figure_around(story, line) or _is_caption_by_name(story, line)
    ):
        return None
    if shapes.is_sentence(line.text) and line.words > _NAME_WORDS and not _is_credit(line):
        return None
    for element in _own_parts(story, line):
        if not element.words.isdisjoint(names.CREDIT):
            return "credit"
        if element.tag == "figcaption" or not element.words.isdisjoint(names.CAPTION):
            return None
        if not element.words.isdisjoint(names.CREDIT_IN_FIGURES):
            return "credit"
    return None


def credit(story: Story, line: Line) -> Label | None:
    """In a figure, or in a part named for captions or credits, nothing but whose picture it is."""
    if not _is_credit(line):
        return None
    group = story.group_of.get(line)
    if group is not None and (figure_around(story, line) or leads_away(story, group)):
        return "credit"
    named = is_caption_part(story, line) or _is_credit_part(story, line)
    return "credit" if named and _is_near_picture(story, line) else None


def signature(story: Story, line: Line) -> Label | None:
    """In a figure, a name after the caption, or over the picture outside of the caption."""
    group = figure_around(story, line)
    if group is None or line.words > _NAME_WORDS or line.linked > 0.5:
        return None
    if line.text.isupper() and len(group.texts) == 1:
        return "credit"
    if not (shapes.is_name(line.text) or line.text.isupper()):
        return None
    before = (other for other in group.texts if other.index < line.index)
    if line is group.texts[-1] and any(other.words > _NAME_WORDS for other in before):
        return "credit"
    over = group.element.tag == "figure" and not is_caption_part(story, line)
    return "credit" if over and line.words <= 3 else None


def caption(story: Story, line: Line) -> Label | None:
    """In a figure."""
    group = figure_around(story, line)
    if group is None or line.words > _CAPTION_WORDS:
        return None
    if is_caption_part(story, line):
        return "caption"
    if line.element.tag in HEADINGS and not group.slide:
        return None
    return "caption" if line.words >= 2 and line.linked <= 0.5 else None


def said_again(story: Story, line: Line) -> Label | None:
    """The caption or the credit just above, once more."""
    if line in story.group_of or line.words > _CAPTION_WORDS:
        return None
    above = story.page.lines[max(0, line.index - _NEAR) : line.index]
    said = {other.folded for other in above if other.label in {"caption", "credit"}}
    return "chrome" if line.folded in said else None


def named_caption(story: Story, line: Line) -> Label | None:
    """Right below a picture and what is over it, in a part that is named for the caption."""
    if not _is_caption_by_name(story, line) or line.linked > 0.5 or line.words > _CAPTION_WORDS:
        return None
    shown = any(other in story.group_of for other in _above(story, line))
    return "caption" if shown and line.words >= 3 else None


def _above(story: Story, line: Line) -> Iterator[Line]:
    """The lines over this one, from the nearest, up to the running text."""
    for other in reversed(story.page.lines[max(0, line.index - _BELOW) : line.index]):
        if other in story.running:
            return
        yield other


def over_text(story: Story, line: Line) -> Label | None:
    """Near the headline, where the leading picture is, a line that ends in its credit."""
    headline = story.headline
    if headline is None or line.element.tag in HEADINGS or line.words > _LOOSE_WORDS:
        return None
    if line.index >= story.first or abs(line.index - headline.index) > _FRONT:
        return None
    told, owner = split_caption(line.text)
    return "caption" if owner and shapes.word_count(told) > _NAME_WORDS else None


def loose_credit(story: Story, line: Line) -> Label | None:
    """Below a picture or its caption, a line that is nothing but its credit. No dateline."""
    if not _is_below(story, line) or line.text.endswith(("—", "–", "-")):
        return None
    if _is_credit(line):
        return "credit"
    named = not line.element.words.isdisjoint(names.CREDIT_IN_FIGURES)
    short = line.words <= _NAME_WORDS and not any(map(str.isdigit, line.text))
    return "credit" if named and short else None


def loose_caption(story: Story, line: Line) -> Label | None:
    """Below a picture, a line that ends in its credit."""
    if line.words > _LOOSE_WORDS or not _is_below(story, line):
        return None
    return "caption" if split_caption(line.text)[1] else None


def set_apart(story: Story, line: Line) -> Label | None:
    """Right below a picture, a line in italics or small print, unlike the text. No question."""
    if line.words > _LOOSE_WORDS or line.linked > 0.5 or not _is_below(story, line):
        return None
    above = story.page.lines[line.index - 1]
    if above.media is None or line.text.endswith("?"):
        return None
    return "caption" if _is_emphasised(line) else None


IN_FIGURES: Final[tuple[Rule, ...]] = (
    gallery_control, named_credit, credit, signature, caption, said_again, named_caption,
)  # fmt: skip
"""What the page marks as a figure. It comes before all that names of outer parts say."""

BESIDE_FIGURES: Final[tuple[Rule, ...]] = (over_text, loose_credit, loose_caption, set_apart)
"""What only its place tells. It comes right before the running text."""


def is_near_figure(story: Story, line: Line) -> bool:
    """Whether the line is in a figure or a caption, or so near that it may belong there."""
    if line in story.group_of:
        return True
    for element in nearest(line):
        if element.tag == "figcaption" or not element.words.isdisjoint(_NAMES):
            return True
    for other in story.page.lines[max(0, line.index - _NEAR) : line.index]:
        if other.label in _BESIDE or other in story.group_of:
            return True
    return False


def _is_control(line: Line) -> bool:
    return line.folded in vocabulary.GALLERY or line.folded in vocabulary.CONTROLS


def _is_credit(line: Line) -> bool:
    """Whether the line is a credit by its own words. Headings and headlines in cards are none."""
    if line.words > _CREDIT_WORDS or line.element.tag in HEADINGS:
        return False
    return (line.linked < 0.5 or "©" in line.text) and is_credit(line.text)


def _is_caption_by_name(story: Story, line: Line) -> bool:
    """Whether the line stands in a caption apart from any picture."""
    if line in story.group_of or not is_in_place(story, line):
        return False
    return is_caption_part(story, line)


def _is_credit_part(story: Story, line: Line) -> bool:
    return is_in_place(story, line) and any(
        not element.words.isdisjoint(names.CREDIT) for element in nearest(line)
    )


def _is_near_picture(story: Story, line: Line) -> bool:
    """Whether there is a picture near the line, or its part is named for one, too."""
    if any(
        element.tag == "figcaption" or not element.words.isdisjoint(names.PICTURE)
        for element in nearest(line)
    ):
        return True
    lines = story.page.lines[max(0, line.index - _NEAR) : line.index + _NEAR]
    return any(other in story.group_of for other in lines)


def _is_below(story: Story, line: Line) -> bool:
    """Whether the line follows a picture of the story, its caption or its credit."""
    if not line.index or line in story.group_of or line.element.tag in HEADINGS:
        return False
    above = story.page.lines[line.index - 1]
    group = story.group_of.get(above)
    if group is None:
        return is_in_place(story, line) and above.label in {"caption", "credit"}
    return is_in_place(story, line) and not is_beside(story, group)


def _is_emphasised(line: Line) -> bool:
    """Whether all of the line is in italics or in small print."""
    if all(style.emphasis for text, style in line.pieces if text.strip()):
        return True
    element: Element | None = line.element
    while element is not None:
        if element.tag == "small":
            return True
        shown = (child for child in element.children if isinstance(child, Element) or child.strip())
        held = list(islice(shown, 2))  # there may be thousands, for each of as many lines
        element = held[0] if len(held) == 1 and isinstance(held[0], Element) else None
    return False


def _own_parts(story: Story, line: Line) -> Iterable[Element]:
    """The elements around a line up to the figure's own, or a few where there is no figure."""
    group = story.group_of.get(line)
    return nearest(line) if group is None else within(line, group.element)
