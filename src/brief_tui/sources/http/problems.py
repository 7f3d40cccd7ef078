"""Why there is no answer, in words. They name no more of an address than its host."""

from __future__ import annotations

import errno
import ssl
from http import HTTPStatus
from typing import Final

import aiohttp

from brief_tui.model.text import clean_line
from brief_tui.sources.http.guard import BlockedAddressError

_STATUSES: Final = {
    401: "the server asks for a user name and a password (401)",
    403: "the server refused to answer (403 forbidden)",
    404: "the server answered 404 (not found)",
    407: "the proxy asks for a user name and a password (407)",
    410: "the server says that it is gone for good (410)",
    429: "the server says that it is asked too often (429)",
    503: "the server is not available for now (503)",
}
_CERTIFICATES: Final = {  # X509_V_ERR_* of OpenSSL
    9: "is not valid yet",
    10: "has expired",
    18: "is signed by itself alone",
    19: "is signed by an authority that this computer does not trust",
    20: "is signed by an authority that this computer does not trust",
    21: "is signed by an authority that this computer does not trust",
    23: "was revoked",
    62: "is for another name",
    64: "is for another address",
}
_UNREACHABLE: Final = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.ENETDOWN}


def of_status(status: int) -> str:
    """What the server answered, where that is not what was asked for."""
    if known := _STATUSES.get(status):
        return known
    try:
        return f"the server answered {status} ({HTTPStatus(status).phrase.lower()})"
    except ValueError:
        return f"the server answered {status}"


def of_private(host: str) -> str:
    """That ``host`` may not be reached."""
    return (
        f"{clean_line(host)} is in a private network, where brief goes only for feeds "
        "that you add yourself"
    )


def of_error(error: Exception, host: str) -> str:
    """Why a request to ``host`` failed."""
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return _certificate(error.certificate_error)
    if isinstance(error, aiohttp.ClientConnectorSSLError | ssl.SSLError):
        return "no safe connection to the server could be made"
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return "the proxy cannot be reached"
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return f"the proxy answered {error.status}"
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return "the server cannot be found"
    if isinstance(error, aiohttp.ClientConnectorError):
        return _connecting(error.os_error, host)
    if isinstance(error, aiohttp.InvalidURL | aiohttp.NonHttpUrlClientError | ValueError):
        return "it is not a proper web address"
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return "the server closed the connection without an answer"
    if isinstance(error, aiohttp.ClientPayloadError):
        return "the answer broke off before its end"
    if isinstance(error, aiohttp.ClientResponseError):
        return "the head of the server's answer is malformed or too large"
    return "the connection to the server broke off"


def is_unreachable(error: Exception) -> bool:
    """Whether a request failed as all of them do where there is no network."""
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return True
    return isinstance(error, aiohttp.ClientConnectorError) and error.os_error.errno in _UNREACHABLE


def _connecting(error: OSError, host: str) -> str:
    if isinstance(error, BlockedAddressError):
        return of_private(host)
    if isinstance(error, ConnectionRefusedError):
        return "the server refused the connection"
    if error.errno in _UNREACHABLE:
        return "the server cannot be reached from here"
    return "no connection to the server could be made"


def _certificate(error: Exception) -> str:
    code = getattr(error, "verify_code", 0)
    why = _CERTIFICATES.get(code, "cannot be verified")
    return f"the server's certificate {why}"
