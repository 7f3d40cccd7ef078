"""Giving space back, and merging what the index is made of."""

from __future__ import annotations

import random
from pathlib import Path
from typing import NamedTuple

import apsw
import pytest

from brief_tui.archive import compacting
from brief_tui.archive.opening import PAGE_SIZE
from brief_tui.archive.store import Archive
from brief_tui.model.errors import ArchiveError
from tests.archive.stories import clock, entries, query, story
from tests.support.old_archives import version_2

WORDS = random.Random("words")


def text(name: str) -> str:
    return f"otter {name} " + " ".join(f"{WORDS.getrandbits(40):x}" for _ in range(300))


@pytest.fixture
def gappy(archive: Archive) -> Archive:
    """An archive from which most was deleted, of 20 stories that came one by one."""
    for number in range(120):
        archive.put(entries(story(str(number), body=text(f"number{number}"))), "feed")
    archive.remove(archive.keys(query(""))[20:])
    return archive


def facts(path: Path, sql: str) -> int:
    connection = apsw.Connection(str(path))
    found: int = connection.execute(sql).get
    connection.close()
    return found


# The id of a page of the index begins with the number of its piece.
PIECES = "SELECT count(DISTINCT id >> 37) FROM search_data WHERE id > 10"


def test_space_that_holds_nothing_is_given_back(gappy: Archive) -> None:
    before = gappy.care.facts()
    assert before.free > 100_000
    done = gappy.care.give_back()
    after = gappy.care.facts()
    assert done.before == before.size
    assert done.after < before.size - before.free // 2
    assert after.free == 0
    assert not done.crowded
    assert gappy.check() == []
    assert len(gappy.keys(query("otter"))) == 20
    gappy.put(entries(story("later", body="otter")), "feed")
    assert len(gappy.keys(query("otter"))) == 21


def test_merging_makes_one_piece_of_the_index_and_loses_no_hit(gappy: Archive) -> None:
    assert facts(gappy.path, PIECES) > 1
    told: list[tuple[int, int]] = []
    gappy.care.merge_index(lambda done, total: told.append((done, total)))
    assert facts(gappy.path, PIECES) == 1
    assert told
    assert all(done <= total for done, total in told)
    assert gappy.check() == []
    assert len(gappy.keys(query("otter"))) == 20
    gappy.care.merge_index()  # there is nothing left to do, which ends at once
    assert facts(gappy.path, PIECES) == 1


def test_an_empty_index_is_merged_at_once(archive: Archive) -> None:
    archive.care.merge_index()
    assert archive.check() == []


@pytest.fixture
def old_pages(tmp_path: Path) -> Path:
    """An archive that was upgraded, in pages of the former size."""
    path = tmp_path / "archive.db"
    version_2(path, entries(*(story(str(n), body=text(f"n{n}")) for n in range(60))))
    Archive.open(path, clock).close()
    assert facts(path, "PRAGMA page_size") == 4096
    return path


def test_an_old_archive_gets_pages_of_the_size_that_new_ones_have(old_pages: Path) -> None:
    archive = Archive.open(old_pages, clock)
    assert not archive.care.give_back().crowded
    assert archive.check() == []
    archive.put(entries(story("later", body="otter")), "feed")
    archive.close()
    assert facts(old_pages, "PRAGMA page_size") == PAGE_SIZE
    connection = apsw.Connection(str(old_pages))
    assert connection.pragma("journal_mode") == "wal"
    connection.close()


def test_pages_keep_their_size_while_another_program_has_the_archive_open(old_pages: Path) -> None:
    archive, other = Archive.open(old_pages, clock), Archive.open(old_pages, clock)
    assert other.counts().total == 60
    archive.remove(archive.keys(query(""))[20:])
    done = archive.care.give_back()
    assert done.crowded
    assert archive.care.facts().free == 0
    assert other.counts().total == 20
    other.put(entries(story("later", body="otter")), "feed")
    assert archive.check() == other.check() == []
    archive.close()
    other.close()
    assert facts(old_pages, "PRAGMA page_size") == 4096


class Usage(NamedTuple):
    total: int = 1
    used: int = 1
    free: int = 1_000_000


def test_a_disk_with_too_little_room_is_noticed_before_anything_is_done(
    gappy: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("shutil.disk_usage", lambda _folder: Usage())
    free = gappy.care.facts().free
    with pytest.raises(ArchiveError, match=r"too little room to compact .* MiB are free"):
        gappy.care.give_back()
    assert gappy.care.facts().free == free
    assert gappy.check() == []


def test_ctrl_c_in_the_middle_changes_nothing(
    gappy: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = gappy.care.facts().free

    def stop(connection: apsw.Connection) -> None:
        def interrupted() -> bool:
            raise KeyboardInterrupt

        connection.set_progress_handler(interrupted, 100)

    monkeypatch.setattr(compacting, "listen", stop)
    with pytest.raises(KeyboardInterrupt):
        gappy.care.give_back()
    assert gappy.care.facts().free == free
    assert gappy.check() == []
    gappy.put(entries(story("later", body="otter")), "feed")
