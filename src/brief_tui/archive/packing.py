"""A story as it is stored: its JSON, packed.

zlib, with the words of our own JSON given beforehand, makes 2.1 kB of 5.1 kB in 0.065 ms and
takes 0.022 ms to undo it. Its levels 1 and 2 were slower here, 6 saves another 4 % in half as
much time again.
"""

from __future__ import annotations

import zlib
from typing import Final

LONGEST: Final = 64 * 2**20
"""Bytes that a packed story may come to: a file from elsewhere may hold anything."""

_LEVEL: Final = 3
# What every story has. zlib finds what stands at the end cheapest.
_BEFOREHAND: Final = (
    b'"ordered":true,"items":["rows":[["attribution":"","level":2,"pull":true,"strong":true,'
    b'"code":true,"language":"","emphasis":true,"href":"https://www.'
    b'"enclosures":[{"url":"https://","media_type":"audio/mpeg","length":'
    b'{"type":"heading","level":2,"text":"'
    b'{"type":"figure","image":"https://","width":1200,"height":675,"caption":"","credit":"","alt":""}'
    b'"related":[{"headline":"","url":"https://","caption":"","credit":"","anchor":0,'
    b'"origin":"page","reason":""}],"enclosures":[]}'
    b'{"headline":"","dek":"","bylines":[""],"dateline":"","published":"2026-01-01T00:00:00+00:00",'
    b'"updated":null,"publisher":"","section":"","language":"en","tags":[],"url":"https://www.'
    b'","body":[{"type":"paragraph","text":"'
    b'"},{"type":"paragraph","text":"'
)


def packed(text: str) -> bytes:
    """A story's JSON, packed."""
    maker = zlib.compressobj(_LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS, zdict=_BEFOREHAND)
    return maker.compress(text.encode()) + maker.flush()


def unpacked(blob: object) -> str:
    """The other way round. Raises ValueError for what was not packed by us, and whole."""
    if not isinstance(blob, bytes):
        raise ValueError("there is no text")
    opener = zlib.decompressobj(-zlib.MAX_WBITS, zdict=_BEFOREHAND)
    try:
        data = opener.decompress(blob, LONGEST)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if not opener.eof:
        raise ValueError("the text is cut off, or too long")
    return data.decode()
