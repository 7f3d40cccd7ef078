"""Finding what belongs together, at the end of a command that brought stories in."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import Final

from brief_tui.cli.progress import counting
from brief_tui.library import Library

LONGEST: Final = 20.0
"""Seconds that a command takes for it that comes again by itself, as a refresh does."""

ONCE: Final = 300.0
"""Seconds that an import takes for it, which may bring years of stories at once."""


def relate(
    library: Library, stopped: Callable[[], bool] = lambda: False, *, longest: float = LONGEST
) -> None:
    """Relate what waits, as far as there is time, and nobody has enough of it (ctrl+c): the open
    reader does the rest, or the next command. Raises ArchiveError.
    """
    end = time.monotonic() + longest
    total = library.relating.waiting()
    if not total:
        return
    with counting("finding what belongs together") as tell, suppress(KeyboardInterrupt):
        library.relating.all(
            lambda done: tell(done, total), lambda: stopped() or time.monotonic() > end
        )
