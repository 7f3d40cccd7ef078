"""Turns of hosts: one at a time, with a gap, and pauses of the whole host."""

from __future__ import annotations

import asyncio
from itertools import pairwise

from brief_tui.sources.http.headers import DAY
from brief_tui.sources.http.hosts import Hosts


class Clock:
    """A clock that moves when somebody sleeps."""

    def __init__(self) -> None:
        self.time = 1_790_000_000.0

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds
        await asyncio.sleep(0)


async def test_a_gap_from_the_end_of_a_request_to_the_next() -> None:
    clock = Clock()
    hosts = Hosts(clock.now, clock.sleep, gap=1.0, total=8, pauses={}, left={})
    begun: list[float] = []

    async def ask() -> None:
        async with hosts.turn("example.org") as until:
            assert until == 0
            begun.append(clock.time)
            clock.time += 2.5

    await asyncio.gather(*(ask() for _ in range(4)))
    assert [later - earlier for earlier, later in pairwise(begun)] == [3.5] * 3


async def test_so_many_hosts_at_once_and_one_request_a_host() -> None:
    clock = Clock()
    hosts = Hosts(clock.now, clock.sleep, gap=0.0, total=3, pauses={}, left={})
    active: list[str] = []
    most = 0

    async def ask(host: str) -> None:
        nonlocal most
        async with hosts.turn(host):
            assert host not in active
            active.append(host)
            most = max(most, len(active))
            await asyncio.sleep(0)
            active.remove(host)

    await asyncio.gather(*(ask(f"{index % 7}.example") for index in range(50)))
    assert most == 3


async def test_a_pause_holds_for_those_who_already_wait() -> None:
    clock = Clock()
    hosts = Hosts(clock.now, clock.sleep, gap=1.0, total=8, pauses={}, left={})
    seen: list[int] = []

    async def ask() -> None:
        async with hosts.turn("example.org") as until:
            seen.append(until)
            hosts.pause("example.org", 60)

    await asyncio.gather(*(ask() for _ in range(3)))
    assert seen[0] == 0
    assert all(until >= clock.time + 59 for until in seen[1:])
    assert hosts.pauses == {"example.org": hosts.paused_until("example.org")}
    clock.time += 61
    assert hosts.pauses == {}


async def test_a_shorter_pause_does_not_replace_a_longer_one() -> None:
    clock = Clock()
    hosts = Hosts(clock.now, clock.sleep, gap=1.0, total=8, pauses={}, left={})
    hosts.pause("example.org", 600)
    before = hosts.paused_until("example.org")
    hosts.pause("example.org", 5)
    assert hosts.paused_until("example.org") == before


async def test_stored_pauses_hold_and_one_of_a_wrong_clock_is_cut() -> None:
    clock = Clock()
    now = int(clock.time)
    stored = {"a.example": now + 60, "b.example": now + 400 * DAY, "c.example": now - 1}
    hosts = Hosts(clock.now, clock.sleep, gap=1.0, total=8, pauses=stored, left={})
    assert hosts.pauses == {"a.example": now + 60, "b.example": now + DAY}


async def test_a_clock_set_back_does_not_stop_a_host() -> None:
    clock = Clock()
    hosts = Hosts(clock.now, clock.sleep, gap=1.0, total=8, pauses={}, left={})
    async with hosts.turn("example.org"):
        pass
    clock.time -= 365 * DAY
    before = clock.time
    async with hosts.turn("example.org"):
        assert clock.time - before <= 1.0
