"""The program in a pseudo-terminal while something else goes on in it, for `feeds_keys`.

What `make bench` measures of the interface is in :mod:`benchmarks.scale_interface`.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import termios
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from benchmarks.articles import Generator
from benchmarks.measures import percentile
from brief_tui.archive.store import Archive, Entry

GAP: Final = 0.01
"""Seconds without a byte after which a paint is over."""

STILL: Final = 0.18
"""Seconds without a byte after which nothing more is to come."""


class Session:
    """The program in a pseudo-terminal."""

    def __init__(self, argv: list[str], columns: int, rows: int, home: Path) -> None:
        environment = {
            **os.environ,
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / "config"),
            "TERM": "xterm-256color",
            "COLORTERM": "truecolor",
        }
        self.pid, self.terminal = pty.fork()
        if self.pid == 0:
            os.execvpe(argv[0], argv, environment)
        size = struct.pack("HHHH", rows, columns, 0, 0)
        fcntl.ioctl(self.terminal, termios.TIOCSWINSZ, size)

    def until_still(self, patience: float = STILL) -> tuple[float, int]:
        """Read until nothing comes for ``patience`` seconds: when the last byte came, how many."""
        last, count = 0.0, 0
        while select.select([self.terminal], [], [], patience)[0]:
            count += len(os.read(self.terminal, 1 << 16))
            last = time.perf_counter()
        return last, count

    def press(self, key: bytes) -> float:
        """Type a key; milliseconds to the last byte of the paint it caused, 0 for none.

        The paint is over when no byte has come for `GAP`. What comes later (the story at the
        cursor, shown when the cursor rests) is waited for, but is not that paint.
        """
        start = time.perf_counter()
        os.write(self.terminal, key)
        if not select.select([self.terminal], [], [], 1.0)[0]:
            return 0.0
        last, _ = self.until_still(GAP)
        self.until_still()
        return 1000 * (last - start)

    def end(self) -> None:
        """Leave the program."""
        os.write(self.terminal, b"\x1b\x1bq")
        self.until_still(0.5)
        os.close(self.terminal)
        os.waitpid(self.pid, 0)


def fill(path: Path, stories: int) -> Generator:
    """Fill an archive in batches of 1,000."""
    generator = Generator()
    archive = Archive.open(path)
    try:
        for batch in batched_articles(generator, stories):
            archive.put(batch, "made up")
    finally:
        archive.close()
    return generator


def batched_articles(generator: Generator, stories: int) -> Iterator[list[Entry]]:
    """Articles as the archive takes them, 1,000 at a time."""
    batch: list[Entry] = []
    for article in generator.articles(stories):
        batch.append(Entry(article, (article.url,)))
        if len(batch) == 1_000:
            yield batch
            batch = []
    if batch:
        yield batch


def report(name: str, values: list[float]) -> None:
    """A row of the table."""
    painted = [value for value in values if value]
    if not painted:
        print(f"{name:34s} nothing was painted")
        return
    figures = [percentile(painted, share) for share in (0.5, 0.95)] + [max(painted)]
    print(f"{name:34s}" + "".join(f"{figure:9.1f}" for figure in figures) + f"{len(painted):7d}")
