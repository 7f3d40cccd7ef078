"""Threads that do the library's work, so that the interface never waits for a disk.

A lane does one job at a time. Its job returns a message, which is posted to the screen:
no lane touches a widget. Textual's own thread workers are not used for this because an
exclusive worker cannot stop a thread that already runs: a key typed during a slow search
was echoed after 121 ms that way, after 26 ms with one thread whose query is interrupted.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Condition, Thread
from typing import Final, TypeAlias

from textual.message import Message
from textual.message_pump import MessagePump

from brief_tui.model.errors import ArchiveBusyError, BriefError, InterruptedSearchError

Job: TypeAlias = Callable[[], Message | None]

REFRESH_ENDS: Final = 2.0
"""Seconds that a refresh which was told to stop may take to keep what it has."""

RELATING_ENDS: Final = 2.0
"""Seconds that the last of a few stories may take to be related: what comes later would be
written behind the last screen, which is not kept then."""


@dataclass
class Failed(Message):
    """A job could not be done. ``error`` says why in a sentence."""

    error: BriefError
    lane: str


class Lane:
    """One thread and the jobs that wait for it.

    With ``latest``, a new job takes the place of one that waits, and ``interrupt`` is called
    to stop the one that runs. Without it, every job is done, in order.
    """

    def __init__(
        self,
        name: str,
        target: MessagePump,
        *,
        latest: bool = False,
        interrupt: Callable[[], None] | None = None,
    ) -> None:
        self._name = name
        self._target = target
        self._latest = latest
        self._interrupt = interrupt
        self._jobs: deque[Job] = deque()
        self._busy = False
        self._closed = False
        self.failures: list[BriefError] = []
        self._changed = Condition()
        self._thread: Thread | None = None

    def ask(self, job: Job) -> None:
        """Have a job done. Returns at once."""
        with self._changed:
            if self._latest:
                self._jobs.clear()
                if self._busy and self._interrupt:
                    self._interrupt()
            self._jobs.append(job)
            if self._thread is None:
                self._thread = Thread(target=self._work, name=f"brief-{self._name}", daemon=True)
                self._thread.start()
            self._changed.notify_all()

    @property
    def is_idle(self) -> bool:
        """Whether nothing is done or waits to be."""
        with self._changed:
            return not (self._busy or self._jobs)

    def close(self, timeout: float = 5.0) -> bool:
        """Finish the jobs that wait and end the thread; whether it did in time (seconds)."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
        if self._thread is None:
            return True
        self._thread.join(timeout)
        return not self._thread.is_alive()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._busy = False
                while not self._jobs and not self._closed:
                    self._changed.wait()
                if not self._jobs:
                    return
                job = self._jobs.popleft()
                self._busy = True
            self._do(job)

    def _do(self, job: Job) -> None:
        while True:
            try:
                message = job()
            except InterruptedSearchError:
                # An interrupt meant for an older query may hit this one: it is still wanted
                # unless another waits for its place.
                if self._closed or (self._latest and self._jobs):
                    return
                continue
            except BriefError as error:
                message = Failed(error, self._name)
            except Exception as error:  # a mistake in the program must not end the lane
                fault = f"this is a mistake in the program: {type(error).__name__}: {error}"
                message = Failed(BriefError(fault), self._name)
            if isinstance(message, Failed):
                self.failures.append(message.error)
            if message is not None:
                self._target.post_message(message)
            return

    def drop_waiting(self) -> None:
        """Forget the jobs that wait; the one that runs goes on."""
        with self._changed:
            self._jobs.clear()


class Lanes:
    """The reader's lanes, one for each kind of work that must not wait for another.

    ``refresh`` is busy for as long as feeds are checked, ``errand`` for as long as a program
    that was started takes, ``adding`` while an address is looked at.
    """

    def __init__(self, target: MessagePump, interrupt: Callable[[], None]) -> None:
        self.listing = Lane("listing", target, latest=True, interrupt=interrupt)
        self.story = Lane("story", target, latest=True)
        self.rows = Lane("rows", target)
        self.counting = Lane("counting", target, latest=True)
        self.writing = Lane("writing", target)
        self.errand = Lane("errand", target)
        self.adding = Lane("adding", target)
        self.pictures = Lane("pictures", target)
        self.refresh = Lane("refresh", target)
        self.relating = Lane("relating", target)
        self.belonging = Lane("belonging", target, latest=True)

    def close(self) -> list[BriefError]:
        """End every lane, that of marks once all are written; what could not be written.

        Raises ArchiveBusyError where the marks take too long.
        """
        before = len(self.writing.failures)
        if not self.writing.close():
            raise ArchiveBusyError("the archive is busy: the last marks could not be kept")
        self.refresh.close(REFRESH_ENDS)
        self.relating.close(RELATING_ENDS)
        for lane in vars(self).values():
            lane.close(0.2)
        return self.writing.failures[before:]
