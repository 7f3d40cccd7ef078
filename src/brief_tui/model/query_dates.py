"""Dates as a query writes them. All of them are UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Final

from brief_tui.model.query_nodes import Published

DATE_FIELDS: Final = ("after", "before", "on")
AGE_FIELDS: Final = ("newer", "older")

_DATE: Final = re.compile(
    r"\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d{6})?)?Z?)?)?)?", re.ASCII | re.IGNORECASE
)
_LONGEST_DATE: Final = "0000-00-00T00:00:00.000000Z"
# A date is as exact as it is long. Neither 'today' nor 'yesterday' is as long as a year or month.
_YEAR, _MONTH, _DAY = len("2021"), len("2021-01"), len("2021-01-29")
_NAMED_DAYS: Final = {"today": 0, "yesterday": 1}
_AGE: Final = re.compile(r"(\d{1,6})([hdwmy])", re.ASCII | re.IGNORECASE)
# A month and a year are round numbers of days, so that an age has one length all year.
_HOURS: Final = {"h": 1, "d": 24, "w": 7 * 24, "m": 30 * 24, "y": 365 * 24}


def published(field: str, value: str, now: datetime) -> Published | None:
    """What ``field:value`` means at ``now``, or None when the value is no date or no age."""
    if field in AGE_FIELDS:
        moment = _age(value, now)
        if moment is None:
            return None
        return Published(start=moment) if field == "newer" else Published(end=moment)
    start = _first_moment(value, now)
    if start is None or (field == "on" and len(value) > _DAY):
        return None
    match field:
        case "after":
            return Published(start=start)
        case "before":
            return Published(end=start)
    return Published(start, _end(start, value))


def day_after(value: str, now: datetime) -> datetime | None:
    """The first moment after a date as a query writes it: a day, month or year; None for none."""
    start = _first_moment(value, now)
    return _end(start, value) if start is not None and len(value) <= _DAY else None


def half_typed(field: str, value: str) -> bool:
    """Whether more characters can still make the value a date or an age."""
    if field in AGE_FIELDS:
        return _AGE.fullmatch(value + "d") is not None
    return any(day.startswith(value.lower()) for day in _NAMED_DAYS) or (
        not _DATE.fullmatch(value)
        and _DATE.fullmatch(value + _LONGEST_DATE[len(value) :]) is not None
    )


def written(node: Published) -> tuple[str, ...]:
    """The terms that together mean ``node``: one for a bound or for a whole day, month or year."""
    start, end = node.start, node.end
    if start and end:
        for length in (_YEAR, _MONTH, _DAY):
            date = start.isoformat()[:length]
            if published("on", date, start) == node:
                return (f"on:{date}",)
    bounds = (("after", start), ("before", end))
    return tuple(f"{field}:{_iso(moment)}" for field, moment in bounds if moment)


def _age(value: str, now: datetime) -> datetime | None:
    if not (match := _AGE.fullmatch(value)):
        return None
    try:
        return now - timedelta(hours=int(match[1]) * _HOURS[match[2].lower()])
    except OverflowError:  # before the year 1
        return None


def _first_moment(value: str, now: datetime) -> datetime | None:
    """The first moment of a year, month or day, or the moment itself."""
    if (days := _NAMED_DAYS.get(value.lower())) is not None:
        return datetime(now.year, now.month, now.day, tzinfo=UTC) - timedelta(days=days)
    if not _DATE.fullmatch(value):
        return None
    whole = value.upper() + "0000-01-01"[len(value) :]
    try:
        return datetime.fromisoformat(whole).replace(tzinfo=UTC)
    except ValueError:  # no such month, day or hour
        return None


def _end(start: datetime, value: str) -> datetime | None:
    """The first moment after the year, month or day ``value``; None after the year 9999."""
    try:
        if len(value) == _YEAR:
            return start.replace(year=start.year + 1)
        if len(value) == _MONTH:
            # Day 28 is in every month, and four days later is always the next one.
            return (start.replace(day=28) + timedelta(days=4)).replace(day=1)
        return start + timedelta(days=1)
    except (ValueError, OverflowError):
        return None


def _iso(moment: datetime) -> str:
    date, _, time = moment.replace(tzinfo=None).isoformat().partition("T")
    return date if time == "00:00:00" else f"{date}T{time}Z"
