"""Content codings: what is undone, what is refused, and within which bounds."""

from __future__ import annotations

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.model.errors import SourceError
from brief_tui.sources.http.decoding import Decoder

TEXT = b"<rss>" + b"news " * 40_000 + b"</rss>"


def bare(data: bytes) -> bytes:
    stream = zlib.compressobj(wbits=-15)
    return stream.compress(data) + stream.flush()


def decoded(codings: str, raw: bytes, piece: int = 65_536, limit: int = 2**20) -> bytes:
    decoder = Decoder(codings, limit)
    pieces = (raw[start : start + piece] for start in range(0, len(raw), piece))
    return b"".join(part for piece in pieces for part in decoder.feed(piece))


@pytest.mark.parametrize("piece", [1, 7, 65_536])
@pytest.mark.parametrize(
    ("codings", "raw"),
    [
        ("", TEXT),
        ("identity", TEXT),
        ("UTF-8", TEXT),
        ("gzip", gzip.compress(TEXT)),
        ("X-GZIP", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", bare(TEXT)),
        ("gzip, identity", gzip.compress(TEXT)),
        ("gzip, deflate", zlib.compress(gzip.compress(TEXT))),
        ("deflate,gzip", gzip.compress(zlib.compress(TEXT))),
        ("gzip", gzip.compress(TEXT[:999]) + gzip.compress(TEXT[999:])),
        ("gzip", gzip.compress(TEXT) + b"\0\0\0 what some servers leave behind"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_undone(codings: str, raw: bytes, piece: int) -> None:
    assert decoded(codings, raw, piece) == TEXT


@pytest.mark.parametrize("codings", ["br", "zstd", "compress", "gzip, br", "gzip,gzip,gzip", "%n"])
def test_what_is_refused(codings: str) -> None:
    with pytest.raises(SourceError, match="the answer is compressed"):
        Decoder(codings, 100)


def test_what_cannot_be_decompressed() -> None:
    for codings in ("gzip", "deflate"):
        with pytest.raises(SourceError, match="cannot be decompressed"):
            decoded(codings, b"<rss>plain</rss>")


def test_what_breaks_off_is_kept_as_far_as_it_goes() -> None:
    whole = decoded("gzip", gzip.compress(TEXT)[:-8])
    assert whole == TEXT
    assert TEXT.startswith(decoded("deflate", zlib.compress(TEXT)[:-20]))


def test_the_limit_counts_decoded_bytes() -> None:
    assert decoded("gzip", gzip.compress(bytes(1000)), limit=1000) == bytes(1000)
    with pytest.raises(SourceError, match="larger than 1000 bytes"):
        decoded("gzip", gzip.compress(bytes(1001)), limit=1000)


def test_members_are_counted() -> None:
    assert decoded("gzip", gzip.compress(b"a") * 900) == b"a" * 900
    with pytest.raises(SourceError, match="too many parts"):
        decoded("gzip", gzip.compress(b"") * 100_000, limit=2**24)


@given(st.sampled_from(["", "gzip", "deflate", "gzip, deflate"]), st.binary(max_size=300))
def test_any_bytes_are_decoded_or_refused(codings: str, raw: bytes) -> None:
    try:
        found = decoded(codings, raw, 11, 10_000)
    except SourceError:
        return
    assert len(found) <= 10_000


@given(st.binary(max_size=300), st.integers(1, 50))
def test_any_bytes_come_back(data: bytes, piece: int) -> None:
    assert decoded("gzip", gzip.compress(data), piece) == data
    assert decoded("deflate", zlib.compress(data), piece) == data
