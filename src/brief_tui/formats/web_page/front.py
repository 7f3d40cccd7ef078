"""Rules for what stands over the text: headline, dek, byline, dates."""

from __future__ import annotations

from typing import Final

from brief_tui.formats import prose_dates, shapes
from brief_tui.formats.base import Label
from brief_tui.formats.html import names
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.story import HEADINGS, Story
from brief_tui.formats.web_page.likeness import letters

_CLOSE: Final = 6
"""Lines below the headline in which its byline and date stand, among short texts."""

_SET_APART: Final = HEADINGS | {"li"}
_DEK_WORDS: Final = (4, 90)


def headline(story: Story, line: Line) -> Label | None:
    """The headline that the page shows."""
    return "headline" if line is story.headline else None


def headline_again(story: Story, line: Line) -> Label | None:
    """The headline once more."""
    if story.headline is None or line.media is not None:
        return None
    return "chrome" if line.folded == story.headline.folded else None


def date(story: Story, line: Line) -> Label | None:
    """A line that is a date, where dates stand."""
    if line.words > 16 or not _is_front(story, line):
        return None
    named = line.element.tag == "time" or story.named(line, names.DATE) is not None
    found = prose_dates.has_date(line.text) if named else prose_dates.is_date(line.text)
    return "date" if found else None


def byline(story: Story, line: Line) -> Label | None:
    """Who wrote it, in a part that is named for it or led by "By"."""
    if line.words > 20 or not _is_front(story, line) or line in story.group_of:
        return None
    if any(name.casefold() in line.text.casefold() for name in story.bylines):
        return "byline"
    led = shapes.is_byline(line.text, line.words)
    if story.named(line, names.BYLINE) and (led or shapes.is_name(line.text)):
        return "byline"
    return "byline" if led and line.words <= 8 else None


def dek(story: Story, line: Line) -> Label | None:
    """Between headline and text: named for it, set apart, or what the page says of itself."""
    if story.headline is None or not story.headline.index < line.index <= story.first:
        return None
    if not _DEK_WORDS[0] <= line.words <= _DEK_WORDS[1] or line.linked > 0.5:
        return None
    if line in story.group_of or (line.index == story.first and _reads_on(story, line)):
        return None
    named = story.named(line, names.DEK) or line.element.tag in _SET_APART
    return "dek" if named or _is_description(story, line) else None


def _reads_on(story: Story, line: Line) -> bool:
    """Whether the next running text is set just as this line is."""
    for other in story.page.within(story.core):
        if other.index > line.index and other in story.running:
            beside = other.element.parent is line.element.parent
            alike = _names(other) == _names(line)
            return other.element.tag == line.element.tag and (beside or alike)
    return True


def _names(line: Line) -> tuple[frozenset[str], frozenset[str]]:
    """How the line's element and its parent are named."""
    parent = line.element.parent
    return line.element.words, parent.words if parent else frozenset()


def _is_description(story: Story, line: Line) -> bool:
    text, dek = letters(line.text), letters(story.dek)
    return len(dek) > 30 and (text.startswith(dek) or dek.startswith(text))


def _is_front(story: Story, line: Line) -> bool:
    """Whether the line stands before or after the text, or close below the headline."""
    if line.index < story.first or line.index > story.last:
        return True
    return story.headline is not None and 0 < line.index - story.headline.index <= _CLOSE
