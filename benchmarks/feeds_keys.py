"""From a key to its paint while feeds are refreshed in the same process.

    python -m benchmarks.feeds_keys [--feeds 100] [--stories 10000] [--size 100x40]

The program runs in a pseudo-terminal, as in :mod:`benchmarks.interface`, on an archive of
made-up stories, with feeds that are served beside it. Keys are typed eight times a second:
``j`` in the list, space in an article, ``n``; first with nothing else going on, then from the
start of a refresh until the last of its stories can be searched. A paint is that of a key when
it reaches into the lines between the head bar and the last one: the refresh tells of itself
in those two.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import select
import sqlite3
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import closing, contextmanager
from itertools import cycle
from pathlib import Path
from typing import Final

from benchmarks.feeds_made import ITEMS
from benchmarks.feeds_readers import subscribe
from benchmarks.feeds_server import serving
from benchmarks.interface import Session, fill, report

PACE: Final = 0.125
"""Seconds from one key to the next, give or take a third."""

_QUIET: Final = 0.004
"""Seconds without a byte after which a paint is over: it is written in one go."""

_ROW: Final = re.compile(rb"\x1b\[(\d+);\d+H")

# In the list, then through an article, the next unread one, and back to the list.
_ROUND: Final = (
    *((b"j", "j in the list"),) * 6,
    (b"\r", ""),
    *((b" ", "space in an article"),) * 3,
    (b"n", "n, the next unread"),
    *((b" ", "space in an article"),) * 2,
    (b"n", "n, the next unread"),
    (b"h", ""),
)
_CONFIG: Final = "[feeds]\nrefresh_at_start = false\nwatch = false\n"


class Keys:
    """Types keys and times their paints."""

    def __init__(self, session: Session, rows: int) -> None:
        self._terminal = session.terminal
        self._rows = rows
        self._random = random.Random(1)
        self._keys = cycle(_ROUND)
        self._next = time.perf_counter()

    def press(self) -> tuple[str, float]:
        """Type the next key: what it is, and milliseconds to the end of its paint, 0 for none."""
        self._wait()
        key, name = next(self._keys)
        start = time.perf_counter()
        os.write(self._terminal, key)
        end = self._painted(start + 0.4)
        return name, 1000 * (end - start) if end else 0.0

    def _wait(self) -> None:
        """Take what is still painted, until it is time."""
        self._next = max(
            self._next + PACE * self._random.uniform(0.67, 1.33), time.perf_counter() + 0.05
        )
        while (rest := self._next - time.perf_counter()) > 0:
            if select.select([self._terminal], [], [], rest)[0]:
                os.read(self._terminal, 1 << 16)

    def _painted(self, deadline: float) -> float:
        """When the last byte came of the first paint between the bars; 0 for none in time."""
        last = 0.0
        while True:
            now = time.perf_counter()
            patience = _QUIET if last else deadline - now
            if patience <= 0 or not select.select([self._terminal], [], [], patience)[0]:
                return last
            data = os.read(self._terminal, 1 << 16)
            rows = {int(row) for row in _ROW.findall(data)}
            if last or any(2 < row < self._rows for row in rows):
                last = time.perf_counter()


@contextmanager
def opened(feeds: int, stories: int, columns: int, rows: int) -> Iterator[tuple[Session, Path]]:
    """The program, its first screen painted, on so many stories and served feeds."""
    with tempfile.TemporaryDirectory() as folder, serving(feeds) as server:
        home = Path(folder)
        path = home / "archive.db"
        fill(path, stories)
        subscribe(path, home, server.urls)
        config = home / "config" / "brief" / "config.toml"
        config.parent.mkdir(parents=True)
        config.write_text(_CONFIG)
        argv = [sys.executable, "-m", "brief_tui", "--archive", str(path)]
        session = Session(argv, columns, rows, home)
        session.until_still(3.0)
        try:
            yield session, path
        finally:
            session.end()


class Progress:
    """How far the refresh is, as the archive shows it."""

    def __init__(self, path: Path, stories: int) -> None:
        self._connection = sqlite3.connect(f"{path.as_uri()}?mode=ro", uri=True)
        self._stories = stories

    def close(self) -> None:
        self._connection.close()

    @property
    def stage(self) -> str:
        """``fetching``, ``indexing`` or ``done``."""
        if self._connection.execute("SELECT count(*) FROM article").fetchone()[0] < self._stories:
            return "fetching"
        waits = self._connection.execute("SELECT EXISTS (SELECT 1 FROM arrival)").fetchone()[0]
        return "indexing" if waits else "done"


def main() -> None:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--size", default="100x40")
    parser.add_argument("--keys", type=int, default=140, help="without a refresh")
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    times: dict[tuple[str, str], list[float]] = defaultdict(list)
    began = ended = 0.0
    with opened(options.feeds, options.stories, columns, rows) as (session, path):
        keys = Keys(session, rows)
        for _ in range(options.keys):
            name, took = keys.press()
            times["alone", name].append(took)
        with closing(Progress(path, options.stories + options.feeds * ITEMS)) as progress:
            os.write(session.terminal, b"R")
            began = time.perf_counter()
            while (stage := progress.stage) != "done":
                name, took = keys.press()
                times[stage, name].append(took)
            ended = time.perf_counter()
    print(f"{options.stories:,} stories, a refresh of {options.feeds} feeds × {ITEMS} in the same")
    print(f"process ({ended - began:.1f} s): key to last byte, milliseconds")
    print(f"{'':34s}{'p50':>9s}{'p95':>9s}{'max':>9s}{'n':>7s}")
    for name in ("j in the list", "space in an article", "n, the next unread"):
        for stage in ("alone", "fetching", "indexing"):
            report(f"{name}, {stage}", times[stage, name])
    for stage in ("alone", "fetching", "indexing"):
        every = [
            took for (at, name), found in times.items() if at == stage and name for took in found
        ]
        report(f"all, {stage}", every)


if __name__ == "__main__":
    main()
