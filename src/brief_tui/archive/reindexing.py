"""The search index made anew from the stories, in pieces, while the old one is in use.

The new index grows in a table of its own. Each piece is a transaction, and what is done
stands in the archive: whoever is asked next goes on with it, be it after a crash or beside
another process. Stories that come, change or go meanwhile are noted by triggers, also those
of other programs, and done at the end. Then, in one transaction, the new index takes the
place of the old one: a search never misses a story for want of an index.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any, Final

import apsw

from brief_tui.archive import articles, indexed
from brief_tui.archive.compact_schema import SEARCH_TABLE
from brief_tui.archive.connection import REST, Connections
from brief_tui.archive.live_schema import SOURCE_TALLY_ROWS
from brief_tui.archive.schema import TALLY_ROWS
from brief_tui.model.errors import ArchiveDamagedError

PIECE: Final = 250
"""Stories a transaction: others wait less than a tenth of a second for one."""

_NEXT: Final = "next_search"
_NEXT_TABLE: Final = SEARCH_TABLE.replace("TABLE search USING", f"TABLE {_NEXT} USING").strip()
_NOTED: Final = "INSERT INTO reindex_again (key) VALUES ({}.key) ON CONFLICT DO NOTHING"
_BEGIN: Final = f"""
{_NEXT_TABLE}
CREATE TABLE reindexing (done_to INTEGER NOT NULL) STRICT;
INSERT INTO reindexing (done_to) VALUES (0);
CREATE TABLE reindex_again (key INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER reindex_added AFTER INSERT ON content BEGIN {_NOTED.format("new")}; END;
CREATE TRIGGER reindex_edited AFTER UPDATE ON content BEGIN {_NOTED.format("new")}; END;
CREATE TRIGGER reindex_removed AFTER DELETE ON content BEGIN {_NOTED.format("old")}; END;
"""  # noqa: S608  our own names, as below
_FORGET: Final = """
DROP TRIGGER IF EXISTS reindex_added;
DROP TRIGGER IF EXISTS reindex_edited;
DROP TRIGGER IF EXISTS reindex_removed;
DROP TABLE IF EXISTS reindex_again;
DROP TABLE IF EXISTS reindexing;
"""
_SWAP: Final = f"""
DROP TABLE IF EXISTS search;
ALTER TABLE {_NEXT} RENAME TO search;
{_FORGET}
"""
_COUNTS: Final = f"""
DELETE FROM tally;
{TALLY_ROWS}
DELETE FROM source_tally;
{SOURCE_TALLY_ROWS}
"""  # noqa: S608
_SOME: Final = """
SELECT key, id, packed FROM content JOIN article USING (key) WHERE key > ? ORDER BY key LIMIT ?
"""
_AGAIN: Final = """
SELECT reindex_again.key, id, packed FROM reindex_again
LEFT JOIN article USING (key) LEFT JOIN content USING (key) LIMIT ?
"""


def is_unfinished(connection: apsw.Connection) -> bool:
    """Whether a new index was begun and has not taken the place of the old one yet."""
    sql = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (_NEXT,)).get
    return sql is not None


def rebuild(connections: Connections, tell: Callable[[int, int], None] | None = None) -> None:
    """Make the search index anew, then the counts; ``tell`` hears of stories done, of how many.

    A story that cannot be read is left out of the index; :func:`brief_tui.archive.care.check`
    names it. Raises ArchiveError; what was done until then is gone on with the next time.
    """
    with connections.writing() as connection:
        _begin(connection)
        done, total = _far(connection)
    more = True
    while more:
        if tell is not None:
            tell(done, max(done, total))
        with connections.writing() as connection:
            if not is_unfinished(connection):
                break  # another process was quicker
            new = _some(connection)
            more = new > 0 or _again(connection)
            if not more:
                connection.execute(_SWAP)
        done += new
        time.sleep(REST)
    with connections.writing() as connection:
        connection.execute(_COUNTS)


def _begin(connection: apsw.Connection) -> None:
    """Go on with what was begun, if it is what we would begin, or begin."""
    sql = connection.execute("SELECT sql FROM sqlite_schema WHERE name = ?", (_NEXT,)).get
    if sql == _NEXT_TABLE.removesuffix(";"):
        return
    connection.execute(f"{_FORGET}; DROP TABLE IF EXISTS {_NEXT}; {_BEGIN}")


def _far(connection: apsw.Connection) -> tuple[int, int]:
    done: int = connection.execute(
        "SELECT count(*) FROM article WHERE key <= (SELECT done_to FROM reindexing)"
    ).get
    total: int = connection.execute("SELECT count(*) FROM article").get
    return done, total


def _some(connection: apsw.Connection) -> int:
    """Index the next stories; how many there were."""
    done_to: int = connection.execute("SELECT done_to FROM reindexing").get
    found: list[tuple[Any, ...]] = connection.execute(_SOME, (done_to, PIECE)).fetchall()
    for key, story_id, packed in found:
        _index(connection, key, story_id, packed)
    if found:
        connection.execute("UPDATE reindexing SET done_to = ?", (found[-1][0],))
    return len(found)


def _again(connection: apsw.Connection) -> bool:
    """Do some of the stories that came, changed or went meanwhile; whether there were any."""
    found: list[tuple[Any, ...]] = connection.execute(_AGAIN, (PIECE,)).fetchall()
    for key, story_id, packed in found:
        indexed.remove(connection, key, _NEXT)
        if packed is not None and story_id is not None:
            _index(connection, key, story_id, packed)
    connection.executemany("DELETE FROM reindex_again WHERE key = ?", ((key,) for key, *_ in found))
    return bool(found)


def _index(connection: apsw.Connection, key: int, story_id: str, packed: bytes) -> None:
    try:
        article = articles.decoded(story_id, packed)
    except ArchiveDamagedError:
        return
    indexed.write(connection, key, indexed.indexed(article), _NEXT)
