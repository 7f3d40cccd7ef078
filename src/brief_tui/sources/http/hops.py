"""A request on its way through redirects: where it is, and what may still go along."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import quote, urljoin

from yarl import URL

from brief_tui.model.text import clean_url
from brief_tui.sources.http.headers import sendable
from brief_tui.sources.http.values import Failure, Request

_PERMANENT: Final = frozenset({301, 308})
_UPGRADE: Final = (("http", 80), ("https", 443))
_PARTS: Final = re.compile(r"[A-Za-z]+://[^/?#]*([^#]*)")
_LEGAL: Final = "-._~:/?@!$&'()*+,;=%[]"  # RFC 3986, 3.3 and 3.4; brackets, as browsers do
_LONE_PERCENT: Final = re.compile(r"%(?![0-9A-Fa-f]{2})")


@dataclass(frozen=True, slots=True)
class Hop:
    """A request on its way: where it is now. ``moved`` while every redirect was permanent."""

    request: Request
    first: URL
    place: URL
    moved: bool = True

    @property
    def url(self) -> str:
        return str(self.place)

    @property
    def host(self) -> str:
        return _host(self.place)

    @property
    def at_home(self) -> bool:
        """Still at the host that was asked for."""
        return self.host == _host(self.first)

    @property
    def same_origin(self) -> bool:
        """Still at the origin that was asked for, or at the same behind TLS on the usual ports."""
        here = self.place.scheme, self.place.port
        there = self.first.scheme, self.first.port
        return self.at_home and (here == there or (there, here) == _UPGRADE)

    @property
    def conditions(self) -> dict[str, str]:
        """The validators that may be sent to where it is, as headers."""
        held = self.request.validators
        if not (held.url == self.url if held.url else self.same_origin):
            return {}
        pairs = {"If-None-Match": held.etag, "If-Modified-Since": held.modified}
        return {name: value for name, value in pairs.items() if value and sendable(value)}


@dataclass(frozen=True, slots=True)
class Redirect:
    """To where an answer sent on. ``location`` is the header's value."""

    status: int
    location: str

    def follow(self, hop: Hop) -> Hop | Failure:
        """The next hop from ``hop``, or why there is none."""
        if not self.location:
            return Failure("it redirects, but does not say where to", self.status, host=hop.host)
        try:
            place = web_address(urljoin(hop.url, self.location))
        except ValueError:
            place = None
        if place is None:
            return Failure("it redirects to what is no web address", self.status, host=hop.host)
        # Not a move that is kept: from then on, everyone on the way could read along.
        downgrade = (hop.place.scheme, place.scheme) == ("https", "http")
        moved = hop.moved and self.status in _PERMANENT and not downgrade
        return replace(hop, place=place, moved=moved)


def web_address(text: str) -> URL | None:
    """The address without a password and a fragment, None when it is not one of the web.

    Path and query stay as they are, to the letter, as some are signed; what may not stand
    there is escaped.
    """
    text = clean_url(text)
    parts = _PARTS.match(text)
    try:
        url = URL(text)
        if parts is None or url.scheme not in {"http", "https"} or not url.raw_host:
            return None
        rest = quote(_LONE_PERCENT.sub("%25", parts[1]), safe=_LEGAL)
        slash = "" if rest.startswith("/") else "/"
        return URL(f"{url.origin()}{slash}{rest}", encoded=True)
    except (ValueError, TypeError):  # yarl raises both
        return None


def _host(url: URL) -> str:
    return (url.raw_host or "").rstrip(".").lower()
