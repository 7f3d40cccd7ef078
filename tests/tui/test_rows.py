"""The rows that the list has at hand."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from brief_tui.model.listing import Row
from brief_tui.model.state import ReadingState
from brief_tui.tui.panes.rows import KEPT, PAGE, RowWindow


def row(key: int) -> Row:
    return Row(key, f"id{key}", f"Story {key}", "", "", "", None, 0, False, 0, ReadingState())


def window(count: int) -> RowWindow:
    made = RowWindow()
    made.replace(array("q", range(1, count + 1)))
    return made


def test_a_page_around_what_is_in_sight_is_asked_for_once() -> None:
    rows = window(1_000)
    wanted = rows.missing(500, 510)
    assert set(range(501, 512)) <= set(wanted)
    assert len(wanted) <= 2 * PAGE
    assert rows.missing(500, 510) == []


def test_what_was_supplied_is_at_hand_and_not_asked_for_again() -> None:
    rows = window(10)
    wanted = rows.missing(0, 9)
    rows.supply(map(row, wanted), wanted)
    at_hand = rows.row(3)
    assert at_hand is not None
    assert at_hand.key == 4
    assert rows.missing(0, 9) == []


def test_rows_that_are_gone_stay_blank_and_are_not_asked_for_again() -> None:
    rows = window(3)
    wanted = rows.missing(0, 2)
    rows.supply([row(1)], wanted)
    assert rows.row(1) is None
    assert [rows.is_gone(index) for index in range(3)] == [False, True, True]
    assert rows.missing(0, 2) == []


def test_what_was_asked_for_in_vain_may_be_asked_for_again() -> None:
    rows = window(3)
    rows.forget(rows.missing(0, 2))
    assert rows.missing(0, 2) == [1, 2, 3]


def test_there_is_no_row_outside_the_listing() -> None:
    rows = window(2)
    rows.supply([row(1), row(2)], [1, 2])
    assert rows.row(-1) is None
    assert rows.row(2) is None


@given(st.lists(st.integers(0, 4_999), max_size=40))
def test_whatever_is_looked_at_only_so_many_rows_are_kept(places: list[int]) -> None:
    rows = window(5_000)
    for place in places:
        wanted = rows.missing(place, place + 20)
        rows.supply(map(row, wanted), wanted)
        assert rows.row(place) is not None
        assert sum(rows.row(index) is not None for index in range(5_000)) <= KEPT


def test_another_listing_has_another_generation_and_no_rows() -> None:
    rows = window(3)
    rows.supply([row(1)], [1])
    before = rows.generation
    rows.replace(array("q", [1]))
    assert rows.generation != before
    assert len(rows) == 1
    assert rows.row(0) is None


def test_marks_change_on_rows_at_hand() -> None:
    rows = window(2)
    rows.supply([row(1)], [1])
    assert rows.restate(1, ReadingState(starred=True))
    assert not rows.restate(2, ReadingState(starred=True))
    at_hand = rows.row(0)
    assert at_hand is not None
    assert at_hand.state.starred


def test_a_story_is_found_by_its_key() -> None:
    assert window(5).index_of(4) == 3
    assert window(5).index_of(6) is None
