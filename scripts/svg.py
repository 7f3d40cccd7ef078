"""Screenshots that need nothing from elsewhere.

Textual's export names web fonts and their hosts. It also draws blocks and lines as letters,
which in most fonts leave seams from one line to the next: here they become rectangles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, NamedTuple

WIDTH: Final = 12.2
HEIGHT: Final = 24.4
"""Of a cell in Rich's export, in pixels."""
BASE: Final = 18.5
"""From the top of a cell to the y of its text."""


class Part(NamedTuple):
    """A part of a cell: its corner and its size, as shares of the cell."""

    x: float
    y: float
    width: float
    height: float


SHAPES: Final[Mapping[str, Part]] = {
    "▀": Part(0, 0, 1, 0.5),
    "▌": Part(0, 0, 0.5, 1),
    "▐": Part(0.5, 0, 0.5, 1),
    "│": Part(0.45, 0, 0.1, 1),
    "┃": Part(0.4, 0, 0.2, 1),
}

_REPLACED: Final = (
    (re.compile(r"<!--.*?-->\s*", re.DOTALL), ""),
    (re.compile(r"@font-face\s*\{.*?\}\s*", re.DOTALL), ""),
    (
        re.compile("font-family: Fira Code, monospace"),
        "font-family: Fira Code, Menlo, Consolas, DejaVu Sans Mono, monospace",
    ),
    # Nothing reaches over its line, so nothing has to be clipped to it.
    (re.compile(r'<clipPath id="terminal-\d+-line-\d+">.*?</clipPath>\s*', re.DOTALL), ""),
    (re.compile(r' clip-path="url\(#terminal-\d+-line-\d+\)"'), ""),
    (re.compile(r"terminal-\d+"), "t"),
)
_SHAPES: Final = re.compile(
    r'<text (?P<style>class="[\w-]+") x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)"[^>]*>'
    rf"(?P<signs>(?:[{''.join(SHAPES)}]|&#160;)+)</text>"
)
_RUN: Final = re.compile(r"(.)\1*")


def self_contained(svg: str) -> str:
    """Rich's export without hosts, with blocks and lines as rectangles, and the shorter for it."""
    for pattern, replacement in _REPLACED:
        svg = pattern.sub(replacement, svg)
    return _SHAPES.sub(_rectangles, svg)


def _rectangles(match: re.Match[str]) -> str:
    signs = match["signs"].replace("&#160;", " ")
    left, top = float(match["x"]), float(match["y"]) - BASE
    return "".join(
        _rectangle(match["style"], SHAPES[run[1]], len(run[0]), left + run.start() * WIDTH, top)
        for run in _RUN.finditer(signs)
        if run[1] in SHAPES
    )


def _rectangle(style: str, part: Part, cells: int, left: float, top: float) -> str:
    """``part`` of so many cells side by side, the first of which has this corner."""
    return (
        f'<rect {style} x="{left + part.x * WIDTH:g}" y="{top + part.y * HEIGHT:g}" '
        f'width="{(cells - 1 + part.width) * WIDTH:g}" '
        f'height="{part.height * HEIGHT + 0.25:g}" shape-rendering="crispEdges"/>'
    )
