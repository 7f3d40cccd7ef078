"""Tables set at a measure."""

from __future__ import annotations

from collections import Counter
from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from brief_tui.model.article import Run, Table, text_of
from brief_tui.tui.typeset.pieces import STRONG
from brief_tui.tui.typeset.tables import set_table
from brief_tui.tui.typeset.wrap import cells
from tests.support.strategies import honest_text, tables


def table(*rows: tuple[str, ...], header_rows: int = 1) -> Table:
    return Table(tuple(tuple((Run(cell),) for cell in row) for row in rows), header_rows)


def lines(of: Table, width: int) -> list[str]:
    piece = set_table(("body", 0), of, width)
    return ["".join(span.text for span in line) for line in piece.lines]


PRICES = table(("Fish", "Price"), ("cod", "4.20"), ("plaice", "11.00"))

any_table: SearchStrategy[Table] = st.integers(1, 30).flatmap(
    lambda columns: st.builds(
        lambda rows, header: table(*rows, header_rows=header),
        st.lists(
            st.tuples(
                *[st.sampled_from(["", "a", "word", "港口", "12.5"]) | honest_text] * columns
            ),
            max_size=4,
        ),
        st.integers(0, 2),
    )
)


def test_headings_stand_over_a_rule_and_numbers_to_the_right() -> None:
    assert lines(PRICES, 40) == [
        "Fish    Price",
        "─────────────",
        "cod      4.20",
        "plaice  11.00",
    ]


def test_headings_are_strong() -> None:
    heading, rule, row, _ = set_table(("body", 0), PRICES, 40).lines
    assert (heading[0].role, heading[0].flags) == ("heading", STRONG)
    assert (rule[0].role, row[0].role) == ("table_rule", "body")


def test_a_wide_cell_is_wrapped_in_its_column() -> None:
    wide = table(("Name", "What it is"), ("cod", "a fish of cold and rather deep water"))
    assert lines(wide, 20) == [
        "Name  What it is",
        "────────────────────",
        "cod   a fish of cold",
        "      and rather",
        "      deep water",
    ]


def test_where_columns_do_not_fit_each_row_is_a_small_list() -> None:
    wide = table(("Name", "Price", "Harbour"), ("plaice", "11.00", "Ellery"), ("cod", "4.20", ""))
    assert lines(wide, 16) == [
        "Name: plaice",
        "Price: 11.00",
        "Harbour: Ellery",
        "",
        "Name: cod",
        "Price: 4.20",
        "Harbour:",
    ]


def test_rows_of_unequal_length_are_filled_up() -> None:
    assert lines(table(("a",), ("b", "c"), header_rows=0), 20) == ["a", "b  c"]


def test_a_table_without_cells_has_no_lines() -> None:
    assert lines(Table(()), 20) == []
    assert lines(Table(((),)), 20) == []


@settings(max_examples=50)
@given(any_table | tables, st.integers(8, 90))
def test_no_line_is_wider_than_the_measure(of: Table, width: int) -> None:
    assert all(cells(line) <= width for line in lines(of, width))


@given(any_table | tables, st.integers(8, 90))
def test_every_character_of_every_cell_is_set(of: Table, width: int) -> None:
    shown = Counter("".join(lines(of, width)))
    for cell in chain.from_iterable(of.rows):
        assert Counter("".join(text_of(cell).split())) <= shown


def test_more_empty_columns_than_fit_are_no_trouble() -> None:
    empty = table(("",) * 40, ("",) * 40)
    assert all(cells(line) <= 70 for line in lines(empty, 70))


def test_a_cell_of_many_digits_and_dots_is_told_from_a_number_at_once() -> None:
    # Long enough that anything slower than linear time would not end.
    long = "." * 20_000 + "1" * 20_000 + " , no number"
    assert lines(table((long,), header_rows=0), 70)
