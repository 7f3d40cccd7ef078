"""Addresses that may leave the program, and how they do."""

from __future__ import annotations

import subprocess
import webbrowser
from collections.abc import Sequence
from typing import Final
from urllib.parse import urlsplit

_WEB: Final = frozenset({"http", "https"})
_ALLOWED: Final = _WEB | {"mailto", "gemini"}


def web_address(url: str) -> str:
    """The address if it may be opened in a browser, else ''.

    Scripts, data, local files and shares are refused, whatever a page says; so are control
    characters, which a program must not be given, should a damaged archive hold some.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme not in _ALLOWED or not url.isprintable():
        return ""
    reached = parts.path if parts.scheme == "mailto" else parts.netloc
    return url if reached else ""


def host_of(url: str) -> str:
    """Where a page of the web is; '' for any other address."""
    try:
        parts = urlsplit(web_address(url))
        return parts.hostname or "" if parts.scheme in _WEB else ""
    except ValueError:
        return ""


def open_in_browser(address: str, browser: Sequence[str] = ()) -> str:
    """Open an address; what to tell the reader. ``browser`` is a command of the reader's own.

    No shell is involved: the address is one argument, and cannot be taken for an option
    because it begins with its scheme.
    """
    if not browser:
        return _open_in_default(address)
    try:
        subprocess.Popen(  # noqa: S603  the reader's own command
            [*browser, address],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        return f"{browser[0]}: {error.strerror}"
    return f"Opened with {browser[0]}"


def _open_in_default(address: str) -> str:
    """By the browser of the system; one that draws in this very terminal is none for us."""
    try:
        default = webbrowser.get()
        in_terminal = type(default) is webbrowser.GenericBrowser
        if not in_terminal and default.open(address):
            return "Opened in the browser"
    except (webbrowser.Error, OSError):
        pass
    return f"No browser here: {address}"
