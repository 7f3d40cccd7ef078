"""Which thread a story joins."""

from __future__ import annotations

from brief_tui.related.threads import WINDOW, Decision, Extent, Neighbour, decide, is_copy


def of(size: int, first: int = 0, last: int = 0) -> Extent:
    return Extent(size, first, last)


def test_a_story_that_is_like_no_other_joins_nothing() -> None:
    assert decide(0, [], {}) == Decision()
    assert decide(0, [Neighbour(1, 0.2), Neighbour(2, 0.25, thread=7)], {7: of(1)}) == Decision()


def test_two_stories_that_are_much_alike_begin_a_thread() -> None:
    assert decide(0, [Neighbour(1, 0.3), Neighbour(2, 0.4)], {}) == Decision(other=2)


def test_the_three_most_similar_members_count() -> None:
    members = [Neighbour(n, likeness, thread=7) for n, likeness in enumerate((0.5, 0.3, 0.2, 0.01))]
    assert decide(0, members, {7: of(4)}) == Decision(thread=7)
    assert decide(0, members[:1], {7: of(9)}) == Decision()  # eight others are not like it at all


def test_a_thread_that_the_reader_took_the_story_out_of_is_left_alone() -> None:
    members = [Neighbour(1, 0.6, thread=7), Neighbour(2, 0.5, thread=8)]
    assert decide(0, members, {7: of(1), 8: of(1)}, frozenset({7})) == Decision(thread=8)


def test_nearly_the_same_text_is_a_copy() -> None:
    assert decide(0, [Neighbour(1, 0.9, thread=7, copied=True)], {7: of(1)}) == Decision(
        thread=7, copy_of=1
    )
    assert decide(0, [Neighbour(1, 0.95, copied=True)], {}) == Decision(other=1, copy_of=1)


def test_a_text_that_was_cut_or_headed_anew_is_a_copy_but_a_headline_is_none() -> None:
    assert is_copy(0.6, shared=70, fewer=80)
    assert not is_copy(0.6, shared=20, fewer=20)
    assert not is_copy(0.6, shared=70, fewer=160)


def test_the_better_of_two_threads_is_joined() -> None:
    near = [Neighbour(1, 0.3, 7), Neighbour(2, 0.35, 8), Neighbour(3, 0.3, 8)]
    assert decide(0, near, {7: of(1), 8: of(2)}).thread == 8


def test_a_story_without_a_thread_comes_along() -> None:
    near = [Neighbour(1, 0.4, 7), Neighbour(2, 0.5)]
    assert decide(0, near, {7: of(1)}) == Decision(thread=7, other=2)


def test_threads_that_a_story_belongs_to_alike_are_one_event() -> None:
    near = [Neighbour(1, 0.3, 7), Neighbour(2, 0.4, 8), Neighbour(3, 0.2, 9)]
    assert decide(0, near, {7: of(1), 8: of(1), 9: of(1)}) == Decision(thread=8, merged=(7,))


def test_what_goes_on_for_longer_than_a_week_is_another_event() -> None:
    late, early = Neighbour(1, 0.5, 7, at=WINDOW - 1), Neighbour(2, 0.4, 8, at=WINDOW + 1)
    extents = {7: of(1, 0, WINDOW - 1), 8: of(1, WINDOW + 1, WINDOW + 1)}
    assert decide(WINDOW - 1, [late], extents) == Decision(thread=7)
    assert decide(WINDOW + 1, [late], extents) == Decision()
    assert decide(WINDOW - 1, [late, early], extents) == Decision(thread=7)  # not put together
    single = Neighbour(3, 0.4, at=-2)
    assert decide(5, [late, single], extents) == Decision(thread=7)
    assert decide(5, [single], extents) == Decision(other=3)
