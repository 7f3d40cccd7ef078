"""newsboat's ``cache.db``: the articles of its feeds, read without disturbing newsboat.

The file is opened for reading alone. It is read in batches, each a short query of its own,
so that no lock is held in between: newsboat, which does not wait for locks, may write at
any time. The schema is that of newsboat 2.10 and later; columns that came with later
versions (2.22, 2.33) are used where they are there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_tz
from pathlib import Path
from typing import Any, Final

import apsw

from brief_tui.formats.feed.item import LINE_LIMIT, FeedEnclosure, FeedItem, TextType
from brief_tui.formats.newsboat.terms import FLAG_TAG
from brief_tui.model.errors import SourceError
from brief_tui.model.text import clean_line, clean_url

BATCH: Final = 500
BATCH_BYTES: Final = 8 * 1024 * 1024
"""A batch ends with either."""

CONTENT_LIMIT: Final = 1024 * 1024
"""Bytes of one article that are read."""

CELL_LIMIT: Final = 16 * 1024 * 1024
"""Bytes of a text past which nothing of it is read: SQLite would load all of it."""

BUSY_SECONDS: Final = 5.0

_HEADER: Final = b"SQLite format 3\x00"
_NEEDED: Final = frozenset("id guid title author url feedurl pubDate content unread".split())
_FEED_NEEDED: Final = frozenset(["rssurl", "url", "title"])
_LATER: Final = ("enclosure_url", "enclosure_type", "flags", "content_mime_type", "base")
_FIRST: Final = -(2**63)
_OLDEST, _NEWEST = 0, 253_402_300_799
_FLAGS: Final = re.compile(r"[^A-Za-z]+")


@dataclass(frozen=True, slots=True)
class CachedFeed:
    """A feed as newsboat knows it: its address, credentials and all, page and title."""

    url: str
    home: str
    title: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", clean_url(self.url))
        object.__setattr__(self, "home", clean_url(self.home))
        object.__setattr__(self, "title", clean_line(self.title, 200))


@dataclass(frozen=True, slots=True)
class CachedItem:
    """An article, by the address of its feed, and what the reader did with it.

    ``tags`` stand for its flags: ``flag-a`` for the flag ``a``.
    """

    feed: str
    item: FeedItem
    read: bool
    tags: tuple[str, ...] = ()


def is_cache(path: Path) -> bool:
    """Whether the file is newsboat's cache. Never raises."""
    try:
        with path.open("rb") as file:
            if file.read(len(_HEADER)) != _HEADER:
                return False
        with read_cache(path):
            return True
    except (OSError, ValueError, SourceError):
        return False


def read_cache(path: Path) -> NewsboatCache:
    """Open a cache for reading. Close it, or use it in a ``with``.

    Raises SourceError when it cannot be read or is no cache of newsboat's.
    """
    path = path.absolute()
    with _our_errors(path):
        connection = _open(path)
        try:
            return NewsboatCache(path, connection)
        except BaseException:
            connection.close()
            raise


class NewsboatCache:
    """An open cache. What is read may be a moment old while newsboat runs."""

    def __init__(self, path: Path, connection: apsw.Connection) -> None:
        self.path: Final = path
        self._connection = connection
        columns = _columns(connection, "rss_item")
        if _NEEDED - columns or _FEED_NEEDED - _columns(connection, "rss_feed"):
            raise SourceError(f"{path} is not a cache of newsboat's")
        self._has_deleted = "deleted" in columns
        texts = ("guid", "title", "author", "url", "feedurl", *_LATER)
        self._fields = ", ".join(_bytes(name) if name in columns else "NULL" for name in texts)

    def __enter__(self) -> NewsboatCache:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    @property
    def total(self) -> int:
        """The number of articles that :meth:`items` gives."""
        return self._count("deleted = 0" if self._has_deleted else "1")

    @property
    def deleted(self) -> int:
        """The number of articles that were deleted in newsboat, which keeps their rows."""
        return self._count("deleted != 0") if self._has_deleted else 0

    def _count(self, condition: str) -> int:
        with _our_errors(self.path):
            sql = f"SELECT count(*) FROM rss_item WHERE {condition}"  # noqa: S608  our own words
            return int(self._connection.execute(sql).get)

    def feeds(self) -> Iterator[CachedFeed]:
        """The feeds, those without articles too."""
        last: Any = _FIRST
        while True:
            with _our_errors(self.path):
                rows = self._connection.execute(
                    f"SELECT rowid, {_bytes('rssurl')}, {_bytes('url')}, {_bytes('title')}"  # noqa: S608
                    " FROM rss_feed WHERE rowid > ? ORDER BY rowid LIMIT ?",
                    (last, BATCH),
                ).fetchall()
            if not rows:
                return
            last = rows[-1][0]
            for _, url, home, title in rows:
                yield CachedFeed(_text(url), _text(home), _text(title))

    def items(self) -> Iterator[CachedItem]:
        """The articles in the order in which they came. What was deleted is left out."""
        return self._items("AND deleted = 0" if self._has_deleted else "")

    def deleted_items(self) -> Iterator[CachedItem]:
        """Those that were deleted: for who does not want them back with the next refresh."""
        return self._items("AND deleted != 0") if self._has_deleted else iter(())

    def _items(self, condition: str) -> Iterator[CachedItem]:
        last: Any = _FIRST
        while batch := self._batch(last, condition):
            last = batch[-1][0]
            for row in batch:
                yield _item(row)

    def _batch(self, last: Any, condition: str) -> list[Any]:
        """The rows after ``last``, as many as fit in a batch, and at least one."""
        sql = (
            f"SELECT id, pubDate, unread, {_bytes('content', CONTENT_LIMIT)},"  # noqa: S608
            f" {self._fields} FROM rss_item WHERE id > ? {condition} ORDER BY id LIMIT {BATCH}"
        )
        rows: list[Any] = []
        size = 0
        with _our_errors(self.path):
            cursor = self._connection.cursor()
            for row in cursor.execute(sql, (last,)):
                rows.append(row)
                size += len(row[3] or b"")
                if size > BATCH_BYTES:
                    break
            cursor.close(True)
        return rows


