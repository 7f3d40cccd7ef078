"""Serves made-up feeds from a process of its own, each at an address of 127.0.0.0/8 of its own.

It speaks as little HTTP as two readers of feeds need, so that it does not stand in their way:
``GET``, validators, 304, connections that are kept open.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Final

from benchmarks.feeds_made import FeedMaker, MadeFeed

_COUNTS: Final = ("full", "unchanged", "blind")


def address_of(number: int) -> str:
    """The address of feed ``number``."""
    return f"127.0.{1 + number // 250}.{1 + number % 250}"


class FeedProcess:
    """The server as its user sees it."""

    def __init__(self, control: Connection, port: int, count: int) -> None:
        self._control = control
        self.urls = [f"http://{address_of(n)}:{port}/feed.xml" for n in range(count)]

    def serve(self, version: int) -> None:
        """From now on, the feeds as they are before (0) or after (1) their change."""
        self._ask(("version", version))

    def counts(self) -> dict[str, int]:
        """Answers since the last call: full, unchanged; and requests without validators."""
        return dict(zip(_COUNTS, self._ask(("counts", 0)), strict=True))

    def _ask(self, what: tuple[str, int]) -> list[int]:
        self._control.send(what)
        answer: list[int] = self._control.recv()
        return answer


@contextmanager
def serving(count: int) -> Iterator[FeedProcess]:
    """``count`` feeds, served."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, count), daemon=True)
    process.start()
    try:
        yield FeedProcess(ours, ours.recv()[0], count)
    finally:
        process.terminate()
        process.join()


class _State:
    def __init__(self, feeds: dict[str, MadeFeed]) -> None:
        self.feeds = feeds
        self.version = 0
        self.counts = [0, 0, 0]

    def answer(self, host: str, head: bytes) -> bytes:
        """The answer to a request. An ETag goes before a date (RFC 9110, 13.1.3)."""
        feed, version = self.feeds[host], self.version
        headers = {}
        for line in head.split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            headers[name.lower()] = value.strip().decode("latin-1")
        etag, modified = headers.get(b"if-none-match"), headers.get(b"if-modified-since")
        self.counts[2] += etag is None and modified is None
        same = etag == feed.etags[version] if etag else modified == feed.modified[version]
        validators = f"ETag: {feed.etags[version]}\r\nLast-Modified: {feed.modified[version]}\r\n"
        if same:
            self.counts[1] += 1
            return f"HTTP/1.1 304 Not Modified\r\n{validators}\r\n".encode()
        self.counts[0] += 1
        body = feed.bodies[version]
        return (
            f"HTTP/1.1 200 OK\r\nContent-Type: application/rss+xml\r\n{validators}"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode() + body


class _Server(asyncio.Protocol):
    def __init__(self, state: _State) -> None:
        self._state = state
        self._read = b""
        self._host = ""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        self._host = transport.get_extra_info("sockname")[0]

    def data_received(self, data: bytes) -> None:
        self._read += data
        while b"\r\n\r\n" in self._read:
            head, _, self._read = self._read.partition(b"\r\n\r\n")
            self._transport.write(self._state.answer(self._host, head))


def _serve(control: Connection, count: int) -> None:
    maker = FeedMaker()
    state = _State({address_of(number): maker.feed(number) for number in range(count)})
    asyncio.run(_listen(control, state))


async def _listen(control: Connection, state: _State) -> None:
    loop = asyncio.get_running_loop()
    first, *others = state.feeds
    server = await loop.create_server(lambda: _Server(state), first, 0)
    port = server.sockets[0].getsockname()[1]
    rest = await loop.create_server(lambda: _Server(state), others, port) if others else server
    loop.add_reader(control.fileno(), lambda: _control(control, state))
    control.send([port])
    async with server, rest:
        await asyncio.Event().wait()


def _control(control: Connection, state: _State) -> None:
    try:
        what, value = control.recv()
    except EOFError:
        asyncio.get_running_loop().stop()
        return
    if what == "version":
        state.version = value
    control.send(list(state.counts))
    if what == "counts":
        state.counts = [0, 0, 0]
