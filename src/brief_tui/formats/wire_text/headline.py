"""Finding the headline and the deks under it.

The headline shares its words with the paragraphs below it, whatever the language; links to
other stories and the names of sections do not.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import Final

from brief_tui.formats.wire_text.lines import Line

_LINES_ABOVE: Final = 60
"""Lines that may come before the headline."""

_PARAGRAPHS_READ: Final = 400
"""Paragraphs whose words are compared with the headline's."""

_CHARACTERS_READ: Final = 4_000
_STEM: Final = 5
"""Letters compared: inflected languages change the rest."""

_MOST_DEKS: Final = 6
_LINES_BELOW: Final = 25
"""Lines under the deks in which a byline or a date is looked for."""

_WORD: Final = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff]")


def find(lines: Sequence[Line], paragraphs: Sequence[int]) -> int:
    """The index of the line before the second paragraph that is most like a headline, or -1."""
    end = paragraphs[min(1, len(paragraphs) - 1)] if paragraphs else len(lines)
    read = paragraphs[:_PARAGRAPHS_READ]
    words = Counter(stem for index in read for stem in _stems(lines[index].text))
    best, found = 0.0, -1
    for line in lines[: min(end, _LINES_ABOVE)]:
        if not line.title or line.inline_credit or line.byline or line.teaser:
            continue
        score = _score(line, words, own=int(line.index in read))
        if score > best:
            best, found = score, line.index
    return found - 1 if found > 0 and _is_dek_of(lines[found - 1], lines[found]) else found


def _score(line: Line, story: Counter[str], own: int) -> float:
    """How like this story's headline the line is; ``own`` is 1 if it was counted in the story."""
    stems = _stems(line.text)
    shared = sum(story[stem] > own for stem in stems) / len(stems) if stems else 0.0
    length = 0.1 * min(line.words, 8) - 0.08 * max(0, line.words - 18)
    return 2 * shared + 1.0 * line.gap_after + length - 0.03 * line.index


def _is_dek_of(above: Line, line: Line) -> bool:
    """Whether the line found is a dek, which tells more of the story than the headline above it."""
    known = above.furniture or above.appeal or above.date or above.credit or above.sentence
    if known or not above.gap_after or not 2 <= above.words <= min(20, line.words):
        return False
    if above.text.isupper() or "|" in above.text:  # a kicker, a path of sections
        return False
    stems = _stems(above.text)
    return len(stems & _stems(line.text)) < 0.6 * len(stems)


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text[:_CHARACTERS_READ].casefold())
    return frozenset(word[:_STEM] for word in words)


def deks_below(lines: Sequence[Line], headline: int, paragraphs: Sequence[int]) -> range:
    """The lines straight under the headline, if a byline or a date is between them and the text."""
    start = end = headline + 1
    if headline < 0:
        return range(0)
    while end < min(len(lines), start + _MOST_DEKS) and _could_be_dek(lines[end]):
        end += 1
        if lines[end - 1].gap_after:
            break
    if end < len(lines) and lines[end].credit and not lines[end].gap_before:
        end -= 1  # that one is the caption
    if end <= start or end >= len(lines):
        return range(0)
    following = bisect_left(paragraphs, end)
    if following == len(paragraphs):
        return range(0)
    between = lines[end : min(paragraphs[following], end + _LINES_BELOW)]
    if any(line.date or line.byline or line.name for line in between):
        return range(start, end)
    first = lines[start]
    return range(0) if first.prose or not first.gap_after else range(start, start + 1)


def _could_be_dek(line: Line) -> bool:
    known = line.credit or line.inline_credit or line.date or line.byline or line.furniture
    if known or line.appeal or line.teaser or line.name or line.text.endswith("|"):
        return False
    return 5 <= line.words <= 70
