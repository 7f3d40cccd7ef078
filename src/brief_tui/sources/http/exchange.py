"""One request and what came back, on aiohttp. What follows from it is the client's matter."""

from __future__ import annotations

import asyncio
import re
import socket
import ssl
from base64 import b64encode
from collections.abc import Callable
from typing import Final

import aiohttp
from multidict import CIMultiDict

from brief_tui import __version__
from brief_tui.config.credentials import Credentials
from brief_tui.model.errors import SourceError
from brief_tui.model.text import clean_line
from brief_tui.sources.http import headers as reading
from brief_tui.sources.http import problems
from brief_tui.sources.http.decoding import ACCEPTED, Decoder
from brief_tui.sources.http.guard import guarded_socket, is_address, is_public
from brief_tui.sources.http.hops import Hop, Redirect, web_address
from brief_tui.sources.http.proxies import Proxies
from brief_tui.sources.http.values import Answer, Failure, Request

HOME: Final = "https://github.com/brief-news/brief"
USER_AGENT: Final = f"brief/{__version__} (+{HOME})"

_FOUND: Final = frozenset({200, 203})  # 203: through a proxy that changes documents
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_LINE: Final = 16_384
_FIELD: Final = 32_768  # some policies of security are long
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")


class Exchange:
    """The open connections. ``limit`` is in bytes; ``trust`` goes before the system's
    certificates."""

    def __init__(self, now: Callable[[], float], limit: int, trust: ssl.SSLContext | None) -> None:
        self._now = now
        self._limit = limit
        self._trust = trust
        self._proxies = Proxies()
        self._sessions: dict[bool, aiohttp.ClientSession] = {}

    def begin(self, request: Request) -> Hop | Failure:
        """The first hop of a request, or what is wrong with it."""
        place = web_address(request.url)
        if place is None:
            return Failure("it is not a proper web address")
        if request.credentials is not None and not _can_be_sent(request.credentials):
            return Failure("its credentials hold characters that cannot be sent")
        return Hop(request, place, place)

    async def close(self) -> None:
        for session in self._sessions.values():
            await session.close()

    async def send(self, hop: Hop) -> Answer | Failure | Redirect:
        """Make one request. Nothing that a server does raises."""
        place = hop.place
        private = hop.request.private and hop.at_home
        proxy = self._proxies.choose(place.scheme, hop.host, place.port or 0)
        if proxy and not proxy.startswith(("http://", "https://")):
            return Failure("the proxy that the environment names is not one of HTTP", host=hop.host)
        if proxy and not private and not await _may_be_public(hop.host):
            return Failure(problems.of_private(hop.host), host=hop.host)
        # The proxy itself may well be in the home network.
        session = self._session(guarded=not private and not proxy)
        try:
            async with session.get(
                place,
                headers=_headers(hop),
                allow_redirects=False,
                middlewares=(_Once(),),
                ssl=False if hop.request.insecure and hop.at_home else self._trust or True,
                proxy=proxy or None,
            ) as response:
                return await self._take(hop, response)
        except SourceError as error:
            return Failure(str(error), host=hop.host)
        except (aiohttp.ClientError, OSError, ValueError) as error:
            unreachable = problems.is_unreachable(error)
            problem = problems.of_error(error, hop.host)
            return Failure(problem, host=hop.host, unreachable=unreachable)

    async def _take(
        self, hop: Hop, response: aiohttp.ClientResponse
    ) -> Answer | Failure | Redirect:
        status = response.status
        if status in _REDIRECTS:
            return Redirect(status, _location(response))
        if status == 304:
            if hop.conditions:
                return self._answer(hop, response, b"")
            return Failure("the server says that nothing changed, without having been asked", 304)
        if status not in _FOUND:
            return self._refusal(hop, response)
        data = await self._body(response)
        if not data:
            return Failure("the server sent an empty answer", status, host=hop.host)
        return self._answer(hop, response, data)

    def _answer(self, hop: Hop, response: aiohttp.ClientResponse, data: bytes) -> Answer:
        head = response.headers
        unchanged = response.status == 304
        return Answer(
            status=304 if unchanged else 200,
            url=hop.url,
            data=data,
            media_type=clean_line(head.get("Content-Type", ""), 200),
            # What belongs to the document that is here stays, whatever a 304 says.
            validators=hop.request.validators
            if unchanged
            else reading.validators(response.raw_headers, hop.url),
            fresh_for=reading.fresh_for(
                ", ".join(head.getall("Cache-Control", ())),
                head.get("Expires", ""),
                head.get("Date", ""),
                head.get("Age", ""),
                self._now(),
            ),
            moved_to=hop.url if hop.moved and hop.place != hop.first else "",
        )

    def _refusal(self, hop: Hop, response: aiohttp.ClientResponse) -> Failure:
        status = response.status
        asked = response.headers.get("Retry-After")
        pause = None
        if status == 429 or (status == 503 and asked is not None):
            sent = response.headers.get("Date", "")
            pause = reading.retry_after(asked or "", sent, self._now())
        problem = problems.of_status(status)
        if status == 401 and hop.request.credentials is not None:
            problem = "the server does not accept the user name and password (401)"
        return Failure(problem, status, status == 410, pause, hop.host)

    async def _body(self, response: aiohttp.ClientResponse) -> bytes:
        """The decoded body. Raises SourceError when it is too large or cannot be decoded."""
        codings = ",".join(response.headers.getall("Content-Encoding", ()))
        decoder = Decoder(codings, self._limit)
        data = bytearray()
        async for chunk in response.content.iter_any():
            for piece in decoder.feed(chunk):
                data += piece
        return bytes(data)

    def _session(self, *, guarded: bool) -> aiohttp.ClientSession:
        if guarded not in self._sessions:
            connector = aiohttp.TCPConnector(
                limit=0,  # the turns of hosts are the limit
                # What a server sends behind an answer would be taken for the next one.
                force_close=True,
                resolver=aiohttp.ThreadedResolver(),
                socket_factory=guarded_socket if guarded else None,
            )
            self._sessions[guarded] = aiohttp.ClientSession(
                connector=connector,
                cookie_jar=aiohttp.DummyCookieJar(),
                timeout=aiohttp.ClientTimeout(total=None, sock_connect=None),
                auto_decompress=False,
                requote_redirect_url=False,
                max_line_size=_LINE,
                max_field_size=_FIELD,
            )
        return self._sessions[guarded]


