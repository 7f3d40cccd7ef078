"""Servers of feeds that change, throttle, fail, move and go, and note who asks them when.

A :class:`Site` is one feed on a host of its own. It keeps its own books of what it was asked:
what is counted as a fault here was seen by the server, whatever the reader believes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import Final

from tests.support.feed_server import Received, Reply, busy, redirect

HOUR: Final = 3_600
DAY: Final = 24 * HOUR
ITEMS: Final = 5

KINDS: Final = (
    *("steady", "busy", "moved", "fresh", "down"),
    *("throttled", "unavailable", "busy", "fresh", "busy"),
)
"""What sites do, over and over in this order; the last of all of them is gone one day."""


@dataclass(slots=True)
class Faults:
    """What a polite reader never does, in sentences."""

    unconditional: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    early: list[str] = field(default_factory=list)
    paused: list[str] = field(default_factory=list)
    impolite: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Books:
    """Of one address: who asked when, and what was sent last."""

    asked: list[float] = field(default_factory=list)
    blind: int = 0
    held: tuple[str, str] = ("", "")
    wait: float = 0.0
    """Seconds for which it was said that the answer stays fresh."""


@dataclass
class Site:
    """A feed. ``began`` is when the simulation does, ``ends`` when it is over (Unix time)."""

    number: int
    kind: str
    url: str
    new_url: str
    began: float
    ends: float
    faults: Faults
    books: dict[str, Books] = field(default_factory=dict)
    paused_until: float = 0.0
    due: float = 0.0
    """When the reader itself said that it would come again."""
    answers: dict[int, int] = field(default_factory=dict)
    versions: set[int] = field(default_factory=set)
    """Those that were sent in full."""

    def __post_init__(self) -> None:
        rng = self._random = random.Random(self.number)
        length = self.ends - self.began
        self._turns = self.began + length * rng.uniform(0.2, 0.5)  # when it fails, moves, goes
        pace = rng.uniform(1, 12) * HOUR
        steps = range(1, int(length / pace) + 1) if self.kind != "steady" else ()
        self._changes = [self.began + pace * step for step in steps]
        self._fresh = rng.choice((600, 3 * HOUR, 8 * HOUR, 3 * DAY))

    @property
    def shown(self) -> int:
        """How many different entries were sent."""
        return len({v + item for v in self.versions for item in range(ITEMS)})

    # What it answers

    def old(self, request: Received) -> Reply:
        """The answer of its address."""
        self._note(request, "old")
        if (trouble := self._trouble(request.at)) is not None:
            return self._count(trouble)
        if self.kind == "moved" and request.at >= self._turns:
            return self._count(redirect(self.new_url, 301))
        return self._answer(request, "old")

    def new(self, request: Received) -> Reply:
        """The answer of the address that it moves to."""
        self._note(request, "new")
        return self._answer(request, "new")

    def _answer(self, request: Received, place: str) -> Reply:
        version = sum(change <= request.at for change in self._changes)
        headers = self._validators(version, place)
        books = self.books[place]
        fresh, books.wait = self._freshness(request.at)
        sent = [*headers, *fresh, ("Date", http_date(request.at))]
        held = dict(headers)
        etag = request.headers.get("if-none-match")
        since = request.headers.get("if-modified-since")
        same = etag == _latin(held.get("ETag", "")) if etag else since == held.get("Last-Modified")
        if same and (etag or since):
            return self._count(Reply(304, headers=sent))
        books.held = _latin(held.get("ETag", "")), held.get("Last-Modified", "")
        self.versions.add(version)
        body = document(self.number, version)
        return self._count(Reply(200, body, [*sent, ("Content-Type", "application/rss+xml")]))

    def _count(self, reply: Reply) -> Reply:
        self.answers[reply.status] = self.answers.get(reply.status, 0) + 1
        return reply

    def _validators(self, version: int, place: str) -> list[tuple[str, str]]:
        etags = (
            f'"{version}"',
            f'W/"{place}-{version}"',
            f"unquoted-{version}",
            f'"grün {version}; a, b"',
            f'"{version}-gzip"',
        )
        changed = ([self.began - DAY, *self._changes])[version]
        both = [("ETag", etags[self.number % 5]), ("Last-Modified", http_date(changed))]
        return (both, both[:1], both[1:])[self.number % 3]

    def _freshness(self, at: float) -> tuple[list[tuple[str, str]], float]:
        if self.kind != "fresh":
            return [], 0.0
        if self.number % 2:
            return [("Expires", http_date(at + self._fresh))], min(self._fresh, DAY)
        return [("Cache-Control", f"public, max-age={self._fresh}")], min(self._fresh, DAY)

    def _trouble(self, at: float) -> Reply | None:
        """What goes wrong then. Nobody has been told of a feed that never answered."""
        if not any(self.books["old"].held):
            return None
        if self.kind == "throttled" and self._random.random() < 0.3:
            wait = self._random.choice((120, 2 * HOUR, 9 * HOUR))
            self.paused_until = at + wait
            return busy(str(wait), 429)
        if self.kind == "unavailable" and self._random.random() < 0.3:
            wait = self._random.choice((HOUR // 2, 5 * HOUR))
            self.paused_until = at + wait
            return busy(http_date(at + wait), 503, sent=http_date(at))
        if self.kind == "down" and self._turns <= at < self._turns + DAY:
            return self._random.choice((Reply(500, b"no"), Reply(raw=b""), Reply(404, b"no")))
        if self.kind == "gone" and at >= self._turns:
            return Reply(410, b"gone")
        return None

    # What it notes

    def _note(self, request: Received, place: str) -> None:
        """Look at a request."""
        books, at = self.books.setdefault(place, Books()), request.at
        said = f"{self.kind} {self.number} {place} at {(at - self.began) / HOUR:.2f} h"
        headers = request.headers
        brought = headers.get("if-none-match", ""), headers.get("if-modified-since", "")
        if not any(brought):
            books.blind += 1
            if books.blind > 1:
                self.faults.unconditional.append(said)
        if any(brought) and brought != books.held:
            self.faults.wrong.append(f"{said}: {brought} instead of {books.held}")
        if at < self.due:
            self.faults.early.append(f"{said}: due at {(self.due - self.began) / HOUR:.2f} h")
        if at < self.paused_until:
            self.faults.paused.append(said)
        if books.asked and at - books.asked[-1] < max(HOUR, books.wait):
            self.faults.impolite.append(f"{said}: again after {at - books.asked[-1]:.0f} s")
        books.asked.append(at)


def make_sites(
    count: int, address: Callable[[int, str], str], began: float, ends: float
) -> list[Site]:
    """So many sites; ``address`` gives a URL for a number and a path. The last goes away."""
    faults = Faults()
    kinds = [KINDS[number % len(KINDS)] for number in range(count - 1)] + ["gone"]
    return [
        Site(
            number,
            kind,
            address(number, "/feed"),
            address(number, "/new-feed"),
            began,
            ends,
            faults,
        )
        for number, kind in enumerate(kinds)
    ]


def document(number: int, version: int) -> bytes:
    """A feed with the newest entries of its ``version``."""
    items = "".join(
        f"<item><title>Story {index} of {number}</title><guid>{number}-{index}</guid>"
        f"<link>https://made{number}.example/{index}</link>"
        f"<description>Something happened, and was noted as number {index}.</description></item>"
        for index in range(version, version + ITEMS)
    )
    title = f"<title>Made-up news {number}</title>"
    return f'<rss version="2.0"><channel>{title}{items}</channel></rss>'.encode()


def http_date(at: float) -> str:
    """As headers have it (RFC 9110, 5.6.7)."""
    return format_datetime(datetime.fromtimestamp(int(at), UTC), usegmt=True)


def _latin(text: str) -> str:
    """A header's bytes, UTF-8, as the server reads them back: byte for byte as Latin-1."""
    return text.encode().decode("latin-1")
