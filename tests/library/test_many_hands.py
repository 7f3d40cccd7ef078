"""What happens in between: stories and feeds that change while something else is done to them."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import apsw
import pytest

from brief_tui.archive import connection as connections
from brief_tui.archive.arrivals import Waiting
from brief_tui.config.feed_settings import FeedSettings
from brief_tui.formats.feed import FeedItem
from brief_tui.library import digesting
from brief_tui.model.errors import SourceError
from brief_tui.model.feeds import FeedChange, RefreshProgress
from tests.library.test_pages import page
from tests.support.feed_server import FeedServer, Received, Reply, busy, feed
from tests.support.feeds import BODY, DAY, Desk, Item, open_desk, rss

LATER = 2 * 3600
TEASER = "It begins so …"


@pytest.fixture
def desk(tmp_path: Path, feed_server: FeedServer) -> Iterator[Desk]:
    with open_desk(tmp_path, feed_server) as desk:
        yield desk


def serve(desk: Desk, *items: Item, path: str = "/feed", title: str = "The Coast") -> str:
    desk.server.on(path, feed(rss(*items, title=title)))
    return desk.server.url(path)


# The same story


def test_of_two_feeds_at_once_the_whole_text_stays(desk: Desk) -> None:
    address = "https://a.example/1"
    desk.subscribe(serve(desk, Item("One", address, "1", BODY)))
    desk.subscribe(serve(desk, Item("One", address, "x", TEASER), path="/b", title="B"))
    desk.library.refresh(desk.settings)
    (row,) = desk.rows()
    assert row.whole
    article = desk.library.article(row.key)
    assert article is not None
    assert "harbour council" in str(article.body)


def test_entries_that_lead_to_places_of_one_page_are_stories_of_their_own(desk: Desk) -> None:
    def change(number: int) -> Item:
        return Item(f"Release {number}", f"https://a.example/changes#r{number}", f"r{number}")

    desk.subscribe(serve(desk, change(2), change(1)))
    assert desk.one().new == 2
    assert desk.one(later=LATER).unchanged == 2
    serve(desk, change(3), change(2), change(1))
    assert desk.one(later=LATER).new == 1
    assert desk.headlines() == ["Release 1", "Release 2", "Release 3"]
    texts = [desk.library.article(row.key) for row in desk.rows()]
    assert all(
        article and article.headline == row.headline
        for article, row in zip(texts, desk.rows(), strict=True)
    )
    assert desk.library.check() == []


def test_an_entry_that_is_there_twice_is_one_story(desk: Desk) -> None:
    address = "https://a.example/1"
    desk.subscribe(serve(desk, Item("One", address, "1"), Item("One", address, "2")))
    assert desk.one().new == 1
    assert desk.one(later=LATER).new == 0
    assert desk.headlines() == ["One"]


def test_a_new_address_of_a_story_is_known_to_other_feeds(desk: Desk) -> None:
    desk.subscribe(serve(desk, Item("One", "https://a.example/1", "1")))
    desk.refresh()
    serve(desk, Item("One", "https://a.example/news/1", "1"))
    desk.refresh(later=LATER)
    desk.subscribe(serve(desk, Item("One", "https://a.example/news/1", "b"), path="/b", title="B"))
    desk.refresh()
    assert desk.headlines() == ["One"]


@pytest.mark.hostile(21)
def test_a_deleted_story_takes_no_other_of_its_guid_along(desk: Desk) -> None:
    def item(number: int) -> Item:
        return Item(f"Story {number}", f"https://a.example/{number}", "same")

    desk.subscribe(serve(desk, item(1), item(2)))
    desk.refresh()
    desk.library.remove([row.key for row in desk.rows() if row.headline == "Story 1"])
    serve(desk, item(3), item(2), item(1))
    desk.refresh(later=LATER)
    assert desk.headlines() == ["Story 2", "Story 3"]


@pytest.mark.hostile(21)
def test_entries_without_addresses_that_share_a_guid_are_all_kept(desk: Desk) -> None:
    items = [Item(f"Story {n}", "", "same", f"Text {n}.") for n in range(3)]
    desk.subscribe(serve(desk, *items))
    assert desk.one().new == 3
    assert desk.one(later=LATER).unchanged == 3
    assert desk.headlines() == ["Story 0", "Story 1", "Story 2"]


@pytest.mark.hostile(16)
def test_lone_surrogates_cost_no_feed(desk: Desk) -> None:
    body = (
        '{"version": "https://jsonfeed.org/version/1.1", "title": "A\\ud800B", "items": ['
        '{"id": "x\\udc00y", "url": "https://a.example/\\ud800", "title": "One \\ud83d",'
        ' "content_text": "Some \\udfff words."}]}'
    )
    desk.server.on("/feed", Reply(200, body.encode(), [("Content-Type", "application/feed+json")]))
    desk.subscribe(desk.server.url("/feed"))
    assert desk.one().new == 1
    assert desk.one(later=LATER).unchanged == 1
    assert desk.library.check() == []


# Counts of what was hidden from the first


def test_a_feed_muted_before_its_first_stories_has_them_counted_later(desk: Desk) -> None:
    (key,) = desk.subscribe(serve(desk, Item("One", "https://a.example/1")))
    desk.library.feeds.change(key, FeedChange(muted=True))
    desk.refresh()
    state = desk.library.feeds.change(key, FeedChange(muted=False))
    assert (state.total, state.unread) == (1, 1)
    assert desk.library.check() == []


def test_a_page_that_is_kept_is_counted(desk: Desk) -> None:
    desk.subscribe(serve(desk, Item("One", "https://a.example/1")))
    desk.server.on("/page", page("A page"))
    found = desk.library.look_at(desk.server.url("/page"), desk.settings)
    desk.library.keep(found.key)
    assert desk.library.check() == []


def test_a_page_that_is_starred_is_kept(desk: Desk) -> None:
    desk.subscribe(serve(desk, Item("One", "https://a.example/1")))
    desk.server.on("/page", page("A page"))
    found = desk.library.look_at(desk.server.url("/page"), desk.settings)
    desk.library.mark([found.key], read=True)
    assert desk.headlines() == []
    desk.library.mark([found.key], starred=True)
    assert desk.headlines() == ["A page"]
    assert desk.library.check() == []


@pytest.mark.hostile(42)
def test_a_clock_that_was_ahead_puts_nothing_off(desk: Desk) -> None:
    desk.server.on("/quay", Reply(500))
    settings = replace(desk.settings, feeds=FeedSettings(fetch="auto"))
    desk.subscribe(serve(desk, Item("One", desk.server.url("/quay"), "1", TEASER)))
    desk.clock.time += 365 * DAY
    assert desk.library.refresh(settings).page_problems
    desk.clock.time -= 365 * DAY
    due = desk.library.feeds.next_check()
    assert due is not None
    assert due.timestamp() <= desk.clock.time
    desk.server.on("/quay", page())
    assert desk.library.refresh(settings).pages == 1


@pytest.mark.hostile(1)
def test_names_of_files_are_clean_where_they_are_told_of(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "bad\x1b]0;owned\x07\u202e.json").write_text("{")
    added = desk.library.add(desk.library.discover(str(folder), desk.settings), desk.settings)
    assert added.problem
    assert added.problem.isprintable()


# While a refresh runs


def test_readers_that_are_killed_cost_no_story() -> None:
    item = FeedItem(guid="g", url="https://a.example/1", title="One", content="<p>A text.")
    wait = Waiting(
        key=1, source=1, item=item.to_text(), source_title="The Coast", source_url="",
        story_id="one", first=True, whole=1, words=0, new=True,
    )  # fmt: skip
    done = 0
    with digesting._Readers(many=True) as readers:
        for batch, contents in readers.read([wait] * 2_000):
            assert len(batch) == len(contents)
            assert all(prepared for prepared, _ in contents)
            if not done and readers._pool is not None:
                for reader in list(readers._pool._processes.values()):
                    reader.kill()
            done += len(batch)
    assert done == 2_000


def during(desk: Desk, act: Callable[[], object]) -> None:
    """Refresh, and do something in another thread once the first feed was asked."""
    acting: list[threading.Thread] = []

    def tell(_: RefreshProgress) -> None:
        if not acting:
            acting.append(threading.Thread(target=act))
            acting[0].start()
            acting[0].join()

    desk.library.refresh(desk.settings, tell=tell)


def test_a_story_can_be_deleted_while_its_page_is_wanted(
    tmp_path: Path, feed_server: FeedServer
) -> None:
    with open_desk(tmp_path, feed_server, feeds=FeedSettings(fetch="auto")) as desk:
        desk.server.on("/quay", page())
        desk.subscribe(serve(desk, Item("One", desk.server.url("/quay"), "1", TEASER)))
        desk.refresh()
        (row,) = desk.rows()
        desk.library.remove([row.key])
        desk.library._archive.live.want_pages([row.key])
        assert desk.refresh(later=LATER).pages == 0


def test_a_page_is_fetched_for_a_story_that_has_no_content_yet(desk: Desk) -> None:
    desk.server.on("/quay", page())
    desk.subscribe(serve(desk, Item("One", desk.server.url("/quay"), "1", TEASER)))
    problems: list[str] = []

    def fetch() -> None:
        (row,) = desk.rows()
        problems.append(desk.library.fetch_whole(row.key, desk.settings).problem)

    during(desk, fetch)
    assert problems == [""]
    assert desk.rows()[0].whole
    assert desk.library.check() == []


def test_a_feed_removed_while_it_is_asked_brings_nothing(desk: Desk) -> None:
    keys: list[int] = []

    def answer(request: Received) -> Reply:
        desk.library.feeds.remove(keys, stories=True)
        return feed(rss(Item("One", "https://a.example/1")))(request)

    desk.server.on("/feed", answer)
    keys += desk.subscribe(desk.server.url("/feed"))
    desk.refresh()
    assert desk.rows() == []
    serve(desk, Item("One", "https://a.example/1"))
    desk.library.feeds.restore(keys)
    desk.refresh()
    assert desk.headlines() == ["One"]


def test_an_archive_that_is_busy_for_a_while_ends_no_refresh(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "BUSY_SECONDS", 0.05)
    desk.subscribe(serve(desk, Item("One", "https://a.example/1")))
    other = apsw.Connection(str(desk.library.path))
    asked = threading.Event()

    def answer(request: Received) -> Reply:
        other.execute("BEGIN IMMEDIATE")
        asked.set()
        return feed(rss(Item("One", "https://a.example/1")))(request)

    desk.server.on("/feed", answer)

    def let_go() -> None:
        asked.wait(10)
        threading.Event().wait(1)
        other.execute("ROLLBACK")

    holder = threading.Thread(target=let_go)
    holder.start()
    try:
        assert desk.one().new == 1
    finally:
        holder.join()
        other.close()


@pytest.mark.hostile(32)
def test_a_pause_is_kept_at_once(desk: Desk) -> None:
    desk.server.on("/feed", busy("7200"))
    desk.subscribe(desk.server.url("/feed"))
    pauses: list[object] = []
    during(desk, lambda: pauses.append(desk.library._archive.live.pauses()))
    assert pauses == [{"127.0.0.1": int(desk.clock.time) + 7201}]


# Removing


def test_feeds_removed_together_take_their_shared_stories_along(desk: Desk) -> None:
    item = Item("One", "https://a.example/1")
    keys = desk.subscribe(serve(desk, item), serve(desk, item, path="/b", title="B"))
    desk.refresh()
    desk.library.feeds.remove(keys, stories=True)
    assert desk.rows() == []
    desk.library.feeds.restore(keys)
    desk.refresh(later=LATER)
    assert desk.headlines() == ["One"]
    assert [f.total for f in desk.library.feeds.list()] == [1, 1]


def test_what_the_reader_deleted_stays_deleted_when_its_feed_comes_back(desk: Desk) -> None:
    items = [Item(f"Story {n}", f"https://a.example/{n}", str(n)) for n in range(3)]
    (key,) = desk.subscribe(serve(desk, *items))
    desk.refresh()
    desk.library.remove([row.key for row in desk.rows() if row.headline == "Story 1"])
    desk.library.feeds.remove([key], stories=True)
    desk.library.feeds.restore([key])
    desk.refresh(later=LATER)
    assert desk.headlines() == ["Story 0", "Story 2"]


def test_a_folder_that_comes_back_brings_its_stories(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "one.md").write_text("# One\n\nText of the first.\n")
    added = desk.library.add(desk.library.discover(str(folder), desk.settings), desk.settings)
    assert added.feed is not None
    desk.library.feeds.remove([added.feed.key], stories=True)
    assert desk.rows() == []
    desk.library.feeds.restore([added.feed.key])
    desk.refresh(later=LATER)
    assert desk.headlines() == ["One"]


# Names and addresses


def test_a_name_of_the_readers_that_begins_as_the_host_stays(desk: Desk) -> None:
    (key,) = desk.subscribe(serve(desk, Item("One", "https://a.example/1")))
    desk.library.feeds.change(key, FeedChange(name="127.0.0.1, my own"))
    desk.refresh()
    assert desk.library.feeds.get(key).name == "127.0.0.1, my own"


@pytest.mark.parametrize(
    "address", ["~no-such-person/feed", "/a\0b", "file:///a%00b", "/" + "a" * 5_000]
)
def test_paths_that_are_none_are_said_to_be(desk: Desk, address: str) -> None:
    with pytest.raises(SourceError):
        desk.library.discover(address, desk.settings)


def test_a_page_cannot_pass_itself_off_as_a_story_of_another_site(desk: Desk) -> None:
    address = "https://a.example/1"
    desk.subscribe(serve(desk, Item("One", address)))
    desk.refresh()
    (row,) = desk.rows()
    before = desk.library.article(row.key)
    desk.server.on("/false", page("Not so", f'<link rel=canonical href="{address}">'))
    found = desk.library.look_at(desk.server.url("/false"), desk.settings)
    assert found.key != row.key
    assert desk.library.article(row.key) == before
    assert desk.headlines() == ["One"]
