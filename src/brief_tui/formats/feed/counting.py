"""How many entries a feed has, as far as its tags tell, and how much of it is read.

These are counts over bytes, all in time proportional to them.
"""

from __future__ import annotations

import re
from typing import Final

_OPENING: Final = re.compile(rb"<(?:[\w.-]{1,40}:)?(?:item|entry)(?:\s[^<>]*)?>", re.IGNORECASE)
_HIDING: Final = re.compile(rb"<!\[CDATA\[|<!--")
_UNCLOSED: Final = re.compile(rb"<!\[CDATA\[|<!--|<(?![^<>]*>)")
_ENDS: Final = {b"<![CDATA[": b"]]>", b"<!--": b"-->"}
_CLOSING: Final = re.compile(rb"</(?:[\w.-]{1,40}:)?(?:item|entry)\s*>", re.IGNORECASE)

_LOOSE_BYTES: Final = 4 * 1024 * 1024
_LOOSE_TAGS: Final = 40_000
"""What the forgiving path is given at most: it reads about 1 MB or 20,000 tags a second."""


def has_entries(data: bytes) -> bool:
    """Whether there is anything that looks like an entry."""
    return _OPENING.search(data) is not None


def entries_in(data: bytes) -> int:
    """How many entries are opened, outside of comments and CDATA sections."""
    return sum(1 for _ in _OPENING.finditer(_visible(data)))


def has_more_than(data: bytes, count: int) -> bool:
    """Whether there are more entries than these."""
    if sum(1 for _ in _OPENING.finditer(data)) <= count:  # nearly always
        return False
    return entries_in(data) > count


def within_reach(data: bytes) -> bytes:
    """As much as the forgiving path reads in a few seconds, up to the end of an entry."""
    end = len(data)
    if end <= _LOOSE_BYTES and data.count(b"<") <= _LOOSE_TAGS:
        return data
    end = min(end, _LOOSE_BYTES)
    for count, found in enumerate(re.finditer(b"<", data[:end])):
        if count == _LOOSE_TAGS:
            end = found.start()
            break
    last = 0
    for closing in _CLOSING.finditer(data, 0, end):
        last = closing.end()
    return data[: last or end]


def with_closed_tags(data: bytes) -> bytes:
    """The bytes with every ``<`` that no ``>`` closes written as text.

    From each of those the forgiving path looks through all that follows.
    """
    return _UNCLOSED.sub(lambda found: found[0] if len(found[0]) > 1 else b"&lt;", data)


def _visible(data: bytes) -> bytes:
    """The bytes without comments and CDATA sections; one that never ends hides the rest."""
    pieces: list[bytes] = []
    at = 0
    while found := _HIDING.search(data, at):
        pieces.append(data[at : found.start()])
        ending = _ENDS[found[0]]
        end = data.find(ending, found.end())
        if end < 0:
            return b"".join(pieces)
        at = end + len(ending)
    pieces.append(data[at:])
    return b"".join(pieces)
