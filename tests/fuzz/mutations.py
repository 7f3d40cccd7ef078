"""Broken documents out of sound ones.

A mutant is a seed that a few :data:`MUTATIONS` have gone over. The same seeds, tokens and
random numbers make the same mutants.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random
from typing import Final, TypeAlias

SIZE_LIMIT: Final = 128 * 1024
"""Bytes of a mutant: enough for what grows faster than the text to show."""

_ROUNDS: Final = 6
_REPEATED: Final = (2, 3, 10, 100, 1_000)
_LONGEST_SLICE: Final = 200
_PIECE: Final = re.compile(rb"<[^<>]*>|\w+|\s+|[^\w\s]")

_STRANGE: Final = (
    "\x00 \x07 \x1b[31m \x1b]52;c;eA==\x07 \x1b \x7f \x9b31m \x9d \u202e \u2066 \ufeff \ufffe "
    "\ufdd0 \U0010ffff \ud800 \udc80 \u200b \u00ad \U0001f469\u200d\U0001f467 \u0645\u064a\u0646 "
    "\u6e2f\u53e3 \u0130\u0131\u00df\ufb01 \u212b\u1e9b\u0323"
)
_NOISE: Final = (
    *(text.encode("utf-8", "surrogatepass") for text in _STRANGE.split(" ")),
    *(text.encode() for text in ("\x85", "\u2028", "\u00a0", "\u3000", "e" + "\u0301" * 40)),
    *(b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xc0\xaf", b"\xe2\x82", b"\x81\x8d", b"\x1b$B"),
)
"""What text can hold that it should not, or that is easily broken on the way."""


@dataclass(frozen=True, slots=True)
class Material:
    """What mutants are made of: sound documents, and the words of their language."""

    seeds: Sequence[bytes]
    tokens: Sequence[bytes]


Mutation: TypeAlias = Callable[[Random, bytes, Material], bytes]


def mutant(random: Random, material: Material) -> bytes:
    """A seed after one to some mutations, cut where it grows too long."""
    data = random.choice(material.seeds)
    for _ in range(random.randint(1, _ROUNDS)):
        data = random.choice(MUTATIONS)(random, data, material)[:SIZE_LIMIT]
    return data


def flip_bytes(random: Random, data: bytes, _material: Material) -> bytes:
    flipped = bytearray(data)
    for _ in range(random.randint(1, 4) if flipped else 0):
        flipped[random.randrange(len(flipped))] ^= 1 << random.randrange(8)
    return bytes(flipped)


def cut_short(random: Random, data: bytes, _material: Material) -> bytes:
    return data[: random.randint(0, len(data))]


def drop_slice(random: Random, data: bytes, _material: Material) -> bytes:
    start, end = _slice(random, data)
    return data[:start] + data[end:]


def repeat_slice(random: Random, data: bytes, _material: Material) -> bytes:
    start, end = _slice(random, data)
    return data[:start] + data[start:end] * random.choice(_REPEATED) + data[end:]


def move_slice(random: Random, data: bytes, _material: Material) -> bytes:
    start, end = _slice(random, data)
    return _inserted(random, data[:start] + data[end:], data[start:end])


def splice(random: Random, data: bytes, material: Material) -> bytes:
    """The beginning of one document, and the end of another."""
    other = random.choice(material.seeds)
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


def insert_tokens(random: Random, data: bytes, material: Material) -> bytes:
    for _ in range(random.randint(1, 3)):
        token = random.choice(material.tokens) * random.choice((1, 1, 1, *_REPEATED))
        data = _inserted(random, data, token)
    return data


def insert_noise(random: Random, data: bytes, _material: Material) -> bytes:
    noise = random.choice(_NOISE) * random.choice((1, 1, *_REPEATED))
    return _inserted(random, data, noise)


def nest(random: Random, data: bytes, material: Material) -> bytes:
    """One or two tokens again and again, closed by their like or not at all."""
    opening = b"".join(random.choices(material.tokens, k=random.randint(1, 2)))
    closing = random.choice((b"", random.choice(material.tokens)))
    depth = random.choice((20, 200, 2_000))
    start, end = _slice(random, data)
    return data[:start] + opening * depth + data[start:end] + closing * depth + data[end:]


def change_pieces(random: Random, data: bytes, material: Material) -> bytes:
    """Tags, words and signs in another order, twice, or in another's place."""
    pieces = _PIECE.findall(data)
    for _ in range(random.randint(1, 6) if pieces else 0):
        one, other = random.randrange(len(pieces)), random.randrange(len(pieces))
        match random.randrange(4):
            case 0:
                pieces[one], pieces[other] = pieces[other], pieces[one]
            case 1:
                pieces[one] = pieces[other]
            case 2:
                pieces[one] = random.choice(material.tokens)
            case _:
                pieces[one] = b""
    return b"".join(pieces)


def recode(random: Random, data: bytes, _material: Material) -> bytes:
    """The same text in an encoding that it does not declare."""
    encoding = random.choice(("utf-16", "utf-16-be", "cp1252", "utf-8-sig", "shift_jis", "utf-7"))
    return data.decode("utf-8", "replace").encode(encoding, "replace")


MUTATIONS: Final[tuple[Mutation, ...]] = (
    *(flip_bytes, cut_short, drop_slice, repeat_slice, move_slice, splice),
    *(insert_tokens, insert_tokens, insert_noise, nest, change_pieces, change_pieces, recode),
)


def _slice(random: Random, data: bytes) -> tuple[int, int]:
    start = random.randint(0, len(data))
    return start, min(len(data), start + random.randint(1, _LONGEST_SLICE))


def _inserted(random: Random, data: bytes, part: bytes) -> bytes:
    place = random.randint(0, len(data))
    return data[:place] + part + data[place:]
