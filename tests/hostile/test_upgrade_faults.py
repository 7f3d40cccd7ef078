"""What can befall an archive while it is upgraded: it is never half of each version."""

from __future__ import annotations

import random
import resource
import signal
import threading
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Final

import apsw
import pytest

from brief_tui.archive import compact_schema, connection, opening
from brief_tui.archive.connection import Access
from brief_tui.archive.opening import needs_upgrade
from brief_tui.archive.store import Archive
from brief_tui.model.errors import ArchiveError, ArchiveReadOnlyError
from brief_tui.model.listing import Counts
from tests.archive.stories import clock, entries, query, story
from tests.hostile.test_archive_faults import lock, open_folder, without_privileges
from tests.support.old_archives import version_2
from tests.support.processes import answer, process

__all__ = ["open_folder"]  # a fixture

STORIES: Final = 3_000
PIECE: Final = 50
"""Stories a transaction, in the other processes: so that there are many moments between two."""


def an_old_archive(path: Path) -> Path:
    version_2(path, entries(*(story(str(n), body=f"otter w{n} " * 20) for n in range(STORIES))))
    return path


def is_whole(path: Path) -> None:
    """Every story, mark, count and hit is there, and nothing of the earlier version."""
    archive = Archive.open(path, clock)
    assert archive.check() == []
    assert archive.counts() == Counts(STORIES, STORIES * 9 // 10, STORIES // 10, 0)
    assert len(archive.keys(query("otter"))) == STORIES
    for number in (0, 7, STORIES - 1):
        (key,) = archive.keys(query(f"w{number}"))
        (row,) = archive.rows([key])
        assert row.headline == f"Story {number}"
        assert archive.article(key) is not None
    archive.close()
    other = apsw.Connection(str(path))
    assert not other.execute("SELECT 1 FROM sqlite_schema WHERE name LIKE 'plain%'").fetchall()
    other.close()


def upgrade(pipe: Connection, path: Path) -> None:
    compact_schema.PIECE = PIECE  # type: ignore[misc]
    Archive.open(path, clock, lambda done, total: pipe.send((done, total))).close()
    pipe.send("done")
    threading.Event().wait()  # to be killed


@pytest.mark.hostile(case=36)
def test_an_upgrade_killed_again_and_again_is_done_in_the_end(tmp_path: Path) -> None:
    path = an_old_archive(tmp_path / "archive.db")
    moments = random.Random("upgrades")
    kills = 0
    left = STORIES
    while needs_upgrade(path):
        with process(upgrade, path) as (pipe, kill):
            begun = answer(pipe)
            if begun == "done":
                break
            assert begun[1] <= left  # what was done stays done
            left = begun[1]
            threading.Event().wait(moments.uniform(0, 0.04))
            kill()
            kills += 1
    assert kills >= 3
    is_whole(path)


@pytest.mark.hostile(case=39)
def test_processes_that_upgrade_together_take_turns(tmp_path: Path) -> None:
    path = an_old_archive(tmp_path / "archive.db")
    with process(upgrade, path) as (one, _), process(upgrade, path) as (two, _):
        for pipe in (one, two):
            while answer(pipe) != "done":
                pass
    is_whole(path)


@pytest.mark.hostile(case=38)
def test_a_half_upgraded_archive_that_cannot_be_written_is_refused(open_folder: Path) -> None:
    path = an_old_archive(open_folder / "archive.db")

    def stop(done: int, _total: int) -> None:
        if done >= STORIES // 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Archive.open(path, clock, stop)
    before = path.read_bytes()
    lock(open_folder, folder_mode=0o555, file_mode=0o444)
    with (
        without_privileges(),
        pytest.raises(ArchiveReadOnlyError, match="has to be upgraded, but cannot be written"),
    ):
        Archive.open(path)
    assert path.read_bytes() == before
    lock(open_folder, folder_mode=0o755, file_mode=0o644)
    is_whole(path)


@pytest.mark.hostile(case=37)
def test_an_upgrade_on_a_full_disk_goes_on_once_there_is_room(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = an_old_archive(tmp_path / "archive.db")
    room = 4

    def connect(path: Path, access: Access) -> apsw.Connection:
        """On a disk that takes so many pages more."""
        opened = connection.connect(path, access)
        opened.pragma("max_page_count", opened.pragma("page_count") + room)
        return opened

    monkeypatch.setattr(compact_schema, "PIECE", PIECE)
    monkeypatch.setattr(opening, "connect", connect)
    with pytest.raises(ArchiveError, match="disk is full"):
        Archive.open(path, clock)
    assert needs_upgrade(path)
    room = 1_000_000
    is_whole(path)


def upgrade_on_a_small_disk(pipe: Connection, path: Path) -> None:
    compact_schema.PIECE = PIECE  # type: ignore[misc]
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    size = path.stat().st_size
    problem = ""
    begun = False

    def tell(done: int, _total: int) -> None:
        nonlocal begun
        if done and not begun:  # in the middle, not at the first step
            begun = True
            wal = path.with_name(f"{path.name}-wal").stat().st_size
            resource.setrlimit(resource.RLIMIT_FSIZE, (max(size // 8, wal // 2), -1))

    try:
        Archive.open(path, clock, tell)
    except ArchiveError as error:
        problem = str(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
    pipe.send(problem)


@pytest.mark.hostile(case=37)
def test_an_upgrade_that_the_disk_refuses_goes_on_once_there_is_room(tmp_path: Path) -> None:
    path = an_old_archive(tmp_path / "archive.db")
    with process(upgrade_on_a_small_disk, path) as (pipe, _):
        problem = answer(pipe)
    assert "could not be read or written" in problem or "disk is full" in problem
    assert needs_upgrade(path)
    is_whole(path)
