"""Which stories match a query, in which order, and where in them the words were found."""

from __future__ import annotations

import json
import re
from array import array
from collections.abc import Sequence
from itertools import chain
from typing import Final

import apsw

from brief_tui.archive import conditions
from brief_tui.archive.indexed import MATCH_END, MATCH_START, PIECE_END, has_words, uncut
from brief_tui.model.listing import Snippet
from brief_tui.model.query import terms
from brief_tui.model.query_nodes import Node, Query, TextField
from brief_tui.model.text import clean_line

SNIPPET_WORDS: Final = 24

_NEWEST_FIRST: Final = "article.sort_at DESC, article.key DESC"
# A hit's weight by column (headline, dek, body, caption, credit, byline), and up to a
# quarter on top for new stories, an eighth when they are a month old. bm25 is negative.
_RANKED: Final = """
WITH hit (key, score) AS MATERIALIZED (
  SELECT rowid, bm25(search, 8, 4, 1, 2, 2, 3) FROM search WHERE search MATCH ?
)
SELECT article.key FROM article LEFT JOIN hit ON hit.key = article.key
WHERE {in_sight} AND {condition}
ORDER BY
  coalesce(hit.score, 0) * (1 + 0.25 / (1 + max(0, ? - article.sort_at) / 2592000.0)),
  article.sort_at DESC, article.key DESC
LIMIT ?
"""
_SNIPPET_FIELDS: Final[tuple[tuple[TextField, int], ...]] = (
    ("body", 2),
    ("dek", 1),
    ("caption", 3),
    ("credit", 4),
    ("by", 5),
)
"""In which order a snippet is looked for, and the fields' columns in the search table."""

_SNIPPET_COLUMNS: Final = ", ".join(
    f"snippet(search, {column}, ?2, ?3, '…', ?4)" for _, column in _SNIPPET_FIELDS
)
# One look-up a story; CROSS keeps SQLite from walking over all hits instead.
_LOOK_UP: Final = f"""
SELECT search.rowid, {_SNIPPET_COLUMNS}
FROM json_each(?5) AS wanted CROSS JOIN search ON search.rowid = wanted.value
WHERE search MATCH ?1
"""  # noqa: S608
# For a prefix, every look-up would gather the hits of all words that begin so: walk once.
_WALK: Final = f"""
SELECT search.rowid, {_SNIPPET_COLUMNS}
FROM search
WHERE search MATCH ?1
  AND search.rowid >= (SELECT min(value) FROM json_each(?5))
  AND search.rowid <= (SELECT max(value) FROM json_each(?5))
  AND +search.rowid IN (SELECT value FROM json_each(?5))
"""  # noqa: S608
_MARKS: Final = re.compile(f"([{MATCH_START}{MATCH_END}])")


def keys(connection: apsw.Connection, query: Query, limit: int | None, now: int) -> array[int]:
    """The keys of the stories that match, in the query's order; newest first by default."""
    sql, values = statement(connection, query, limit, now)
    return array("q", chain.from_iterable(connection.execute(sql, values)))


def statement(
    connection: apsw.Connection, query: Query, limit: int | None, now: int
) -> tuple[str, tuple[conditions.Value, ...]]:
    """The SQL by which a query is answered, and its parameters. Words rank, filters do not."""
    root = _root(connection, query)
    where, in_sight = conditions.condition(root), conditions.in_sight(root)
    most = -1 if limit is None else max(0, limit)
    if query.sort == "relevance" and root and (words := conditions.scored_words(root)):
        return _RANKED.format(in_sight=in_sight, condition=where.sql), (
            words,
            *where.values,
            now,
            most,
        )
    sql = (
        f"SELECT article.key FROM article WHERE {in_sight} AND {where.sql}"  # noqa: S608
        f" ORDER BY {_NEWEST_FIRST} LIMIT ?"
    )
    return sql, (*where.values, most)


def matching(connection: apsw.Connection, query: Query, among: Sequence[int]) -> list[int]:
    """Which of these stories match, hidden ones included."""
    where = conditions.condition(_root(connection, query))
    sql = (
        f"SELECT article.key FROM article WHERE {where.sql}"  # noqa: S608
        " AND article.key IN (SELECT value FROM json_each(?))"
    )
    values = (*where.values, json.dumps(list(among)))
    return [key for (key,) in connection.execute(sql, values)]


def snippets(connection: apsw.Connection, keys_json: str, query: Query) -> dict[int, Snippet]:
    """A snippet for each of the stories whose text has a word of the query, by key.

    Where only the headline has one, the snippet is the beginning of the body.
    """
    root = _root(connection, query)
    words = terms(Query(root))
    if not words:
        return {}
    found = connection.execute(
        _WALK if any(word.prefix for word in words) else _LOOK_UP,
        (conditions.any_of(words), MATCH_START, MATCH_END, SNIPPET_WORDS, keys_json),
    )
    return {key: snippet for key, *texts in found if (snippet := _best(texts))}


def _root(connection: apsw.Connection, query: Query) -> Node | None:
    return conditions.meaningful(query.root, lambda text: has_words(connection, text))


def _best(texts: Sequence[str]) -> Snippet | None:
    for (field, _), text in zip(_SNIPPET_FIELDS, texts, strict=True):
        if MATCH_START in text:
            return _snippet(text, field)
    beginning = _snippet(texts[0], "body")
    return beginning if beginning.text else None


def _snippet(marked: str, field: TextField) -> Snippet:
    """From FTS5's text with marks round the matches to text and places, on one line."""
    if field != "body":  # never from one caption into the next
        marked = next((p for p in marked.split(PIECE_END) if MATCH_START in p), marked)
    marked = clean_line(uncut(marked), len(marked))  # clean already, if we wrote it
    text = ""
    start: int | None = None
    matches: list[tuple[int, int]] = []
    for part in _MARKS.split(marked):
        if part == MATCH_START:
            start = len(text)
        elif part == MATCH_END:
            if start is not None:
                matches.append((start, len(text)))
            start = None
        else:
            text += part
    return Snippet(text, tuple(matches), field)
