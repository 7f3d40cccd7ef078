"""The client: one document, one answer or one reason, whatever a server does.

aiohttp does the protocol. What a reader of feeds has to do itself is here and beside it:
redirects, so that nothing private goes along; turns and pauses of hosts; bounds in time and
size; what addresses may be reached. aiohttp is imported once a client is entered.
"""

from __future__ import annotations

import asyncio
import math
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType, TracebackType
from typing import TYPE_CHECKING, Final, Self

from brief_tui.sources.http.hosts import Hosts, pause_in_words
from brief_tui.sources.http.values import Answer, Failure, Request

if TYPE_CHECKING:
    from brief_tui.sources.http.exchange import Exchange
    from brief_tui.sources.http.hops import Hop, Redirect

LIMIT: Final = 15 * 1024 * 1024
"""Of an answer, in bytes, decoded."""

DEADLINE: Final = 30.0
"""Of a request with all its redirects, in seconds, however the server spends them. The time
that it waits for its turn does not count."""

REDIRECTS: Final = 10


class Client:
    """Fetches documents. An asynchronous context manager, for one refresh::

        async with Client(pauses=stored) as client:
            answer = await client.get(Request("https://example.org/feed.xml"))
        store(client.pauses)

    ``now`` gives Unix time, and ``sleep`` waits for the gap between two requests to a host.
    ``gap`` and ``deadline`` are in seconds, ``limit`` in bytes; ``total`` is the number of
    hosts asked at once. ``pauses`` has hosts and until when they want no requests (Unix
    time). ``left`` has when hosts were asked last, for clients that follow each other. ``trust``
    says whose certificates are good, instead of the system.
    """

    def __init__(
        self,
        *,
        now: Callable[[], float] = time.time,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        gap: float = 1.0,
        total: int = 8,
        deadline: float = DEADLINE,
        limit: int = LIMIT,
        pauses: Mapping[str, int] = MappingProxyType({}),
        left: dict[str, float] | None = None,
        trust: ssl.SSLContext | None = None,
    ) -> None:
        self._now = now
        self._deadline = deadline
        self._limit = limit
        self._trust = trust
        self._hosts = Hosts(
            now, sleep, gap=gap, total=total, pauses=pauses, left={} if left is None else left
        )
        self._exchange: Exchange | None = None

    async def __aenter__(self) -> Self:
        from brief_tui.sources.http.exchange import Exchange  # noqa: PLC0415  imports aiohttp

        self._exchange = Exchange(self._now, self._limit, self._trust)
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._exchange is not None:
            await self._exchange.close()
            self._exchange = None

    @property
    def pauses(self) -> Mapping[str, int]:
        """Hosts and until when they want no requests, to be given to the next client."""
        return self._hosts.pauses

    async def get(self, request: Request) -> Answer | Failure:
        """Fetch one document. Nothing that a server does raises."""
        exchange = self._exchange
        if exchange is None:
            raise RuntimeError("the client was not entered")
        hop = exchange.begin(request)
        if isinstance(hop, Failure):
            return hop
        left = self._deadline
        seen = {hop.url}
        for _ in range(REDIRECTS + 1):
            outcome, took = await self._visit(exchange, hop, left)
            if isinstance(outcome, Answer | Failure):
                return outcome
            left -= took
            step = outcome.follow(hop)
            if isinstance(step, Failure):
                return step
            if step.url in seen:
                return Failure("it redirects in a circle", outcome.status, host=hop.host)
            seen.add(step.url)
            hop = step
        return Failure(f"it redirects more than {REDIRECTS} times", outcome.status, host=hop.host)

    async def _visit(
        self, exchange: Exchange, hop: Hop, left: float
    ) -> tuple[Answer | Failure | Redirect, float]:
        """One request in its turn, within ``left`` seconds. What came, and how long it took."""
        async with self._hosts.turn(hop.host) as until:
            if until:
                rest = math.ceil(until - self._now())
                return Failure(pause_in_words(hop.host, until), pause=rest, host=hop.host), 0.0
            loop = asyncio.get_running_loop()
            started = loop.time()
            outcome: Answer | Failure | Redirect
            try:
                async with asyncio.timeout(left):
                    outcome = await exchange.send(hop)
            except TimeoutError:
                outcome = Failure(f"it took longer than {self._deadline:g} seconds", host=hop.host)
            if isinstance(outcome, Failure) and outcome.pause:
                self._hosts.pause(hop.host, outcome.pause)
            return outcome, loop.time() - started
