"""Marks, tags, undo, progress."""

from __future__ import annotations

import math
from pathlib import Path
from threading import Thread
from typing import get_args

import pytest

from brief_tui.archive.store import Archive
from brief_tui.model.listing import Change, Counts
from brief_tui.model.state import Mark, Marking, ReadingState
from tests.archive.stories import entries, query, story


@pytest.fixture
def keys(archive: Archive) -> list[int]:
    archive.put(entries(*(story(str(n), section="World") for n in range(3))), "feed")
    return sorted(archive.keys(query("")))


def states(archive: Archive, keys: list[int]) -> list[ReadingState]:
    return [row.state for row in archive.rows(keys)]


def test_marking_tells_what_changed_and_only_that(archive: Archive, keys: list[int]) -> None:
    first = archive.mark(keys[:1], Marking(read=True))
    assert first == (Change(keys[0], ReadingState(), ReadingState(read=True)),)
    second = archive.mark([*keys, 10**9], Marking(read=True))
    assert [change.key for change in second] == keys[1:]
    assert archive.mark(keys, Marking(read=True)) == ()


def test_marks_are_set_apart_from_each_other(archive: Archive, keys: list[int]) -> None:
    archive.mark(keys, Marking(starred=True))
    archive.mark(keys[:1], Marking(later=True, starred=False))
    assert states(archive, keys) == [
        ReadingState(later=True),
        ReadingState(starred=True),
        ReadingState(starred=True),
    ]
    assert archive.counts() == Counts(total=3, unread=3, starred=2, later=1)


def test_tags_that_differ_in_letter_case_are_one(archive: Archive, keys: list[int]) -> None:
    archive.mark(keys[:1], Marking(add_tags=("Élan", "  two  words ", "")))
    assert archive.mark(keys[:1], Marking(add_tags=("éLAN",))) == ()
    assert states(archive, keys)[0].tags == {"Élan", "two words"}
    archive.mark(keys[:1], Marking(remove_tags=("ÉLAN", "absent")))
    assert states(archive, keys)[0].tags == {"two words"}


def test_undo_puts_everything_back(archive: Archive, keys: list[int]) -> None:
    archive.mark(keys[:2], Marking(starred=True, add_tags=("a",)))
    before = states(archive, keys)
    changes = archive.mark(
        keys, Marking(read=True, starred=True, later=True, add_tags=("b",), remove_tags=("A",))
    )
    archive.restore(changes)
    assert states(archive, keys) == before
    assert archive.check() == []


def test_undo_leaves_what_was_marked_since(archive: Archive, keys: list[int]) -> None:
    changes = archive.mark(keys[:1], Marking(read=True, add_tags=("undone",)))
    archive.mark(keys[:1], Marking(starred=True, add_tags=("kept",)))
    archive.keep_progress(keys[0], 0.5)
    archive.restore(changes)
    assert states(archive, keys)[0] == ReadingState(
        starred=True, tags=frozenset({"kept"}), progress=0.5
    )


def test_undoing_several_steps_goes_back_to_before_the_first(
    archive: Archive, keys: list[int]
) -> None:
    steps = [
        *archive.mark(keys[:1], Marking(read=True, add_tags=("a",))),
        *archive.mark(keys[:1], Marking(read=False, remove_tags=("a",), add_tags=("b",))),
        *archive.mark(keys[:1], Marking(read=True, later=True)),
    ]
    archive.restore(steps)
    assert states(archive, keys)[0] == ReadingState()


def test_undo_of_a_deleted_story_does_nothing(archive: Archive, keys: list[int]) -> None:
    changes = archive.mark(keys, Marking(read=True))
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
    archive.mark(keys[:1], Marking(starred=True, add_tags=("mine",)))
    path: Path = archive.path
    archive.close()
    again = Archive.open(path)
    assert states(again, keys)[0] == ReadingState(starred=True, tags=frozenset({"mine"}))
    again.close()


def test_no_keys_are_no_change(archive: Archive, keys: list[int]) -> None:
    assert archive.mark([], Marking(read=True)) == ()
    archive.restore([])
    assert archive.remove([]) == 0
    assert archive.rows([]) == []
    assert archive.counts().unread == len(keys)


@pytest.mark.parametrize("name", get_args(Mark))
def test_a_mark_turned_over_twice_is_as_it_was(
    archive: Archive, keys: list[int], name: Mark
) -> None:
    (there,) = archive.toggle(keys[:1], name)
    assert there.before == ReadingState()
    assert [getattr(there.after, mark) for mark in get_args(Mark)].count(True) == 1
    assert getattr(there.after, name)
    (back,) = archive.toggle(keys[:1], name)
    assert back == Change(keys[0], there.after, there.before)
    assert archive.check() == []


def test_several_stories_turn_to_the_opposite_of_the_first(
    archive: Archive, keys: list[int]
) -> None:
    archive.mark(keys[1:], Marking(starred=True))
    changes = archive.toggle([10**9, keys[2], keys[0], keys[1]], "starred")
    assert {change.key for change in changes} == set(keys[1:])
    assert not any(state.starred for state in states(archive, keys))
    assert archive.toggle([10**9], "starred") == ()
    assert archive.toggle([], "starred") == ()


def test_none_of_the_turns_of_two_threads_is_lost(archive: Archive, keys: list[int]) -> None:
    def turn(times: int) -> None:
        for _ in range(times):
            archive.toggle(keys, "later")

    threads = [Thread(target=turn, args=(times,)) for times in (20, 21)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert archive.counts().later == len(keys)


def test_the_first_unread_story_is_found_in_the_order_asked_for(
    archive: Archive, keys: list[int]
) -> None:
    first, second, third = keys
    assert archive.unread_among([10**9, third, first]) == third
    archive.mark([third], Marking(read=True))
    assert archive.unread_among([third, second, first]) == second
    assert archive.unread_among([third, 10**9]) is None
    assert archive.unread_among([]) is None
