"""Threads: which stories are reports of one event, and what the reader has to say on that."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import apsw

from brief_tui.archive.features import MASTHEAD
from brief_tui.archive.live_schema import MUTED


@dataclass(frozen=True, slots=True)
class Member:
    """A story in a thread, its date in Unix seconds, and who publishes it, as a ``Feature`` has it.
    ``copy_of`` is the key of the one whose text is nearly the same.
    """

    key: int
    at: int
    masthead: str
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


def extents(connection: apsw.Connection, threads: Iterable[int]) -> dict[int, tuple[int, int, int]]:
    """Of threads how many stories they have, and the first and the last date of these."""
    found = connection.execute(
        "SELECT thread, count(*), min(sort_at), max(sort_at) FROM thread_member"
        " WHERE thread IN (SELECT value FROM json_each(?)) GROUP BY thread",
        (json.dumps(list(threads)),),
    )
    return {thread: (size, first, last) for thread, size, first, last in found}


def members(connection: apsw.Connection, thread: int) -> list[Member]:
    """The stories of a thread that lists have, oldest first."""
    found = connection.execute(
        f"SELECT thread_member.key, article.sort_at, {MASTHEAD}, copy_of FROM thread_member"  # noqa: S608
        " JOIN article USING (key) WHERE thread = ? AND hidden = 0"
        " ORDER BY article.sort_at, thread_member.key",
        (thread,),
    )
    return [Member(*row) for row in found]


def lead(connection: apsw.Connection, key: int) -> int | None:
    """Of a story's thread the one that stands for all where reports are folded."""
    found: int | None = connection.execute(
        "SELECT other.key FROM thread_member AS own"
        " JOIN thread_member AS other ON other.thread = own.thread"
        " JOIN article ON article.key = other.key"
        " WHERE own.key = ? AND folded = 0 AND hidden = 0 LIMIT 1",
        (key,),
    ).get
    return found


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
    """Put a story into a thread. What is a copy of a copy is one of the first. Inside a
    transaction.
    """
    connection.execute(
        "INSERT OR REPLACE INTO thread_member (key, thread, sort_at, copy_of, by_reader)"
        " SELECT key, ?2, sort_at,"
        " coalesce((SELECT copy_of FROM thread_member WHERE key = ?3 AND copy_of <> ?1), ?3), ?4"
        " FROM article WHERE key = ?1",
        (key, thread, copy_of, by_reader),
    )
    if is_muted(connection, thread):
        connection.execute("UPDATE article SET hidden = hidden | ? WHERE key = ?", (MUTED, key))


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
    moved = [(key,)]
    if gone is not None:  # with those that no list has
        moved = list(connection.execute("SELECT key FROM thread_member WHERE thread = ?", (gone,)))
    for (each,) in moved if gone != kept else ():
        join(connection, each, kept, by_reader=True)
    connection.executemany(
        "UPDATE thread_member SET by_reader = 1 WHERE key = ?", ((each,) for each in (key, other))
    )
    connection.execute("DELETE FROM thread_apart WHERE thread = ? AND key = ?", (kept, key))
    if gone is not None and gone != kept:
        connection.execute("DELETE FROM thread WHERE thread = ?", (gone,))
    return kept


def absorb(connection: apsw.Connection, thread: int, other: int) -> None:
    """Put the stories of another thread into this one, unless the reader set them apart."""
    set_apart = connection.execute(
        "SELECT 1 FROM thread_apart JOIN thread_member USING (key)"
        " WHERE (thread_apart.thread, thread_member.thread) IN ((?1, ?2), (?2, ?1)) LIMIT 1",
        (thread, other),
    ).get
    placed = connection.execute(
        "SELECT 1 FROM thread_member WHERE thread = ? AND by_reader = 1 LIMIT 1", (other,)
    ).get
    if set_apart or placed or thread == other:
        return
    found = connection.execute("SELECT key, copy_of FROM thread_member WHERE thread = ?", (other,))
    for key, copy_of in list(found):
        join(connection, key, thread, copy_of=copy_of)
    connection.execute(
        "UPDATE thread SET followed = 1 WHERE thread = ?1"
        " AND EXISTS (SELECT 1 FROM thread WHERE thread = ?2 AND followed = 1)",
        (thread, other),
    )
    connection.execute("DELETE FROM thread WHERE thread = ?", (other,))


def tidy(connection: apsw.Connection, thread: int) -> None:
    """A thread of one story is none, unless the reader made it so."""
    rows = connection.execute(
        "SELECT key, by_reader FROM thread_member WHERE thread = ? LIMIT 2", (thread,)
    ).fetchall()
    if len(rows) < 2 and not any(by_reader for _, by_reader in rows):
        connection.execute("DELETE FROM thread WHERE thread = ?", (thread,))


def toggle_followed(connection: apsw.Connection, key: int) -> bool:
    """Follow a story's event, or not any more; whether it is followed now.

    A story without other reports begins a thread, which those that come can join.
    """
    thread = _thread_or_new(connection, key)
    connection.execute("UPDATE thread SET followed = NOT followed WHERE thread = ?", (thread,))
    return bool(connection.execute("SELECT followed FROM thread WHERE thread = ?", (thread,)).get)


def toggle_muted(connection: apsw.Connection, key: int) -> bool:
    """Take a story's event out of the lists, with what will come of it, or bring it back;
    whether it is muted now.
    """
    thread = _thread_or_new(connection, key)
    connection.execute("UPDATE thread SET muted = NOT muted WHERE thread = ?", (thread,))
    muted = is_muted(connection, thread)
    hidden = f"hidden | {MUTED}" if muted else f"hidden & ~{MUTED}"
    connection.execute(
        f"UPDATE article SET hidden = {hidden}"  # noqa: S608  a number of ours
        " WHERE key IN (SELECT key FROM thread_member WHERE thread = ?)",
        (thread,),
    )
    return muted


def is_muted(connection: apsw.Connection, thread: int) -> bool:
    """Whether an event is in no list."""
    return bool(connection.execute("SELECT muted FROM thread WHERE thread = ?", (thread,)).get)


def _thread_or_new(connection: apsw.Connection, key: int) -> int:
    thread = thread_of(connection, key)
    return begin(connection, [key], by_reader=True) if thread is None else thread
