"""Subscriptions of other readers, in and out: OPML, and newsboat's two files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Final

from brief_tui.archive.store import Archive
from brief_tui.config.credentials import CredentialsFile, split_userinfo
from brief_tui.config.settings import Settings
from brief_tui.formats.newsboat import View as NewsboatView
from brief_tui.formats.newsboat import parse_urls, write_urls
from brief_tui.formats.opml import parse_opml, write_opml
from brief_tui.formats.subscriptions import Subscription
from brief_tui.library.arriving import arrival_of
from brief_tui.library.digesting import Digestion
from brief_tui.model.errors import BriefError, FormatError, SourceError
from brief_tui.model.feeds import Feed, NewFeed
from brief_tui.model.identity import web_address
from brief_tui.model.listing import Imported
from brief_tui.model.state import Marking
from brief_tui.model.text import clean_line
from brief_tui.sources import files
from brief_tui.sources.newsboat_cache import CachedItem, NewsboatCache, read_cache
from brief_tui.sources.subscriptions import newsboat_folder, recognise, titles_beside

BATCH: Final = 500
"""Articles of another reader's archive that come in with one transaction."""


def files_in(path: Path) -> tuple[Path, ...]:
    """What is to be imported at a path: the file, or newsboat's files in a folder of its.

    Empty for anything else.
    """
    if path.is_dir():
        return newsboat_folder(path)
    return (path,) if recognise(path) else ()


