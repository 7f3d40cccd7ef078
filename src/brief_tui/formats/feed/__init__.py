"""Feeds: RSS 0.9x to 2.0, RDF, Atom 0.3 and 1.0, JSON Feed 1 and 1.1.

Read in two steps, because a refresh has tens of thousands of entries: :func:`parse_feed`
makes items, which are cheap and can be kept as text; :func:`article_of` makes the article
that is in one, when somebody needs it.
"""

from __future__ import annotations

from brief_tui.formats.feed.document import FeedDocument
from brief_tui.formats.feed.format import FEED
from brief_tui.formats.feed.item import FeedItem, item_from_text
from brief_tui.formats.feed.links import feed_links
from brief_tui.formats.feed.reading import parse_feed
from brief_tui.formats.feed.story import article_of, headline_of, identity_of
from brief_tui.formats.feed.teaser import is_teaser

__all__ = [
    "FEED",
    "FeedDocument",
    "FeedItem",
    "article_of",
    "feed_links",
    "headline_of",
    "identity_of",
    "is_teaser",
    "item_from_text",
    "parse_feed",
]
