"""When feeds are asked again."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.sources.schedule import (
    DAY,
    FLOOR,
    HOUR,
    may_check,
    next_check,
)

NOW = 1_790_000_000
YEAR = 365 * DAY
WAITS = st.none() | st.integers(0, 20 * DAY)


@given(
    every=st.integers(60, 30 * DAY),
    fresh_for=WAITS,
    ttl=WAITS,
    failures=st.integers(0, 1_000),
    pause=WAITS,
    seed=st.integers(),
)
def test_never_early_and_never_far_beyond_a_day(
    *,
    every: int,
    fresh_for: int | None,
    ttl: int | None,
    failures: int,
    pause: int | None,
    seed: int,
) -> None:
    at = next_check(
        NOW,
        every=every,
        fresh_for=fresh_for,
        ttl=ttl,
        failures=failures,
        pause=pause,
        random=Random(seed),
    )
    wait = at - NOW
    assert wait >= every
    assert wait >= min(pause or 0, DAY)
    for said in (fresh_for, ttl):
        assert wait >= min(said or 0, DAY)
    assert wait <= max(DAY + min(every, DAY) / 4, every * 1.25) + 1
    assert not may_check(NOW, NOW, at, every=every)
    assert may_check(at, NOW, at, every=every)


def test_jitter_is_up_to_a_quarter() -> None:
    waits = [next_check(NOW, random=Random(seed)) - NOW for seed in range(500)]
    assert HOUR <= min(waits) < HOUR * 1.02
    assert HOUR * 1.23 < max(waits) <= HOUR * 1.25 + 1


def test_failures_double_the_wait_up_to_a_day() -> None:
    waits = [next_check(NOW, failures=n, random=Random(0)) - NOW for n in range(12)]
    assert waits == sorted(waits)
    assert waits[1] > 1.9 * waits[0]
    assert waits[-1] == DAY


@pytest.mark.parametrize("seed", range(5))
def test_a_pause_is_waited_for_and_a_little_more(seed: int) -> None:
    wait = next_check(NOW, pause=5 * HOUR, random=Random(seed)) - NOW
    assert 5 * HOUR < wait < 5.3 * HOUR


def test_a_reader_who_asks_waits_five_minutes() -> None:
    later = NOW + HOUR
    assert not may_check(NOW + FLOOR - 1, NOW, later, manual=True)
    assert may_check(NOW + FLOOR, NOW, later, manual=True)
    assert not may_check(NOW + FLOOR, NOW, later)
    assert may_check(NOW, None, None)
