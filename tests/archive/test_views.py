"""Counts, views, the reader's place."""

from __future__ import annotations

from pathlib import Path

import apsw
import pytest

from brief_tui.archive.store import Archive
from brief_tui.model.errors import ArchiveError
from brief_tui.model.listing import Counts, Place, View
from brief_tui.model.state import Marking
from tests.archive.stories import entries, query, story


def views(archive: Archive, kind: str) -> list[View]:
    return [view for view in archive.views() if view.kind == kind]


def test_an_empty_archive_has_the_built_in_views(archive: Archive) -> None:
    assert archive.counts() == Counts()
    assert archive.views() == [
        View("All stories", "", "built-in"),
        View("Unread", "is:unread", "built-in"),
        View("Starred", "is:starred", "built-in"),
        View("Later", "is:later", "built-in"),
    ]


def test_every_views_counts_are_those_of_its_query(archive: Archive) -> None:
    sections = ("World", "WORLD", 'He said "go": \\ (a OR b)', "&", "", '"', "Sport*")
    archive.put(
        entries(*(story(str(n), section=sections[n % len(sections)]) for n in range(24))), "feed"
    )
    keys = archive.keys(query(""))
    archive.mark(keys[::2], Marking(read=True))
    archive.mark(keys[::3], Marking(starred=True))
    archive.mark(keys[::5], Marking(later=True))
    archive.remove(keys[:2])
    found = archive.views()
    assert [view.name for view in found].count("Later") == 1
    for view in found:
        asked = query(view.query)
        unread = query(f"{view.query} is:unread")
        assert (view.total, view.unread) == (len(archive.keys(asked)), len(archive.keys(unread)))
    assert archive.check() == []


def test_an_edit_moves_a_story_to_its_new_section(archive: Archive) -> None:
    archive.put(entries(story("a", section="World"), story("b", section="World")), "feed")
    archive.mark(archive.keys(query("")), Marking(read=True))
    archive.put(entries(story("a", section="Sport")), "feed")
    assert views(archive, "section") == [
        View("Sport", "section:Sport", "section", 1, 0),
        View("World", "section:World", "section", 1, 0),
    ]


def test_a_section_without_stories_is_no_view(archive: Archive) -> None:
    archive.put(entries(story("a", section="World")), "feed")
    archive.remove(archive.keys(query("")))
    assert views(archive, "section") == []


def test_views_are_saved_replaced_and_forgotten(archive: Archive) -> None:
    archive.save_view(" Chips ", "source:ap chips")
    archive.save_view("Boats", "boats")
    archive.save_view("Chips", "chips")
    assert views(archive, "saved") == [
        View("Boats", "boats", "saved", -1, -1),
        View("Chips", "chips", "saved", -1, -1),
    ]
    archive.delete_view("Boats")
    archive.delete_view("never there")
    assert [view.name for view in views(archive, "saved")] == ["Chips"]


def test_a_view_without_a_name_is_refused(archive: Archive) -> None:
    with pytest.raises(ArchiveError, match="needs a name"):
        archive.save_view(" ", "chips")


def test_the_place_is_kept_for_the_next_session(archive: Archive) -> None:
    assert archive.place() == Place()
    reached = Place("Unread", "chips ✓", "abc", ("abc", "def"), 1)
    archive.keep_place(Place("All"))
    archive.keep_place(reached)
    path: Path = archive.path
    archive.close()
    again = Archive.open(path)
    assert again.place() == reached
    again.close()


@pytest.mark.parametrize("kept", ["", "{", "[]", "3", '{"view": 1}', "null", "[" * 100_000])
def test_a_place_that_cannot_be_read_is_the_beginning(archive: Archive, kept: str) -> None:
    connection = apsw.Connection(str(archive.path))
    connection.execute("INSERT INTO setting (name, value) VALUES ('place', ?)", (kept,))
    connection.close()
    assert archive.place() == Place()
