"""newsboat's articles, read from caches with the columns of its versions."""

from __future__ import annotations

import sqlite3
import tracemalloc
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import apsw
import pytest

from brief_tui.formats.feed.item import FeedEnclosure, FeedItem
from brief_tui.model.errors import SourceError
from brief_tui.sources import newsboat_cache
from brief_tui.sources.newsboat_cache import CachedFeed, CachedItem, is_cache, read_cache
from brief_tui.sources.subscriptions import (
    newsboat_folder,
    newsboat_home,
    recognise,
    titles_beside,
)
from tests.support.newsboat import Row, Version, make_cache

# SQLite's locks hold between connections of one library in a process, so other programs are
# played with apsw where it comes to locks.


def items(path: Path) -> list[CachedItem]:
    with read_cache(path) as cache:
        return list(cache.items())


@pytest.mark.parametrize("version", ["2.10", "2.11", "2.22", "2.33"])
def test_an_article_comes_with_all_that_newsboat_knows(tmp_path: Path, version: Version) -> None:
    row = Row(
        author="Ida Holm",
        unread=0,
        enclosure_url="https://q.example/a.mp3",
        enclosure_type="audio/mpeg",
        flags="ab",
    )
    path = make_cache(tmp_path / "cache.db", [row], version=version)
    assert is_cache(path)
    assert items(path) == [
        CachedItem(
            "https://q.example/rss",
            FeedItem(
                guid="g1",
                url="https://q.example/ferry",
                title="The ferry that came back",
                summary="<p>The first cars rolled aboard.</p>",
                authors=("Ida Holm",),
                published=datetime(2021, 2, 1, 10, tzinfo=UTC),
                enclosures=(FeedEnclosure("https://q.example/a.mp3", "audio/mpeg"),),
            ),
            read=True,
            tags=("flag-a", "flag-b"),
        )
    ]


def test_feeds_come_with_page_and_title(tmp_path: Path) -> None:
    feeds = [(f"https://q{n}.example/rss", f"https://q{n}.example/", f"Q{n}") for n in range(1_100)]
    with read_cache(make_cache(tmp_path / "cache.db", feeds=feeds)) as cache:
        assert list(cache.feeds()) == [CachedFeed(*feed) for feed in feeds]
        assert list(cache.items()) == []
        assert (cache.total, cache.deleted) == (0, 0)


def test_deleted_articles_are_counted_and_left_out(tmp_path: Path) -> None:
    rows = [Row(guid=str(n), deleted=n % 2) for n in range(5)]
    with read_cache(make_cache(tmp_path / "cache.db", rows)) as cache:
        assert [item.item.guid for item in cache.items()] == ["0", "2", "4"]
        assert [item.item.guid for item in cache.deleted_items()] == ["1", "3"]
        assert (cache.total, cache.deleted) == (3, 2)


@pytest.mark.parametrize(
    ("row", "guid"),
    [
        (Row(guid="tag:q.example,2021:1"), "tag:q.example,2021:1"),
        (Row(guid="https://q.example/ferry"), "https://q.example/ferry"),
        (Row(guid="https://q.example/ferryMon, 01 Feb 2021 10:00:00 GMT"), ""),
        (Row(guid="https://q.example/ferry#2"), "https://q.example/ferry#2"),
        (Row(guid="No address", title="No address", url=""), ""),
        (Row(guid="x", title="x"), "x"),
    ],
)
def test_an_identifier_that_newsboat_made_is_none(tmp_path: Path, row: Row, guid: str) -> None:
    (found,) = items(make_cache(tmp_path / "cache.db", [row]))
    assert found.item.guid == guid


@pytest.mark.parametrize("published", [0, -5, 10**18, "soon"])
def test_a_date_that_is_none(tmp_path: Path, published: int | str) -> None:
    (found,) = items(make_cache(tmp_path / "cache.db", [Row(published=published)]))
    assert found.item.published is None


def test_plain_text_is_known_as_such(tmp_path: Path) -> None:
    rows = [Row(content_mime_type="text/plain"), Row(content_mime_type="text/html"), Row()]
    found = items(make_cache(tmp_path / "cache.db", rows))
    assert [each.item.summary_type for each in found] == ["text", "html", "html"]


def test_bytes_that_are_no_utf_8_are_read(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [Row()])
    with closing(sqlite3.connect(path)) as database:
        database.execute("UPDATE rss_item SET title = CAST(x'436166C3' AS TEXT), flags = 'a1é\x1b'")
        database.commit()
    (found,) = items(path)
    assert found.item.title == "Caf\ufffd"
    assert found.tags == ("flag-a",)


def test_a_cache_is_read_while_newsboat_writes_to_it(tmp_path: Path) -> None:
    rows = [Row(guid=str(n)) for n in range(newsboat_cache.BATCH + 10)]
    path = make_cache(tmp_path / "cache.db", rows)
    with read_cache(path) as cache, closing(apsw.Connection(str(path))) as newsboat:
        reading = cache.items()
        first = next(reading)
        newsboat.execute("DELETE FROM rss_item WHERE guid = '0'")  # fails where a lock is held
        newsboat.execute("UPDATE rss_item SET unread = 0")
        rest = list(reading)
    assert len([first, *rest]) == len(rows)
    assert [item.read for item in rest[-10:]] == [True] * 10


