"""Subscriptions: feeds and watched folders, what the reader set for them, and how they do."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final, cast
from urllib.parse import urlsplit

import apsw

from brief_tui.archive.articles import folded, moment, source_key
from brief_tui.archive.live_schema import FEED_MUTED
from brief_tui.model.errors import ArchiveError
from brief_tui.model.feeds import Feed, FeedChange, FeedKind, FetchMode, Health, NewFeed
from brief_tui.model.identity import canonical_url
from brief_tui.model.text import clean_line, clean_url

NAME_LIMIT: Final = 200

CLAIM: Final = 600
"""Seconds for which a process may take to ask a feed."""

_FEEDS: Final = """
SELECT feed.source, url, name, title, home, kind, fetch, every, muted, insecure, health, error,
  failures, checked_at, next_check, moved_from, coalesce(total, 0), coalesce(unread, 0),
  (SELECT json_group_array(tag) FROM feed_tag WHERE feed_tag.source = feed.source)
FROM feed JOIN source ON source.key = feed.source
LEFT JOIN source_tally ON source_tally.source = feed.source
"""
_POLLED: Final = """
SELECT source, kind, url, name, title, fetch, every, health, insecure, etag, modified,
  validated_url, full_at, checked_at, next_check, failures
FROM feed JOIN source ON source.key = feed.source WHERE removed = 0
"""
# Stories in this feed alone that the reader has no mark on.
_UNMARKED: Final = """
SELECT key FROM article WHERE starred = 0 AND later = 0
  AND key IN (SELECT key FROM article_source WHERE source = ?1)
  AND key NOT IN (SELECT key FROM article_source WHERE source <> ?1)
  AND key NOT IN (SELECT key FROM reader_tag)
"""
# A story is muted with its feeds once all of them are.
_MUTE_STORIES: Final = f"""
UPDATE article SET hidden = CASE
  WHEN EXISTS (
    SELECT 1 FROM article_source LEFT JOIN feed USING (source)
    WHERE article_source.key = article.key AND coalesce(feed.muted, 0) = 0
  ) THEN hidden & ~{FEED_MUTED} ELSE hidden | {FEED_MUTED} END
