"""Subscriptions: feeds and watched folders, what the reader set for them, and how they do."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, Final, cast
from urllib.parse import urlsplit

import apsw

from brief_tui.archive.articles import folded, moment, source_key
from brief_tui.archive.live_schema import FEED_MUTED
from brief_tui.model.errors import ArchiveError
from brief_tui.model.feeds import Feed, FeedChange, FeedKind, NewFeed
from brief_tui.model.identity import canonical_url
from brief_tui.model.text import clean_line, clean_url

NAME_LIMIT: Final = 200

_FEEDS: Final = """
SELECT feed.source, url, name, title, home, kind, fetch, every, muted, preferred, insecure,
  health, error, failures, checked_at, next_check, moved_from,
  coalesce(total, 0), coalesce(unread, 0),
  (SELECT json_group_array(tag) FROM feed_tag WHERE feed_tag.source = feed.source)
FROM feed JOIN source ON source.key = feed.source
LEFT JOIN source_tally ON source_tally.source = feed.source
"""
# Stories in these feeds alone that the reader has no mark on.
_UNMARKED: Final = """
WITH going (source) AS MATERIALIZED (SELECT value FROM json_each(?))
SELECT key FROM article WHERE starred = 0 AND later = 0
  AND key IN (SELECT key FROM article_source WHERE source IN going)
  AND NOT EXISTS (
    SELECT 1 FROM article_source AS other
    WHERE other.key = article.key AND other.source NOT IN going
  )
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


def feeds(connection: apsw.Connection) -> list[Feed]:
    """All subscriptions, by name: "Page 9" before "Page 10", letter case apart."""
    found = connection.execute(_FEEDS + " WHERE removed = 0")
    return sorted(map(_feed, found), key=lambda feed: (_natural(feed.name), feed.name))


def _natural(name: str) -> list[str | int]:
    """By what names are sorted: words and numbers in turn."""
    parts = re.split(r"([0-9]+)", folded(name))
    return [int(part) if index % 2 else part for index, part in enumerate(parts)]


def feed(connection: apsw.Connection, key: int) -> Feed | None:
    """One subscription, also one that was removed."""
    row = connection.execute(_FEEDS + " WHERE feed.source = ?", (key,)).fetchone()
    return _feed(row) if row else None


def at_address(connection: apsw.Connection, url: str) -> int | None:
    """The key of the feed that has, or had, this address; also of one that was removed."""
    key: int | None = connection.execute(
        "SELECT source FROM feed_address WHERE address = ?", (known_address(url),)
    ).get
    return key


def known_address(url: str) -> str:
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
        ("preferred", what.preferred),
    ):
        if value is not None:
            connection.execute(f"UPDATE feed SET {column} = ? WHERE source = ?", (value, key))  # noqa: S608
    if what.muted is not None:
        connection.execute(_MUTE_STORIES, (key,))


def remove(connection: apsw.Connection, keys: Iterable[int], *, stories: bool) -> list[int]:
    """End subscriptions; the keys of the stories to delete with them.

    Those that other sources have too, or that the reader starred, tagged or kept for later, stay.
    """
    going = json.dumps(list(keys))
    chosen = "WHERE source IN (SELECT value FROM json_each(?))"
    connection.execute(f"UPDATE feed SET removed = 1, claimed_until = 0 {chosen}", (going,))  # noqa: S608
    if not stories:
        return []
    # Should a feed come back, so shall its stories.
    connection.execute(
        f"UPDATE feed SET etag = '', modified = '', full_at = 0, next_check = 0 {chosen}",  # noqa: S608
        (going,),
    )
    return [story for (story,) in connection.execute(_UNMARKED, (going,))]


def restore(connection: apsw.Connection, key: int) -> None:
    """Take up a subscription that was removed."""
    connection.execute("UPDATE feed SET removed = 0 WHERE source = ?", (key,))


def is_muted(connection: apsw.Connection, key: int) -> bool:
    """Whether the feed's stories are hidden."""
    return bool(connection.execute("SELECT muted FROM feed WHERE source = ?", (key,)).get)


def is_removed(connection: apsw.Connection, key: int) -> bool:
    """Whether the subscription was ended."""
    return bool(connection.execute("SELECT removed FROM feed WHERE source = ?", (key,)).get)


def name_after_title(connection: apsw.Connection, key: int, title: str) -> None:
    """Name a feed that has no name of its own yet after what it calls itself."""
    url, name = connection.execute(
        "SELECT url, name FROM feed JOIN source ON source.key = feed.source WHERE source = ?",
        (key,),
    ).get
    title = clean_line(title, NAME_LIMIT)
    unnamed = re.fullmatch(rf"{re.escape(_name_of(url))}(?: \d+)?", name)
    if title and unnamed and title != name:
        _set_name(connection, key, _free_name(connection, title, url, own=key))


def _feed(row: Sequence[Any]) -> Feed:
    (key, url, name, title, home, kind, fetch, every, muted, preferred, insecure, health, error,
     failures, checked_at, due, moved_from, total, unread, tags) = row  # fmt: skip
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
        preferred=bool(preferred),
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
    if url.startswith("file:"):
        return urlsplit(url).path.rstrip("/").rpartition("/")[2] or "folder"
    return (_host_of(url) or url)[:NAME_LIMIT]


def _host_of(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _free_name(connection: apsw.Connection, name: str, url: str, own: int = 0) -> str:
    """The name, or one like it that no other source has: names tell sources apart in queries."""
    longer = name
    if (host := _host_of(url)) and host not in name:
        longer = f"{name} ({host})"
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


def move(connection: apsw.Connection, key: int, url: str) -> None:
    """Ask at a new address from now on, and remember the old one.

    Where another feed lives there already, the address stays: it would be asked twice.
    """
    there = at_address(connection, url)
    if not url or there not in {None, key}:
        return
    connection.execute(
        "UPDATE feed SET moved_from = url, url = ? WHERE source = ?",
        (url, key),
    )
    _keep_address(connection, key, url)


def _keep_address(connection: apsw.Connection, key: int, url: str) -> None:
    connection.execute(
        "INSERT INTO feed_address (address, source) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (known_address(url), key),
    )


def _add_tags(connection: apsw.Connection, key: int, tags: Iterable[str]) -> None:
    connection.executemany(
        "INSERT INTO feed_tag (source, folded, tag) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        ((key, folded(tag), tag) for raw in tags if (tag := clean_line(raw, NAME_LIMIT))),
    )
