"""Dates that fill a line: recognising them in a dozen languages, and reading them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Final

from brief_tui.formats.vocabulary import DATE_WORDS, MONTHS, UPDATED_WORDS
from brief_tui.model.dates import parse_date

_LONGEST: Final = 120
_MOST_OTHER_WORDS: Final = 3

_DIGIT: Final = re.compile(r"\d")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ISO_MOMENT: Final = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?"
)
_DAYS: Final = (
    re.compile(r"(?<!\d)(?P<y>\d{4})[-/.](?P<m>\d{1,2})[-/.](?P<d>\d{1,2})(?!\d)"),
    re.compile(r"(?<!\d)(?P<d>\d{1,2})[./-](?P<m>\d{1,2})[./-](?P<y>\d{4})(?!\d)"),
    re.compile(r"(?P<y>\d{4})\s?[年년]\s?(?P<m>\d{1,2})\s?[月월]\s?(?P<d>\d{1,2})\s?[日일]?"),
    re.compile(  # 29 January 2021, 9. mai, 25 de mayo de 2025
        r"(?<!\d)(?P<d>\d{1,2})(?:st|nd|rd|th|er|\.|º)?\s*(?:(?:de|of)\s+)?"
        r"(?P<m>[^\W\d_]{3,10})\b\.?(?:,?\s*(?:de\s+)?(?P<y>\d{4}))?"
    ),
    re.compile(  # January 29, 2021
        r"(?P<m>(?<![^\W_])[^\W\d_]{3,10})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?(?!\d)"
        r"(?:,?\s*(?P<y>\d{4}))?"
    ),
)
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
_GLUED: Final = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=(?:19|20)\d\d)(?=\d|[A-Z])")


def is_date(text: str) -> bool:
    """Whether the line says when, and hardly anything else (a site control, an agency)."""
    if len(text) > _LONGEST or not _DIGIT.search(text):
        return False
    text = _GLUED.sub(" ", text)
    words = _WORD.findall(text.casefold())
    if sum(word not in DATE_WORDS and word not in MONTHS for word in words) > _MOST_OTHER_WORDS:
        return False
    return bool(_TIME.search(text) or _AGO.search(text) or any(_find_days(text)))


def has_date(text: str) -> bool:
    """Whether a short line tells a day among other things."""
    return (
        len(text) <= _LONGEST
        and bool(_DIGIT.search(text))
        and any(_find_days(_GLUED.sub(" ", text)))
    )


def read_dates(text: str) -> tuple[datetime | None, datetime | None]:
    """When the story was (published, updated) by this line; None for what it does not say.

    A day is its midnight in UTC: a wire's local time without a known zone says no more.
    """
    published = updated = None
    start = 0
    if not _ISO_MOMENT.search(text):
        text = _GLUED.sub(" ", text)
    for begin, end, moment in _moments(text):
        if UPDATED_WORDS.isdisjoint(_WORD.findall(text[start:begin].casefold())):
            published = published or moment
        else:
            updated = updated or moment
        start = end
    return published, updated


def _find_days(text: str) -> Iterator[re.Match[str]]:
    for pattern in _DAYS:
        for match in pattern.finditer(text):
            if match["m"].isdecimal() or match["m"].casefold() in MONTHS:
                yield match


def _moments(text: str) -> Iterator[tuple[int, int, datetime]]:
    """(start, end, moment) of every full date, in their order."""
    if iso := _ISO_MOMENT.search(text):
        if moment := parse_date(iso.group()):
            yield iso.start(), iso.end(), moment
        return
    found = {match.start(): match for match in _find_days(text) if match["y"]}
    for start, match in sorted(found.items()):
        month = match["m"]
        number = int(month) if month.isdecimal() else MONTHS[month.casefold()]
        try:
            yield start, match.end(), datetime(int(match["y"]), number, int(match["d"]), tzinfo=UTC)
        except ValueError:
            continue
