"""Lanes: work in threads, told in messages."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

import pytest
from textual.message import Message
from textual.message_pump import MessagePump

from brief_tui.model.errors import ArchiveError, InterruptedSearchError
from brief_tui.tui.lanes import Failed, Lane


@dataclass
class Done(Message):
    name: str


class Ear(MessagePump):
    """Hears what is posted to it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Message] = []

    def post_message(self, message: Message) -> bool:
        self.heard.append(message)
        return True

    @property
    def names(self) -> list[str]:
        return [message.name for message in self.heard if isinstance(message, Done)]


@pytest.fixture
def ear() -> Ear:
    return Ear()


def job(name: str, before: Callable[[], object] = lambda: None) -> Callable[[], Done]:
    def work() -> Done:
        before()
        return Done(name)

    return work


def wait_for(condition: Callable[[], bool]) -> None:
    until = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < until
        time.sleep(0.001)


def test_every_job_is_done_in_order_before_a_lane_closes(ear: Ear) -> None:
    lane = Lane("writing", ear)
    for number in range(50):
        lane.ask(job(str(number)))
    assert lane.close()
    assert ear.names == [str(number) for number in range(50)]


def test_the_latest_job_takes_the_place_of_those_that_wait(ear: Ear) -> None:
    begun, go = Event(), Event()

    def hold() -> None:
        begun.set()
        assert go.wait(20)

    lane = Lane("listing", ear, latest=True)
    lane.ask(job("first", hold))
    assert begun.wait(20)
    lane.ask(job("second"))
    lane.ask(job("third"))
    go.set()
    assert lane.close()
    assert ear.names == ["first", "third"]


def test_asking_interrupts_the_job_that_runs_and_its_answer_is_dropped(ear: Ear) -> None:
    begun, stop = Event(), Event()
    lane = Lane("listing", ear, latest=True, interrupt=stop.set)

    def slow() -> Done:
        begun.set()
        assert stop.wait(20)
        raise InterruptedSearchError("a newer one")

    lane.ask(slow)
    assert begun.wait(20)
    lane.ask(job("newer"))
    assert lane.close()
    assert ear.names == ["newer"]
    assert not [message for message in ear.heard if isinstance(message, Failed)]


def test_a_job_that_was_interrupted_by_mistake_is_done_again(ear: Ear) -> None:
    tries: list[int] = []

    def unlucky() -> Done:
        tries.append(1)
        if len(tries) < 3:
            raise InterruptedSearchError("meant for an older one")
        return Done("at last")

    lane = Lane("listing", ear, latest=True)
    lane.ask(unlucky)
    wait_for(lambda: ear.names == ["at last"])
    assert len(tries) == 3
    assert lane.close()


def test_nothing_is_interrupted_while_a_lane_is_idle(ear: Ear) -> None:
    interrupted: list[int] = []
    lane = Lane("listing", ear, latest=True, interrupt=lambda: interrupted.append(1))
    lane.ask(job("first"))
    wait_for(lambda: ear.names == ["first"])
    wait_for(lambda: not lane._busy)
    lane.ask(job("second"))
    assert lane.close()
    assert not interrupted


def test_an_error_is_told_as_a_value_and_the_next_job_is_done(ear: Ear) -> None:
    def failing() -> Message:
        raise ArchiveError("the disk is full")

    lane = Lane("writing", ear)
    lane.ask(failing)
    lane.ask(job("next"))
    assert lane.close()
    first, second = ear.heard
    assert isinstance(first, Failed)
    assert (str(first.error), first.lane) == ("the disk is full", "writing")
    assert isinstance(second, Done)


def test_a_job_without_an_answer_posts_nothing(ear: Ear) -> None:
    lane = Lane("writing", ear)
    lane.ask(lambda: None)
    assert lane.close()
    assert ear.heard == []


def test_closing_a_lane_that_was_never_asked_is_no_trouble(ear: Ear) -> None:
    assert Lane("writing", ear).close()


def test_closing_says_when_a_job_does_not_end_in_time(ear: Ear) -> None:
    go = Event()
    lane = Lane("writing", ear)
    lane.ask(job("slow", lambda: go.wait(20)))
    assert not lane.close(timeout=0.01)
    go.set()
    assert lane.close()


def test_a_mistake_in_a_job_is_told_and_does_not_end_the_lane(ear: Ear) -> None:
    def mistaken() -> Done:
        raise ZeroDivisionError("no")

    lane = Lane("writing", ear)
    lane.ask(mistaken)
    lane.ask(job("after"))
    assert lane.close()
    failed, done = ear.heard
    assert isinstance(failed, Failed)
    assert "mistake in the program" in str(failed.error)
    assert isinstance(done, Done)
    assert lane.failures == [failed.error]
