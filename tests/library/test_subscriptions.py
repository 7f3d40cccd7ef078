"""Bringing subscriptions along, and taking them away again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brief_tui.model.listing import Imported
from brief_tui.model.query_nodes import Attribute, Query
from tests.support.feed_server import FeedServer, feed
from tests.support.feeds import Desk, Item, open_desk, rss
from tests.support.newsboat import Row, make_cache

OPML = """<?xml version="1.0"?><opml version="2.0"><head><title>Mine</title></head><body>
<outline text="Ports"><outline text="The Coast" type="rss" xmlUrl="https://coast.example/feed"
 htmlUrl="https://coast.example/"/><outline text="Quay" xmlUrl="https://ada:s3cretword@q.example/rss"/>
</outline><outline text="The Coast again" xmlUrl="https://coast.example/feed/"/></body></opml>"""


@pytest.fixture
def desk(tmp_path: Path, feed_server: FeedServer) -> Iterator[Desk]:
    with open_desk(tmp_path, feed_server) as desk:
        yield desk


def bring(desk: Desk, path: Path) -> Imported:
    (done,) = desk.library.import_paths([path], desk.settings)
    return done


def test_opml_comes_in_once_with_folders_as_tags(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text(OPML)
    done = bring(desk, tmp_path / "mine.opml")
    assert (done.feeds, done.problem) == (2, "")
    feeds = {feed.name: feed for feed in desk.library.feeds.list()}
    assert set(feeds) == {"The Coast", "Quay"}
    assert feeds["The Coast"].tags == feeds["Quay"].tags == ("Ports",)
    assert feeds["Quay"].url == "https://q.example/rss"
    again = bring(desk, tmp_path / "mine.opml")
    assert (again.feeds, again.known_feeds) == (0, 3)
    assert len(desk.library.feeds.list()) == 2


@pytest.mark.hostile(44)
def test_passwords_of_opml_go_to_the_credentials_alone(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "mine.opml").write_text(OPML)
    bring(desk, tmp_path / "mine.opml")
    assert "s3cretword" in desk.settings.credentials.read_text()
    assert "s3cretword" not in desk.library.subscriptions_opml()
    desk.library.close()
    assert b"s3cretword" not in (tmp_path / "archive.db").read_bytes()


def test_what_goes_out_comes_in_again(desk: Desk, tmp_path: Path, feed_server: FeedServer) -> None:
    (tmp_path / "mine.opml").write_text(OPML)
    bring(desk, tmp_path / "mine.opml")
    desk.library.save_view("Unread ports", "is:unread quay")
    (tmp_path / "out.opml").write_text(desk.library.subscriptions_opml())
    (tmp_path / "urls").write_text(desk.library.subscriptions_newsboat())
    kept = [(f.url, f.name, f.tags) for f in desk.library.feeds.list()]
    for file in ("out.opml", "urls"):
        folder = tmp_path / f"new-{file}"
        folder.mkdir()
        with open_desk(folder, feed_server) as other:
            bring(other, tmp_path / file)
            assert [(f.url, f.name, f.tags) for f in other.library.feeds.list()] == kept


def test_newsboats_articles_come_with_their_marks_and_are_known_to_a_refresh(
    desk: Desk, tmp_path: Path
) -> None:
    body = rss(
        Item("One", "https://coast.example/1", "g1"),
        Item("Two", "https://coast.example/2", "g2"),
        Item("Three", "https://coast.example/3", "g3"),
        Item("Gone", "https://coast.example/4", "g4"),
    )
    desk.server.on("/feed", feed(body))
    url = desk.server.url("/feed")
    rows = [
        Row(feedurl=url, guid="g1", title="One", url="https://coast.example/1", unread=0),
        Row(feedurl=url, guid="g2", title="Two", url="https://coast.example/2", flags="a"),
        Row(feedurl=url, guid="g4", title="Gone", url="https://coast.example/4", deleted=1),
    ]
    cache = make_cache(tmp_path / "cache.db", rows)
    done = bring(desk, cache)
    assert (done.new, done.problem) == (2, "")
    states = {row.headline: row.state for row in desk.rows()}
    assert states["One"].read
    assert not states["Two"].read
    assert states["Two"].tags == {"flag-a"}
    assert desk.library.feeds.list() == []  # nobody subscribed to it here
    assert bring(desk, cache).new == 0
    urls = tmp_path / "urls"
    urls.write_text(f'{url} ports "~Coast"\n')
    assert bring(desk, urls).feeds == 1
    result = desk.one()
    assert result.new == 1
    assert desk.headlines() == ["One", "Three", "Two"]
    assert desk.headlines(Query(Attribute("tag", "ports"))) == ["One", "Three", "Two"]
    assert desk.library.check() == []


def test_query_feeds_become_views(desk: Desk, tmp_path: Path) -> None:
    urls = tmp_path / "urls"
    urls.write_text(
        'https://coast.example/feed ports\n"query:Unread:unread = \\"yes\\""\n'
        '"query:Odd:rssurl !~ \\"x(\\""\nexec:~/bin/make-feed\n'
    )
    done = bring(desk, urls)
    assert (done.feeds, done.views) == (1, 1)
    assert any("exec" in note for note in done.notes)
    assert any("Odd" in note for note in done.notes)
    assert "Unread" in {view.name for view in desk.library.views() if view.kind == "saved"}


def test_an_address_that_is_none_costs_a_list_no_other_feed(desk: Desk, tmp_path: Path) -> None:
    text = OPML.replace("https://coast.example/feed/", "http://[x")
    (tmp_path / "mine.opml").write_text(text)
    done = bring(desk, tmp_path / "mine.opml")
    assert (done.feeds, done.known_feeds, done.problem) == (2, 0, "")
    assert done.notes == ("The Coast again: its address cannot be asked",)


@pytest.mark.hostile(1)
def test_names_of_lists_are_clean(desk: Desk, tmp_path: Path) -> None:
    text = OPML.replace('"The Coast"', '"The \x1b]0;Coast \u202e[/foo]"')
    (tmp_path / "mine.opml").write_text(text)
    bring(desk, tmp_path / "mine.opml")
    names = " ".join(feed.name for feed in desk.library.feeds.list())
    assert "[/foo]" in names
    assert names.isprintable()


def test_removing_can_be_undone_and_stories_stay_or_go(desk: Desk) -> None:
    desk.server.on(
        "/feed",
        feed(rss(Item("One", "https://a.example/1"), Item("Two", "https://a.example/2"))),
    )
    (key,) = desk.subscribe(desk.server.url("/feed"))
    desk.refresh()
    desk.library.mark([row.key for row in desk.rows() if row.headline == "One"], starred=True)
    (removed,) = desk.library.feeds.remove([key])
    assert removed.name == "The Coast"
    assert desk.library.feeds.list() == []
    assert desk.headlines() == ["One", "Two"]
    assert desk.refresh(later=7200).results == ()
    desk.library.feeds.restore([key])
    assert [feed.name for feed in desk.library.feeds.list()] == ["The Coast"]
    desk.library.feeds.remove([key], stories=True)
    assert desk.headlines() == ["One"]
    desk.library.feeds.restore([key])
    desk.refresh(later=7200)
    assert desk.headlines() == ["One", "Two"]
    assert desk.library.check() == []
