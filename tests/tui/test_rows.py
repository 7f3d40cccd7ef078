"""The rows that the list has at hand."""

from __future__ import annotations

from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.model.listing import Listing, Row, Spot, Stretch
from brief_tui.model.query_nodes import Query
from brief_tui.model.state import ReadingState
from brief_tui.tui.panes import rows as module
from brief_tui.tui.panes.rows import KEPT, PAGE, RowWindow


def row(key: int) -> Row:
    return Row(key, f"id{key}", f"Story {key}", "", "", "", None, 0, False, 0, ReadingState())


def window(count: int) -> RowWindow:
    made = RowWindow()
    made.replace(whole(count))
    return made


def whole(count: int) -> Listing:
    """A list that is all at hand, of stories with the keys from 1 on."""
    keys = array("q", range(1, count + 1))
    return Listing(Query(), count, Stretch(keys, keys[::-1], True, True), count)


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
    rows.replace(whole(1))
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


# A list that is known a stretch at a time

COUNT = 100


class Archive:
    """A list of a hundred stories, the key of each its number and 1,000."""

    def __init__(self, *, total: bool) -> None:
        self.keys = array("q", range(1_000, 1_000 + COUNT))
        self.total = COUNT if total else None

    def stretch(self, edge: Spot | None, *, back: bool, page: int = 7) -> Stretch:
        at = (COUNT if back else 0) if edge is None else edge.key - 1_000 + (not back)
        start, stop = (max(0, at - page), at) if back else (at, min(COUNT, at + page))
        return self.part(start, stop)

    def part(self, start: int, stop: int) -> Stretch:
        dates = array("q", (COUNT - number for number in range(start, stop)))
        return Stretch(self.keys[start:stop], dates, start == 0, stop == COUNT)

    def listing(self, start: int, stop: int) -> Listing:
        return Listing(Query(), 2_000, self.part(start, stop), self.total)


acts = st.lists(
    st.one_of(
        st.tuples(st.just("look"), st.integers(0, COUNT)),
        st.tuples(st.just("end"), st.integers(0, 1)),
        st.tuples(st.just("around"), st.integers(0, COUNT - 1)),
        st.tuples(st.just("count"), st.just(0)),
    ),
    max_size=30,
)


@given(acts=acts, start=st.integers(0, COUNT - 10), total=st.booleans())
def test_however_one_moves_the_stories_at_hand_follow_each_other(
    acts: list[tuple[str, int]], start: int, total: bool
) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "AHEAD", 5)
        patch.setattr(module, "LONGEST", 30)
        archive, list_ = Archive(total=total), RowWindow()
        list_.replace(archive.listing(start, start + 10))
        for name, value in acts:
            if name == "look":
                look_at(list_, archive, list_.base + value % len(list_.keys))
            elif name == "end":
                list_.jump(archive.stretch(None, back=bool(value)), from_end=bool(value))
            elif name == "around":
                list_.jump(archive.part(max(0, value - 3), min(COUNT, value + 4)))
            else:
                list_.number(list_.keys[0] - 1_000)
                list_.counted(COUNT, at_least=False)
            check(list_)


def look_at(list_: RowWindow, archive: Archive, number: int) -> None:
    """A story comes into sight; what that takes is fetched, and the story keeps its place."""
    while wanted := list_.edge_wanted(number, number + 3):
        back, edge = wanted
        assert list_.edge_wanted(number, number + 3) in {None, *list_and_other_side(list_, back)}
        key = list_.key(number)
        change = list_.extend(archive.stretch(edge, back=back), back=back)
        number += change
        assert list_.key(number) in {key, None}
        if list_.key(number) is None:  # let go: it was far from what was fetched
            return


def list_and_other_side(list_: RowWindow, back: bool) -> list[tuple[bool, Spot]]:
    edge = list_.spot(list_.end - 1) if back else list_.spot(list_.base)
    assert edge is not None
    return [(not back, edge)]


def check(list_: RowWindow) -> None:
    numbers = [key - 1_000 for key in list_.keys]
    assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    assert len(numbers) <= 30 + 7
    assert list_.base >= 0
    assert len(list_) >= list_.end
    if list_.is_numbered:
        assert list_.base == numbers[0]
    if list_.has_first:
        assert (list_.base, list_.is_numbered) == (0, True)
    if list_.has_first and list_.has_last:
        assert len(list_) == COUNT
    if list_.total is not None and list_.is_numbered:
        assert list_.total == COUNT == len(list_)
