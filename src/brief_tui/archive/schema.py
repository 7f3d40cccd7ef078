"""The tables, and the steps by which an older archive becomes a current one.

A step, once released, is never edited: a change of the schema is a new step at the end. Most
are a transaction each. One that has to touch every story is taken in pieces, so that it can be
told how far it is, and gone on with when it was cut short.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, Protocol, TypeAlias

import apsw

from brief_tui.archive.compact_schema import Compact
from brief_tui.archive.connection import transaction
from brief_tui.archive.live_schema import LIVE_SOURCES
from brief_tui.archive.related_schema import RELATED
from brief_tui.archive.words import TOKENIZER

APPLICATION_ID: Final = int.from_bytes(b"brif", "big")
"""Written into the file's header, by which `file` and we tell it from other databases."""

_SEARCH_TABLE: Final = f"""
CREATE VIRTUAL TABLE search USING fts5(
  headline, dek, body, caption, credit, byline,
  tokenize = "{" ".join(f"'{part}'" for part in TOKENIZER)}"
);
"""

TALLY_ROWS: Final = """
INSERT INTO tally (section_folded, section, total, unread, starred, later)
SELECT section_folded, max(section), count(*), sum(NOT read), sum(starred), sum(later)
FROM article WHERE hidden = 0 GROUP BY section_folded;
"""
"""Counts all stories anew; what the triggers keep up to date from then on."""

# Times are Unix seconds. What is `folded` is the text that queries are compared with.
_TABLES: Final = """
CREATE TABLE source (
  key INTEGER PRIMARY KEY,
  name TEXT NOT NULL UNIQUE,
  folded TEXT NOT NULL
) STRICT;
CREATE INDEX source_folded ON source (folded);

-- What lists show and filter by. The texts are apart, so that a list reads few pages.
-- AUTOINCREMENT: the key of a deleted story never comes to mean another one.
CREATE TABLE article (
  key INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  url TEXT NOT NULL,
  headline TEXT NOT NULL,
  publisher TEXT NOT NULL,
  publisher_folded TEXT NOT NULL,
  section TEXT NOT NULL,
  section_folded TEXT NOT NULL,
  language TEXT NOT NULL,
  published INTEGER,
  sort_at INTEGER NOT NULL,  -- published; when unknown or in the future, the arrival
  words INTEGER NOT NULL,
  has_picture INTEGER NOT NULL,
  related_count INTEGER NOT NULL,
  source INTEGER NOT NULL REFERENCES source (key),
  fingerprint BLOB NOT NULL,  -- of content.json: tells an edit from the same again
  added_at INTEGER NOT NULL,
  read INTEGER NOT NULL DEFAULT 0,
  starred INTEGER NOT NULL DEFAULT 0,
  later INTEGER NOT NULL DEFAULT 0,
  progress REAL NOT NULL DEFAULT 0
) STRICT;
-- An index ends in the key; read backwards, each gives newest first.
CREATE INDEX article_by_date ON article (sort_at);
CREATE INDEX article_by_section ON article (section_folded, sort_at);
CREATE INDEX article_by_publisher ON article (publisher_folded, sort_at);
CREATE INDEX article_by_source ON article (source, sort_at);
CREATE INDEX article_unread ON article (sort_at) WHERE read = 0;
CREATE INDEX article_starred ON article (sort_at) WHERE starred = 1;
CREATE INDEX article_later ON article (sort_at) WHERE later = 1;

CREATE TABLE content (
  key INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
  json TEXT NOT NULL  -- of model.codec, without the id
) STRICT;

CREATE TABLE address (
  address TEXT PRIMARY KEY,  -- canonical
  key INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX address_of_article ON address (key);

CREATE TABLE article_tag (
  key INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  folded TEXT NOT NULL,
  PRIMARY KEY (key, folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX article_tag_folded ON article_tag (folded);

CREATE TABLE reader_tag (
  key INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  folded TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (key, folded)
) STRICT, WITHOUT ROWID;
CREATE INDEX reader_tag_folded ON reader_tag (folded);

CREATE TABLE saved_view (name TEXT PRIMARY KEY, query TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

-- Counts by section, so that no list has to be counted to be named.
CREATE TABLE tally (
  section_folded TEXT PRIMARY KEY,
  section TEXT NOT NULL,
  total INTEGER NOT NULL,
  unread INTEGER NOT NULL,
  starred INTEGER NOT NULL,
  later INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""

_ADD_TO_TALLY: Final = """
  INSERT INTO tally (section_folded, section, total, unread, starred, later)
  VALUES (new.section_folded, new.section, 1, NOT new.read, new.starred, new.later)
  ON CONFLICT (section_folded) DO UPDATE SET
    section = excluded.section,
    total = total + 1,
    unread = unread + excluded.unread,
    starred = starred + excluded.starred,
    later = later + excluded.later;
