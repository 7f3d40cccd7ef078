"""The feeds that a page names."""

from __future__ import annotations

from brief_tui.formats.feed import feed_links
from brief_tui.model.feeds import FeedLink

URL = "https://quay.example/news/"


def found(body: str, head: str = "") -> tuple[FeedLink, ...]:
    page = f"<html><head>{head}</head><body>{body}</body></html>"
    return feed_links(page.encode(), URL)


def test_declared_feeds_are_resolved_each_once() -> None:
    head = (
        '<link rel="alternate" type="application/rss+xml" href="/feed" title="The Quay">'
        '<link rel="ALTERNATE" type="application/atom+xml;charset=utf-8" href="atom.xml">'
        '<link rel="alternate" type="application/feed+json" href="https://quay.example/feed.json">'
        '<link rel="alternate" type="application/rss+xml" href="/feed#top">'
        '<link rel="alternate" hreflang="nb" href="/nb/">'
        '<link rel="alternate" type="application/json" href="/wp-json/posts/1">'
        '<link rel="stylesheet" type="text/css" href="/feed.css">'
    )
    assert found("", head) == (
        FeedLink("https://quay.example/feed", "The Quay"),
        FeedLink("https://quay.example/news/atom.xml"),
        FeedLink("https://quay.example/feed.json"),
    )


def test_links_that_plainly_are_feeds_where_none_is_declared() -> None:
    body = (
        '<a href="/feed/">RSS</a> <a href="/rss">All</a> <a href="/sport.rss">Sport</a>'
        '<a href="feed://quay.example/old.xml">Old feed</a> <a href="/feedback">Write to us</a>'
        '<a href="https://feedly.com/i/subscription/feed/x.xml">Feedly</a>'
        '<a href="/sitemap.xml">Map</a> <a href="/rss-explained.html">What is RSS?</a>'
    )
    assert [link.url for link in found(body)] == [
        "https://quay.example/feed/",
        "https://quay.example/rss",
        "https://quay.example/sport.rss",
        "http://quay.example/old.xml",
    ]


def test_the_page_s_base_counts() -> None:
    head = '<base href="https://www.quay.example/a/"><link rel="feed" href="b.xml">'
    assert found("", head) == (FeedLink("https://www.quay.example/a/b.xml"),)


def test_no_feeds() -> None:
    assert found("<p>Nothing</p>") == ()
    assert feed_links(b"", URL) == ()
    assert found('<a href="javascript:feed.xml">x</a><a href="file:///feed.xml">RSS</a>') == ()
