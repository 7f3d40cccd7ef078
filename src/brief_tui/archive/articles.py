"""Stories: putting them in, taking them out, finding them by id and address."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import blake2b
from typing import Any, Final

import apsw

from brief_tui.archive import indexed
from brief_tui.archive.indexed import Indexed
from brief_tui.archive.packing import packed, unpacked
from brief_tui.model.article import Article, Figure
from brief_tui.model.codec import from_json, to_json
from brief_tui.model.errors import ArchiveDamagedError, ArchiveError, FormatError
from brief_tui.model.identity import canonical_url, web_address
from brief_tui.model.plain import word_count

SHORTEST_PREFIX: Final = 4
"""Characters of an id that may stand for the whole of it."""

# A page stays with the story that had it first, a file goes to the one that is in it now.
# What is as it should be already writes nothing.
_ADDRESS: Final = """
INSERT INTO address (address, key) VALUES (?, ?)
ON CONFLICT DO UPDATE SET key = excluded.key
WHERE key <> excluded.key AND address NOT GLOB 'http:*' AND address NOT GLOB 'https:*'
"""
_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Entry:
    """A story to keep, and the canonical addresses by which links may point at it."""

    article: Article
    addresses: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Stored:
    """What became of the entries, in numbers."""

    new: int = 0
    changed: int = 0
    unchanged: int = 0


@dataclass(frozen=True, slots=True)
class Prepared:
    """An entry as it is written, with all that can be worked out before the archive is locked.

    ``columns`` are those of its row that come of the story alone; ``tags`` are folded. The
    story itself is not in it: this goes from one process to another.
    """

    id: str
    url: str
    addresses: tuple[str, ...]
    packed: bytes
    columns: dict[str, Any]
    tags: tuple[str, ...]
    indexed: Indexed


def seconds(moment: datetime) -> int:
    """Unix time, also for years that no operating system's clock knows."""
    return (moment - _EPOCH) // timedelta(seconds=1)


def moment(unix_seconds: int) -> datetime:
    """The other way round, in UTC."""
    return _EPOCH + timedelta(seconds=unix_seconds)


def folded(text: str) -> str:
    """The text by which short fields are compared.

    Letter case does not count, nor do quotation marks, which no query can hold.
    """
    return " ".join(text.casefold().replace('"', " ").split())


def prepare(entry: Entry) -> Prepared:
    """Raises ArchiveError for a story that could not be read back."""
    article = entry.article
    if not article.id or not (article.headline or article.body):
        raise ArchiveError("a story without an id, or without headline and text, cannot be kept")
    tree = to_json(article)
    del tree["id"]  # the same story under another id is no edit
    text = json.dumps(tree, ensure_ascii=False, separators=(",", ":"))
    return Prepared(
        id=article.id,
        url=article.url,
        addresses=entry.addresses,
        packed=packed(text),
        columns=_columns(article, blake2b(text.encode(), digest_size=16).digest()),
        tags=tuple(folded(tag) for tag in article.tags),
        indexed=indexed.indexed(article),
    )


def put(
    connection: apsw.Connection,
    prepared: Iterable[Prepared],
    source: str,
    now: int,
    hidden: int = 0,
) -> Stored:
    """Add new stories, update edited ones, leave the rest alone. Inside a transaction."""
    key = source_key(connection, source)
    outcomes = [_put_one(connection, item, key, now, hidden) for item in prepared]
    return Stored(outcomes.count("new"), outcomes.count("changed"), outcomes.count("unchanged"))


def _put_one(
    connection: apsw.Connection, item: Prepared, source: int, now: int, hidden: int
) -> str:
    known = known_story(connection, item.id, item.url, item.addresses)
    if known is None:
        outcome, key = "new", _insert(connection, item, source, now, hidden)
    else:
        key, fingerprint, added_at = known
        outcome = "unchanged" if fingerprint == item.columns["fingerprint"] else "changed"
        if outcome == "changed":
            update(connection, key, item, now, added_at)
    attach(connection, key, source, item.addresses)
    return outcome


def attach(connection: apsw.Connection, key: int, source: int, addresses: Iterable[str]) -> None:
    """Remember that a story came from a source, and by which addresses it is known."""
    connection.executemany(_ADDRESS, ((address, key) for address in addresses))
    connection.execute(
        "INSERT INTO article_source (source, key) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (source, key),
    )


def known_story(
    connection: apsw.Connection, story_id: str, url: str, addresses: Sequence[str]
) -> tuple[int, bytes, int] | None:
    """Key, fingerprint and arrival of the story as it is kept, by its id or else an address.

    A file may hold another story than it did: two stories that each have a URL, and not the
    same one, are two, whatever other address they share.
    """
    by_id: tuple[int, bytes, int] | None = connection.execute(
        "SELECT key, fingerprint, added_at FROM article WHERE id = ?", (story_id,)
    ).fetchone()
    if by_id or not addresses:
        return by_id
    url = web_address(url)
    for key, fingerprint, added_at, kept_url in connection.execute(
        "SELECT key, fingerprint, added_at, url FROM article WHERE key IN"
        " (SELECT key FROM address WHERE address IN (SELECT value FROM json_each(?)))"
        " ORDER BY key",
        (json.dumps(addresses),),
    ):
        if not url or web_address(kept_url) in {"", url}:
            return key, fingerprint, added_at
    return None