WHERE key IN (SELECT key FROM article_source WHERE source = ?)
"""  # noqa: S608


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
    error: str = ""
    failures: int = 0
    etag: str | None = None
    modified: str | None = None
    validated_url: str | None = None
    full_at: int | None = None
    title: str | None = None
    home: str | None = None
    moved_to: str = ""


def feeds(connection: apsw.Connection) -> list[Feed]:
    """All subscriptions, by name."""
    found = connection.execute(_FEEDS + " WHERE removed = 0 ORDER BY source.folded")
    return [_feed(row) for row in found]


def feed(connection: apsw.Connection, key: int) -> Feed | None:
    """One subscription, also one that was removed."""
    row = connection.execute(_FEEDS + " WHERE feed.source = ?", (key,)).fetchone()
    return _feed(row) if row else None


def at_address(connection: apsw.Connection, url: str) -> int | None:
    """The key of the feed that has, or had, this address; also of one that was removed."""
    key: int | None = connection.execute(
        "SELECT source FROM feed_address WHERE address = ?", (feed_address(url),)
    ).get
    return key


def feed_address(url: str) -> str:
    """By what a feed is known: http and https, with and without a last slash, are one."""
    address = canonical_url(url) or clean_url(url)
    scheme, _, rest = address.partition("://")
    return rest.rstrip("/") if scheme in {"http", "https"} else address


def add(connection: apsw.Connection, new: NewFeed) -> tuple[int, bool]:
    """Subscribe; the feed's key, and whether it was known already.

    One that is known gets the new tags besides its own; one that was removed comes back.
    """
    key = at_address(connection, new.url)
    known = key is not None
    if key is None:
        url = clean_url(new.url)
        if not url:
            raise ArchiveError("a feed needs an address")
        name = _free_name(connection, clean_line(new.name, NAME_LIMIT) or _name_of(url), url)
        key = source_key(connection, name)
        connection.execute(
            "INSERT INTO feed (source, kind, url, home) VALUES (?, ?, ?, ?)",
            (key, new.kind, url, clean_url(new.home)),
        )
        _keep_address(connection, key, url)
    else:
        known = not connection.execute("SELECT removed FROM feed WHERE source = ?", (key,)).get
        connection.execute("UPDATE feed SET removed = 0 WHERE source = ?", (key,))
    _add_tags(connection, key, new.tags)
    return key, known


def change(connection: apsw.Connection, key: int, what: FeedChange) -> None:
    """Set what the reader wants for a feed. Raises ArchiveError for a name that is taken."""
    if what.name is not None:
        _rename(connection, key, what.name)
    if what.tags is not None:
        connection.execute("DELETE FROM feed_tag WHERE source = ?", (key,))
        _add_tags(connection, key, what.tags)
    for column, value in (
        ("fetch", what.fetch),
        ("every", what.every),
        ("insecure", what.insecure),
        ("muted", what.muted),
    ):
        if value is not None:
            connection.execute(f"UPDATE feed SET {column} = ? WHERE source = ?", (value, key))  # noqa: S608
    if what.muted is not None:
        connection.execute(_MUTE_STORIES, (key,))


def remove(connection: apsw.Connection, key: int, *, stories: bool) -> list[int]:
    """End a subscription; the keys of the stories to delete with it.

    Those that other sources have too, or that the reader starred, tagged or kept for later, stay.
    """
    connection.execute("UPDATE feed SET removed = 1 WHERE source = ?", (key,))
    if not stories:
        return []
    # Should the feed come back, so shall its stories.
    connection.execute(
        "UPDATE feed SET etag = '', modified = '', full_at = 0, next_check = 0 WHERE source = ?",
        (key,),
    )
    return [story for (story,) in connection.execute(_UNMARKED, (key,))]


def restore(connection: apsw.Connection, key: int) -> None:
    """Take up a subscription that was removed."""
    connection.execute("UPDATE feed SET removed = 0 WHERE source = ?", (key,))


def is_muted(connection: apsw.Connection, key: int) -> bool:
    """Whether the feed's stories are hidden."""
    return bool(connection.execute("SELECT muted FROM feed WHERE source = ?", (key,)).get)


def polled(connection: apsw.Connection, keys: Iterable[int] | None = None) -> list[Polled]:
    """What has to be known to ask feeds again, all of them or these, the longest due first."""
    sql = _POLLED
    values: tuple[str, ...] = ()
    if keys is not None:
        sql += " AND source IN (SELECT value FROM json_each(?))"
        values = (json.dumps(list(keys)),)
    rows = connection.execute(sql + " ORDER BY next_check, source", values)
    return [
        Polled(*row[:8], bool(row[8]), *row[9:])  # type: ignore[call-arg]
        for row in rows
    ]


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
        "error": clean_line(check.error, 500),
        "failures": check.failures,
        "etag": check.etag,
        "modified": check.modified,
        "validated_url": check.validated_url,
        "full_at": check.full_at,
        "title": None if check.title is None else clean_line(check.title, NAME_LIMIT),
        "home": None if check.home is None else clean_url(check.home),
    }
    columns = {name: value for name, value in columns.items() if value is not None}
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(
        f"UPDATE feed SET {assignments} WHERE source = :key",  # noqa: S608
        columns | {"key": key},
    )
    if check.moved_to:
        _move(connection, key, clean_url(check.moved_to))


def name_after_title(connection: apsw.Connection, key: int, title: str) -> None:
    """Name a feed that has no name of its own yet after what it calls itself."""
    url, name = connection.execute(
        "SELECT url, name FROM feed JOIN source ON source.key = feed.source WHERE source = ?",
        (key,),
    ).get
    title = clean_line(title, NAME_LIMIT)
    if title and name.startswith(_name_of(url)) and title != name:
        _set_name(connection, key, _free_name(connection, title, url, own=key))


def next_check(connection: apsw.Connection) -> int | None:
    """When the next feed is due; None when there is none."""
    found: int | None = connection.execute(
        "SELECT min(next_check) FROM feed WHERE removed = 0 AND health <> 'gone'"
    ).get
    return found


