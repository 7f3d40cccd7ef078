"""What was in a feed."""

from __future__ import annotations

from dataclasses import dataclass

from brief_tui.formats.feed.item import FeedItem


@dataclass(frozen=True, slots=True)
class FeedDocument:
    """A feed as it came. ``items`` are in the feed's order.

    ``home`` is the page that it belongs to, ``self_url`` what it calls its own address,
    ``ttl`` how many seconds it asks to be left alone, ``hub`` where changes are announced
    (WebSub), ``moved_to`` the address that it says it moved to (``itunes:new-feed-url``).
    ``degraded`` when a part of it could not be read; ``problems`` says so in sentences.
    """

    title: str = ""
    home: str = ""
    self_url: str = ""
    language: str = ""
    items: tuple[FeedItem, ...] = ()
    ttl: int | None = None
    hub: str = ""
    problems: tuple[str, ...] = ()
    degraded: bool = False
    moved_to: str = ""
