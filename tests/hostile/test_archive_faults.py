"""What can befall an archive: killed writers, full disks, read-only folders, wrong files.

Other processes are real ones, started anew, so that they share nothing but the file.
"""

from __future__ import annotations

import os
import random
import resource
import shutil
import signal
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import apsw
import pytest

from brief_tui.archive import schema
from brief_tui.archive.store import Archive, Entry
from brief_tui.library import set_aside
from brief_tui.model.errors import (
    ArchiveBusyError,
    ArchiveDamagedError,
    ArchiveError,
    ArchiveReadOnlyError,
    ArchiveTooNewError,
)
from brief_tui.model.state import Marking
from tests.archive.stories import entries, query, story
from tests.support.processes import answer, process

BATCH: Final = 7
NOBODY: Final = 65534


def batch(name: str) -> list[Entry]:
    return entries(*(story(f"{name}-{n}", body=f"{name} " * 300) for n in range(BATCH)))


def import_for_ever(pipe: Connection, path: Path, name: str) -> None:
    archive = Archive.open(path)
    number = 0
    while True:
        archive.put(batch(f"{name}-{number}"), "feed")
        archive.mark(archive.keys(query(""), limit=1), Marking(starred=True))
        number += 1
        pipe.send(number)


@pytest.mark.hostile(case=36)
def test_an_import_killed_at_any_moment_leaves_whole_batches(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    moments = random.Random("moments")
    reported = 0
    for attempt in range(5):
        with process(import_for_ever, path, f"attempt{attempt}") as (pipe, kill):
            done = answer(pipe)
            threading.Event().wait(moments.uniform(0, 0.15))
            kill()
            try:
                while pipe.poll(0):
                    done = pipe.recv()
            except EOFError:
                pass
        reported += done
        archive = Archive.open(path)
        assert archive.check() == []
        counts = archive.counts()
        assert counts.total % BATCH == 0
        assert counts.total >= reported * BATCH
        assert counts.starred >= reported
        found = archive.keys(query(f"attempt{attempt}"))
        assert len(found) >= done * BATCH
        archive.close()


def migrate_for_ever(pipe: Connection, path: Path) -> None:
    def second(connection: apsw.Connection) -> None:
        connection.execute("CREATE TABLE half (a)")
        connection.execute("UPDATE article SET headline = 'half done'")
        pipe.send("in the middle")
        threading.Event().wait()

    connection = apsw.Connection(str(path))
    schema.migrate(connection, (*schema.STEPS, second))


@pytest.mark.hostile(case=36)
def test_a_migration_killed_halfway_has_not_begun(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    archive = Archive.open(path)
    archive.put(batch("before"), "feed")
    archive.close()
    with process(migrate_for_ever, path) as (pipe, kill):
        assert answer(pipe) == "in the middle"
        kill()
    archive = Archive.open(path)
    assert archive.check() == []
    assert len(archive.keys(query("before"))) == BATCH
    assert "half done" not in {row.headline for row in archive.rows(archive.keys(query("")))}
    archive.close()
    connection = apsw.Connection(str(path))
    assert schema.marks(connection)[1] == schema.VERSION
    schema.migrate(connection, (*schema.STEPS, "CREATE TABLE half (a)"))  # free to be taken
    connection.close()


def import_on_a_small_disk(pipe: Connection, path: Path) -> None:
    archive = Archive.open(path)
    archive.put(batch("fits"), "feed")
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = path.with_name(path.name + "-wal").stat().st_size + 40_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
    problem = ""
    try:
        for number in range(100):
            archive.put(batch(f"more{number}"), "feed")
    except ArchiveError as error:
        problem = str(error)
    readable = len(archive.rows(archive.keys(query("fits"))))
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    archive.put(batch("later"), "feed")
    pipe.send((problem, readable, archive.counts().total % BATCH, archive.check()))


@pytest.mark.hostile(case=37)
def test_a_write_that_the_disk_refuses_is_told_and_undone(tmp_path: Path) -> None:
    with process(import_on_a_small_disk, tmp_path / "archive.db") as (pipe, _):
        problem, readable, incomplete, damage = answer(pipe)
    assert "could not be read or written" in problem or "disk is full" in problem
    assert (readable, incomplete, damage) == (BATCH, 0, [])


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that another user can reach: pytest's own are closed to all but its user."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)


@contextmanager
def without_privileges() -> Iterator[None]:
    """As a user whom the folder's mode binds; root is bound by none."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


def lock(folder: Path, *, folder_mode: int, file_mode: int) -> None:
    for file in folder.iterdir():
        file.chmod(file_mode)
    folder.chmod(folder_mode)


@pytest.mark.hostile(case=38)
@pytest.mark.parametrize("folder_mode", [0o555, 0o777])
def test_an_archive_that_cannot_be_written_can_be_read(open_folder: Path, folder_mode: int) -> None:
    path = open_folder / "archive.db"
    archive = Archive.open(path)
    archive.put(batch("kept"), "feed")
    archive.close()
    lock(open_folder, folder_mode=folder_mode, file_mode=0o444)
    with without_privileges():
        archive = Archive.open(path)
        assert archive.read_only
        (key, *_) = archive.keys(query("kept"))
        assert archive.article(key) is not None
        assert len(archive.rows(archive.keys(query("kept")), query("kept"))) == BATCH
        assert archive.check() == []
        with pytest.raises(ArchiveReadOnlyError):
            archive.mark([key], Marking(read=True))
        assert archive.counts().unread == BATCH
        archive.close()


@pytest.mark.hostile(case=38)
def test_a_writable_file_in_a_read_only_folder_can_be_read(open_folder: Path) -> None:
    path = open_folder / "archive.db"
    archive = Archive.open(path)
    archive.put(batch("kept"), "feed")
    archive.close()
    lock(open_folder, folder_mode=0o555, file_mode=0o666)
    with without_privileges():
        archive = Archive.open(path)
        assert archive.read_only
        assert archive.counts().total == BATCH
        archive.close()


@pytest.mark.hostile(case=38)
def test_a_new_archive_in_a_read_only_folder_is_a_clear_error(open_folder: Path) -> None:
    lock(open_folder, folder_mode=0o555, file_mode=0o444)
    with without_privileges():
        with pytest.raises(ArchiveError, match="cannot be opened"):
            Archive.open(open_folder / "archive.db")
        with pytest.raises(ArchiveError, match="cannot be made"):
            Archive.open(open_folder / "deeper" / "archive.db")


def import_some(pipe: Connection, path: Path, name: str) -> None:
    pipe.send("ready")
    pipe.recv()
    archive = Archive.open(path)
    for number in range(8):
        archive.put(batch(f"{name}-{number}"), "feed")
        archive.mark(archive.keys(query(f"{name}-{number}")), Marking(read=True))
    archive.close()
    pipe.send("done")


@pytest.mark.hostile(case=39)
def test_processes_that_start_and_write_together_lose_nothing(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    with (
        process(import_some, path, "first") as (one, _),
        process(import_some, path, "second") as (two, _),
        process(import_some, path, "third") as (three, _),
    ):
        pipes = (one, two, three)
        assert [answer(pipe) for pipe in pipes] == ["ready"] * 3
        for pipe in pipes:
            pipe.send("go")
        assert [answer(pipe) for pipe in pipes] == ["done"] * 3
    archive = Archive.open(path)
    counts = archive.counts()
    assert (counts.total, counts.unread) == (3 * 8 * BATCH, 0)
    assert archive.check() == []
    archive.close()


@pytest.mark.hostile(case=39)
def test_whoever_cannot_write_says_why_and_can_still_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief_tui.archive.connection.BUSY_SECONDS", 0.05)
    path = tmp_path / "archive.db"
    Archive.open(path).close()
    other = apsw.Connection(str(path))
    other.execute("BEGIN IMMEDIATE")
    archive = Archive.open(path)
    with pytest.raises(ArchiveBusyError, match="in use"):
        archive.put(batch("a"), "feed")
    assert archive.counts().total == 0
    other.execute("ROLLBACK")
    other.close()
    archive.put(batch("a"), "feed")
    assert archive.counts().total == BATCH
    archive.close()


def garbage(_: bytes) -> bytes:
    return random.Random(1).randbytes(20_000)


def truncated(whole: bytes) -> bytes:
    return whole[: len(whole) // 2]


def a_stump(whole: bytes) -> bytes:
    return whole[:50]


def a_page_of_html(_: bytes) -> bytes:
    return b"<!doctype html><title>Log in</title>"


def zeros(whole: bytes) -> bytes:
    return bytes(len(whole))


def a_torn_header(whole: bytes) -> bytes:
    return whole[:16] + bytes(84) + whole[100:]


@pytest.mark.hostile(case=40)
@pytest.mark.parametrize(
    "damage", [garbage, truncated, a_stump, a_page_of_html, zeros, a_torn_header]
)
def test_a_damaged_archive_is_refused_kept_aside_and_replaced(
    tmp_path: Path, damage: Callable[[bytes], bytes]
) -> None:
    path = tmp_path / "archive.db"
    archive = Archive.open(path)
    archive.put(batch("a") + batch("b"), "feed")
    archive.close()
    broken = damage(path.read_bytes())
    path.write_bytes(broken)
    with pytest.raises(ArchiveDamagedError):
        Archive.open(path)
    assert path.read_bytes() == broken
    assert list(tmp_path.iterdir()) == [path]
    kept = set_aside(path)
    archive = Archive.open(path)
    archive.put(batch("anew"), "feed")
    assert archive.check() == []
    archive.close()
    assert kept.read_bytes() == broken


@pytest.mark.hostile(case=40)
def test_archives_set_aside_in_the_same_second_are_all_kept(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    kept = []
    for number in range(3):
        path.write_text(f"damaged {number}")
        path.with_name("archive.db-wal").write_text(f"journal {number}")
        kept.append(set_aside(path))
    assert [copy.read_text() for copy in kept] == [f"damaged {n}" for n in range(3)]
    journals = [copy.with_name(f"{copy.name}-wal").read_text() for copy in kept]
    assert journals == [f"journal {n}" for n in range(3)]
    assert len(list(tmp_path.iterdir())) == 6


@pytest.mark.hostile(case=40)
def test_an_archive_that_cannot_be_set_aside_stays_and_says_why(open_folder: Path) -> None:
    path = open_folder / "archive.db"
    with pytest.raises(ArchiveError, match="cannot be moved aside: No such file"):
        set_aside(path)
    assert list(open_folder.iterdir()) == []
    path.write_text("damaged")
    lock(open_folder, folder_mode=0o555, file_mode=0o444)
    with (
        without_privileges(),
        pytest.raises(ArchiveError, match="cannot be moved aside: Permission denied"),
    ):
        set_aside(path)
    assert path.read_text() == "damaged"


@pytest.mark.hostile(case=41)
def test_an_archive_of_a_newer_version_is_refused_unmodified(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    Archive.open(path).close()
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", schema.VERSION + 1)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ArchiveTooNewError, match="newer version"):
        Archive.open(path)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.hostile(case=41)
def test_a_newer_version_that_stands_in_the_journal_alone_is_seen(tmp_path: Path) -> None:
    path, copy = tmp_path / "archive.db", tmp_path / "copy.db"
    Archive.open(path).close()
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", schema.VERSION + 1)
    for end in ("", "-wal"):  # as a killed process leaves them
        shutil.copy(path.with_name(path.name + end), copy.with_name(copy.name + end))
    connection.close()
    journal = copy.with_name("copy.db-wal")
    before = (copy.read_bytes(), journal.read_bytes())
    with pytest.raises(ArchiveTooNewError):
        Archive.open(copy)
    assert (copy.read_bytes(), journal.read_bytes()) == before
