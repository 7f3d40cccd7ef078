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
MASTHEAD: Final = "iif(publisher_folded = '', '#' || article.source, publisher_folded)"
_LOADED: Final = f"""
SELECT feature.key, terms, sort_at, {MASTHEAD}
FROM json_each(?) AS wanted CROSS JOIN feature ON feature.key = wanted.value
JOIN article ON article.key = feature.key
"""  # noqa: S608  an expression of ours
_OF_PUBLISHER: Final = """
SELECT terms FROM (
  SELECT key FROM article WHERE hidden = 0 AND publisher_folded = ?1 ORDER BY sort_at DESC LIMIT ?3
) JOIN feature USING (key) WHERE key <> ?2
"""
_KEEP_SIMILAR: Final = """
INSERT INTO similar (key, other, score)
SELECT ?1, value ->> 0, value ->> 1 FROM json_each(?2)
UNION ALL SELECT value ->> 0, ?1, value ->> 1 FROM json_each(?2)
"""
_KEEP_THE_BEST: Final = """
DELETE FROM similar WHERE (key, other) IN (
  SELECT key, other FROM (
    SELECT key, other, row_number() OVER (PARTITION BY key ORDER BY score DESC, other DESC) AS place
    FROM similar WHERE key IN (SELECT value ->> 0 FROM json_each(?1))
  ) WHERE place > ?2
)
"""
_OF_SOURCE: Final = """
SELECT terms FROM (
  SELECT key FROM article_source WHERE source = ?1 AND key < ?2 ORDER BY key DESC LIMIT ?3
) JOIN feature USING (key)
"""


@dataclass(frozen=True, slots=True)
class Feature:
    """A story's terms (see related.terms), its date in Unix seconds, and who publishes it:
    the publisher in small letters, or the number of the source where none is named.
    """

    key: int
    terms: array[int]
    at: int
    masthead: str


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


def has_related_after(connection: apsw.Connection, key: int) -> bool:
    """Whether a story that came later was looked at."""
    return bool(
        connection.execute("SELECT EXISTS (SELECT 1 FROM feature WHERE key > ?)", (key,)).get
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
        Feature(key, array("I", terms), at, masthead)
        for key, terms, at, masthead in connection.execute(_LOADED, (json.dumps(list(keys)),))
    ]


def spelt(connection: apsw.Connection, key: int) -> list[str]:
    """A story's strongest terms, each with the ways it is spelt, set apart by tabs."""
    found: str | None = connection.execute("SELECT spelt FROM feature WHERE key = ?", (key,)).get
    return found.split("\n") if found else []


def look_up(
    connection: apsw.Connection, ways: Sequence[str], near: int, most: int, *, later: bool
) -> list[int]:
    """The stories nearest to ``near``, by when they came, in which one of the spellings stands.

    Those that came later are looked for as well where it says so.
    """
    quoted = (cut(way).replace('"', '""') for way in ways)
    asked = (" OR ".join(f'"{way}"' for way in quoted), near, most)
    found = chain(
        connection.execute(_LOOK_UP_BEFORE, asked),
        connection.execute(_LOOK_UP_AFTER, asked) if later else (),
    )
    return [key for (key,) in found]


def facts(connection: apsw.Connection, key: int) -> tuple[int, str] | None:
    """A story's date in Unix seconds and its masthead; None for one that is gone."""
    found: tuple[int, str] | None = connection.execute(
        f"SELECT sort_at, {MASTHEAD} FROM article WHERE key = ?",  # noqa: S608
        (key,),
    ).fetchone()
    return found


def of_masthead(
    connection: apsw.Connection, masthead: str, near: int, most: int
) -> list[array[int]]:
    """The terms of the newest stories of a publisher, but for ``near``."""
    if masthead.startswith("#"):
        found = connection.execute(_OF_SOURCE, (int(masthead[1:]), near, most))
    else:
        found = connection.execute(_OF_PUBLISHER, (masthead, near, most))
    return [array("I", terms) for (terms,) in found]


# The stories most alike


def similar(connection: apsw.Connection, key: int) -> list[tuple[int, int]]:
    """The stories most like one, best first, and the score of each in thousandths."""
    found = connection.execute(
        "SELECT other, score FROM similar WHERE key = ? ORDER BY score DESC, other DESC", (key,)
    )
    return [(other, score) for other, score in found]


def keep_similar(connection: apsw.Connection, key: int, alike: Sequence[tuple[int, int]]) -> None:
    """Keep the stories most like one, and it among theirs. Inside a transaction."""
    best = json.dumps(alike[:ALIKE])
    connection.execute("DELETE FROM similar WHERE key = ?1 OR other = ?1", (key,))
    connection.execute(_KEEP_SIMILAR, (key, best))
    connection.execute(_KEEP_THE_BEST, (best, ALIKE))


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
