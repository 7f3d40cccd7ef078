"""From the entries of a feed to the rows that a list shows at once."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime
from hashlib import blake2b

from brief_tui.archive.arrivals import Arrival
from brief_tui.archive.articles import seconds
from brief_tui.formats.feed import FeedDocument, headline_of
from brief_tui.formats.feed.item import FeedItem
from brief_tui.model.identity import article_id, web_address
from brief_tui.model.text import clean_line, clean_url


def arrivals_of(document: FeedDocument, feed_url: str, title: str) -> list[Arrival]:
    """What the archive keeps of a feed's entries at first."""
    title, language = document.title or title, document.language
    seen = Counter(item.guid for item in document.items if item.guid and not item.url)
    return [
        # A guid that several entries without an address share says nothing: their words do.
        arrival_of(
            replace(item, guid="") if seen[item.guid] > 1 and not item.url else item,
            feed_url,
            title,
            language,
        )
        for item in document.items
    ]


def arrival_of(item: FeedItem, feed_url: str, title: str, language: str = "") -> Arrival:
    """What the archive keeps of one entry of the feed at ``feed_url`` at first."""
    url = clean_url(item.url)
    address = web_address(url)
    text = item.to_text()
    return Arrival(
        ident=item.ident,
        story_id=article_id(url if address else f"entry:{_digest(feed_url, item.ident).hex()}"),
        url=url,
        headline=headline_of(item),
        publisher=clean_line(item.source or title, 200),
        language=clean_line(item.language or language, 35),
        published=_seconds(item.published or item.updated),
        addresses=(address,) if address else (),
        item=text,
        fingerprint=_digest(text),
    )


def _digest(*texts: str) -> bytes:
    return blake2b("\n".join(texts).encode("utf-8", "replace"), digest_size=16).digest()


def _seconds(moment: datetime | None) -> int | None:
    return None if moment is None else seconds(moment)
