"""Whole articles: fetched for teasers, on demand, to look at, and added by address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from brief_tui.config.feed_settings import FeedSettings
from brief_tui.library import Library
from brief_tui.model.article import Figure
from brief_tui.model.errors import SourceError
from brief_tui.model.feeds import FeedChange
from brief_tui.model.query_nodes import Is, Query
from tests.support.feed_server import FeedServer, Reply, feed, redirect
from tests.support.feeds import DAY, Desk, Item, open_desk, rss

LATER = 2 * 3600
HTML = [("Content-Type", "text/html; charset=utf-8")]
PARAGRAPHS = [
    "The harbour council met on Monday to speak of the new quay, which was put off three times "
    "since it was first proposed in the spring of last year by the port authority.",
    "The engineers of the port were heard as well, and they said that the ground below the old "
    "quay would not carry another building, whatever the plans of the council might say.",
    "A decision is not expected before the end of the month, when the council meets again in "
    "the old town hall and the people of the harbour may ask their questions.",
]


def page(headline: str = "The quay is put off again", extra: str = "") -> Reply:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in PARAGRAPHS)
    body = f"""<!doctype html><html lang=en><head><title>{headline}</title>{extra}</head><body>
      <article><h1>{headline}</h1><figure><img src=quay.jpg width=800 height=600>
      <figcaption>The old quay at low tide. <span class=credit>Photo: Ada Berg</span></figcaption>
      </figure>{text}</article></body></html>"""
    return Reply(200, body.encode(), HTML)


@pytest.fixture
def desk(tmp_path: Path, feed_server: FeedServer) -> Iterator[Desk]:
    with open_desk(tmp_path, feed_server, feeds=FeedSettings(fetch="auto")) as desk:
        desk.server.on("/quay", page())
        yield desk


def teaser(desk: Desk, text: str = "The harbour council met on Monday to …") -> str:
    item = Item("The quay", desk.server.url("/quay"), "1", text)
    desk.server.on("/feed", feed(rss(item)))
    return desk.server.url("/feed")


def test_the_page_takes_the_place_of_a_teaser(desk: Desk) -> None:
    desk.subscribe(teaser(desk))
    report = desk.refresh()
    assert (report.pages, report.page_problems) == (1, ())
    (row,) = desk.rows()
    assert row.whole
    article = desk.library.article(row.key)
    assert article is not None
    assert article.id == row.id
    assert article.publisher == "The Coast"
    (figure,) = [block for block in article.body if isinstance(block, Figure)]
    assert figure.caption == "The old quay at low tide."
    assert "Ada Berg" in figure.credit
    assert len([r for r in desk.server.requests if r.path == "/quay"]) == 1


def test_the_feeds_own_text_is_kept_where_the_reader_wants_that(desk: Desk) -> None:
    (key,) = desk.subscribe(teaser(desk))
    desk.library.feeds.change(key, FeedChange(fetch="feed"))
    assert desk.refresh().pages == 0
    (row,) = desk.rows()
    assert not row.whole
    assert desk.headlines(Query(Is("teaser"))) == ["The quay"]
    assert desk.library.fetch_whole(row.key, desk.settings).problem == ""
    assert desk.rows()[0].whole


def test_the_feed_said_again_does_not_undo_the_page(desk: Desk) -> None:
    desk.subscribe(teaser(desk))
    desk.refresh()
    words = desk.rows()[0].words
    teaser(desk, "The harbour council met on Tuesday to …")
    desk.refresh(later=LATER)
    assert desk.rows()[0].words == words
    assert len([r for r in desk.server.requests if r.path == "/quay"]) == 2


def test_a_page_that_was_corrected_is_taken_again(desk: Desk) -> None:
    desk.subscribe(teaser(desk))
    desk.refresh()
    text = page().body
    assert isinstance(text, bytes)
    desk.server.on("/quay", Reply(200, text.replace(b"Monday", b"Friday"), HTML))
    teaser(desk, "The harbour council met on Friday to …")
    assert desk.refresh(later=LATER).page_problems == ()
    article = desk.library.article(desk.rows()[0].key)
    assert "Friday" in str(article)
    assert "Monday" not in str(article)


def test_a_page_that_cannot_be_had_leaves_the_teaser_and_is_tried_again(desk: Desk) -> None:
    desk.server.on("/quay", Reply(500))
    desk.subscribe(teaser(desk))
    report = desk.refresh()
    assert report.pages == 0
    assert len(report.page_problems) == 1
    assert not desk.rows()[0].whole
    desk.server.on("/quay", page())
    assert desk.refresh(later=DAY).pages == 1
    assert desk.rows()[0].whole


def test_a_wall_of_consent_is_no_article(desk: Desk) -> None:
    wall = b"<html><body><article><h1>Cookies</h1><p>We value it.</p></article></body></html>"
    desk.server.on("/quay", Reply(200, wall, HTML))
    desk.subscribe(teaser(desk))
    assert desk.refresh().pages == 0
    article = desk.library.article(desk.rows()[0].key)
    assert article is not None
    assert article.headline == "The quay"


@pytest.mark.hostile(28)
def test_a_feed_leads_to_no_page_in_the_readers_own_network(desk: Desk, tmp_path: Path) -> None:
    inside = desk.server.url("/quay", "127.0.0.9")
    desk.server.on("/feed", feed(rss(Item("Inside", inside, "1", "It begins …"))))
    desk.subscribe(desk.server.url("/feed"))
    report = desk.refresh()
    assert report.pages == 0
    assert report.page_problems
    assert not [r for r in desk.server.requests if r.host == "127.0.0.9"]
    assert desk.library.fetch_whole(desk.rows()[0].key, desk.settings).problem
    assert desk.library.look_at(inside + "?other", desk.settings).problem
    assert not [r for r in desk.server.requests if r.host == "127.0.0.9"]


def test_a_page_that_is_looked_at_is_in_no_list_until_it_is_kept(desk: Desk) -> None:
    desk.subscribe(teaser(desk))  # so that the reader reads this host
    url = desk.server.url("/elsewhere")
    desk.server.on("/elsewhere", page("Another story"))
    found = desk.library.look_at(url, desk.settings)
    assert found.problem == ""
    assert desk.rows() == []
    (row,) = desk.library.rows([found.key])
    assert row.passing
    assert desk.library.look_at(url, desk.settings).key == found.key
    assert len([r for r in desk.server.requests if r.path == "/elsewhere"]) == 1
    desk.library.keep(found.key)
    assert desk.headlines() == ["Another story"]
    desk.library.forget_passing()
    assert desk.headlines() == ["Another story"]


def test_what_was_only_looked_at_goes(desk: Desk) -> None:
    desk.subscribe(teaser(desk))
    found = desk.library.look_at(desk.server.url("/quay"), desk.settings)
    desk.library.forget_passing()
    assert desk.library.rows([found.key]) == []
    assert desk.library.check() == []


@pytest.mark.hostile(8)
@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_only_the_web_is_looked_at(desk: Desk, url: str) -> None:
    assert desk.library.look_at(url, desk.settings).problem


# Adding by address


def test_a_feed_is_added_with_one_request(desk: Desk) -> None:
    desk.server.on("/feed", feed(rss(Item("One", "https://a.example/1"))))
    found = desk.library.discover(desk.server.url("/feed"), desk.settings)
    assert (found.kind, found.title, found.count) == ("feed", "The Coast", 1)
    added = desk.library.add(found, desk.settings, tags=["ports"])
    assert added.feed is not None
    assert (added.feed.name, added.feed.tags, added.known) == ("The Coast", ("ports",), False)
    assert desk.headlines() == ["One"]
    assert len(desk.server.requests) == 1
    assert desk.library.add(found, desk.settings).known


def test_a_page_names_its_feeds(desk: Desk) -> None:
    link = '<link rel=alternate type="application/rss+xml" title="All news" href="/feed">'
    desk.server.on("/", page("The front page", link))
    desk.server.on("/feed", feed(rss(Item("One", "https://a.example/1"))))
    found = desk.library.discover(desk.server.url("/"), desk.settings)
    assert found.kind == "page"
    assert [(each.url, each.title) for each in found.feeds] == [
        (desk.server.url("/feed"), "All news")
    ]
    added = desk.library.add(found.feeds[0], desk.settings)
    assert added.feed is not None
    assert desk.headlines() == ["One"]


def test_a_page_can_be_kept_as_a_story(desk: Desk) -> None:
    found = desk.library.discover(desk.server.url("/quay"), desk.settings)
    added = desk.library.add(found, desk.settings)
    assert added.story is not None
    assert desk.headlines() == ["The quay is put off again"]
    assert len(desk.server.requests) == 1


def test_a_folder_is_watched(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "one.md").write_text("# One\n\nText of the first.\n")
    found = desk.library.discover(str(folder), desk.settings)
    assert found.kind == "folder"
    added = desk.library.add(found, desk.settings)
    assert added.feed is not None
    assert desk.headlines() == ["One"]
    (folder / "two.md").write_text("# Two\n\nText of the second.\n")
    (folder / "bad.json").write_text("{")
    report = desk.refresh(later=LATER)
    assert report.new == 1
    assert report.results[0].problem
    assert desk.headlines() == ["One", "Two"]
    assert desk.refresh(later=LATER).results[0].unchanged == 2


@pytest.mark.parametrize(
    "address", ["", "no such thing at all", "/no/such/folder", "ftp://a.example/feed", "http://"]
)
def test_what_cannot_be_added_is_said(desk: Desk, address: str) -> None:
    with pytest.raises(SourceError):
        desk.library.discover(address, desk.settings)


@pytest.mark.hostile(44)
def test_a_password_in_an_address_goes_to_the_file_of_credentials_alone(
    desk: Desk, tmp_path: Path
) -> None:
    desk.server.on("/feed", feed(rss(Item("One", "https://a.example/1"))))
    host = desk.server.url("/feed").removeprefix("http://")
    found = desk.library.discover(f"http://ada:s3cretword@{host}", desk.settings)
    desk.library.add(found, desk.settings)
    sent = desk.server.requests[0].headers["authorization"]
    assert sent.startswith("Basic ")
    desk.refresh(later=LATER)
    assert desk.server.requests[-1].headers["authorization"] == sent
    assert "s3cretword" not in desk.library.subscriptions_opml()
    assert "s3cretword" not in desk.library.subscriptions_newsboat()
    assert "s3cretword" in desk.settings.credentials.read_text()
    desk.library.close()
    for file in tmp_path.glob("archive.db*"):
        assert b"s3cretword" not in file.read_bytes()


@pytest.mark.hostile(29)
def test_a_password_goes_to_no_other_host(desk: Desk) -> None:
    desk.server.on("/feed", feed(rss(Item("One", "https://a.example/1"))))
    desk.server.on("/old", redirect(desk.server.url("/feed", "127.0.0.2")))
    host = desk.server.url("/old").removeprefix("http://")
    with pytest.raises(SourceError):  # blocked: another private host
        desk.library.discover(f"http://ada:s3cretword@{host}", desk.settings)
    assert all(
        "authorization" not in r.headers for r in desk.server.requests if r.host != "127.0.0.1"
    )


def test_a_story_can_be_opened_before_its_content_is_made(desk: Desk, tmp_path: Path) -> None:
    desk.server.on("/feed", feed(rss(Item("One", "https://a.example/1"))))
    settings = replace(desk.settings, feeds=FeedSettings(fetch="feed"))
    desk.subscribe(desk.server.url("/feed"))
    opened: list[object] = []

    def tell(step: object) -> None:
        if not opened:
            with Library.open(tmp_path / "archive.db") as other:
                (row,) = other.rows(other.keys(Query()))
                opened.append(other.article(row.key))

    desk.library.refresh(settings, tell=tell)
    (article,) = opened
    assert article == desk.library.article(desk.rows()[0].key)


@pytest.mark.hostile(44)
def test_a_password_that_is_not_taken_is_not_kept(desk: Desk) -> None:
    desk.server.on("/feed", Reply(401))
    host = desk.server.url("/feed").removeprefix("http://")
    with pytest.raises(SourceError, match="does not accept"):
        desk.library.discover(f"http://ada:s3cretword@{host}", desk.settings)
    assert not desk.settings.credentials.exists()


def test_a_numbers_address_needs_no_scheme(desk: Desk) -> None:
    desk.server.on("/feed", feed(rss(Item("One", "https://a.example/1"))))
    address = desk.server.url("/feed").removeprefix("http://")
    assert desk.library.discover(address, desk.settings).kind == "feed"
