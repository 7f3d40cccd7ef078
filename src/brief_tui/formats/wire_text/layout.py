"""The page as a whole: how it is spaced, and where its story begins and ends."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from brief_tui.formats.wire_text import headline, note, story
from brief_tui.formats.wire_text.lines import Line

_LONG: Final = 100
"""Characters from which a sentence tells whether paragraphs are set apart by blank lines."""

_SPACED: Final = 0.6
"""The share of long sentences with a blank line below that makes a page a spaced one."""

_EVEN: Final = 0.97
"""The share of lines with a blank line below that makes a page an even one."""

_FRONT: Final = 100
"""Lines that may stand between headline and text, for rules that look at all of them."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Indexes into the page's lines.

    ``spaced``: a blank line ends every paragraph, so that a line without one is none.
    ``even``: nearly all lines have one, which says as little as none.
    ``note``: nothing of a page is around the text.
    ``headline`` is -1 where there is none. ``deks`` stand under it, ``points`` right over
    the text; the text runs from ``opening`` to ``closing``. ``items`` are lines of lists,
    ``repeated`` what the page says three times or more.
    """

    spaced: bool
    even: bool
    note: bool
    headline: int
    deks: range
    points: range
    opening: int
    closing: int
    paragraphs: frozenset[int]
    items: frozenset[int]
    repeated: frozenset[str]

    @property
    def jotted(self) -> bool:
        """Whether this is a note of short lines, without a paragraph."""
        return self.note and not self.paragraphs

    @property
    def front(self) -> range:
        """The lines between headline and text."""
        return range(self.headline + 1, min(self.opening, self.headline + 1 + _FRONT))


def read_layout(lines: Sequence[Line]) -> Layout:
    """Find the story in the page."""
    long = [line for line in lines if line.sentence and len(line.text) >= _LONG]
    spaced = sum(line.gap_after for line in long) > _SPACED * len(long)
    even = sum(line.gap_after for line in lines) > _EVEN * len(lines)
    prose = [line for line in lines if _is_paragraph(line, spaced=spaced)]
    paragraphs = [
        line.index
        for line in prose
        if (line.gap_after and not even) or not _is_credit(lines, line.index + 1)
    ]
    head = headline.find(lines, paragraphs)
    is_note = note.is_note(lines)
    if is_note and (head < 0 or not paragraphs):
        head = note.title(lines)
    deks = headline.deks_below(lines, head, paragraphs)
    opening, closing = story.bounds(lines, head, deks, paragraphs)
    return Layout(
        spaced,
        even,
        is_note,
        head,
        deks,
        story.points(lines, head, opening),
        opening,
        closing,
        frozenset(paragraphs),
        _list_items(lines),
        frozenset(text for text, n in Counter(line.text for line in lines).items() if n > 2),
    )


def _is_paragraph(line: Line, *, spaced: bool) -> bool:
    """Whether the line is prose that neither ends in a credit nor is set as something else."""
    return line.prose and not line.inline_credit and (line.gap_after or not spaced)


def _is_credit(lines: Sequence[Line], index: int) -> bool:
    return index < len(lines) and lines[index].credit


def _list_items(lines: Sequence[Line]) -> frozenset[int]:
    """Lines of lists: three or more tight ones of about one length, none known as aught else."""
    items: set[int] = set()
    run: list[Line] = []
    for line in lines:
        run.append(line)
        if line.gap_after:
            if len(run) >= 3 and _is_list(run):
                items.update(item.index for item in run)
            run = []
    return frozenset(items)


def _is_list(run: Sequence[Line]) -> bool:
    if any(a.credit or a.inline_credit or a.furniture or a.lead_in or a.date for a in run):
        return False
    lengths = [line.words for line in run]
    distinct = len({line.text for line in run}) == len(run)
    return distinct and min(lengths) >= 3 and max(lengths) <= 4 * min(lengths)
