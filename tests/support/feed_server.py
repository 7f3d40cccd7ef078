"""A real server on addresses of this machine, that answers as told and can misbehave.

    with FeedServer() as server:
        server.on("/feed", feed(b"<rss/>", etag='"1"'))
        url = server.url("/feed")                    # http://127.0.0.1:…/feed
        other = server.url("/feed", "127.0.0.2")     # the same server, another host
        ...
        assert server.requests[-1].headers["if-none-match"] == '"1"'

It speaks on raw streams, so that it can send what no library would. It runs in a thread with a
loop of its own.
"""

from __future__ import annotations

import asyncio
import contextlib
import http
import ssl
import threading
import time
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future
from dataclasses import dataclass, field
from types import MappingProxyType, TracebackType
from typing import Final, Self, TypeAlias

LOCAL: Final = "127.0.0.1"
Value: TypeAlias = str | bytes
Headers: TypeAlias = Iterable[tuple[str, Value]]


@dataclass(frozen=True, slots=True)
class Received:
    """A request. ``path`` has the query; ``headers`` have lower-case names, and their values
    byte for byte as Latin-1; ``host`` is the local address that was asked; ``at`` is what
    the server's clock said."""

    method: str
    path: str
    headers: Mapping[str, str]
    at: float
    host: str
    peer: tuple[str, int]


@dataclass(frozen=True, slots=True)
class Reply:
    """What to send, and how badly.

    ``body`` may be a function that gives pieces, without end if it likes. ``length`` is the
    Content-Length to claim: None for the true one, -1 for none, the end of the body being
    that of the connection. ``cut`` closes the connection after so many bytes of the body.
    ``piece`` bytes are sent at a time, ``every`` so many seconds, after ``delay`` seconds.
    ``raw`` is sent instead of head and body, as it is.
    """

    status: int = 200
    body: bytes | Callable[[], Iterable[bytes]] = b""
    headers: Headers = ()
    length: int | None = None
    cut: int | None = None
    piece: int = 65_536
    every: float = 0.0
    delay: float = 0.0
    raw: bytes | None = None


Handler: TypeAlias = Callable[[Received], Reply]


@dataclass(slots=True)
class _Traffic:
    """How many requests are being answered, and the most there ever were at once."""

    now: Counter[str] = field(default_factory=Counter)
    most: Counter[str] = field(default_factory=Counter)

    def begin(self, host: str) -> None:
        for key in (host, ""):
            self.now[key] += 1
            self.most[key] = max(self.most[key], self.now[key])

    def end(self, host: str) -> None:
        for key in (host, ""):
            self.now[key] -= 1


