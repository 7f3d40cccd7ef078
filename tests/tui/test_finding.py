"""What is marked in an article: the words of a query, or a text typed to be found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.model.query import terms
from brief_tui.tui.typeset.finding import any_of, fold, literally
from tests.archive.stories import query
from tests.support.strategies import honest_text


def marked(typed: str, text: str) -> list[str]:
    """What a query marks in a text."""
    pattern = any_of(terms(query(typed)))
    return [text[m.start() : m.end()] for m in pattern.finditer(fold(text))] if pattern else []


def found(typed: str, text: str) -> list[str]:
    pattern = literally(typed)
    return [text[m.start() : m.end()] for m in pattern.finditer(fold(text))] if pattern else []


def test_words_of_a_query_are_marked_as_whole_words() -> None:
    assert marked("chip", "chip, Chips, a CHIP and a microchip") == ["chip", "CHIP"]


def test_a_beginning_marks_the_words_that_begin_so() -> None:
    assert marked("chip*", "chip Chips microchip") == ["chip", "Chips"]


def test_a_phrase_is_marked_across_line_ends_and_signs() -> None:
    assert marked('"trade war"', "a trade\nwar, a trade-war, a trade of war") == [
        "trade\nwar",
        "trade-war",
    ]


def test_accents_do_not_count() -> None:
    assert marked("cafe", "the café is a CAFÉ") == ["café", "CAFÉ"]
    assert found("łodz", "Łódź") == ["Łódź"]


def test_what_a_query_excludes_is_not_marked() -> None:
    assert marked("boats -goat", "boats and a goat") == ["boats"]


def test_words_are_found_inside_a_text_without_spaces() -> None:
    assert marked("港口", "今天港口重新开放") == ["港口"]


def test_korean_syllables_are_not_mistaken_for_others() -> None:
    assert marked("한국", "한국 하구 호가") == ["한국"]
    assert found("한", "한 하 호") == ["한"]


def test_a_typed_text_is_found_inside_words_and_taken_literally() -> None:
    assert found("ip", "ships") == ["ip"]
    assert found("a.b (", "axb ( a.b (") == ["a.b ("]


@pytest.mark.parametrize("typed", ["", "   ", "\n"])
def test_a_blank_text_finds_nothing(typed: str) -> None:
    assert literally(typed) is None


@given(honest_text | st.text(max_size=40))
def test_folding_keeps_every_offset_true(text: str) -> None:
    assert len(fold(text)) == len(text)
