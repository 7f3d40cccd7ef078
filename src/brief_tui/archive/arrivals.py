"""Stories as they come from feeds: first a row and the entry as it is, then the content.

What a feed calls an entry (its guid) tells it apart within that feed, and nowhere else:
across feeds a story is known by its address alone.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import apsw

from brief_tui.archive import articles
from brief_tui.archive.articles import Prepared, attach, folded, insert_row, known_story, sort_at
from brief_tui.archive.feeds import is_muted
from brief_tui.archive.live_schema import AS_CARRIED, FEED_MUTED, PASSING, TEASER
from brief_tui.model.identity import web_address


@dataclass(frozen=True, slots=True)
class Arrival:
    """An entry of a feed, with what a list shows of it.

    ``ident`` is what the feed calls it; ``item`` is the entry as text, which the archive
    keeps and does not read; ``fingerprint`` is of that text. ``published`` is in Unix seconds.
    """

    ident: str
    story_id: str
    url: str
    headline: str
    publisher: str
    language: str
    published: int | None
    addresses: tuple[str, ...]
    item: str
    fingerprint: bytes


@dataclass(frozen=True, slots=True)
class Arrived:
    """What became of entries; ``new`` holds the keys of stories that were not here."""

    new: tuple[int, ...] = ()
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Waiting:
    """An entry whose content is to be made. ``first`` when its source had the story first."""

    key: int
    source: int
    item: str
    source_title: str
    source_url: str
    story_id: str
    first: bool
    whole: int
    words: int
    new: bool


@dataclass(frozen=True, slots=True)
class Digested:
    """A story's content, made from an entry; None where the entry adds nothing."""

    waiting: Waiting
    prepared: Prepared | None
    teaser: bool = False


_KNOWN: Final = """
SELECT ident, sighting.key, sighting.fingerprint, headline, url
FROM json_each(?2) AS wanted CROSS JOIN sighting
  ON sighting.source = ?1 AND sighting.ident = wanted.value
LEFT JOIN article ON article.key = sighting.key
"""
_WAITING: Final = """
SELECT arrival.key, arrival.source, item, coalesce(nullif(feed.title, ''), source.name),
  coalesce(feed.url, ''), article.id, article.source = arrival.source, whole, words,
  NOT EXISTS (SELECT 1 FROM content WHERE content.key = arrival.key)
FROM arrival
JOIN article ON article.key = arrival.key
JOIN source ON source.key = arrival.source
LEFT JOIN feed ON feed.source = arrival.source
"""


def arrive(
    connection: apsw.Connection, source: int, arrivals: Sequence[Arrival], now: int
) -> Arrived:
    """Take in the entries of one answer of a feed. Inside a transaction."""
    idents = [ident for arrival in arrivals for ident in (arrival.ident, _with_url(arrival))]
    found = {row[0]: row[1:] for row in connection.execute(_KNOWN, (source, json.dumps(idents)))}
    hidden = FEED_MUTED if is_muted(connection, source) else 0
    new: list[int] = []
    changed = unchanged = 0
    for arrival in arrivals:
        ident, known = _recognised(arrival, found)
        if known is None:
            key, is_new = _first_seen(connection, source, arrival, hidden, now)
            if is_new:
                new.append(key)
            else:
                unchanged += 1
        elif known[1] == arrival.fingerprint:
            unchanged += 1
            continue
        else:
            key = known[0]
            changed += key is not None
        _see(connection, source, ident, key, arrival)
        found[ident] = (key, arrival.fingerprint, arrival.headline, arrival.url)
    return Arrived(tuple(new), changed, unchanged)


def _with_url(arrival: Arrival) -> str:
    return f"{arrival.ident}\n{arrival.url}"


def _recognised(
    arrival: Arrival, found: dict[str, tuple[int, bytes, str, str]]
) -> tuple[str, tuple[int, bytes, str, str] | None]:
    """Under which name the entry is kept, and what is known of it there.

    Some feeds give every entry the same guid. Where both address and headline differ from
    those of the story that has it, it is another story.
    """
    for ident in (_with_url(arrival), arrival.ident):
        known = found.get(ident)
        if known is None:
            continue
        _, fingerprint, headline, url = known
        same_page = not arrival.url or web_address(arrival.url) == web_address(url or "")
        deleted = headline is None
        if (
            fingerprint == arrival.fingerprint
            or deleted
            or same_page
            or headline == arrival.headline
        ):
            return ident, known
        return _with_url(arrival), None
    return arrival.ident, None


