"""``brief add``: feeds, pages, folders and lists of feeds, from a real server."""

from __future__ import annotations

import pytest

from tests.cli.conftest import STRIKE, Brief, rss
from tests.support.feed_server import FeedServer, Reply, feed

SENTENCE = "The first container ship in a year entered the old harbour on Tuesday, officials said. "
HTML = [("Content-Type", "text/html; charset=utf-8")]


def page(*feeds: tuple[str, str], headline: str = "The harbour reopens") -> Reply:
    """A page with an article, which names these feeds: titles and addresses."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{title}" href="{url}">'
        for title, url in feeds
    )
    text = f"<p>{SENTENCE * 3}</p>" * 4
    html = f"<html><head><title>{headline}</title>{links}</head><body><h1>{headline}</h1>{text}"
    return Reply(200, html.encode(), HTML)


@pytest.fixture
def coast(feed_server: FeedServer) -> str:
    """The address of a feed with two stories."""
    feed_server.on("/coast", feed(rss("Coast Wire", "Ships", "Docks")))
    return feed_server.url("/coast")


def test_a_feed_is_added_and_its_stories_can_be_read_at_once(brief: Brief, coast: str) -> None:
    done = brief("add", coast, "--tag", "sea", "--tag", "#world")
    assert (done.code, done.out, done.err) == (0, "added    Coast Wire  (2 stories)\n", "")
    assert {row["headline"] for row in brief("list", "--json").json} == {"Ships", "Docks"}
    (tree,) = brief("feeds", "--json").json
    assert tree["tags"] == ["sea", "world"]
    assert "welcome" in brief("show", brief("list", "ships", "--json").json[0]["id"]).out


def test_a_name_is_kept_and_the_same_feed_is_known(
    brief: Brief, coast: str, feed_server: FeedServer
) -> None:
    assert brief("add", coast, "--name", "Coast").out == "added    Coast  (2 stories)\n"
    done = brief("add", coast + "/", "--json")
    assert done.code == 1  # the server knows no address with a slash
    done = brief("add", coast)
    assert (done.code, done.out) == (0, "known    Coast\n")
    assert len(feed_server.asked("/coast")) == 2


def test_json_says_what_was_added(brief: Brief, coast: str) -> None:
    (tree,) = brief("add", coast, "--json").json
    assert tree == {
        "kind": "feed",
        "url": coast,
        "name": "Coast Wire",
        "tags": [],
        "total": 2,
        "known": False,
        "problem": "",
        "id": None,
    }


def test_what_is_not_there_is_told_and_nothing_added(brief: Brief, feed_server: FeedServer) -> None:
    for address, said in (
        (feed_server.url("/nothing"), "404"),
        ("ftp://127.0.0.1/feed", "not an address of the web"),
        (str(brief.folder / "missing"), "there is no such file or folder"),
    ):
        done = brief("add", address)
        assert (done.code, done.out) == (1, "")
        assert done.err.startswith(f"brief: {address}: ")
        assert said in done.err
    assert brief("feeds").code == 1


@pytest.mark.parametrize(
    ("data", "media_type", "said"),
    [
        (b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<< /Type /Catalog >>\nendobj\n",
         "application/pdf", "this is neither a feed nor a page with text"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "image/png",
         "this is neither a feed nor a page with text"),
        (b"<html><head><title>Portal</title></head><body></body></html>", "text/html",
         "this is neither a feed nor a page with text"),
        (b"<urlset><url/></urlset>", "text/xml", "this is a site map, not a feed"),
    ],
)  # fmt: skip
def test_what_is_neither_feed_nor_page_is_told_so(
    brief: Brief, feed_server: FeedServer, data: bytes, media_type: str, said: str
) -> None:
    feed_server.on("/thing", Reply(200, data, [("Content-Type", media_type)]))
    address = feed_server.url("/thing")
    done = brief("add", address)
    assert (done.code, done.out, done.err) == (1, "", f"brief: {address}: {said}\n")


def test_a_file_that_is_not_there_may_have_been_meant_as_one(brief: Brief) -> None:
    done = brief("add", "one.invalid")
    assert done.code == 1
    assert done.err.startswith(
        "brief: one.invalid: there is no such file, and at https://one.invalid the server cannot"
    )


def test_the_only_feed_of_a_page_is_taken(
    brief: Brief, coast: str, feed_server: FeedServer
) -> None:
    feed_server.on("/", page(("Coast", "/coast")))
    assert brief("add", feed_server.url("/")).code == 0
    (tree,) = brief("feeds", "--json").json
    assert tree["url"] == coast


def test_of_several_feeds_in_a_pipe_one_must_be_named(
    brief: Brief, coast: str, feed_server: FeedServer
) -> None:
    feed_server.on("/port", feed(rss("Port Post", "Cranes")))
    feed_server.on("/", page(("Coast", "/coast"), ("Port", "/port")))
    address = feed_server.url("/")
    done = brief("add", address)
    assert (done.code, done.out) == (2, "")
    assert done.err.splitlines()[1:] == [
        f"  1  Coast  {coast}",
        f"  2  Port  {feed_server.url('/port')}",
    ]
    assert brief("feeds").code == 1
    assert brief("add", address, "--feed", "3").code == 2
    assert brief("add", address, "--feed", "2").out == "added    Port  (1 story)\n"
    assert brief("add", address, "--feed", coast).code == 0
    assert len(brief("feeds").out.splitlines()) == 2
    assert brief("add", address, "--yes").out == "known    Coast\n"


def test_a_page_can_be_kept_whatever_it_names(
    brief: Brief, coast: str, feed_server: FeedServer
) -> None:
    feed_server.on("/", page(("Coast", "/coast")))
    done = brief("add", feed_server.url("/"), "--page", "--json")
    (tree,) = done.json
    assert (done.code, tree["kind"], tree["name"]) == (0, "page", "The harbour reopens")
    (row,) = brief("list", "--json").json
    assert row["id"] == tree["id"]


def test_a_page_without_feeds_is_kept(brief: Brief, feed_server: FeedServer) -> None:
    feed_server.on("/story", page())
    address = feed_server.url("/story")
    assert brief("add", address).out == "kept     The harbour reopens\n"
    assert brief("list").out.count("The harbour reopens") == 1
    assert brief("add", address, "--feed", "1").code == 1


def test_a_folder_is_watched(brief: Brief) -> None:
    brief.file("clippings/strike.md", STRIKE)
    done = brief("add", brief.folder / "clippings", "--tag", "paper")
    assert (done.code, done.out) == (0, "watched  clippings  (1 story)\n")
    (tree,) = brief("feeds", "--json").json
    assert (tree["kind"], tree["tags"]) == ("folder", ["paper"])


def test_a_file_is_imported(brief: Brief) -> None:
    outline = '<opml version="2.0"><body><outline type="rss" xmlUrl="https://coast.example/"/></body></opml>'
    done = brief("add", brief.file("feeds.opml", outline))
    assert done.code == 0
    assert "1 feed\n" in done.out
    assert brief("add", brief.file("strike.md", STRIKE)).code == 0
    assert len(brief("list").out.splitlines()) == 1
    assert brief("add", brief.folder / "feeds.opml", "--name", "Feeds").code == 2


def test_a_list_of_feeds_on_the_web_is_imported(brief: Brief, feed_server: FeedServer) -> None:
    outline = b'<opml version="2.0"><body><outline type="rss" xmlUrl="https://coast.example/"/></body></opml>'
    feed_server.on("/feeds.opml", Reply(200, outline, [("Content-Type", "text/x-opml")]))
    address = feed_server.url("/feeds.opml")
    done = brief("add", address, "--json")
    assert done.code == 0
    assert (done.json[0]["name"], done.json[0]["feeds"]) == (address, 1)


def test_the_address_can_come_from_standard_input(brief: Brief, coast: str) -> None:
    assert brief("add", "-", stdin=f"{coast}\n").code == 0
    assert brief("add", "-", stdin="").code == 2
