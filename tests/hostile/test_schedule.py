"""Clocks that are off, and servers that say "unchanged" for ever."""

from __future__ import annotations

from itertools import pairwise
from random import Random

import pytest

from brief_tui.sources.schedule import (
    DAY,
    FLOOR,
    FULL_AFTER,
    HOUR,
    may_check,
    next_check,
    validators_usable,
)

NOW = 1_790_000_000
YEAR = 365 * DAY


@pytest.mark.hostile(case=35)
def test_validators_are_dropped_after_eight_days() -> None:
    assert not validators_usable(NOW, None)
    assert validators_usable(NOW, NOW)
    assert validators_usable(NOW + FULL_AFTER - 1, NOW)
    assert not validators_usable(NOW + FULL_AFTER, NOW)
    assert not validators_usable(NOW, NOW + YEAR)


@pytest.mark.hostile(case=42)
@pytest.mark.parametrize("off", [-YEAR, -DAY, -HOUR, HOUR, DAY, YEAR])
@pytest.mark.parametrize("every", [HOUR, 7 * DAY])
def test_a_clock_that_is_off_costs_one_request(off: int, every: int) -> None:
    """The clock was wrong for one check, then is right for a week."""
    random = Random(1)
    wrong = NOW + off
    checked_at, due = wrong, next_check(wrong, every=every, random=random)
    asked: list[int] = []
    for minute in range(0, 14 * DAY, 60):
        now = NOW + minute
        if may_check(now, checked_at, due, every=every):
            asked.append(now)
            checked_at, due = now, next_check(now, every=every, random=random)
    assert asked, "frozen"
    assert asked[0] - NOW <= every * 1.25 + FLOOR
    for earlier, later in pairwise(asked):
        assert later - earlier >= every
