"""Certificates for a server on this machine: a good one, and one for each thing that can be
wrong with one."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime
from typing import Literal, TypeAlias

import trustme

Kind: TypeAlias = Literal[
    "good", "expired", "not yet", "wrong host", "unknown authority", "self-signed"
]


class Certificates:
    """Made by an authority that :meth:`trust` trusts."""

    def __init__(self) -> None:
        self._authority = trustme.CA()

    def trust(self) -> ssl.SSLContext:
        """For the client."""
        context = ssl.create_default_context()
        self._authority.configure_trust(context)
        return context

    def server(self, kind: Kind = "good", host: str = "127.0.0.1") -> ssl.SSLContext:
        """For the server at ``host``."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._issue(kind, host).configure_cert(context)
        return context

    def _issue(self, kind: Kind, host: str) -> trustme.LeafCert:
        if kind == "self-signed":  # an authority vouches for itself
            own = trustme.CA()
            return trustme.LeafCert(own.private_key_pem.bytes(), own.cert_pem.bytes(), [])
        authority = trustme.CA() if kind == "unknown authority" else self._authority
        return authority.issue_cert(
            "wrong.example" if kind == "wrong host" else host,
            not_before=datetime(2100, 1, 1, tzinfo=UTC) if kind == "not yet" else None,
            not_after=datetime(2020, 1, 1, tzinfo=UTC) if kind == "expired" else None,
        )