"""
_TAKE_FROM_TALLY: Final = """
  UPDATE tally SET
    total = total - 1,
    unread = unread - (NOT old.read),
    starred = starred - old.starred,
    later = later - old.later
  WHERE section_folded = old.section_folded;
"""
_TRIGGERS: Final = f"""
CREATE TRIGGER article_counted AFTER INSERT ON article BEGIN {_ADD_TO_TALLY} END;
CREATE TRIGGER article_uncounted AFTER DELETE ON article BEGIN {_TAKE_FROM_TALLY} END;
CREATE TRIGGER article_recounted AFTER UPDATE OF section, section_folded, read, starred, later
ON article BEGIN {_TAKE_FROM_TALLY} {_ADD_TO_TALLY} END;
"""


class Gradual(Protocol):
    """A step in pieces, each inside a transaction.

    ``begin`` is the first, with which the archive becomes one of the next version; ``some`` is
    called until it says that there is no more. ``left`` counts what is to be done, 0 for a step
    that is ended or has not begun.
    """

    def begin(self, connection: apsw.Connection) -> None: ...
    def some(self, connection: apsw.Connection) -> bool: ...
    def left(self, connection: apsw.Connection) -> int: ...


Step: TypeAlias = str | Callable[[apsw.Connection], None] | Gradual
Tell: TypeAlias = Callable[[int, int], None]
"""Hears how many stories are done, and of how many."""

STEPS: Final[tuple[Step, ...]] = (
    _TABLES + _SEARCH_TABLE + _TRIGGERS,
    LIVE_SOURCES,
    Compact(),
    RELATED,
)
VERSION: Final = len(STEPS)


def marks(connection: apsw.Connection) -> tuple[int, int]:
    """The file's application id and schema version."""
    return connection.pragma("application_id"), connection.pragma("user_version")


def is_blank(connection: apsw.Connection) -> bool:
    """Whether the file holds nothing yet, as when its making was cut short."""
    return connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1").get is None


def is_ready(connection: apsw.Connection, steps: Sequence[Step] = STEPS) -> bool:
    """Whether every step is taken, and none is half done."""
    return marks(connection)[1] >= len(steps) and not any(
        step.left(connection) for step in _gradual(steps)
    )


def migrate(
    connection: apsw.Connection, steps: Sequence[Step] = STEPS, tell: Tell | None = None
) -> None:
    """Take the steps that the archive has not taken yet, each whole or not at all.

    Of one in pieces, each piece is: the next call goes on with it.
    """
    _go_on(connection, steps, tell)
    while (version := marks(connection)[1]) < len(steps):
        try:
            with transaction(connection):
                # Read again under the lock: another process may have taken the step meanwhile.
                if marks(connection)[1] == version:
                    _take(connection, steps[version])
                    connection.pragma("application_id", APPLICATION_ID)
                    connection.pragma("user_version", version + 1)
        except apsw.BusyError:
            if marks(connection)[1] == version:
                raise
        _go_on(connection, steps[: version + 1], tell)


def _take(connection: apsw.Connection, step: Step) -> None:
    if isinstance(step, str):
        connection.execute(step)
    elif callable(step):
        step(connection)
    else:
        step.begin(connection)


def _go_on(connection: apsw.Connection, steps: Sequence[Step], tell: Tell | None) -> None:
    """Do what is left of steps in pieces, in turns with whoever else is at it."""
    for step in _gradual(steps):
        total = left = step.left(connection)
        while left:
            if tell is not None and total > 1:
                tell(total - left, total)
            before = left
            try:
                with transaction(connection):
                    step.some(connection)
            except apsw.BusyError:
                # SQLite does not queue: another process may have had all the turns meanwhile.
                left = step.left(connection)
                if left == before:
                    raise
            else:
                left = step.left(connection)


def _gradual(steps: Sequence[Step]) -> list[Gradual]:
    return [step for step in steps if not (isinstance(step, str) or callable(step))]
