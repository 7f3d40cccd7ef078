"""When a feed is asked again. Pure functions; times are whole seconds of Unix time.

A server says how long its answer stays fresh (max-age and Expires: RFC 9111, 4.2.1), how long
a feed may be kept (``ttl`` of RSS 2.0) and how long it wants to be left alone (Retry-After:
RFC 9110, 10.2.3). All of them lengthen the wait, none shortens it.
"""

from __future__ import annotations

from math import ceil
from random import Random
from typing import Final

HOUR: Final = 3_600
DAY: Final = 24 * HOUR

EVERY: Final = HOUR
"""How often a feed is asked where the reader says nothing else."""

FLOOR: Final = 300
"""The least between two checks of a feed, even for a reader who asks."""

FULL_AFTER: Final = 8 * DAY
"""After that long, a feed is fetched as a whole: some servers say "unchanged" for ever."""

JITTER: Final = 0.25
"""The most that is added to a wait, as a part of it, so that feeds do not stay in step."""


def next_check(
    now: int,
    *,
    every: int = EVERY,
    fresh_for: int | None = None,
    ttl: int | None = None,
    failures: int = 0,
    pause: int | None = None,
    random: Random,
) -> int:
    """When to ask a feed again that was asked ``now``.

    ``every`` is the reader's interval, ``fresh_for`` and ``ttl`` what server and feed say,
    ``pause`` for how long the host wants no requests: all in seconds. ``failures`` counts
    those in a row; each doubles the interval. Up to a quarter is added at random. The answer
    is never before ``every`` and ``pause`` are over, and beyond them not after a day.
    """
    doubled = every << min(max(failures, 0), 20)
    interval = max(every, min(DAY, max(doubled, fresh_for or 0, ttl or 0)))
    pause = min(pause or 0, DAY)
    part = random.uniform(0, JITTER)
    least = every * (1 + part)
    wait = max(least, min(interval * (1 + part), DAY), pause + min(pause, every) * part)
    return now + ceil(wait)


def may_check(
    now: int,
    checked_at: int | None,
    next_check: int | None,
    *,
    manual: bool = False,
    every: int = EVERY,
) -> bool:
    """Whether a feed may be asked ``now``.

    By itself once ``next_check`` is there, for a reader who asks (``manual``) once
    :data:`FLOOR` is over since ``checked_at``. ``every`` is the reader's interval.

    Times that only a wrong clock can have written make it due, which writes new ones: one
    request, not a storm, and no wait beyond an interval.
    """
    if checked_at is None or next_check is None:
        return True
    if checked_at > now + FLOOR:  # the clock was set back by more than a correction
        return True
    if next_check - now > 2 * max(DAY, round(every * (1 + JITTER))):
        return True
    return now >= next_check or (manual and now - checked_at >= FLOOR)


def validators_usable(now: int, full_at: int | None) -> bool:
    """Whether validators may be sent for a feed that came as a whole at ``full_at``.

    They may for :data:`FULL_AFTER`. A time in the future comes of a wrong clock.
    """
    return full_at is not None and -FLOOR <= now - full_at < FULL_AFTER
