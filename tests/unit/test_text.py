"""Cleaning: judged by Unicode's own categories, not by the expressions that do it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from brief_tui.model.text import (
    LINE_LIMIT,
    PILE_LIMIT,
    URL_LIMIT,
    clean_line,
    clean_text,
    clean_url,
)
from tests.support.strategies import SEQUENCES, WRITINGS, honest_text, outside_text

REORDERING = {"LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI"}
"""The bidirectional classes of UAX #9 that open, override or close an order."""


def is_harmless(character: str, *, allowed: str = "") -> bool:
    """Whether no terminal acts on the character and every UTF-8 file can hold it."""
    if character in allowed:
        return True
    noncharacter = ord(character) & 0xFFFE == 0xFFFE or 0xFDD0 <= ord(character) <= 0xFDEF
    return (
        not noncharacter
        and unicodedata.category(character) not in {"Cc", "Cs", "Zl", "Zp"}
        and unicodedata.bidirectional(character) not in REORDERING
    )


def tallest_pile(text: str) -> int:
    """The most combining marks in a row."""
    height = tallest = 0
    for character in text:
        height = height + 1 if unicodedata.category(character) in {"Mn", "Mc", "Me"} else 0
        tallest = max(height, tallest)
    return tallest


@given(outside_text)
@example("".join(map(chr, range(0x3000))) + "".join(map(chr, range(0xD800, 0x11000))))
def test_nothing_that_a_terminal_acts_on_stays_in_a_text(text: str) -> None:
    assert all(is_harmless(character, allowed="\n\t") for character in clean_text(text))


@given(outside_text)
def test_a_clean_text_is_composed_and_has_no_tall_pile_of_marks(text: str) -> None:
    cleaned = clean_text(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert tallest_pile(cleaned) <= PILE_LIMIT


@given(outside_text)
@example("a" + "\u0301" * 4 + "\ufeff\u302a" + "\u0301" * 8)  # meet and reorder once cleaned
@example("a" + "\u0344" * 8)  # each mark decomposes into two
def test_cleaning_a_text_twice_changes_nothing(text: str) -> None:
    assert clean_text(clean_text(text)) == clean_text(text)


@given(honest_text)
def test_honest_text_of_any_script_is_left_alone(text: str) -> None:
    assert clean_text(text) == text
    assert clean_line(text) == text


@pytest.mark.parametrize("writing", WRITINGS)
@pytest.mark.parametrize("sequence", SEQUENCES[:8])
def test_a_sequence_goes_and_the_words_around_it_stay(writing: str, sequence: str) -> None:
    cleaned = clean_text(f"{writing}{sequence}{writing}")
    assert cleaned.startswith(writing)
    assert cleaned.endswith(writing)
    assert "rm" not in cleaned


def test_what_an_unfinished_sequence_says_is_kept_as_plain_text() -> None:
    assert clean_text("Prices \x1b]0;rise again") == "Prices ]0;rise again"


@pytest.mark.parametrize("ending", ["\r\n", "\r", "\x85", "\u2028", "\u2029", "\x0b", "\x0c"])
def test_every_kind_of_line_ending_is_a_newline(ending: str) -> None:
    assert clean_text(f"one{ending}two") == "one\ntwo"


def test_markup_of_any_kind_is_text() -> None:
    for text in ("[/foo] x", "[@click=app.quit]x[/]", "<b>x</b>", "&amp;lt;", "*x*"):
        assert clean_text(text) == text


@given(outside_text)
def test_a_line_is_one_line_without_space_at_its_ends(text: str) -> None:
    line = clean_line(text)
    assert all(is_harmless(character) for character in line)
    assert line == " ".join(line.split())


@given(outside_text, st.integers(1, 40))
def test_a_line_keeps_its_limit_and_cleaning_it_twice_changes_nothing(
    text: str, limit: int
) -> None:
    line = clean_line(text, limit)
    assert len(line) <= limit
    assert clean_line(line, limit) == line


def test_a_line_that_is_cut_says_so() -> None:
    assert clean_line("word " * 1000, 11) == "word word…"
    assert len(clean_line("x" * (LINE_LIMIT + 1))) == LINE_LIMIT
    assert clean_line("x" * LINE_LIMIT) == "x" * LINE_LIMIT


@given(outside_text)
def test_a_url_has_neither_space_nor_control_and_is_stable(text: str) -> None:
    url = clean_url(text)
    assert all(is_harmless(character) for character in url)
    assert not any(character.isspace() for character in url)
    assert clean_url(url) == url


def test_a_url_is_read_as_browsers_read_it() -> None:
    assert clean_url("  https://example.org/a\n\tb  ") == "https://example.org/ab"
    assert clean_url("https://example.org/my photo.jpg") == "https://example.org/my%20photo.jpg"
    assert clean_url("java\nscript:x") == "javascript:x"


def test_a_url_too_long_to_be_one_is_none() -> None:
    assert clean_url("https://example.org/" + "a" * URL_LIMIT) == ""
