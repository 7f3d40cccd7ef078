"""What a person waits for, on one line of a terminal that is written over."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from brief_tui.cli.output import Output, cut, padded, visible
from brief_tui.model.feeds import RefreshProgress
from brief_tui.tui.panes.refresh_words import progress_words

_BAR: Final = 20
"""Cells."""
_ROOM_FOR_KEYS: Final = 4
"""Cells: a terminal writes `^C` behind the line, which must not begin another one. In the last
column some begin one by themselves."""
_EVERY: Final = 0.1
"""Seconds between two pictures of it: more would only flicker."""


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
        now = time.monotonic()
        if not self._out.terminal or now - self._shown_at < _EVERY:
            return
        self._shown_at = now
        filled = min(_BAR, _BAR * progress.done // max(progress.total, 1))
        full, empty = ("━", "─") if self._out.unicode else ("#", ".")
        self.say(f"{full * filled}{empty * (_BAR - filled)}  {progress_words(progress)}")

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
def doing(what: str) -> Iterator[None]:
    """Show what is being done for as long as it takes."""
    line = ProgressLine()
    line.say(what)
    try:
        yield
    finally:
        line.clear()
