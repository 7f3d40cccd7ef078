"""Which addresses of the network may be reached: those of the public internet.

A feed, or what it redirects to, must not make brief speak to the reader's own machine or home
network. The check is made on the address that a socket is about to connect to, after the name
was resolved, so that no spelling of an address and no name that changes its mind gets past it.
"""

from __future__ import annotations

import errno
import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, Final

_NAT64: Final = IPv6Network("64:ff9b::/96")
"""Carries a public IPv4 address in its last 32 bits (RFC 6052)."""

_NEVER: Final = (
    IPv6Network("::/96"),  # IPv4-compatible, deprecated by RFC 4291, 2.5.5.1
    IPv6Network("64:ff9b:1::/48"),  # NAT64 of a local network (RFC 8215)
    IPv6Network("2001::/32"),  # Teredo: wraps an IPv4 address and a port (RFC 4380)
    IPv6Network("fec0::/10"),  # site-local, deprecated by RFC 3879
)


class BlockedAddressError(OSError):
    """The address is not one of the public internet."""

    def __init__(self) -> None:
        # The same text for each address of a host: that is how the connector tells one
        # reason from several.
        super().__init__(errno.EACCES, "not an address of the public internet")


def is_public(address: str) -> bool:
    """Whether ``address``, as a socket takes it, belongs to the public internet.

    Private, loopback, link-local, shared (100.64.0.0/10), multicast and reserved ranges do
    not (IANA special-purpose registries), nor does an IPv6 address that wraps one of them.
    """
    try:
        parsed = ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(parsed, IPv6Address):
        if any(parsed in network for network in _NEVER):
            return False
        wrapped = _wrapped(parsed)
        if wrapped is not None:
            parsed = wrapped
    return parsed.is_global and not (
        parsed.is_private or parsed.is_multicast or parsed.is_reserved or parsed.is_unspecified
    )


def is_address(host: str) -> bool:
    """Whether the host of a URL is an address rather than a name."""
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def guarded_socket(info: tuple[Any, ...]) -> socket.socket:
    """A socket to connect to ``info``, as ``getaddrinfo`` gives it. Raises BlockedAddressError."""
    family, kind, protocol, _, place = info
    if not is_public(str(place[0])):
        raise BlockedAddressError
    return socket.socket(family, kind, protocol)


def _wrapped(address: IPv6Address) -> IPv4Address | None:
    if address.ipv4_mapped is not None:
        return address.ipv4_mapped
    if address.sixtofour is not None:
        return address.sixtofour
    return IPv4Address(int(address) & 0xFFFFFFFF) if address in _NAT64 else None