class _Once:
    """Lets a request be made once.

    aiohttp repeats one whose connection was closed, as RFC 9110, 9.2.2, allows. Our
    connections are new ones: a server that breaks off would be asked again in vain.
    """

    def __init__(self) -> None:
        self._failed: aiohttp.ClientError | None = None

    async def __call__(
        self, request: aiohttp.ClientRequest, handler: aiohttp.ClientHandlerType
    ) -> aiohttp.ClientResponse:
        if self._failed is not None:
            raise self._failed
        try:
            return await handler(request)
        except aiohttp.ClientError as error:
            self._failed = error
            raise


def _headers(hop: Hop) -> CIMultiDict[str]:
    request = hop.request
    headers = CIMultiDict(
        {"User-Agent": USER_AGENT, "Accept": request.accept, "Accept-Encoding": ACCEPTED}
    )
    headers.update(hop.conditions)
    credentials = request.credentials
    if credentials is not None and hop.same_origin:
        if credentials.user or credentials.password:  # RFC 7617
            pair = f"{credentials.user}:{credentials.password}".encode()
            headers["Authorization"] = f"Basic {b64encode(pair).decode()}"
        headers.update(credentials.headers)
    return headers


def _can_be_sent(credentials: Credentials) -> bool:
    return (
        reading.sendable(credentials.user)
        and reading.sendable(credentials.password)
        and all(
            _TOKEN.fullmatch(name) and reading.sendable(value)
            for name, value in credentials.headers
        )
    )


def _location(response: aiohttp.ClientResponse) -> str:
    for name, value in response.raw_headers:
        if name.lower() == b"location":
            try:
                return value.decode().strip()
            except UnicodeDecodeError:
                return value.decode("latin-1").strip()
    return ""


async def _may_be_public(host: str) -> bool:
    """Whether nothing tells that ``host`` is in a private network. A name that is not known
    here is the proxy's to look up."""
    if is_address(host):
        return is_public(host)
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except OSError:
        return True
    return all(is_public(str(place[0])) for *_, place in found)
