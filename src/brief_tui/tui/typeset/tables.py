"""Tables, as wide as they need and the measure allows."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from brief_tui.model.article import Table, text_of
from brief_tui.tui.typeset.pieces import STRONG, FixedPiece, Place, Span, fixed_piece
from brief_tui.tui.typeset.wrap import cells, wrap

_GAP: Final = 2
_LEAST: Final = 5
"""A column narrower than this is no use: the rows are then set as lists."""

_NUMBER: Final = re.compile(r"[^\w]*[\d.,\u202f\u00a0 ]*\d[\d.,]*\s*[%‰°\w]{0,3}\Z")
_LONGEST_NUMBER: Final = 24
"""Characters. Longer cells are not tried: the pattern takes cubic time on some of them."""

Grid = Sequence[Sequence[str]]


def set_table(place: Place, table: Table, width: int) -> FixedPiece:
    """The table's lines: headings over a rule, numbers to the right."""
    grid = [[text_of(cell).replace("\n", " ") for cell in row] for row in table.rows]
    columns = max((len(row) for row in grid), default=0)
    if not columns:
        return fixed_piece(place, [])
    for row in grid:
        row.extend([""] * (columns - len(row)))
    widths = _widths(grid, columns, width)
    if widths is None:
        return fixed_piece(place, _records(grid, table.header_rows, width))
    numeric = [_is_numeric(grid, table.header_rows, column) for column in range(columns)]
    lines: list[list[Span]] = []
    for index, row in enumerate(grid):
        heading = index < table.header_rows
        lines.extend(_row(row, widths, numeric, heading=heading))
        if heading and index == table.header_rows - 1:
            lines.append([Span("─" * (sum(widths) + _GAP * (columns - 1)), "table_rule")])
    return fixed_piece(place, lines)


def _widths(grid: Grid, columns: int, width: int) -> list[int] | None:
    """The columns' widths, the widest made narrower until all fit; None where they cannot."""
    natural = [max(1, *(cells(row[column]) for row in grid)) for column in range(columns)]
    room = width - _GAP * (columns - 1)
    if room < sum(min(size, _LEAST) for size in natural):
        return None
    widths = list(natural)
    while sum(widths) > room:
        widest = max(widths)
        second = max((size for size in widths if size < widest), default=_LEAST)
        share = widths.count(widest)
        step = max(1, min(widest - second, -(-(sum(widths) - room) // share)))
        for column, size in enumerate(widths):
            if size == widest and sum(widths) > room:
                widths[column] = max(1, size - step)
    return widths


def _is_numeric(grid: Grid, header_rows: int, column: int) -> bool:
    values = [row[column] for row in grid[header_rows:] if row[column].strip(" –-—")]
    return bool(values) and all(
        len(value) <= _LONGEST_NUMBER and _NUMBER.match(value) for value in values
    )


def _row(
    row: Sequence[str], widths: Sequence[int], numeric: Sequence[bool], *, heading: bool
) -> list[list[Span]]:
    wrapped = [
        [text[start:end].strip() for start, end in wrap(text, width)]
        for text, width in zip(row, widths, strict=True)
    ]
    role, flags = ("heading", STRONG) if heading else ("body", 0)
    lines = []
    for index in range(max(len(cell) for cell in wrapped)):
        parts = []
        for cell, width, right in zip(wrapped, widths, numeric, strict=True):
            text = cell[index] if index < len(cell) else ""
            pad = " " * (width - cells(text))
            parts.append(pad + text if right else text + pad)
        lines.append([Span((" " * _GAP).join(parts).rstrip(), role, flags)])
    return lines


def _records(grid: Grid, header_rows: int, width: int) -> list[list[Span]]:
    """Each row as a small list of "heading: value", for a terminal too narrow for columns."""
    headings, rows = grid[:header_rows], grid[header_rows:]
    if not rows:
        headings, rows = rows, headings
    names = [" ".join(row[n] for row in headings).strip() for n in range(len(grid[0]))]
    lines: list[list[Span]] = []
    for row in rows:
        if lines:
            lines.append([])
        for name, value in zip(names, row, strict=True):
            text = f"{name}: {value}".rstrip() if name else value
            lines.extend([Span(text[start:end], "body")] for start, end in wrap(text, width))
    return lines
