"""A flattened page as lines, with everything about a line that its neighbours do not change."""

from __future__ import annotations

import codecs
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from brief_tui.formats import shapes, vocabulary
from brief_tui.formats.prose_dates import is_date
from brief_tui.model.text import clean_text

LONGEST: Final = 1_500
"""Characters above which a line is text and nothing else; keeps a hostile line cheap."""

PROSE_WORDS: Final = 8
"""Words from which a sentence, or what announces one, counts as a paragraph by itself."""

_LONG_PROSE_WORDS: Final = 45
"""Words from which a line is prose without a full stop."""

_TITLE_WORDS: Final = 20
"""Words of a line that reads like a headline."""

_DATE_WORDS: Final = 20
_PROSE_DATE_WORDS: Final = 8
"""Words of a line that may still be a date; the second number if it ends in a full stop."""

_FOLDED_WORDS: Final = 45
"""Words of the longest line that is looked up in the vocabulary."""

_KINDS: Final = ("gallery", "control", "lead-in", "teaser", "credit", "date", "appeal")
"""Signs that tell what a line is whatever its length, the surest first."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line that is not blank.

    ``index`` counts such lines from 0, ``number`` all lines from 1. ``gap_before`` and
    ``gap_after`` tell of a blank line or an end of the page. ``signs`` is all that
    :mod:`.shapes` and :mod:`.vocabulary` know of the line, ``kind`` what they make it look
    like: one of these signs or, for want of them, its length.
    """

    index: int
    number: int
    text: str
    gap_before: bool
    gap_after: bool
    words: int
    signs: frozenset[str]
    kind: str


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
    numbers = [-1, *(number for number, _ in shown), -1]
    return tuple(
        _line(
            index,
            number,
            line,
            gap_before=numbers[index] != number - 1,
            gap_after=numbers[index + 2] != number + 1,
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
    signs = frozenset(_signs(text, words))
    kind = kind_of(text, words, signs)
    return Line(index, number, text, gap_before, gap_after, words, signs, kind)


def kind_of(text: str, words: int, signs: frozenset[str]) -> str:
    """What a line with these signs looks like."""
    if not signs.isdisjoint(_KINDS):
        return next(kind for kind in _KINDS if kind in signs)
    ends = "sentence" in signs or text[-1] in ":："
    prose = words >= _LONG_PROSE_WORDS or (ends and words >= PROSE_WORDS)
    if "byline" in signs and not prose:
        return "byline"
    if "own credit" in signs and words >= 3:
        return "credited"
    if prose:
        return "prose"
    if "sentence" in signs:
        return "question" if text[-1] in "?？" else "sentence"
    if "name" in signs:
        return "name"
    return _kind_by_length(text, words)


def _kind_by_length(text: str, words: int) -> str:
    if not any(character.isalpha() for character in text):
        return "figures"
    if words <= 3:
        return "short"
    if words <= 6:
        return "phrase"
    return "title" if words <= _TITLE_WORDS else "run-on"


def _signs(text: str, words: int) -> Iterator[str]:
    sentence = shapes.is_sentence(text)
    if sentence:
        yield "sentence"
    if shapes.is_statement(text):
        yield "statement"
    if len(text) > LONGEST:
        return
    if shapes.ends_in_credit(text):
        yield "own credit"
    if words <= (_PROSE_DATE_WORDS if sentence else _DATE_WORDS):
        if is_date(text):
            yield "date"
        if shapes.is_byline(text, words):
            yield "byline"
        if shapes.is_name(text):
            yield "name"
        if shapes.is_teaser(text):
            yield "teaser"
    if words <= _FOLDED_WORDS:
        yield from _known(text, vocabulary.folded(text), words)


def _known(text: str, folded: str, words: int) -> Iterator[str]:
    """What the vocabulary says of the line."""
    if shapes.is_credit(text, folded, words):
        yield "credit"
    if shapes.is_lead_in(text, folded, words):
        yield "lead-in"
    if shapes.is_appeal(text, folded, words):
        yield "appeal"
    if folded in vocabulary.CONTROLS or folded in vocabulary.GALLERY:
        yield "control"
    if folded in vocabulary.GALLERY:
        yield "gallery"
    if folded in vocabulary.END_MARKS:
        yield "control"
        yield "end mark"
