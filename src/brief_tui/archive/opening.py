"""From a path to connections: what kind of file is there, and how may it be used.

A file is looked at for reading alone before anything can change it, so that one which
is damaged, newer than this program, or not ours at all stays as it is, byte for byte.
"""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from stat import S_ISREG
from typing import Final

import apsw

from brief_tui.archive import schema
from brief_tui.archive.connection import BUSY_SECONDS, Access, Connections, connect, our_errors
from brief_tui.model.errors import (
    ArchiveError,
    ArchiveForeignError,
    ArchiveReadOnlyError,
    ArchiveTooNewError,
)

SIDE_FILES: Final = ("-wal", "-shm")
"""What SQLite keeps beside an archive, as endings of its name."""

PAGE_SIZE: Final = 8192
"""Bytes. Of 4096, stories of 2 kB would leave two fifths empty."""

_MOMENT: Final = 0.05
"""Seconds in which a file that is being made changes."""


def open_connections(path: Path, tell: schema.Tell | None = None) -> Connections:
    """Open the archive at ``path``, or make one there, and bring its schema up to date.

    Where that takes long, ``tell`` hears how many stories are done, and of how many.

    Raises the errors that :meth:`brief_tui.archive.store.Archive.open` names.
    """
    path = path.absolute()
    with our_errors(path):
        if _is_there(path):
            version = _look(path)
        else:
            version = 0
            _make_folder(path.parent)
        access = _best_access(path)
        if access is Access.WRITE:
            _prepare(path, tell)
        elif version < schema.VERSION:
            raise ArchiveReadOnlyError(f"{path} has to be upgraded, but cannot be written")
    return Connections(path, access)


def needs_upgrade(path: Path) -> bool:
    """Whether there is an archive at ``path`` that opening it for writing would upgrade.

    Raises the errors that :meth:`brief_tui.archive.store.Archive.open` names.
    """
    path = path.absolute()
    with our_errors(path):
        return _is_there(path) and 0 < _look(path) < schema.VERSION


def _is_there(path: Path) -> bool:
    """Whether there is more than an empty file, which SQLite takes for a new database."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return False
    except OSError as error:
        raise ArchiveError(f"{path} cannot be opened: {error.strerror}") from error
    if not S_ISREG(found.st_mode):
        raise ArchiveError(f"{path} is not a file")
    return found.st_size > 0


def _make_folder(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ArchiveError(f"{folder} cannot be made: {error.strerror}") from error


def _look(path: Path) -> int:
    """The archive's schema version, once it is known to be one that we understand.

    Without locks a file looks damaged while another process makes it: one that changes is
    looked at again.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        before = _facts(path)
        try:
            return _look_once(path)
        except (apsw.CorruptError, apsw.NotADBError):
            time.sleep(_MOMENT)
            if _facts(path) == before or time.monotonic() > deadline:
                raise


def _facts(path: Path) -> list[tuple[int, int]]:
    """Size and time of the file and of what is beside it, as far as they are there."""
    found = []
    for end in ("", *SIDE_FILES, "-journal"):
        with suppress(OSError):
            facts = path.with_name(path.name + end).stat()
            found.append((facts.st_size, facts.st_mtime_ns))
    return found


def _look_once(path: Path) -> int:
    has_journal = any(path.with_name(path.name + end).exists() for end in ("-wal", "-journal"))
    # Without a journal, FROZEN reads the same and leaves no side files behind.
    order = (Access.READ, Access.FROZEN) if has_journal else (Access.FROZEN,)
    if _is_cut_short(path):
        order = (Access.WRITE, *order)
    connection, _ = _open_first(path, order)
    try:
        application, version = schema.marks(connection)
        if version == schema.VERSION and not schema.is_ready(connection):
            version -= 1  # a step was cut short
        if application != schema.APPLICATION_ID and not schema.is_blank(connection):
            raise ArchiveForeignError(f"{path} belongs to another program")
    finally:
        connection.close()
    if version > schema.VERSION:
        raise ArchiveTooNewError(
            f"{path} was written by a newer version of brief (schema {version}; "
            f"this one knows {schema.VERSION})"
        )
    return version


def _is_cut_short(path: Path) -> bool:
    """Whether an archive of ours was being compacted when the process was killed.

    What is in the file is then nothing; SQLite puts back what was there, if it may write. An
    archive has a journal of this kind at no other time.
    """
    if not path.with_name(path.name + "-journal").exists():
        return False
    with path.open("rb") as file:
        header = file.read(100)
    return header[68:72] == schema.APPLICATION_ID.to_bytes(4, "big")


def _open_first(path: Path, order: Sequence[Access]) -> tuple[apsw.Connection, Access]:
    """A connection with the first of these that the file and its folder allow."""
    *others, last = order
    for access in others:
        try:
            connection = connect(path, access)
        except (apsw.CantOpenError, apsw.ReadOnlyError):
            continue
        # SQLite falls back to reading by itself when the file cannot be written.
        if access is not Access.WRITE or not connection.readonly("main"):
            return connection, access
        connection.close()
    return connect(path, last), last


def _best_access(path: Path) -> Access:
    connection, access = _open_first(path, (Access.WRITE, Access.READ, Access.FROZEN))
    connection.close()
    return access


def _prepare(path: Path, tell: schema.Tell | None) -> None:
    connection = connect(path, Access.WRITE)
    try:
        connection.pragma("page_size", PAGE_SIZE)  # heeded by a file that holds nothing yet
        use_wal(connection)
        schema.migrate(connection, tell=tell)
    finally:
        connection.close()


def use_wal(connection: apsw.Connection) -> None:
    """Switch a new file to WAL, where readers and a writer do not wait for each other.

    SQLite does not wait by itself for this lock when two processes start together.
    """
    deadline = time.monotonic() + BUSY_SECONDS
    while True:
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except apsw.BusyError:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.01)
        else:
            return


def set_aside(path: Path) -> Path:
    """Move a file that is no sound archive out of the way, with its side files.

    Returns where it is now, under a name that no file had. Raises ArchiveError; the file
    itself is then still where it was.
    """
    try:
        kept = _reserved_name(path)
        try:
            # The file last: a journal left behind would go to the archive that comes next.
            for end in (*SIDE_FILES, ""):
                part = path.with_name(path.name + end)
                if not end or part.exists():
                    part.replace(kept.with_name(kept.name + end))
        except OSError:
            kept.unlink()
            raise
    except OSError as error:
        raise ArchiveError(f"{path} cannot be moved aside: {error.strerror}") from error
    return kept


def _reserved_name(path: Path) -> Path:
    """The path of a new, empty file: nobody else can take its name meanwhile."""
    name = f"{path.name}.damaged-{datetime.now(UTC).strftime('%Y%m%d-%H%M%S')}"
    number = 1
    while True:
        kept = path.with_name(name if number == 1 else f"{name}-{number}")
        try:
            kept.touch(exist_ok=False)
        except FileExistsError:
            number += 1
        else:
            return kept