def pauses(connection: apsw.Connection, now: int) -> dict[str, int]:
    """The hosts that are to be left alone, and until when."""
    connection.execute("DELETE FROM host_pause WHERE until <= ?", (now,))
    return dict(connection.execute("SELECT host, until FROM host_pause"))


def pause(connection: apsw.Connection, host: str, until: int) -> None:
    """Leave a host alone until then."""
    connection.execute(
        "INSERT INTO host_pause (host, until) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET until = excluded.until",
        (host, until),
    )


def _feed(row: Sequence[Any]) -> Feed:
    (key, url, name, title, home, kind, fetch, every, muted, insecure, health, error, failures,
     checked_at, due, moved_from, total, unread, tags) = row  # fmt: skip
    return Feed(
        key=key,
        url=clean_url(url),
        name=clean_line(name, NAME_LIMIT),
        title=clean_line(title, NAME_LIMIT),
        home=clean_url(home),
        kind=cast("FeedKind", kind),
        tags=tuple(sorted((clean_line(tag) for tag in json.loads(tags)), key=str.casefold)),
        fetch=fetch,
        every=every,
        muted=bool(muted),
        insecure=bool(insecure),
        health=health,
        error=clean_line(error, 500),
        failures=failures,
        checked_at=_moment(checked_at),
        next_check=_moment(due),
        moved_from=clean_url(moved_from),
        total=total,
        unread=unread,
    )


def _moment(seconds: int) -> datetime | None:
    return moment(seconds) if seconds else None


def _name_of(url: str) -> str:
    """What to call a feed of which nothing is known but its address."""
    parts = urlsplit(url)
    if parts.scheme == "file":
        return parts.path.rstrip("/").rpartition("/")[2] or "folder"
    return (parts.hostname or url).removeprefix("www.")[:NAME_LIMIT]


def _free_name(connection: apsw.Connection, name: str, url: str, own: int = 0) -> str:
    """The name, or one like it that no other source has: names tell sources apart in queries."""
    longer = name
    if (host := urlsplit(url).hostname) and host not in name:
        longer = f"{name} ({host.removeprefix('www.')})"
    for number in range(10_000):
        candidate = name if number == 0 else longer if number == 1 else f"{longer} {number}"
        taken = connection.execute("SELECT key FROM source WHERE name = ?", (candidate,)).get
        if taken is None or taken == own:
            return candidate
    raise ArchiveError(f"there are too many sources called {name}")


def _rename(connection: apsw.Connection, key: int, name: str) -> None:
    name = clean_line(name, NAME_LIMIT)
    if not name:
        raise ArchiveError("a feed needs a name")
    taken = connection.execute("SELECT key FROM source WHERE name = ?", (name,)).get
    if taken is not None and taken != key:
        raise ArchiveError(f"another source is called {name}")
    _set_name(connection, key, name)


def _set_name(connection: apsw.Connection, key: int, name: str) -> None:
    connection.execute(
        "UPDATE source SET name = ?, folded = ? WHERE key = ?", (name, folded(name), key)
    )


def _move(connection: apsw.Connection, key: int, url: str) -> None:
    """Ask at a new address from now on, and remember the old one.

    Where another feed lives there already, the address stays: it would be asked twice.
    """
    there = at_address(connection, url)
    if not url or there not in {None, key}:
        return
    connection.execute(
        "UPDATE feed SET moved_from = url, url = ?, etag = '', modified = '' WHERE source = ?",
        (url, key),
    )
    _keep_address(connection, key, url)


def _keep_address(connection: apsw.Connection, key: int, url: str) -> None:
    connection.execute(
        "INSERT INTO feed_address (address, source) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (feed_address(url), key),
    )


def _add_tags(connection: apsw.Connection, key: int, tags: Iterable[str]) -> None:
    connection.executemany(
        "INSERT INTO feed_tag (source, folded, tag) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        ((key, folded(tag), tag) for raw in tags if (tag := clean_line(raw, NAME_LIMIT))),
    )
