"""Many threads on one archive."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import apsw
import pytest

from brief_tui.archive.connection import Access, Connections
from brief_tui.archive.store import Archive
from brief_tui.model.errors import ArchiveReadOnlyError, InterruptedSearchError
from brief_tui.model.query_nodes import And, Attribute, Not, Query
from brief_tui.model.state import Marking
from tests.archive.stories import entries, query, story

PATIENCE = 60.0
"""Seconds after which a test that waits for a thread gives up."""


def test_writers_and_readers_in_many_threads_lose_nothing(archive: Archive) -> None:
    def write(thread: int) -> None:
        for n in range(10):
            archive.put(entries(*(story(f"{thread}-{n}-{i}", body="x") for i in range(3))), "feed")
            archive.mark(archive.keys(query(""), limit=5), Marking(starred=True))

    def read(_: int) -> None:
        for _turn in range(20):
            keys = archive.keys(query("story"))
            assert len(archive.rows(keys, query("story"))) == len(keys)
            counts = archive.counts()
            assert counts.total % 3 == 0
            assert archive.views()[0].total >= counts.total

    with ThreadPoolExecutor(8) as pool:
        for done in [pool.submit(write, n) for n in range(4)] + [
            pool.submit(read, n) for n in range(4)
        ]:
            done.result(PATIENCE)
    assert archive.counts().total == 4 * 10 * 3
    assert archive.check() == []


def test_a_search_in_another_thread_can_be_stopped(archive: Archive) -> None:
    archive.put(entries(*(story(str(n)) for n in range(300))), "feed")
    slow = Query(And(tuple(Not(Attribute("url", f"absent{n}")) for n in range(400))))
    stopped = threading.Event()

    def search() -> None:
        try:
            while True:
                archive.keys(slow)
        except InterruptedSearchError:
            stopped.set()

    thread = threading.Thread(target=search)
    thread.start()
    while thread.is_alive() and not stopped.wait(0.001):
        archive.interrupt()
    thread.join(PATIENCE)
    assert stopped.is_set()
    assert len(archive.keys(query(""))) == 300  # the archive is as usable as before


def test_stopping_searches_never_stops_a_write_or_a_plain_read(archive: Archive) -> None:
    def work() -> None:
        for n in range(40):
            archive.put(entries(*(story(f"{n}-{i}", body="y " * 50) for i in range(5))), "feed")
            archive.rows(range(1, 100))
            archive.counts()

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(work)
        while not done.done():
            archive.interrupt()
        done.result(PATIENCE)
    assert archive.counts().total == 200


def test_closing_stops_the_search_of_another_thread(archive: Archive) -> None:
    archive.put(entries(*(story(str(n)) for n in range(300))), "feed")
    slow = Query(And(tuple(Not(Attribute("url", f"absent{n}")) for n in range(400))))
    searching = threading.Event()
    problems: list[str] = []

    def search() -> None:
        try:
            while True:
                searching.set()
                archive.keys(slow)
        except Exception as problem:
            problems.append(type(problem).__name__)

    thread = threading.Thread(target=search)
    thread.start()
    assert searching.wait(PATIENCE)
    archive.close()
    thread.join(PATIENCE)
    assert problems in (["InterruptedSearchError"], ["ArchiveError"])


def test_the_connections_of_threads_that_ended_are_closed(tmp_path: Path) -> None:
    connections = Connections(tmp_path / "any.db", Access.WRITE)
    opened = []

    def use() -> None:
        with connections.reading() as connection:
            opened.append(connection)

    for _ in range(5):
        thread = threading.Thread(target=use)
        thread.start()
        thread.join(PATIENCE)
    assert len(set(map(id, opened))) == 5
    assert [is_open(connection) for connection in opened] == [False] * 4 + [True]
    connections.close()
    assert not is_open(opened[-1])


def is_open(connection: apsw.Connection) -> bool:
    try:
        connection.execute("SELECT 1")
    except apsw.ConnectionClosedError:
        return False
    return True


def test_one_thread_keeps_its_connection(tmp_path: Path) -> None:
    connections = Connections(tmp_path / "any.db", Access.WRITE)
    with connections.reading() as first, connections.searching() as second:
        assert first is second
    connections.close()


def test_a_failed_write_frees_the_turn_and_the_lock(archive: Archive) -> None:
    def broken() -> None:
        raise KeyboardInterrupt

    class Bad(list[int]):
        def __iter__(self):  # type: ignore[no-untyped-def]
            broken()

    with pytest.raises(KeyboardInterrupt):
        archive.mark(Bad(), Marking(read=True))
    archive.put(entries(story("a")), "feed")
    assert archive.counts().total == 1


def test_an_archive_opened_for_reading_refuses_to_write(tmp_path: Path) -> None:
    Archive.open(tmp_path / "archive.db").close()
    archive = Archive(Connections(tmp_path / "archive.db", Access.READ))
    with pytest.raises(ArchiveReadOnlyError):
        archive.put(entries(story("a")), "feed")
    assert archive.counts().total == 0
    archive.close()
