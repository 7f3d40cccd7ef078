"""Dates as a newspaper writes them, in the reader's own time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

SOON: Final = timedelta(hours=3)
"""An edit so soon after publication is not worth a word."""


def now() -> datetime:
    """This moment, in the reader's time zone."""
    return datetime.now().astimezone()


def _local(moment: datetime) -> datetime:
    """The moment here; a bare date (midnight in UTC) stays the day it says."""
    if moment.astimezone(UTC).time() == datetime.min.time():
        return moment
    try:
        return moment.astimezone()
    except (OverflowError, OSError, ValueError):  # years that the platform has no zones for
        return moment


def long_date(moment: datetime | None) -> str:
    """For the head of an article: 29 January 2021."""
    if moment is None:
        return ""
    day = _local(moment)
    return f"{day.day} {day:%B} {day.year}"


def later_date(moment: datetime | None, first: datetime | None) -> str:
    """When something changed after it ``first`` came: the day, or the time on the same day.

    '' where that is not known, or where less than ``SOON`` lies between.
    """
    if moment is None or first is None or moment - first < SOON:
        return ""
    day = _local(moment)
    if day.date() != _local(first).date():
        return long_date(moment)
    return f"{day:%H:%M}"


def day_and_time(moment: datetime | None) -> str:
    """For what came one after the other: Tue 3 Mar 09:12; the year where it is another one."""
    if moment is None:
        return ""
    day = _local(moment)
    year = f" {day.year}" if day.year != now().year else ""
    time = f" {day:%H:%M}" if day is not moment else ""  # a bare date has none
    return f"{day:%a} {day.day} {day:%b}{year}{time}"


def short_date(moment: datetime | None, now: datetime) -> str:
    """For a list: the time today, 29 Jan within a year, else 29 Jan 2021."""
    if moment is None:
        return ""
    day, today = _local(moment), now.astimezone()
    if day.date() == today.date() and day is not moment:
        return f"{day:%H:%M}"
    if abs((now - moment).days) < 300:
        return f"{day.day} {day:%b}"
    return f"{day.day} {day:%b} {day.year}"
