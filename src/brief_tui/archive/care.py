"""Whether the archive is sound, and making anew what can be made from its stories."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

import apsw

from brief_tui.archive import articles, indexed
from brief_tui.archive.compact_schema import SEARCH_TABLE
from brief_tui.archive.live_schema import SOURCE_TALLY_ROWS
from brief_tui.archive.schema import TALLY_ROWS
from brief_tui.archive.words import words
from brief_tui.model.errors import ArchiveDamagedError

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
_TALLIED_BY_SOURCE: Final = "SELECT source, total, unread FROM source_tally WHERE total > 0"


def check(connection: apsw.Connection) -> list[str]:
    """What is wrong, in sentences; nothing when all is sound. Reads everything."""
    connection.execute("BEGIN")  # all of it as it is at one moment, whatever is written meanwhile
    try:
        # FTS5 checks what it remembers of the index; a query makes it look whether that is old.
        connection.execute("SELECT 1 FROM search WHERE search MATCH 'a' LIMIT 1").fetchall()
        return list(_problems(connection))
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
    stale = 0
    for key, story_id, packed in connection.execute(_STORIES):
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


def rebuild(connection: apsw.Connection) -> None:
    """Make the search index and the counts anew. Inside a transaction.

    A story that cannot be read is left out of the index; :func:`check` names it.
    """
    connection.execute("DROP TABLE IF EXISTS search")
    connection.execute(SEARCH_TABLE)
    connection.execute("DELETE FROM tally")
    connection.execute(TALLY_ROWS)
    connection.execute("DELETE FROM source_tally")
    connection.execute(SOURCE_TALLY_ROWS)
    for key, story_id, text in connection.execute(_STORIES):
        try:
            article = articles.decoded(story_id, text)
        except ArchiveDamagedError:
            continue
        indexed.write(connection, key, indexed.indexed(article))
