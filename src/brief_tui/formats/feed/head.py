"""What a feed says of itself, read off what stands around its entries."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from brief_tui.formats.feed import bounds
from brief_tui.formats.html.tree import Element
from brief_tui.formats.xml_tree import child, children, line, parse_xml
from brief_tui.model.errors import FormatError
from brief_tui.model.identity import resolve, web_address

_ENTRY: Final = re.compile(rb"<(?:[\w.-]+:)?(?:item|entry)[\s>/]", re.IGNORECASE)
_LAST: Final = re.compile(rb"</(?:[\w.-]+:)?(?:item|entry)\s*>", re.IGNORECASE)
_MOST: Final = 200_000
"""Bytes around the entries that are looked at."""

_UNITS: Final = {"hourly": 3_600, "daily": 86_400, "weekly": 604_800, "monthly": 2_592_000}


@dataclass(frozen=True, slots=True)
class Head:
    """What :class:`~brief_tui.formats.feed.document.FeedDocument` has beside its items."""

    title: str = ""
    home: str = ""
    self_url: str = ""
    language: str = ""
    ttl: int | None = None
    hub: str = ""
    moved_to: str = ""


def read_head(data: bytes, url: str) -> Head:
    """Read a well-formed feed's head; what is not there stays empty."""
    try:
        root = parse_xml(_around(data)).root
    except FormatError:
        return Head()
    channel = child(root, "channel") or root
    links = [*children(channel, "link")]
    base = resolve(url, root.get("xml:base"))
    return Head(
        title=bounds.line(line(child(channel, "title"))),
        home=_home(links, base) or web_address(line(child(channel, "id"))),
        self_url=_related(links, "self", base),
        language=bounds.line(line(child(channel, "language")))
        or bounds.line(channel.get("xml:lang") or root.get("xml:lang")),
        ttl=_pause(channel),
        hub=_related(links, "hub", base),
        moved_to=bounds.page(line(child(channel, "new-feed-url"))),
    )


def _around(data: bytes) -> bytes:
    """The feed without its entries."""
    first = _ENTRY.search(data)
    if first is None:
        return data[:_MOST]
    head = data[: min(first.start(), _MOST)]
    last = data.rfind(b"</", 0, len(data) - 1)
    for found in _LAST.finditer(data, max(first.start(), len(data) - _MOST)):
        last = found.end()
    return head + data[last:]


def _home(links: list[Element], base: str) -> str:
    for link in links:
        if (text := line(link)) and (page := bounds.page(text, base)):
            return page
    for link in links:
        if link.get("rel") in {"", "alternate"} and "html" in (link.get("type") or "html"):
            return bounds.page(link.get("href"), base)
    return ""


def _related(links: list[Element], rel: str, base: str) -> str:
    for link in links:
        if rel in link.get("rel").split() and (page := bounds.page(link.get("href"), base)):
            return page
    return ""


def _pause(channel: Element) -> int | None:
    """RSS ``ttl`` in minutes, or the period of RSS 1.0's syndication module; in seconds."""
    if minutes := bounds.length(line(child(channel, "ttl"))):
        return 60 * minutes if minutes < 1_000_000 else None
    if unit := _UNITS.get(line(child(channel, "updatePeriod")).lower()):
        times = bounds.length(line(child(channel, "updateFrequency"))) or 1
        return max(1, unit // times)
    return None
