"""Relating stories in a process beside the reader's: see :meth:`Relating.beside`.

    python -m brief_tui.library.relating_process ARCHIVE

It ends when no story waits any more, or when its standard input is closed, as by a reader that
ends.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from pathlib import Path

from brief_tui.archive.store import Archive
from brief_tui.library.relating import Relating
from brief_tui.model.errors import BriefError


def main() -> int:
    """Relate what waits; 1 where the archive stands in the way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # ctrl+c is for the reader to answer
    os.nice(10)
    closed = threading.Event()
    threading.Thread(target=_watch, args=(closed,), daemon=True).start()
    try:
        archive = Archive.open(Path(sys.argv[1]))
        try:
            Relating(archive).all(stopped=closed.is_set)
        finally:
            archive.close()
    except BriefError:
        return 1
    return 0


def _watch(closed: threading.Event) -> None:
    """Wait for the end of the standard input, which has nothing.

    Not by ``sys.stdin``: Python cannot end while a thread waits in there.
    """
    while os.read(0, 1):
        pass
    closed.set()


if __name__ == "__main__":
    sys.exit(main())
