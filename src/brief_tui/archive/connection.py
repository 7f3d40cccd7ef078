"""Connections to the archive file: one a thread, opened on first use.

SQLite's errors become ours here and nowhere else.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Final

import apsw

from brief_tui.archive.ranking import register
from brief_tui.model.errors import (
    ArchiveBusyError,
    ArchiveDamagedError,
    ArchiveError,
    ArchiveReadOnlyError,
    InterruptedSearchError,
)

BUSY_SECONDS: Final = 5.0
"""How long a write waits for another process, or for another thread of ours."""


REST: Final = 0.02
"""Seconds that long work leaves the archive alone between two transactions: whoever waits to
write looks for his turn by polling, and would not find one."""


class Access(Enum):
    """How the file is opened, as parameters of an SQLite URI.

    ``FROZEN`` takes the file for one that nobody changes: without locks and side files,
    the only way to read a WAL archive in a folder where none can be made.
    """

    WRITE = "mode=rwc"
    READ = "mode=ro"
    FROZEN = "mode=ro&immutable=1"


def connect(path: Path, access: Access) -> apsw.Connection:
    """A connection with our settings. ``path`` is absolute. Raises apsw errors."""
    connection = apsw.Connection(
        f"{path.as_uri()}?{access.value}",
        flags=apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE,
    )
    connection.set_busy_timeout(int(BUSY_SECONDS * 1000))
    # A file may come from anywhere: its schema must not run functions of ours.
    connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    connection.config(apsw.SQLITE_DBCONFIG_ENABLE_FKEY, 1)
    try:
        connection.pragma("schema_version")  # the first read: what cannot be read fails here
        # In WAL mode NORMAL loses nothing when the process is killed, only when power fails.
        connection.pragma("synchronous", "NORMAL")
    except apsw.Error:
        connection.close()
        raise
    return connection


@contextmanager
def our_errors(path: Path) -> Iterator[None]:
    """Raise what SQLite raises inside as an ArchiveError that a person can read."""
    try:
        yield
    except apsw.Error as error:
        raise _translated(error, path) from error


def _translated(error: apsw.Error, path: Path) -> ArchiveError:
    match error:
        case apsw.BusyError() | apsw.LockedError():
            return ArchiveBusyError(f"{path} is in use by another program; try again in a moment")
        case apsw.CorruptError() | apsw.NotADBError():
            return ArchiveDamagedError(f"{path} is not a sound archive: {error}")
        case apsw.ReadOnlyError() | apsw.PermissionsError():
            return ArchiveReadOnlyError(f"{path} cannot be written")
        case apsw.InterruptError():
            return InterruptedSearchError("the search was stopped")
        case apsw.FullError():
            return ArchiveError(f"the disk is full; nothing was changed in {path}")
        case apsw.IOError():
            return ArchiveError(f"{path} could not be read or written; nothing was changed")
        case apsw.CantOpenError():
            return ArchiveError(f"{path} cannot be opened")
        case _:
            return ArchiveError(f"the archive could not do this: {error}")


@contextmanager
def transaction(connection: apsw.Connection) -> Iterator[None]:
    """All of it or nothing. The write lock is taken at once, so that it cannot fail halfway."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:  # a full disk has rolled back already
            connection.execute("ROLLBACK")
        raise


@contextmanager
def snapshot(connection: apsw.Connection) -> Iterator[None]:
    """All that is read inside is of one moment, whatever is written meanwhile."""
    connection.execute("BEGIN")
    try:
        yield
    finally:
        if connection.in_transaction:
            connection.execute("COMMIT")


@dataclass(slots=True)
class _Handle:
    """One thread's connection.

    ``in_use`` is held during every operation. ``gate`` guards ``searching``: without it
    an interrupt meant for a search could hit the write that follows it.
    """

    connection: apsw.Connection
    in_use: threading.RLock = field(default_factory=threading.RLock)
    gate: threading.Lock = field(default_factory=threading.Lock)
    searching: bool = False

    def set_searching(self, searching: bool) -> None:
        with self.gate:
            self.searching = searching

    def interrupt(self) -> None:
        with self.gate:
            if self.searching:
                self.connection.interrupt()

    def close(self) -> None:
        self.interrupt()
        with self.in_use:
            self.connection.close()


class Connections:
    """The connections of all threads to one file."""

    def __init__(self, path: Path, access: Access) -> None:
        self.path: Final = path
        self.access: Final = access
        self._handles: dict[threading.Thread, _Handle] = {}
        self._registry = threading.Lock()
        self._closed = False
        # Threads of one process queue here: SQLite's own waiting is by polling, and unfair.
        self._turn = threading.Lock()

    @contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """This thread's connection, to read from."""
        handle = self._handle()
        with handle.in_use, our_errors(self.path):
            yield handle.connection

    @contextmanager
    def searching(self) -> Iterator[apsw.Connection]:
        """The same, for queries that :meth:`interrupt` may stop."""
        handle = self._handle()
        with handle.in_use, our_errors(self.path):
            handle.set_searching(True)
            try:
                yield handle.connection
            finally:
                handle.set_searching(False)

    @contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """This thread's connection, inside one transaction."""
        with self._our_turn():
            handle = self._handle()
            with handle.in_use, our_errors(self.path), transaction(handle.connection):
                yield handle.connection

    @contextmanager
    def by_itself(self) -> Iterator[apsw.Connection]:
        """A new connection, for what SQLite does in no transaction and to the whole file.

        This thread's own is closed before, and opened anew when it is next needed.
        """
        with self._our_turn(), our_errors(self.path):
            with self._registry:
                handle = self._handles.pop(threading.current_thread(), None)
            if handle is not None:
                handle.close()
            connection = connect(self.path, self.access)
            try:
                yield connection
            finally:
                connection.close()

    def interrupt(self) -> None:
        """Stop the searches that run now, in whichever thread; writes go on."""
        with self._registry:
            handles = list(self._handles.values())
        for handle in handles:
            handle.interrupt()

    def close(self) -> None:
        """Stop the searches, wait for what else runs, close every connection."""
        with self._registry:
            self._closed = True
            handles = list(self._handles.values())
            self._handles.clear()
        with our_errors(self.path):
            for handle in handles:
                handle.close()

    @contextmanager
    def _our_turn(self) -> Iterator[None]:
        """Inside, no other thread of ours writes."""
        if self.access is not Access.WRITE:
            raise ArchiveReadOnlyError(f"{self.path} can only be read")
        if not self._turn.acquire(timeout=BUSY_SECONDS):
            raise ArchiveBusyError(f"{self.path} is busy; try again in a moment")
        try:
            yield
        finally:
            self._turn.release()

    def _handle(self) -> _Handle:
        with self._registry:
            if self._closed:
                raise ArchiveError("the archive is closed")
            thread = threading.current_thread()
            handle = self._handles.get(thread)
            if handle is None:
                self._close_those_of_dead_threads()
                with our_errors(self.path):
                    handle = _Handle(connect(self.path, self.access))
                    register(handle.connection)
                self._handles[thread] = handle
            return handle

    def _close_those_of_dead_threads(self) -> None:
        for thread in [thread for thread in self._handles if not thread.is_alive()]:
            self._handles.pop(thread).close()
