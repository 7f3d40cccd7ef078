"""Signals as a wish to stop: what is being done is brought to a sound end first.

The second signal ends the program as it would without this.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from types import FrameType, TracebackType
from typing import Final

_WISHES: Final = (signal.SIGINT, signal.SIGTERM)
_LOOK_AT_THE_CLOCK: Final = 60.0
"""Seconds: a machine that slept has a later time than its timers."""


class Stopping:
    """While this is entered, SIGINT and SIGTERM set ``event``; ``signal`` is the first, 0 for
    none. For the main thread.
    """

    def __init__(self) -> None:
        self.event = threading.Event()
        self.signal = 0
        self._before: dict[int, object] = {}
        # Nobody may wait for the event: its lock would then be taken when a signal sets it.
        self._heard, self._told = os.pipe()

    def __enter__(self) -> Stopping:
        for number in _WISHES:
            self._before[number] = signal.signal(number, self._stop)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)  # type: ignore[arg-type]  # what signal() gave
        os.close(self._heard)
        os.close(self._told)

    def wait_until(self, moment: float) -> None:
        """Wait until that Unix time, or until somebody wishes to stop."""
        while not self.signal and (rest := moment - time.time()) > 0:
            select.select([self._heard], [], [], min(rest, _LOOK_AT_THE_CLOCK))

    def _stop(self, number: int, _frame: FrameType | None) -> None:
        for other in _WISHES:
            signal.signal(other, signal.default_int_handler)
        self.signal = number
        self.event.set()
        os.write(self._told, b"!")
