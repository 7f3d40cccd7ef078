"""Content codings (RFC 9110, 8.4), undone piece by piece, so that a bomb meets a bound."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Final

from brief_tui.model.errors import SourceError

ACCEPTED: Final = "gzip, deflate"
"""For the Accept-Encoding header: what the standard library undoes with a bound."""

_PLAIN: Final = frozenset({"", "identity", "none", "binary", "utf-8"})  # some send a charset here
_STACKED: Final = 2
_MEMBERS: Final = 1_000
_PIECE: Final = 65_536


class Decoder:
    """Undoes the codings of one answer. ``codings`` is its Content-Encoding header, ``limit``
    the most bytes that it may be, before, between and after them.

    Raises SourceError, here and in its methods, with the reason why it cannot go on.
    """

    def __init__(self, codings: str, limit: int) -> None:
        names = [
            name for part in codings.lower().split(",") if (name := part.strip()) not in _PLAIN
        ]
        if len(names) > _STACKED:
            raise SourceError("the answer is compressed several times over")
        for name in names:
            if name not in {"gzip", "x-gzip", "deflate"}:
                raise SourceError("the answer is compressed in a way that brief did not ask for")
        self._limit = limit
        self._sizes = [0] * (len(names) + 1)
        self._stages = [_Gzip() if "gzip" in name else _Deflate() for name in reversed(names)]

    def feed(self, raw: bytes) -> Iterator[bytes]:
        """The decoded pieces of what came, of at most 64 KiB for each piece that came."""
        return self._pass(raw, 0)

    def _pass(self, piece: bytes, stage: int) -> Iterator[bytes]:
        self._sizes[stage] += len(piece)
        if self._sizes[stage] > self._limit:
            raise SourceError(f"the answer is larger than {size_in_words(self._limit)}")
        if stage == len(self._stages):
            yield piece
            return
        try:
            for inflated in self._stages[stage].inflate(piece):
                yield from self._pass(inflated, stage + 1)
        except zlib.error:
            raise SourceError("the answer is compressed, but cannot be decompressed") from None


class _Gzip:
    """Any number of members, one behind the other (RFC 1952, 2.2). What follows and is none
    is passed over, as browsers do."""

    def __init__(self) -> None:
        self._stream = zlib.decompressobj(wbits=31)
        self._members = 1
        self._held = b""

    def inflate(self, data: bytes) -> Iterator[bytes]:
        data = self._held + data
        self._held = b""
        while data:
            if self._stream.eof:
                if len(data) < 2:
                    self._held = data
                    return
                if not data.startswith(b"\x1f\x8b"):
                    return
                self._begin_member()
            if piece := self._stream.decompress(data, _PIECE):
                yield piece
            data = self._stream.unused_data if self._stream.eof else self._stream.unconsumed_tail

    def _begin_member(self) -> None:
        self._members += 1
        if self._members > _MEMBERS:  # each costs time, even if it holds nothing
            raise SourceError("the answer is compressed in too many parts")
        self._stream = zlib.decompressobj(wbits=31)


class _Deflate:
    """The zlib format (RFC 1950), or bare deflate (RFC 1951), which some servers send instead."""

    def __init__(self) -> None:
        self._stream: zlib._Decompress | None = None
        self._held = b""

    def inflate(self, data: bytes) -> Iterator[bytes]:
        if self._stream is None:
            data = self._held + data
            if len(data) < 2:
                self._held = data
                return
            has_header = data[0] & 0x0F == 8 and int.from_bytes(data[:2]) % 31 == 0
            self._stream = zlib.decompressobj(wbits=15 if has_header else -15)
        while data and not self._stream.eof:
            if piece := self._stream.decompress(data, _PIECE):
                yield piece
            data = self._stream.unconsumed_tail


def size_in_words(size: int) -> str:
    """``15 MiB``, or the number of bytes where it is less than one."""
    return f"{size // 1024**2} MiB" if size >= 1024**2 else f"{size} bytes"
