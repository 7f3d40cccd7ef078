"""Datelines at the start of a story."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.datelines import dateline


@pytest.mark.parametrize(
    ("paragraph", "place"),
    [
        ("KATHMANDU, April 25 (Reuters) - Nepal said on Tuesday …", "KATHMANDU"),
        ("WASHINGTON (AP) — The Senate voted …", "WASHINGTON"),
        ("PORT-AU-PRINCE, Haiti — Schools opened again …", "PORT-AU-PRINCE, Haiti"),
        ("Berlin (dpa) - Der Bundestag hat …", "Berlin"),
        ("BERLIN/PARIS – Die beiden Länder …", "BERLIN/PARIS"),
        ("KUALA LUMPUR, Nov 22 — All three paid …", "KUALA LUMPUR"),
        ("ST. LOUIS: A bridge …", "ST. LOUIS"),
        ("Rio de Janeiro (EFE).- El tribunal …", "Rio de Janeiro"),
        ("МОСКВА, 14 мая (ТАСС) — Встреча прошла …", "МОСКВА"),
    ],
)
def test_a_place_before_the_first_words_is_the_dateline(paragraph: str, place: str) -> None:
    assert dateline(paragraph) == place


@pytest.mark.parametrize(
    "paragraph",
    [
        "Mr Lee – a teacher from Leeds – said that …",
        "Prices rose again: bread by a tenth …",
        "Note: this is about something else.",
        "AI - what is it good for?",
        "The minister (who resigned) - said …",
        "",
    ],
)
def test_a_name_and_a_dash_alone_are_no_dateline(paragraph: str) -> None:
    assert dateline(paragraph) == ""


@given(st.text(max_size=200))
def test_a_dateline_stands_at_the_start_of_its_paragraph(paragraph: str) -> None:
    assert paragraph.startswith(dateline(paragraph))
