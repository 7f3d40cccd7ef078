"""What is asked of a server, and what came of it, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from brief_tui.config.credentials import Credentials

FEEDS: Final = (
    "application/atom+xml, application/rss+xml, application/rdf+xml, application/feed+json, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.4, */*;q=0.1"
)
"""The Accept header for feeds (RFC 9110, 12.5.1)."""

PAGES: Final = "text/html, application/xhtml+xml, application/xml;q=0.8, */*;q=0.5"
"""The Accept header for web pages."""


@dataclass(frozen=True, slots=True)
class Validators:
    """What tells a server which version is here (RFC 9110, 8.8), just as the server sent it.

    ``etag`` and ``modified`` are the values of ETag and Last-Modified, '' for none. They are
    sent to ``url`` alone, the address that gave them; '' stands for the origin of the request.
    """

    etag: str = ""
    modified: str = ""
    url: str = ""

    def __bool__(self) -> bool:
        return bool(self.etag or self.modified)


@dataclass(frozen=True, slots=True)
class Request:
    """One document to fetch. ``url`` is an http or https address without a password.

    ``accept`` is an Accept header. ``private`` allows the host of ``url`` to be in a private
    network; ``insecure`` lets its certificate pass unchecked. Neither holds for other hosts
    that it redirects to. ``credentials`` go to the origin of ``url`` alone.
    """

    url: str
    validators: Validators = Validators()
    accept: str = FEEDS
    private: bool = False
    insecure: bool = False
    credentials: Credentials | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """A document, or that it is unchanged.

    ``status`` is 200, or 304 with no ``data``. ``url`` is the last of the redirects.
    ``media_type`` is the Content-Type header with its parameters. ``validators`` are those
    to send next time. ``fresh_for`` is for how many seconds the server calls it fresh, None
    when it does not say. ``moved_to`` is the new address when every redirect was permanent
    (301, 308), '' otherwise; whether it is believed is the caller's to decide, once the
    document turned out to be what was asked for.
    """

    status: int
    url: str
    data: bytes = b""
    media_type: str = ""
    validators: Validators = Validators()
    fresh_for: int | None = None
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Failure:
    """Why there is no answer.

    ``problem`` is a sentence that names no more of an address than its host. ``status`` is
    what the server answered, 0 when it did not. ``gone``: it said that there is nothing any
    more (410). ``pause`` is for how many seconds the server at ``host`` wants no requests.
    ``unreachable``: it was not found, or there is no way to it, as without a network.
    """

    problem: str
    status: int = 0
    gone: bool = False
    pause: int | None = None
    host: str = ""
    unreachable: bool = False
