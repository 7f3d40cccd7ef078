"""From the key's bytes into a terminal to the last of the paint's bytes out.

    python -m benchmarks.interface [--stories 10000] [--size 100x40] [--keys 200]

An archive of made-up articles is filled, the installed program is opened on it in a
pseudo-terminal, and keys are typed one at a time, each when the screen has been still.
Printed are the percentiles of each kind of key, in milliseconds.
"""

from __future__ import annotations

import argparse
import fcntl
import os
import pty
import select
import struct
import sys
import tempfile
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from benchmarks.articles import Generator
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


@contextmanager
def opened(stories: int, columns: int, rows: int) -> Iterator[tuple[Session, Generator]]:
    """The program on an archive of so many stories, its first screen painted."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        generator = fill(path, stories)
        argv = [sys.executable, "-m", "brief_tui", "--archive", str(path)]
        session = Session(argv, columns, rows, Path(folder))
        session.until_still(3.0)
        try:
            yield session, generator
        finally:
            session.end()


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


def percentile(values: list[float], share: float) -> float:
    """The value below which ``share`` of the values lie."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def report(name: str, values: list[float]) -> None:
    """A row of the table."""
    painted = [value for value in values if value]
    if not painted:
        print(f"{name:34s} nothing was painted")
        return
    figures = [percentile(painted, share) for share in (0.5, 0.95)] + [max(painted)]
    print(f"{name:34s}" + "".join(f"{figure:9.1f}" for figure in figures) + f"{len(painted):7d}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--size", default="100x40")
    parser.add_argument("--keys", type=int, default=200)
    options = parser.parse_args()
    columns, rows = map(int, options.size.split("x"))
    with opened(options.stories, columns, rows) as (session, generator):
        print(f"{options.stories:,} stories, {options.size}: key to last byte, milliseconds")
        print(f"{'':34s}{'p50':>9s}{'p95':>9s}{'max':>9s}{'n':>7s}")
        keys = options.keys
        report("j in the list", [session.press(b"j") for _ in range(keys)])
        report("k in the list", [session.press(b"k") for _ in range(keys // 2)])
        report("G and g in the list", [session.press(k) for k in (b"G", b"g") * (keys // 8)])
        session.press(b"\r")
        session.until_still(0.4)
        report("j in the article", [session.press(b"j") for _ in range(min(keys, 30))])
        report("k in the article", [session.press(b"k") for _ in range(min(keys, 30))])
        report("n, the next unread", [session.press(b"n") for _ in range(keys // 4)])
        session.press(b"h")
        search(session, generator)


def search(session: Session, generator: Generator) -> None:
    """Type rare and common words, key by key, to the paint of what was found."""
    times = []
    for rank in (0, 5, 50, 500, 5_000, 20_000):
        session.press(b"/")
        times += [session.press(letter.encode()) for letter in generator.word(rank)]
        session.press(b"\x1b")
        session.until_still(0.2)
    report("a letter of a search, to its hits", times)


if __name__ == "__main__":
    main()
