"""Asking feeds again: what has to be known for it, who does it, how it went."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, cast

import apsw

from brief_tui.archive import feeds
from brief_tui.model.feeds import FeedKind, FetchMode, Health
from brief_tui.model.text import clean_line, clean_url

CLAIM: Final = 600
"""Seconds for which a process may take to ask a feed."""

FLOOR: Final = 300
"""Seconds by which a clock may be corrected; what is further off was wrong."""

_POLLED: Final = """
SELECT source, kind, url, name, title, fetch, every, health, insecure, etag, modified,
  validated_url, full_at, checked_at, next_check, failures
FROM feed JOIN source ON source.key = feed.source WHERE removed = 0
"""


@dataclass(frozen=True, slots=True)
class Polled:
    """What has to be known to ask a feed again. Times are Unix seconds, 0 is never."""

    key: int
    kind: FeedKind
    url: str
    name: str
    title: str
    fetch: FetchMode | str
    every: int
    health: Health
    insecure: bool
    etag: str
    modified: str
    validated_url: str
    full_at: int
    checked_at: int
    next_check: int
    failures: int


@dataclass(frozen=True, slots=True)
class Check:
    """How a feed's check went. What is None stays as it is.

    ``full_at`` is set when it answered in full; ``moved_to`` is its new address.
    """

    checked_at: int
    next_check: int
    health: Health
    error: str | None = ""
    failures: int = 0
    etag: str | None = None
    modified: str | None = None
    validated_url: str | None = None
    full_at: int | None = None
    title: str | None = None
    home: str | None = None
    moved_to: str = ""


def polled(connection: apsw.Connection, keys: Iterable[int] | None = None) -> list[Polled]:
    """What has to be known to ask feeds again, all of them or these, the longest due first."""
    sql = _POLLED
    values: tuple[str, ...] = ()
    if keys is not None:
        sql += " AND source IN (SELECT value FROM json_each(?))"
        values = (json.dumps(list(keys)),)
    rows = connection.execute(sql + " ORDER BY next_check, source", values)
    return [_polled(row) for row in rows]


def _polled(row: Sequence[Any]) -> Polled:
    (key, kind, url, name, title, fetch, every, health, insecure, etag, modified, validated_url,
     full_at, checked_at, due, failures) = row  # fmt: skip
    return Polled(
        key=key,
        kind=cast("FeedKind", kind),
        url=clean_url(url),
        name=clean_line(name, feeds.NAME_LIMIT),
        title=clean_line(title, feeds.NAME_LIMIT),
        fetch=fetch,
        every=every,
        health=health,
        insecure=bool(insecure),
        etag=etag,
        modified=modified,
        validated_url=validated_url,
        full_at=full_at,
        checked_at=checked_at,
        next_check=due,
        failures=failures,
    )


def claim(connection: apsw.Connection, wanted: Iterable[Polled], now: int) -> set[int]:
    """Those of these feeds that no other process asks, or has asked meanwhile; now we do.

    A process that is killed holds a feed for :data:`CLAIM` seconds and no longer, also
    where the clock was set back since.
    """
    ours = set()
    for each in wanted:
        connection.execute(
            "UPDATE feed SET claimed_until = ?1 + ?2 WHERE source = ?3 AND checked_at = ?4"
            " AND claimed_until NOT BETWEEN ?1 + 1 AND ?1 + ?2",
            (now, CLAIM, each.key, each.checked_at),
        )
        if connection.changes():
            ours.add(each.key)
    return ours


def release(connection: apsw.Connection, claimed: Iterable[Polled]) -> None:
    """Give back feeds that were claimed and then not asked."""
    connection.executemany(
        "UPDATE feed SET claimed_until = 0 WHERE source = ?", ((each.key,) for each in claimed)
    )


def checked(connection: apsw.Connection, key: int, check: Check) -> None:
    """Keep how a check went."""
    columns: dict[str, Any] = {
        "checked_at": check.checked_at,
        "claimed_until": 0,
        "next_check": check.next_check,
        "health": check.health,
        "error": None if check.error is None else clean_line(check.error, 500),
        "failures": check.failures,
        "etag": check.etag,
        "modified": check.modified,
        "validated_url": check.validated_url,
        "full_at": check.full_at,
        "title": None if check.title is None else clean_line(check.title, feeds.NAME_LIMIT),
        "home": None if check.home is None else clean_url(check.home),
    }
    columns = {name: value for name, value in columns.items() if value is not None}
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(
        f"UPDATE feed SET {assignments} WHERE source = :key",  # noqa: S608
        columns | {"key": key},
    )
    if check.moved_to:
        feeds.move(connection, key, clean_url(check.moved_to))


def next_check(connection: apsw.Connection, now: int) -> int | None:
    """When the next feed is due; None when there is none.

    One that was checked in the future, by a clock that was wrong, is due now.
    """
    found: int | None = connection.execute(
        "SELECT min(CASE WHEN checked_at > ?1 + ?2 THEN min(next_check, ?1) ELSE next_check END)"
        " FROM feed WHERE removed = 0 AND health <> 'gone'",
        (now, FLOOR),
    ).get
    return found


def pauses(connection: apsw.Connection, now: int) -> dict[str, int]:
    """The hosts that are to be left alone, and until when."""
    return dict(connection.execute("SELECT host, until FROM host_pause WHERE until > ?", (now,)))


def pause(connection: apsw.Connection, wanted: Iterable[tuple[str, int]], now: int) -> None:
    """Leave hosts alone until then; those whose time is over are forgotten."""
    connection.execute("DELETE FROM host_pause WHERE until <= ?", (now,))
    connection.executemany(
        "INSERT INTO host_pause (host, until) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET until = excluded.until",
        wanted,
    )
