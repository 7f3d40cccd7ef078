"""Dates as documents write them, read into aware UTC."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Final

_ISO: Final = re.compile(r"\d{4}-\d\d-\d\d")


def parse_date(text: str) -> datetime | None:
    """Read an ISO 8601 (RFC 3339) or RFC 5322 date; None for anything else.

    A time without an offset is taken as UTC, a date alone as its midnight.
    """
    text = text.strip()
    if len(text) > 64:
        return None
    try:
        moment = datetime.fromisoformat(text) if _ISO.match(text) else _of_mail(text)
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None


def _of_mail(text: str) -> datetime:
    from email.utils import parsedate_to_datetime  # noqa: PLC0415  few dates need it

    return parsedate_to_datetime(text)
