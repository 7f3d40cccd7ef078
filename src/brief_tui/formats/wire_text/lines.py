"""A flattened page as lines, with everything about a line that its neighbours do not change."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from brief_tui.formats import shapes, vocabulary
from brief_tui.formats.wire_text.dates import is_date
from brief_tui.model.text import HEADLINE_LIMIT, clean_text

LONGEST: Final = 1_500
"""Characters above which a line is text and nothing else; keeps a hostile line cheap."""

PROSE_WORDS: Final = 8
"""Words from which a sentence counts as a paragraph by itself."""

_LONG_PROSE_WORDS: Final = 45
"""Words from which a line is prose without a full stop."""


_DATE_WORDS: Final = 20
_PROSE_DATE_WORDS: Final = 8
"""Words of a line that may still be a date; the second number if it ends in a full stop."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    ``index`` counts such lines from 0, ``number`` all lines from 1. ``gap_before`` and
    ``gap_after`` tell of a blank line or an end of the page. ``prose`` reads like a
    paragraph, ``title`` could be a headline; the rest is what :mod:`.shapes` and
    :mod:`.vocabulary` know of the line.
    """

    index: int
    number: int
    text: str
    gap_before: bool
    gap_after: bool
    words: int
    sentence: bool
    prose: bool = False
    title: bool = False
    credit: bool = False
    inline_credit: bool = False
    date: bool = False
    byline: bool = False
    name: bool = False
    lead_in: bool = False
    teaser: bool = False
    furniture: bool = False
    gallery: bool = False
    end_mark: bool = False
    appeal: bool = False


def decode(data: bytes) -> str:
    """UTF-8 or UTF-16 by its mark, else UTF-8 if it is that, else Windows-1252."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def read_lines(text: str) -> tuple[Line, ...]:
    """The lines of ``text`` that show something once cleaned."""
    shown = [(number, line) for number, line in _numbered(text) if line]
    return tuple(
        _line(
            index,
            number,
            line,
            gap_before=index == 0 or shown[index - 1][0] < number - 1,
            gap_after=index + 1 == len(shown) or shown[index + 1][0] > number + 1,
        )
        for index, (number, line) in enumerate(shown)
    )


def _numbered(text: str) -> Iterator[tuple[int, str]]:
    # Not splitlines(): form feeds and the like do not end a line for those who count them.
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for number, line in enumerate(lines, 1):
        yield number, " ".join(clean_text(line).split())


def _line(index: int, number: int, text: str, *, gap_before: bool, gap_after: bool) -> Line:
    words = shapes.word_count(text)
    sentence = shapes.is_sentence(text)
    prose = (sentence and words >= PROSE_WORDS) or words >= _LONG_PROSE_WORDS
    place = (index, number, text, gap_before, gap_after, words, sentence)
    if len(text) > LONGEST:
        return Line(*place, prose=True)
    folded = vocabulary.folded(text)
    credit = shapes.is_credit(text, folded, words)
    date = words <= (_PROSE_DATE_WORDS if sentence else _DATE_WORDS) and is_date(text)
    lead_in = shapes.is_lead_in(text, folded, words)
    teaser = shapes.is_teaser(text)
    appeal = shapes.is_appeal(text, folded, words)
    gallery = folded in vocabulary.GALLERY
    furniture = gallery or folded in vocabulary.CONTROLS
    known = credit or date or furniture or appeal
    could_be_title = 3 <= words <= 35 and len(text) <= HEADLINE_LIMIT
    return Line(
        *place,
        prose=prose and not (known or teaser),
        title=could_be_title and not (known or lead_in or shapes.is_statement(text)),
        credit=credit,
        inline_credit=shapes.ends_in_credit(text),
        date=date,
        byline=shapes.is_byline(text, words),
        name=shapes.is_name(text),
        lead_in=lead_in,
        teaser=teaser,
        furniture=furniture,
        gallery=gallery,
        end_mark=folded in vocabulary.END_MARKS,
        appeal=appeal,
    )
