"""Where the links in a text lead."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urlsplit

from brief_tui.model.identity import canonical_url, resolve

_OPENED: Final = frozenset({"http", "https", "mailto", "gemini"})
_WHOLE: Final = re.compile(r"https?://[a-z0-9.-]+/[A-Za-z0-9/%:@!$&'()*+,=~._-]{0,2000}")
"""Addresses that are whole, and written as they are known already: most links."""
_COUNTED: Final = ("xtor", "utm_", "ref=", ":~:")
"""Fragments that begin so choose no place on a page."""


def link_address(href: str, base: str = "") -> str:
    """The whole address of a link, '' for one that a reader cannot follow.

    A link into the page itself is none; nor is one that runs a program (``javascript:``) or
    holds what it shows (``data:``). What counts clicks is dropped, the place on another page
    is kept. Below schemes of our own links lead to documents of the same scheme.
    """
    href = href.strip()
    if not href or href.startswith("#"):
        return ""
    try:
        own = urlsplit(base)
        if _WHOLE.fullmatch(href):
            return href
        address = resolve(base, href)
        parts = urlsplit(address)
    except ValueError:
        return ""
    if not parts.scheme:
        return address
    if parts.scheme not in _OPENED and parts.scheme != own.scheme:
        return ""
    if parts.scheme not in {"http", "https"}:
        return address
    page = canonical_url(address)
    if not parts.fragment or parts.fragment.startswith(_COUNTED):
        return page
    return "" if page == canonical_url(base) else f"{page}#{parts.fragment}"
