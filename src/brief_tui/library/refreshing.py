"""A refresh: feeds are asked side by side, one thread keeps what they answer.

An event loop of its own, in whatever thread it is called from, waits for the servers. What
they answer goes through one other thread into the archive, an answer at a time, so that a
story can be read as soon as its feed was. The content of stories is made afterwards, or
while no server answers, in small batches; then whole pages are fetched.
"""

from __future__ import annotations

import asyncio
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Final, Literal, TypeAlias, TypeVar

from brief_tui.archive.articles import moment
from brief_tui.archive.polling import Polled
from brief_tui.archive.store import Archive
from brief_tui.config.settings import Settings
from brief_tui.library.checking import Checker, local_answer
from brief_tui.library.digesting import Digestion, DigestReport
from brief_tui.library.network import Network, host_of
from brief_tui.library.pages import PageFetcher
from brief_tui.library.ruling import Ruled
from brief_tui.library.watching import check_folder
from brief_tui.model.errors import ArchiveBusyError
from brief_tui.model.feeds import Refreshed, RefreshProgress, RefreshReport
from brief_tui.sources.http.client import Client
from brief_tui.sources.http.values import Answer, Failure
from brief_tui.sources.schedule import may_check

AT_ONCE: Final = 64
"""Feeds that are on their way at a time: each may hold an answer of megabytes in memory."""

QUIET: Final = 0.3
"""Seconds without an answer after which the content of stories is made meanwhile."""

CLEANING: Final = 1.0
"""Seconds that old stories are deleted at the end, where there is a rule for that."""

TRIES: Final = 12
"""How often the archive is asked to take something, each time for several seconds: what was
fetched would have to be fetched again."""

Stage: TypeAlias = Literal["checking", "indexing", "pages"]
Tell: TypeAlias = Callable[[RefreshProgress], None]
_Done = TypeVar("_Done")


