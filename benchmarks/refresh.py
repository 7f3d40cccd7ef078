"""A refresh of many feeds, beside newsboat's in the same run where it is installed.

    python -m benchmarks.refresh [--feeds 100 500] [--rounds 1] [--no-newsboat] [--keep FILE]

Feeds of 50 made-up entries, about 3 kB each, in six languages, come from a server in a process
of its own, each from an address of its own, so that there is one connection a host. Each
reader refreshes them as a program of its own, with an archive of its own: first all is new,
then nothing has changed (304), then each feed has a new entry and an edited one. A story of
brief's is readable once it is in the list and can be opened, and searchable once it is in the
index; newsboat's are once it ends. A child's processor time and memory count.

The second reload of newsboat sends no validators yet: "unchanged" is its third, and once more
after an ANALYZE of its cache by hand. ``--keep`` adds the figures to a file of JSON lines.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias

from benchmarks.feeds_made import ITEMS
from benchmarks.feeds_readers import Brief, Newsboat
from benchmarks.feeds_server import FeedProcess, serving
from benchmarks.feeds_watched import Watched

Figures: TypeAlias = dict[str, Watched]
"""By reader and phase."""

PEAK: Final = 150.0
"""MiB of memory that a refresh may take."""

_COLUMNS: Final = ("readable", "searchable", "wall", "cpu", "alone", "together")
_HEADS: Final = ("readable", "searchable", "all s", "cpu s", "peak MiB", "…and its")


def main() -> None:
    """Measure, and print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--feeds", type=int, nargs="+", default=[100, 500])
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--no-newsboat", action="store_true")
    parser.add_argument("--keep", type=Path, metavar="FILE")
    options = parser.parse_args()
    newsboat = "" if options.no_newsboat else Newsboat.version()
    print(machine(newsboat))
    for count in options.feeds:
        for _ in range(options.rounds):
            figures = measured(count, newsboat=bool(newsboat))
            show(count, figures)
            if options.keep:
                keep(options.keep, count, figures, newsboat)


def machine(newsboat: str) -> str:
    """What it was measured on, in a line."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    load = os.getloadavg()[0]
    return (
        f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC · {os.cpu_count()} processors, {memory:.0f} GiB,"
        f" load {load:.1f} · Python {platform.python_version()} · {newsboat or 'no newsboat'}"
    )


def measured(count: int, *, newsboat: bool) -> Figures:
    """All phases of both readers on ``count`` feeds."""
    with tempfile.TemporaryDirectory() as folder, serving(count) as server:
        figures = measure_brief(Path(folder), server, count)
        if newsboat:
            server.serve(0)
            figures |= measure_newsboat(Path(folder), server, count)
    return figures


def measure_brief(folder: Path, server: FeedProcess, count: int) -> Figures:
    """The phases of brief."""
    brief, figures = Brief(folder / "brief", server.urls), {}
    with answered(server, full=count):
        figures["brief first"] = brief.refresh(count * ITEMS)
    every = max(1, count * ITEMS // 250)
    expect("opened", brief.unopenable(every), 0)
    expect("found", brief.unfound(every), 0)
    with answered(server, unchanged=count):
        figures["brief unchanged"] = brief.refresh(count * ITEMS)
    server.serve(1)
    with answered(server, full=count):
        figures["brief changed"] = brief.refresh(count * (ITEMS + 1))
    return figures


def measure_newsboat(folder: Path, server: FeedProcess, count: int) -> Figures:
    """The phases of newsboat."""
    newsboat, figures = Newsboat(folder / "newsboat", server.urls), {}
    with answered(server, full=count):
        figures["newsboat first"] = newsboat.reload()
    expect("stories", newsboat.stories(), count * ITEMS)
    with answered(server, full=count):
        figures["newsboat second"] = newsboat.reload()
    with answered(server, unchanged=count):
        figures["newsboat unchanged"] = newsboat.reload()
    newsboat.analyze()
    with answered(server, unchanged=count):
        figures["newsboat unchanged, ANALYZEd"] = newsboat.reload()
    server.serve(1)
    with answered(server, full=count):
        figures["newsboat changed, ANALYZEd"] = newsboat.reload()
    return figures


@contextmanager
def answered(server: FeedProcess, *, full: int = 0, unchanged: int = 0) -> Iterator[None]:
    """The server answers so often meanwhile."""
    server.counts()
    yield
    counts = server.counts()
    expect("full answers", counts["full"], full)
    expect("answers of 304", counts["unchanged"], unchanged)


def expect(what: str, value: int, wanted: int) -> None:
    """Figures of a run that went wrong are worth nothing."""
    if value != wanted:
        sys.exit(f"{what}: {value} instead of {wanted}")


def show(count: int, figures: Figures) -> None:
    """The table, and the ratios."""
    print(f"\n{count} feeds × {ITEMS}\n{'':30s}" + "".join(f"{head:>11s}" for head in _HEADS))
    for name, each in figures.items():
        cells = (
            f"{getattr(each, column):11.{1 if column in _COLUMNS[4:] else 2}f}"
            for column in _COLUMNS
        )
        print(f"{name:30s}" + "".join(cells))
    for line in ratios(figures):
        print(line)


def ratios(figures: Figures) -> Iterator[str]:
    """How brief does beside what it should do."""
    first, unchanged = figures["brief first"], figures["brief unchanged"]
    if "newsboat first" in figures:
        other = figures["newsboat first"].wall
        yield against("readable / newsboat's first", first.readable / other, 1 / 4)
        yield against("searchable / newsboat's first", first.searchable / other, 1 / 2)
        stock = figures["newsboat unchanged"].wall
        yield against("unchanged / newsboat's", unchanged.wall / stock, 1 / 10)
        analyzed = figures["newsboat unchanged, ANALYZEd"].wall
        yield against("unchanged / newsboat's, ANALYZEd", unchanged.wall / analyzed, 1.0)
    peaks = [figures[f"brief {phase}"] for phase in ("first", "unchanged", "changed")]
    yield against("peak MiB of the process", max(each.alone for each in peaks), PEAK)
    yield against("peak MiB with its readers", max(each.together for each in peaks), PEAK)


def against(name: str, value: float, most: float) -> str:
    """A line: what was reached, what should be."""
    verdict = "reached" if value <= most else "missed"
    return f"{name:34s} {value:8.3f}   at most {most:g}: {verdict}"


def keep(file: Path, count: int, figures: Figures, newsboat: str) -> None:
    """Add a line to the file."""
    line = {
        "on": machine(newsboat),
        "feeds": count,
        "items": ITEMS,
        "figures": {name: each.to_json() for name, each in figures.items()},
    }
    with file.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
