"""Whole articles: the page of a story is fetched, read, and takes the place of the teaser."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any, Final

from brief_tui.archive.articles import Entry
from brief_tui.archive.live_schema import PASSING
from brief_tui.archive.store import Archive
from brief_tui.config.settings import Settings
from brief_tui.formats.base import Document
from brief_tui.library import reading
from brief_tui.library.documents import parse
from brief_tui.library.feeds import PAGES_A_REFRESH
from brief_tui.library.network import Asking, Network, Requests, ask_once, host_of
from brief_tui.model.article import Article
from brief_tui.model.errors import BriefError
from brief_tui.model.feeds import WholePage
from brief_tui.model.identity import article_id, web_address
from brief_tui.model.plain import word_count
from brief_tui.sources.http.values import PAGES, Answer, Failure, Request

KEPT_PAGES: Final = "Kept pages"
"""The source of pages that came one by one."""

TRIES: Final = 3
AGAIN_AFTER: Final = 6 * 3600
"""Seconds until a page that could not be had is tried again, times the tries so far."""

LOOK_UP: Final = 0.3
"""Seconds between two looks at whether to stop."""

InThread = Callable[[Callable[[], Any]], Awaitable[Any]]


class PageFetcher:
    """Fetches the pages that are wanted, within a refresh."""

    def __init__(self, archive: Archive, settings: Settings) -> None:
        self._archive = archive
        self._live = archive.live
        self._requests = Requests(settings)
        self._own_hosts = own_hosts(archive)
        self.fetched = 0
        self.problems: list[str] = []

    async def run(
        self,
        client: Asking,
        in_thread: InThread,
        tell: Callable[[int, int], None],
        stop: threading.Event,
    ) -> None:
        """Fetch what is wanted now; ``tell`` hears how many of how many are done."""
        wanted = self._live.wanted_pages(PAGES_A_REFRESH)
        # All at once: the client sees to it that each host has one request at a time.
        waiting = {asyncio.create_task(self._one(client, in_thread, page)) for page in wanted}
        try:
            while waiting and not stop.is_set():
                done, waiting = await asyncio.wait(
                    waiting, timeout=LOOK_UP, return_when=asyncio.FIRST_COMPLETED
                )
                for page in done:
                    page.result()
                tell(len(wanted) - len(waiting), len(wanted))
        finally:
            for unfinished in waiting:
                unfinished.cancel()
            await asyncio.gather(*waiting, return_exceptions=True)

    async def _one(
        self,
        client: Asking,
        in_thread: InThread,
        wanted: tuple[int, str, int],
    ) -> None:
        key, url, tries = wanted
        request = await asyncio.to_thread(self._request, url)
        answer = request if isinstance(request, Failure) else await client.get(request)
        problem = await in_thread(lambda: keep_page(self._archive, key, answer))
        if not problem:
            self.fetched += 1
            return
        self.problems.append(f"{host_of(url)}: {problem}")
        again = None
        if isinstance(answer, Failure) and tries + 1 < TRIES:
            again = self._live.now() + AGAIN_AFTER * (tries + 1)
        await in_thread(lambda: self._live.put_off_page(key, again))

    def _request(self, url: str) -> Request | Failure:
        private = host_of(url) in self._own_hosts
        return self._requests.to(url, accept=PAGES, private=private)


def keep_page(archive: Archive, key: int, answer: Answer | Failure) -> str:
    """Put the page of a story in its place; why it could not be, '' when it is there.

    Raises ArchiveError.
    """
    page = read_page(answer)
    if isinstance(page, str):
        return page
    carried = reading.article(archive, key)
    if carried is None:
        return "the story is not in the archive any more"
    whole = merged(carried, page, again=archive.live.is_fetched(key))
    if whole is carried:
        return "its page holds no more than what is here"
    addresses = {web_address(place) for place in (carried.url, page.url, _url(answer))} - {""}
    archive.live.take_page(key, Entry(whole, tuple(sorted(addresses))))
    return ""


def read_page(answer: Answer | Failure) -> Article | str:
    """The article of a page, or why there is none."""
    if isinstance(answer, Failure):
        return answer.problem
    try:
        articles = parse(Document(answer.data, answer.url, answer.media_type)).articles
    except BriefError as error:
        return str(error)
    except Exception as error:  # whatever a page holds, the others are read
        return f"a mistake in the program: {error!r:.200}"
    if not articles or not word_count(articles[0]):
        return "there is no article on its page"
    page = articles[0]
    # A page may say that it is another of its own site, but not one of somebody else's.
    return page if host_of(page.url) == host_of(answer.url) else replace(page, url="")


def merged(carried: Article, page: Article, *, again: bool = False) -> Article:
    """A story as its page has it, with what the feed alone says.

    The story's address, publisher and tags are the feed's. ``carried`` itself when the page
    has no more text: a wall of consent or payment is no article. One that was there before
    (``again``) may have become shorter, up to half.
    """
    if word_count(page) <= word_count(carried) // (2 if again else 1):
        return carried
    return replace(
        page,
        id=carried.id,
        url=carried.url or page.url,
        headline=page.headline or carried.headline,
        bylines=page.bylines or carried.bylines,
        published=carried.published or page.published,
        updated=page.updated or carried.updated,
        publisher=carried.publisher or page.publisher,
        language=page.language or carried.language,
        tags=tuple(dict.fromkeys((*carried.tags, *page.tags))),
        enclosures=carried.enclosures or page.enclosures,
    )


class PageVisits:
    """Fetches single pages, when the reader asks for them."""

    def __init__(self, archive: Archive, settings: Settings, network: Network) -> None:
        self._archive = archive
        self._network = network
        self._requests = Requests(settings)

    def whole(self, key: int) -> WholePage:
        """Fetch the page of a story that is here. Raises ArchiveError."""
        article = reading.article(self._archive, key)
        if article is None:
            return WholePage(problem="the story is not in the archive any more")
        if not web_address(article.url):
            return WholePage(key, "it has no page on the web")
        return WholePage(key, keep_page(self._archive, key, self.answer(article.url)))

    def look_at(self, url: str) -> WholePage:
        """Fetch a page that may not be here; it is in no list until it is kept.

        Raises ArchiveError.
        """
        if not web_address(url):
            return WholePage(problem="this has no page on the web to open")
        if known := self._archive.resolve([url]).get(url):
            return WholePage(known)
        return self.store(self.answer(url), url)

    def store(self, answer: Answer | Failure, url: str) -> WholePage:
        """Put a page among those that were looked at. Raises ArchiveError."""
        page = read_page(answer)
        if isinstance(page, str):
            return WholePage(problem=page)
        address = web_address(page.url) or web_address(url)
        if known := self._archive.resolve([address]).get(address):
            return WholePage(known)  # what is here stays: it has its own way to its page
        places = {web_address(place) for place in (url, page.url, _url(answer))} - {""}
        article = replace(page, id=article_id(address), url=page.url or url)
        self._archive.put([Entry(article, tuple(sorted(places)))], KEPT_PAGES, hidden=PASSING)
        key = self._archive.resolve([url]).get(url)
        return WholePage(key) if key else WholePage(problem="the page could not be kept")

    def answer(self, url: str, *, private: bool | None = None) -> Answer | Failure:
        """One document of the web. Private addresses are for hosts that the reader reads."""
        if private is None:
            private = host_of(url) in own_hosts(self._archive)
        request = self._requests.to(url, accept=PAGES, private=private)
        if isinstance(request, Failure):
            return request

        return asyncio.run(ask_once(self._network, self._archive.live.pauses(), request))


def own_hosts(archive: Archive) -> frozenset[str]:
    """The hosts of the feeds that the reader has added."""
    return frozenset(host_of(feed.url) for feed in archive.live.polled()) - {""}


def _url(answer: Answer | Failure) -> str:
    return answer.url if isinstance(answer, Answer) else ""