def test_a_cache_is_never_changed(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [Row()])
    before = path.read_bytes()
    path.chmod(0o444)
    assert len(items(path)) == 1
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_locked_cache_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(newsboat_cache, "BUSY_SECONDS", 0.01)
    path = make_cache(tmp_path / "cache.db", [Row()])
    with closing(apsw.Connection(str(path))) as newsboat:
        newsboat.execute("BEGIN EXCLUSIVE")
        with pytest.raises(SourceError, match="is being written by newsboat"):
            read_cache(path)


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TABLE other (a)",
        "CREATE TABLE rss_item (id, guid); CREATE TABLE rss_feed (rssurl, url, title)",
        # A view could go on for ever.
        "CREATE VIEW rss_item AS SELECT 1 AS id, '' AS guid, '' AS title, '' AS author, '' AS url,"
        " '' AS feedurl, 0 AS pubDate, '' AS content, 1 AS unread;"
        " CREATE TABLE rss_feed (rssurl, url, title)",
    ],
)
def test_another_programs_database_is_refused(tmp_path: Path, sql: str) -> None:
    path = tmp_path / "cache.db"
    with closing(sqlite3.connect(path)) as database:
        database.executescript(sql)
    with pytest.raises(SourceError, match="is not a cache of newsboat's"):
        read_cache(path)
    assert not is_cache(path)


def test_a_damaged_cache_is_told(tmp_path: Path) -> None:
    path = make_cache(tmp_path / "cache.db", [Row(guid=str(n)) for n in range(2_000)])
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xff" * (len(data) - 4096))
    with pytest.raises(SourceError, match="is not a sound cache"):
        items(path)
    path.write_bytes(b"no database")
    with pytest.raises(SourceError, match="is not a sound cache"):
        read_cache(path)
    with pytest.raises(SourceError, match="cannot be opened"):
        read_cache(tmp_path / "none.db")


def test_large_articles_are_cut_and_memory_is_bounded(tmp_path: Path) -> None:
    large = "x" * (2 * newsboat_cache.CONTENT_LIMIT)
    huge = b"x" * (newsboat_cache.CELL_LIMIT + 1)
    rows = [replace(Row(), guid=str(n), content=large) for n in range(40)]
    path = make_cache(tmp_path / "cache.db", [*rows, Row(content=huge)])
    tracemalloc.start()
    with read_cache(path) as cache:
        lengths = [len(found.item.summary) for found in cache.items()]
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert lengths == [newsboat_cache.CONTENT_LIMIT] * 40 + [0]
    assert peak < 4 * newsboat_cache.BATCH_BYTES


# What a file is, and where newsboat's are


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("feeds.xml", b'<?xml version="1.0"?>\n<opml version="1.0"/>', "opml"),
        ("feeds", '<opml version="2.0"/>'.encode("utf-16"), "opml"),
        ("urls", b"anything\n", "newsboat-urls"),
        ("my-feeds.txt", b"https://q.example/rss news\n", "newsboat-urls"),
        ("long", b"https://q.example/rss news\n" * 10_000, "newsboat-urls"),
        ("story.txt", b"See https://q.example/rss\n", ""),
        ("feed.xml", b"<rss version='2.0'/>", ""),
        ("picture", b"\x89PNG\x00", ""),
        ("empty", b"", ""),
    ],
)
def test_what_a_file_is(tmp_path: Path, name: str, content: bytes, kind: str) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert recognise(path) == kind


def test_a_database_is_recognised_by_its_tables(tmp_path: Path) -> None:
    assert recognise(make_cache(tmp_path / "mine.db")) == "newsboat-cache"
    with closing(sqlite3.connect(tmp_path / "other.db")) as database:
        database.execute("CREATE TABLE a (b)")
    assert recognise(tmp_path / "other.db") == ""
    assert recognise(tmp_path) == ""
    assert recognise(tmp_path / "none") == ""
    assert recognise(Path("a\0b")) == ""


def test_a_folder_of_newsboats(tmp_path: Path) -> None:
    assert newsboat_folder(tmp_path) == ()
    cache = make_cache(tmp_path / "cache.db")
    assert newsboat_folder(tmp_path) == (cache,)
    (tmp_path / "urls").write_text("https://q.example/rss\n")
    assert newsboat_folder(tmp_path) == (tmp_path / "urls", cache)


def test_where_newsboat_keeps_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.delenv("XDG_DATA_HOME", raising=False)
    assert newsboat_home() == ()
    dotted = tmp_path / ".newsboat"
    dotted.mkdir()
    (dotted / "urls").touch()
    assert newsboat_home() == (dotted / "urls",)
    settings, data = tmp_path / "settings/newsboat", tmp_path / ".local/share/newsboat"
    for folder, name in ((settings, "urls"), (data, "cache.db")):
        folder.mkdir(parents=True)
        (folder / name).touch()
    assert newsboat_home() == (settings / "urls", data / "cache.db")
    assert titles_beside(settings / "urls") == {}
    (data / "cache.db").unlink()
    make_cache(data / "cache.db")
    assert titles_beside(settings / "urls") == {"https://q.example/rss": "Quay"}
    assert titles_beside(dotted / "urls") == {}
    make_cache(dotted / "cache.db", feeds=[("https://b.example/rss", "", "B")])
    assert titles_beside(dotted / "urls") == {"https://b.example/rss": "B"}
