"""Feeds and pages of our own, served to the real app by a real server on this machine."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import pytest

from brief_tui.config.commands import Hook
from brief_tui.config.feed_settings import FeedSettings
from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.library.network import Network
from brief_tui.model.feeds import NewFeed
from brief_tui.tui.app import BriefApp
from tests.support.feed_server import FeedServer, Reply, feed
from tests.tui.driving import Driver

LONG = "The tide came in twice that day, and the clerk wrote both times into the green book. "


@dataclass(frozen=True, slots=True)
class Item:
    """A story of a feed. ``url`` is absolute; ``text`` is HTML."""

    title: str
    url: str
    text: str = "<p>A few words about it.</p>"
    day: int = 1


def rss(title: str, items: Iterable[Item], home: str = "http://news.example/") -> bytes:
    """An RSS 2.0 feed."""
    entries = "".join(
        f"<item><title>{escape(item.title)}</title><link>{escape(item.url)}</link>"
        f"<guid>{escape(item.url)}</guid><pubDate>{item.day:02} Mar 2021 08:00:00 GMT</pubDate>"
        f"<description>{escape(item.text)}</description></item>"
        for item in items
    )
    return (
        f'<?xml version="1.0"?><rss version="2.0"><channel><title>{escape(title)}</title>'
        f"<link>{escape(home)}</link>{entries}</channel></rss>"
    ).encode()


def page(headline: str, *, body: str = LONG * 12, feeds: Sequence[tuple[str, str]] = ()) -> Reply:
    """A web page with an article, which names ``feeds``: (title, path) each."""
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{escape(title)}" href="{path}">'
        for title, path in feeds
    )
    paragraphs = "".join(f"<p>Part {number}. {body}</p>" for number in range(1, 6))
    html = (
        f"<!doctype html><html><head><title>{escape(headline)}</title>{links}</head><body>"
        f"<article><h1>{escape(headline)}</h1>{paragraphs}</article></body></html>"
    )
    return Reply(200, html.encode(), [("Content-Type", "text/html; charset=utf-8")])


class Press:
    """A server with feeds named by their path, and the archive that subscribes to them."""

    def __init__(self, server: FeedServer, archive: Path) -> None:
        self.server = server
        self.archive = archive

    def story(self, name: str, title: str, day: int = 1, text: str = "") -> Item:
        """A story whose page is at ``/name``."""
        return Item(title, self.server.url(f"/{name}"), text or "<p>A few words.</p>", day)

    def print(self, path: str, title: str, *items: Item) -> None:
        """Serve a feed."""
        self.server.on(path, feed(rss(title, items, self.server.url("/"))))

    def subscribe(self, path: str, name: str, *tags: str, host: str = "127.0.0.1") -> int:
        """Subscribe to a feed without asking for it yet; its key."""
        with Library.open(self.archive) as library:
            url = self.server.url(path, host)
            return library.feeds.subscribe([NewFeed(url, name, tags=tags)])[0][0]


@contextmanager
def press(archive: Path) -> Iterator[Press]:
    """A server that runs."""
    with FeedServer() as server:
        yield Press(server, archive)


@asynccontextmanager
async def online(
    archive: Path,
    *,
    size: tuple[int, int] = (160, 45),
    at_start: bool = False,
    commands: tuple[Hook, ...] = (),
    browser: tuple[str, ...] = (),
    theme: str = "evening",
) -> AsyncIterator[Driver]:
    """The app, in haste: it does not wait between requests. It asks nothing by itself unless
    ``at_start``.
    """
    feeds = FeedSettings(refresh_at_start=at_start, watch=False)
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NO_COLOR", raising=False)
        patch.setenv("XDG_CONFIG_HOME", str(archive.parent / "config"))
        patch.setenv("HOME", str(archive.parent / "home"))
        settings = Settings(archive, theme=theme, feeds=feeds, commands=commands, browser=browser)
        with Library.open(archive, Network(gap=0.0, deadline=10.0)) as library:
            app = BriefApp(library, settings)
            async with app.run_test(size=size) as pilot:
                driver = Driver(app, library, pilot)
                await driver.wait_until(lambda: driver.reader.stories.row is not None)
                yield driver
