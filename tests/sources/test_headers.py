"""What headers say, and that nothing in them does harm."""

from __future__ import annotations

import email.utils

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.sources.http.headers import (
    DAY,
    PAUSE,
    date,
    fresh_for,
    retry_after,
    seconds,
    sendable,
    validators,
)

NOW = 1_790_000_000
SENT = email.utils.formatdate(NOW, usegmt=True)


def later(delay: int) -> str:
    return email.utils.formatdate(NOW + delay, usegmt=True)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", 120),
        (" 7 ", 7),
        ("0", 0),
        ("315360000", DAY),
        ("9" * 5_000, DAY),
        ("-5", PAUSE),
        ("+5", PAUSE),
        ("1.5", PAUSE),
        ("soon", PAUSE),
        ("", PAUSE),
        ("١٢٠", PAUSE),
        (later(90), 90),
        (later(-90), 0),
        (later(10 * 365 * DAY), DAY),
        ("Wed, 31 Feb 2026 00:00:00 GMT", PAUSE),
        ("Fri, 31 Dec 9999 23:59:59 GMT", DAY),
        ("Sunday, 06-Nov-94 08:49:37 GMT", 0),
    ],
)
def test_retry_after(value: str, wait: int) -> None:
    assert retry_after(value, "", NOW) == wait


def test_a_date_is_read_by_the_clock_of_the_server() -> None:
    year = 365 * DAY
    assert retry_after(later(60), SENT, NOW - year) == 60
    assert retry_after(later(60), SENT, NOW + year) == 60
    assert fresh_for("", later(60), SENT, "", NOW + year) == 60


@pytest.mark.parametrize(
    ("cache_control", "expires", "age", "expected"),
    [
        ("", "", "", None),
        ("public", "", "", None),
        ("max-age=600", "", "", 600),
        ("public, MAX-AGE=600", "", "", 600),
        ('max-age="600"', "", "", 600),
        ("max-age=600, max-age=9", "", "", 600),
        ("max-age=600", "", "250", 350),
        ("max-age=600", "", "900", 0),
        ("max-age=600", "", "old", 600),
        ("max-age=600", "Thu, 01 Jan 1970 00:00:00 GMT", "", 600),
        ("s-maxage=600", "", "", None),
        ("x-max-age=600", "", "", None),
        ("max-age=600, no-cache", "", "", 0),
        ("no-store", "", "", 0),
        ("max-age=99999999999999999999999", "", "", 2**31),
        ("max-age=soon", "", "", None),
        ("", "0", "", 0),
        ("", "-1", "", 0),
        ("", later(300), "", 300),
        ("", later(-300), "", 0),
    ],
)
def test_freshness(cache_control: str, expires: str, age: str, expected: int | None) -> None:
    assert fresh_for(cache_control, expires, SENT, age, NOW) == expected


ANY = st.one_of(
    st.text(max_size=80),
    st.from_regex(
        r"[A-Z][a-z]{2}, ?[0-9]{1,3}[ -][A-Z][a-z]{2}[ -][0-9]{1,6} [0-9:]{4,9} ?[A-Z+0-9]*"
    ),
    st.from_regex(r'(max-age|no-cache|expires)(="?[0-9]{0,30}"?)?(, ?max-age=[0-9]*)?'),
    st.integers().map(str),
)


@given(ANY, ANY)
def test_any_retry_after_is_a_bounded_wait(value: str, sent: str) -> None:
    assert 0 <= retry_after(value, sent, NOW) <= DAY


@given(ANY, ANY, ANY, ANY)
def test_any_freshness_is_none_or_bounded(cache: str, expires: str, sent: str, age: str) -> None:
    found = fresh_for(cache, expires, sent, age, NOW)
    assert found is None or 0 <= found <= 2**31


@given(st.integers(0, 2**31))
def test_seconds_are_read_as_they_are_written(number: int) -> None:
    assert seconds(str(number)) == number
    assert fresh_for(f"max-age={number}", "", "", "", NOW) == number
    assert retry_after(str(number), "", NOW) == min(number, DAY)


@given(st.integers(0, 4_000_000_000))
def test_dates_are_read_as_they_are_written(moment: int) -> None:
    assert date(email.utils.formatdate(moment, usegmt=True)) == moment


@given(st.binary(max_size=40), st.binary(max_size=40))
def test_what_is_kept_of_validators_goes_back_byte_for_byte(etag: bytes, modified: bytes) -> None:
    kept = validators([(b"ETag", etag), (b"LAST-modified", modified)], "https://example.org/")
    assert kept.etag in {"", etag.decode("utf-8", "replace")}
    assert not kept.etag or (kept.etag.encode() == etag and sendable(kept.etag))
    assert not kept.modified or (kept.modified.encode() == modified and sendable(kept.modified))
    assert bool(kept.url) == bool(kept)
