"""Threads: which stories are reports of one event, and what the reader has to say on that."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import apsw


@dataclass(frozen=True, slots=True)
class Member:
    """A story in a thread; ``copy_of`` is the key of the one whose text is nearly the same."""

    key: int
    at: int
    copy_of: int | None


def thread_of(connection: apsw.Connection, key: int) -> int | None:
    """The thread that a story is in."""
    found: int | None = connection.execute(
        "SELECT thread FROM thread_member WHERE key = ?", (key,)
    ).get
    return found


def threads_of(connection: apsw.Connection, keys: Iterable[int]) -> dict[int, int]:
    """The threads that stories are in, by their keys."""
    return dict(
        connection.execute(
            "SELECT key, thread FROM thread_member WHERE key IN (SELECT value FROM json_each(?))",
            (json.dumps(list(keys)),),
        )
    )


def sizes(connection: apsw.Connection, threads: Iterable[int]) -> dict[int, int]:
    """How many stories threads have."""
    return dict(
        connection.execute(
            "SELECT thread, count(*) FROM thread_member"
            " WHERE thread IN (SELECT value FROM json_each(?)) GROUP BY thread",
            (json.dumps(list(threads)),),
        )
    )


def members(connection: apsw.Connection, thread: int) -> list[Member]:
    """The stories of a thread that lists have, oldest first."""
    found = connection.execute(
        "SELECT thread_member.key, article.sort_at, copy_of FROM thread_member"
        " JOIN article USING (key) WHERE thread = ? AND hidden = 0"
        " ORDER BY article.sort_at, thread_member.key",
        (thread,),
    )
    return [Member(*row) for row in found]


def exists(connection: apsw.Connection, thread: int) -> bool:
    """Whether there is such a thread."""
    return bool(connection.execute("SELECT 1 FROM thread WHERE thread = ?", (thread,)).get)


def apart(connection: apsw.Connection, key: int) -> frozenset[int]:
    """The threads that the reader took a story out of."""
    found = connection.execute("SELECT thread FROM thread_apart WHERE key = ?", (key,))
    return frozenset(thread for (thread,) in found)


def is_placed(connection: apsw.Connection, key: int) -> bool:
    """Whether the reader put the story where it is."""
    sql = "SELECT by_reader FROM thread_member WHERE key = ?"
    return bool(connection.execute(sql, (key,)).get)


def join(
    connection: apsw.Connection,
    key: int,
    thread: int,
    *,
    copy_of: int | None = None,
    by_reader: bool = False,
) -> None:
    """Put a story into a thread. Inside a transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO thread_member (key, thread, sort_at, copy_of, by_reader)"
        " SELECT key, ?2, sort_at, ?3, ?4 FROM article WHERE key = ?1",
        (key, thread, copy_of, by_reader),
    )


def begin(connection: apsw.Connection, keys: Sequence[int], *, by_reader: bool = False) -> int:
    """Make a thread of stories; its number. Inside a transaction."""
    connection.execute("INSERT INTO thread DEFAULT VALUES")
    thread = connection.last_insert_rowid()
    for key in keys:
        join(connection, key, thread, by_reader=by_reader)
    return thread


def leave(connection: apsw.Connection, key: int) -> None:
    """Take a story out of its thread. One that is alone then is no thread any more."""
    thread = thread_of(connection, key)
    connection.execute("DELETE FROM thread_member WHERE key = ?", (key,))
    if thread is not None:
        tidy(connection, thread)


def split(connection: apsw.Connection, key: int) -> None:
    """Take a story out of its thread for good: the reader says that it is another event."""
    thread = thread_of(connection, key)
    if thread is None:
        return
    connection.execute(
        "INSERT OR IGNORE INTO thread_apart (key, thread) VALUES (?, ?)", (key, thread)
    )
    connection.execute("DELETE FROM thread_member WHERE key = ?", (key,))
    # It stays out, alone, until the reader says otherwise.
    begin(connection, [key], by_reader=True)
    tidy(connection, thread)


def merge(connection: apsw.Connection, key: int, other: int) -> int:
    """Put two stories' threads together: the reader says that it is one event. The thread."""
    kept, gone = thread_of(connection, other), thread_of(connection, key)
    if kept is None:
        kept = begin(connection, [other], by_reader=True)
    moved = [key] if gone is None else [m.key for m in members(connection, gone)] or [key]
    for each in moved if gone != kept else ():
        join(connection, each, kept, by_reader=True)
    connection.executemany(
        "UPDATE thread_member SET by_reader = 1 WHERE key = ?", ((each,) for each in (key, other))
    )
    connection.execute("DELETE FROM thread_apart WHERE thread = ? AND key = ?", (kept, key))
    if gone is not None and gone != kept:
        connection.execute("DELETE FROM thread WHERE thread = ?", (gone,))
    return kept


def tidy(connection: apsw.Connection, thread: int) -> None:
    """A thread of one story is none, unless the reader made it so."""
    rows = connection.execute(
        "SELECT key, by_reader FROM thread_member WHERE thread = ? LIMIT 2", (thread,)
    ).fetchall()
    if len(rows) < 2 and not any(by_reader for _, by_reader in rows):
        connection.execute("DELETE FROM thread WHERE thread = ?", (thread,))


def follow(connection: apsw.Connection, thread: int, *, on: bool) -> None:
    """Have what is new in a thread told, or not any more."""
    connection.execute("UPDATE thread SET followed = ? WHERE thread = ?", (on, thread))


def mute(connection: apsw.Connection, thread: int, *, on: bool) -> None:
    """Take a thread out of the lists, with what will come to it, or bring it back."""
    connection.execute("UPDATE thread SET muted = ? WHERE thread = ?", (on, thread))


def state(connection: apsw.Connection, thread: int) -> tuple[bool, bool]:
    """Whether a thread is followed, and whether it is muted."""
    found = connection.execute(
        "SELECT followed, muted FROM thread WHERE thread = ?", (thread,)
    ).fetchone()
    return (bool(found[0]), bool(found[1])) if found else (False, False)
