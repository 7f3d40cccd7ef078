"""What stories are about, as the archive keeps it: terms, counters, the stories most alike."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

import apsw

from brief_tui.archive.words import cut

ALIKE: Final = 10
"""Stories that are kept as most like one."""

_LOOK_UP_AFTER: Final = "SELECT rowid FROM search WHERE search MATCH ?1 AND rowid > ?2 LIMIT ?3"
_LOOK_UP_BEFORE: Final = """
SELECT rowid FROM search WHERE search MATCH ?1 AND rowid < ?2 ORDER BY rowid DESC LIMIT ?3
"""
_LOADED: Final = """
SELECT feature.key, terms, sort_at, article.source
FROM json_each(?) AS wanted CROSS JOIN feature ON feature.key = wanted.value
JOIN article ON article.key = feature.key
"""


@dataclass(frozen=True, slots=True)
class Feature:
    """A story's terms (see related.terms), its date in Unix seconds, its source."""

    key: int
    terms: array[int]
    at: int
    source: int


def waiting(connection: apsw.Connection, limit: int) -> list[int]:
    """The keys of stories that are to be related, oldest first."""
    found = connection.execute("SELECT key FROM to_relate ORDER BY key LIMIT ?", (limit,))
    return list(chain.from_iterable(found))


def is_related(connection: apsw.Connection, key: int) -> bool:
    """Whether a story was looked at, and has not changed since."""
    return bool(
        connection.execute(
            "SELECT EXISTS (SELECT 1 FROM feature WHERE key = ?1)"
            " AND NOT EXISTS (SELECT 1 FROM to_relate WHERE key = ?1)",
            (key,),
        ).get
    )


def count_waiting(connection: apsw.Connection) -> int:
    """How many stories are to be related."""
    return int(connection.execute("SELECT count(*) FROM to_relate").get)


def keep(connection: apsw.Connection, key: int, terms: array[int], spelt: Sequence[str]) -> None:
    """Keep what a story is about. Inside a transaction."""
    connection.execute(
        "INSERT INTO feature (key, terms, spelt) VALUES (?, ?, ?)"
        " ON CONFLICT DO UPDATE SET terms = excluded.terms, spelt = excluded.spelt",
        (key, terms.tobytes(), "\n".join(spelt)),
    )


def load(connection: apsw.Connection, keys: Iterable[int]) -> list[Feature]:
    """What is kept of these stories, of those that were looked at."""
    return [
        Feature(key, array("I", terms), at, source)
        for key, terms, at, source in connection.execute(_LOADED, (json.dumps(list(keys)),))
    ]


def spelt(connection: apsw.Connection, key: int) -> list[str]:
    """A story's strongest terms, each with the ways it is spelt, set apart by tabs."""
    found: str | None = connection.execute("SELECT spelt FROM feature WHERE key = ?", (key,)).get
    return found.split("\n") if found else []


def look_up(connection: apsw.Connection, ways: Sequence[str], near: int, most: int) -> list[int]:
    """The stories nearest to ``near``, by when they came, in which one of the spellings stands."""
    quoted = (cut(way).replace('"', '""') for way in ways)
    expression = " OR ".join(f'"{way}"' for way in quoted)
    found = chain(
        connection.execute(_LOOK_UP_BEFORE, (expression, near, most)),
        connection.execute(_LOOK_UP_AFTER, (expression, near, most)),
    )
    return [key for (key,) in found]


def facts(connection: apsw.Connection, key: int) -> tuple[int, int] | None:
    """A story's date in Unix seconds and the key of its source; None for one that is gone."""
    found: tuple[int, int] | None = connection.execute(
        "SELECT sort_at, source FROM article WHERE key = ?", (key,)
    ).fetchone()
    return found


def of_source(connection: apsw.Connection, source: int, near: int, most: int) -> list[Feature]:
    """Stories of a source, those that came before ``near``: what it repeats in all of them."""
    found = connection.execute(
        "SELECT feature.key, terms FROM article_source JOIN feature USING (key)"
        " WHERE article_source.source = ? AND article_source.key < ?"
        " ORDER BY article_source.key DESC LIMIT ?",
        (source, near, most),
    )
    return [Feature(key, array("I", terms), 0, source) for key, terms in found]


# The stories most alike


def similar(connection: apsw.Connection, key: int) -> list[tuple[int, int]]:
    """The stories most like one, best first, and the score of each in thousandths."""
    found = connection.execute(
        "SELECT other, score FROM similar WHERE key = ? ORDER BY score DESC, other DESC", (key,)
    )
    return [(other, score) for other, score in found]


def keep_similar(connection: apsw.Connection, key: int, alike: Sequence[tuple[int, int]]) -> None:
    """Keep the stories most like one, and it among theirs. Inside a transaction."""
    connection.execute("DELETE FROM similar WHERE key = ?1 OR other = ?1", (key,))
    best = alike[:ALIKE]
    connection.executemany(
        "INSERT INTO similar (key, other, score) VALUES (?, ?, ?)",
        ((key, other, score) for other, score in best),
    )
    for other, score in best:
        connection.execute(
            "INSERT INTO similar (key, other, score) VALUES (?, ?, ?)"
            " ON CONFLICT DO UPDATE SET score = excluded.score",
            (other, key, score),
        )
        connection.execute(
            "DELETE FROM similar WHERE key = ?1 AND other IN (SELECT other FROM similar"
            " WHERE key = ?1 ORDER BY score DESC, other DESC LIMIT -1 OFFSET ?2)",
            (other, ALIKE),
        )


# How often terms stand in the archive


def counters(connection: apsw.Connection) -> tuple[array[int] | None, int, int]:
    """The counters as they were kept, of how many stories, and up to which."""
    found = connection.execute("SELECT counters, stories, upto FROM term_count").fetchone()
    if found is None:
        return None, 0, 0
    return array("I", found[0]), found[1], found[2]


def since(connection: apsw.Connection, upto: int) -> Iterator[tuple[int, array[int]]]:
    """The terms of the stories with higher keys."""
    for key, terms in connection.execute("SELECT key, terms FROM feature WHERE key > ?", (upto,)):
        yield key, array("I", terms)


def keep_counters(
    connection: apsw.Connection, counted: array[int], stories: int, upto: int
) -> None:
    """Keep the counters. Inside a transaction."""
    connection.execute(
        "INSERT OR REPLACE INTO term_count (id, stories, upto, counters) VALUES (1, ?, ?, ?)",
        (stories, upto, counted.tobytes()),
    )


def related(connection: apsw.Connection, keys: Iterable[int]) -> None:
    """These stories are done. Inside a transaction."""
    connection.executemany("DELETE FROM to_relate WHERE key = ?", ((key,) for key in keys))
