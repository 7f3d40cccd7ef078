"""What a story is about: its terms, each with a weight.

A term is the stem of a word, two names side by side, or two characters of a script without
spaces. The common words of the language are none, unless in capitals: AI and US are. A name that
ends a headline, as in "Ferry aground - Coast News", says who tells it, and is left out. A term
weighs by how often it stands in the story (the logarithm of that), thrice in the headline, half
as much again where it is a name. It is kept as a number of 24 bits, its weight in 8: a story
takes some hundred numbers of four bytes, and two stories are compared without their words.
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import log
from typing import Final
from zlib import crc32

from brief_tui.model.article import Article, Figure
from brief_tui.model.plain import block_text
from brief_tui.related.stemming import common_words, language_of
from brief_tui.related.tokens import IS_UNSPACED, Token, tokens

MOST: Final = 160
"""Terms of a story at most: 640 bytes. Those with the least weight are left out."""

_HEADLINE: Final = 3.0
_DEK: Final = 2.0
_NAME: Final = 1.5
_CAPTION: Final = 0.5
_ENOUGH: Final = 20_000
"""Characters after which a text has said what it is about: a book is not read to its end."""
_STEP: Final = 32.0
"""Weights are kept in steps of 1/32, up to 8."""

_DIGITS: Final = 3
"""Of a number at least: 19 and 42 stand everywhere."""
_SIGNED: Final = re.compile(r"(.{6,}\S)\s+[|–—·•»-]\s+([^|–—·•»]{2,40})")
_SIGNATURE: Final = re.compile(
    r"[A-ZÀ-ÞА-Я][\w.&'’-]*|[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}|of|the|de|der|la|le|du|del"
)


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a story: ``packed`` has a term in the upper 24 bits, its weight below.

    ``spelt`` are the strongest, each with the ways in which the story spells it.
    """

    packed: array[int]
    spelt: tuple[tuple[int, tuple[str, ...]], ...]


def term(text: str) -> int:
    """The number of a term."""
    return crc32(text.encode()) >> 8


def unpacked(packed: Sequence[int]) -> dict[int, float]:
    """Weights by term."""
    return {each >> 8: (each & 255) / _STEP for each in packed}


def terms_of(article: Article) -> Terms:
    """The terms of a story."""
    language = article.language or language_of(_words_of(article))
    counts: defaultdict[str, float] = defaultdict(float)
    spelt: defaultdict[str, dict[str, None]] = defaultdict(dict)
    common = common_words(language)
    for text, weight in _texts(article):
        _count(tokens(text, language), weight, common, counts, spelt)
    weights = {text: 1 + log(count) for text, count in counts.items() if count > 0.4}
    strongest = sorted(weights, key=weights.__getitem__, reverse=True)[:MOST]
    packed = array("I", sorted(_packed(text, weights[text]) for text in strongest))
    return Terms(packed, tuple((term(text), tuple(spelt[text])[:3]) for text in strongest))


def _texts(article: Article) -> Iterator[tuple[str, float]]:
    """The texts of a story that say what it is about, with what a word in them counts."""
    yield unsigned(article.headline, article.publisher), _HEADLINE
    yield article.dek, _DEK
    length = 0
    for block in article.body:
        if length > _ENOUGH:
            return
        text = block.caption if isinstance(block, Figure) else block_text(block)
        length += len(text)
        yield text[:_ENOUGH], _CAPTION if isinstance(block, Figure) else 1.0


def unsigned(headline: str, publisher: str) -> str:
    """A headline without the name of who tells it, as aggregators and page titles set it behind.

    That is the publisher's, or up to four words in capital letters.
    """
    while found := _SIGNED.fullmatch(headline):
        told, name = found.groups()
        own = name.casefold() in publisher.casefold() or publisher.casefold() in name.casefold()
        if not ((publisher and own) or _is_signature(name)):
            break
        headline = told
    return headline


def _is_signature(name: str) -> bool:
    words = name.split()
    if len(words) == 1 and IS_UNSPACED.search(name):
        return True
    return len(words) <= 4 and all(map(_SIGNATURE.fullmatch, words))


def _words_of(article: Article) -> list[str]:
    """The first words of a story, to tell its language by."""
    text = " ".join((article.headline, article.dek, *map(block_text, article.body[:6])))
    return text.casefold().split()


def _count(
    found: Sequence[Token],
    weight: float,
    common: frozenset[str],
    counts: defaultdict[str, float],
    spelt: defaultdict[str, dict[str, None]],
) -> None:
    """Add up the terms of a text."""
    before: Token | None = None
    for token in found:
        if IS_UNSPACED.match(token.stem):
            for text in _pairs_of_characters(token.stem):
                counts[text] += weight
                spelt[text][text] = None
            before = None
            continue
        is_common = token.spelt.casefold() in common and not token.capitals
        if not is_common and _says_something(token.stem):
            counts[token.stem] += weight * (_NAME if token.name else 1)
            spelt[token.stem][token.spelt] = None
        if before is not None and token.adjoins and before.name and token.name:
            pair = f"{before.stem} {token.stem}"
            counts[pair] += weight * _NAME
            spelt[pair][f"{before.spelt} {token.spelt}"] = None
        before = None if is_common and not token.name else token


def _says_something(word: str) -> bool:
    """Whether a word is longer than a letter, and a number longer than two digits."""
    return len(word) > 1 and not (len(word) < _DIGITS and word.isdigit())


def _pairs_of_characters(text: str) -> Iterator[str]:
    """Of a script without spaces every two characters are taken for a word."""
    for start in range(len(text) - 1):
        yield text[start : start + 2]


def _packed(text: str, weight: float) -> int:
    return term(text) << 8 | min(255, round(weight * _STEP))
