"""What can befall an archive while it is looked after: its index made anew, compacted, copied."""

from __future__ import annotations

import random
import resource
import shutil
import signal
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import apsw
import pytest

from brief_tui.archive import compacting, copying, opening, reindexing
from brief_tui.archive.store import Archive
from brief_tui.model.errors import ArchiveDamagedError, ArchiveError
from tests.archive.stories import clock, entries, query, story
from tests.hostile.test_archive_faults import BATCH, batch, import_for_ever
from tests.support.processes import answer, process

STORIES: Final = 1_200


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive of otters, a third of which were deleted."""
    path = tmp_path / "archive.db"
    archive = Archive.open(path, clock)
    many = (story(str(n), body=f"otter w{n} " * 40) for n in range(STORIES * 3 // 2))
    archive.put(entries(*many), "feed")
    archive.remove(archive.keys(query(""))[STORIES:])
    archive.close()
    return path


def is_whole(path: Path, more: int = 0) -> None:
    archive = Archive.open(path, clock)
    assert archive.check() == []
    assert archive.counts().total == STORIES + more
    assert len(archive.keys(query("otter"))) == STORIES
    archive.close()


def rebuild(pipe: Connection, path: Path) -> None:
    reindexing.PIECE = 20  # type: ignore[misc]
    archive = Archive.open(path, clock)
    archive.care.rebuild_index(lambda done, total: pipe.send((done, total)))
    pipe.send("done")
    threading.Event().wait()  # to be killed


@pytest.mark.hostile(case=36)
def test_a_new_index_killed_again_and_again_misses_no_story(path: Path) -> None:
    moments = random.Random("rebuilds")
    kills, least, unfinished = 0, 0, True
    while unfinished:
        with process(rebuild, path) as (pipe, kill):
            begun = answer(pipe)
            assert begun[0] >= least  # what was done is gone on with
            least = begun[0]
            threading.Event().wait(moments.uniform(0, 0.15))
            kill()
            kills += 1
        is_whole(path)
        archive = Archive.open(path, clock)
        unfinished = archive.care.facts().unfinished
        archive.close()
    assert kills >= 3


@pytest.mark.hostile(case=39)
def test_processes_that_make_the_index_anew_together_make_one(path: Path) -> None:
    with (
        process(rebuild, path) as (one, _),
        process(rebuild, path) as (two, _),
        process(import_for_ever, path, "badger") as (writer, stop),
    ):
        for pipe in (one, two):
            while answer(pipe) != "done":
                pass
        imported = answer(writer)
        stop()
    archive = Archive.open(path, clock)
    assert imported > 0
    assert archive.check() == []
    assert len(archive.keys(query("otter"))) == STORIES
    assert len(archive.keys(query("badger*"))) == archive.counts().total - STORIES
    assert not archive.care.facts().unfinished
    archive.close()


def compact(pipe: Connection, path: Path) -> None:
    archive = Archive.open(path, clock)
    pipe.send("begun")
    archive.care.merge_index()
    archive.care.give_back()
    threading.Event().wait()  # to be killed


def with_pages_of(path: Path, size: int) -> None:
    connection = apsw.Connection(str(path))
    connection.pragma("journal_mode", "DELETE")
    connection.pragma("page_size", size)
    connection.execute("VACUUM")
    connection.pragma("journal_mode", "WAL")
    connection.close()


@pytest.mark.hostile(case=36)
@pytest.mark.parametrize("page_size", [opening.PAGE_SIZE, 4096])
def test_compacting_killed_at_any_moment_loses_nothing(path: Path, page_size: int) -> None:
    moments = random.Random("compacting")
    with_pages_of(path, page_size)
    for _ in range(5):
        with process(compact, path) as (pipe, kill):
            assert answer(pipe) == "begun"
            threading.Event().wait(moments.uniform(0, 0.12))
            kill()
        is_whole(path)
        with_pages_of(path, page_size)


def stop_inside(pipe: Connection, path: Path, steps: int) -> None:
    """Compact, and stand still in the middle of it for good."""

    def listen(connection: apsw.Connection) -> None:
        def stand_still() -> bool:
            pipe.send("inside")
            threading.Event().wait()
            return False

        connection.set_progress_handler(stand_still, steps)

    compacting.listen = listen
    Archive.open(path, clock).care.give_back()


@pytest.mark.hostile(case=36)
@pytest.mark.parametrize("page_size", [opening.PAGE_SIZE, 4096])
@pytest.mark.parametrize("steps", [20, 2_000, 20_000])
def test_compacting_killed_inside_sqlite_has_not_begun(
    path: Path, page_size: int, steps: int
) -> None:
    with_pages_of(path, page_size)
    with process(stop_inside, path, steps) as (pipe, kill):
        assert answer(pipe) == "inside"
        kill()
    is_whole(path)


@pytest.mark.hostile(case=36)
def test_an_archive_with_a_journal_to_undo_is_put_back_as_it_was(
    path: Path, tmp_path: Path
) -> None:
    """As a process leaves it that was killed while the archive was written anew in place."""
    connection = apsw.Connection(str(path))
    connection.pragma("journal_mode", "DELETE")
    connection.pragma("cache_size", 10)
    connection.execute("BEGIN")
    connection.execute("UPDATE article SET headline = 'half done', fingerprint = zeroblob(9000)")
    connection.execute("DELETE FROM content")
    connection.cache_flush()
    copy = tmp_path / "copy" / "archive.db"
    copy.parent.mkdir()
    for end in ("", "-journal"):
        shutil.copy(path.with_name(path.name + end), copy.with_name(copy.name + end))
    connection.execute("ROLLBACK")
    connection.close()
    is_whole(copy)
    assert not copy.with_name("archive.db-journal").exists()


def on_a_small_disk(pipe: Connection, path: Path, errand: str) -> None:
    archive = Archive.open(path, clock)
    reindexing.PIECE = 100  # type: ignore[misc]
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limit = 300_000 if errand != "rebuild" else path.stat().st_size // 2
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, -1))
    problem = ""
    try:
        match errand:
            case "rebuild":
                archive.care.rebuild_index()
            case "give back":
                archive.care.give_back()
            case "copy":
                archive.care.copy(path.with_name("copy.db"))
    except ArchiveError as error:
        problem = str(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
    found = len(archive.keys(query("otter")))
    archive.put(batch("later"), "feed")
    pipe.send((problem, found, archive.check()))


@pytest.mark.hostile(case=37)
@pytest.mark.parametrize("page_size", [opening.PAGE_SIZE, 4096])
@pytest.mark.parametrize("errand", ["rebuild", "give back", "copy"])
def test_care_that_the_disk_refuses_is_told_and_undone(
    path: Path, errand: str, page_size: int
) -> None:
    with_pages_of(path, page_size)
    with process(on_a_small_disk, path, errand) as (pipe, _):
        problem, found, damage = answer(pipe)
    assert "could not be read or written" in problem or "disk is full" in problem
    assert (found, damage) == (STORIES, [])
    is_whole(path, more=BATCH)
    archive = Archive.open(path, clock)
    archive.care.rebuild_index()
    archive.care.give_back()
    archive.care.copy(path.with_name("copy.db"))
    archive.close()
    is_whole(path, more=BATCH)
    is_whole(path.with_name("copy.db"), more=BATCH)
    assert {file.name for file in path.parent.iterdir()} == {"archive.db", "copy.db"}


@pytest.mark.hostile(case=37)
def test_a_new_index_on_a_full_disk_leaves_the_old_one(path: Path) -> None:
    archive = Archive.open(path, clock)
    archive.care.give_back()  # else there was room where stories were deleted
    with archive._connections.reading() as connection:
        connection.pragma("max_page_count", connection.pragma("page_count") + 5)
    with pytest.raises(ArchiveError, match="disk is full"):
        archive.care.rebuild_index()
    assert archive.check() == []
    assert len(archive.keys(query("otter"))) == STORIES
    with archive._connections.reading() as connection:
        connection.pragma("max_page_count", 1_000_000)
    archive.care.rebuild_index()
    assert archive.check() == []
    archive.close()


@pytest.mark.hostile(case=39)
def test_a_copy_made_while_another_writes_is_of_one_moment(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(copying, "PAGES", 5)
    archive = Archive.open(path, clock)
    with process(import_for_ever, path, "badger") as (pipe, stop):
        for number in range(3):
            answer(pipe)
            before = archive.counts()
            told: list[tuple[int, int]] = []
            target = tmp_path / f"copy{number}.db"
            size = archive.care.copy(target, tell=lambda *far, told=told: told.append(far))
            assert target.stat().st_size == size
            assert told[-1] == (size, size)
            answer(pipe)  # it went on writing
            copied = Archive.open(target, clock)
            assert copied.check() == []
            counts = copied.counts()
            assert before.total <= counts.total <= archive.counts().total
            batches, rest = divmod(counts.total - STORIES, BATCH)
            assert rest == 0
            assert counts.starred in {batches, batches - 1}  # it is starred after it is imported
            assert len(copied.keys(query("badger*"))) == batches * BATCH
            copied.close()
        stop()
    archive.close()


def copy_slowly(pipe: Connection, path: Path, target: Path) -> None:
    copying.PAGES = 5  # type: ignore[misc]

    def tell(done: int, total: int) -> None:
        if done > total // 2:
            pipe.send("in the middle")
            threading.Event().wait()

    Archive.open(path, clock).care.copy(target, tell=tell)


@pytest.mark.hostile(case=36)
def test_a_copy_that_is_killed_is_not_there(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "copies" / "copy.db"
    target.parent.mkdir()
    with process(copy_slowly, path, target) as (pipe, kill):
        assert answer(pipe) == "in the middle"
        kill()
    assert not target.exists()
    archive = Archive.open(path, clock)
    archive.care.copy(target)
    archive.close()
    assert [file.name for file in target.parent.iterdir()] == ["copy.db"]
    is_whole(target)
    is_whole(path)


@pytest.mark.hostile(case=40)
def test_of_a_damaged_archive_no_copy_is_made(path: Path, tmp_path: Path) -> None:
    connection = apsw.Connection(str(path))
    page: int = connection.execute(
        "SELECT rootpage FROM sqlite_schema WHERE name = 'article_by_date'"
    ).get
    connection.close()
    data = bytearray(path.read_bytes())
    data[(page - 1) * opening.PAGE_SIZE : page * opening.PAGE_SIZE] = b"\xff" * opening.PAGE_SIZE
    path.write_bytes(data)
    archive = Archive.open(path, clock)
    with pytest.raises(ArchiveDamagedError, match="the copy is damaged, as the archive is"):
        archive.care.copy(tmp_path / "copy.db")
    archive.close()
    assert [file.name for file in tmp_path.iterdir()] == ["archive.db"]


@pytest.mark.hostile(case=41)
def test_a_copy_of_a_newer_archive_is_not_made_by_an_older_program(
    path: Path, tmp_path: Path
) -> None:
    """It is not opened in the first place, nor compacted, nor given another index."""
    connection = apsw.Connection(str(path))
    connection.pragma("user_version", 99)
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ArchiveError, match="newer version"):
        Archive.open(path, clock)
    assert path.read_bytes() == before