class Subscriptions:
    """Brings lists of feeds in, and writes them."""

    def __init__(self, archive: Archive, settings: Settings | None = None) -> None:
        self._archive = archive
        self._live = archive.live
        self._settings = settings

    def import_file(self, path: Path) -> Imported:
        """Import a list of feeds or newsboat's articles. Raises ArchiveError."""
        name = str(path)
        try:
            match recognise(path):
                case "newsboat-cache":
                    return self._cache(path)
                case "newsboat-urls":
                    return self._urls(path)
                case _:
                    document = files.document(path)
                    outline = parse_opml(document.data, document.uri)
                    return self._subscribe(name, outline.subscriptions, outline.problems)
        except (FormatError, SourceError) as error:
            return Imported(name, problem=str(error))

    def _urls(self, path: Path) -> Imported:
        text = files.document(path).data.decode("utf-8", "replace")
        titles = titles_beside(path)
        names = titles | {feed.url: feed.name for feed in self._live.feeds()}
        found = parse_urls(text, names)
        wanted = [replace(s, name=s.name or titles.get(s.url, "")) for s in found.subscriptions]
        done = self._subscribe(str(path), wanted, found.problems)
        for view in found.views:
            self._archive.save_view(view.name, view.query)
        return replace(done, views=len(found.views))

    def _subscribe(
        self, name: str, wanted: Iterable[Subscription], problems: Iterable[str]
    ) -> Imported:
        notes = list(problems)
        new = []
        for feed in wanted:
            url, problem = self._without_secrets(feed.url)
            if problem:
                notes.append(problem)
            if web_address(url) or url.startswith("file:"):
                new.append(NewFeed(url, feed.name, feed.home, tags=feed.tags))
            else:
                notes.append(f"{clean_line(feed.name or url)}: its address cannot be asked")
        outcomes = self._live.subscribe(new)
        known = sum(was_known for _, was_known in outcomes)
        return Imported(name, feeds=len(outcomes) - known, known_feeds=known, notes=tuple(notes))

    def _without_secrets(self, url: str) -> tuple[str, str]:
        """The address alone, and what went wrong with keeping its password, '' for nothing."""
        clean, user, password = split_userinfo(url)
        if not (user or password):
            return clean, ""
        if self._settings is None:
            return clean, f"the password for {clean} was left out"
        try:
            CredentialsFile(self._settings.credentials).keep(clean, user, password)
        except BriefError as error:
            return clean, str(error)
        return clean, ""

    # newsboat's articles

    def _cache(self, path: Path) -> Imported:
        with read_cache(path) as cache:
            sources = _Sources(self._archive, cache)
            new = unchanged = 0
            for batch in _batches(cache.items()):
                came = self._take(batch, sources)
                new, unchanged = new + came, unchanged + len(batch) - came
            told = []
            if cache.deleted:
                self._bury(cache, sources)
                told.append(f"{cache.deleted:,} articles were deleted in newsboat, and stay so")
        Digestion(self._archive, None).all(lambda _: None, lambda: False)
        return Imported(str(path), new=new, unchanged=unchanged, told=tuple(told))

    def _bury(self, cache: NewsboatCache, sources: _Sources) -> None:
        """Keep what was deleted from coming back with the next refresh."""
        for batch in _batches(cache.deleted_items()):
            for cached in batch:
                feed = sources.of(cached.feed)
                arrival = arrival_of(cached.item, feed.url, feed.title)
                self._live.bury(feed.key, [arrival])

    def _take(self, batch: list[CachedItem], sources: _Sources) -> int:
        """Keep articles with their marks; the number that are new."""
        by_feed: dict[str, list[CachedItem]] = {}
        for cached in batch:
            by_feed.setdefault(cached.feed, []).append(cached)
        new = 0
        for url, items in by_feed.items():
            feed = sources.of(url)
            arrivals = [arrival_of(c.item, feed.url, feed.title or feed.name) for c in items]
            came = set(self._live.arrive(feed.key, arrivals).new)
            keys = self._live.keys_of(feed.key, [arrival.ident for arrival in arrivals])
            self._mark([(keys.get(c.item.ident), c) for c in items], came)
            new += len(came)
        return new

    def _mark(self, found: list[tuple[int | None, CachedItem]], came: set[int]) -> None:
        """Marks of articles that were here before stay as the reader set them here."""
        here = [(key, cached) for key, cached in found if key in came and key is not None]
        if read := [key for key, cached in here if cached.read]:
            self._archive.mark(read, Marking(read=True))
        for tags in {cached.tags for _, cached in here if cached.tags}:
            keys = [key for key, cached in here if cached.tags == tags]
            self._archive.mark(keys, Marking(add_tags=tags))

    # Out

    def opml(self) -> str:
        """The feeds as OPML 2.0, without credentials."""
        return write_opml("Subscriptions of brief", self._all(), datetime.now(UTC))

    def newsboat(self) -> str:
        """The feeds and saved views as a newsboat ``urls`` file, without credentials."""
        views = [NewsboatView(v.name, v.query) for v in self._archive.views() if v.kind == "saved"]
        return write_urls(self._all(), views)

    def _all(self) -> list[Subscription]:
        return [
            Subscription(feed.url, feed.name, feed.home, feed.tags)
            for feed in self._live.feeds()
            if feed.kind == "feed"
        ]


def _batches(items: Iterator[CachedItem]) -> Iterator[list[CachedItem]]:
    while batch := list(islice(items, BATCH)):
        yield batch


class _Sources:
    """The feeds here that stand for those of a cache.

    One to which the reader has not subscribed here is kept as one that was removed: should
    the subscription come later, so do its articles.
    """

    def __init__(self, archive: Archive, cache: NewsboatCache) -> None:
        self._live = archive.live
        self._named = {feed.url: feed for feed in cache.feeds()}
        self._found: dict[str, Feed] = {}

    def of(self, address: str) -> Feed:
        """The feed at the address that the cache has."""
        if address not in self._found:
            url, _, _ = split_userinfo(address)
            key = self._live.at_address(url)
            if key is None:
                named = self._named.get(address)
                new = NewFeed(url, named.title, named.home) if named else NewFeed(url)
                ((key, _),) = self._live.subscribe([new])
                self._live.unsubscribe([key], stories=False)
            self._found[address] = self._live.feed(key)
        return self._found[address]
