"""What a person waits for, on one line of a terminal that is written over."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from brief_tui.cli.output import Output, cut, padded, visible

if TYPE_CHECKING:
    from brief_tui.model.feeds import RefreshProgress

_BAR: Final = 20
"""Cells."""
_ROOM_FOR_KEYS: Final = 4
"""Cells: a terminal writes `^C` behind the line, which must not begin another one. In the last
column some begin one by themselves."""
_EVERY: Final = 0.1
"""Seconds between two pictures of it: more would only flicker."""
_SECOND: Final = 1.0


class ProgressLine:
    """A bar and a few words on standard error; nothing at all where that is no terminal.

    It is written over with spaces, which every terminal understands.
    """

    def __init__(self) -> None:
        self._out = Output.on(sys.stderr)
        self._there = False
        self._shown_at = 0.0

    def show(self, progress: RefreshProgress) -> None:
        """Draw it anew, unless that was done a moment ago."""
        from brief_tui.tui.panes.refresh_words import progress_words  # noqa: PLC0415

        self._draw(progress.done, progress.total, progress_words(progress))

    def count(self, what: str, done: int, total: int, things: str) -> None:
        """Draw how many of so many ``things`` are done, unless that was done a moment ago."""
        self._draw(done, total, f"{what}: {done:,} of {total:,} {things}")

    def _draw(self, done: int, total: int, words: str) -> None:
        now = time.monotonic()
        if not self._out.terminal or now - self._shown_at < _EVERY:
            return
        self._shown_at = now
        filled = min(_BAR, _BAR * done // max(total, 1))
        full, empty = ("━", "─") if self._out.unicode else ("#", ".")
        self.say(f"{full * filled}{empty * (_BAR - filled)}  {words}")

    def say(self, text: str) -> None:
        """Show a text that may be outside text."""
        if self._out.terminal:
            self._there = True
            self._write(visible(text), self._out.width - _ROOM_FOR_KEYS)

    def clear(self) -> None:
        """Take it away, for lines that are to stay."""
        if self._there:
            self._write("", self._out.width - 1)
            self._out.stream.write("\r")
            self._out.stream.flush()
            self._there, self._shown_at = False, 0.0

    def _write(self, text: str, room: int) -> None:
        self._out.stream.write("\r" + padded(cut(text, room), room))
        self._out.stream.flush()


@contextmanager
def counting(
    what: str, things: str = "stories", *, at_once: bool = False
) -> Iterator[Callable[[int, int], None]]:
    """What is to be told how many things are done, and of how many, to show it.

    ``at_once`` shows ``what`` is being done before anything is told.
    """
    line = ProgressLine()
    if at_once:
        line.say(what)
    try:
        yield lambda done, total: line.count(what, done, total, things)
    finally:
        line.clear()


@contextmanager
def doing(what: str, *, counted: bool = False) -> Iterator[None]:
    """Show what is being done for as long as it takes; ``counted`` shows for how long it is."""
    line, began, ended = ProgressLine(), time.monotonic(), threading.Event()
    line.say(what)

    def count() -> None:
        while not ended.wait(_SECOND):
            line.say(f"{what}: {time.monotonic() - began:,.0f} s")

    counter = threading.Thread(target=count, daemon=True)
    if counted:
        counter.start()
    try:
        yield
    finally:
        ended.set()
        if counted:
            counter.join()
        line.clear()
