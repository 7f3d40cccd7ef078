"""A simulated week of 100 feeds: who is asked how often, as their servers see it.

    python -m benchmarks.week [--feeds 100] [--days 7] [--step 60] [--seed 1]

A real server, real refreshes, and a clock that is moved from check to check. Some feeds
change, some say for how long they stay fresh, some throttle, fail for a day, move or go away.
Between the checks the program looks at random moments, is started anew, and runs twice at
the same time. Counted, by the servers: requests without validators (one for each feed, and one
for each address that a feed moved to), validators that are not those sent last, requests
before the check that the program itself had planned, within a Retry-After, and within an hour
of the last one or while its answer was said to stay fresh (a day at most).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.support.feed_server import FeedServer

from benchmarks.feeds_behaving import HOUR, Faults, Site, make_sites
from brief_tui.archive.store import Archive
from brief_tui.config.feed_settings import FeedSettings
from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.library.network import Network
from brief_tui.model.feeds import NewFeed

BEGAN: Final = datetime(2026, 3, 2, tzinfo=UTC).timestamp()
_RESTARTS, _TWICE, _LOOKS = 0.02, 0.02, 0.2
"""How often, at a step of the clock: a start anew, two programs at once, a look before time."""


@dataclass(frozen=True, slots=True)
class WeekReport:
    """What the servers saw. ``blind`` are the first requests, without validators."""

    faults: Faults
    sites: Sequence[Site]
    refreshes: int
    restarts: int
    stories: int
    problems: Sequence[str]

    @property
    def requests(self) -> int:
        return sum(len(books.asked) for site in self.sites for books in site.books.values())

    @property
    def blind(self) -> int:
        """Requests without validators to the addresses that were subscribed to."""
        return sum(site.books["old"].blind for site in self.sites)

    @property
    def moved(self) -> int:
        """Feeds that were asked at a new address, and not at their old one any more."""
        return sum("new" in site.books and site.answers.get(301) == 1 for site in self.sites)

    def answered(self, status: int) -> int:
        """How often the servers answered so; connections that were closed count as 200."""
        return sum(site.answers.get(status, 0) for site in self.sites)


class Week:
    """The program on its archive, and a clock."""

    def __init__(self, folder: Path, server: FeedServer, clock: list[float], seed: int) -> None:
        self._path = folder / "archive.db"
        self._settings = Settings(
            self._path,
            credentials=folder / "credentials.toml",
            feeds=FeedSettings(fetch="feed"),  # the entries' pages are nowhere
        )
        self._server = server
        self._clock = clock
        self._random = random.Random(seed)
        self._library = self._opened()
        self.refreshes = self.restarts = 0
        self.problems: list[str] = []

    def run(self, sites: Sequence[Site], ends: float, step: float) -> WeekReport:
        """Go from check to check, at least ``step`` seconds at a time."""
        feeds = [NewFeed(site.url) for site in sites]
        keys = [key for key, _ in self._library.feeds.subscribe(feeds)]
        by_key = dict(zip(keys, sites, strict=True))
        self._step(by_key)
        while (due := self._library.feeds.next_check()) is not None:
            at = max(due.timestamp(), self._clock[0] + step)
            if at >= ends:
                break
            if self._random.random() < _LOOKS:
                self._clock[0] = self._random.uniform(self._clock[0], at)
                self._step(by_key)
            self._clock[0] = max(at, self._clock[0])
            self._step(by_key)
        stories = self._library.counts().total
        self._library.close()
        return WeekReport(
            sites[0].faults, sites, self.refreshes, self.restarts, stories, self.problems
        )

    def _step(self, sites: dict[int, Site]) -> None:
        """Refresh what is due, and note when the program means to come again."""
        chance = self._random.random()
        if chance < _RESTARTS:
            self._library.close()
            self._library = self._opened()
            self.restarts += 1
        if chance > 1 - _TWICE:
            self._refresh_twice()
        else:
            self._refresh(self._library)
        for feed in self._library.feeds.list():
            sites[feed.key].due = feed.next_check.timestamp() if feed.next_check else 0.0
            if feed.error.startswith("a mistake"):
                self.problems.append(feed.error)

    def _refresh(self, library: Library) -> None:
        self.refreshes += 1
        library.refresh(self._settings)

    def _refresh_twice(self) -> None:
        with self._opened() as other, ThreadPoolExecutor(2) as both:
            list(both.map(self._refresh, (self._library, other)))

    def _opened(self) -> Library:
        network = Network(
            now=self._now, sleep=_at_once, gap=0, random=random.Random(self._random.random())
        )
        return Library(Archive.open(self._path, self._now), network)

    def _now(self) -> float:
        return self._clock[0]


async def _at_once(_seconds: float) -> None:
    """The clock stands still while a refresh runs: it would wait for ever."""


def simulated(count: int, days: float, *, step: float = 60.0, seed: int = 1) -> WeekReport:
    """So many feeds for so many days."""
    clock = [BEGAN]
    ends = BEGAN + days * 24 * HOUR
    with tempfile.TemporaryDirectory() as folder, FeedServer(clock=lambda: clock[0]) as server:

        def address(number: int, path: str) -> str:
            return server.url(path_of(number, path), f"127.1.{number // 250}.{1 + number % 250}")

        sites = make_sites(count, address, BEGAN, ends)
        for site in sites:
            server.on(path_of(site.number, "/feed"), site.old)
            server.on(path_of(site.number, "/new-feed"), site.new)
        return Week(Path(folder), server, clock, seed).run(sites, ends, step)


def path_of(number: int, path: str) -> str:
    """Paths are the server's, not a host's."""
    return f"/{number}{path}"


def main() -> None:
    """Simulate, and print what was seen."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--feeds", type=int, default=100)
    parser.add_argument("--days", type=float, default=7)
    parser.add_argument("--step", type=float, default=60, help="seconds between two looks")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    began = time.perf_counter()
    report = simulated(options.feeds, options.days, step=options.step, seed=options.seed)
    took = time.perf_counter() - began
    print(f"{options.feeds} feeds, {options.days:g} days, simulated in {took:.0f} seconds")
    for line in lines(report):
        print(line)
    if any(faults(report).values()) or report.blind != options.feeds:
        sys.exit(1)


def lines(report: WeekReport) -> list[str]:
    """The figures, then the first of each kind of fault."""
    shown = [
        f"{report.refreshes:7,d} refreshes, {report.restarts} of them after a new start",
        f"{report.requests:7,d} requests: {report.answered(200)} answers in full,"
        f" {report.answered(304)} of 304, {report.answered(429)} of 429,"
        f" {report.answered(503)} of 503, {report.answered(410)} of 410",
        f"{report.stories:7,d} stories",
        f"{report.blind:7,d} requests without validators, and {report.moved} at new addresses",
    ]
    shown += [f"{len(found):7,d} {name}" for name, found in faults(report).items()]
    for name, found in faults(report).items():
        shown += [f"{name}: {each}" for each in found[:5]]
    return shown


def faults(report: WeekReport) -> dict[str, Sequence[str]]:
    """What must not be, by what to call it."""
    found = report.faults
    return {
        "more requests without validators": found.unconditional,
        "wrong validators": found.wrong,
        "early polls": found.early,
        "requests within a Retry-After": found.paused,
        "requests within an hour or while fresh": found.impolite,
        "mistakes": report.problems,
    }


if __name__ == "__main__":
    main()
