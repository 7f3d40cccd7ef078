"""Fill an archive with made-up articles, oldest first, as a life of reading would.

    python -m benchmarks.fill PATH --stories 100000
    python -m benchmarks.fill --cache [FOLDER] --stories 100000

All but the newest two in a hundred, and a few older ones, are marked read. Printed are the
articles a second of processor time that the archive takes in, its index included and the making
of the articles not, for each 100,000. A filled archive is kept in the cache by the number of its
stories, its schema and the version of the generator: a million take many minutes.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import random
import resource
import shutil
import sqlite3
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Final

from benchmarks.articles import VERSION, Generator
from brief_tui.archive.store import Archive, Entry
from brief_tui.model.article import Article, Figure
from brief_tui.model.plain import body_text
from brief_tui.model.query_nodes import Query
from brief_tui.model.state import Marking

BATCH: Final = 1_000
STEP: Final = 100_000
"""Stories whose cost is measured together."""

LONG: Final = ((2_000, 16), (50_000, 8))
"""Words of the long articles, the newest of all, and how many of each."""

UNREAD: Final = 0.02
"""Of the stories, the newest; besides, one in `_STRAY` of the others."""
_STRAY: Final = 1_000
_MARKED: Final = 10_000

_DEFAULT_CACHE: Final = Path("build/bench")


@dataclass(slots=True)
class Filled:
    """A filled archive: ``text_bytes`` in UTF-8, seconds of processor time for each `STEP`."""

    stories: int
    text_bytes: int = 0
    steps: list[tuple[int, float]] = field(default_factory=list)
    marking: float = 0.0

    @property
    def rate(self) -> float:
        """Articles a second of processor time, of the last full step, or of all."""
        full = [step for step in self.steps if step[0] == STEP] or self.steps
        stories, seconds = full[-1]
        return stories / seconds


class _Meter:
    """Processor time of this process and its children, the making of articles left out."""

    def __init__(self) -> None:
        self._made = 0.0
        self._began = self._used()

    def making(self, seconds: float) -> None:
        self._made += seconds

    def lap(self) -> float:
        """Seconds since the lap before."""
        used = self._used()
        took = used - self._began - self._made
        self._began, self._made = used, 0.0
        return took

    @staticmethod
    def _used() -> float:
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return time.process_time() + children.ru_utime + children.ru_stime


def fill(path: Path, stories: int, *, told: bool = False) -> Filled:
    """Fill a new archive; with ``told`` each step is printed as it is done."""
    generator, filled = Generator(), Filled(stories)
    archive = Archive.open(path)
    meter = _Meter()
    try:
        since = 0
        for batch, seconds in _batches(generator, filled):
            meter.making(seconds)
            archive.put(batch, "made up")
            since += len(batch)
            if since >= STEP:
                _step(filled, since, meter.lap(), told=told)
                since = 0
    finally:
        archive.close()
    if since or not filled.steps:
        _step(filled, since, meter.lap(), told=told)
    _put_long(path, generator, filled)
    meter.lap()
    _mark(path, stories)
    filled.marking = meter.lap()
    forget_waiting(path)
    return filled


def forget_waiting(path: Path) -> None:
    """No story waits to be related any more: a reader would be at it for hours beside its keys."""
    with closing(sqlite3.connect(path)) as connection, connection:
        connection.execute("DELETE FROM to_relate")


def _tell(text: str) -> None:
    """How far it is: not among the results."""
    print(text, file=sys.stderr, flush=True)


def _step(filled: Filled, stories: int, seconds: float, *, told: bool) -> None:
    filled.steps.append((stories, seconds))
    if told:
        done = sum(count for count, _ in filled.steps)
        _tell(f"{done:10,d} stories: {stories / seconds:8,.0f} a second of CPU")


def _batches(generator: Generator, filled: Filled) -> Iterator[tuple[list[Entry], float]]:
    """Stories, oldest first, and the seconds of processor time that it took to make them."""
    for last in range(filled.stories, 0, -BATCH):
        began = time.thread_time()
        numbers = range(last - 1, max(-1, last - BATCH - 1), -1)
        articles = [generator.article(number) for number in numbers]
        filled.text_bytes += sum(map(text_bytes, articles))
        batch = [Entry(article, (article.url,)) for article in articles]
        yield batch, time.thread_time() - began


def text_bytes(article: Article) -> int:
    """The bytes of what is there to be read, in UTF-8: headline, dek, names, text, captions."""
    pieces = [article.headline, article.dek, *article.bylines, body_text(article)]
    for block in article.body:
        if isinstance(block, Figure):
            pieces += (block.caption, block.credit)
    return sum(len(piece.encode()) for piece in pieces)


def _put_long(path: Path, generator: Generator, filled: Filled) -> None:
    with closing(Archive.open(path)) as archive:
        for words, copies in LONG:
            articles = [generator.long_article(words, copy) for copy in range(copies)]
            filled.text_bytes += sum(map(text_bytes, articles))
            archive.put([Entry(article, (article.url,)) for article in articles], "made up")


def _mark(path: Path, stories: int) -> None:
    """Mark the older stories read, and a few starred or for later."""
    rng = random.Random(stories)
    with closing(Archive.open(path)) as archive:
        keys = archive.keys(Query())
        older = [key for key in keys[int(UNREAD * len(keys)) :] if rng.random() > 1 / _STRAY]
        for start in range(0, len(older), _MARKED):
            archive.mark(older[start : start + _MARKED], Marking(read=True))
        some = rng.sample(older, len(older) // 300)
        archive.mark(some[::2], Marking(starred=True))
        archive.mark(some[1::2], Marking(later=True))


def cache_folder(chosen: Path | None = None) -> Path:
    """Where filled archives are kept."""
    return chosen or Path(os.environ.get("BRIEF_BENCH_CACHE") or _DEFAULT_CACHE)


def filled_archive(cache: Path, stories: int, *, told: bool = True) -> tuple[Path, Filled]:
    """The folder of a filled archive, ``archive.db`` in it, made where it is not there yet.

    It is for looking at and copying. What writes takes a copy of the folder.
    """
    folder = cache / f"{stories}-{_schema()}-{VERSION}"
    facts = folder / "filled.json"
    if not facts.exists():
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        if told:
            _tell(f"filling an archive with {stories:,} stories")
        filled = fill(folder / "archive.db", stories, told=told)
        facts.write_text(json.dumps(asdict(filled)))
    kept = json.loads(facts.read_text())
    kept["steps"] = [(count, seconds) for count, seconds in kept["steps"]]
    return folder, Filled(**kept)


def archive_bytes(folder: Path) -> int:
    """The bytes of an archive that is not in use, with all its files."""
    return sum(file.stat().st_size for file in folder.glob("archive.db*"))


def _schema() -> str:
    """The archive's schema: its version and a few letters of what it says."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.db"
        Archive.open(path).close()
        with closing(sqlite3.connect(path)) as connection:
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            tables = connection.execute("SELECT sql FROM sqlite_master ORDER BY name").fetchall()
    return f"{version}.{hashlib.sha256(repr(tables).encode()).hexdigest()[:6]}"


def main() -> None:
    """Fill, and print what it cost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("path", nargs="?", type=Path, help="a new archive")
    parser.add_argument("--stories", type=int, default=10_000)
    parser.add_argument("--cache", nargs="?", type=Path, const=cache_folder(), metavar="FOLDER")
    options = parser.parse_args()
    if options.path is None and options.cache is None:
        parser.error("where to? PATH or --cache")
    if options.path is None:
        folder, filled = filled_archive(options.cache, options.stories)
    elif options.path.exists():
        parser.error(f"{options.path} is there already")
    else:
        folder, filled = options.path.parent, fill(options.path, options.stories, told=True)
    size = archive_bytes(folder)
    print(
        f"{filled.stories:,} stories, {filled.text_bytes / 1e6:,.1f} MB of text,"
        f" {size / 1e6:,.1f} MB of archive: {size / filled.text_bytes:.2f} times the text"
    )
    print(f"{filled.rate:,.0f} articles a second of CPU; marking took {filled.marking:.1f} s")


if __name__ == "__main__":
    main()
