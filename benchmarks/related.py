"""What belongs with a story: how well it is found, and what that costs.

    python -m benchmarks.related [--sizes 10000 100000] [--events 150] [--keep]
                                 [--cache FOLDER] [--background FOLDER]

Archives of each size (see :mod:`benchmarks.related_archive`) take in a stream of news with
planted events and their look-alikes (:mod:`benchmarks.related_events`), and relate it. Printed
are the quality and the cost at each size with their targets. What people think of our measure
of likeness is printed too where gensim is installed, which has the texts.

``--background`` is a folder with a filled archive of the only size that is given, in place of
one from the cache. ``--keep`` adds the results to ``benchmarks/results/related.jsonl``.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Final

from benchmarks import related_archive, related_cost, related_quality, related_ratings
from benchmarks.articles import Generator
from benchmarks.fill import cache_folder
from benchmarks.measures import BRIEF, Measure, keep, measured
from benchmarks.related_archive import COUNTED, told
from benchmarks.related_events import DAYS, Planted, Stream

RESULTS: Final = Path(__file__).parent / "results" / "related.jsonl"
MILLION: Final = 1_000_000

_RATINGS: Final = "people's ratings, Pearson r"
_PRECISION: Final = "P@5"
_LOOK_ALIKES: Final = "look-alikes in the top five"
_F1: Final = "threads, B-cubed F1"
_SPOT: Final = "open → links, on the spot"
_BOTH: Final = "ingest and relating, an article"
_DISK: Final = "disk, an article"
_MEMORY: Final = "memory"


@dataclass(frozen=True, slots=True)
class Wanted:
    """A row. ``targets`` are by size, 0 for every size; ``p95`` is shown for what has one."""

    name: str
    targets: tuple[tuple[int, float], ...] = ()
    least: bool = False

    def target(self, size: int) -> float | None:
        """What is to be reached at a size."""
        targets = dict(self.targets)
        return targets.get(size, targets.get(0))


ROWS: Final = (
    Wanted(_RATINGS, ((0, related_ratings.TARGET),), least=True),
    Wanted(_PRECISION, ((0, 0.95),), least=True),
    *(Wanted(f"{_PRECISION}, {code}") for code in ("en", "de", "es", "fr", "ru", "zh")),
    Wanted(_LOOK_ALIKES, ((0, 0.05),)),
    Wanted(_F1, ((0, 0.88),), least=True),
    Wanted("threads, B-cubed precision"),
    Wanted("threads, B-cubed recall"),
    Wanted("threads in sagas, B-cubed F1"),
    Wanted("threads in sagas, B-cubed precision"),
    Wanted("threads in sagas, B-cubed recall"),
    Wanted("other stories in threads of planted ones"),
    Wanted("open → links, as kept", ((100_000, 20), (MILLION, 40))),
    Wanted(_SPOT, ((100_000, 20), (MILLION, 40))),
    Wanted("the first one, counters read"),
    Wanted("relating, an article"),
    Wanted("ingest, an article"),
    Wanted(_BOTH, ((100_000, 8),)),
    Wanted(_DISK, ((0, 1_300),)),
    Wanted("disk, the counters"),
    Wanted(_MEMORY, ((0, 50),)),
)


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--events", type=int, default=150)
    parser.add_argument("--keep", action="store_true", help="add to benchmarks/results")
    parser.add_argument("--cache", type=Path, metavar="FOLDER")
    parser.add_argument("--background", type=Path, metavar="FOLDER", help="a filled archive")
    options = parser.parse_args()
    if options.background and len(options.sizes) != 1:
        parser.error("--background is an archive of one size")
    cache, generator = cache_folder(options.cache), related_archive.generator()
    cache.mkdir(parents=True, exist_ok=True)
    stories = Stream(generator, options.events).stories()
    measures = [*of_ratings()]
    for size in sorted(options.sizes):
        measures += of_size(cache, size, stories, generator, options.background)
    print("\n".join(lines(measures)))
    print(note(stories))
    if options.keep:
        keep(measures, RESULTS, {})


def of_ratings() -> Iterator[Measure]:
    """The guard, where its texts are."""
    folder = related_ratings.folder()
    if folder is None:
        told("gensim is not installed: people's ratings are left out")
        return
    yield from measured(_RATINGS, BRIEF, 0, [related_ratings.agreement(folder)], "r")


def of_size(
    cache: Path,
    size: int,
    stories: list[Planted],
    generator: Generator,
    background: Path | None,
) -> Iterator[Measure]:
    """All that is measured at a size."""

    def one(name: str, value: float, unit: str = "share") -> Iterator[Measure]:
        return iter(measured(name, BRIEF, size, [value], unit))

    folder = related_archive.prepared(cache, size, background)
    with tempfile.TemporaryDirectory(dir=cache) as work:
        copy = Path(work) / "archive"
        shutil.copytree(folder, copy)
        related = related_archive.with_stream(copy, size, stories)
        quality = related_quality.measure(related, stories)
        cost = related_cost.measure(related, generator)
    yield from one(_PRECISION, quality.precision)
    for code, precision in quality.by_language.items():
        yield from one(f"{_PRECISION}, {code}", precision)
    yield from one(_LOOK_ALIKES, quality.look_alikes)
    yield from one(_F1, quality.threads.f1)
    yield from one("threads, B-cubed precision", quality.threads.precision)
    yield from one("threads, B-cubed recall", quality.threads.recall)
    yield from one("threads in sagas, B-cubed F1", quality.sagas.f1)
    yield from one("threads in sagas, B-cubed precision", quality.sagas.precision)
    yield from one("threads in sagas, B-cubed recall", quality.sagas.recall)
    yield from one("other stories in threads of planted ones", quality.background)
    yield from measured("open → links, as kept", BRIEF, size, cost.kept)
    yield from measured(_SPOT, BRIEF, size, cost.on_the_spot)
    yield from measured("the first one, counters read", BRIEF, size, [cost.first])
    relating = 1e3 * related.relating / len(stories)
    rate = related_archive.ingest_rate(folder)
    ingest = 1e3 / rate if rate else 1e3 * related.putting / len(stories)
    yield from measured("relating, an article", BRIEF, size, [relating])
    yield from measured("ingest, an article", BRIEF, size, [ingest])
    yield from measured(_BOTH, BRIEF, size, [relating + ingest])
    yield from one(_DISK, cost.disk, "bytes")
    yield from one("disk, the counters", cost.counters / 2**20, "MiB")
    yield from one(_MEMORY, cost.memory / 2**20, "MiB")


def lines(measures: Iterable[Measure]) -> Iterator[str]:
    """The table, in Markdown; of times p50 and p95, and the target is for p95."""
    found = {(measure.name, measure.stories): measure for measure in measures}
    sizes = sorted({size for _, size in found if size})
    yield "| | " + " | ".join(f"{size:,}" for size in sizes) + " | target |"
    yield "|---|" + "---|" * (len(sizes) + 1)
    for row in ROWS:
        cells = [_cell(row, found.get((row.name, size)), size) for size in sizes]
        if guard := found.get((row.name, 0)):
            cells = [_cell(row, guard, 0)] + [""] * (len(sizes) - 1)
        if any(cells):
            yield f"| {row.name} | " + " | ".join(cells) + f" | {_targets(row)} |"
    if loss := _loss(found):
        yield loss


def note(stories: list[Planted]) -> str:
    """What was related."""
    reports = sum(story.is_report for story in stories)
    alike = sum(story.event >= 0 for story in stories) - reports
    return (
        f"\nRelated were the {len(stories):,} stories of the {DAYS} days after the archive's own:"
        f" {reports:,} reports of planted events, {alike:,} look-alikes, the rest neither."
        f"\nOf the archive's own stories the newest {COUNTED:,} at most have their terms kept and"
        " counted; of older ones the terms were made when they were to be compared."
        "\nTimes are of processor time, p50 and p95; the archive is warm in memory."
    )


def _cell(row: Wanted, measure: Measure | None, size: int) -> str:
    if measure is None:
        return ""
    text = _number(measure.p95, measure.unit)
    if measure.n > 1:
        text = f"{_number(measure.p50, measure.unit)}, {text}"
    target = row.target(size)
    if target is None:
        return text
    reached = measure.p95 >= target if row.least else measure.p95 <= target
    return text if reached else f"{text}: missed"


def _number(value: float, unit: str) -> str:
    if unit in ("share", "r"):
        return f"{value:.3f}"
    return f"{value:,.0f} {unit}" if value >= 100 else f"{value:.1f} {unit}"


def _targets(row: Wanted) -> str:
    sign = "≥" if row.least else "≤"
    return ", ".join(
        f"{sign} {target:,g}" + (f" at {size:,}" if size else "") for size, target in row.targets
    )


def _loss(found: dict[tuple[str, int], Measure]) -> str:
    """How much less is found at a size than at the one before."""
    precision = {size: each.p50 for (name, size), each in found.items() if name == _PRECISION}
    sizes = sorted(precision)
    if len(sizes) < 2:
        return ""
    losses = [precision[one] - precision[other] for one, other in pairwise(sizes)]
    cells = [f"{loss:.3f}" + ("" if loss <= 0.01 else ": missed") for loss in losses]
    return "| P@5, loss from the size before | | " + " | ".join(cells) + " | ≤ 0.01 |"


if __name__ == "__main__":
    main()
