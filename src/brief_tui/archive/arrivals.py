"""Stories as they come from feeds: first a row and the entry as it is, then the content.

What a feed calls an entry (its guid) tells it apart within that feed, and nowhere else:
across feeds a story is known by its address alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any, Final, TypeAlias

import apsw

from brief_tui.archive import articles
from brief_tui.archive.articles import Prepared, attach, folded, insert_row, known_story, sort_at
from brief_tui.archive.feeds import is_muted
from brief_tui.archive.live_schema import AS_CARRIED, FEED_MUTED, PASSING, TEASER
from brief_tui.model.identity import article_id, web_address


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
    """An entry whose content is to be made. ``first`` when its source had the story first.
    ``language`` is that of the source, '' where it names none.
    """

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
    language: str = ""


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
  NOT EXISTS (SELECT 1 FROM content WHERE content.key = arrival.key), article.language
FROM arrival
JOIN article ON article.key = arrival.key
JOIN source ON source.key = arrival.source
LEFT JOIN feed ON feed.source = arrival.source
"""
_FIRST_OF_ITS_STORY: Final = """
WHERE NOT EXISTS (
  SELECT 1 FROM arrival AS earlier WHERE earlier.key = arrival.key AND earlier.rowid < arrival.rowid
)
ORDER BY arrival.rowid LIMIT ?
"""
_Known: TypeAlias = tuple[int | None, bytes, str | None, str | None]
"""Of an entry that came before: its story's key, fingerprint, headline and address."""


def arrive(
    connection: apsw.Connection, source: int, arrivals: Sequence[Arrival], now: int
) -> Arrived:
    """Take in the entries of one answer of a feed. Inside a transaction."""
    idents = [ident for arrival in arrivals for ident in (arrival.ident, _with_url(arrival))]
    found = {row[0]: row[1:] for row in connection.execute(_KNOWN, (source, json.dumps(idents)))}
    hidden = FEED_MUTED if is_muted(connection, source) else 0
    shared = {ident for ident, n in Counter(each.ident for each in arrivals).items() if n > 1}
    taken = {key: headline for key, _, headline, _ in found.values() if key is not None}
    new: list[int] = []
    changed = unchanged = 0
    for arrival in arrivals:
        ident, known = _recognised(arrival, found, shared)
        key: int | None
        if known is None:
            key, is_new = _first_seen(connection, source, arrival, taken, hidden=hidden, now=now)
            if is_new:
                new.append(key)
            else:
                unchanged += 1
            taken[key] = arrival.headline
        elif known[1] == arrival.fingerprint:
            unchanged += 1
            continue
        else:
            key = known[0]
            if key is not None:  # else the reader has deleted it
                changed += 1
                attach(connection, key, source, arrival.addresses)
        _see(connection, source, ident, key, arrival)
        found[ident] = (key, arrival.fingerprint, arrival.headline, arrival.url)
    return Arrived(tuple(new), changed, unchanged)


def _with_url(arrival: Arrival) -> str:
    return f"{arrival.ident}\n{arrival.url}"


def _recognised(
    arrival: Arrival, found: dict[str, _Known], shared: set[str]
) -> tuple[str, _Known | None]:
    """Under which name the entry is kept, and what is known of it there.

    Some feeds give every entry the same guid. Where both address and headline differ from
    those of the story that has it, it is another story; where several entries of the answer
    have it (``shared``), the address alone tells.
    """
    alone = arrival.ident not in shared
    for ident in (_with_url(arrival), arrival.ident):
        known = found.get(ident)
        if known is None:
            continue
        _, fingerprint, headline, url = known
        same_page = not arrival.url or web_address(arrival.url) == web_address(url or "")
        same_story = headline in {None, arrival.headline}  # None: the reader has deleted it
        if fingerprint == arrival.fingerprint or same_page or (alone and same_story):
            return ident, known
        return _with_url(arrival), None
    return arrival.ident, None


def _first_seen(
    connection: apsw.Connection,
    source: int,
    arrival: Arrival,
    taken: dict[int, str],
    *,
    hidden: int,
    now: int,
) -> tuple[int, bool]:
    """The key of an entry's story, and whether it is new. Another feed may have had it.

    ``taken`` has the stories of the other entries of the answer, with their headlines:
    entries that lead to one page, as those of a list of changes do, are stories all the same.
    """
    known = known_story(connection, arrival.story_id, arrival.url, arrival.addresses)
    if known is not None and taken.get(known[0], arrival.headline) != arrival.headline:
        arrival = replace(arrival, story_id=_id_within(source, arrival.ident), addresses=())
        known = known_story(connection, arrival.story_id, arrival.url, ())
    if known is not None:
        key = known[0]
        attach(connection, key, source, arrival.addresses)
        mask = PASSING if hidden else PASSING | FEED_MUTED
        connection.execute(
            "UPDATE article SET hidden = hidden & ~?1 | ?2 WHERE key = ?3 AND hidden & ?1",
            (mask, hidden, key),
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


def _id_within(source: int, ident: str) -> str:
    """The id of a story that its address does not tell from another of its feed."""
    digest = blake2b(f"{source}\n{ident}".encode("utf-8", "replace"), digest_size=16)
    return article_id(f"entry:{digest.hexdigest()}")


def _see(
    connection: apsw.Connection, source: int, ident: str, key: int | None, arrival: Arrival
) -> None:
    connection.execute(
        "INSERT INTO sighting (source, ident, key, fingerprint) VALUES (?, ?, ?, ?)"
        " ON CONFLICT DO UPDATE SET key = excluded.key, fingerprint = excluded.fingerprint",
        (source, ident, key, arrival.fingerprint),
    )
    if key is not None:
        connection.execute(
            "INSERT INTO arrival (key, source, item) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET item = excluded.item",
            (key, source, arrival.item),
        )


def waiting(connection: apsw.Connection, limit: int) -> list[Waiting]:
    """Entries whose content is to be made, in the order in which they came.

    Of those of one story only the first: what is made of the next depends on it.
    """
    rows = connection.execute(_WAITING + _FIRST_OF_ITS_STORY, (limit,))
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
    key, source, item, title, url, story_id, first, whole, words, new, language = row
    return Waiting(
        key, source, item, title, url, story_id, bool(first), whole, words, bool(new), language
    )


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
