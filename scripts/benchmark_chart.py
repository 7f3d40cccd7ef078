"""Draw what things cost by the number of stories: ``python -m scripts.benchmark_chart``.

Read are the results that ``python -m benchmarks --keep`` keeps, the newest of each kind; they
also become the table in ``docs/benchmarks.md``. The chart has both axes logarithmic, four
panels, and the colours of a light and a dark page.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path
from typing import Final, NamedTuple

from benchmarks.measures import ANALYZED, BRIEF, STOCK, Measure, kept
from benchmarks.scale_table import Table

ROOT: Final = Path(__file__).parents[1]
RESULTS: Final = ROOT / "benchmarks" / "results" / "scale.jsonl"
PAGE: Final = ROOT / "docs" / "benchmarks.md"
CHART: Final = ROOT / "docs" / "images" / "scale.svg"

_BEGIN, _END = "<!-- table -->", "<!-- /table -->"

WIDTH: Final = 1060
HEIGHT: Final = 640
_PANEL: Final = (310, 220)
"""Width and height of a panel's field, in pixels."""
_LEFT, _TOP, _ACROSS, _DOWN = 70, 56, 530, 312
"""Of the first panel's field, and from one to the next."""
_APART: Final = 16
"""From one label at a line's end to the next, in pixels."""

_STYLE: Final = """
  svg { --page: #ffffff; --ink: #22211f; --soft: #63605a; --rule: #e4e1da;
        --own: #a8401c; --other: #1f5f9e; --third: #6a4a93; --goal: #3d7a3d; }
  @media (prefers-color-scheme: dark) {
    svg { --page: #171614; --ink: #ece7dc; --soft: #a8a196; --rule: #35322d;
          --own: #f0955f; --other: #7db4ec; --third: #bf9df0; --goal: #84c184; }
  }
  .page { fill: var(--page); }
  text { font: 13px system-ui, "DejaVu Sans", Verdana, sans-serif; fill: var(--soft);
         paint-order: stroke; stroke: var(--page); stroke-width: 4px; stroke-linejoin: round; }
  .name { font-size: 15px; font-weight: 600; fill: var(--ink); }
  .rule { stroke: var(--rule); stroke-width: 1; }
  .line { fill: none; stroke-width: 2.5; stroke-linejoin: round; stroke-linecap: round; }
  .line.own { stroke: var(--own); } .line.other { stroke: var(--other); }
  .line.third { stroke: var(--third); }
  path.goal { stroke: var(--goal); stroke-width: 1.5; stroke-dasharray: 2 5; }
  .dashed { stroke-dasharray: 7 6; }
  text.own { fill: var(--own); } text.other { fill: var(--other); }
  text.third { fill: var(--third); } text.goal { fill: var(--goal); }
  circle.own { fill: var(--own); } circle.other { fill: var(--other); }
  circle.third { fill: var(--third); }
"""


class Line(NamedTuple):
    """One line of a panel: which results it shows, and what it looks like."""

    label: str
    name: str
    program: str
    figure: str
    style: str


@dataclass(frozen=True, slots=True)
class Panel:
    """Lines on one field. ``bounds`` are the powers of ten of the upright axis."""

    title: str
    unit: str
    bounds: tuple[int, int]
    lines: tuple[Line, ...]
    goals: tuple[tuple[float, str], ...] = ()


_START: Final = "start, a key answered"
_SEARCH: Final = "search, a common word"
PANELS: Final = (
    Panel(
        "Start, until a key is answered",
        "ms",
        (1, 5),
        (
            Line("brief", _START, BRIEF, "p50", "own"),
            Line("newsboat", _START, ANALYZED, "p50", "other"),
            Line("newsboat, stock", _START, STOCK, "p50", "other dashed"),
        ),
    ),
    Panel(
        "Search: a common word",
        "ms",
        (1, 5),
        (
            Line("brief", _SEARCH, BRIEF, "p50", "own"),
            Line("newsboat", _SEARCH, ANALYZED, "p50", "other"),
        ),
    ),
    Panel(
        "In brief, from a key to its paint (19 in 20)",
        "ms",
        (0, 3),
        (
            Line("a letter of a search", "search as you type, each key", BRIEF, "p95", "own"),
            Line("filter", "filter", BRIEF, "p95", "third"),
            Line("j", "j in the list", BRIEF, "p95", "other"),
            Line("to the end", "G and g in the list", BRIEF, "p95", "third dashed"),
        ),
        ((16, "16 ms"), (50, "50 ms")),
    ),
    Panel(
        "Memory",
        "MiB",
        (1, 4),
        (
            Line("brief", "memory", BRIEF, "p50", "own"),
            Line("newsboat", "memory", ANALYZED, "p50", "other"),
        ),
        ((120, "120 MiB"),),
    ),
)

Results = dict[tuple[str, str], dict[int, Measure]]
"""Measures by name and program, and by the number of stories."""


