"""Printing in a terminal: widths in cells, and styles only where they can be shown."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from brief_tui.cli.output import BOLD, Marked, Output, cells, cut, json_line, padded, visible
from tests.support.strategies import outside_text


def output(**can: object) -> Output:
    return Output(io.StringIO(), **can)  # type: ignore[arg-type]  # its own fields


def printed(out: Output) -> list[str]:
    assert isinstance(out.stream, io.StringIO)
    return out.stream.getvalue().splitlines()


@pytest.mark.parametrize(
    ("text", "width", "shown"),
    [
        ("harbour", 7, "harbour"),
        ("harbour", 5, "harb…"),
        ("the harbour", 5, "the…"),
        ("港口今天", 8, "港口今天"),
        ("港口今天", 6, "港口…"),
        ("港口今天", 1, "…"),
        ("harbour", 0, ""),
    ],
)
def test_text_is_cut_to_cells(text: str, width: int, shown: str) -> None:
    assert cut(text, width) == shown


@given(st.text(st.characters(exclude_categories=["C", "M"])), st.integers(1, 40))
def test_cut_text_is_never_wider_than_its_place(text: str, width: int) -> None:
    assert wcswidth(cut(text, width)) <= width
    assert cells(padded(cut(text, width), width)) == width


def test_matches_are_bold_where_styles_can_be_shown() -> None:
    marked = Marked("After forty days", ((6, 11),))
    assert output(styled=True).marked(marked) == "After \x1b[1mforty\x1b[0m days"
    assert output().marked(marked) == "After forty days"


def test_a_match_is_cut_with_its_text() -> None:
    marked = Marked("After forty days", ((6, 11), (12, 16)))
    assert output(styled=True).marked(marked, 10) == "After \x1b[1mfor\x1b[0m…"


def test_no_color_and_a_dumb_terminal_take_the_styles_away(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Terminal(io.StringIO):
        encoding = "utf-8"

        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    assert Output.on(Terminal()).styled
    monkeypatch.setenv("NO_COLOR", "1")
    assert not Output.on(Terminal()).styled
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    assert not Output.on(Terminal()).styled
    assert Output.on(Terminal()).terminal


def test_a_table_has_its_columns_one_below_the_other_and_fits_the_terminal() -> None:
    out = output(terminal=True, width=20)
    out.table([("1", "港口", "short"), ("22", "b", "a text that is long")])
    assert printed(out) == ["1   港口  short", "22  b     a text th…"]


def test_styles_are_not_put_on_space_alone() -> None:
    assert output(styled=True).style("  ", BOLD) == "  "


def test_json_stays_readable_but_where_the_terminal_cannot_show_it() -> None:
    assert json_line({"headline": "夢"}) == '{"headline": "夢"}'
    assert json_line({"headline": "夢"}, ascii_only=True) == '{"headline": "\\u5922"}'


@given(outside_text)
def test_outside_text_is_made_visible_character_for_character(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert shown.isprintable()
