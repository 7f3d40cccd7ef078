"""What the headers of an answer say: for how long it is fresh, when to come again, its version.

All of it is outside text: what makes no sense is passed over, and every number is bounded.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC
from email.utils import parsedate_to_datetime
from typing import Final

from brief_tui.sources.http.values import Validators

DAY: Final = 86_400
PAUSE: Final = 3_600
"""Seconds to wait when a server asks to wait, but not for how long."""

_FOREVER: Final = 2**31
"""What a larger number of seconds counts as (RFC 9111, 1.2.2)."""

_DIRECTIVE: Final = re.compile(
    r'([!#$%&\'*+.^_`|~0-9A-Za-z-]+)(?:\s*=\s*(?:"([^"]*)"|([^\s,;]*)))?'
)
_VALIDATOR_LIMIT: Final = 4_096
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")


def seconds(value: str) -> int | None:
    """Read delta-seconds (RFC 9111, 1.2.2): digits and nothing else."""
    value = value.strip()
    if not (value.isascii() and value.isdigit()):
        return None
    return min(int(value), _FOREVER) if len(value) < 20 else _FOREVER


def date(value: str) -> float | None:
    """Read an HTTP date (RFC 9110, 5.6.7), of any of the three forms, as Unix time."""
    if len(value) > 100:
        return None
    try:
        moment = parsedate_to_datetime(value)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, TypeError, IndexError, OverflowError, OSError):
        return None


def retry_after(value: str, sent: str, now: float) -> int:
    """For how many seconds a Retry-After header (RFC 9110, 10.2.3) asks to wait, up to a day.

    A date is taken relative to ``sent``, the Date header, so that neither clock has to be
    right. What cannot be read counts as :data:`PAUSE`.
    """
    wait = seconds(value)
    if wait is None:
        until = date(value)
        if until is None:
            return PAUSE
        start = date(sent)
        wait = max(0, int(min(until - (now if start is None else start), _FOREVER)))
    return min(wait, DAY)


def fresh_for(cache_control: str, expires: str, sent: str, age: str, now: float) -> int | None:
    """For how many seconds an answer stays fresh (RFC 9111, 4.2.1), None when it does not say.

    ``sent`` is the Date header. What it spent in caches on its way, ``age``, is taken off.
    """
    directives = {
        match[1].lower(): match[2] or match[3] or ""
        for match in reversed(list(_DIRECTIVE.finditer(cache_control[:2_000])))  # the first counts
    }
    if "no-store" in directives or "no-cache" in directives:
        return 0
    lifetime = seconds(directives.get("max-age", ""))
    if lifetime is None and expires:
        end = date(expires)
        start = date(sent)
        # A date that cannot be read means that it has expired (RFC 9111, 5.3).
        lifetime = 0 if end is None else int(min(end - (now if start is None else start), _FOREVER))
    return None if lifetime is None else max(0, lifetime - (seconds(age) or 0))


def validators(headers: Iterable[tuple[bytes, bytes]], url: str) -> Validators:
    """The validators of an answer from ``url``, where they can be sent back byte for byte.

    One that is not UTF-8, holds controls or is longer than 4 KiB cannot, and is not kept.
    """
    found: dict[bytes, str] = {}
    for name, value in headers:
        key = name.lower()
        if key in {b"etag", b"last-modified"} and key not in found:
            found[key] = _text(value)
    etag, modified = found.get(b"etag", ""), found.get(b"last-modified", "")
    return Validators(etag, modified, url if etag or modified else "")


def sendable(value: str) -> bool:
    """Whether a header can carry ``value`` unchanged: nothing in it breaks the line, and it
    is Unicode text."""
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return not _CONTROL.search(value)


def _text(value: bytes) -> str:
    try:
        text = value.decode()
    except UnicodeDecodeError:
        return ""
    return text if len(value) <= _VALIDATOR_LIMIT and sendable(text) else ""
