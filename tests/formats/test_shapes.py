"""What a line by itself is taken for."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from brief_tui.formats import prose_dates, shapes
from brief_tui.formats.vocabulary import folded


def words(text: str) -> int:
    return shapes.word_count(text)


@pytest.mark.parametrize(
    "line",
    [
        "© AP Photo / Ilse Brandt",
        "(c) Oskar Vane",
        "(Image: LightRocket via Getty Images)",
        "Foto: Jonas Kiebitz",
        "Bildquelle: Stadtarchiv",
        "Photograph by Oskar Vane",
        "Image Credits: Ilse Brandt",
        "EFE/ M. Rueda",
        "Ilse Brandt/via Reuters",
        "Ilse Brandt | Moment | Getty Images",
        "The Associated Press",
        "Фото: Вера Сомова",
        "图片来源：新华社",
        "Ljósmynd/Aðsend",
        "(Ilse Brandt / AP)",
    ],
)
def test_credits_are_known_in_many_forms(line: str) -> None:
    assert shapes.is_credit(line, folded(line), words(line))


@pytest.mark.parametrize(
    "line",
    [
        "Photo album found in the attic of the old town hall",
        "Reuters reported on Friday that the cable had been laid.",
        "The bridge was paid for by the town and/or its neighbours",
        "Source close to the minister denies the plan",
    ],
)
def test_lines_about_pictures_and_agencies_are_no_credits(line: str) -> None:
    assert not shapes.is_credit(line, folded(line), words(line))


@pytest.mark.parametrize(
    "line",
    [
        "The finish at Oberfelden. Foto: Jonas Kiebitz",
        "A fire is seen from the harbour, May 4, 2021. REUTERS/Oskar Vane",
        "The minister at her desk (Image: Getty)",
        "Visitors at the fair on March 3, 2024. — Picture by Oskar Vane",
        "The Statehouse, Thursday, in Aldmoor. (AP Photo/Ilse Brandt)",
    ],
)
def test_captions_that_end_in_their_credit_are_seen(line: str) -> None:
    assert shapes.ends_in_credit(line)


def test_a_dateline_with_an_agency_is_not_a_credit() -> None:
    assert not shapes.ends_in_credit(
        "ALDMOOR (AP) — The cable was laid on Friday, the ministry said."
    )


@pytest.mark.parametrize(
    "line",
    [
        " date 2021-01-29 Register",
        "Friday, 22 Nov 2024 4:55 PM MYT",
        "Aktualisiert am 28. April 2023, 20:22 Uhr",
        "25 de mayo de 2025",
        "8 января, 17:46",
        "2024年3月12日",
        "2 minutes ago",
        "Publisert torsdag 09. mai 2024 - 13:26",
        "2 minute readApril 25, 20232:26 PM GMT+2Last Updated 9 min ago",
    ],
)
def test_date_lines_are_known_in_many_languages(line: str) -> None:
    assert prose_dates.is_date(line)


@pytest.mark.parametrize(
    "line", ["Room 12 is closed for the whole summer", "May 2020 be forgotten by all of us soon"]
)
def test_numbers_in_a_headline_do_not_make_it_a_date(line: str) -> None:
    assert not prose_dates.is_date(line)


def test_published_and_updated_are_read_from_one_line() -> None:
    line = "Published: 15:56 BST, 27 April 2024 | Updated: 15:57 BST, 28 April 2024"
    assert prose_dates.read_dates(line) == (
        datetime(2024, 4, 27, tzinfo=UTC),
        datetime(2024, 4, 28, tzinfo=UTC),
    )


def test_a_full_moment_keeps_its_time() -> None:
    found = prose_dates.read_dates("2025-03-29T11:36:01Z")
    assert found == (datetime(2025, 3, 29, 11, 36, 1, tzinfo=UTC), None)


@pytest.mark.parametrize("line", ["2024-02-30", "99 January 2024", "31.11.2023"])
def test_a_day_that_does_not_exist_is_no_date(line: str) -> None:
    assert prose_dates.read_dates(line) == (None, None)


@pytest.mark.parametrize(
    "line", ["Ann Lee", "Ludwig van der Berg", "Вера Сомова", "Ann Lee, Bo Nilsen and Cy Dax"]
)
def test_names_are_told_by_their_capitals(line: str) -> None:
    assert shapes.is_name(line)


@pytest.mark.parametrize(
    "line", ["Parrot found in chimney", "Ann", "Top 10 Towns", "Who Is Ann Lee?"]
)
def test_headlines_and_single_words_are_no_names(line: str) -> None:
    assert not shapes.is_name(line)


@pytest.mark.parametrize(
    "line",
    [
        "Read More",
        "Lesen Sie auch:",
        "À lire aussi",
        "Te puede interesar",
        "Les også:",
        "Читайте также",
        "相关阅读",
    ],
)
def test_lead_ins_are_known_in_many_languages(line: str) -> None:
    assert shapes.is_lead_in(line, folded(line), words(line))


@pytest.mark.parametrize(
    "line",
    [
        "Sign up to our newsletter for the best of the week",
        "Bitte melden Sie sich mit Ihrem Account an",
        "Please read our comment policy before commenting.",
        "Подписывайтесь на наш канал и читайте новости",
    ],
)
def test_pleas_to_the_visitor_are_known(line: str) -> None:
    assert shapes.is_appeal(line, folded(line), words(line))


def test_a_quotation_is_no_plea() -> None:
    line = "“Please read our newsletter,” the mayor said."
    assert not shapes.is_appeal(line, folded(line), words(line))
