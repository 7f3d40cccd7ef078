"""Giving back the space that deleted stories leave, and merging what the index is made of.

The index is merged in steps, each a short transaction. Then SQLite's VACUUM writes the whole
archive anew: whoever wants to write waits for that, and it needs as much room again, twice.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import apsw

from brief_tui.archive.connection import BUSY_SECONDS, REST, Connections
from brief_tui.archive.opening import PAGE_SIZE, SIDE_FILES, use_wal
from brief_tui.model.care import Compacted
from brief_tui.model.errors import ArchiveError

MERGED: Final = 400
"""Pages of the index, of 4 kB, that are merged in a transaction: about a twentieth of a second."""

_MERGE: Final = "INSERT INTO search (search, rank) VALUES ('merge', ?)"
_MIB: Final = 1024**2
_SLACK: Final = 16 * _MIB
_OFTEN: Final = 50_000
"""Steps of SQLite's machine between two looks whether somebody wants to stop."""


def size_of(path: Path) -> int:
    """Bytes that the archive takes on the disk, with its journal."""
    files = (path.with_name(path.name + end) for end in ("", *SIDE_FILES))
    return sum(file.stat().st_size for file in files if file.exists())


def merge(connections: Connections, tell: Callable[[int, int], None] | None = None) -> None:
    """Merge the index into one piece; ``tell`` hears of pages, about how many of how many.

    Raises ArchiveError; what was merged until then stays so.
    """
    with connections.reading() as connection:
        total: int = connection.execute("SELECT count(*) FROM search_data").get
    done, pages = 0, -MERGED  # the first: all that there is becomes one merge
    while True:
        with connections.writing() as connection:
            before = connection.total_changes()
            connection.execute(_MERGE, (pages,))
            # SQLite's own way of telling that there was nothing to do.
            if connection.total_changes() - before < 2 and pages > 0:
                return
        done, pages = done + MERGED, MERGED
        if tell is not None:
            tell(min(done, total), total)
        time.sleep(REST)


def vacuum(connections: Connections) -> Compacted:
    """Write the archive anew, without gaps, in pages of the size that new archives have.

    Raises ArchiveError where there is not room enough, which is looked at first.
    """
    before = size_of(connections.path)
    with connections.by_itself() as connection:
        _need_room(connection, connections.path)
        listen(connection)
        crowded = _vacuum(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    return Compacted(before, size_of(connections.path), crowded)


def _vacuum(connection: apsw.Connection) -> bool:
    """Whether the pages had to keep their size."""
    if connection.pragma("page_size") == PAGE_SIZE:
        connection.execute("VACUUM")
        return False
    # With a write-ahead log pages keep their size. A rollback journal is as safe: what is cut
    # short is undone by whoever opens the archive next, as `opening` does. But to change the
    # kind of journal, nobody else may have the archive open.
    if not _leave_wal(connection):
        connection.execute("VACUUM")
        return True
    try:
        # Without a log to fall back to, a power failure must find the journal on the disk.
        connection.pragma("synchronous", "FULL")
        connection.pragma("page_size", PAGE_SIZE)
        connection.execute("VACUUM")
    finally:
        use_wal(connection)
    return False


def _leave_wal(connection: apsw.Connection) -> bool:
    connection.set_busy_timeout(0)
    try:
        return bool(connection.pragma("journal_mode", "DELETE") == "delete")
    except apsw.BusyError:
        return False
    finally:
        connection.set_busy_timeout(int(BUSY_SECONDS * 1000))


def listen(connection: apsw.Connection) -> None:
    """Let ctrl+c end what takes long inside SQLite: Python hears of it when it is called."""
    connection.set_progress_handler(lambda: False, _OFTEN)


def _need_room(connection: apsw.Connection, path: Path) -> None:
    """Raise ArchiveError where the disk is too full.

    The new archive is made in SQLite's folder for temporary files, and goes through the
    journal to its place.
    """
    pages = connection.pragma("page_count") - connection.pragma("freelist_count")
    needed = pages * connection.pragma("page_size") + _SLACK
    folders = {path.parent: needed}
    temporary = _temporary_folder()
    if temporary.stat().st_dev == path.parent.stat().st_dev:
        folders[path.parent] += needed
    else:
        folders[temporary] = needed
    for folder, wanted in folders.items():
        free = shutil.disk_usage(folder).free
        if free < wanted:
            raise ArchiveError(
                f"there is too little room to compact {path}: it takes {wanted // _MIB:,} MiB in"
                f" {folder} for a while, and {free // _MIB:,} MiB are free"
            )


def _temporary_folder() -> Path:
    """Where SQLite makes its temporary files: https://www.sqlite.org/tempfiles.html"""
    named = [os.environ.get("SQLITE_TMPDIR"), os.environ.get("TMPDIR")]
    usual = ["/var/tmp", "/usr/tmp", "/tmp"]  # noqa: S108  looked at, not written to
    for folder in filter(None, [*named, *usual]):
        if os.access(folder, os.W_OK | os.X_OK) and Path(folder).is_dir():
            return Path(folder)
    return Path()
