"""Dates as documents write them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.model.dates import parse_date
from tests.support.strategies import outside_text

MOMENT = datetime(2026, 11, 22, 14, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-22T14:05:00Z",
        "2026-11-22T14:05Z",
        "2026-11-22 14:05:00",
        "2026-11-22T15:05:00+01:00",
        "2026-11-22T14:05:00.000000",
        "Sun, 22 Nov 2026 14:05:00 GMT",
        "Sun, 22 Nov 2026 09:05:00 -0500",
        "Sun, 22 Nov 2026 09:05:00 EST",
        "22 Nov 2026 14:05 +0000",
        "  2026-11-22T14:05:00Z\n",
    ],
)
def test_one_moment_is_read_however_it_is_written(text: str) -> None:
    assert parse_date(text) == MOMENT


def test_a_date_alone_is_its_midnight() -> None:
    assert parse_date("2026-11-22") == datetime(2026, 11, 22, tzinfo=UTC)


@pytest.mark.hostile(case=23)
@pytest.mark.parametrize(
    "text",
    [
        "",
        "yesterday",
        "2024-02-30",
        "2026-13-01T00:00:00Z",
        "0001-01-01T00:00:00+10:00",
        "9999-12-31T23:59:59-10:00",
        "٢٠٢٦-١١-٢٢",
        "Sun, 99 Nov 99999 14:05:00 GMT",
        "2026-11-22" + "0" * 1_000_000,
    ],
)
def test_what_is_no_date_is_none(text: str) -> None:
    assert parse_date(text) is None


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_that_was_written_down_is_read_back(moment: datetime) -> None:
    assert parse_date(moment.isoformat()) == moment


@given(outside_text | st.from_regex(r"\d{4}-\d\d-\d\d.{0,16}|\w{3}, \d\d? \w{3} \d+ [\d:]+ .{0,8}"))
def test_any_text_is_a_moment_in_utc_or_none(text: str) -> None:
    moment = parse_date(text)
    assert moment is None or moment.utcoffset() == timedelta(0)
