"""Tables: which of them hold data, and their rows.

On many pages a table is only a way to set things side by side. Its text is then laid open
as paragraphs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import takewhile
from typing import Final

from brief_tui.formats.html.lines import Line, Page
from brief_tui.formats.html.running import HEADINGS
from brief_tui.formats.html.tree import Element
from brief_tui.model.article import Run, Runs, Table

CELLS: Final = frozenset({"td", "th"})

COLUMN_LIMIT: Final = 60
"""Columns up to which cells are spread over what they span."""

_LONG: Final = 60
"""Words that a cell of data does not reach."""
_USUAL: Final = 15
"""Words that cells of data do not reach on average."""
_LINES: Final = 6
_LAYOUT_ROLES: Final = frozenset({"presentation", "none"})
_SHOWN: Final = frozenset({"img", "picture", "hr", "amp-img"})


def data_tables(page: Page) -> frozenset[Element]:
    """The tables of a page that hold data."""
    tables = [element for element in page.spans if element.tag == "table"]
    outer = {around for table in tables for around in table.ancestors() if around.tag == "table"}
    return frozenset(table for table in tables if table not in outer and _is_data(page, table))


def rows_of(table: Element) -> Iterator[list[Element]]:
    """The cells of each row, in order."""
    for row in table.all("tr"):
        yield [cell for cell in row.elements() if cell.tag in CELLS]


def read_table(table: Element, texts: Mapping[Element, Runs], caption: str) -> Table:
    """The table, with the text of its cells as given; the headings of rows are set strong.

    A cell that spans others says its text once, the others are empty.
    """
    rows: list[tuple[Runs, ...]] = []
    headings = sum(1 for _ in takewhile(_is_heading, rows_of(table)))
    below: dict[int, int] = {}  # column → rows that a cell above still spans
    for cells in rows_of(table):
        row: list[Runs] = []
        for cell in cells:
            _skip_spanned(row, below)
            text = texts.get(cell, ())
            if cell.tag == "th" and len(rows) >= headings:
                text = tuple(Run(run.text, True, run.emphasis, run.code, run.href) for run in text)
            if (down := _number(cell, "rowspan") - 1) and len(row) < COLUMN_LIMIT:
                columns = range(len(row), min(len(row) + _number(cell, "colspan"), COLUMN_LIMIT))
                below.update(dict.fromkeys(columns, down))
            row.append(text)
            across = min(_number(cell, "colspan") - 1, COLUMN_LIMIT - len(row))
            row.extend(() for _ in range(across))
        _skip_spanned(row, below)
        rows.append(tuple(row))
    return Table(tuple(rows), headings, caption)


def _skip_spanned(row: list[Runs], below: dict[int, int]) -> None:
    """Leave the cells empty that a cell of a row above spans."""
    while left := below.get(len(row)):
        below[len(row)] = left - 1
        row.append(())


def _number(cell: Element, name: str) -> int:
    """How many rows or columns a cell spans; what is no number is 1 (HTML)."""
    text = cell.get(name)
    return max(1, min(int(text), 1000)) if text.isdecimal() and len(text) < 10 else 1


def _is_heading(cells: list[Element]) -> bool:
    """Whether a row holds the headings of columns."""
    row = cells[0].parent if cells else None
    if row is None:
        return False
    inside = row.parent is not None and row.parent.tag == "thead"
    return inside or all(cell.tag == "th" for cell in cells)


def _is_data(page: Page, table: Element) -> bool:
    lines = page.within(table)
    if table.get("role").lower() in _LAYOUT_ROLES or any(_is_layout(line) for line in lines):
        return False
    rows = list(rows_of(table))
    columns = max(map(len, rows), default=0)
    if len(rows) < 2 or columns < 2:
        return False
    if table.first("th", "caption", "thead") is not None:
        return True
    words = _words_of_cells(lines)
    return (
        max(words, default=0) < _LONG
        and sum(words) < _USUAL * max(1, len(words))
        and len(lines) <= _LINES * sum(map(len, rows))
    )


def _is_layout(line: Line) -> bool:
    """Whether it is something that stands in no table of data."""
    if line.media is not None:
        return line.media.tag not in _SHOWN
    return line.element.tag in HEADINGS or line.element.tag in {"pre", "figcaption"}


def _words_of_cells(lines: Iterable[Line]) -> list[int]:
    words: dict[Element | None, int] = {}
    for line in lines:
        element: Element | None = line.element
        while element is not None and element.tag not in CELLS:
            element = element.parent
        words[element] = words.get(element, 0) + line.words
    return list(words.values())
