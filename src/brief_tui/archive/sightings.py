"""What sources call their stories, of those that are here and those that were deleted."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

import apsw

from brief_tui.archive.arrivals import Arrival


def keys_of(connection: apsw.Connection, source: int, idents: Sequence[str]) -> dict[str, int]:
    """The stories that a source calls so, by what it calls them."""
    rows = connection.execute(
        "SELECT ident, key FROM sighting WHERE source = ? AND key IS NOT NULL"
        " AND ident IN (SELECT value FROM json_each(?))",
        (source, json.dumps(list(idents))),
    )
    return dict(rows)


def bury(connection: apsw.Connection, source: int, arrived: Iterable[Arrival]) -> None:
    """Remember entries as deleted; those of stories that are here stay."""
    connection.executemany(
        "INSERT INTO sighting (source, ident, fingerprint) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        ((source, each.ident, each.fingerprint) for each in arrived),
    )


def forget(connection: apsw.Connection, sources: Sequence[int], stories: Sequence[int]) -> None:
    """Let sources bring these stories again, and folders all their files."""
    connection.executemany("DELETE FROM sighting WHERE key = ?", ((key,) for key in stories))
    connection.execute(
        "DELETE FROM sighting WHERE key IS NULL AND source IN (SELECT value FROM json_each(?))"
        " AND source IN (SELECT source FROM feed WHERE kind = 'folder')",
        (json.dumps(list(sources)),),
    )


def file_marks(connection: apsw.Connection, source: int) -> dict[str, bytes]:
    """What a watched folder's files were like when they came in, by their paths."""
    rows = connection.execute("SELECT ident, fingerprint FROM sighting WHERE source = ?", (source,))
    return dict(rows)


def keep_file_marks(
    connection: apsw.Connection, source: int, marks: Iterable[tuple[str, bytes]]
) -> None:
    """Remember what files are like."""
    connection.executemany(
        "INSERT INTO sighting (source, ident, fingerprint) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint",
        ((source, path, mark) for path, mark in marks),
    )
