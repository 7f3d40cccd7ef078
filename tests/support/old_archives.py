"""Archives as earlier versions of the program left them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Final

import apsw

from brief_tui.archive import articles, indexed, schema
from brief_tui.archive.connection import Access, connect, transaction
from brief_tui.archive.store import Entry
from brief_tui.model.codec import to_json

_COLUMNS: Final = indexed.COLUMNS[:6]
_PLAIN: Final = f"INSERT INTO search (rowid, {', '.join(_COLUMNS)}) VALUES (?, ?, ?, ?, ?, ?, ?)"


def version_2(path: Path, entries: Iterable[Entry], now: int = 0) -> None:
    """An archive of before texts were packed, with these stories of the source "feed".

    Of every ten stories one is starred and one read.
    """
    connection = connect(path, Access.WRITE)
    connection.pragma("journal_mode", "WAL")
    schema.migrate(connection, schema.STEPS[:2])
    with transaction(connection):
        source = articles.source_key(connection, "feed")
        for number, entry in enumerate(entries):
            _put(connection, entry, source, now, number)
    connection.close()


def _put(connection: apsw.Connection, entry: Entry, source: int, now: int, number: int) -> None:
    made = articles.prepare(entry)
    tree = to_json(entry.article)
    del tree["id"]
    key = articles.insert_row(
        connection,
        made.columns
        | {
            "id": made.id,
            "sort_at": articles.sort_at(made.columns["published"], now, now),
            "added_at": now,
            "source": source,
            "starred": number % 10 == 1,
            "read": number % 10 == 2,
        },
    )
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    connection.execute("INSERT INTO content (key, json) VALUES (?, ?)", (key, text))
    articles.attach(connection, key, source, made.addresses)
    connection.execute(_PLAIN, (key, *made.indexed[:6]))
