"""Whole pages that are wanted, and stories that are in no list."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Final

import apsw

from brief_tui.archive import articles
from brief_tui.archive.arrivals import set_whole
from brief_tui.archive.articles import Prepared, attach
from brief_tui.archive.live_schema import FETCHED, PASSING

DAY: Final = 86_400
"""Seconds; no try is put off for longer."""


def want_pages(connection: apsw.Connection, keys: Iterable[int], now: int) -> None:
    """Put stories that are here, and have a page, among those whose page is to be fetched."""
    connection.executemany(
        "INSERT INTO page_wanted (key, next_try) SELECT key, ? FROM article"
        " WHERE key = ? AND url LIKE 'http%' ON CONFLICT DO NOTHING",
        ((now, key) for key in keys),
    )


def wanted_pages(connection: apsw.Connection, now: int, limit: int) -> list[tuple[int, str, int]]:
    """Key, address and tries so far of stories whose page is to be fetched now.

    A time that only a wrong clock can have written counts as now.
    """
    rows = connection.execute(
        "SELECT page_wanted.key, url, tries FROM page_wanted JOIN article USING (key)"
        " WHERE next_try NOT BETWEEN ?1 + 1 AND ?1 + ?2 ORDER BY sort_at DESC LIMIT ?3",
        (now, DAY, limit),
    )
    return [(key, url, tries) for key, url, tries in rows]


def put_off_page(connection: apsw.Connection, key: int, next_try: int | None) -> None:
    """Try for a page again later, or not any more for None."""
    if next_try is None:
        connection.execute("DELETE FROM page_wanted WHERE key = ?", (key,))
    else:
        connection.execute(
            "UPDATE page_wanted SET tries = tries + 1, next_try = ? WHERE key = ?",
            (next_try, key),
        )


def take_page(connection: apsw.Connection, key: int, prepared: Prepared, now: int) -> bool:
    """Put a story's whole page in the place of what its feed carried; whether it is there."""
    added_at = connection.execute("SELECT added_at FROM article WHERE key = ?", (key,)).get
    if added_at is None:
        return False
    articles.update(connection, key, prepared, now, added_at)
    attach_addresses(connection, key, prepared)
    set_whole(connection, key, FETCHED)
    put_off_page(connection, key, None)
    connection.execute("DELETE FROM arrival WHERE key = ?", (key,))
    return True


def is_fetched(connection: apsw.Connection, key: int) -> bool:
    """Whether a story's page is here."""
    whole: int | None = connection.execute("SELECT whole FROM article WHERE key = ?", (key,)).get
    return whole == FETCHED


def attach_addresses(connection: apsw.Connection, key: int, prepared: Prepared) -> None:
    """Remember the addresses of a page."""
    source = connection.execute("SELECT source FROM article WHERE key = ?", (key,)).get
    attach(connection, key, source, prepared.addresses)


def hide(connection: apsw.Connection, keys: Iterable[int], bit: int, *, on: bool) -> None:
    """Set or take away a reason for which stories are in no list."""
    sql = "UPDATE article SET hidden = hidden | ? WHERE key = ?"
    if not on:
        sql = "UPDATE article SET hidden = hidden & ~? WHERE key = ?"
    connection.executemany(sql, ((bit, key) for key in keys))


def forget_passing(connection: apsw.Connection, kept: Iterable[str]) -> None:
    """Delete stories that were only looked at, but for those with these ids."""
    keys = [
        key
        for (key,) in connection.execute(
            "SELECT key FROM article"
            # The first of these is what the index of hidden stories can be used by.
            " WHERE hidden > 0 AND hidden >= ? AND starred = 0 AND later = 0"
            " AND key NOT IN (SELECT key FROM reader_tag)"
            " AND id NOT IN (SELECT value FROM json_each(?))",
            (PASSING, json.dumps(list(kept))),
        )
    ]
    articles.remove(connection, keys)
