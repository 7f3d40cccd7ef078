"""The same story only once: across feeds, edits, guids that change, deletions."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brief_tui.model.query_nodes import Attribute, Query
from tests.support.feed_server import FeedServer, feed
from tests.support.feeds import BODY, Desk, Item, open_desk, rss

LATER = 2 * 3600


@pytest.fixture
def desk(tmp_path: Path, feed_server: FeedServer) -> Iterator[Desk]:
    with open_desk(tmp_path, feed_server) as desk:
        yield desk


def serve(desk: Desk, *items: Item, path: str = "/feed", title: str = "The Coast") -> str:
    desk.server.on(path, feed(rss(*items, title=title)))
    return desk.server.url(path)


def of(source: str) -> Query:
    return Query(Attribute("source", source))


def test_a_page_in_two_feeds_is_one_story_of_both(desk: Desk) -> None:
    page = "https://coast.example/quay"
    serve_all = [
        serve(desk, Item("The quay", page, "a1")),
        serve(desk, Item("The quay", page + "?utm_source=rss", "b7"), path="/b", title="Port News"),
    ]
    desk.subscribe(*serve_all)
    desk.refresh()
    assert desk.headlines() == ["The quay"]
    assert desk.headlines(of("The Coast")) == desk.headlines(of("Port News")) == ["The quay"]
    assert [(f.total, f.unread) for f in desk.library.feeds.list()] == [(1, 1), (1, 1)]
    (row,) = desk.rows()
    desk.library.mark([row.key], read=True)
    assert [f.unread for f in desk.library.feeds.list()] == [0, 0]
    assert desk.library.check() == []


@pytest.mark.hostile(21)
def test_the_same_guid_in_two_feeds_is_two_stories(desk: Desk) -> None:
    desk.subscribe(
        serve(desk, Item("One", "https://a.example/1", "1")),
        serve(desk, Item("Other", "https://b.example/1", "1"), path="/b", title="B"),
    )
    desk.refresh()
    assert desk.headlines() == ["One", "Other"]


@pytest.mark.hostile(21)
def test_a_guid_that_all_entries_share_loses_none(desk: Desk) -> None:
    items = [Item(f"Story {n}", f"https://a.example/{n}", "same") for n in range(4)]
    desk.subscribe(serve(desk, *items))
    assert desk.one().new == 4
    assert desk.one(later=LATER).unchanged == 4
    serve(desk, Item("Story 9", "https://a.example/9", "same"))
    assert desk.one(later=LATER).new == 1
    assert len(desk.rows()) == 5


@pytest.mark.hostile(21)
def test_without_guids_and_addresses_entries_are_known_by_their_words(desk: Desk) -> None:
    desk.subscribe(serve(desk, Item("One", text="First text."), Item("Two", text="Second text.")))
    assert desk.one().new == 2
    assert desk.one(later=LATER).unchanged == 2
    assert desk.headlines() == ["One", "Two"]


@pytest.mark.hostile(21)
def test_a_changed_guid_makes_no_second_story(desk: Desk) -> None:
    desk.subscribe(serve(desk, Item("One", "https://a.example/1", "old")))
    desk.refresh()
    serve(desk, Item("One", "https://a.example/1", "new"))
    assert desk.one(later=LATER).new == 0
    assert len(desk.rows()) == 1


def test_an_address_that_changed_under_one_guid_makes_no_second_story(desk: Desk) -> None:
    desk.subscribe(serve(desk, Item("One", "http://a.example/1", "1")))
    desk.refresh()
    (before,) = desk.rows()
    serve(desk, Item("One", "https://a.example/news/1", "1"))
    assert desk.one(later=LATER).changed == 1
    (after,) = desk.rows()
    assert (after.key, after.id) == (before.key, before.id)
    assert after.url == "https://a.example/news/1"


def test_a_deleted_story_does_not_come_back(desk: Desk) -> None:
    desk.subscribe(serve(desk, Item("One", "https://a.example/1", "1")))
    desk.refresh()
    desk.library.remove([desk.rows()[0].key])
    serve(desk, Item("One, edited", "https://a.example/1", "1"))
    desk.refresh(later=LATER)
    assert desk.rows() == []
    assert desk.library.check() == []


def test_a_fuller_text_takes_the_place_of_a_teaser_and_stays(desk: Desk) -> None:
    page = "https://a.example/1"
    desk.subscribe(serve(desk, Item("One", page, "1", "It begins so …")))
    desk.refresh()
    (row,) = desk.rows()
    assert not row.whole
    desk.subscribe(serve(desk, Item("One", page, "x", BODY), path="/full", title="Full"))
    desk.refresh()
    (row,) = desk.rows()
    assert row.whole
    words = row.words
    serve(desk, Item("One", page, "1", "It begins otherwise …"))
    desk.refresh(later=LATER)
    assert desk.rows()[0].words == words


@pytest.mark.hostile(23)
def test_stories_of_the_future_are_not_pinned_to_the_top(desk: Desk) -> None:
    desk.subscribe(
        serve(
            desk,
            Item("Future", "https://a.example/1", date="Fri, 01 Jan 2100 10:00:00 GMT"),
            Item("No date", "https://a.example/2", date=""),
            Item("Bad date", "https://a.example/3", date="yesterday-ish"),
        )
    )
    desk.refresh()
    first = desk.headlines()
    serve(desk, Item("Later", "https://a.example/4", date="Mon, 15 Jan 2029 10:00:00 GMT"))
    desk.clock.time = 1_863_000_000.0  # in January 2029, after that
    desk.refresh()
    assert first == ["Bad date", "Future", "No date"]
    assert desk.rows()[0].headline == "Later"
