"""Whether the archive is sound, and what is to be known of it as a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import apsw

from brief_tui.archive import articles, indexed, schema
from brief_tui.archive.compacting import size_of
from brief_tui.archive.reindexing import is_unfinished
from brief_tui.archive.words import words
from brief_tui.model.care import ArchiveFacts
from brief_tui.model.errors import ArchiveDamagedError

TOLD: Final = 500
"""Stories between two words about how far a check is."""

# Of a story that came a moment ago there is only the entry yet.
_STORIES: Final = """
SELECT key, id, packed FROM article LEFT JOIN content USING (key)
WHERE packed IS NOT NULL OR key NOT IN (SELECT key FROM arrival)
"""
_NOT_INDEXED: Final = """
SELECT count(*) FROM (
  SELECT key FROM article EXCEPT SELECT rowid FROM search EXCEPT SELECT key FROM arrival
)
"""
_NOT_A_STORY: Final = (
    "SELECT count(*) FROM (SELECT rowid FROM search EXCEPT SELECT key FROM article)"
)
_COUNTED: Final = """
SELECT section_folded, count(*), sum(NOT read), sum(starred), sum(later)
FROM article WHERE hidden = 0 GROUP BY section_folded
"""
_TALLIED: Final = """
SELECT section_folded, total, unread, starred, later FROM tally WHERE total > 0
"""
_COUNTED_BY_SOURCE: Final = """
SELECT article_source.source, count(*), sum(NOT read)
FROM article_source JOIN article USING (key) WHERE hidden = 0 GROUP BY article_source.source
"""
# Each half comes straight out of an index.
_OLDEST: Final = """
SELECT min(at) FROM (SELECT min(sort_at) AS at FROM article WHERE hidden = 0
  UNION ALL SELECT min(sort_at) FROM article WHERE hidden > 0)
"""
_NEWEST: Final = """
SELECT max(at) FROM (SELECT max(sort_at) AS at FROM article WHERE hidden = 0
  UNION ALL SELECT max(sort_at) FROM article WHERE hidden > 0)
"""
_TALLIED_BY_SOURCE: Final = "SELECT source, total, unread FROM source_tally WHERE total > 0"


def facts(connection: apsw.Connection, path: Path) -> ArchiveFacts:
    """The archive as a file."""
    free = connection.pragma("freelist_count") * connection.pragma("page_size")
    oldest: int | None = connection.execute(_OLDEST).get
    newest: int | None = connection.execute(_NEWEST).get
    return ArchiveFacts(
        size=size_of(path),
        free=free,
        stories=connection.execute("SELECT count(*) FROM article").get,
        oldest=None if oldest is None else articles.moment(oldest),
        newest=None if newest is None else articles.moment(newest),
        version=schema.marks(connection)[1],
        page_size=connection.pragma("page_size"),
        unfinished=is_unfinished(connection),
    )


def check(
    connection: apsw.Connection,
    *,
    quick: bool = False,
    tell: Callable[[int, int], None] | None = None,
) -> list[str]:
    """What is wrong, in sentences; nothing when all is sound. Reads everything.

    ``quick`` leaves out the reading of every story; otherwise ``tell`` hears how many were
    read, and of how many.
    """
    connection.execute("BEGIN")  # all of it as it is at one moment, whatever is written meanwhile
    try:
        # FTS5 checks what it remembers of the index; a query makes it look whether that is old.
        connection.execute("SELECT 1 FROM search WHERE search MATCH 'a' LIMIT 1").fetchall()
        problems = list(_problems(connection))
        return problems if quick else problems + list(_stale(connection, tell))
    except (apsw.CorruptError, apsw.NotADBError) as error:
        return [f"The file is damaged: {error}."]
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")


def _problems(connection: apsw.Connection) -> Iterator[str]:
    for (finding,) in connection.execute("PRAGMA integrity_check"):
        if finding != "ok":
            yield f"The file is damaged: {finding}."
    for table, *_ in connection.execute("PRAGMA foreign_key_check"):
        yield f"A row of the table {table} belongs to no story."
    for missing in connection.execute(_NOT_INDEXED).get, connection.execute(_NOT_A_STORY).get:
        if missing:
            yield f"The search index and the stories differ ({missing})."
    if set(connection.execute(_COUNTED)) != set(connection.execute(_TALLIED)):
        yield "The counts of the sections are wrong."
    if set(connection.execute(_COUNTED_BY_SOURCE)) != set(connection.execute(_TALLIED_BY_SOURCE)):
        yield "The counts of the sources are wrong."


def _stale(connection: apsw.Connection, tell: Callable[[int, int], None] | None) -> Iterator[str]:
    """Read every story, and compare the index with it."""
    total = connection.execute("SELECT count(*) FROM article").get
    stale = 0
    for number, (key, story_id, packed) in enumerate(connection.execute(_STORIES)):
        if tell is not None and number % TOLD == 0:
            tell(number, total)
        try:
            article = articles.decoded(story_id, packed)
        except ArchiveDamagedError as error:
            yield f"{str(error)[0].upper()}{str(error)[1:]}."
        else:
            stale += not _is_indexed(connection, key, indexed.indexed(article))
    if stale:
        yield f"The search index has other texts than the stories ({stale})."


def _is_indexed(connection: apsw.Connection, key: int, story: indexed.Indexed) -> bool:
    """Whether the index has as many words of the story as there are, column by column."""
    sizes = connection.execute("SELECT sz FROM search_docsize WHERE id = ?", (key,)).get
    if sizes is None:  # counted already
        return True
    return list(_varints(sizes)) == [len(words(text)) for text in story]


def _varints(data: bytes) -> Iterator[int]:
    """SQLite's integers of variable length: https://www.sqlite.org/fileformat2.html#varint"""
    value = 0
    for byte in data:
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            yield value
            value = 0
