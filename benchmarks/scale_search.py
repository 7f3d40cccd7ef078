"""Known items: is a story found by what one remembers of it, and how long does it take?

Asked in one process through the library, as ``brief search`` does. The queries are made out of
random articles of the archive, in the language of each.
"""

from __future__ import annotations

import random
import re
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from benchmarks.articles import Generator
from benchmarks.measures import BRIEF, Measure, measured
from benchmarks.vocabulary import Language
from brief_tui.library import Library
from brief_tui.model.article import Article, Paragraph
from brief_tui.model.query import parse_query
from brief_tui.model.query_nodes import Query

ITEMS: Final = 200
FIRST: Final = 10
"""A story counts as found among so many."""

PAGE: Final = 50
"""Rows of a first page."""

_COMMON: Final = 50
"""Ranks of the words that nobody would search for."""
_TELLING: Final = 3_000
"""From this rank on a word is rare."""

_SENTENCE: Final = re.compile(r"[.。]")


def ask(library: Library, text: str, limit: int) -> Sequence[int]:
    """The keys of the best matches: the one place that knows how to ask."""
    query = parse_query(text, datetime.now(UTC))
    assert isinstance(query, Query), query
    return library.keys(replace(query, sort=query.sort or "relevance"), limit=limit)


def known_items(archive: Path, stories: int, generator: Generator) -> Iterator[Measure]:
    """The share found, and the time, for each kind of query."""
    rng = random.Random(stories)
    numbers = [rng.randrange(stories) for _ in range(ITEMS)]
    with Library.open(archive) as library:
        for name, make in KINDS.items():
            found, times = [], []
            for number in numbers:
                article = generator.article(number)
                query = make(article, generator.language_of(number), rng)
                key = library.key_of(article.id)
                began = time.perf_counter()
                keys = ask(library, query, FIRST)
                times.append(1000 * (time.perf_counter() - began))
                found.append(key in list(keys))
            yield from measured(f"found: {name}", BRIEF, stories, [100 * sum(found) / ITEMS], "%")
            yield from measured(f"time: {name}", BRIEF, stories, times)


def in_process(
    archive: Path, stories: int, words: dict[str, str], times: int = 5
) -> Iterator[Measure]:
    """Milliseconds to the rows of a first page, the best matches first. ``words`` by name."""
    with Library.open(archive) as library:
        for name, text in words.items():
            taken = []
            for _ in range(times):
                began = time.perf_counter()
                keys = ask(library, text, PAGE)
                library.rows(keys)
                taken.append(1000 * (time.perf_counter() - began))
            yield from measured(f"{name}, without an interface", BRIEF, stories, taken)


def _of_headline(article: Article, language: Language, rng: random.Random) -> str:
    """Three or four words of the headline."""
    return _some(_words(article.headline, language), rng.choice((3, 4)), rng)


def _of_text(article: Article, language: Language, rng: random.Random) -> str:
    """Three distinctive words of the text."""
    words = _words(" ".join(_sentences(article)), language, _TELLING)
    return _some(words, 3, rng)


def _phrase(article: Article, language: Language, rng: random.Random) -> str:
    """Four words of the text that stand side by side, in quotation marks."""
    if not language.space:
        text = rng.choice([text for text in _sentences(article) if len(text) >= 8])
        start = rng.randrange(len(text) - 7)
        return f'"{text[start : start + 8]}"'
    words = rng.choice([words for text in _sentences(article) if len(words := text.split()) >= 4])
    start = rng.randrange(len(words) - 3)
    return f'"{" ".join(words[start : start + 4])}"'


def _of_both(article: Article, language: Language, rng: random.Random) -> str:
    """The rarest word of the headline, and two words of the text."""
    headline = _words(article.headline, language)
    rarest = max(headline, key=lambda word: language.rank(word.lower()))
    words = _words(" ".join(_sentences(article)), language)
    return f"{rarest} {_some(words, 2, rng)}"


KINDS: Final[dict[str, Callable[[Article, Language, random.Random], str]]] = {
    "3–4 words of the headline": _of_headline,
    "3 rare words of the text": _of_text,
    "a phrase of 4 words": _phrase,
    "the headline's rarest word and 2 of the text": _of_both,
}


def _sentences(article: Article) -> list[str]:
    """The sentences of the text."""
    texts = [block.text for block in article.body if isinstance(block, Paragraph)]
    found = [sentence.strip() for text in texts for sentence in _SENTENCE.split(text)]
    return [sentence for sentence in found if sentence]


def _words(text: str, language: Language, from_rank: int = _COMMON) -> list[str]:
    """The words from this rank on, or else the rarest three.

    Where no spaces are set, pieces of three characters.
    """
    if not language.space:
        letters = [text[at : at + 3] for at in range(0, len(text) - 2, 3)]
        return [piece for piece in letters if piece.isalpha()]
    words = [word for word in text.split() if word.isalpha()]
    words.sort(key=lambda word: -language.rank(word.lower()))
    telling = [word for word in words if language.rank(word.lower()) >= from_rank]
    return telling if len(set(telling)) >= 3 else list(dict.fromkeys(words))[:3]


def _some(words: Sequence[str], count: int, rng: random.Random) -> str:
    """Some different words."""
    different = list(dict.fromkeys(words))
    return " ".join(rng.sample(different, min(count, len(different))))