def _bytes(column: str, limit: int = LINE_LIMIT) -> str:
    """The beginning of a text as bytes: newsboat cuts texts anywhere, also in a character."""
    return (
        f"CASE WHEN octet_length({column}) <= {CELL_LIMIT}"
        f" THEN substr(CAST({column} AS BLOB), 1, {limit}) END"
    )


def _open(path: Path) -> apsw.Connection:
    """A connection that cannot write. Raises apsw errors."""
    flags = apsw.SQLITE_OPEN_URI | apsw.SQLITE_OPEN_READONLY
    try:
        return _ready(apsw.Connection(f"{path.as_uri()}?mode=ro", flags=flags))
    except apsw.CantOpenError:
        if not path.is_file() or path.with_name(path.name + "-wal").exists():
            raise
        # In a folder where nothing can be made, a file in WAL mode is read as one that rests.
        return _ready(apsw.Connection(f"{path.as_uri()}?mode=ro&immutable=1", flags=flags))


def _ready(connection: apsw.Connection) -> apsw.Connection:
    connection.set_busy_timeout(int(BUSY_SECONDS * 1000))
    # A file may come from anywhere: its schema must not run functions of ours.
    connection.config(apsw.SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0)
    connection.config(apsw.SQLITE_DBCONFIG_DEFENSIVE, 1)
    try:
        connection.pragma("schema_version")  # the first read: what cannot be read fails here
    except apsw.Error:
        connection.close()
        raise
    return connection


def _columns(connection: apsw.Connection, table: str) -> set[str]:
    """The columns of a plain table, none for a view or a table that computes them."""
    names = {
        str(row[1]) for row in connection.execute(f"PRAGMA table_xinfo({table})") if not row[6]
    }
    kind = connection.execute(
        "SELECT count(*) FROM sqlite_schema WHERE name = ? AND type = 'table'"
        " AND sql NOT LIKE 'CREATE VIRTUAL%'",
        (table,),
    ).get
    return names if kind else set()


@contextmanager
def _our_errors(path: Path) -> Iterator[None]:
    try:
        yield
    except apsw.Error as error:
        raise SourceError(_reason(error, path)) from error


def _reason(error: apsw.Error, path: Path) -> str:
    match error:
        case apsw.BusyError() | apsw.LockedError():
            return f"{path} is being written by newsboat; try again in a moment"
        case apsw.CorruptError() | apsw.NotADBError():
            return f"{path} is not a sound cache of newsboat's"
        case apsw.ReadOnlyError():  # a journal that only a writer may play back
            return f"{path} was left unfinished; start newsboat once, and try again"
        case apsw.CantOpenError():
            return f"{path} cannot be opened"
        case _:
            return f"{path} cannot be read: {clean_line(str(error))}"


def _item(row: Any) -> CachedItem:
    _, published, unread, content, *texts = row
    guid, title, author, url, feed, file, file_type, flags, media_type, base = map(_text, texts)
    item = FeedItem(
        guid=_guid(guid, url, title),
        url=url,
        title=title,
        summary=_text(content),
        summary_type=_type(media_type),
        base=base,
        authors=(author,) if author else (),
        published=_moment(published),
        enclosures=(FeedEnclosure(file, file_type),) if file else (),
    )
    letters = dict.fromkeys(_FLAGS.sub("", flags))
    return CachedItem(
        clean_url(feed), item, read=not unread, tags=tuple(FLAG_TAG + flag for flag in letters)
    )


def _guid(guid: str, url: str, title: str) -> str:
    """The identifier that the feed gave.

    Where it gave none, newsboat made one: of the address and the date, or of the title.
    """
    if url and guid.startswith(url) and parsedate_tz(guid[len(url) :]):
        return ""
    return "" if guid == title and not url else guid


def _type(media_type: str) -> TextType:
    return "text" if media_type.strip().lower() == "text/plain" else "html"


def _moment(seconds: Any) -> datetime | None:
    if not isinstance(seconds, int) or not _OLDEST < seconds <= _NEWEST:
        return None
    return datetime.fromtimestamp(seconds, UTC)


def _text(value: Any) -> str:
    return value.decode("utf-8", "replace").strip() if isinstance(value, bytes) else ""
