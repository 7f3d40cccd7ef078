"""Feeds as a format: ``brief parse feed.xml``, ``brief import feed.xml``."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.feed.reading import parse_feed
from brief_tui.formats.feed.story import article_of
from brief_tui.formats.xml_tree import root_name
from brief_tui.model.errors import FormatError
from brief_tui.model.identity import web_address

_ROOTS: Final = frozenset({"rss", "rdf", "feed"})
_JSON_FEED: Final = re.compile(
    rb"\"version\"\s*:\s*\"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version"
)
_OBJECT: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{")


@dataclass(frozen=True, slots=True)
class Feed:
    """Any number of articles a document, in the feed's order."""

    name: str = "feed"

    def sniff(self, head: bytes) -> float:
        """The name of the root element tells, or the version that JSON Feed has."""
        if _OBJECT.match(head):
            return 0.97 if _JSON_FEED.search(head) else 0.0
        return 0.99 if root_name(head).lower() in _ROOTS else 0.0

    def parse(self, document: Document) -> Parsed:
        """Read the entries. Raises FormatError for no feed, and for one without entries."""
        found = parse_feed(document.data, web_address(document.uri), document.media_type)
        if not found.items:
            raise FormatError("there are no entries in this feed")
        base = web_address(document.uri) or found.self_url or document.uri
        articles = (article_of(item, found.title, base, found.language) for item in found.items)
        return Parsed(tuple(articles), problems=found.problems)


FEED: Final = Feed()
