"""Rows of a list: what is shown of a story without its text."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Final

import apsw

from brief_tui.archive.articles import moment
from brief_tui.archive.search import snippets
from brief_tui.model.listing import Row, Snippet
from brief_tui.model.query_nodes import Query
from brief_tui.model.state import ReadingState

_ROWS: Final = """
SELECT article.key, article.id, headline, url, publisher, section, published, words, has_picture,
  related_count, read, starred, later, progress
FROM json_each(?) AS wanted CROSS JOIN article ON article.key = wanted.value
ORDER BY wanted.id
"""
_TAGS: Final = """
SELECT reader_tag.key, tag
FROM json_each(?) AS wanted CROSS JOIN reader_tag ON reader_tag.key = wanted.value
"""


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


def reading_state(
    read: int, starred: int, later: int, progress: float, tags: frozenset[str] | None
) -> ReadingState:
    """The state as it stands in the table."""
    return ReadingState(bool(read), bool(starred), bool(later), tags or frozenset(), progress)


def reader_tags(connection: apsw.Connection, wanted: str) -> dict[int, frozenset[str]]:
    """The reader's own tags on the stories (keys as JSON), by key."""
    tags: defaultdict[int, set[str]] = defaultdict(set)
    for key, tag in connection.execute(_TAGS, (wanted,)):
        tags[key].add(tag)
    return {key: frozenset(found) for key, found in tags.items()}


def _row(
    columns: tuple[Any, ...], tags: dict[int, frozenset[str]], parts: dict[int, Snippet]
) -> Row:
    key, story_id, headline, url, publisher, section, published, words, *others = columns
    has_picture, related_count, read, starred, later, progress = others
    return Row(
        key=key,
        id=story_id,
        headline=headline,
        url=url,
        publisher=publisher,
        section=section,
        published=None if published is None else moment(published),
        words=words,
        has_picture=bool(has_picture),
        related_count=related_count,
        state=reading_state(read, starred, later, progress, tags.get(key)),
        snippet=parts.get(key),
    )
