"""The second step of the schema: feeds, where each story was seen, what waits to be read.

A story that comes from a feed is written in two moves. First a row with what a list
shows, and the entry itself as text in ``arrival``: it can be listed and opened at once.
Later, in small batches, its content and its search index, and the arrival goes.
"""

from __future__ import annotations

from typing import Final

MUTED: Final = 1
FEED_MUTED: Final = 2
PASSING: Final = 4
"""Bits of ``article.hidden``: the story was muted; all its feeds are; it was only looked at."""

TEASER: Final = 0
AS_CARRIED: Final = 1
FETCHED: Final = 2
"""Of ``article.whole``: only the beginning is here; all that its source carries; its page."""

SOURCE_TALLY_ROWS: Final = """
INSERT INTO source_tally (source, total, unread)
SELECT article_source.source, sum(hidden = 0), sum(hidden = 0 AND NOT read)
FROM article_source JOIN article USING (key) GROUP BY article_source.source;
"""
"""Counts the stories of all sources anew; what the triggers keep up to date from then on."""

_COLUMNS: Final = """
ALTER TABLE article ADD COLUMN hidden INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN whole INTEGER NOT NULL DEFAULT 1;
"""

# Times are Unix seconds; 0 is never.
_TABLES: Final = """
CREATE TABLE feed (
  source INTEGER PRIMARY KEY REFERENCES source (key) ON DELETE CASCADE,
  kind TEXT NOT NULL,
  url TEXT NOT NULL,  -- as it is asked for, without credentials
  title TEXT NOT NULL DEFAULT '',  -- what it calls itself
  home TEXT NOT NULL DEFAULT '',
  fetch TEXT NOT NULL DEFAULT '',
  every INTEGER NOT NULL DEFAULT 0,
  muted INTEGER NOT NULL DEFAULT 0,
  insecure INTEGER NOT NULL DEFAULT 0,
  removed INTEGER NOT NULL DEFAULT 0,
  etag TEXT NOT NULL DEFAULT '',
  modified TEXT NOT NULL DEFAULT '',
  validated_url TEXT NOT NULL DEFAULT '',  -- the address that gave these two
  full_at INTEGER NOT NULL DEFAULT 0,  -- when it was last answered in full
  checked_at INTEGER NOT NULL DEFAULT 0,
  next_check INTEGER NOT NULL DEFAULT 0,
  claimed_until INTEGER NOT NULL DEFAULT 0,  -- a process asks it just now
  failures INTEGER NOT NULL DEFAULT 0,
  health TEXT NOT NULL DEFAULT 'new',
  error TEXT NOT NULL DEFAULT '',
  moved_from TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX feed_due ON feed (next_check) WHERE removed = 0;

-- By what addresses a feed is known, the former ones included.
CREATE TABLE feed_address (
  address TEXT PRIMARY KEY,  -- canonical
  source INTEGER NOT NULL REFERENCES feed (source) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;

CREATE TABLE feed_tag (
  source INTEGER NOT NULL REFERENCES feed (source) ON DELETE CASCADE,
  folded TEXT NOT NULL,
  tag TEXT NOT NULL,
  PRIMARY KEY (source, folded)
) STRICT, WITHOUT ROWID;

-- Hosts that asked to be left alone for a while.
CREATE TABLE host_pause (host TEXT PRIMARY KEY, until INTEGER NOT NULL) STRICT, WITHOUT ROWID;

-- What a source calls a story. The row stays when the story is deleted, so that it does
-- not come back with the next refresh.
CREATE TABLE sighting (
  source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  ident TEXT NOT NULL,
  key INTEGER REFERENCES article (key) ON DELETE SET NULL,
  fingerprint BLOB NOT NULL,  -- of the entry as it was carried
  PRIMARY KEY (source, ident)
) STRICT, WITHOUT ROWID;
CREATE INDEX sighting_of_article ON sighting (key);

CREATE TABLE article_source (
  source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  key INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  PRIMARY KEY (source, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX source_of_article ON article_source (key);

CREATE TABLE arrival (
  key INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  source INTEGER NOT NULL REFERENCES source (key) ON DELETE CASCADE,
  item TEXT NOT NULL,
  PRIMARY KEY (key, source)
) STRICT;

-- Stories whose page is to be fetched.
CREATE TABLE page_wanted (
  key INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
  tries INTEGER NOT NULL DEFAULT 0,
  next_try INTEGER NOT NULL
) STRICT;

CREATE TABLE source_tally (
  source INTEGER PRIMARY KEY REFERENCES source (key) ON DELETE CASCADE,
  total INTEGER NOT NULL,
  unread INTEGER NOT NULL
) STRICT;

INSERT INTO article_source (source, key) SELECT source, key FROM article;
"""

