"""The trail: how a reader came to a story."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from brief_tui.tui.trail import LONGEST, Stop, Trail


def stop(name: str) -> Stop:
    return Stop(name, f"Story {name}")


def walked(*names: str) -> Trail:
    trail = Trail().start(stop(names[0]))
    for name in names[1:]:
        trail = trail.visit(stop(name))
    return trail


def names(trail: Trail) -> str:
    return "".join(stop.id for stop in trail.stops)


def test_there_is_nowhere_to_go_on_an_empty_trail() -> None:
    trail = Trail()
    assert trail.here is None
    assert not trail.can_go_back
    assert not trail.can_go_forward
    assert trail.step(-1) is trail.step(1) is trail


def test_one_can_go_back_and_forward_as_far_as_there_are_stops() -> None:
    trail = walked("a", "b", "c")
    back = trail.step(-1).step(-1)
    assert back.here == stop("a")
    assert not back.can_go_back
    assert back.can_go_forward
    assert back.step(-1) == back
    assert back.step(1).step(1).step(1) == trail


def test_a_visit_from_the_middle_forgets_what_was_ahead() -> None:
    assert names(walked("a", "b", "c").step(-1).visit(stop("d"))) == "abd"


def test_the_story_that_is_shown_is_not_visited_twice() -> None:
    trail = walked("a", "b").step(-1)
    assert trail.visit(stop("a")) is trail
    assert trail.start(stop("a")) is trail


def test_a_story_from_the_list_begins_a_new_trail() -> None:
    assert names(walked("a", "b").start(stop("c"))) == "c"


@given(st.lists(st.sampled_from(["visit", "back", "forward", "start"]), max_size=200))
def test_the_place_is_always_on_the_trail_and_the_trail_never_too_long(steps: list[str]) -> None:
    trail = Trail()
    for number, step in enumerate(steps):
        match step:
            case "visit":
                trail = trail.visit(stop(str(number)))
            case "start":
                trail = trail.start(stop(str(number)))
            case _:
                trail = trail.step(-1 if step == "back" else 1)
        assert trail.here is not None or not trail.stops
        assert len(trail.stops) <= LONGEST


def test_of_a_long_trail_the_oldest_stops_are_forgotten() -> None:
    trail = walked(*(str(number) for number in range(LONGEST + 10)))
    assert trail.stops[0] == stop("10")
    assert trail.here == stop(str(LONGEST + 9))
