"""Rules for parts of the running text that their own tags mark: quotations, tables, code.

They come before all others, since what stands in these parts may look like something
else: a name below a quotation like a credit, a cell like a button.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from brief_tui.formats.base import Label
from brief_tui.formats.html import quotes
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.story import Rule, Story
from brief_tui.formats.html.tree import Element

_LINKED: Final = 0.8

BREAK: Final = re.compile(r"(?:[*•·~–—⁂⁎∗＊◆◇■□●○_-] ?){1,7}|#{1,3}|o0o|oOo")
"""A line of signs that stands for a break between two parts of a text."""


def post(story: Story, line: Line) -> Label | None:
    """In a post of a social network."""
    return "body" if _held(story, line, quotes.is_post) else None


def attribution(story: Story, line: Line) -> Label | None:
    """In a quotation, who is quoted."""
    quote = _held(story, line, story.quotations.__contains__)
    return "body" if quote is not None and quotes.names_source(line, quote) else None


def quotation(story: Story, line: Line) -> Label | None:
    """In a quotation, but for links to other pages."""
    if line.linked > _LINKED:
        return None
    return "body" if _held(story, line, story.quotations.__contains__) else None


def table_caption(story: Story, line: Line) -> Label | None:
    """What a table of data shows."""
    table = _held(story, line, story.tables.__contains__)
    titled = any(element.tag == "caption" for element in story.around(line))
    return "caption" if table is not None and titled else None


def cell(story: Story, line: Line) -> Label | None:
    """In a table of data."""
    return "body" if _held(story, line, story.tables.__contains__) else None


def code(story: Story, line: Line) -> Label | None:
    """Text that is set as it was typed."""
    return "body" if story.in_core(line) and line.element.tag == "pre" else None


def section_break(story: Story, line: Line) -> Label | None:
    """Asterisks or other signs between two parts of the text."""
    within = story.first < line.index < story.last
    return "body" if within and BREAK.fullmatch(line.text) else None


def _held(story: Story, line: Line, holds: Callable[[Element], bool]) -> Element | None:
    """The outermost element of a kind around a line of the core."""
    if not story.in_core(line):
        return None
    return next((element for element in reversed(story.around(line)) if holds(element)), None)


OWN: Final[tuple[Rule, ...]] = (post, attribution)
"""Before all others: they claim little."""

MARKED: Final[tuple[Rule, ...]] = (quotation, table_caption, cell, code, section_break)
"""After the rules about boxes that the page sets apart."""
