"""What can befall an archive while old stories are deleted: what should stay does."""

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

from brief_tui.archive import retention
from brief_tui.archive.store import Archive
from brief_tui.model.care import Cleaned
from brief_tui.model.errors import ArchiveBusyError, ArchiveError
from brief_tui.model.keeping import Bounds, KeepRule
from brief_tui.model.state import Marking
from tests.archive.stories import NOW, entries, query, story
from tests.archive.test_retention import bring, feed
from tests.support.processes import answer, process

FEEDS: Final = ("coast", "port", "strait")
EACH: Final = 150
KEPT: Final = len(FEEDS) * 10 + 1
RULE: Final = KeepRule(Bounds(days=365))


def now() -> float:
    return NOW.timestamp()


def later() -> float:
    """When all that is here is old."""
    return NOW.timestamp() + 400 * 86_400


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """An archive of old stories of three feeds, of which ten each are starred."""
    path = tmp_path / "archive.db"
    archive = Archive.open(path, now)
    for name in FEEDS:
        keys = bring(archive, feed(archive, name), *(f"{name}{n}" for n in range(EACH)))
        archive.mark(random.Random(name).sample(keys, 10), Marking(starred=True))
    archive.put(entries(story("mine", body="otter")), "clippings")
    archive.close()
    return path


def is_sound(path: Path) -> int:
    """How many stories are left, of which those that should stay are."""
    archive = Archive.open(path, later)
    assert archive.check() == []
    counts = archive.counts()
    assert counts.starred == KEPT - 1
    assert len(archive.keys(query("otter"))) == counts.total
    assert len(archive.keys(query("source:clippings"))) == 1
    archive.close()
    return counts.total


def does_not_come_back(path: Path) -> None:
    archive = Archive.open(path, later)
    for name in FEEDS:
        assert bring(archive, feed(archive, name), *(f"{name}{n}" for n in range(EACH))) == []
    assert archive.counts().total == KEPT
    archive.close()


def clean(pipe: Connection, path: Path) -> None:
    retention.BATCH = 5  # type: ignore[misc]
    archive = Archive.open(path, later)
    pipe.send("begun")
    pipe.send(archive.care.clean(RULE))
    threading.Event().wait()  # to be killed


@pytest.mark.hostile(case=36)
def test_cleaning_killed_again_and_again_is_done_in_the_end(path: Path) -> None:
    moments = random.Random("cleaning")
    left = is_sound(path)
    kills = 0
    while left > KEPT:
        with process(clean, path) as (pipe, kill):
            assert answer(pipe) == "begun"
            threading.Event().wait(moments.uniform(0, 0.5))
            kill()
            kills += 1
        before, left = left, is_sound(path)
        assert left <= before
    assert kills >= 2
    does_not_come_back(path)


@pytest.mark.hostile(case=39)
def test_processes_that_clean_together_delete_each_story_once(path: Path) -> None:
    with process(clean, path) as (one, _), process(clean, path) as (two, _):
        assert answer(one) == answer(two) == "begun"
        done: list[Cleaned] = [answer(one), answer(two)]
    assert sum(each.stories for each in done) == len(FEEDS) * EACH + 1 - KEPT
    assert is_sound(path) == KEPT
    does_not_come_back(path)


@pytest.mark.hostile(case=39)
def test_while_another_writes_for_long_nothing_is_deleted_and_it_is_said(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief_tui.archive.connection.BUSY_SECONDS", 0.05)
    archive = Archive.open(path, later)
    other = apsw.Connection(str(path))
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(ArchiveBusyError):
        archive.care.clean(RULE)
    assert archive.care.clean(RULE, dry=True).stories == len(FEEDS) * EACH + 1 - KEPT
    other.execute("ROLLBACK")
    other.close()
    assert archive.care.clean(RULE).ended
    archive.close()
    assert is_sound(path) == KEPT


def clean_on_a_small_disk(pipe: Connection, path: Path) -> None:
    retention.BATCH = 50  # type: ignore[misc]
    archive = Archive.open(path, later)
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, -1))
    problem = ""
    try:
        archive.care.clean(RULE)
    except ArchiveError as error:
        problem = str(error)
    resource.setrlimit(resource.RLIMIT_FSIZE, (-1, -1))
    pipe.send((problem, archive.check()))


@pytest.mark.hostile(case=37)
def test_cleaning_that_the_disk_refuses_is_told_and_goes_on_once_there_is_room(path: Path) -> None:
    with process(clean_on_a_small_disk, path) as (pipe, _):
        problem, damage = answer(pipe)
    assert "could not be read or written" in problem or "disk is full" in problem
    assert damage == []
    assert is_sound(path) > KEPT
    archive = Archive.open(path, later)
    assert archive.care.clean(RULE).ended
    archive.close()
    assert is_sound(path) == KEPT


@pytest.mark.hostile(case=37)
def test_cleaning_on_a_full_disk_leaves_whole_stories(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(retention, "BATCH", 20)
    archive = Archive.open(path, later)
    with archive._connections.reading() as connection:
        connection.pragma("max_page_count", connection.pragma("page_count"))
    problem = ""
    try:
        archive.care.clean(RULE)  # deleting may do without a page more: what goes leaves some
    except ArchiveError as error:
        problem = str(error)
    assert "disk is full" in problem or not problem
    with archive._connections.reading() as connection:
        connection.pragma("max_page_count", 1_000_000)
    archive.close()
    is_sound(path)
    archive = Archive.open(path, later)
    assert archive.care.clean(RULE).ended
    archive.close()
    assert is_sound(path) == KEPT
    does_not_come_back(path)
