"""Notes: text that somebody wrote down, with nothing of a page around it.

What a headline is known by on a page (three words or more, shared with the text) does not
hold for a note: its first line is its title, however short.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from brief_tui.formats import shapes
from brief_tui.formats.wire_text.lines import Line
from brief_tui.model.text import HEADLINE_LIMIT

_MOST_LINES: Final = 50
"""Lines up to which a page would show a button or a credit, were it one."""

_TITLE_WORDS: Final = 35


def is_note(lines: Sequence[Line]) -> bool:
    """Whether a short text has no button, no plea, no link to other stories and no credit."""
    return 1 < len(lines) <= _MOST_LINES and not any(_of_a_page(line) for line in lines)


def _of_a_page(line: Line) -> bool:
    control = line.furniture or line.lead_in or line.teaser or line.end_mark or line.appeal
    return control or line.credit or line.inline_credit


def title(lines: Sequence[Line]) -> int:
    """The index of a note's first line, but for a date, or -1 if it is not like a title."""
    first = next((line for line in lines[:-1] if not line.date), None)
    if first is None or first.prose or first.byline:
        return -1
    fits = first.words <= _TITLE_WORDS and len(first.text) <= HEADLINE_LIMIT
    # "Shopping list:" is a title, "Dear Ann," is not.
    return first.index if fits and not shapes.is_statement(first.text.rstrip(":：")) else -1
