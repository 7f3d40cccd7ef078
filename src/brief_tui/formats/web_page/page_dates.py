"""When a page says it was published: from its metadata, its text, or its address.

The model keeps moments in UTC. A local midnight is how most systems write a day without a
time, so it becomes that day, not the hour in UTC at which the day began there.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

from brief_tui.formats.prose_dates import is_date, read_dates
from brief_tui.model.dates import parse_date

_LONGEST: Final = 200
_FIRST_YEAR: Final = 1600
_LAST_YEAR: Final = 2100
_MIDNIGHT: Final = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00)?(?:\.0+)?(?!:)")
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:T?\d{4,6}Z?)?\Z")
_EPOCH: Final = re.compile(r"(\d{10})(?:\d{3})?(?:\.\d+)?\Z")
_AMERICAN: Final = re.compile(r"(?<!\d)(\d{1,2})/(\d{1,2})/(\d{4})(?!\d)")
_IN_ADDRESS: Final = re.compile(
    r"/(?P<y>(?:19|20)\d\d)(?:/[a-z_]{2,20}/|[/-]?)(?P<m>[01]\d|[a-z]{3})[/-]?(?P<d>[0-3]\d)(?=[/_.-]|\Z)"
)
_MONTHS: Final = "jan feb mar apr may jun jul aug sep oct nov dec".split()


def read_moment(text: str) -> datetime | None:
    """The moment in a metadata field; None for what is no date."""
    text = text.strip()[:_LONGEST]
    if not text:
        return None
    if (day := _MIDNIGHT.match(text)) and (moment := parse_date(day[1])):
        return _sane(moment)
    if (moment := parse_date(text)) is not None:
        return _sane(moment)
    if match := _EPOCH.match(text):
        return _sane(datetime.fromtimestamp(int(match[1]), UTC))
    if match := _COMPACT.match(text):
        return _made(match[1], match[2], match[3])
    return read_words(text)


__all__ = ["is_date", "read_address", "read_moment", "read_words"]


def read_words(text: str) -> datetime | None:
    """The day that a visible line tells; None for a line without a full date."""
    text = text[:_LONGEST]
    published, updated = read_dates(text)
    if published is None and updated is None and (match := _AMERICAN.search(text)):
        return _made(match[3], match[1], match[2])
    return _sane(published or updated)


def read_address(url: str) -> datetime | None:
    """The day in an address such as ``/2021/01/29/title``; None for none."""
    match = _IN_ADDRESS.search(url.lower())
    if match is None:
        return None
    month = match["m"]
    if month.isalpha():
        month = str(_MONTHS.index(month) + 1) if month in _MONTHS else ""
    return _made(match["y"], month, match["d"])


def _made(year: str, month: str, day: str) -> datetime | None:
    try:
        return _sane(datetime(int(year), int(month), int(day), tzinfo=UTC))
    except ValueError:
        return None


def _sane(moment: datetime | None) -> datetime | None:
    """The moment, unless it is what an empty field of a database is written as."""
    if moment is None or not _FIRST_YEAR < moment.year < _LAST_YEAR:
        return None
    return None if moment.timestamp() == 0 else moment
