"""``make bench``: an archive of each size, what the reader does in it, newsboat beside it.

    python -m benchmarks [--sizes 1000 10000 100000] [--no-newsboat] [--big] [--keep]
                         [--cache FOLDER]

Printed is one table. Filled archives are kept in ``--cache``, ``$BRIEF_BENCH_CACHE`` or
``build/bench``; what is measured is a copy, warm in memory. ``--big`` asks newsboat (and brief)
at 500,000 stories too; ``--keep`` adds the results to ``benchmarks/results/scale.jsonl``.
"""

from __future__ import annotations

import argparse
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks import scale_interface, scale_newsboat, scale_search
from benchmarks.articles import Generator
from benchmarks.fill import STEP, archive_bytes, cache_folder, filled_archive
from benchmarks.measures import BRIEF, Measure, keep, measured
from benchmarks.scale_table import Table

RESULTS: Final = Path(__file__).parent / "results" / "scale.jsonl"
BIG: Final = 500_000


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--no-newsboat", action="store_true")
    parser.add_argument("--big", action="store_true", help=f"newsboat at {BIG:,} stories too")
    parser.add_argument("--keep", action="store_true", help="add to benchmarks/results")
    parser.add_argument("--cache", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    cache, generator = cache_folder(options.cache), Generator()
    cache.mkdir(parents=True, exist_ok=True)
    version = "" if options.no_newsboat else scale_newsboat.version()
    largest = BIG if options.big else scale_newsboat.LARGEST
    measures: list[Measure] = []
    for size in sorted({*options.sizes, *([BIG] if options.big else [])}):
        _told(f"brief with {size:,} stories")
        measures += of_brief(cache, size, generator)
        if version and size <= largest:
            _told(f"newsboat with {size:,} stories")
            words = scale_interface.words_to_search(generator, size)
            with tempfile.TemporaryDirectory(dir=cache) as work:
                measures += scale_newsboat.measure(cache, Path(work), size, words)
    if not (version or options.no_newsboat):
        _told("newsboat is not installed: its columns stay empty")
    print("\n".join(Table(measures).lines()))
    if options.keep:
        keep(measures, RESULTS, {"newsboat": version} if version else {})


def of_brief(cache: Path, stories: int, generator: Generator) -> Iterator[Measure]:
    """All that is measured of brief at a size."""
    folder, filled = filled_archive(cache, stories)
    rate, size = filled.rate, archive_bytes(folder)
    if stories >= STEP // 10:  # fewer say nothing
        yield from measured("ingest with index", BRIEF, stories, [rate], "a second")
    share = size / filled.text_bytes
    yield from measured("disk, times the text", BRIEF, stories, [share], "times")
    with tempfile.TemporaryDirectory(dir=cache) as work:
        copy = Path(work) / "archive"
        shutil.copytree(folder, copy)
        archive = copy / "archive.db"
        yield from scale_interface.measure(archive, Path(work), stories, generator)
        words = scale_interface.words_to_search(generator, stories)
        yield from scale_search.in_process(archive, stories, words)
        yield from scale_search.known_items(archive, stories, generator)


def _told(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