def by_kind(measures: Iterable[Measure]) -> Results:
    """The measures as the panels ask for them."""
    results: Results = {}
    for measure in measures:
        results.setdefault((measure.name, measure.program), {})[measure.stories] = measure
    return results


def draw(results: Results) -> str:
    """The chart as SVG."""
    sizes = sorted({size for by_size in results.values() for size in by_size})
    across = (math.floor(math.log10(sizes[0])), math.ceil(math.log10(sizes[-1])))
    if across[0] == across[1]:
        across = (across[0], across[0] + 1)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img">',
        "<title>What things cost by the number of stories</title>",
        f"<style>{_STYLE}</style>",
        f'<rect class="page" width="{WIDTH}" height="{HEIGHT}" rx="8"/>',
    ]
    for at, panel in enumerate(PANELS):
        field = Field(
            _LEFT + _ACROSS * (at % 2), _TOP + _DOWN * (at // 2), across, panel.bounds, panel.unit
        )
        parts += _drawn(panel, field, results)
    return "\n".join([*parts, "</svg>", ""])


@dataclass(frozen=True, slots=True)
class Field:
    """Where a panel is, and what its edges stand for, as powers of ten."""

    left: float
    top: float
    across: tuple[int, int]
    up: tuple[int, int]
    unit: str

    def x(self, stories: float) -> float:
        """The place of a number of stories."""
        low, high = self.across
        return self.left + _PANEL[0] * (math.log10(stories) - low) / (high - low)

    def y(self, value: float) -> float:
        """The place of a figure; what lies outside stands at the edge."""
        low, high = self.up
        share = (math.log10(max(value, 1e-9)) - low) / (high - low)
        return self.top + _PANEL[1] * (1 - min(1.0, max(0.0, share)))

    def frame(self) -> Iterator[str]:
        """Rules and the numbers beside them."""
        right, bottom = self.left + _PANEL[0], self.top + _PANEL[1]
        for power in range(self.up[0], self.up[1] + 1):
            y = self.y(10**power)
            yield f'<path class="rule" d="M{self.left:g} {y:.1f}H{right:g}"/>'
            yield _text(self.left - 8, y + 4, _amount(10**power, self.unit), anchor="end")
        for power in range(self.across[0], self.across[1] + 1):
            x = self.x(10**power)
            yield f'<path class="rule" d="M{x:.1f} {self.top:g}V{bottom:g}"/>'
            yield _text(x, bottom + 20, f"{10**power:,}", anchor="middle")
        yield _text(right + 9, bottom + 4, "stories")


def _drawn(panel: Panel, field: Field, results: Results) -> Iterator[str]:
    yield _text(field.left, field.top - 18, panel.title, "name")
    yield from field.frame()
    labels: list[tuple[float, float, str, str]] = []
    for goal, label in panel.goals:
        y = field.y(goal)
        yield f'<path class="goal" d="M{field.left:g} {y:.1f}h{_PANEL[0]}"/>'
        labels.append((y, field.left + _PANEL[0], label, "goal"))
    for line in panel.lines:
        figures = results.get((line.name, line.program), {})
        points = [
            (field.x(size), field.y(getattr(figures[size], line.figure)))
            for size in sorted(figures)
        ]
        if points:
            steps = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
            yield f'<path class="line {line.style}" d="M{steps}"/>'
            colour = line.style.split()[0]
            yield from (
                f'<circle class="{colour}" cx="{x:.1f}" cy="{y:.1f}" r="4"/>' for x, y in points
            )
            labels.append((points[-1][1], points[-1][0], line.label, colour))
    yield from _labels(labels)


def _labels(labels: Sequence[tuple[float, float, str, str]]) -> Iterator[str]:
    """What each line is, at its end, none over another."""
    lowest: dict[float, float] = {}
    for y, x, label, style in sorted(labels):
        lowest[x] = max(y, lowest.get(x, -math.inf) + _APART)
        yield _text(x + 9, lowest[x] + 4, label, style)


def _text(x: float, y: float, text: str, style: str = "", anchor: str = "start") -> str:
    named = f' class="{style}"' if style else ""
    return f'<text{named} x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'


def _amount(value: float, unit: str) -> str:
    if unit == "ms":
        return f"{value:g} ms" if value < 1_000 else f"{value / 1_000:g} s"
    return f"{value:,g} {unit}"


def main(results: Path, chart: Path, page: Path) -> None:
    """Write the chart, and the table into the page between its marks."""
    measures = kept(results)
    chart.write_text(draw(by_kind(measures)), encoding="utf-8")
    print(f"{chart.stat().st_size:6} {chart.name}")
    before, found, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, ended, after = rest.partition(_END)
    if not (found and ended):
        sys.exit(f"{page.name} has no place for the table: {_BEGIN} … {_END}")
    table = "\n".join(Table(measures).lines())
    page.write_text(f"{before}{_BEGIN}\n\n{table}\n\n{_END}{after}", encoding="utf-8")
    print(f"{page.stat().st_size:6} {page.name}")


if __name__ == "__main__":
    main(RESULTS, CHART, PAGE)
