"""A copy of an archive in use, by SQLite's online backup.

The copy is of the moment when it was begun, whatever is written meanwhile: a read
transaction is held for as long as it takes. Without one, SQLite would begin anew with each
write of another program.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

import apsw

from brief_tui.archive.connection import Access, Connections, connect, our_errors, snapshot
from brief_tui.archive.opening import SIDE_FILES
from brief_tui.model.errors import ArchiveDamagedError, ArchiveError

PAGES: Final = 2_000
"""Pages a step, of 8 kB."""

_ENDS: Final = (*SIDE_FILES, "-journal")


def copy(
    connections: Connections,
    target: Path,
    *,
    force: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> int:
    """Copy the archive into a new file; its size in bytes. ``tell`` hears of bytes copied.

    The file is there once it is whole and was found sound, and not before. ``force`` replaces
    one that is there. Raises ArchiveError.
    """
    target = target.absolute()
    _refuse(connections.path, target, force=force)
    part = target.with_name(f".{target.name}.part")
    with our_errors(target):
        try:
            _remove(part)
            _write(connections, part, tell)
            _prove(part)
            shutil.copymode(connections.path, part)
            if not force and target.exists():
                raise ArchiveError(f"{target} is there already")
            part.replace(target)
        except OSError as error:
            raise ArchiveError(f"{target} cannot be written: {error.strerror}") from error
        finally:
            with suppress(OSError):
                _remove(part)
    return target.stat().st_size


def _refuse(path: Path, target: Path, *, force: bool) -> None:
    """Raise ArchiveError for a file that is not to be written."""
    try:
        if target.exists():
            if not target.is_file():
                raise ArchiveError(f"{target} is not a file")
            if target.samefile(path):
                raise ArchiveError(f"{target} is the archive itself")
            if not force:
                raise ArchiveError(f"{target} is there already")
        # SQLite would take the journal of another database for that of the copy.
        for end in _ENDS:
            beside = target.with_name(target.name + end)
            if beside.exists():
                raise ArchiveError(f"{beside} is there: a database of this name is in use")
    except OSError as error:
        raise ArchiveError(f"{target} cannot be written: {error.strerror}") from error


def _write(connections: Connections, part: Path, tell: Callable[[int, int], None] | None) -> None:
    with connections.reading() as source, snapshot(source):
        size = source.pragma("page_size")
        source.execute("SELECT 1 FROM sqlite_schema LIMIT 1").fetchall()  # begins the snapshot
        copy = apsw.Connection(str(part))
        try:
            copy.pragma("synchronous", "OFF")  # it is written to the disk at the end, at once
            with copy.backup("main", source, "main") as backup:
                while not backup.done:
                    backup.step(PAGES)
                    if tell is not None:
                        total = backup.page_count
                        tell((total - backup.remaining) * size, total * size)
        finally:
            copy.close()


def _prove(part: Path) -> None:
    """Raise ArchiveDamagedError for a copy that is not sound, and bring it to the disk."""
    with our_errors(part):
        proof = connect(part, Access.FROZEN)
        try:
            findings = [finding for (finding,) in proof.execute("PRAGMA quick_check")]
        finally:
            proof.close()
    if findings != ["ok"]:
        raise ArchiveDamagedError(f"the copy is damaged, as the archive is: {findings[0]}")
    with part.open("rb+") as file:
        os.fsync(file.fileno())


def _remove(part: Path) -> None:
    for end in ("", *_ENDS):
        part.with_name(part.name + end).unlink(missing_ok=True)
