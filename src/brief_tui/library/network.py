"""How the library reaches the network: with what clock, what manners and whose credentials."""

from __future__ import annotations

import asyncio
import ssl
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from random import Random
from typing import Final, Protocol
from urllib.parse import urlsplit

from brief_tui.config.settings import Settings
from brief_tui.formats.base import Document
from brief_tui.model.errors import BriefError, SourceError
from brief_tui.model.identity import web_address
from brief_tui.sources.commands import open_credentials
from brief_tui.sources.http.client import DEADLINE, Client
from brief_tui.sources.http.values import FEEDS, PAGES, Answer, Failure, Request, Validators

_NONE: Final = Validators()


class Asking(Protocol):
    """What fetches documents."""

    async def get(self, request: Request) -> Answer | Failure: ...


@dataclass(frozen=True, slots=True)
class Network:
    """What a client is made with. The defaults are for life, others for tests and trials.

    ``now`` gives Unix time; ``gap`` and ``deadline`` are in seconds; ``trust`` says whose
    certificates are good, instead of the system. ``random`` spreads the checks.
    """

    now: Callable[[], float] = time.time
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep
    gap: float = 1.0
    deadline: float = DEADLINE
    trust: ssl.SSLContext | None = None
    random: Random = field(default_factory=Random)
    _left: dict[str, float] = field(default_factory=dict)

    def client(self, pauses: Mapping[str, int], total: int) -> Client:
        """A client for one refresh."""
        return Client(
            now=self.now,
            sleep=self.sleep,
            gap=self.gap,
            total=total,
            deadline=self.deadline,
            pauses=pauses,
            left=self._left,
            trust=self.trust,
        )


class Requests:
    """Makes requests, with the credentials that the reader has for an address."""

    def __init__(self, settings: Settings) -> None:
        self._credentials = open_credentials(settings.credentials)

    def to(
        self,
        url: str,
        *,
        accept: str = FEEDS,
        validators: Validators = _NONE,
        private: bool = False,
        insecure: bool = False,
    ) -> Request | Failure:
        """A request, or why it cannot be made. May wait for a password command."""
        try:
            credentials = self._credentials.for_url(url)
        except BriefError as error:
            return Failure(str(error), host=host_of(url))
        return Request(url, validators, accept, private, insecure, credentials)


async def ask_once(
    network: Network, pauses: Mapping[str, int], request: Request
) -> Answer | Failure:
    """One document, with a client of its own."""
    async with network.client(pauses, 1) as client:
        return await client.get(request)


def fetch(url: str, settings: Settings, network: Network) -> Document:
    """A document that the reader asked for by its address. Raises SourceError."""
    if not web_address(url):
        raise SourceError("this is not an address of the web")
    request = Requests(settings).to(url, accept=PAGES, private=True)
    if isinstance(request, Failure):
        raise SourceError(request.problem)
    answer = asyncio.run(ask_once(network, {}, request))
    if isinstance(answer, Failure):
        raise SourceError(answer.problem)
    return Document(answer.data, answer.url, answer.media_type)


def host_of(url: str) -> str:
    """The host of an address, '' where it has none."""
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""
