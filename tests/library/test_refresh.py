"""A refresh, from a real server to the archive."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brief_tui.config.feed_settings import FeedSettings
from brief_tui.model.feeds import FeedChange, RefreshProgress
from brief_tui.model.query import parse_query
from brief_tui.model.query_nodes import Is, Query
from tests.support.feed_server import FeedServer, Received, Reply, busy, feed, redirect
from tests.support.feeds import DAY, Desk, Item, open_desk, rss

HOUR = 3600


@pytest.fixture
def desk(tmp_path: Path, feed_server: FeedServer) -> Iterator[Desk]:
    with open_desk(tmp_path, feed_server) as desk:
        yield desk


def stories(*numbers: int) -> bytes:
    return rss(*(Item(f"Story {n}", f"https://coast.example/{n}", f"g{n}") for n in numbers))


def serve(desk: Desk, body: bytes, path: str = "/feed", etag: str = '"1"') -> str:
    desk.server.on(path, feed(body, etag=etag))
    return desk.server.url(path)


def test_what_a_feed_carries_can_be_listed_searched_and_read(desk: Desk) -> None:
    desk.subscribe(serve(desk, stories(1, 2)))
    result = desk.one()
    assert (result.outcome, result.new, result.problem) == ("new", 2, "")
    assert desk.headlines() == ["Story 1", "Story 2"]
    (row, _) = desk.rows()
    article = desk.library.article(row.key)
    assert article is not None
    assert article.publisher == row.source == "The Coast"
    assert article.body
    query = parse_query("engineers", datetime.now(UTC))
    assert isinstance(query, Query)
    assert len(desk.rows(query)) == 2
    assert desk.library.check() == []


def test_a_feed_is_named_after_its_title_until_the_reader_names_it(desk: Desk) -> None:
    (key,) = desk.subscribe(serve(desk, stories(1)))
    assert desk.library.feeds.get(key).name == "127.0.0.1"
    desk.refresh()
    assert desk.library.feeds.get(key).name == "The Coast"


def test_two_feeds_of_one_title_have_two_names(desk: Desk) -> None:
    desk.subscribe(serve(desk, stories(1)), serve(desk, stories(2), "/other"))
    desk.refresh()
    assert len({feed.name for feed in desk.library.feeds.list()}) == 2


def test_nothing_is_asked_before_it_is_due(desk: Desk) -> None:
    desk.subscribe(serve(desk, stories(1)))
    desk.refresh()
    assert desk.refresh(later=HOUR - 1).results == ()
    assert desk.one(later=HOUR).outcome == "unchanged"
    assert len(desk.server.requests) == 2
    assert desk.server.requests[-1].headers["if-none-match"] == '"1"'


def test_a_reader_may_ask_again_after_five_minutes(desk: Desk) -> None:
    desk.subscribe(serve(desk, stories(1)))
    desk.refresh()
    (early,) = desk.refresh(later=299, manual=True).results
    assert early.outcome == "waiting"
    assert early.problem
    (late,) = desk.refresh(later=1, manual=True).results
    assert late.outcome == "unchanged"


def test_when_a_feed_is_due_survives_a_restart(
    desk: Desk, tmp_path: Path, feed_server: FeedServer
) -> None:
    desk.subscribe(serve(desk, stories(1)))
    desk.refresh()
    with open_desk(tmp_path, feed_server, clock=desk.clock) as again:
        assert again.refresh(later=HOUR / 2).results == ()
        assert again.one(later=HOUR).outcome == "unchanged"


def test_one_feed_that_fails_stops_no_other(desk: Desk) -> None:
    good = serve(desk, stories(1))
    broken = serve(desk, b"\x00\x01\x02", "/broken")
    desk.subscribe(broken, desk.server.url("/missing"), good)
    report = desk.refresh()
    assert sorted(result.outcome for result in report.results) == ["failed", "failed", "new"]
    assert all(result.problem for result in report.failed)
    failing = [feed for feed in desk.library.feeds.list() if feed.health == "failing"]
    assert len(failing) == 2
    assert all(feed.error and feed.failures == 1 for feed in failing)


def test_failures_are_asked_about_less_and_less(desk: Desk) -> None:
    desk.subscribe(desk.server.url("/missing"))
    for _ in range(200):
        desk.refresh(later=HOUR / 2)
    # Four days and more: hourly would be a hundred times.
    assert len(desk.server.requests) < 15


@pytest.mark.hostile(22)
def test_an_edit_changes_the_text_and_keeps_the_marks(desk: Desk) -> None:
    desk.subscribe(serve(desk, stories(1)))
    desk.refresh()
    (row,) = desk.rows()
    desk.library.mark([row.key], read=True, starred=True, add_tags=["quay"])
    edited = rss(Item("Story 1, corrected", "https://coast.example/1", "g1", "Quite another text."))
    serve(desk, edited, etag='"2"')
    result = desk.one(later=2 * HOUR)
    assert (result.outcome, result.changed, result.new) == ("changed", 1, 0)
    (row,) = desk.rows()
    assert row.headline == "Story 1, corrected"
    assert row.state.read
    assert row.state.starred
    assert row.state.tags == {"quay"}


@pytest.mark.hostile(20)
@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        (b"<!doctype html><title>Sign in</title><p>Welcome to our network", "text/html"),
        (b"", "application/rss+xml"),
        (b"   \n", "text/xml"),
    ],
)
def test_what_is_no_feed_is_an_error_and_the_old_stories_stay(
    desk: Desk, body: bytes, media_type: str
) -> None:
    (key,) = desk.subscribe(serve(desk, stories(1)))
    desk.refresh()
    desk.server.on("/feed", Reply(200, body, [("Content-Type", media_type)]))
    result = desk.one(later=2 * HOUR)
    assert result.outcome == "failed"
    assert result.problem
    assert desk.headlines() == ["Story 1"]
    desk.server.on("/feed", feed(stories(1), etag='"1"'))
    desk.refresh(later=DAY)
    assert desk.server.requests[-1].headers["if-none-match"] == '"1"'
    assert desk.library.feeds.get(key).health == "ok"


@pytest.mark.hostile(18)
def test_of_a_feed_that_breaks_off_the_whole_entries_are_kept(desk: Desk) -> None:
    whole = stories(1, 2, 3)
    (key,) = desk.subscribe(serve(desk, whole[: whole.rindex(b"<item>") + 30]))
    desk.refresh()
    assert desk.headlines() == ["Story 1", "Story 2"]
    state = desk.library.feeds.get(key)
    assert state.health == "degraded"
    assert state.error
    serve(desk, whole)
    desk.refresh(later=2 * HOUR)
    assert "if-none-match" not in desk.server.requests[-1].headers
    assert desk.headlines() == ["Story 1", "Story 2", "Story 3"]
    assert desk.library.feeds.get(key).health == "ok"


@pytest.mark.hostile(32)
def test_a_host_that_asks_to_be_left_alone_is_with_all_its_feeds(desk: Desk) -> None:
    desk.subscribe(serve(desk, stories(1)), serve(desk, stories(2), "/second"))
    desk.server.on("/feed", busy("7200"))
    desk.server.on("/second", busy("7200"))
    desk.refresh()
    asked = len(desk.server.requests)
    assert asked == 1
    desk.refresh(later=HOUR + HOUR / 2, manual=True)
    assert len(desk.server.requests) == asked
    assert all(feed.error for feed in desk.library.feeds.list())
    serve(desk, stories(1))
    serve(desk, stories(2), "/second")
    desk.refresh(later=4 * HOUR)
    assert desk.headlines() == ["Story 1", "Story 2"]


@pytest.mark.hostile(32)
def test_a_pause_survives_a_restart(desk: Desk, tmp_path: Path, feed_server: FeedServer) -> None:
    desk.subscribe(serve(desk, stories(1)))
    feed_server.on("/feed", busy("7200", 503))
    desk.refresh()
    with open_desk(tmp_path, feed_server, clock=desk.clock) as again:
        again.subscribe(feed_server.url("/new-one"))
        again.refresh(later=HOUR, manual=True)
    assert len(feed_server.requests) == 1


@pytest.mark.hostile(33)
@pytest.mark.parametrize(
    ("status", "moves"), [(301, True), (308, True), (302, False), (307, False)]
)
def test_a_feed_that_moved_for_good_is_asked_at_its_new_address(
    desk: Desk, status: int, moves: bool
) -> None:
    new = serve(desk, stories(1), "/new")
    old = desk.server.url("/old")
    desk.server.on("/old", redirect(new, status))
    (key,) = desk.subscribe(old)
    assert desk.one().moved_to == (new if moves else "")
    state = desk.library.feeds.get(key)
    assert state.url == (new if moves else old)
    assert state.moved_from == (old if moves else "")
    # Neither address makes a second feed.
    assert desk.subscribe(old, new if moves else old) == [key, key]


@pytest.mark.hostile(33)
def test_a_captive_portal_moves_no_feed(desk: Desk) -> None:
    desk.server.on(
        "/portal", Reply(200, b"<html><p>Please sign in", [("Content-Type", "text/html")])
    )
    old = desk.server.url("/old")
    desk.server.on("/old", redirect(desk.server.url("/portal"), 301))
    (key,) = desk.subscribe(old)
    assert desk.one().outcome == "failed"
    assert desk.library.feeds.get(key).url == old


@pytest.mark.hostile(34)
def test_a_feed_that_is_gone_is_not_asked_again_and_its_stories_stay(desk: Desk) -> None:
    (key,) = desk.subscribe(serve(desk, stories(1)))
    desk.refresh()
    desk.server.on("/feed", Reply(410))
    assert desk.one(later=2 * HOUR).outcome == "gone"
    asked = len(desk.server.requests)
    for _ in range(5):
        desk.refresh(later=2 * DAY)
    assert len(desk.server.requests) == asked
    assert desk.headlines() == ["Story 1"]
    assert desk.library.feeds.get(key).health == "gone"
    desk.server.on("/feed", feed(stories(1, 2)))
    desk.library.refresh(desk.settings, only=[key], manual=True)
    assert desk.headlines() == ["Story 1", "Story 2"]
    assert desk.library.feeds.get(key).health == "ok"


@pytest.mark.hostile(35)
def test_a_server_that_always_says_unchanged_is_asked_in_full_after_eight_days(desk: Desk) -> None:
    def answer(request: Received) -> Reply:
        if "if-none-match" in request.headers:
            return Reply(304)
        return Reply(200, stories(1), [("ETag", '"for ever"')])

    desk.server.on("/feed", answer)
    desk.subscribe(desk.server.url("/feed"))
    desk.refresh()
    for _ in range(9):
        desk.refresh(later=DAY)
    full = [r for r in desk.server.requests if "if-none-match" not in r.headers]
    assert len(full) == 2
    assert len(desk.server.requests) == 10


@pytest.mark.hostile(42)
@pytest.mark.parametrize("years", [1, -1])
def test_a_clock_that_jumps_makes_no_storm_and_no_freeze(desk: Desk, years: int) -> None:
    desk.subscribe(serve(desk, stories(1)))
    desk.refresh()
    jump = years * 365 * DAY
    desk.refresh(later=jump)
    for _ in range(10):
        desk.refresh(later=60)
    assert len(desk.server.requests) == 2
    desk.refresh(later=2 * HOUR)
    assert len(desk.server.requests) == 3
    desk.refresh(later=-jump)
    for _ in range(10):
        desk.refresh(later=60)
    assert len(desk.server.requests) == 4


def test_progress_is_told_step_by_step(desk: Desk) -> None:
    desk.subscribe(serve(desk, stories(1)), serve(desk, stories(2), "/second"))
    told: list[RefreshProgress] = []
    desk.library.refresh(desk.settings, tell=told.append)
    checked = [step for step in told if step.stage == "checking"]
    assert [(step.done, step.total) for step in checked] == [(1, 2), (2, 2)]
    assert checked[-1].new == 2
    assert all(step.latest for step in checked)
    assert [step.stage for step in told][-1] == "indexing"


def test_a_refresh_that_is_stopped_leaves_the_rest_due(desk: Desk) -> None:
    desk.subscribe(serve(desk, stories(1)), desk.server.url("/slow"))
    desk.server.on("/slow", Reply(200, stories(2), delay=3))
    stop = threading.Event()

    def tell(step: RefreshProgress) -> None:
        if step.latest and step.latest.new:
            stop.set()

    report = desk.library.refresh(desk.settings, tell=tell, stop=stop)
    assert [result.outcome for result in report.results] == ["new"]
    serve(desk, stories(2), "/slow")
    assert desk.one().new == 1


def test_a_muted_feeds_stories_are_in_no_list(desk: Desk) -> None:
    (key,) = desk.subscribe(serve(desk, stories(1)))
    desk.refresh()
    desk.library.feeds.change(key, FeedChange(muted=True))
    assert desk.rows() == []
    assert desk.library.counts().total == 0
    assert desk.headlines(Query(Is("muted"))) == ["Story 1"]
    serve(desk, stories(1, 2), etag='"2"')
    desk.refresh(later=2 * HOUR)
    assert desk.rows() == []
    state = desk.library.feeds.change(key, FeedChange(muted=False))
    assert desk.headlines() == ["Story 1", "Story 2"]
    assert (state.total, state.unread) == (2, 2)
    assert desk.library.check() == []


def test_the_readers_own_interval_holds(tmp_path: Path, feed_server: FeedServer) -> None:
    with open_desk(tmp_path, feed_server, feeds=FeedSettings(every=6 * HOUR)) as desk:
        desk.subscribe(serve(desk, stories(1)))
        desk.refresh()
        assert desk.refresh(later=5 * HOUR).results == ()
        assert desk.one(later=3 * HOUR).outcome == "unchanged"


def test_without_a_network_no_feed_is_at_fault(desk: Desk) -> None:
    names = ["http://one.invalid/feed", "http://two.invalid/feed"]
    keys = desk.subscribe(*names)
    report = desk.refresh()
    assert report.offline
    assert [result.outcome for result in report.results] == ["waiting", "waiting"]
    assert {desk.library.feeds.get(key).health for key in keys} == {"new"}
    # One that can be reached shows that the others are to blame.
    desk.subscribe(serve(desk, stories(1)))
    report = desk.refresh(later=600)
    assert not report.offline
    assert {desk.library.feeds.get(key).health for key in keys} == {"failing"}
