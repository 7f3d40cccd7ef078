"""What can befall a refresh: it is killed, the disk fills up, another one runs beside it."""

from __future__ import annotations

import random
import resource
import signal
import threading
from multiprocessing.connection import Connection
from pathlib import Path

import pytest

from brief_tui.config.feed_settings import FeedSettings
from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.library.network import Network
from brief_tui.model.errors import ArchiveError
from brief_tui.model.feeds import NewFeed
from brief_tui.model.query_nodes import Query
from tests.support.feed_server import FeedServer, feed
from tests.support.feeds import BODY, Item, rss
from tests.support.processes import answer, process

FEEDS = 12
ENTRIES = 20


@pytest.fixture
def urls(feed_server: FeedServer) -> list[str]:
    """Feeds on hosts of their own."""
    for number in range(FEEDS):
        items = (
            Item(f"Story {n} of {number}", f"https://c{number}.example/{n}", text=BODY * 3)
            for n in range(ENTRIES)
        )
        feed_server.on(f"/{number}", feed(rss(*items, title=f"Feed {number}")))
    return [feed_server.url(f"/{n}", f"127.0.0.{n + 1}") for n in range(FEEDS)]


def settings_of(path: Path) -> Settings:
    return Settings(
        archive=path,
        credentials=path.with_name("credentials.toml"),
        feeds=FeedSettings(fetch="feed"),
    )


def subscribe(path: Path, urls: list[str]) -> None:
    with Library.open(path) as library:
        library.feeds.subscribe([NewFeed(url) for url in urls])


def refresh(pipe: Connection, path: Path) -> None:
    with Library.open(path, Network(gap=0)) as library:
        pipe.send("begun")
        report = library.refresh(settings_of(path))
        pipe.send((len(report.results), [result.problem for result in report.failed]))


def refresh_and_wait(pipe: Connection, path: Path) -> None:
    refresh(pipe, path)
    threading.Event().wait()


def whole_feeds(library: Library) -> list[int]:
    """The number of stories of each feed that was asked."""
    return [feed.total for feed in library.feeds.list() if feed.checked_at]


@pytest.mark.hostile(36)
def test_a_refresh_killed_at_any_moment_leaves_whole_feeds(tmp_path: Path, urls: list[str]) -> None:
    moments = random.Random("moments")
    for attempt in range(6):
        path = tmp_path / f"{attempt}.db"
        subscribe(path, urls)
        with process(refresh_and_wait, path) as (pipe, kill):
            assert answer(pipe) == "begun"
            threading.Event().wait(moments.uniform(0.2, 1.2))
            kill()
        with Library.open(path) as library:
            assert library.check() == []
            assert set(whole_feeds(library)) <= {ENTRIES}
            for row in library.rows(library.keys(Query())):
                article = library.article(row.key)
                assert article is not None
                assert article.body


@pytest.mark.hostile(36)
def test_what_a_killed_refresh_left_is_finished_by_the_next(
    tmp_path: Path, urls: list[str]
) -> None:
    path = tmp_path / "archive.db"
    subscribe(path, urls)
    with process(refresh_and_wait, path) as (pipe, kill):
        answer(pipe)
        with Library.open(path) as library:
            for _ in range(600):
                if library.counts().total:
                    break
                threading.Event().wait(0.01)
        kill()
    later = Network(now=lambda: 4_000_000_000.0, gap=0)
    with Library.open(path, later) as library:
        library.refresh(settings_of(path))
        assert whole_feeds(library) == [ENTRIES] * FEEDS
        assert library._archive.live.count_waiting() == 0
        assert library.check() == []


def refresh_on_a_small_disk(pipe: Connection, path: Path) -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    with Library.open(path, Network(gap=0)) as library:
        library.remember("theme", "evening")  # so that there is a journal
        limit = path.with_name(path.name + "-wal").stat().st_size + 200_000
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, resource.RLIM_INFINITY))
        problem = ""
        try:
            library.refresh(settings_of(path))
        except ArchiveError as error:
            problem = str(error)
        totals, readable = whole_feeds(library), len(library.rows(library.keys(Query())))
        resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        library.refresh(settings_of(path))
        after = whole_feeds(library)
        pipe.send((problem, totals, readable, after, library.check()))


@pytest.mark.hostile(37)
def test_a_full_disk_stops_a_refresh_between_feeds_and_it_goes_on_later(
    tmp_path: Path, urls: list[str]
) -> None:
    path = tmp_path / "archive.db"
    subscribe(path, urls)
    with process(refresh_on_a_small_disk, path) as (pipe, _):
        problem, totals, readable, after, damage = answer(pipe)
    assert "could not be read or written" in problem or "disk is full" in problem
    assert set(totals) <= {ENTRIES}
    assert readable == sum(totals)
    assert after == [ENTRIES] * FEEDS
    assert damage == []


@pytest.mark.hostile(39)
def test_two_refreshes_at_once_ask_each_feed_once_and_lose_nothing(
    tmp_path: Path, urls: list[str], feed_server: FeedServer
) -> None:
    path = tmp_path / "archive.db"
    subscribe(path, urls)
    with process(refresh, path) as (one, _), process(refresh, path) as (other, _):
        outcomes = []
        for pipe in (one, other):
            assert answer(pipe) == "begun"
            outcomes.append(answer(pipe))
    assert sum(asked for asked, _ in outcomes) == FEEDS
    assert all(problems == [] for _, problems in outcomes)
    assert len(feed_server.requests) == FEEDS
    with Library.open(path) as library:
        assert whole_feeds(library) == [ENTRIES] * FEEDS
        assert library.check() == []
