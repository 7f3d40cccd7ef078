"""The fourth step of the schema: what stories are about, which are alike, what points where.

Whatever writes a story's content puts the story into ``to_relate``; what is made of it there
is the library's to do, in batches, after the story can be read.
"""

from __future__ import annotations

from typing import Final

QUEUED: Final = 20_000
"""Stories of an older archive that are related by themselves, the newest; others when opened."""

_FOLD: Final = """
  UPDATE article SET folded = coalesce(key <> (
    SELECT m.key FROM thread_member AS m JOIN article AS a ON a.key = m.key
    WHERE m.thread = (SELECT thread FROM thread_member WHERE key = article.key) AND a.hidden = 0
    ORDER BY EXISTS (
      SELECT 1 FROM article_source JOIN feed USING (source)
      WHERE article_source.key = m.key AND preferred = 1
    ) DESC, m.copy_of IS NOT NULL, a.words DESC, m.key LIMIT 1
  ), 0) WHERE key IN (SELECT key FROM thread_member WHERE thread {threads});
"""

_HEIR: Final = """
  UPDATE thread_member SET copy_of = (SELECT min(key) FROM thread_member WHERE copy_of = old.key)
  WHERE copy_of = old.key
    AND key <> (SELECT min(key) FROM thread_member WHERE copy_of = old.key);
  UPDATE thread_member SET copy_of = NULL WHERE copy_of = old.key;
"""

_OF_SOURCE: Final = (
    "SELECT thread FROM article_source JOIN thread_member USING (key) WHERE source = new.source"
)

RELATED: Final = f"""
-- A story's terms: of 32 bits each, see related.terms. ``spelt`` has the strongest as the story
-- spells them, a line each, the ways of one set apart by tabs.
CREATE TABLE feature (
  key INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
  terms BLOB NOT NULL,
  spelt TEXT NOT NULL
) STRICT;

CREATE TABLE to_relate (
  key INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE
) STRICT;
INSERT INTO to_relate (key) SELECT key FROM content ORDER BY key DESC LIMIT {QUEUED};
-- Not by OR IGNORE: the statement that fires a trigger decides on conflicts within it.
CREATE TRIGGER content_new AFTER INSERT ON content BEGIN
  INSERT INTO to_relate (key) SELECT new.key
  WHERE NOT EXISTS (SELECT 1 FROM to_relate WHERE key = new.key);
END;
CREATE TRIGGER content_changed AFTER UPDATE ON content BEGIN
  INSERT INTO to_relate (key) SELECT new.key
  WHERE NOT EXISTS (SELECT 1 FROM to_relate WHERE key = new.key);
END;

-- The stories most like one, best first; ``score`` is the cosine in thousandths.
CREATE TABLE similar (
  key INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  other INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  score INTEGER NOT NULL,
  PRIMARY KEY (key, other)
) STRICT, WITHOUT ROWID;
CREATE INDEX similar_other ON similar (other);

-- In how many stories each term stands, as of the story ``upto``; one row.
CREATE TABLE term_count (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  stories INTEGER NOT NULL,
  upto INTEGER NOT NULL,
  counters BLOB NOT NULL
) STRICT;

-- Reports of the same event.
CREATE TABLE thread (
  thread INTEGER PRIMARY KEY AUTOINCREMENT,
  followed INTEGER NOT NULL DEFAULT 0,
  muted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX thread_followed ON thread (thread) WHERE followed = 1;
CREATE TABLE thread_member (
  key INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
  thread INTEGER NOT NULL REFERENCES thread (thread) ON DELETE CASCADE,
  sort_at INTEGER NOT NULL,
  copy_of INTEGER REFERENCES article (key) ON DELETE SET NULL,
  by_reader INTEGER NOT NULL DEFAULT 0  -- it was put here by hand, and stays
) STRICT;
-- Lists may leave out all reports of an event but one, the lead: that of a feed which the reader
-- prefers, else the fullest that is no copy.
ALTER TABLE feed ADD COLUMN preferred INTEGER NOT NULL DEFAULT 0;
ALTER TABLE article ADD COLUMN folded INTEGER NOT NULL DEFAULT 0;
CREATE INDEX article_unfolded ON article (sort_at) WHERE hidden = 0 AND folded = 0;
CREATE INDEX article_folded ON article (sort_at) WHERE hidden = 0 AND folded = 1;
CREATE INDEX thread_of ON thread_member (thread, sort_at);
CREATE INDEX thread_copy ON thread_member (copy_of) WHERE copy_of IS NOT NULL;
-- Stories that the reader took out of a thread.
CREATE TABLE thread_apart (
  key INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  thread INTEGER NOT NULL REFERENCES thread (thread) ON DELETE CASCADE,
  PRIMARY KEY (key, thread)
) STRICT, WITHOUT ROWID;
CREATE INDEX thread_apart_thread ON thread_apart (thread);

-- Where pages link to: ``target`` is a number made of a canonical address, or of a headline.
CREATE TABLE page_link (
  target INTEGER NOT NULL,
  key INTEGER NOT NULL REFERENCES article (key) ON DELETE CASCADE,
  PRIMARY KEY (target, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX page_link_of ON page_link (key);

-- When a text that was copied goes, or leaves, the first of its copies is what is copied.
CREATE TRIGGER copied_gone BEFORE DELETE ON article
WHEN EXISTS (SELECT 1 FROM thread_member WHERE copy_of = old.key) BEGIN
  {_HEIR}
END;
CREATE TRIGGER copied_left BEFORE DELETE ON thread_member
WHEN EXISTS (SELECT 1 FROM thread_member WHERE copy_of = old.key) BEGIN
  {_HEIR}
END;

CREATE TRIGGER thread_joined AFTER INSERT ON thread_member BEGIN
  {_FOLD.format(threads="= new.thread")}
END;
CREATE TRIGGER thread_left AFTER DELETE ON thread_member BEGIN
  UPDATE article SET folded = 0 WHERE key = old.key;
  {_FOLD.format(threads="= old.thread")}
END;
CREATE TRIGGER thread_led AFTER UPDATE OF hidden, words ON article
WHEN EXISTS (SELECT 1 FROM thread_member WHERE key = new.key) BEGIN
  {_FOLD.format(threads="= (SELECT thread FROM thread_member WHERE key = new.key)")}
END;
CREATE TRIGGER feed_preferred AFTER UPDATE OF preferred ON feed BEGIN
  {_FOLD.format(threads=f"IN ({_OF_SOURCE})")}
END;
CREATE TRIGGER thread_source AFTER INSERT ON article_source
WHEN EXISTS (SELECT 1 FROM feed WHERE source = new.source AND preferred = 1) BEGIN
  {_FOLD.format(threads="= (SELECT thread FROM thread_member WHERE key = new.key)")}
END;
"""  # noqa: S608  a number of ours
