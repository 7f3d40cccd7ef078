"""The feeds that a web page names."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from brief_tui.formats.html import tree
from brief_tui.formats.html.charset import decode
from brief_tui.formats.html.tree import Element
from brief_tui.model.errors import FormatError
from brief_tui.model.feeds import FeedLink
from brief_tui.model.identity import canonical_url, resolve, web_address
from brief_tui.model.text import clean_line

_TYPES: Final = frozenset(
    "application/rss+xml application/atom+xml application/rdf+xml application/feed+json "
    "application/json application/xml text/xml text/rss+xml text/atom+xml".split()
)
_MEANT: Final = re.compile(
    r"application/(?:rss|atom|rdf)\+xml|application/feed\+json|text/(?:rss|atom)"
)
_PATH: Final = re.compile(
    r"(?:/(?:feed|feeds|rss|atom|rdf)/?|[/.](?:rss|atom|rdf)(?:\.xml)?|/(?:feed|index|rss|atom)\.xml"
    r"|/feed\.json|/rss2?\.(?:php|aspx?)|/(?:feeds?|rss)/[\w./-]{1,80})\Z",
    re.IGNORECASE,
)
_SAID: Final = re.compile(r"\b(?:rss|atom|feed)\b", re.IGNORECASE)
_NO_FEED: Final = re.compile(r"/wp-json/|oembed|/xmlrpc|opensearch|manifest", re.IGNORECASE)
_READERS: Final = (
    "feedly.com",
    "newsblur.com",
    "inoreader.com",
    "netvibes.com",
    "theoldreader.com",
)
_MOST: Final = 50


def feed_links(data: bytes, url: str, media_type: str = "") -> tuple[FeedLink, ...]:
    """The feeds that the page at ``url`` names, best first, each once.

    Those that it declares (``link rel=alternate``, as the RSS Advisory Board describes it);
    where it declares none, links whose address is plainly a feed's. () for what is no page.
    """
    try:
        root = tree.parse(decode(data, media_type))
    except FormatError:
        return ()
    base = _base(root, url)
    declared = [
        _link(link, base, link.get("title")) for link in root.all("link") if _declares(link)
    ]
    found = declared or [
        _link(anchor, base, anchor.text) for anchor in root.all("a") if _leads(anchor, base)
    ]
    distinct: dict[str, FeedLink] = {}
    for link in found:
        if link.url:
            distinct.setdefault(canonical_url(link.url), link)
    return tuple(distinct.values())[:_MOST]


def _base(root: Element, url: str) -> str:
    base = root.first("base")
    return resolve(url, base.get("href")) if base is not None and base.get("href") else url


def _declares(link: Element) -> bool:
    rels = link.get("rel").lower().split()
    kind = link.get("type").partition(";")[0].strip().lower()
    href = link.get("href")
    if not href or _NO_FEED.search(href):
        return False
    if "feed" in rels:
        return True
    if "alternate" not in rels or "stylesheet" in rels:
        return False
    if _MEANT.match(kind):
        return True
    return kind in _TYPES and bool(_PATH.search(_path(href)) or _SAID.search(link.get("title")))


def _leads(anchor: Element, base: str) -> bool:
    """Whether a link plainly leads to a feed, and not to a reader program's page."""
    href = anchor.get("href")
    if _MEANT.match(anchor.get("type").lower()):
        return True
    address = resolve(base, href)
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return False
    if host.endswith(_READERS) or _NO_FEED.search(href):
        return False
    if address.startswith("feed:"):
        return True
    path = _path(address)
    if path.lower().endswith(".xml"):
        return bool(_PATH.search(path) or _SAID.search(path) or _SAID.search(anchor.text))
    return bool(_PATH.search(path))


def _path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""


def _link(element: Element, base: str, title: str) -> FeedLink:
    href = element.get("href")
    if href.startswith("feed:"):  # "feed:https://…" and "feed://…" of long ago
        href = href.removeprefix("feed:")
        href = f"http:{href}" if href.startswith("//") else href
    url = resolve(base, href)
    return FeedLink(url if web_address(url) else "", clean_line(title, 200))