def _insert(connection: apsw.Connection, item: Prepared, source: int, now: int, hidden: int) -> int:
    columns = _dated(item, now, added_at=now) | {
        "id": item.id,
        "added_at": now,
        "source": source,
        "hidden": hidden,
    }
    key = insert_row(connection, columns)
    connection.execute("INSERT INTO content (key, packed) VALUES (?, ?)", (key, item.packed))
    _write_parts(connection, key, item)
    return key


def insert_row(connection: apsw.Connection, columns: dict[str, Any]) -> int:
    """Write a story's row; its key. The names of the columns are our own words."""
    names = ", ".join(columns)
    values = ", ".join(f":{name}" for name in columns)
    connection.execute(f"INSERT INTO article ({names}) VALUES ({values})", columns)  # noqa: S608
    return connection.last_insert_rowid()


def update(connection: apsw.Connection, key: int, item: Prepared, now: int, added_at: int) -> None:
    """Take over an edit. What the reader did with the story stays."""
    columns = _dated(item, now, added_at)
    assignments = ", ".join(f"{name} = :{name}" for name in columns)
    connection.execute(
        f"UPDATE article SET {assignments} WHERE key = :key",  # noqa: S608
        columns | {"key": key},
    )
    connection.execute(
        "INSERT INTO content (key, packed) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET packed = excluded.packed",
        (key, item.packed),
    )
    _write_parts(connection, key, item)


def _dated(item: Prepared, now: int, added_at: int) -> dict[str, Any]:
    """The columns of a story's row, with the date that depends on when it came."""
    return item.columns | {"sort_at": sort_at(item.columns["published"], now, added_at)}


def _columns(article: Article, fingerprint: bytes) -> dict[str, Any]:
    """What lists need of a story, by the names of the columns (all our own words)."""
    published = seconds(article.published) if article.published else None
    return {
        "url": article.url,
        "headline": article.headline,
        "publisher": article.publisher,
        "publisher_folded": folded(article.publisher),
        "section": article.section,
        "section_folded": folded(article.section),
        "language": article.language,
        "published": published,
        "words": word_count(article),
        "has_picture": any(isinstance(b, Figure) and b.image for b in article.body),
        "related_count": len(article.related),
        "fingerprint": fingerprint,
    }


def sort_at(published: int | None, now: int, added_at: int) -> int:
    """By what a list sorts: a date in the future would pin the story to the top for good."""
    return published if published is not None and published <= now else added_at


def _write_parts(connection: apsw.Connection, key: int, item: Prepared) -> None:
    connection.execute("DELETE FROM article_tag WHERE key = ?", (key,))
    connection.executemany(
        "INSERT INTO article_tag (key, folded) VALUES (?, ?) ON CONFLICT DO NOTHING",
        ((key, tag) for tag in item.tags),
    )
    indexed.write(connection, key, item.indexed)


def source_key(connection: apsw.Connection, name: str) -> int:
    """The key of the source of this name, which is made if need be."""
    connection.execute(
        "INSERT INTO source (name, folded) VALUES (?, ?) ON CONFLICT DO NOTHING",
        (name, folded(name)),
    )
    return int(connection.execute("SELECT key FROM source WHERE name = ?", (name,)).get)


def remove(connection: apsw.Connection, keys: Sequence[int]) -> int:
    """Delete stories with all that hangs on them; the number that were there."""
    removed = 0
    for key in keys:
        connection.execute("DELETE FROM article WHERE key = ?", (key,))
        if connection.changes():
            removed += 1
            indexed.remove(connection, key)
    return removed


def read(connection: apsw.Connection, key: int) -> Article | None:
    """The whole story. Raises ArchiveDamagedError when what is stored is no story."""
    found = connection.execute(
        "SELECT id, packed FROM article LEFT JOIN content USING (key) WHERE key = ?", (key,)
    ).fetchone()
    return None if found is None else decoded(*found)


def decoded(story_id: str, blob: bytes | None) -> Article:
    """A story from its stored form. Raises ArchiveDamagedError."""
    try:
        return from_json(json.loads(unpacked(blob)), default_id=story_id)
    except (ValueError, RecursionError, FormatError) as error:
        raise ArchiveDamagedError(f"the story {story_id} cannot be read: {error}") from error


def key_of(connection: apsw.Connection, story_id: str) -> int | None:
    """The key of the story with this id, or with the only id that begins so."""
    exact = connection.execute("SELECT key FROM article WHERE id = ?", (story_id,)).get
    if exact is not None:
        return int(exact)
    if len(story_id) < SHORTEST_PREFIX:
        return None
    found = [
        key
        for (key,) in connection.execute(
            "SELECT key FROM article WHERE id >= ?1 AND id < ?1 || char(0x10ffff) LIMIT 2",
            (story_id,),
        )
    ]
    return found[0] if len(found) == 1 else None


def resolve(connection: apsw.Connection, urls: Iterable[str]) -> dict[str, int]:
    """The keys of the stories at these addresses, by the address as it was given."""
    canonical = {url: address for url in urls if (address := canonical_url(url))}
    known = dict(
        connection.execute(
            "SELECT address, key FROM address WHERE address IN (SELECT value FROM json_each(?))",
            (json.dumps(list(canonical.values())),),
        )
    )
    return {url: known[address] for url, address in canonical.items() if address in known}
