"""An archive in which the stream of planted events has been related, and what that cost.

It begins with one that :mod:`benchmarks.fill` made. Of that one's stories the terms are kept and
counted of the newest `COUNTED`, as if they had been related and nothing like them found; of the
older ones they are made when one is to be compared with a story. Neither is counted as cost.
The stream then comes in, a few hours at a time and each source's stories together, and all of it
is related.
"""

from __future__ import annotations

import hashlib
import inspect
import json
import shutil
import sqlite3
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Final

from benchmarks.articles import Generator
from benchmarks.fill import Filled, filled_archive, forget_waiting
from benchmarks.related_events import Planted
from brief_tui.archive import related_schema
from brief_tui.archive.features import Feature
from brief_tui.archive.related_store import Kin
from brief_tui.archive.store import Archive, Entry
from brief_tui.library.relating import SPELT, Relating
from brief_tui.related import calendar, stemming, terms, tokens
from brief_tui.related.likeness import Frequencies
from brief_tui.related.terms import terms_of

COUNTED: Final = 100_000
_HOURS: Final = 6
_WRITTEN: Final = 1_000


@dataclass(slots=True)
class Related:
    """An archive with the stream. ``keys`` are the keys of its stories, by their ids.

    ``putting`` and ``relating`` are seconds of processor time for all of them; ``a_feature`` is
    the bytes on disk of a story's terms, before older ones were put between others.
    """

    path: Path
    older: int
    keys: dict[str, int]
    putting: float = 0.0
    relating: float = 0.0
    a_feature: float = 0.0


class Completing:
    """Makes the terms of older stories when they are asked for; ``took`` is the time it took.

    It stands before an archive's ``related.load``. Stories newer than ``upto`` are left alone.
    """

    def __init__(self, archive: Archive, upto: int) -> None:
        self._archive, self._upto = archive, upto
        self._load = archive.related.load
        self.took = 0.0
        self.made = 0
        archive.related.load = self.load  # type: ignore[method-assign]

    def load(self, keys: Iterable[int]) -> list[Feature]:
        """What is kept of these stories."""
        wanted = list(keys)
        found = self._load(wanted)
        began = time.thread_time()
        missing = {key for key in wanted if key <= self._upto} - {each.key for each in found}
        if missing:
            _keep_terms(self._archive, sorted(missing))
            self.made += len(missing)
            found = self._load(wanted)
        self.took += time.thread_time() - began
        return found


def prepared(cache: Path, size: int, background: Path | None) -> Path:
    """The folder of an archive of ``size`` stories with terms kept, made where it is not there.

    ``background`` is a folder with an ``archive.db`` of so many stories that is taken, copied
    and upgraded, in place of one from the cache.
    """
    folder = cache / f"related-{size}-{_digest()}"
    if (folder / "done").exists():
        return folder
    filled = background or filled_archive(cache, size)[0]
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(filled, folder)
    told(f"keeping the terms of {min(size, COUNTED):,} of {size:,} stories")
    with closing(Archive.open(folder / "archive.db")) as archive:
        forget_waiting(archive.path)
        _count(archive, size)
    (folder / "done").touch()
    return folder


def with_stream(folder: Path, older: int, stories: Sequence[Planted]) -> Related:
    """Put the stream into an archive, relate it, and measure both."""
    path = folder / "archive.db"
    with closing(Archive.open(path)) as archive:
        upto, a_feature = _newest(path), bytes_a_row(path, ("feature",), "feature")
        began = time.process_time()
        for source, batch in _arriving(stories):
            archive.put([Entry(each.article, (each.article.url,)) for each in batch], source)
        putting = time.process_time() - began
        told(f"relating {len(stories):,} stories beside {older:,}")
        completing = Completing(archive, upto)
        began = time.process_time()
        Relating(archive).all()
        relating = time.process_time() - began - completing.took
        keys = {each.article.id: archive.key_of(each.article.id) for each in stories}
    there = {story: key for story, key in keys.items() if key is not None}
    return Related(path, older, there, putting, relating, a_feature)


def ingest_rate(folder: Path) -> float:
    """Articles a second of processor time when the archive was filled; 0 where it is not told."""
    facts = folder / "filled.json"
    if not facts.exists():
        return 0.0
    kept = json.loads(facts.read_text())
    return Filled(kept["stories"], steps=[(count, took) for count, took in kept["steps"]]).rate


def newest_before(related: Related) -> int:
    """The key of the newest story that is not of the stream."""
    return min(related.keys.values()) - 1


def bytes_a_row(path: Path, parts: Sequence[str], rows_of: str) -> float:
    """The bytes of the pages of some tables and indexes, for each row of a table."""
    sql = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE aggregate = 1 AND name = ?"
    with closing(sqlite3.connect(path)) as connection:
        pages = sum(int(connection.execute(sql, (name,)).fetchone()[0]) for name in parts)
        rows = connection.execute(f"SELECT count(*) FROM {rows_of}").fetchone()[0]
    return pages / max(1, int(rows))


def told(text: str) -> None:
    """How far it is: not among the results."""
    print(text, file=sys.stderr, flush=True)


def _arriving(stories: Sequence[Planted]) -> Iterator[tuple[str, list[Planted]]]:
    """The stories as they are fetched: of some hours, one source after the other."""

    def hours(story: Planted) -> int:
        published = story.article.published
        return int(published.timestamp()) // 3600 // _HOURS if published else 0

    for _, some in groupby(stories, hours):
        by_source = sorted(some, key=lambda story: story.source)
        for source, batch in groupby(by_source, lambda story: story.source):
            yield source, list(batch)


def _count(archive: Archive, size: int) -> None:
    """Keep and count the terms of the newest stories."""
    newest = _newest(archive.path)
    frequencies = Frequencies()
    keys = range(max(1, newest - min(size, COUNTED) + 1), newest + 1)
    for start in range(0, len(keys), _WRITTEN):
        for packed in _keep_terms(archive, keys[start : start + _WRITTEN]):
            frequencies.add(packed)
    archive.related.keep_counters(frequencies.counters, frequencies.stories, newest)


def _keep_terms(archive: Archive, keys: Sequence[int]) -> Iterator[Sequence[int]]:
    """Keep the terms of stories and nothing else; what they are."""
    kins = []
    for key in keys:
        article = archive.article(key)
        if article is not None:
            found = terms_of(article)
            spelt = tuple("\t".join(ways) for _, ways in found.spelt[:SPELT])
            kins.append(Kin(key, found.packed, spelt))
    archive.related.keep(kins)
    return (kin.terms for kin in kins)


def _newest(path: Path) -> int:
    with closing(sqlite3.connect(path)) as connection:
        return int(connection.execute("SELECT max(key) FROM article").fetchone()[0])


def _digest() -> str:
    """A few letters of the code that makes a story's terms and that keeps them."""
    text = "".join(map(inspect.getsource, (terms, tokens, stemming, calendar, related_schema)))
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def generator() -> Generator:
    """That of the archives' stories."""
    return Generator()
