"""Tables of data become tables, tables of layout are laid open."""

from __future__ import annotations

import pytest

from brief_tui.formats.html.blocks import read_fragment
from brief_tui.model.article import Block, Paragraph, Run, Runs, Table, text_of

LONG = "word " * 70


def blocks(html: str) -> list[Block]:
    return list(read_fragment(html).body)


def table(html: str) -> Table:
    (block,) = blocks(html)
    assert isinstance(block, Table)
    return block


def rows(found: Table) -> list[list[str]]:
    return [[text_of(cell) for cell in row] for row in found.rows]


def paragraphs(html: str) -> list[str]:
    found = []
    for block in blocks(html):
        assert isinstance(block, Paragraph)
        found.append(block.text)
    return found


def test_a_table_has_rows_headings_and_a_caption() -> None:
    found = table(
        "<table><caption>Ferries a day</caption><thead><tr><th>Port<th>Trips</thead>"
        "<tbody><tr><td>North<td>4<tr><td>South<td>12</tbody></table>"
    )
    assert rows(found) == [["Port", "Trips"], ["North", "4"], ["South", "12"]]
    assert (found.header_rows, found.caption) == (1, "Ferries a day")


def test_the_caption_of_a_figure_around_a_table_is_the_tables() -> None:
    found = table(
        "<figure><table><tr><th>A<th>B<tr><td>1<td>2</table><figcaption>What it shows</figcaption>"
        "</figure>"
    )
    assert found.caption == "What it shows"


def test_headings_of_rows_are_strong() -> None:
    found = table("<table><tr><td><td>2024<tr><th>North<td>4<tr><th>South<td>12</table>")
    assert found.header_rows == 0
    strong: Runs = (Run("North", strong=True),)
    assert found.rows[1] == (strong, (Run("4"),))


def test_cells_that_span_say_their_text_once() -> None:
    found = table(
        "<table><tr><th colspan=2>Both<th>C<tr><td rowspan=2>a<td>b<td>c<tr><td>d<td>e"
        "<tr><td>f<td>g<td>h</table>"
    )
    assert rows(found) == [
        ["Both", "", "C"],
        ["a", "b", "c"],
        ["", "d", "e"],
        ["f", "g", "h"],
    ]


@pytest.mark.parametrize("span", ["0", "-3", "x", "1.5", "", "٣٣٣٣٣٣٣٣٣٣٣٣"])
def test_a_span_that_is_no_number_is_one(span: str) -> None:
    found = table(f'<table><tr><th colspan="{span}">A<th>B<tr><td>1<td>2</table>')
    assert rows(found) == [["A", "B"], ["1", "2"]]


def test_a_cell_may_hold_lines_and_lists() -> None:
    found = table("<table><tr><th>A<th>B<tr><td>one<br>two<td><ul><li>x1<li>y1</ul></table>")
    assert rows(found)[1] == ["one\ntwo", "• x1\n• y1"]


def test_cells_that_look_like_buttons_are_kept() -> None:
    found = table("<table><tr><th>Action<th>Key<tr><td>Share<td>s<tr><td>Next<td>n</table>")
    assert rows(found) == [["Action", "Key"], ["Share", "s"], ["Next", "n"]]


@pytest.mark.parametrize(
    "html",
    [
        "<table role=presentation><tr><td>left<td>right<tr><td>lower<td>end</table>",
        f"<table><tr><td>left<td>{LONG}<tr><td>lower<td>end</table>",
        "<table><tr><td>one row<td>of cells</table>",
        "<table><tr><td>one<tr><td>column</table>",
        "<table><tr><td>a1<td><table><tr><td>b1<td>c1<tr><td>d1<td>e1</table>"
        "<tr><td>f1<td>g1</table>",
    ],
    ids=["role", "long", "row", "column", "nested"],
)
def test_a_table_of_layout_is_laid_open_in_order(html: str) -> None:
    words = html.replace("<", " <").split()
    assert " ".join(
        " ".join(text_of(cell) for row in block.rows for cell in row)
        if isinstance(block, Table)
        else block.text
        for block in blocks(html)
        if isinstance(block, (Paragraph, Table))
    ).split() == [
        text for word in words if (text := word.rpartition(">")[2]) and not text.startswith("<")
    ]
    assert not isinstance(blocks(html)[0], Table)
