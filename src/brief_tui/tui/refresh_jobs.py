"""What the refresh lane does, and how it leaves the screen the time to paint."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final

from brief_tui.library import Library
from brief_tui.model.feeds import RefreshProgress
from brief_tui.tui.dates import now

TELL_EVERY: Final = 0.1
"""Seconds between two reports of how far a refresh is: the head bar needs no more."""

SWITCH_EVERY: Final = 0.0005
"""Seconds for which a thread may compute while another waits, during a refresh."""


@contextmanager
def keys_first() -> Iterator[None]:
    """Threads that compute give way sooner to the one that paints."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(SWITCH_EVERY)
    try:
        yield
    finally:
        sys.setswitchinterval(before)


def due(library: Library) -> list[int] | None:
    """Nothing when no feed is due, which costs less to ask than a refresh; else all that are."""
    first = library.feeds.next_check()
    return None if first is not None and first <= now() else []


def feed_named(library: Library, name: str) -> list[int]:
    return [feed.key for feed in library.feeds.list() if feed.name == name and name]


def throttled(tell: Callable[[RefreshProgress], object]) -> Callable[[RefreshProgress], None]:
    """``tell``, not more often than the screen has use for; the last of a stage is told."""
    last = 0.0

    def told(progress: RefreshProgress) -> None:
        nonlocal last
        at = time.monotonic()
        if at - last >= TELL_EVERY or progress.done >= progress.total:
            last = at
            tell(progress)

    return told
