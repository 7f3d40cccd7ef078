"""Where pages link to: resolved by address, else by headline; and what links to a page."""

from __future__ import annotations

import json
from collections.abc import Iterable
from itertools import chain
from typing import Final

import apsw

from brief_tui.archive.indexed import WHOLE
from brief_tui.archive.words import cut, tokens

WINDOW: Final = 30 * 86_400
"""Seconds between a story and one that it names by its headline alone, at most."""

MOST: Final = 50


def keep(connection: apsw.Connection, key: int, targets: Iterable[int]) -> None:
    """Keep where a story's page links to. Inside a transaction."""
    connection.execute("DELETE FROM page_link WHERE key = ?", (key,))
    connection.executemany(
        "INSERT OR IGNORE INTO page_link (target, key) VALUES (?, ?)",
        ((target, key) for target in targets),
    )


def pointing_to(connection: apsw.Connection, targets: Iterable[int]) -> list[int]:
    """The keys of the stories whose pages link to one of these, newest first."""
    found = connection.execute(
        "SELECT DISTINCT page_link.key FROM page_link JOIN article USING (key)"
        " WHERE target IN (SELECT value FROM json_each(?)) AND hidden = 0"
        " ORDER BY sort_at DESC, page_link.key DESC LIMIT ?",
        (json.dumps(list(targets)), MOST),
    )
    return list(chain.from_iterable(found))


def with_headline(connection: apsw.Connection, headline: str, near: int) -> list[tuple[int, str]]:
    """Stories (key, headline) that have all words of a headline in theirs.

    Only those dated at most thirty days from ``near`` (Unix seconds), the nearest first.
    """
    words = dict.fromkeys(tokens(cut(headline)))
    if len(words) < 3:  # "Read more" is no headline
        return []
    expression = " AND ".join(f'"{WHOLE}{word}"' for word in words)
    found = connection.execute(
        "SELECT article.key, headline FROM article"
        " WHERE key IN (SELECT rowid FROM search WHERE search MATCH ?1"
        " ORDER BY rowid DESC LIMIT 500)"
        " AND hidden < 4 AND sort_at BETWEEN ?2 - ?3 AND ?2 + ?3"
        " ORDER BY abs(sort_at - ?2) LIMIT 5",
        (expression, near, WINDOW),
    )
    return [(key, text) for key, text in found]
