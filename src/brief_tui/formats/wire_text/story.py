"""Finding where the text of the story begins and ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from brief_tui.formats.wire_text.lines import PROSE_WORDS, Line

_LINES_BELOW: Final = 25
_MOST_POINTS: Final = 5

_BELOW: Final = 4
"""Paragraphs that may follow the end of the story: on its writer, on how to comment."""

_ABOVE: Final = 0.7
"""The share of the paragraphs that comes before the end of the story, at least."""

_SHORT: Final = 22
"""Words of a paragraph that may as well be a link's summary."""


def bounds(
    lines: Sequence[Line], headline: int, deks: range, paragraphs: Sequence[int]
) -> tuple[int, int]:
    """The indexes of the first and the last line of the text."""
    inside = [index for index in paragraphs if index > headline and index not in deks]
    if not inside:  # a note of a few short lines: all below its headline is the story
        below = (line.index for line in lines[headline + 1 :] if not (line.date or line.byline))
        return next(below, headline + 1), len(lines) - 1
    if _byline_follows(lines, inside):
        inside = inside[1:]
    opening, closing = inside[0], _last_paragraph(lines, inside)
    above = opening - 1
    if above > headline and above not in deks and _is_short_sentence(lines[above]):
        opening -= 1
    while closing + 1 < len(lines) and _is_short_sentence(lines[closing + 1]):
        closing += 1
    return opening, closing


def points(lines: Sequence[Line], headline: int, opening: int) -> range:
    """The story in two to five sentences: a tight list that ends where the text begins."""
    end = opening
    if end > 0 and lines[end - 1].credit:
        end -= 1
    start = end
    while start > headline + 1 and end - start < _MOST_POINTS and _is_point(lines[start - 1]):
        start -= 1
    return range(start, end) if end - start >= 2 else range(0)


def _is_point(line: Line) -> bool:
    return line.prose and not line.gap_after and not line.inline_credit


def _byline_follows(lines: Sequence[Line], inside: Sequence[int]) -> bool:
    """Whether byline and date stand below what seems to be the first paragraph."""
    if len(inside) < 3:
        return False
    between = lines[inside[0] + 1 : min(inside[1], inside[0] + _LINES_BELOW)]
    return any(line.byline for line in between) and any(line.date for line in between)


def _last_paragraph(lines: Sequence[Line], inside: Sequence[int]) -> int:
    """The last paragraph, but for the few below a mark that stands only under a story."""
    last_long = max((index for index in inside if lines[index].words > _SHORT), default=-1)
    first_mark = max(1, len(inside) - max(_BELOW, len(inside) // 10))
    for line in lines[inside[first_mark - 1] : inside[-1]]:
        if not (line.furniture or line.lead_in or line.end_mark):
            continue
        below = lines[line.index + 1]
        buttons = not line.gap_after and (below.furniture or below.lead_in)
        links = line.lead_in and line.gap_after and line.index > last_long
        above = bisect_left(inside, line.index)
        if (line.end_mark or buttons or links) and above >= _ABOVE * len(inside):
            return inside[above - 1]
    return inside[-1]


def _is_short_sentence(line: Line) -> bool:
    """Stories like to begin or end in a sentence too short to tell a paragraph by."""
    known = line.furniture or line.lead_in or line.end_mark or line.appeal or line.teaser
    if known or line.credit or line.inline_credit or line.date:
        return False
    return line.sentence and line.gap_after and line.words < PROSE_WORDS
