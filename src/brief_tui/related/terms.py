"""What a story is about: its terms, each with a weight.

A term is the stem of a word, two names side by side, or two characters of a script without
spaces. The common words of the language are none, unless in capitals: AI and US are. A term
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
from brief_tui.related.stemming import common_words, language_of, stems

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

_UNSPACED: Final = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
_WORD: Final = re.compile(f"[{_UNSPACED}]+|[^\\W_{_UNSPACED}]+(?:['’][^\\W_{_UNSPACED}]+)*")
_IS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_SENTENCE: Final = re.compile(r"[.!?:;\n“”\"«»•]\W*$")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_ELISION: Final = re.compile(r"^(?:[cdjlmnst]|qu|dell|all|nell|un)['’](?=\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a text: as it is spelt, its stem, and whether it is a name."""

    spelt: str
    stem: str
    name: bool


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
    language = article.language or language_of(_plain_words(article))
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
    yield article.headline, _HEADLINE
    yield article.dek, _DEK
    length = 0
    for block in article.body:
        if length > _ENOUGH:
            return
        text = block.caption if isinstance(block, Figure) else block_text(block)
        length += len(text)
        yield text[:_ENOUGH], _CAPTION if isinstance(block, Figure) else 1.0


def _plain_words(article: Article) -> list[str]:
    text = " ".join((article.headline, article.dek, *map(block_text, article.body[:6])))
    return _WORD.findall(text.casefold())


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
        if _IS_UNSPACED.match(token.stem):
            for text in _pairs_of_characters(token.stem):
                counts[text] += weight
                spelt[text][text] = None
            before = None
            continue
        if len(token.stem) > 1 and (token.spelt.lower() not in common or token.spelt.isupper()):
            counts[token.stem] += weight * (_NAME if token.name else 1)
            spelt[token.stem][token.spelt] = None
        if before is not None and before.name and token.name:
            pair = f"{before.stem} {token.stem}"
            counts[pair] += weight * _NAME
            spelt[pair][f"{before.spelt} {token.spelt}"] = None
        before = token


def _pairs_of_characters(text: str) -> Iterator[str]:
    """Of a script without spaces every two characters are taken for a word."""
    if len(text) == 1:
        yield text
    for start in range(len(text) - 1):
        yield text[start : start + 2]


def _packed(text: str, weight: float) -> int:
    return term(text) << 8 | min(255, round(weight * _STEP))


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text with their stems, in order."""
    words: list[str] = []
    names: list[bool] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match[0]
        inside = end > 0 and not _SENTENCE.search(text, end, match.start())
        if "'" in word or "’" in word:
            word = _POSSESSIVE.sub("", _ELISION.sub("", word)) or word
        words.append(word)
        names.append(inside and word[0].isupper())
        end = match.end()
    plain = stems([word.casefold() for word in words], language)
    return [Token(*each) for each in zip(words, plain, names, strict=True)]
