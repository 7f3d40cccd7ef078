"""Feeds for tests, and a library that reads them from a server on this machine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from html import escape
from pathlib import Path
from random import Random

from brief_tui.config.feed_settings import FeedSettings
from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.library.network import Network
from brief_tui.model.feeds import NewFeed, Refreshed, RefreshReport
from brief_tui.model.listing import Row
from brief_tui.model.query_nodes import Query
from brief_tui.model.rules import Rule
from tests.support.feed_server import FeedServer

BODY = (
    "The harbour council met on Monday to speak of the new quay, which was put off three times "
    "since it was first proposed in the spring of last year. It will meet again next week, and "
    "the port's own engineers are to be heard then as well."
)


@dataclass(frozen=True)
class Item:
    """An entry; ``guid`` and ``date`` are left out where they are ''."""

    title: str = "A story"
    url: str = ""
    guid: str = ""
    text: str = BODY
    date: str = "Mon, 01 Jan 2024 10:00:00 GMT"

    def xml(self) -> str:
        parts = [f"<title>{escape(self.title)}</title>"]
        parts += [f"<link>{escape(self.url)}</link>"] if self.url else []
        parts += [f'<guid isPermaLink="false">{escape(self.guid)}</guid>'] if self.guid else []
        parts += [f"<pubDate>{self.date}</pubDate>"] if self.date else []
        encoded = escape(f"<p>{self.text}</p>")
        return f"<item>{''.join(parts)}<content:encoded>{encoded}</content:encoded></item>"


def rss(*items: Item, title: str = "The Coast", home: str = "https://coast.example/") -> bytes:
    """A feed of RSS 2.0."""
    text = "".join(item.xml() for item in items)
    return (
        '<?xml version="1.0" encoding="utf-8"?>'
        '<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
        f"<title>{escape(title)}</title><link>{home}</link>{text}</channel></rss>"
    ).encode()


@dataclass
class Clock:
    """A clock that the test moves."""

    time: float = 1_800_000_000.0

    def __call__(self) -> float:
        return self.time


@dataclass
class Desk:
    """A library on an archive, with a clock and settings that a test chooses."""

    library: Library
    settings: Settings
    clock: Clock
    server: FeedServer = field(repr=False)

    def subscribe(self, *urls: str) -> list[int]:
        """Subscribe to feeds, without asking them yet; their keys."""
        return [key for key, _ in self.library.feeds.subscribe([NewFeed(u) for u in urls])]

    def refresh(self, *, later: float = 0, manual: bool = False) -> RefreshReport:
        """Refresh what is due, ``later`` seconds from where the clock stands."""
        self.clock.time += later
        return self.library.refresh(self.settings, manual=manual)

    def one(self, *, later: float = 0) -> Refreshed:
        """The only result of a refresh."""
        (result,) = self.refresh(later=later).results
        return result

    def rows(self, query: Query | None = None) -> list[Row]:
        """All stories in lists."""
        return self.library.rows(self.library.keys(query or Query()))

    def headlines(self, query: Query | None = None) -> list[str]:
        return sorted(row.headline for row in self.rows(query))


@contextmanager
def open_desk(
    folder: Path,
    server: FeedServer,
    *,
    clock: Clock | None = None,
    feeds: FeedSettings | None = None,
    rules: Iterable[Rule] = (),
) -> Iterator[Desk]:
    """A library in ``folder`` whose client has no gaps and a short deadline."""
    clock = clock or Clock()
    archive = folder / "archive.db"
    settings = Settings(
        archive=archive,
        credentials=folder / "credentials.toml",
        feeds=feeds or FeedSettings(fetch="feed"),
        rules=tuple(rules),
    )
    network = Network(now=clock, gap=0, deadline=5, random=Random(1))
    with Library.open(archive, network) as library:
        yield Desk(library, settings, clock, server)


DAY = 24 * 3600
