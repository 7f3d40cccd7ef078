"""Who may ask which host when: one connection a host, a gap between requests, and pauses."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from brief_tui.model.text import clean_line
from brief_tui.sources.http.headers import DAY


@dataclass(slots=True)
class _Host:
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Hosts:
    """The turns of all hosts, known by their names, whatever the scheme and port.

    ``now`` gives Unix time; ``gap`` is in seconds, from the end of a request to the next;
    ``total`` is how many hosts are asked at the same time. ``left`` says when a host was asked
    last, and is kept up to date. ``pauses`` says until when hosts
    want no requests; one that is further away than a day comes of a wrong clock, and is cut.
    """

    def __init__(
        self,
        now: Callable[[], float],
        sleep: Callable[[float], Awaitable[object]],
        *,
        gap: float,
        total: int,
        pauses: Mapping[str, int],
        left: dict[str, float],
    ) -> None:
        self._now = now
        self._sleep = sleep
        self._gap = gap
        self._total = asyncio.Semaphore(total)
        self._hosts: dict[str, _Host] = {}
        self._left = left
        latest = int(now()) + DAY
        self._pauses = {host: min(until, latest) for host, until in pauses.items()}

    @property
    def pauses(self) -> dict[str, int]:
        """Host and Unix time of each pause that is not over."""
        now = self._now()
        return {host: until for host, until in self._pauses.items() if until > now}

    def pause(self, host: str, seconds: int) -> None:
        """From now on, leave ``host`` alone for so long; a longer pause stays."""
        until = int(self._now()) + min(seconds, DAY) + 1  # the clock has begun its next second
        self._pauses[host] = max(until, self._pauses.get(host, 0))

    def paused_until(self, host: str) -> int:
        """Unix time until when ``host`` wants no requests, 0 when it takes them."""
        until = self._pauses.get(host, 0)
        return until if until > self._now() else 0

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[int]:
        """Wait for the turn of a request to ``host``. Yields :meth:`paused_until`: unless it
        is 0, the request must not be made."""
        entry = self._hosts.setdefault(host, _Host())
        async with entry.lock:
            if until := self.paused_until(host):
                yield until
                return
            if (left := self._left.get(host)) is not None:
                # A clock that is set back must not make this wait longer than a gap.
                rest = min(self._gap, self._gap - (self._now() - left))
                if rest > 0:
                    await self._sleep(rest)
            async with self._total:
                try:
                    yield 0
                finally:
                    self._left[host] = self._now()


def pause_in_words(host: str, until: int) -> str:
    """That ``host`` wants no requests ``until`` then, Unix time, told in local time."""
    when = time.strftime("%Y-%m-%d %H:%M", time.localtime(until))
    return f"{clean_line(host)} asked to wait until {when}"
