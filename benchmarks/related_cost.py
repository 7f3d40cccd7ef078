"""What it costs to have at hand what belongs with a story: processor time, disk, memory."""

from __future__ import annotations

import multiprocessing
import random
import sqlite3
import time
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Final

from benchmarks import related_archive
from benchmarks.articles import APART, Generator
from benchmarks.related_archive import Completing, Related, newest_before
from benchmarks.related_events import DAYS
from brief_tui.archive.store import Archive, Entry
from brief_tui.library.belonging import Belonging
from brief_tui.library.relating import Relating
from brief_tui.model.article import Article

OPENED: Final = 200
"""Stories that are opened."""

_WARMED: Final = 20
# Tables that grow with what is related, each with its indexes.
_TABLES: Final = (
    ("similar", ("similar", "similar_other")),
    ("thread_member", ("thread", "thread_member", "thread_of", "thread_copy")),
    ("page_link", ("page_link", "page_link_of")),
)


@dataclass(frozen=True, slots=True)
class Cost:
    """Milliseconds of processor time for each story opened, bytes a story, bytes."""

    kept: list[float]
    on_the_spot: list[float]
    first: float
    disk: float
    counters: int
    memory: int


def measure(related: Related, generator: Generator) -> Cost:
    """The costs in an archive with the stream; `OPENED` unrelated stories are put into it."""
    upto = newest_before(related)
    disk = _disk(related)
    counters = int(related_archive.bytes_a_row(related.path, ("term_count",), "term_count"))
    with closing(Archive.open(related.path)) as archive:
        rng = random.Random(1)
        known = rng.sample(sorted(related.keys.values()), OPENED)
        new = _put_new(archive, generator)
        Completing(archive, upto)
        first = _opened(archive, Relating(archive), new[:1])[0]
        relating = Relating(archive)
        _opened(archive, relating, new)  # older stories' terms are made, and pages are in memory
        spot = _opened(archive, relating, new)
        kept = _opened(archive, relating, known)
    context = multiprocessing.get_context("spawn")
    with context.Pool(1) as pool:
        memory = pool.apply(_memory, (related.path, new))
    return Cost(kept, spot, first, disk, counters, memory)


def _put_new(archive: Archive, generator: Generator) -> list[int]:
    """Stories that came after the stream, and have not been related; their keys."""
    after = int(timedelta(days=DAYS) / APART)
    articles = [generator.article(-after - number) for number in range(OPENED)]
    archive.put([Entry(each, (each.url,)) for each in articles], "made up")
    keys = (archive.key_of(each.id) for each in articles)
    return [key for key in keys if key is not None]


def _opened(archive: Archive, relating: Relating, keys: Sequence[int]) -> list[float]:
    """Milliseconds for each story from when it is open to all its links, with their reasons."""
    belonging = Belonging(archive, relating)
    return [
        1e3 * _timed(lambda key=key, article=article: belonging.of(key, article))  # type: ignore[misc]
        for key in keys
        if (article := archive.article(key)) is not None
    ]


def _timed(call: Callable[[], object]) -> float:
    began = time.thread_time()
    call()
    return time.thread_time() - began


def _disk(related: Related) -> float:
    """Bytes a story of the stream: its terms, and its rows of the other tables."""
    total = related.a_feature
    for table, parts in _TABLES:
        with closing(sqlite3.connect(related.path)) as connection:
            sql = f"SELECT count(*) FROM {table} WHERE key BETWEEN ? AND ?"
            keys = (min(related.keys.values()), max(related.keys.values()))
            rows = int(connection.execute(sql, keys).fetchone()[0])
        a_row = related_archive.bytes_a_row(related.path, parts, table)
        total += a_row * rows / len(related.keys)
    return total


def _memory(path: Path, keys: Sequence[int]) -> int:
    """Bytes by which a process that has an archive open grows with what is needed for links."""
    with closing(Archive.open(path)) as archive:
        found = [(key, archive.article(key)) for key in keys]
        articles: list[tuple[int, Article]] = [(k, a) for k, a in found if a is not None]
        before = _resident()
        relating = Relating(archive)
        for key, article in articles[:_WARMED]:
            relating.like(key, article)
        return _resident() - before


def _resident() -> int:
    """Bytes of this process in memory."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return 1024 * int(line.split()[1])
    return 0
