"""Finding what belongs together, at the end of a command that brought stories in."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

from brief_tui.cli.progress import counting
from brief_tui.library import Library

LONGEST: Final = 20.0
"""Seconds that a command takes for it; what is left the next one does, or the open reader."""


def relate(library: Library, stopped: Callable[[], bool] = lambda: False) -> None:
    """Relate what waits, as far as there is time. Raises ArchiveError."""
    end = time.monotonic() + LONGEST
    total = library.relating.waiting()
    if not total:
        return
    with counting("finding what belongs together") as tell:
        library.relating.all(
            lambda done: tell(done, total), lambda: stopped() or time.monotonic() > end
        )
