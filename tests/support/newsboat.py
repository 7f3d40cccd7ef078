"""Caches of newsboat's, made with the columns that its versions have."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Version = Literal["2.10", "2.11", "2.22", "2.33"]

_BASE = """
CREATE TABLE rss_feed (
  rssurl VARCHAR(1024) PRIMARY KEY NOT NULL, url VARCHAR(1024) NOT NULL,
  title VARCHAR(1024) NOT NULL, lastmodified INTEGER(11) NOT NULL DEFAULT 0,
  is_rtl INTEGER(1) NOT NULL DEFAULT 0, etag VARCHAR(128) NOT NULL DEFAULT '');
CREATE TABLE rss_item (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
  title VARCHAR(1024) NOT NULL, author VARCHAR(1024) NOT NULL, url VARCHAR(1024) NOT NULL,
  feedurl VARCHAR(1024) NOT NULL, pubDate INTEGER NOT NULL, content VARCHAR(65535) NOT NULL,
  unread INTEGER(1) NOT NULL, enclosure_url VARCHAR(1024), enclosure_type VARCHAR(1024),
  enqueued INTEGER(1) NOT NULL DEFAULT 0, flags VARCHAR(52),
  deleted INTEGER(1) NOT NULL DEFAULT 0, base VARCHAR(128) NOT NULL DEFAULT '');
CREATE TABLE google_replay (
  id INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, guid VARCHAR(64) NOT NULL,
  state INTEGER NOT NULL, ts INTEGER NOT NULL);
CREATE INDEX idx_rssurl ON rss_feed (rssurl);
CREATE INDEX idx_guid ON rss_item (guid);
CREATE INDEX idx_feedurl ON rss_item (feedurl);
CREATE INDEX idx_lastmodified ON rss_feed (lastmodified);
CREATE INDEX idx_deleted ON rss_item (deleted);
"""
_STEPS: tuple[tuple[Version, str], ...] = (
    ("2.10", _BASE),
    (
        "2.11",
        "CREATE TABLE metadata (db_schema_version_major INTEGER NOT NULL,"
        " db_schema_version_minor INTEGER NOT NULL); INSERT INTO metadata VALUES (2, 11);",
    ),
    (
        "2.22",
        "ALTER TABLE rss_item ADD COLUMN content_mime_type VARCHAR(255) NOT NULL DEFAULT '';"
        "UPDATE metadata SET db_schema_version_minor = 22;",
    ),
    (
        "2.33",
        "ALTER TABLE rss_item ADD COLUMN enclosure_description VARCHAR(1024) NOT NULL DEFAULT '';"
        "ALTER TABLE rss_item ADD COLUMN enclosure_description_mime_type VARCHAR(128)"
        " NOT NULL DEFAULT ''; UPDATE metadata SET db_schema_version_minor = 33;",
    ),
)


@dataclass(frozen=True)
class Row:
    """An article as newsboat stores it. ``published`` is in Unix seconds."""

    guid: str = "g1"
    title: str | bytes = "The ferry that came back"
    author: str = ""
    url: str = "https://q.example/ferry"
    feedurl: str = "https://q.example/rss"
    published: int | str = 1_612_173_600
    content: str | bytes = "<p>The first cars rolled aboard.</p>"
    unread: int = 1
    enclosure_url: str | None = None
    enclosure_type: str | None = None
    flags: str | None = None
    deleted: int = 0
    content_mime_type: str = ""


def make_cache(
    path: Path,
    rows: Iterable[Row] = (),
    feeds: Iterable[tuple[str, str, str]] = (
        ("https://q.example/rss", "https://q.example/", "Quay"),
    ),
    version: Version = "2.33",
) -> Path:
    """A ``cache.db`` with feeds (address, page, title) and articles."""
    with closing(sqlite3.connect(path)) as database:
        for step, sql in _STEPS:
            database.executescript(sql)
            if step == version:
                break
        database.executemany("INSERT INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)", feeds)
        has_type = version in {"2.22", "2.33"}
        columns = (
            "guid title author url feedurl pubDate content unread enclosure_url enclosure_type"
        )
        names = [*columns.split(), "flags", "deleted", *(["content_mime_type"] if has_type else [])]
        marks = ", ".join("?" * len(names))
        database.executemany(
            f"INSERT INTO rss_item ({', '.join(names)}) VALUES ({marks})",
            (_values(row)[: len(names)] for row in rows),
        )
        database.commit()
    return path


def _values(row: Row) -> tuple[object, ...]:
    return (
        row.guid, row.title, row.author, row.url, row.feedurl, row.published, row.content,
        row.unread, row.enclosure_url, row.enclosure_type, row.flags, row.deleted,
        row.content_mime_type,
    )  # fmt: skip
