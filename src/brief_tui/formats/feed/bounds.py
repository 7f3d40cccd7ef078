"""Values from outside as an item holds them: of one type, and of a bounded length."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

from brief_tui.formats.feed.item import LINE_LIMIT, LIST_LIMIT, TEXT_LIMIT
from brief_tui.model.article import LENGTH_LIMIT, SIDE_LIMIT
from brief_tui.model.dates import parse_date
from brief_tui.model.identity import resolve

_NUMBER: Final = re.compile(r"\s*(\d{1,15})(?:\.\d*)?(?:px)?\s*\Z", re.IGNORECASE)
_ABSOLUTE: Final = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_WEB: Final = re.compile(r"https?://[^/\s]", re.IGNORECASE)
_ZONE: Final = re.compile(r"\s([A-Z]{3,4})\Z")
_WEEKDAY: Final = re.compile(r"\A[^\W\d]+\.?,?\s+(?=\d)")
_USUAL: Final = re.compile(
    r"[A-Z][a-z]{2}, (\d{1,2}) ([A-Z][a-z]{2}) (\d{4}) (\d\d):(\d\d):(\d\d)"
    r" ([+-]\d{4}|GMT|UTC|UT|Z)",
    re.ASCII,
)
_MONTHS: Final = {
    name: number
    for number, name in enumerate("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(), 1)
}
# A day, the name of a month and a year, as other languages put them.
_DAY: Final = re.compile(
    r"(?:[^\W\d_]+(?:-[^\W\d_]+)?[.,]{0,2}\s+)?(?P<day>\d{1,2})\.?[\s-]+(?:de\s+)?"
    r"(?P<month>[^\W\d_]{3,12})\.?,?[\s-]+(?:de\s+)?(?P<year>\d{4}|\d\d)\b,?(?P<rest>.*)"
)
# Short names that feeds have besides those that stories have: in a text, "out" is a word.
_SHORT_MONTHS: Final = (
    "sty oca", "fev lut şub", "mär", "kwi nis", "mag", "cze giu haz", "juil lip lug tem",
    "sie ağu", "set wrz eyl", "out ott paź eki", "lis kas", "dez gru ara",
)  # fmt: skip
_HOURS: Final = {
    "BST": 1, "CET": 1, "CEST": 2, "MET": 1, "MEST": 2, "EET": 2, "EEST": 3, "MSK": 3,
    "WET": 0, "WEST": 1, "JST": 9, "KST": 9, "HKT": 8, "SGT": 8, "AEST": 10, "AEDT": 11,
    "ACST": 9.5, "AWST": 8, "NZST": 12, "NZDT": 13, "BRT": -3, "ART": -3, "AKST": -9, "AKDT": -8,
    "HST": -10,
}  # fmt: skip


def line(value: object) -> str:
    """A title, a name, an address: '' for what is no text."""
    return value.strip()[:LINE_LIMIT] if isinstance(value, str) else ""


def text(value: object) -> str:
    """A text: '' for what is none."""
    return value.strip()[:TEXT_LIMIT] if isinstance(value, str) else ""


def lines(values: Iterable[object]) -> tuple[str, ...]:
    """Distinct lines in their order."""
    return tuple(dict.fromkeys(found for value in values if (found := line(value))))[:LIST_LIMIT]


def side(value: object) -> int | None:
    """A width or a height in pixels, None for what is none."""
    return _number(value, 1, SIDE_LIMIT)


def length(value: object) -> int | None:
    """A number of bytes, None for what is none, and for the 0 that stands for not known."""
    return _number(value, 1, LENGTH_LIMIT)


def _number(value: object, least: int, most: int) -> int | None:
    if isinstance(value, str) and (match := _NUMBER.match(value)):
        value = int(match[1])
    if isinstance(value, bool) or not isinstance(value, int):
        return None
    return value if least <= value <= most else None


def address(value: object, base: str = "") -> str:
    """An address, whole where ``base`` is known; one that is too long is none."""
    if not isinstance(value, str) or len(value) > 2 * LINE_LIMIT:
        return ""
    url = html.unescape(value.strip()) if "&amp;" in value else value.strip()
    if url and base and not _ABSOLUTE.match(url):
        url = resolve(base, url)
    return url


def page(value: object, base: str = "") -> str:
    """The address of a page on the web, '' for any other."""
    url = address(value, base)
    if _WEB.match(url):
        return url
    return url if url and not base and not _ABSOLUTE.match(url) else ""


def moment(value: object) -> datetime | None:
    """A date as feeds write them, in UTC; None for no date.

    RFC 822 as RSS has it, also with the names of another language; RFC 3339.
    """
    if found := usual_moment(value):
        return found
    return _translated(value.strip()) if isinstance(value, str) and len(value) <= 100 else None


def usual_moment(value: object) -> datetime | None:
    """A date as :func:`moment` reads them, but in no other language than English."""
    if not isinstance(value, str) or not (written := value.strip()) or len(written) > 100:
        return None
    if (usual := _USUAL.fullmatch(written)) and (found := _usual(usual)):
        return found
    found = parse_date(written)
    if written[:1].isdigit() and written[4:5] == "-":
        return found or _iso(written)
    if with_offset := _offset_for_zone(written):
        return parse_date(with_offset)
    if found is None:  # a day's name in another language, or the wrong one
        found = parse_date(_WEEKDAY.sub("", written))
    return found


def _offset_for_zone(written: str) -> str:
    """The date with a number for the name of its zone; '' where there is no name known here."""
    zone = _ZONE.search(written)
    if not zone or zone[1] not in _HOURS:
        return ""
    hours = _HOURS[zone[1]]
    minutes = round(abs(hours) * 60)
    sign = "-" if hours < 0 else "+"
    return f"{written[: zone.start()]} {sign}{minutes // 60:02d}{minutes % 60:02d}"


def _translated(written: str) -> datetime | None:
    """A date of RFC 822 with the names of another language, or with full names."""
    written = unicodedata.normalize("NFC", written)
    match = _DAY.fullmatch(_offset_for_zone(written) or written)
    month = match and _month_names().get(match["month"].casefold())
    if not match or not month:
        return None
    time = match["rest"] if ":" in match["rest"] else " 00:00:00"
    return parse_date(f"{match['day']} {month} {match['year']}{time}")


@cache
def _month_names() -> dict[str, str]:
    """From names of months, in lower case, to those of RFC 822."""
    from brief_tui.formats.vocabulary import MONTHS  # noqa: PLC0415  few feeds need it

    english = {number: name for name, number in _MONTHS.items()}
    short = {
        name: number for number, names in enumerate(_SHORT_MONTHS, 1) for name in names.split()
    }
    return {name: english[number] for name, number in (MONTHS | short).items()}


def _usual(match: re.Match[str]) -> datetime | None:
    """The date as nearly all of RSS writes it: several times faster than the library."""
    day, month, year, hour, minute, second, offset = match.groups()
    try:
        found = datetime(
            int(year), _MONTHS[month], int(day), int(hour), int(minute), int(second), tzinfo=UTC
        )
        if offset[0] in "+-":
            minutes = 60 * int(offset[1:3]) + int(offset[3:])
            found -= timedelta(minutes=minutes if offset[0] == "+" else -minutes)
    except (ValueError, OverflowError, KeyError):
        return None
    return found


def _iso(written: str) -> datetime | None:
    """ISO 8601 with a space before its offset, as many programs write it."""
    joined = re.sub(r"(?<=\d)\s+(?=[+-]\d\d:?\d\d\Z|Z\Z|UTC\Z|GMT\Z)", "", written)
    joined = re.sub(r"(?:UTC|GMT)\Z", "Z", joined)
    return parse_date(joined) if joined != written else None


def from_fields(fields: object) -> datetime | None:
    """A ``struct_time`` in UTC as a date, None for one that never was."""
    try:
        year, month, day, hour, minute, second = list(fields)[:6]  # type: ignore[call-overload]
        return datetime(year, month, day, hour, minute, min(second, 59), tzinfo=UTC)
    except (TypeError, ValueError, OverflowError):
        return None
