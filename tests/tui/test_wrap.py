"""Breaking text into lines."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from brief_tui.tui.typeset.wrap import cells, cut, wrap
from tests.support.strategies import WRITINGS

widths = st.integers(1, 40)
plain: SearchStrategy[str] = st.text(st.sampled_from("abc  é.:;—/\n"), max_size=120)
words: SearchStrategy[str] = st.lists(
    st.text("abcdefé.,", min_size=1, max_size=14), max_size=20
).map(" ".join)
mixed: SearchStrategy[str] = st.lists(
    st.one_of(
        st.sampled_from(WRITINGS),
        st.sampled_from([" ", "\n", "。", "「", "」", "…", "e\u0301", "👍🏽", "☑️"]),
        plain,
        st.text(max_size=8),
    ),
    max_size=12,
).map("".join)


def lines(text: str, width: int) -> list[str]:
    return [text[start:end] for start, end in wrap(text, width)]


@given(plain | mixed, widths)
def test_lines_cover_the_text_in_order_and_lose_only_white_space(text: str, width: int) -> None:
    at = 0
    for start, end in wrap(text, width):
        assert at <= start <= end <= len(text)
        assert not text[at:start].strip(" \n")
        at = end
    assert not text[at:].strip(" \n")


@given(plain | mixed, widths)
def test_no_line_is_wider_than_asked_but_for_a_single_character(text: str, width: int) -> None:
    for line in lines(text, width):
        shown = line.rstrip(" ")
        assert cells(shown) <= width or len(wrap(shown, 1)) == 1


@given(plain | mixed, widths)
def test_a_newline_always_breaks_and_is_in_no_line(text: str, width: int) -> None:
    found = lines(text, width)
    assert len(found) >= text.count("\n") + 1
    assert not any("\n" in line for line in found)


@given(plain | mixed)
def test_a_text_that_fits_is_one_line_for_each_newline(text: str) -> None:
    assert lines(text, 10_000) == text.split("\n")


@given(words, widths)
def test_the_fast_way_breaks_as_the_slow_way_does(text: str, width: int) -> None:
    # One ideograph on a line of its own sends the whole text the slow way.
    assert wrap(f"{text}\n港", width)[:-1] == wrap(text, width)


def test_a_line_breaks_at_the_last_space_that_fits() -> None:
    assert lines("the harbour reopens", 11) == ["the harbour", "reopens"]


def test_several_spaces_are_lost_only_where_the_line_breaks() -> None:
    assert lines("a  b   c", 5) == ["a  b ", "c"]


def test_an_empty_text_has_one_empty_line() -> None:
    assert wrap("", 10) == [(0, 0)]


def test_a_width_of_nothing_is_taken_as_one() -> None:
    assert lines("ab", 0) == lines("ab", -3) == ["a", "b"]


def test_a_word_longer_than_the_line_breaks_where_it_must() -> None:
    assert lines("a abcdefgh b", 4) == ["a", "abcd", "efgh", "b"]


def test_an_address_breaks_after_a_slash() -> None:
    assert lines("https://example.org/news", 21) == ["https://example.org/", "news"]


def test_a_line_may_end_with_a_long_dash_and_never_begins_with_a_french_sign() -> None:
    assert lines("harbour—reopens", 10) == ["harbour—", "reopens"]
    assert lines("Qui vient ? Moi", 10) == ["Qui", "vient ?", "Moi"]


def test_ideographs_break_anywhere_but_beside_their_signs() -> None:
    assert lines("港口今天", 4) == ["港口", "今天"]
    assert lines("港口。今天", 4) == ["港", "口。", "今天"]
    assert lines("港「口」今", 6) == ["港", "「口」", "今"]


@given(
    st.lists(st.sampled_from(["港", "口。", "「今", "天」", "ー"]), max_size=30), st.integers(8, 20)
)
def test_no_line_begins_or_ends_with_the_wrong_sign(parts: list[str], width: int) -> None:
    found = lines("港" + "".join(parts), width)
    assert not any(line.endswith("「") for line in found[:-1])
    assert not any(line[0] in "。」" for line in found[1:])


@given(mixed, st.integers(-2, 30))
def test_a_cut_text_fits_and_says_that_it_was_cut(text: str, width: int) -> None:
    line = text.replace("\n", " ")
    short = cut(line, width)
    assert cells(short) <= max(0, width)
    assert short == line or not short or short.endswith("…")


@pytest.mark.parametrize(
    ("text", "size"), [("abc", 3), ("港口", 4), ("e\u0301", 1), ("🇳🇴", 2), ("", 0)]
)
def test_width_is_counted_in_terminal_cells(text: str, size: int) -> None:
    assert cells(text) == size
