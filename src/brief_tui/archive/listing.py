"""Rows of a list: what is shown of a story without its text."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

import apsw

from brief_tui.archive.articles import moment
from brief_tui.archive.live_schema import FEED_MUTED, MUTED, PASSING
from brief_tui.archive.snippets import snippets
from brief_tui.model.listing import Row, Snippet
from brief_tui.model.query_nodes import Query
from brief_tui.model.state import ReadingState
from brief_tui.model.text import URL_LIMIT, clean_line

_ROWS: Final = """
SELECT article.key, article.id, headline, article.url,
  CASE WHEN feed.source THEN source.name ELSE publisher END, section, published, words, has_picture,
  related_count, read, starred, later, progress, hidden, whole, source.name,
  own.copy_of IS NOT NULL,
  (SELECT count(*) FROM thread_member AS other
    JOIN article AS report ON report.key = other.key AND report.hidden = 0
    WHERE other.thread = own.thread AND other.copy_of IS NULL AND other.key <> article.key)
FROM json_each(?) AS wanted CROSS JOIN article ON article.key = wanted.value
JOIN source ON source.key = article.source
LEFT JOIN thread_member AS own ON own.key = article.key
LEFT JOIN feed ON feed.source = article.source AND feed.title = article.publisher
ORDER BY wanted.id
"""
_TAGS: Final = """
SELECT reader_tag.key, tag
FROM json_each(?) AS wanted CROSS JOIN reader_tag ON reader_tag.key = wanted.value
"""
_FIRST_UNREAD: Final = """
SELECT article.key
FROM json_each(?) AS wanted CROSS JOIN article ON article.key = wanted.value
WHERE article.read = 0 ORDER BY wanted.rowid LIMIT 1
"""
"""By rowid: SQLite knows that json_each comes in that order, and stops at the first."""


def keys_json(keys: Sequence[int]) -> str:
    """Keys as one parameter, which SQLite's json_each takes apart."""
    return json.dumps(list(keys))


def rows(connection: apsw.Connection, keys: Sequence[int], query: Query | None) -> list[Row]:
    """The stories with these keys, in this order; those that are gone are left out."""
    wanted = keys_json(keys)
    found = connection.execute(_ROWS, (wanted,)).fetchall()
    tags = reader_tags(connection, wanted)
    parts = snippets(connection, wanted, query) if query else {}
    return [_row(columns, tags, parts) for columns in found]


def unread_among(connection: apsw.Connection, keys: Sequence[int]) -> int | None:
    """The first of these keys, in their order, whose story is unread; None for none."""
    found: int | None = connection.execute(_FIRST_UNREAD, (keys_json(keys),)).get
    return found


def reading_state(
    read: int, starred: int, later: int, progress: float, tags: frozenset[str] | None
) -> ReadingState:
    """The state as it stands in the table."""
    return ReadingState(bool(read), bool(starred), bool(later), tags or frozenset(), progress)


def reader_tags(connection: apsw.Connection, wanted: str) -> dict[int, frozenset[str]]:
    """The reader's own tags on the stories (keys as JSON), by key."""
    tags: defaultdict[int, set[str]] = defaultdict(set)
    for key, tag in connection.execute(_TAGS, (wanted,)):
        tags[key].add(_safe(tag))
    return {key: frozenset(found) for key, found in tags.items()}


def _safe(text: str) -> str:
    """Text that no terminal acts on.

    What we wrote is clean, and printable but for rare joiners; a file may come from anywhere.
    """
    if text.isprintable() and len(text) <= URL_LIMIT:
        return text
    return clean_line(text, URL_LIMIT)


def _row(
    columns: tuple[Any, ...], tags: dict[int, frozenset[str]], parts: dict[int, Snippet]
) -> Row:
    key, story_id, headline, url, publisher, section, published, words, *others = columns
    has_picture, related_count, read, starred, later, progress, *others = others
    hidden, whole, source, copied, reports = others
    return Row(
        key=key,
        id=_safe(story_id),
        headline=_safe(headline),
        url=_safe(url),
        publisher=_safe(publisher),
        section=_safe(section),
        published=None if published is None else moment(published),
        words=words,
        has_picture=bool(has_picture),
        related_count=related_count,
        state=reading_state(read, starred, later, progress, tags.get(key)),
        snippet=parts.get(key),
        source=_safe(source),
        muted=bool(hidden & (MUTED | FEED_MUTED)),
        passing=bool(hidden & PASSING),
        whole=bool(whole),
        reports=reports,
        copied=bool(copied),
    )
