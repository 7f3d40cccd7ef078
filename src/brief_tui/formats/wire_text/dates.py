"""Dates that fill a line: recognising them in a dozen languages, and reading them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from brief_tui.formats.wire_text import vocabulary
from brief_tui.model.dates import parse_date

_LONGEST: Final = 120
_MOST_OTHER_WORDS: Final = 3

_MONTH: Final = "|".join(vocabulary.MONTHS)
_MONTHS: Final = tuple(re.compile(forms, re.IGNORECASE) for forms in vocabulary.MONTHS)
_ISO_MOMENT: Final = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?")
_YEAR_FIRST: Final = re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)")
_DAY_FIRST: Final = re.compile(r"(?<!\d)(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})(?!\d)")
_IDEOGRAPHS: Final = re.compile(
    r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]?"
)
_DAY_MONTH: Final = re.compile(
    rf"(?<!\d)(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.|º)?\s*(?:de\s+|of\s+)?(?P<m>{_MONTH})\b\.?"
    r"(?:,?\s*(?:de\s+)?(?P<y>\d{4}))?",
    re.IGNORECASE,
)
# No boundary before the month or after the year: flattened neighbours are glued to them.
_MONTH_DAY: Final = re.compile(
    rf"(?P<m>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?(?!\d)(?:,?\s*(?P<y>\d{{4}}))?",
    re.IGNORECASE,
)
_DAYS: Final = (_YEAR_FIRST, _DAY_FIRST, _IDEOGRAPHS, _DAY_MONTH, _MONTH_DAY)
_TIME: Final = re.compile(
    r"T?(?<!\d)\d{1,2}[:.h]\d{2}(?::\d\d)?(?!\d)\s?(?:[ap]\.?m\b\.?|Z\b|[+-]\d\d:?\d\d)?"
    r"|\b\d{1,2}\s?[ap]m\b|(?:GMT|UTC)[+-]\d{1,2}",
    re.IGNORECASE,
)
_AGO: Final = re.compile(
    r"\b\d+\s?(?:[smhd]|secs?|mins?|hrs?|seconds?|minutes?|hours?|days?|weeks?)\s+ago\b"
    r"|\b(?:vor|hace|il y a|for)\s+\d+\s+\w+|\b\d+\s+\w+\s+(?:siden|sedan|назад)\b"
    r"|\d+\s?(?:分钟|小时|天|時間)前",
    re.IGNORECASE,
)
_DATE_WORD: Final = re.compile(
    rf"(?<![^\W\d_])(?:{vocabulary.DATE_WORDS})(?![^\W\d_])", re.IGNORECASE
)
_UPDATED: Final = re.compile(vocabulary.UPDATED, re.IGNORECASE)
_GLUED: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=(?:19|20)\d\d)(?=\d|[A-Z])")
_WORD: Final = re.compile(r"[^\W\d_]+")


def is_date(text: str) -> bool:
    """Whether the line says when, and hardly anything else (a site control, an agency)."""
    if len(text) > _LONGEST or not any(c.isdigit() for c in text):
        return False
    rest = text = _GLUED.sub(" ", text)
    for pattern in (*_DAYS, _AGO, _TIME):
        rest = pattern.sub(" ", rest)
    if rest == text:
        return False
    return len(_WORD.findall(_DATE_WORD.sub(" ", rest))) <= _MOST_OTHER_WORDS


def has_date(text: str) -> bool:
    """Whether a short line tells a day among other things."""
    return len(text) <= _LONGEST and any(day.search(text) for day in _DAYS)


def read_dates(text: str) -> tuple[datetime | None, datetime | None]:
    """When the story was (published, updated) by this line; None for what it does not say.

    A day is its midnight in UTC: a wire's local time without a known zone says no more.
    """
    published = updated = None
    text = _GLUED.sub(" ", text) if not _ISO_MOMENT.search(text) else text
    for start, moment in _moments(text):
        if _UPDATED.search(text[:start]):
            updated = updated or moment
        else:
            published = published or moment
    return published, updated


def _moments(text: str) -> Iterator[tuple[int, datetime]]:
    if iso := _ISO_MOMENT.search(text):
        if moment := parse_date(iso.group()):
            yield iso.start(), moment
        return
    found = {m.start(): m for pattern in _DAYS for m in pattern.finditer(text) if m["y"]}
    for start, match in sorted(found.items()):
        month = match["m"] if match["m"].isdecimal() else _month_number(match["m"])
        try:
            yield start, datetime(int(match["y"]), int(month), int(match["d"]), tzinfo=UTC)
        except ValueError:
            continue


def _month_number(name: str) -> int:
    """1 to 12."""
    return next(n for n, forms in enumerate(_MONTHS, 1) if forms.fullmatch(name))
