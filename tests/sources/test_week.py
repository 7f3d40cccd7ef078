"""Two simulated days of ten feeds that change, throttle, fail, move and go away.

``python -m benchmarks.week`` does the same with a hundred feeds and a week.
"""

from __future__ import annotations

import pytest
from benchmarks.week import WeekReport, faults, simulated

FEEDS = 10


@pytest.fixture(scope="module")
def report() -> WeekReport:
    return simulated(FEEDS, 2, step=600)


def test_nothing_impolite_is_done(report: WeekReport) -> None:
    assert {name: list(found) for name, found in faults(report).items() if found} == {}


def test_each_feed_is_fetched_without_validators_once(report: WeekReport) -> None:
    assert report.blind == FEEDS
    new = [site.books["new"].blind for site in report.sites if "new" in site.books]
    assert new == [1] * report.moved


def test_the_days_were_eventful(report: WeekReport) -> None:
    """What the others check has happened, or they would check nothing."""
    assert all(report.answered(status) for status in (200, 304, 429, 503))
    assert report.answered(410) == 1, "one that is gone is not asked again"
    assert report.moved == 1, "one that moved is not asked at its old address again"
    assert report.answered(500) + report.answered(404) > 0
    assert report.restarts > 0
    assert report.requests > 20 * FEEDS


def test_everything_that_the_feeds_had_is_here(report: WeekReport) -> None:
    assert report.stories == sum(site.shown for site in report.sites)
