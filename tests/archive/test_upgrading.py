"""An archive of an earlier version becomes a current one, told step by step."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from brief_tui.archive import compact_schema
from brief_tui.archive.opening import needs_upgrade
from brief_tui.archive.store import Archive
from brief_tui.model.listing import Counts
from tests.archive.stories import NOW, clock, day, entries, query, story
from tests.support.old_archives import version_2

STORIES = 2_300


@pytest.fixture
def old(tmp_path: Path) -> Path:
    """An archive of version 2."""
    path = tmp_path / "archive.db"
    stories = (
        story(str(n), body=f"otter number{n}", published=day(1 + n % 28), section="World")
        for n in range(STORIES)
    )
    version_2(path, entries(*stories), int(NOW.timestamp()))
    return path


def tables(path: Path) -> set[str]:
    connection = apsw.Connection(str(path))
    found = {name for (name,) in connection.execute("SELECT name FROM sqlite_schema")}
    connection.close()
    return found


def test_an_old_archive_is_upgraded_with_all_that_is_in_it(old: Path) -> None:
    assert needs_upgrade(old)
    told: list[tuple[int, int]] = []
    archive = Archive.open(old, clock, lambda done, total: told.append((done, total)))
    assert [done for done, _ in told] == sorted({done for done, _ in told})
    assert {total for _, total in told} == {STORIES}
    assert len(told) >= STORIES / compact_schema.PIECE
    assert archive.counts() == Counts(STORIES, STORIES * 9 // 10, STORIES // 10, 0)
    assert len(archive.keys(query("otter"))) == STORIES
    assert [row.headline for row in archive.rows(archive.keys(query("number77")))] == ["Story 77"]
    assert archive.check() == []
    archive.close()
    assert not [name for name in tables(old) if name.startswith("plain_")]
    assert not needs_upgrade(old)


def test_a_stop_in_the_middle_leaves_what_the_next_start_goes_on_with(old: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done >= 1_000:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        Archive.open(old, clock, stop)
    assert needs_upgrade(old)
    told: list[tuple[int, int]] = []
    archive = Archive.open(old, clock, lambda done, total: told.append((done, total)))
    assert told[0] == (0, STORIES - 1_000)  # what was done is not done again
    assert archive.check() == []
    assert len(archive.keys(query("otter"))) == STORIES
    archive.close()


def test_whoever_comes_while_another_upgrades_waits_as_long_as_it_goes_on(
    old: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("brief_tui.archive.connection.BUSY_SECONDS", 0.02)
    monkeypatch.setattr(compact_schema, "PIECE", 100)
    step = compact_schema.Compact.some
    other = apsw.Connection(str(old))
    turns = 0

    def overtaken(self: compact_schema.Compact, connection: apsw.Connection) -> bool:
        """Have another process take the lock, and do a piece, before each of ours."""
        nonlocal turns
        turns += 1
        if turns % 2:
            connection.execute("ROLLBACK")
            other.execute("BEGIN IMMEDIATE")
            step(self, other)
            other.execute("COMMIT")
            raise apsw.BusyError("its turn")
        return step(self, connection)

    monkeypatch.setattr(compact_schema.Compact, "some", overtaken)
    archive = Archive.open(old, clock)
    other.close()
    assert archive.check() == []
    assert len(archive.keys(query("otter"))) == STORIES
    archive.close()


def test_an_archive_that_is_not_there_needs_no_upgrade(tmp_path: Path) -> None:
    assert not needs_upgrade(tmp_path / "archive.db")
    Archive.open(tmp_path / "archive.db").close()
    assert not needs_upgrade(tmp_path / "archive.db")
