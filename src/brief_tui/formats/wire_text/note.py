"""Notes: a few lines that somebody wrote down, with nothing of a page around them.

What a headline is known by on a page (some words, shared with the text) does not hold for a
note: its first line is its title, however short, and all below it is its text.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from brief_tui.formats import shapes
from brief_tui.formats.wire_text.lines import Line
from brief_tui.formats.wire_text.states import State
from brief_tui.model.text import HEADLINE_LIMIT

_MOST_LINES: Final = 12
"""Lines up to which a page would show a button or a credit, were it one."""

_TITLE_WORDS: Final = 35
_OF_A_PAGE: Final = frozenset(
    {"control", "lead-in", "end mark", "teaser", "appeal", "credit", "own credit"}
)


def is_note(lines: Sequence[Line]) -> bool:
    """Whether a short text has no button, no plea, no link to other stories and no credit."""
    return 1 < len(lines) <= _MOST_LINES and all(
        line.signs.isdisjoint(_OF_A_PAGE) for line in lines
    )


def read(lines: Sequence[Line]) -> list[tuple[State, str]]:
    """Title, date and byline at the head of a note, and its text; each with the reason."""
    title = _title(lines)
    found: list[tuple[State, str]] = []
    for line in lines:
        head = line.index <= title + 1 or found[-1][0].part == "front"
        if line.index == title:
            found.append((State("headline", "headline"), "the first line of a note"))
        elif title >= 0 and head and line.kind == "date":
            part = "above" if line.index < title else "front"
            found.append((State(part, "date"), "at the head of a note"))
        elif title >= 0 and head and line.kind == "byline":
            found.append((State("front", "byline"), "at the head of a note"))
        else:
            found.append((State("story", "body"), "no page is around it"))
    return found


def _title(lines: Sequence[Line]) -> int:
    """The index of a note's first line, but for a date, or -1 if it is not like a title."""
    first = next((line for line in lines[:-1] if line.kind != "date"), None)
    if first is None or first.kind in {"prose", "byline"}:
        return -1
    fits = first.words <= _TITLE_WORDS and len(first.text) <= HEADLINE_LIMIT
    # "Shopping list:" is a title, "Dear Ann," is not.
    return first.index if fits and not shapes.is_statement(first.text.rstrip(":：")) else -1
