"""The search index made anew while the archive is in use."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import apsw
import pytest

from brief_tui.archive import reindexing
from brief_tui.archive.store import Archive
from brief_tui.model.state import Marking
from tests.archive.stories import clock, entries, query, story

STORIES = 60
LEFTOVERS = "SELECT name FROM sqlite_schema WHERE name LIKE '%reindex%' OR name LIKE 'next_%'"


@pytest.fixture
def filled(archive: Archive, monkeypatch: pytest.MonkeyPatch) -> Archive:
    monkeypatch.setattr(reindexing, "PIECE", 10)
    monkeypatch.setattr(reindexing, "REST", 0)
    archive.put(entries(*(story(str(n), body=f"otter number{n}") for n in range(STORIES))), "feed")
    return archive


def in_the_middle(do: Callable[[], None]) -> Callable[[int, int], None]:
    """A ``tell`` that does something once half of the stories are done."""
    waiting = True

    def tell(done: int, total: int) -> None:
        nonlocal waiting
        if waiting and done >= STORIES // 2:
            waiting = False
            do()

    return tell


def stop() -> None:
    raise KeyboardInterrupt


def leftovers(path: Path) -> list[str]:
    connection = apsw.Connection(str(path))
    found = [name for (name,) in connection.execute(LEFTOVERS)]
    connection.close()
    return found


def test_a_new_index_is_told_story_by_story_and_leaves_nothing_behind(filled: Archive) -> None:
    told: list[tuple[int, int]] = []
    filled.care.rebuild_index(lambda done, total: told.append((done, total)))
    assert told[0] == (0, STORIES)
    assert told[-1] == (STORIES, STORIES)
    assert leftovers(filled.path) == []
    assert filled.check() == []
    assert len(filled.keys(query("otter"))) == STORIES


def test_the_old_index_is_in_use_until_the_new_one_is_whole(filled: Archive) -> None:
    other = Archive.open(filled.path, clock)
    found = []
    filled.care.rebuild_index(lambda *_: found.append(len(other.keys(query("otter")))))
    assert set(found) == {STORIES}
    assert len(other.keys(query("otter"))) == STORIES
    other.put(entries(story("late", body="otter again")), "feed")
    assert len(other.keys(query("otter"))) == STORIES + 1
    assert other.check() == []
    other.close()


def test_what_is_written_meanwhile_is_in_the_new_index_as_it_is(filled: Archive) -> None:
    other = Archive.open(filled.path, clock)
    (gone,) = other.keys(query("number3"))
    (gone_later,) = other.keys(query("number55"))

    def change() -> None:
        """Stories that are done already, and such that are not yet."""
        other.put(entries(story("new", body="badger")), "feed")
        for text in ("bear", "beaver"):
            other.put(entries(story("2", body=text), story("57", body=text)), "feed")
        assert other.remove([gone, gone_later]) == 2
        other.mark(other.keys(query("number4")), Marking(starred=True))

    filled.care.rebuild_index(in_the_middle(change))
    assert filled.check() == []
    assert len(filled.keys(query("otter"))) == STORIES - 4
    assert len(filled.keys(query("beaver"))) == 2
    assert len(filled.keys(query("badger"))) == 1
    assert len(filled.keys(query("number4 is:starred"))) == 1
    other.close()


def test_what_was_cut_short_is_gone_on_with_whatever_came_between(filled: Archive) -> None:
    with pytest.raises(KeyboardInterrupt):
        filled.care.rebuild_index(in_the_middle(stop))
    assert filled.care.facts().unfinished
    assert len(filled.keys(query("otter"))) == STORIES
    assert filled.check() == []
    filled.put(entries(story("1", body="beaver"), story("new", body="beaver")), "feed")
    filled.remove(filled.keys(query("number2")))
    told: list[int] = []
    filled.care.rebuild_index(lambda done, _total: told.append(done))
    assert told[0] >= STORIES // 2 - 1
    assert filled.check() == []
    assert len(filled.keys(query("beaver"))) == 2
    assert len(filled.keys(query("otter"))) == STORIES - 2
    assert leftovers(filled.path) == []
    assert not filled.care.facts().unfinished


def test_an_index_of_another_shape_that_was_begun_is_begun_anew(filled: Archive) -> None:
    with pytest.raises(KeyboardInterrupt):
        filled.care.rebuild_index(in_the_middle(stop))
    connection = apsw.Connection(str(filled.path))
    connection.execute("DROP TABLE next_search")
    connection.execute("CREATE VIRTUAL TABLE next_search USING fts5(headline)")
    connection.close()
    filled.care.rebuild_index()
    assert filled.check() == []
    assert len(filled.keys(query("otter"))) == STORIES
    assert leftovers(filled.path) == []


def test_an_index_that_is_gone_altogether_is_made(filled: Archive) -> None:
    connection = apsw.Connection(str(filled.path))
    connection.execute("DROP TABLE search")
    connection.close()
    filled.care.rebuild_index()
    assert filled.check() == []
    assert len(filled.keys(query("otter"))) == STORIES
