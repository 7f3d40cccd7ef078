"""The third step of the schema: texts are packed, and the index keeps no copy of them.

An article of 4 kB took 14 kB before; it takes about 5.5 kB now. A large archive needs minutes
for the step, which is therefore taken in pieces, each a transaction: from the first one on the
archive is of the new version, so that an older program leaves it alone, and what is left to
do stands in ``plain_content``. Whoever opens the archive next goes on with it.
"""

from __future__ import annotations

from typing import Any, Final

import apsw

from brief_tui.archive.indexed import COLUMNS, Indexed, front, write
from brief_tui.archive.packing import packed
from brief_tui.archive.words import TOKENIZER

PIECE: Final = 500
"""Stories a transaction: other programs wait about a tenth of a second for one."""

SEARCH_TABLE: Final = f"""
CREATE VIRTUAL TABLE search USING fts5(
  {", ".join(COLUMNS)},
  content = '', contentless_delete = 1,
  tokenize = "{" ".join(f"'{part}'" for part in TOKENIZER)}"
);
"""

_BEGIN: Final = f"""
ALTER TABLE content RENAME TO plain_content;
ALTER TABLE search RENAME TO plain_search;
CREATE TABLE content (
  key INTEGER PRIMARY KEY REFERENCES article (key) ON DELETE CASCADE,
  packed BLOB NOT NULL  -- JSON of model.codec, without the id: see archive.packing
) STRICT;
{SEARCH_TABLE}
-- A section's unread stories, without a look at those that were read.
CREATE INDEX article_section_unread ON article (section_folded, sort_at)
  WHERE hidden = 0 AND read = 0;
"""
_PLAIN: Final = f"""
SELECT plain_content.key, json, plain_search.rowid, {", ".join(COLUMNS[:-1])}
FROM plain_content LEFT JOIN plain_search ON plain_search.rowid = plain_content.key
ORDER BY plain_content.key LIMIT ?
"""  # noqa: S608  our own names
_LEFT: Final = "SELECT max(key) - min(key) + 1 FROM plain_content"


class Compact:
    """The step, piece by piece."""

    def begin(self, connection: apsw.Connection) -> None:
        """Set aside what there is. Inside a transaction."""
        connection.execute(_BEGIN)

    def left(self, connection: apsw.Connection) -> int:
        """About how many stories are to be done, at least 1 as long as the step is not ended.

        By their keys, of which few are missing: counting would take as long as the work.
        """
        if not self._is_begun(connection):
            return 0
        return connection.execute(_LEFT).get or 1

    def some(self, connection: apsw.Connection) -> bool:
        """Do a piece; whether there may be more. Inside a transaction."""
        if not self._is_begun(connection):
            return False
        found: list[tuple[Any, ...]] = connection.execute(_PLAIN, (PIECE,)).fetchall()
        for key, text, row, *texts in found:
            connection.execute(
                "INSERT OR REPLACE INTO content (key, packed) VALUES (?, ?)", (key, packed(text))
            )
            if row is not None:
                write(connection, key, Indexed._make((*texts, front(texts[0]))))
        connection.executemany(
            "DELETE FROM plain_content WHERE key = ?", ((key,) for key, *_ in found)
        )
        if found:
            return True
        connection.execute("DROP TABLE plain_content; DROP TABLE plain_search")
        return False

    def _is_begun(self, connection: apsw.Connection) -> bool:
        return bool(
            connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'plain_content'").get
        )
