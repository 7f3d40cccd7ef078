"""How long a page takes to become an article, beside trafilatura in the same process.

    python -m benchmarks.structure FOLDER [--rounds 3]

The folder holds pages, as ``.html`` or ``.html.gz``. Each is read by both, turn about, as
often as there are rounds; the fastest round of each counts. Printed are milliseconds of CPU a page
and their ratio. Without trafilatura (``pip install trafilatura lxml_html_clean``), brief is
measured alone.
"""

from __future__ import annotations

import argparse
import gzip
import logging
import statistics
import time
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import Final

from brief_tui.formats.base import Document
from brief_tui.formats.web_page import WEB_PAGE
from brief_tui.model.errors import FormatError

ROUNDS: Final = 3


def pages(folder: Path) -> Iterable[tuple[str, bytes]]:
    """The pages in a folder: their names and bytes."""
    for path in sorted(folder.rglob("*.htm*")):
        data = path.read_bytes()
        yield path.name, gzip.decompress(data) if path.suffix == ".gz" else data


def read_by_brief(data: bytes) -> bool:
    """Whether brief finds an article."""
    try:
        return bool(WEB_PAGE.parse(Document(data, "https://page.example/story")).articles)
    except FormatError:
        return False


def trafilatura() -> Callable[[bytes], bool] | None:
    """The same for trafilatura, where it is installed."""
    try:
        extract = import_module("trafilatura").bare_extraction
    except ImportError:
        return None
    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    return lambda data: extract(data, with_metadata=True) is not None


def fastest(read: Callable[[bytes], bool], data: bytes, rounds: int) -> tuple[float, bool]:
    """Milliseconds of CPU of the fastest round, and whether an article was found."""
    best, found = float("inf"), False
    for _ in range(rounds):
        start = time.process_time()
        found = read(data)
        best = min(best, 1000 * (time.process_time() - start))
    return best, found


def report(name: str, times: list[float], found: int) -> None:
    """One line of the table."""
    ordered = sorted(times)
    p95 = ordered[min(len(ordered) - 1, round(0.95 * len(ordered)))]
    print(
        f"{name:12s} {statistics.mean(times):8.1f} {statistics.median(times):8.1f} {p95:8.1f}"
        f" {ordered[-1]:8.1f}   {found} of {len(times)}"
    )


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    options = parser.parse_args()
    readers: dict[str, Callable[[bytes], bool]] = {"brief": read_by_brief}
    if other := trafilatura():
        readers["trafilatura"] = other
    measured: dict[str, list[tuple[float, bool]]] = {name: [] for name in readers}
    for _, data in pages(options.folder):
        for name, read in readers.items():
            measured[name].append(fastest(read, data, options.rounds))
    if not measured["brief"]:
        parser.error(f"there are no pages in {options.folder}")
    print(f"{'ms a page':12s} {'mean':>8s} {'median':>8s} {'p95':>8s} {'max':>8s}   articles")
    for name, results in measured.items():
        report(name, [ms for ms, _ in results], sum(found for _, found in results))
    means = [statistics.mean(ms for ms, _ in results) for results in measured.values()]
    if len(means) == 2:
        print(f"brief takes {means[0] / means[1]:.2f} times as long")


if __name__ == "__main__":
    main()
