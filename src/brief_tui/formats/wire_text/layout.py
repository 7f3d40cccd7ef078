"""The page as a whole: where its headline is, and where the story begins and ends.

Other texts help to read a line. The headline shares its words with the paragraphs below
it, whatever the language, and links to other stories do not.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from brief_tui.formats.wire_text.lines import Line

_LONG: Final = 100
"""Characters from which a sentence tells whether paragraphs are set apart by blank lines."""

_HEADLINE_READ: Final = 60
"""Lines that may come before the headline."""

_STORY_READ: Final = 400
"""Paragraphs whose words are compared with the headline's."""

_STEM: Final = 5
"""Letters compared: inflected languages change the rest."""

_BELOW: Final = 4
"""Paragraphs that may follow the end of the story: on its writer, on how to comment."""

_SHORT: Final = 22
"""Words of a paragraph that may as well be a link's summary."""

_LONG_WORDS: Final = 8
"""Words from which a sentence counts as a paragraph by itself."""

_WORD: Final = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff]")


@dataclass(frozen=True, slots=True)
class Layout:
    """Indexes into the page's lines; -1 and -2 where there is no such line.

    ``spaced``: a blank line ends every paragraph, so that a line without one is none.
    ``deks`` stand under the headline; the story runs from ``opening`` to ``closing``.
    """

    spaced: bool
    headline: int
    deks: range
    opening: int
    closing: int
    points: range
    repeated: frozenset[str]
    items: frozenset[int]


def read_layout(lines: Sequence[Line]) -> Layout:
    """Find the story in the page."""
    long = [line for line in lines if line.sentence and len(line.text) >= _LONG]
    spaced = sum(line.gap_after for line in long) > 0.6 * len(long)
    paragraphs = [line for line in lines if is_paragraph(lines, line, spaced=spaced)]
    headline = _headline(lines, paragraphs)
    deks = _deks(lines, headline, {line.index for line in paragraphs})
    inside = [p.index for p in paragraphs if p.index > headline and p.index not in deks]
    if _byline_follows(lines, inside):
        inside = inside[1:]
    if not inside:  # a note of a few short lines: all below its headline is the story
        inside = [headline + 1, len(lines) - 1]
    opening = inside[0]
    if opening - 1 > headline and opening - 1 not in deks and _short_sentence(lines[opening - 1]):
        opening -= 1
    return Layout(
        spaced,
        headline,
        deks,
        opening,
        _closing(lines, inside),
        _points(lines, headline, opening),
        _repeated(lines),
        _items(lines),
    )


def is_paragraph(lines: Sequence[Line], line: Line, *, spaced: bool) -> bool:
    """Whether the line is prose that is neither a caption nor set as something else."""
    if not line.prose or line.inline_credit or (spaced and not line.gap_after):
        return False
    following = lines[line.index + 1] if line.index + 1 < len(lines) else None
    return line.gap_after or following is None or not following.credit


def _headline(lines: Sequence[Line], paragraphs: Sequence[Line]) -> int:
    """The line before the second paragraph that shares most words with the story."""
    end = paragraphs[min(1, len(paragraphs) - 1)].index if paragraphs else len(lines)
    story = Counter(stem for p in paragraphs[:_STORY_READ] for stem in _stems(p.text))
    own = {p.index for p in paragraphs}
    best, index = 0.0, -1
    for line in lines[: min(end, _HEADLINE_READ)]:
        if not line.title or line.inline_credit or line.byline or line.teaser:
            continue
        if (score := _headline_score(line, story, int(line.index in own))) > best:
            best, index = score, line.index
    return index - 1 if _is_headline_above(lines, index) else index


def _is_headline_above(lines: Sequence[Line], index: int) -> bool:
    """Whether the line found is a dek that tells more of the story than the headline does."""
    if index < 1:
        return False
    above, line = lines[index - 1], lines[index]
    if not above.gap_after or above.words > line.words or not 2 <= above.words <= 20:
        return False
    if above.furniture or above.appeal or above.date or above.credit or above.sentence:
        return False
    if above.text.isupper() or "|" in above.text:
        return False
    stems = _stems(above.text)
    return len(stems & _stems(line.text)) < 0.6 * len(stems)


