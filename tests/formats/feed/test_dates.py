"""Dates of feeds as people and programs write them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from brief_tui.formats.feed.bounds import moment
from tests.formats.feed.feeds import item, rss


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("Seg, 24 Set 2018 19:42:40 -0300", datetime(2018, 9, 24, 22, 42, 40, tzinfo=UTC)),
        ("segunda-feira, 24 de outubro de 2018 19:42", datetime(2018, 10, 24, 19, 42, tzinfo=UTC)),
        ("Ter, 01 Dez 2020 08:00:00 GMT", datetime(2020, 12, 1, 8, tzinfo=UTC)),
        ("lun., 05 févr. 2024 10:00:00 +0100", datetime(2024, 2, 5, 9, tzinfo=UTC)),
        ("lun., 05 fe\u0301vr. 2024 10:00:00 CET", datetime(2024, 2, 5, 9, tzinfo=UTC)),
        ("mar. 5 mars 2024", datetime(2024, 3, 5, tzinfo=UTC)),
        ("Mi, 3 Okt 2012 10:00:00 +0200", datetime(2012, 10, 3, 8, tzinfo=UTC)),
        ("Mo, 15 Mai 23 10:00:00 +0200", datetime(2023, 5, 15, 8, tzinfo=UTC)),
        ("Montag, 4. März 2024, 10:30", datetime(2024, 3, 4, 10, 30, tzinfo=UTC)),
        ("Mon, 15 September 2025 10:00:00 GMT", datetime(2025, 9, 15, 10, tzinfo=UTC)),
        ("gio, 07 nov 2019 12:00:00 +0000", datetime(2019, 11, 7, 12, tzinfo=UTC)),
        ("Пн, 05 фев 2024 10:00:00 +0300", datetime(2024, 2, 5, 7, tzinfo=UTC)),
        ("śr., 09 paź 2024 12:00:00 +0200", datetime(2024, 10, 9, 10, tzinfo=UTC)),
        ("Çar, 14 Ağu 2024 12:00:00 +0300", datetime(2024, 8, 14, 9, tzinfo=UTC)),
    ],
)
def test_a_date_in_another_language_is_read(written: str, meant: datetime) -> None:
    assert moment(written) == meant
    assert item(rss(f"<title>A</title><pubDate>{written}</pubDate>")).published == meant


@pytest.mark.parametrize(
    "written",
    [
        "Seg, 31 Fev 2018 10:00:00 -0300",
        "Thu, 31 Feb 2024 10:00:00 GMT",
        "lun., 99 févr. 2024 10:00:00 +0100",
        "Mi, 3 Okt 2012 99:00:00 +0200",
        "9 words 2024",
        "3 Blorg 2024 10:00:00 GMT",
        "lundi",
        "5 mars",
    ],
)
def test_what_is_no_date_in_any_language_is_none(written: str) -> None:
    assert moment(written) is None