# Lists leave hidden stories out: their indexes do so too.
_INDEXES: Final = """
DROP INDEX article_by_date;
DROP INDEX article_by_section;
DROP INDEX article_by_publisher;
DROP INDEX article_by_source;
DROP INDEX article_unread;
DROP INDEX article_starred;
DROP INDEX article_later;
CREATE INDEX article_by_date ON article (sort_at) WHERE hidden = 0;
CREATE INDEX article_by_section ON article (section_folded, sort_at) WHERE hidden = 0;
CREATE INDEX article_by_publisher ON article (publisher_folded, sort_at) WHERE hidden = 0;
CREATE INDEX article_unread ON article (sort_at) WHERE hidden = 0 AND read = 0;
CREATE INDEX article_starred ON article (sort_at) WHERE hidden = 0 AND starred = 1;
CREATE INDEX article_later ON article (sort_at) WHERE hidden = 0 AND later = 1;
CREATE INDEX article_hidden ON article (sort_at) WHERE hidden > 0;
CREATE INDEX article_of_source ON article (source);  -- for the foreign key
"""

_ADD_TO_TALLY: Final = """
  INSERT INTO tally (section_folded, section, total, unread, starred, later)
  SELECT new.section_folded, new.section, 1, NOT new.read, new.starred, new.later
  WHERE new.hidden = 0
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
  WHERE section_folded = old.section_folded AND old.hidden = 0;
"""
_SOURCES_OF_OLD: Final = (
    "WHERE source IN (SELECT source FROM article_source WHERE key = old.key) AND old.hidden = 0"
)
_SOURCES_OF_NEW: Final = (
    "WHERE source IN (SELECT source FROM article_source WHERE key = new.key) AND new.hidden = 0"
)
_TRIGGERS: Final = f"""
DROP TRIGGER article_counted;
DROP TRIGGER article_uncounted;
DROP TRIGGER article_recounted;
CREATE TRIGGER article_counted AFTER INSERT ON article BEGIN {_ADD_TO_TALLY} END;
CREATE TRIGGER article_uncounted BEFORE DELETE ON article BEGIN
  {_TAKE_FROM_TALLY}
  UPDATE source_tally SET total = total - 1, unread = unread - (NOT old.read) {_SOURCES_OF_OLD};
END;
CREATE TRIGGER article_recounted
AFTER UPDATE OF section, section_folded, read, starred, later, hidden ON article
BEGIN {_TAKE_FROM_TALLY} {_ADD_TO_TALLY} END;
CREATE TRIGGER article_recounted_for_sources AFTER UPDATE OF read, hidden ON article
WHEN old.read <> new.read OR old.hidden <> new.hidden
BEGIN
  UPDATE source_tally SET total = total - 1, unread = unread - (NOT old.read) {_SOURCES_OF_OLD};
  UPDATE source_tally SET total = total + 1, unread = unread + (NOT new.read) {_SOURCES_OF_NEW};
END;
CREATE TRIGGER source_counted AFTER INSERT ON article_source BEGIN
  INSERT INTO source_tally (source, total, unread)
  -- Also for a hidden story: what shows it later finds the row to count it in.
  SELECT new.source, hidden = 0, hidden = 0 AND NOT read FROM article WHERE key = new.key
  ON CONFLICT (source) DO UPDATE SET
    total = total + excluded.total, unread = unread + excluded.unread;
END;
"""  # noqa: S608

LIVE_SOURCES: Final = _COLUMNS + _TABLES + SOURCE_TALLY_ROWS + _INDEXES + _TRIGGERS