class FeedServer:
    """The server. ``tls`` makes it speak TLS; ``clock`` tells it the time."""

    def __init__(
        self, *, tls: ssl.SSLContext | None = None, clock: Callable[[], float] = time.time
    ) -> None:
        self.requests: list[Received] = []
        self.port = 0
        self._tls = tls
        self.clock = clock
        self._handlers: dict[str, Reply | Handler] = {}
        self._traffic = _Traffic()
        self._listening: dict[str, asyncio.Server] = {}
        self._connections: set[asyncio.Task[None]] = set()
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        self.listen(LOCAL)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._do(self._stop()).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)
        self._loop.close()

    def on(self, path: str, answer: Reply | Handler) -> None:
        """Answer like this to ``path``, of any host; a path with a query goes before one
        without. What is not known is answered with 404."""
        self._handlers[path] = answer

    def listen(self, *hosts: str) -> None:
        """Be there at these addresses too, such as 127.0.0.2, at the same port."""
        for host in hosts:
            if host not in self._listening:
                self._do(self._listen(host)).result(10)

    def url(self, path: str = "/", host: str = LOCAL) -> str:
        """The address of ``path``. A ``host`` like 127.0.0.2 is listened to from then on."""
        if host.startswith("127."):
            self.listen(host)
        return f"{'https' if self._tls else 'http'}://{host}:{self.port}{path}"

    def asked(self, path: str) -> list[Received]:
        """The requests for ``path``, whatever the query."""
        return [request for request in self.requests if request.path.partition("?")[0] == path]

    def most_at_once(self, host: str = "") -> int:
        """The most requests that were being answered at once, by ``host`` or all together."""
        return self._traffic.most[host]

    def _do(self, work: asyncio.Future[None] | object) -> Future[None]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)  # type: ignore[arg-type]

    async def _listen(self, host: str) -> None:
        server = await asyncio.start_server(
            self._connected, host, self.port, ssl=self._tls, limit=1024**2, backlog=1024
        )
        self._listening[host] = server
        self.port = server.sockets[0].getsockname()[1]

    async def _stop(self) -> None:
        for server in self._listening.values():
            server.close()
        for connection in self._connections:
            connection.cancel()
        await asyncio.gather(*self._connections, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        assert task is not None
        self._connections.add(task)
        try:
            with contextlib.suppress(
                ConnectionError, asyncio.IncompleteReadError, ssl.SSLError, asyncio.CancelledError
            ):
                while await self._answer_one(reader, writer):
                    pass
        finally:
            self._connections.discard(task)
            writer.transport.abort() if self._tls else writer.close()

    async def _answer_one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        first = await reader.readexactly(1)
        if first == b"\x16":  # TLS, which this server does not speak
            writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            await writer.drain()
            return False
        head = first + await reader.readuntil(b"\r\n\r\n")
        request = _received(head, writer, self.clock())
        self.requests.append(request)
        self._traffic.begin(request.host)
        try:
            answer = self._handlers.get(request.path) or self._handlers.get(
                request.path.partition("?")[0], Reply(404)
            )
            reply = answer if isinstance(answer, Reply) else answer(request)
            goes_on = await _send(reply, writer)
        finally:
            self._traffic.end(request.host)
        return goes_on and request.headers.get("connection", "").lower() != "close"


def _received(head: bytes, writer: asyncio.StreamWriter, at: float) -> Received:
    first, *lines = head.decode("latin-1").split("\r\n")
    method, path, _ = first.split(" ", 2)
    if "://" in path:  # to a proxy
        path = "/" + path.partition("://")[2].partition("/")[2]
    pairs = (line.split(":", 1) for line in lines if ":" in line)
    headers = {name.lower(): value.strip(" \t") for name, value in pairs}
    host = writer.get_extra_info("sockname")[0]
    return Received(
        method, path, MappingProxyType(headers), at, host, writer.get_extra_info("peername")[:2]
    )


async def _send(reply: Reply, writer: asyncio.StreamWriter) -> bool:
    """Send a reply. Whether the connection can be used again."""
    if reply.delay:
        await asyncio.sleep(reply.delay)
    if reply.raw is not None:
        await _send_raw(reply.raw, reply, writer)
        return False
    whole = reply.body if isinstance(reply.body, bytes) else None
    length = len(whole) if reply.length is None and whole is not None else reply.length
    bodyless = reply.status in {204, 304}
    writer.write(_head(reply, None if bodyless or length == -1 else length))
    if bodyless:
        await writer.drain()
        return True
    sent = 0
    for piece in _pieces(reply):
        if reply.cut is not None and sent + len(piece) > reply.cut:
            writer.write(piece[: reply.cut - sent])
            await writer.drain()
            return False
        writer.write(piece)
        await writer.drain()
        sent += len(piece)
        await asyncio.sleep(reply.every)
    return sent == length


async def _send_raw(raw: bytes, reply: Reply, writer: asyncio.StreamWriter) -> None:
    for start in range(0, len(raw), reply.piece):
        writer.write(raw[start : start + reply.piece])
        await writer.drain()
        await asyncio.sleep(reply.every)


def _head(reply: Reply, length: int | None) -> bytes:
    try:
        reason = http.HTTPStatus(reply.status).phrase
    except ValueError:
        reason = "Whatever"
    lines = [f"HTTP/1.1 {reply.status} {reason}".encode()]
    headers = list(reply.headers)
    if length is not None:
        headers.append(("Content-Length", str(length)))
    elif reply.status not in {204, 304}:
        headers.append(("Connection", "close"))
    for name, value in headers:
        lines.append(name.encode() + b": " + (value.encode() if isinstance(value, str) else value))
    return b"\r\n".join(lines) + b"\r\n\r\n"


def _pieces(reply: Reply) -> Iterable[bytes]:
    if not isinstance(reply.body, bytes):
        yield from reply.body()
        return
    for start in range(0, len(reply.body), reply.piece):
        yield reply.body[start : start + reply.piece]


def feed(
    body: bytes,
    *,
    etag: Value = "",
    modified: Value = "",
    media_type: str = "application/rss+xml",
    headers: Headers = (),
) -> Handler:
    """A document with validators: 304 to who sends one of them back byte for byte."""
    own = [("Content-Type", media_type), *headers]
    own += [(name, value) for name, value in (("ETag", etag), ("Last-Modified", modified)) if value]

    def answer(request: Received) -> Reply:
        held = request.headers.get("if-none-match"), request.headers.get("if-modified-since")
        known = tuple(
            value if isinstance(value, str) else value.decode("latin-1")
            for value in (etag, modified)
        )
        # An ETag goes before a date (RFC 9110, 13.1.3).
        same = held[0] == known[0] if held[0] is not None else held[1] == known[1]
        return Reply(304, headers=own[1:]) if same and any(held) else Reply(200, body, own)

    return answer


def redirect(to: Value, status: int = 302) -> Reply:
    """To another address."""
    return Reply(status, b"moved", [("Location", to)])


def busy(retry_after: str | None = None, status: int = 429, *, sent: str = "") -> Reply:
    """Asked too often, or not available: with a Retry-After header, and a Date if given."""
    headers = [("Retry-After", retry_after)] if retry_after is not None else []
    return Reply(status, b"later", headers + ([("Date", sent)] if sent else []))


def huge_header(size: int = 200_000) -> Reply:
    """A header of ``size`` bytes."""
    return Reply(200, b"<rss/>", [("X-Filler", "x" * size)])


def many_headers(count: int = 5_000) -> Reply:
    """So many headers."""
    return Reply(200, b"<rss/>", [(f"X-{index}", "x") for index in range(count)])


def bomb(size: int, *codings: str) -> Reply:
    """``size`` zero bytes, compressed by each of ``codings`` (gzip, deflate) in their order."""
    pieces: Iterable[bytes] = (bytes(1024**2) for _ in range(size // 1024**2))
    for coding in codings:
        pieces = _compressed(pieces, zlib.compressobj(wbits=31 if coding == "gzip" else 15))
    return Reply(200, b"".join(pieces), [("Content-Encoding", ", ".join(codings))])


def _compressed(pieces: Iterable[bytes], into: zlib._Compress) -> Iterable[bytes]:
    for piece in pieces:
        yield into.compress(piece)
    yield into.flush()
