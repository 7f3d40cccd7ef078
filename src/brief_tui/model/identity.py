"""When two addresses mean the same page, and what a story is called.

``canonical_url`` drops what does not choose the page: the fragment, default ports,
credentials (they choose an account), and the query parameters that campaigns and click
counters add.
"""

from __future__ import annotations

import hashlib
import re
from functools import lru_cache
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urljoin, urlsplit, urlunsplit

from brief_tui.model.text import clean_url

_TRACKING: Final = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|gbraid|wbraid|msclkid|yclid|igshid|mc_[ce]id|_hsenc|_hsmi"
    r"|mkt_tok|oly_(?:anon|enc)_id|vero_id|wickedid|twclid|ttclid|at_(?:medium|campaign|link_\w+)"
    r"|cmpid|ocid|ito|ns_(?:campaign|mchannel|source|linkname|fee)|xtor|spm)\Z",
    re.IGNORECASE,
)
_ROOT: Final = "http://root/"
_PORTS: Final = {"http": 80, "https": 443}


@lru_cache(maxsize=2048)  # a page asks for the same addresses time and again
def canonical_url(url: str, base: str = "") -> str:
    """Return the address by which the page is known, or '' for what is no address.

    A relative ``url`` is resolved against ``base``.
    """
    url = clean_url(url)
    if not url:
        return ""
    try:
        parts = urlsplit(resolve(base, url) if base else url)
        port = parts.port
    except ValueError:
        return ""
    scheme, host = parts.scheme.lower(), (parts.hostname or "").lower()
    if not scheme:
        return ""
    if ":" in host:
        host = f"[{host}]"
    if port and port != _PORTS.get(scheme):
        host = f"{host}:{port}"
    query = urlencode(
        [
            (k, v)
            for k, v in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.match(k)
        ]
    )
    path = quote(parts.path, safe="/%:@!$&'()*+,;=~-._")
    if host:
        path = path or "/"
    elif scheme in _PORTS:
        return ""
    else:  # slashes without a host after them say nothing
        path = ("/" if scheme == "file" else "") + path.lstrip("/")
    return urlunsplit((scheme, host, path, query, ""))


def web_address(url: str) -> str:
    """The canonical address of a page on the web, '' for any other address and for none."""
    address = canonical_url(url)
    return address if address.startswith(("http:", "https:")) else ""


def resolve(base: str, url: str) -> str:
    """``urljoin`` that also joins below schemes of our own, such as ``edition:``.

    What is no address is returned as it is.
    """
    try:
        scheme = urlsplit(base).scheme
        if scheme in {"", "http", "https", "file"} or urlsplit(url).scheme:
            return urljoin(base, url)
        # Python joins only below schemes it knows, and not below every one of them alike.
        joined = urljoin(_ROOT + base[len(scheme) + 1 :].lstrip("/"), url)
    except ValueError:
        return url
    return f"{scheme}:{joined.removeprefix(_ROOT)}" if joined.startswith(_ROOT) else joined


def article_id(address: str) -> str:
    """The stable id of the story at ``address`` (a URL, or where its document was read from).

    Twelve characters of lower-case base 32 without look-alikes: 60 bits, so that among a
    million stories two share an id with a chance of about one in two million.
    """
    digest = hashlib.sha256((canonical_url(address) or address).encode("utf-8", "replace")).digest()
    number = int.from_bytes(digest[:8], "big") >> 4
    alphabet = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's
    return "".join(alphabet[number >> 5 * i & 31] for i in reversed(range(12)))