def _first_seen(
    connection: apsw.Connection, source: int, arrival: Arrival, hidden: int, now: int
) -> tuple[int, bool]:
    """The key of an entry's story, and whether it is new. Another feed may have had it."""
    known = known_story(connection, arrival.story_id, arrival.url, arrival.addresses)
    if known is not None:
        key = known[0]
        attach(connection, key, source, arrival.addresses)
        mask = PASSING if hidden else PASSING | FEED_MUTED
        connection.execute(
            "UPDATE article SET hidden = hidden & ~?1 WHERE key = ?2 AND hidden & ?1", (mask, key)
        )
        return key, False
    key = insert_row(
        connection,
        {
            "id": arrival.story_id,
            "url": arrival.url,
            "headline": arrival.headline,
            "publisher": arrival.publisher,
            "publisher_folded": folded(arrival.publisher),
            "section": "",
            "section_folded": "",
            "language": arrival.language,
            "published": arrival.published,
            "sort_at": sort_at(arrival.published, now, now),
            "words": 0,
            "has_picture": 0,
            "related_count": 0,
            "source": source,
            "fingerprint": b"",
            "added_at": now,
            "hidden": hidden,
        },
    )
    attach(connection, key, source, arrival.addresses)
    return key, True


def _see(
    connection: apsw.Connection, source: int, ident: str, key: int | None, arrival: Arrival
) -> None:
    connection.execute(
        "INSERT INTO sighting (source, ident, key, fingerprint) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET key = excluded.key, fingerprint = excluded.fingerprint",
        (source, ident, key, arrival.fingerprint),
    )
    if key is not None:  # else the reader has deleted it
        connection.execute(
            "INSERT INTO arrival (key, source, item) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET item = excluded.item",
            (key, source, arrival.item),
        )


def keys_of(connection: apsw.Connection, source: int, idents: Sequence[str]) -> dict[str, int]:
    """The stories that a source calls so, by what it calls them."""
    rows = connection.execute(_KNOWN, (source, json.dumps(list(idents))))
    return {ident: key for ident, key, *_ in rows if key is not None}


def bury(connection: apsw.Connection, source: int, arrived: Iterable[Arrival]) -> None:
    """Remember entries as deleted; those of stories that are here stay."""
    connection.executemany(
        "INSERT INTO sighting (source, ident, fingerprint) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        ((source, each.ident, each.fingerprint) for each in arrived),
    )


def forget_deleted(connection: apsw.Connection, source: int) -> None:
    """Let a source bring again what was deleted."""
    connection.execute("DELETE FROM sighting WHERE source = ? AND key IS NULL", (source,))


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


def waiting(connection: apsw.Connection, limit: int) -> list[Waiting]:
    """Entries whose content is to be made, the newest stories first."""
    rows = connection.execute(_WAITING + " ORDER BY arrival.rowid LIMIT ?", (limit,))
    return [_waiting(row) for row in rows]


def waiting_for(connection: apsw.Connection, key: int) -> Waiting | None:
    """The entry from which a story's content is to be made, for one that has none yet."""
    row = connection.execute(
        _WAITING + " WHERE arrival.key = ? ORDER BY article.source = arrival.source DESC", (key,)
    ).fetchone()
    found = _waiting(row) if row else None
    return found if found and found.new else None


def count_waiting(connection: apsw.Connection) -> int:
    """How many entries wait for their content to be made."""
    return int(connection.execute("SELECT count(*) FROM arrival").get)


def _waiting(row: Sequence[Any]) -> Waiting:
    key, source, item, title, url, story_id, first, whole, words, new = row
    return Waiting(key, source, item, title, url, story_id, bool(first), whole, words, bool(new))


def digest(connection: apsw.Connection, made: Iterable[Digested], now: int) -> list[int]:
    """Write contents; the keys of the stories that are new with them. Inside a transaction.

    An entry that another process has done meanwhile is passed over.
    """
    new = []
    for each in made:
        wait = each.waiting
        connection.execute(
            "DELETE FROM arrival WHERE key = ? AND source = ? AND item = ?",
            (wait.key, wait.source, wait.item),
        )
        if not connection.changes() or each.prepared is None:
            continue
        added_at = connection.execute("SELECT added_at FROM article WHERE key = ?", (wait.key,)).get
        articles.update(connection, wait.key, each.prepared, now, added_at)
        set_whole(connection, wait.key, TEASER if each.teaser else AS_CARRIED)
        if wait.new:
            new.append(wait.key)
    return new


def set_whole(connection: apsw.Connection, key: int, whole: int) -> None:
    """Note how much of a story is here: TEASER, AS_CARRIED or FETCHED."""
    connection.execute("UPDATE article SET whole = ? WHERE key = ?", (whole, key))
