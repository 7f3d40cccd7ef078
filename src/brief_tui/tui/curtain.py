"""Nothing is painted, and no key is taken, until there is a first screen.

Textual paints an empty screen first, then the list, then the story: behind the first screen
of the overture that would be a flash, and without one it is work for nothing. A key that is
taken before there is a list has nothing to act on.
"""

from __future__ import annotations

import asyncio
import gc
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from textual.timer import Timer

    from brief_tui.tui.app import BriefApp

PATIENCE: Final = 0.5
"""Seconds after which what there is will be shown, and keys be taken, come what may."""

_LOOK_EVERY: Final = 0.004
"""Seconds between two looks at a screen that is not ready."""


class Curtain:
    """Before the first screen of the reader, and after its last.

    It is down from the beginning where the terminal is ours, and never where it is not (a
    test, a browser).
    """

    def __init__(self, app: BriefApp) -> None:
        self._app = app
        self._leaving = False
        self._is_taken_down = False
        self._patience: Timer | None = None
        self.is_down = app.overture is not None
        self._is_behind = app.overture is not None and app.overture.is_on

    def begin(self) -> None:
        """The screen is about to be made: look whether it is ready, and rise when it is."""
        if self.is_down:
            if self._patience is not None:
                self._patience.stop()
            self._patience = self._app.set_timer(PATIENCE, self._give_up)
            self._keep_looking()

    def fall(self) -> None:
        """The reader leaves: nothing that is painted from now on is for them."""
        self.is_down = self._leaving = True
        if (driver := self._app.brief_driver) is not None:
            driver.shut_out()
        self.begin()

    def look(self) -> None:
        """Rise if all is there, and still is once the screen has heard what is on its way to it:
        a lane posts what it found, and is idle, before that arrives.
        """
        if self.is_down and self._is_ready():
            later = self._app.reader.call_later
            asyncio.get_running_loop().call_soon(later, self._look_again)

    def _look_again(self) -> None:
        if self.is_down and self._is_ready():
            self._done()

    def _is_ready(self) -> bool:
        """Whether the list, its rows and the open story are here, or cannot be had.

        What waits for the next frame is laid out first: rows are wanted once they are in sight.
        How many stories the list has is only waited for where that stands there already.
        """
        reader = self._app.reader
        if not reader.query("#stories"):  # not composed yet, or taken down already
            return False
        reader._on_timer_update()
        if not reader.is_open or reader.story.is_coming:
            return False
        if len(reader.stories.window) and reader.stories.row is None:
            return False
        lanes, exact = reader.lanes, self._leaving or self._is_behind
        awaited = [lanes.listing, lanes.rows, lanes.story] + [lanes.counting] * exact
        return all(lane.is_idle for lane in awaited)

    def _keep_looking(self) -> None:
        """Reports tell of what has come, but nothing tells that a lane has nothing left to do."""
        if self.is_down:
            self.look()
            self._app.set_timer(_LOOK_EVERY, self._keep_looking)

    def _give_up(self) -> None:
        """What is not there by now is not waited for."""
        if self._leaving:
            self._app.exit()
        elif self.is_down:
            self._rise()

    def _done(self) -> None:
        if self._leaving:
            if not self._is_taken_down:  # the end takes a while, in which the screen goes on
                self._is_taken_down = True
                self._app.rehearsed()
        else:
            self._rise()

    def _rise(self) -> None:
        self.is_down = False
        self._app.repaint()
        if (driver := self._app.brief_driver) is not None:
            driver.let_in()
        self._app.call_later(gather)


def gather() -> None:
    """Let Python look for garbage again, which a start does without, but not in what is here."""
    gc.freeze()
    gc.enable()
