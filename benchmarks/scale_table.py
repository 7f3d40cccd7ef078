"""The one table: a row for each measurement, its targets beside it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Final, Literal

from benchmarks.measures import ANALYZED, BRIEF, STOCK, Measure

Figure = Literal["p50", "p95"]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row. The target holds for brief at ``at`` stories, or at the largest size for 0.

    With ``beside`` it is for brief's share of newsboat's figure, at that size; with ``alike``
    for brief's share of its own figure at the smallest size.
    """

    name: str
    target: float = 0.0
    figure: Figure = "p95"
    at: int = 0
    least: bool = False
    beside: bool = False
    alike: bool = False


ROWS: Final = (
    Wanted("start, first paint", figure="p50"),
    Wanted("start, a key answered", 1.2, "p50", alike=True),
    Wanted("start, a key answered", 2.0, "p50", 10_000, beside=True),
    Wanted("start, a key answered", 1 / 3, "p50", 100_000, beside=True),
    Wanted("start, a key answered", 1 / 15, "p50", 500_000, beside=True),
    Wanted("search, a rare word", figure="p50"),
    Wanted("search, a rare word", 1 / 30, "p50", 100_000, beside=True),
    Wanted("search, a rare word", 1 / 30, "p50", 500_000, beside=True),
    Wanted("search, a common word", figure="p50"),
    Wanted("search, a common word", 1 / 100, "p50", 100_000, beside=True),
    Wanted("search, a common word", 1 / 100, "p50", 500_000, beside=True),
    Wanted("search, a rare word, without an interface", figure="p50"),
    Wanted("search, a common word, without an interface", figure="p50"),
    Wanted("search as you type, each key", 50),
    Wanted("search as you type, the first letter"),
    Wanted("search as you type, the second letter"),
    Wanted("search as you type, Chinese"),
    Wanted("processor, a letter of a search"),
    Wanted("j in the list", 16),
    Wanted("processor, j and the story then shown"),
    Wanted("ctrl+d in the list", 16),
    Wanted("G and g in the list", 16),
    Wanted("space in an article", 16),
    Wanted("n, the next unread", 16),
    Wanted("p, one unread in 1,000", 16),
    Wanted("filter", 60),
    Wanted("view", 60),
    Wanted("open 2,000 words", 30),
    Wanted("open 50,000 words", 80),
    Wanted("the end of 2,000 words", 16),
    Wanted("the end of 50,000 words", 16),
    Wanted("memory", 120),
    Wanted("memory", figure="p50", at=100_000, beside=True),
    Wanted("memory", figure="p50", at=500_000, beside=True),
    Wanted("memory, at its most"),
    Wanted("ingest with index", 1_500, at=100_000, least=True),
    Wanted("ingest with index", 1_000, at=1_000_000, least=True),
    Wanted("disk, times the text", 1.6),
    Wanted("found: 3–4 words of the headline", 95, least=True),
    Wanted("found: 3 rare words of the text", 95, least=True),
    Wanted("found: a phrase of 4 words", 95, least=True),
    Wanted("found: the headline's rarest word and 2 of the text", 95, least=True),
    Wanted("time: 3–4 words of the headline"),
    Wanted("time: 3 rare words of the text"),
    Wanted("time: a phrase of 4 words"),
    Wanted("time: the headline's rarest word and 2 of the text"),
)


class Table:
    """Measures by name, program and size."""

    def __init__(self, measures: Iterable[Measure]) -> None:
        self._measures = {(m.name, m.program, m.stories): m for m in measures}
        self.sizes = sorted({m.stories for m in self._measures.values() if m.program == BRIEF})

    def lines(self) -> list[str]:
        """The table in Markdown, its columns aligned."""
        head = ["", "", *(f"brief, {size:,}" for size in self.sizes)]
        head += ["newsboat, stock", "after ANALYZE", "ratio", "target", ""]
        rows = [head, *(row for wanted in ROWS if (row := self._row(wanted)))]
        widths = [max(len(row[at]) for row in rows) for at in range(len(head))]
        aligned: list[Callable[[str, int], str]] = [str.ljust, *[str.rjust] * (len(head) - 1)]
        lines = [
            "| " + " | ".join(a(c, w) for a, c, w in zip(aligned, row, widths, strict=True)) + " |"
            for row in rows
        ]
        rule = ["-" * widths[0], *("-" * (width - 1) + ":" for width in widths[1:])]
        lines.insert(1, "| " + " | ".join(rule) + " |")
        return lines

    def _row(self, wanted: Wanted) -> list[str]:
        if wanted.beside:
            return self._row_beside(wanted)
        cells = [self._figure(wanted, size) for size in self.sizes]
        if not any(cells) or (wanted.at and wanted.at not in self.sizes):
            return []
        size = wanted.at or self.sizes[-1]
        value, ratio, target = self._value(wanted, BRIEF, size), "", ""
        if wanted.alike:
            first = self._value(wanted, BRIEF, self.sizes[0])
            value = value / first if first else 0.0
            ratio = f"{value:.2f} × {self.sizes[0]:,}"
        if wanted.target:
            target = f"{'≥' if wanted.least else '≤'} {wanted.target:,g}{_at(wanted, size)}"
        figure = wanted.figure if self._many(wanted) else ""
        return [wanted.name, figure, *cells, "", "", ratio, target, _verdict(wanted, value)]

    def _row_beside(self, wanted: Wanted) -> list[str]:
        """brief's figure at one size beside newsboat's."""
        own = self._value(wanted, BRIEF, wanted.at)
        others = [self._value(wanted, program, wanted.at) for program in (STOCK, ANALYZED)]
        if not own or not any(others):
            return []
        cells = [self._figure(wanted, size) if size == wanted.at else "" for size in self.sizes]
        ratio = own / min(other for other in others if other)
        name = f"{wanted.name}, beside newsboat"
        target = f"≤ {_share(wanted.target)}" if wanted.target else ""
        verdict = _verdict(wanted, ratio)
        theirs = [_number(other) if other else "" for other in others]
        figure = wanted.figure if self._many(wanted) else ""
        return [name, figure, *cells, *theirs, _share(ratio), target, verdict]

    def _many(self, wanted: Wanted) -> bool:
        """Whether there is more than one value at a size."""
        sizes = ((wanted.name, BRIEF, size) for size in self.sizes)
        return any(self._measures[each].n > 1 for each in sizes if each in self._measures)

    def _value(self, wanted: Wanted, program: str, size: int) -> float:
        found = self._measures.get((wanted.name, program, size))
        return float(getattr(found, wanted.figure)) if found else 0.0

    def _figure(self, wanted: Wanted, size: int) -> str:
        found = self._measures.get((wanted.name, BRIEF, size))
        if found is None:
            return ""
        unit = "" if found.unit in {"times", "a second"} else f" {found.unit}"
        return _number(self._value(wanted, BRIEF, size)) + unit


def _verdict(wanted: Wanted, value: float) -> str:
    if not wanted.target or not value:
        return ""
    reached = value >= wanted.target if wanted.least else value <= wanted.target
    return "reached" if reached else "missed"


def _at(wanted: Wanted, size: int) -> str:
    return f" at {size:,}" if wanted.at else ""


def _number(value: float) -> str:
    return f"{value:,.2f}" if value < 3 else f"{value:,.1f}" if value < 20 else f"{value:,.0f}"


def _share(ratio: float) -> str:
    return f"1/{1 / ratio:,.0f}" if 0 < ratio < 0.4 else f"{ratio:.2f}"
