"""What is at an address or path that the reader gives, and adding it."""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from brief_tui.archive.live_schema import PASSING
from brief_tui.archive.store import Archive
from brief_tui.config.credentials import Credentials, CredentialsFile, split_userinfo
from brief_tui.config.settings import Settings
from brief_tui.formats.feed import feed_links, parse_feed
from brief_tui.formats.feed.reading import NO_FEED, WEB_PAGE
from brief_tui.formats.opml import is_opml, parse_opml
from brief_tui.formats.registry import SNIFFED
from brief_tui.library.network import Network, Requests, ask_once
from brief_tui.library.pages import PageVisits, read_page
from brief_tui.library.refreshing import Refresh, quiet
from brief_tui.model.errors import FormatError, SourceError
from brief_tui.model.feeds import Added, Discovered, FeedChange, FeedKind, FeedLink, NewFeed
from brief_tui.model.identity import web_address
from brief_tui.model.text import clean_url
from brief_tui.sources import files
from brief_tui.sources.http.values import Answer, Failure, Request
from brief_tui.sources.subscriptions import newsboat_folder, recognise

_SCHEMES: Final = ("http://", "https://")
_PLAIN: Final = re.compile(r"(?:localhost|[0-9.]+|\[[0-9a-fA-F:.]+\])(?:[:/]|\Z)")


class Adding:
    """Finds out what an address holds, and adds it.

    The answer of the last address that was looked at is kept, so that adding it does not ask
    its server again.
    """

    def __init__(self, archive: Archive, network: Network) -> None:
        self._archive = archive
        self._network = network
        self._last: tuple[str, Answer] | None = None

    def discover(self, address: str, settings: Settings) -> Discovered:
        """What can be added at an address or path. Raises SourceError, FormatError.

        A name and password in the address, once the server takes them, go to the file of
        credentials and nowhere else.
        """
        address = address.strip()
        if not address:
            raise SourceError("there is no address")
        if (path := _local(address)) is not None:
            return _on_disk(path)
        url, answer = self._ask(address, settings)
        self._last = (url, answer)
        if is_opml(answer.data[:SNIFFED]):
            outline = parse_opml(answer.data, answer.url)
            count = len(outline.subscriptions)
            return Discovered("subscriptions", url, outline.title, count)
        try:
            feed = parse_feed(answer.data, answer.url, answer.media_type)
        except FormatError as error:
            return _page(url, answer, error)
        return Discovered("feed", url, feed.title, len(feed.items))

    def _ask(self, address: str, settings: Settings) -> tuple[str, Answer]:
        """The address without secrets, and what is there. Raises SourceError, ConfigError."""
        url, user, password = split_userinfo(_web(address))
        request = Requests(settings).to(url, private=True)
        if user or password:
            request = Request(url, private=True, credentials=Credentials(user, password))
        if isinstance(request, Failure):
            raise SourceError(request.problem)
        answer = asyncio.run(ask_once(self._network, self._archive.live.pauses(), request))
        if isinstance(answer, Failure):
            if "://" in address:
                raise SourceError(answer.problem)
            if answer.unreachable:
                raise SourceError(f"there is no such file, and at {url} {answer.problem}")
            raise SourceError(f"{answer.problem}; it was asked for as {url}")
        if user or password:
            CredentialsFile(settings.credentials).keep(url, user, password)
        return url, answer

    def add(
        self, found: Discovered | FeedLink, settings: Settings, *, name: str, tags: Sequence[str]
    ) -> Added:
        """Subscribe, or keep the page. Raises ArchiveError, ConfigError."""
        if isinstance(found, Discovered) and found.kind == "page":
            return self._keep_page(found.url, settings)
        if isinstance(found, Discovered) and found.kind == "subscriptions":
            return Added(problem="a list of feeds is imported, with brief import")
        kind: FeedKind = (
            "folder" if isinstance(found, Discovered) and found.kind == "folder" else "feed"
        )
        url, _, _ = split_userinfo(found.url)
        wanted = NewFeed(url, name or found.title, kind=kind, tags=tuple(tags))
        ((key, known),) = self._archive.live.subscribe([wanted])
        if known:
            return Added(self._archive.live.feed(key), known=True)
        given = {}
        if self._last and self._last[0] == url:
            given[key] = self._last[1]
        self._last = None
        refresh = Refresh(
            self._archive, settings, self._network, tell=quiet, stop=threading.Event(), given=given
        )
        report = refresh.run([key], manual=True, pages=False)
        if name:
            self._archive.live.change_feed(key, FeedChange(name=name))
        problem = "; ".join(result.problem for result in report.failed)
        return Added(self._archive.live.feed(key), problem=problem)

    def _keep_page(self, url: str, settings: Settings) -> Added:
        visits = PageVisits(self._archive, settings, self._network)
        if self._last and self._last[0] == url and not self._archive.resolve([url]):
            page = visits.store(self._last[1], url)
        else:
            page = visits.look_at(url)
        if page.problem:
            return Added(problem=page.problem)
        self._archive.live.hide([page.key], PASSING, on=False)
        return Added(story=page.key)


def _local(address: str) -> Path | None:
    """The path that is meant, None for an address of the web.

    Raises SourceError for a path where nothing is.
    """
    path = Path(address)
    if address.startswith("file:"):
        path = files.path_of(address)
    elif "://" in address or address.startswith("feed:"):
        return None
    try:
        path = path.expanduser()
        if path.exists():
            return path.resolve()
    except (OSError, RuntimeError, ValueError):  # too long; no such user; a NUL
        pass
    if address.startswith(("file:", "/", "./", "../", "~")):
        raise SourceError("there is no such file or folder")
    return None


def _on_disk(path: Path) -> Discovered:
    if newsboat_folder(path):
        return Discovered("subscriptions", path.as_uri(), path.name)
    if path.is_dir():
        return Discovered("folder", path.as_uri(), path.name)
    if recognise(path):
        return Discovered("subscriptions", path.as_uri(), path.name)
    raise SourceError("this is a file; brief import brings it in")


def _web(address: str) -> str:
    """An address as people type it, as one of http or https. Raises SourceError.

    Without a scheme it is one of https, but for this machine's and those that are numbers.
    """
    address = clean_url(address.removeprefix("feed://").removeprefix("feed:"))
    if "://" not in address:
        plain = _PLAIN.match(address.rpartition("@")[2])
        address = f"{'http' if plain else 'https'}://{address}"
    if not address.lower().startswith(_SCHEMES) or not web_address(address):
        raise SourceError("this is not an address of the web")
    return address


def _page(url: str, answer: Answer, error: FormatError) -> Discovered:
    """A page with the feeds that it names. Raises FormatError where there is neither."""
    feeds = feed_links(answer.data, answer.url, answer.media_type)
    page = read_page(answer)
    if isinstance(page, str) and not feeds:
        if str(error) in {NO_FEED, WEB_PAGE}:
            raise FormatError("this is neither a feed nor a page with text") from error
        raise error
    title = "" if isinstance(page, str) else page.headline
    return Discovered("page", url, title, len(feeds), feeds)
