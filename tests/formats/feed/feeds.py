"""Feeds for tests, written here."""

from __future__ import annotations

from brief_tui.formats.feed import FeedItem, article_of, parse_feed
from brief_tui.model.article import Article

URL = "https://quay.example/feed.xml"

SPACES = (
    'xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" '
    'xmlns:slash="http://purl.org/rss/1.0/modules/slash/"'
)


def rss(*items: str, head: str = "") -> bytes:
    """An RSS 2.0 feed of the Quay with these insides of items."""
    entries = "".join(f"<item>{item}</item>" for item in items)
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" {SPACES}><channel>'
        f"<title>The Quay</title><link>https://quay.example/</link>"
        f"<description>News of a harbour</description>{head}{entries}</channel></rss>"
    ).encode()


def atom(*entries: str, head: str = "", attributes: str = "") -> bytes:
    """An Atom 1.0 feed of the Quay with these insides of entries."""
    inside = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        f'<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" {attributes}>'
        f"<title>The Quay</title><id>urn:quay</id>{head}{inside}</feed>"
    ).encode()


def items(data: bytes, url: str = URL) -> tuple[FeedItem, ...]:
    return parse_feed(data, url).items


def item(data: bytes, url: str = URL) -> FeedItem:
    found = items(data, url)
    assert len(found) == 1
    return found[0]


def article(data: bytes, url: str = URL) -> Article:
    """The article in the only entry."""
    return article_of(item(data, url), "The Quay", url)
