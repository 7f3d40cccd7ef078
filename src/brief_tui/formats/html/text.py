"""Rules for the running text: paragraphs, subheadings, lists, quotes."""

from __future__ import annotations

from typing import Final

from brief_tui.formats import shapes
from brief_tui.formats.base import Label
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.story import HEADINGS, Story

_TEXT: Final = frozenset("p li blockquote td th dd dt pre".split())
_TRAILING_WORDS: Final = 10


def subheading(story: Story, line: Line) -> Label | None:
    """A heading in the text."""
    if line.element.tag not in HEADINGS:
        return None
    return "subheading" if story.in_core(line) and line.index <= story.last else "chrome"


def paragraph(story: Story, line: Line) -> Label | None:
    """Stands where the running text stands."""
    if not story.in_core(line):
        return None
    if line.index > story.last and not _goes_on(story, line):
        return None
    is_set_alike = (line.element.parent, line.element.tag) in story.settings
    if line.element.tag in _TEXT or is_set_alike or (line.element, "") in story.settings:
        return "body"
    return "body" if line in story.running else None


def _goes_on(story: Story, line: Line) -> bool:
    """Whether a line after the last running text is set as that is, and long enough."""
    if line.index >= story.end or (line.element.parent, line.element.tag) not in story.settings:
        return False
    return line.words >= _TRAILING_WORDS and shapes.is_sentence(line.text)


def introduction(story: Story, line: Line) -> Label | None:
    """A paragraph between the headline and the text."""
    start = story.headline.index if story.headline else 0
    if start < line.index < story.first and line.element.tag == "p" and line.words >= 20:
        return "body" if shapes.is_sentence(line.text) else None
    return None


def rest(_story: Story, _line: Line) -> Label | None:
    """Nothing that belongs to a story."""
    return "chrome"
