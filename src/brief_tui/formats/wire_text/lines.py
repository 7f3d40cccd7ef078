"""A flattened page as lines, with everything about a line that its neighbours do not change."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from brief_tui.formats.wire_text import shapes, vocabulary
from brief_tui.formats.wire_text.dates import has_date, is_date
from brief_tui.model.text import HEADLINE_LIMIT, clean_text

_LOOKED_AT = 1_500
"""Characters above which a line is text and nothing else; keeps a hostile line cheap."""

_PROSE_WORDS = 8
_LONG_PROSE_WORDS = 45


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    ``index`` counts such lines from 0, ``number`` all lines from 1. ``gap_before`` and
    ``gap_after`` tell of a blank line or an end of the page. The other fields are what the
    functions of :mod:`.shapes` of the same name said.
    """

    index: int
    number: int
    text: str
    gap_before: bool
    gap_after: bool
    words: int
    sentence: bool = False
    credit: bool = False
    inline_credit: bool = False
    date: bool = False
    byline: bool = False
    name: bool = False
    lead_in: bool = False
    teaser: bool = False
    furniture: bool = False
    appeal: bool = False
    gallery: bool = False
    dated: bool = False
    end_mark: bool = False

    @property
    def prose(self) -> bool:
        """Whether the line reads like a paragraph."""
        if self.credit or self.date or self.furniture or self.appeal or self.teaser:
            return False
        return (self.sentence and self.words >= _PROSE_WORDS) or self.words >= _LONG_PROSE_WORDS

    @property
    def title(self) -> bool:
        """Whether the line could be a headline: some words, no full stop, nothing else known."""
        return (
            3 <= self.words <= 35
            and len(self.text) <= HEADLINE_LIMIT
            and not shapes.is_statement(self.text)
            and not (self.credit or self.date or self.furniture or self.appeal or self.lead_in)
        )


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
    if len(text) > _LOOKED_AT:
        return Line(index, number, text, gap_before, gap_after, words, sentence)
    folded = vocabulary.folded(text)
    return Line(
        index,
        number,
        text,
        gap_before,
        gap_after,
        words,
        sentence,
        credit=shapes.is_credit(text, words),
        inline_credit=shapes.ends_in_credit(text),
        date=is_date(text),
        dated=has_date(text),
        byline=shapes.is_byline(text, words),
        name=shapes.is_name(text),
        lead_in=shapes.is_lead_in(text, folded, words),
        teaser=shapes.is_teaser(text),
        appeal=shapes.is_appeal(text, folded, words),
        gallery=folded in vocabulary.GALLERY,
        end_mark=folded in vocabulary.END_MARKS,
        furniture=folded in vocabulary.CONTROLS or folded in vocabulary.GALLERY,
    )
