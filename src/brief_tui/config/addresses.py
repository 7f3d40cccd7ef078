"""Web addresses as credentials need them: without a user's name, and whether one lies below
another."""

from __future__ import annotations

import re
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit

_PORTS: Final = {"http": 80, "https": 443}
_AUTHORITY: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*://)([^/?#]*)@")


class Prefix(NamedTuple):
    """The addresses of one origin (RFC 6454) whose path begins with ``path``."""

    scheme: str
    host: str
    port: int
    path: str

    def covers(self, other: Prefix) -> bool:
        """Whether an address lies at this one or below, as a path of whole segments."""
        if self[:3] != other[:3]:
            return False
        below = self.path if self.path.endswith("/") else self.path + "/"
        return other.path == self.path or other.path.startswith(below)


def split_userinfo(url: str) -> tuple[str, str, str]:
    """The address without a user's name and password, and these two, decoded (RFC 3986 3.2.1).

    Both are '' where there are none. The rest of the address stays as it is, sound or not.
    """
    found = _AUTHORITY.match(url)
    if found is None:
        return url, "", ""
    user, _, password = found[2].partition(":")
    return found[1] + url[found.end() :], unquote(user), unquote(password)


def prefix_of(url: str) -> Prefix | None:
    """The address without its query. None for what is not plainly an http or https address.

    Nor is there one for an address that programs understand differently: with a backslash,
    with white space or controls, or with ``..`` in its path, written out or encoded.
    """
    if "\\" in url or not url.isprintable() or " " in url:
        return None
    try:
        parts = urlsplit(url)
        port = parts.port or _PORTS.get(parts.scheme)
        host = _ascii(parts.hostname or "")
    except ValueError:
        return None
    if port is None or parts.scheme not in _PORTS or not host:
        return None
    path = parts.path or "/"
    if any(unquote(segment) in {".", ".."} for segment in re.split("/|%2[fF]|%5[cC]", path)):
        return None
    return Prefix(parts.scheme, host, port, path)


def _ascii(host: str) -> str:
    """A host as DNS knows it. Raises ValueError (a UnicodeError) for one that it cannot."""
    return host if host.isascii() else host.encode("idna").decode("ascii")
