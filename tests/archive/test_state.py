"""Marks, tags, undo, progress."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from brief_tui.archive.store import Archive
from brief_tui.model.listing import Change, Counts
from brief_tui.model.state import ReadingState
from tests.archive.stories import entries, query, story


@pytest.fixture
def keys(archive: Archive) -> list[int]:
    archive.put(entries(*(story(str(n), section="World") for n in range(3))), "feed")
    return sorted(archive.keys(query("")))


def states(archive: Archive, keys: list[int]) -> list[ReadingState]:
    return [row.state for row in archive.rows(keys)]


def test_marking_tells_what_changed_and_only_that(archive: Archive, keys: list[int]) -> None:
    first = archive.mark(keys[:1], read=True)
    assert first == (Change(keys[0], ReadingState(), ReadingState(read=True)),)
    second = archive.mark([*keys, 10**9], read=True)
    assert [change.key for change in second] == keys[1:]
    assert archive.mark(keys, read=True) == ()


def test_marks_are_set_apart_from_each_other(archive: Archive, keys: list[int]) -> None:
    archive.mark(keys, starred=True)
    archive.mark(keys[:1], later=True, starred=False)
    assert states(archive, keys) == [
        ReadingState(later=True),
        ReadingState(starred=True),
        ReadingState(starred=True),
    ]
    assert archive.counts() == Counts(total=3, unread=3, starred=2, later=1)


def test_tags_that_differ_in_letter_case_are_one(archive: Archive, keys: list[int]) -> None:
    archive.mark(keys[:1], add_tags=["Élan", "  two  words ", ""])
    assert archive.mark(keys[:1], add_tags=["éLAN"]) == ()
    assert states(archive, keys)[0].tags == {"Élan", "two words"}
    archive.mark(keys[:1], remove_tags=["ÉLAN", "absent"])
    assert states(archive, keys)[0].tags == {"two words"}


def test_undo_puts_everything_back(archive: Archive, keys: list[int]) -> None:
    archive.mark(keys[:2], starred=True, add_tags=["a"])
    before = states(archive, keys)
    changes = archive.mark(
        keys, read=True, starred=True, later=True, add_tags=["b"], remove_tags=["A"]
    )
    archive.restore(changes)
    assert states(archive, keys) == before
    assert archive.check() == []


def test_undo_leaves_what_was_marked_since(archive: Archive, keys: list[int]) -> None:
    changes = archive.mark(keys[:1], read=True, add_tags=["undone"])
    archive.mark(keys[:1], starred=True, add_tags=["kept"])
    archive.keep_progress(keys[0], 0.5)
    archive.restore(changes)
    assert states(archive, keys)[0] == ReadingState(
        starred=True, tags=frozenset({"kept"}), progress=0.5
    )


def test_undoing_several_steps_goes_back_to_before_the_first(
    archive: Archive, keys: list[int]
) -> None:
    steps = [
        *archive.mark(keys[:1], read=True, add_tags=["a"]),
        *archive.mark(keys[:1], read=False, remove_tags=["a"], add_tags=["b"]),
        *archive.mark(keys[:1], read=True, later=True),
    ]
    archive.restore(steps)
    assert states(archive, keys)[0] == ReadingState()


def test_undo_of_a_deleted_story_does_nothing(archive: Archive, keys: list[int]) -> None:
    changes = archive.mark(keys, read=True)
    archive.remove(keys[:1])
    archive.restore(changes)
    assert archive.counts() == Counts(total=2, unread=2)


@pytest.mark.parametrize(
    ("given", "kept"), [(0.25, 0.25), (7, 1.0), (-1, 0.0), (math.inf, 1.0), (math.nan, 0.0)]
)
def test_progress_stays_between_the_beginning_and_the_end(
    archive: Archive, keys: list[int], given: float, kept: float
) -> None:
    archive.keep_progress(keys[0], given)
    assert states(archive, keys)[0].progress == kept


def test_marks_are_there_in_the_next_session(archive: Archive, keys: list[int]) -> None:
    archive.mark(keys[:1], starred=True, add_tags=["mine"])
    path: Path = archive.path
    archive.close()
    again = Archive.open(path)
    assert states(again, keys)[0] == ReadingState(starred=True, tags=frozenset({"mine"}))
    again.close()


def test_no_keys_are_no_change(archive: Archive, keys: list[int]) -> None:
    assert archive.mark([], read=True) == ()
    archive.restore([])
    assert archive.remove([]) == 0
    assert archive.rows([]) == []
    assert archive.counts().unread == len(keys)