def _headline_score(line: Line, story: Counter[str], own: int) -> float:
    """How like this story's headline the line is; ``own`` is 1 if it is part of the story."""
    stems = _stems(line.text)
    shared = sum(story[stem] > own for stem in stems) / len(stems) if stems else 0.0
    return (
        2 * shared
        + 1.0 * line.gap_after
        + 0.1 * min(line.words, 8)
        - 0.08 * max(0, line.words - 18)
        - 0.03 * line.index
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text[:4000].casefold()))


def _items(lines: Sequence[Line]) -> frozenset[int]:
    """Lines of lists: three or more tight lines of about one length, none known as aught else."""
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
    known = any(a.credit or a.inline_credit or a.furniture or a.lead_in or a.date for a in run)
    lengths = [line.words for line in run]
    distinct = len({line.text for line in run}) == len(run)
    return not known and distinct and min(lengths) >= 3 and max(lengths) <= 4 * min(lengths)


def _repeated(lines: Sequence[Line]) -> frozenset[str]:
    """What stands on the page three times or more."""
    return frozenset(
        text for text, times in Counter(line.text for line in lines).items() if times > 2
    )


def _deks(lines: Sequence[Line], headline: int, paragraphs: set[int]) -> range:
    """The lines straight under the headline, if a byline or a date comes between them and the text."""
    none = range(headline + 1, headline + 1)
    if headline < 0:
        return none
    end = headline + 1
    while end < len(lines) and end <= headline + 6 and _could_be_dek(lines[end]):
        end += 1
        if lines[end - 1].gap_after:
            break
    if end < len(lines) and lines[end].credit and not lines[end].gap_before:
        end -= 1  # that one is the caption
    if end <= headline + 1 or end >= len(lines):
        return none
    text = next((i for i in range(end, len(lines)) if i in paragraphs), len(lines))
    between = lines[end : min(text, end + 25)]
    if any(line.date or line.byline or line.name for line in between):
        return range(headline + 1, end)
    first = lines[headline + 1]
    return none if first.prose or not first.gap_after else range(headline + 1, headline + 2)


def _could_be_dek(line: Line) -> bool:
    known = line.credit or line.inline_credit or line.date or line.byline or line.furniture
    return (
        not (known or line.appeal or line.teaser or line.name or line.text.endswith("|"))
        and 5 <= line.words <= 70
    )


def _byline_follows(lines: Sequence[Line], inside: Sequence[int]) -> bool:
    """Whether byline and date stand below what seems to be the first paragraph."""
    if len(inside) < 3:
        return False
    between = lines[inside[0] + 1 : min(inside[1], inside[0] + 25)]
    return any(line.byline for line in between) and any(line.date for line in between)


def _points(lines: Sequence[Line], headline: int, opening: int) -> range:
    """The story in two to five sentences, a tight list that ends where the text begins."""
    end = opening
    if end > 0 and lines[end - 1].credit:
        end -= 1
    start = end
    while start > headline + 1 and end - start < 5 and _is_point(lines[start - 1]):
        start -= 1
    return range(start, end) if end - start >= 2 else range(0)


def _is_point(line: Line) -> bool:
    return line.prose and not line.gap_after and not line.inline_credit


def _closing(lines: Sequence[Line], inside: Sequence[int]) -> int:
    """The last paragraph, but for the few that follow what only stands below a story."""
    if not inside:
        return -2
    kept = max(1, len(inside) - max(_BELOW, len(inside) // 10))
    for line in lines[inside[kept - 1] :]:
        pair = lines[line.index : line.index + 2]
        buttons = not line.gap_after and all(a.furniture or a.lead_in for a in pair)
        above = [index for index in inside if index < line.index]
        short_after = all(lines[index].words <= _SHORT for index in inside[len(above) :])
        if line.end_mark or buttons or (line.lead_in and line.gap_after and short_after):
            if len(above) >= 0.7 * len(inside):
                return _last_sentence(lines, above[-1])
    return _last_sentence(lines, inside[-1])


def _last_sentence(lines: Sequence[Line], last: int) -> int:
    """Stories like to end in a sentence too short to tell a paragraph by."""
    while last + 1 < len(lines) and _short_sentence(lines[last + 1]):
        last += 1
    return last


def _short_sentence(line: Line) -> bool:
    known = line.furniture or line.lead_in or line.end_mark or line.appeal or line.teaser
    if known or line.credit or line.inline_credit or line.date:
        return False
    return line.sentence and line.gap_after and line.words < _LONG_WORDS
