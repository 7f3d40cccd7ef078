"""From the entries of a feed to the rows that a list shows at once."""

from __future__ import annotations

from datetime import datetime
from hashlib import blake2b
from typing import Final

from brief_tui.archive.arrivals import Arrival
from brief_tui.archive.articles import seconds
from brief_tui.formats.feed import FeedDocument
from brief_tui.formats.feed.item import FeedItem
from brief_tui.formats.plain_title import plain_title
from brief_tui.model.identity import article_id, canonical_url
from brief_tui.model.text import HEADLINE_LIMIT, clean_line, clean_url

BATCH: Final = 25
"""Stories whose content is made in one go: at a few milliseconds each, no key waits long."""

PAGES_AT_ONCE: Final = 20
"""Whole pages that one feed may want of one refresh: a feed that is new has old stories too."""

_HEADLINE_OF_TEXT: Final = 100


def arrivals_of(document: FeedDocument, feed_url: str, title: str) -> list[Arrival]:
    """What the archive keeps of a feed's entries at first."""
    title, language = document.title or title, document.language
    return [arrival_of(item, feed_url, title, language) for item in document.items]


def arrival_of(item: FeedItem, feed_url: str, title: str, language: str = "") -> Arrival:
    """What the archive keeps of one entry of the feed at ``feed_url`` at first."""
    url = clean_url(item.url)
    address = canonical_url(url)
    web = address.startswith(("http:", "https:"))
    text = item.to_text()
    return Arrival(
        ident=item.ident,
        story_id=article_id(url if web else f"entry:{_digest(feed_url, item.ident).hex()}"),
        url=url,
        headline=headline_of(item),
        publisher=clean_line(item.source or title, 200),
        language=clean_line(item.language or language, 35),
        published=_seconds(item.published or item.updated),
        addresses=(address,) if web else (),
        item=text,
        fingerprint=_digest(text),
    )


def _digest(*texts: str) -> bytes:
    return blake2b("\n".join(texts).encode("utf-8", "replace"), digest_size=16).digest()


def headline_of(item: FeedItem) -> str:
    """What a list shows until the entry is read: its title, or how its text begins."""
    title = item.title if item.title_type == "text" else plain_title(item.title)
    if headline := clean_line(title, HEADLINE_LIMIT):
        return headline
    beginning = plain_title((item.summary or item.content)[: 20 * _HEADLINE_OF_TEXT])
    return clean_line(beginning, _HEADLINE_OF_TEXT) or clean_url(item.url) or "Without a headline"


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else seconds(moment)