class Refresh:
    """One refresh of some feeds. ``given`` are answers that are at hand already, by feed."""

    def __init__(
        self,
        archive: Archive,
        settings: Settings,
        network: Network,
        *,
        tell: Tell,
        stop: threading.Event,
        given: dict[int, Answer] | None = None,
    ) -> None:
        self._archive = archive
        self._live = archive.live
        self._settings = settings
        self._network = network
        self._tell = tell
        self._stop = stop
        self._given = given or {}
        self._checker = Checker(archive, settings, network)
        self._digestion = Digestion(archive, settings)
        self._results: list[Refreshed] = []
        self._new = 0
        self._ruled = Ruled()
        self._offline = False
        self._cleaned = 0

    def run(self, only: Sequence[int] | None, *, manual: bool, pages: bool = True) -> RefreshReport:
        """Do all of it, or all but to fetch whole ``pages``; blocks.

        Raises ArchiveError; what was kept until then stays.
        """
        began = time.monotonic()
        with ThreadPoolExecutor(1, thread_name_prefix="brief-keeping") as self._keeping:
            fetcher = asyncio.run(self._run(only, manual=manual, pages=pages))
        return RefreshReport(
            results=tuple(self._results),
            new=self._new,
            changed=sum(result.changed for result in self._results),
            pages=fetcher.fetched,
            page_problems=tuple(fetcher.problems),
            ruled=self._ruled.counts,
            offline=self._offline,
            cleaned=self._cleaned,
            seconds=time.monotonic() - began,
        )

    async def _run(self, only: Sequence[int] | None, *, manual: bool, pages: bool) -> PageFetcher:
        fetcher = PageFetcher(self._archive, self._settings)
        due, early = await self._in_thread(lambda: self._wanted(only, manual=manual))
        self._results += early
        async with self._network.client(
            self._live.pauses(), self._settings.feeds.connections
        ) as client:
            await self._check_all(client, due)
            await self._keep_pauses(client)
            await self._digest_all()
            if pages and not self._offline:
                await fetcher.run(client, self._in_thread, self._told_of_pages, self._stop)
                await self._keep_pauses(client)
                await self._digest_all()
        await self._clean()
        return fetcher

    def _wanted(
        self, only: Sequence[int] | None, *, manual: bool
    ) -> tuple[list[Polled], list[Refreshed]]:
        """The feeds to ask now, and what is said of those that were asked for too early."""
        now = self._live.now()
        feeds = self._live.polled(only)
        due = [
            feed
            for feed in feeds
            if feed.key in self._given
            or (
                self._may_check(feed, now, manual=manual)
                and (only is not None or feed.health != "gone")
            )
        ]
        ours = self._live.claim(due)
        early = [
            Refreshed(
                feed.key,
                feed.name,
                feed.url,
                "waiting",
                problem="it was asked a moment ago",
                next_check=moment(feed.next_check),
            )
            for feed in feeds
            if manual and feed.key not in ours and feed.health != "gone"
        ]
        return [feed for feed in due if feed.key in ours], early

    def _may_check(self, feed: Polled, now: int, *, manual: bool) -> bool:
        if feed.kind == "folder" and manual:
            return True  # nobody is bothered
        every = feed.every or self._settings.feeds.every
        return may_check(now, feed.checked_at or None, feed.next_check, manual=manual, every=every)

    async def _check_all(self, client: Client, feeds: Sequence[Polled]) -> None:
        answered: asyncio.Queue[tuple[Polled, Refreshed | Failure | Exception]] = asyncio.Queue()

        room = asyncio.Semaphore(AT_ONCE)

        async def ask(feed: Polled) -> None:
            try:
                async with room:
                    answered.put_nowait((feed, await self._check(client, feed)))
            except Exception as error:  # raised where the results are gathered
                answered.put_nowait((feed, error))

        asking = [asyncio.create_task(ask(feed)) for feed in _by_turns(feeds)]
        open_feeds = {feed.key: feed for feed in feeds}
        unreached: list[tuple[Polled, Failure]] = []
        try:
            while open_feeds and not self._stop.is_set():
                try:
                    async with asyncio.timeout(QUIET):
                        feed, result = await answered.get()
                except TimeoutError:
                    await self._digest_some()
                    continue
                if isinstance(result, Exception):
                    raise result
                if isinstance(result, Failure):
                    unreached.append((feed, result))
                    del open_feeds[feed.key]
                    continue
                del open_feeds[feed.key]
                self._results.append(result)
                self._new += result.new
                self._report("checking", len(feeds) - len(open_feeds), len(feeds), result)
            await self._keep_unreached(unreached, len(feeds))
        finally:
            for task in asking:
                task.cancel()
            await asyncio.gather(*asking, return_exceptions=True)
            if open_feeds:
                await self._in_thread(lambda: self._live.release(list(open_feeds.values())))

    async def _keep_unreached(self, feeds: Sequence[tuple[Polled, Failure]], total: int) -> None:
        """Several servers and none to be reached: that is the network, and no fault of theirs."""
        hosts = {failure.host for _, failure in feeds}
        self._offline = len(hosts) > 1 and len(feeds) == total
        keep = self._checker.put_off if self._offline else self._checker.take
        for feed, failure in feeds:
            result = await self._in_thread(partial(keep, feed, failure))
            self._results.append(result)
            self._report("checking", total, total, result)

    async def _check(self, client: Client, feed: Polled) -> Refreshed | Failure:
        """What came of a feed; of a server that could not be reached, that alone."""
        if feed.kind == "folder":
            return await self._in_thread(lambda: check_folder(self._archive, feed))
        answer = self._given.get(feed.key) or await self._ask(client, feed)
        if isinstance(answer, Failure) and answer.unreachable:
            return answer
        return await self._in_thread(lambda: self._checker.take(feed, answer))

    async def _ask(self, client: Client, feed: Polled) -> Answer | Failure:
        if feed.url.startswith("file:"):
            return await self._in_thread(lambda: local_answer(feed.url))
        request = await asyncio.to_thread(self._checker.request, feed)
        return request if isinstance(request, Failure) else await client.get(request)

    async def _digest_all(self) -> None:
        total = await self._in_thread(self._digestion.waiting)

        def tell(done: int) -> None:
            self._report("indexing", min(done, total), total)

        if total:
            stopped = self._stop.is_set
            self._add(await self._in_thread(lambda: self._digestion.all(tell, stopped)))

    async def _digest_some(self) -> None:
        self._add(await self._in_thread(self._digestion.some))

    def _add(self, report: DigestReport) -> None:
        self._ruled += report.ruled

    async def _clean(self) -> None:
        """Delete what the rule of the config lets go of; not while a feed is being added."""
        rule = self._settings.keep
        if not rule or self._given:
            return
        clean, stopped = self._archive.care.clean_some, self._stop.is_set
        job = partial(clean, rule, CLEANING, stopped)
        try:
            done = await asyncio.get_running_loop().run_in_executor(self._keeping, job)
        except ArchiveBusyError:  # the next refresh does it
            return
        self._cleaned = done.stories

    async def _in_thread(self, job: Callable[[], _Done]) -> _Done:
        """Do something in the thread that writes; again, where others hold the archive."""
        loop = asyncio.get_running_loop()
        for _ in range(TRIES - 1):
            try:
                return await loop.run_in_executor(self._keeping, job)
            except ArchiveBusyError:
                if self._stop.is_set():
                    raise
                await asyncio.sleep(QUIET)
        return await loop.run_in_executor(self._keeping, job)

    async def _keep_pauses(self, client: Client) -> None:
        await self._in_thread(lambda: self._live.pause(client.pauses.items()))

    def _told_of_pages(self, done: int, total: int) -> None:
        self._report("pages", done, total)

    def _report(self, stage: Stage, done: int, total: int, latest: Refreshed | None = None) -> None:
        self._tell(RefreshProgress(stage, done, total, self._new, latest))


def quiet(_progress: RefreshProgress) -> None:
    """Tells nobody."""


def _by_turns(feeds: Sequence[Polled]) -> list[Polled]:
    """The first feed of each host, then the second of each: no host holds up the others."""
    turns: Counter[str] = Counter()
    ordered = []
    for number, feed in enumerate(feeds):
        host = host_of(feed.url)
        ordered.append((turns[host], number, feed))
        turns[host] += 1
    return [feed for *_, feed in sorted(ordered, key=lambda each: each[:2])]
