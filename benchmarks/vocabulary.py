"""Made-up languages: words by Zipf's law, and names and numbers that never run out.

A language has a closed vocabulary of `WORDS` words, drawn in proportion to one over their rank,
and an open one of names, so that, as in real news, the number of different words goes on
growing with the number of articles (Heaps' law), and most of them occur in few articles.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import Final

# fmt: off
_SYLLABLES: Final = {
    "en": "ba le ston ing er th ough ly har con pre mo ti ra wen sho al der wick fen ous tra ble"
          " cor min es ter pol ack ship ment ren dal wo ite bur kin sel va nor tle gra um pi ash",
    "de": "schaft ung keit ver ge hau lich stra ße wör ter fah ren zü gel mei nach ost bär den"
          " ein auf grö ster tum be for rin wal dü kel sen um land hof lei bach är mer scho tig",
    "fr": "eau tion ment être la vé ri pou voir jour na liste dé bat cou rir aille é mar ché gen"
          " dre fau lon que su çon bel au tre no vil son ci té pra ge rou li mé don ève fran ais",
    "es": "ción dad pue blo ñor ma car los que hoy vien to río ár bol ten der ía ban co lle sol"
          " ga nue va jar dín re cos ta mun do cal za pre gun es cue la fue go an da lu cía mien",
    "ru": "сто при го род ва ние ро ль за пре мья ка ют ми ло ст на ши но во сть ре ги он ден"
          " по ли ти чес кий тор вет за кон жи знь мос дом бо та ру сло пра сов ет люд",
}
# fmt: on
_HAN: Final = range(0x4E00, 0x4E00 + 2_400)
"""The characters of the language without spaces."""

WORDS: Final = 40_000
"""Of each language's closed vocabulary."""

NAMES: Final = 50_000_000
"""Of the open one. The name of rank n is used in proportion to 1/n, as the words are."""

DRAWN: Final = 1 << 18
STRIDE: Final = DRAWN // 40
"""`Language.words` goes through so many drawn words in steps of up to so many."""

_FLATTENED: Final = 2
"""Added to the rank: the most common word is one in some thirty, not one in eleven."""


class Language:
    """One language. ``space`` joins the words of a sentence, ``stop`` ends it."""

    def __init__(self, code: str, seed: int) -> None:
        rng = random.Random(f"{seed} {code}")
        self.code: Final = code
        self.space, self.stop = ("", "。") if code == "zh" else (" ", ".")
        self._parts: Final = _parts(code, rng)
        self.vocabulary: Final = list(_distinct(lambda n: _word(self._parts, n, code, rng)))
        weights = list(accumulate(1 / (rank + _FLATTENED) for rank in range(1, WORDS + 1)))
        self._drawn: Final = rng.choices(self.vocabulary, cum_weights=weights, k=DRAWN)
        self._telling: Final = rng.choices(
            self.vocabulary[200:], cum_weights=[w - weights[199] for w in weights[200:]], k=DRAWN
        )
        self._ranks: dict[str, int] = {}

    def words(self, rng: random.Random, count: int) -> list[str]:
        """So many words (at most 40), by Zipf's law.

        They are every n-th of a long list that was drawn once, which is ten times as fast
        as drawing them, and still makes a phrase of four words come seldom again.
        """
        step = 1 + int(rng.random() * STRIDE)
        start = int(rng.random() * (DRAWN - count * step))
        return self._drawn[start : start + count * step : step]

    def telling(self, rng: random.Random) -> str:
        """A word that says what a text is about: not one of the 200 most common."""
        return self._telling[int(rng.random() * DRAWN)]

    def name(self, rng: random.Random) -> str:
        """A name, by Zipf's law."""
        rank = int(math.exp(rng.random() * _LOG_NAMES))
        return self.name_of(rank)

    def name_of(self, rank: int) -> str:
        """The name of this rank."""
        parts, rank = self._parts, rank + 100
        base, made = len(parts), ""
        while rank:
            rank, index = divmod(rank, base)
            made += parts[index]
        return made[0].upper() + made[1:]

    def rank(self, word: str) -> int:
        """The rank of a word in lower case, 0 the most common; `WORDS` for a name or number."""
        if not self._ranks:
            self._ranks = {known: rank for rank, known in enumerate(self.vocabulary)}
        return self._ranks.get(word, WORDS)

    def sentence(self, words: list[str]) -> str:
        """Words as a sentence."""
        text = self.space.join(words)
        return text[0].upper() + text[1:] + self.stop


_LOG_NAMES: Final = math.log(NAMES)


def number(rng: random.Random) -> str:
    """A year, a share or an amount."""
    kind = rng.random()
    if kind < 0.3:
        return str(1950 + int(78 * math.sqrt(rng.random())))
    amount = int(math.exp(rng.random() * 15))
    return f"{amount % 100}%" if kind < 0.5 else f"{amount:,}"


def _parts(code: str, rng: random.Random) -> list[str]:
    """What the words of a language are made up of, the most used first."""
    parts = [chr(point) for point in _HAN] if code == "zh" else _SYLLABLES[code].split()
    parts = list(dict.fromkeys(parts))
    rng.shuffle(parts)
    return parts


def _word(parts: list[str], rank: int, code: str, rng: random.Random) -> str:
    """A word for this rank: common ones are short."""
    if code == "zh":
        length = 1 if rank < 120 else rng.choice((2, 2, 2, 2, 3))
    else:
        length = 1 if rank < 25 else rng.randint(1, 2) if rank < 300 else rng.randint(2, 4)
    return "".join([parts[int(len(parts) * rng.random())] for _ in range(length)])


def _distinct(make: Callable[[int], str]) -> Iterator[str]:
    """`WORDS` different words. Where the short ones run out, longer ones follow."""
    seen: set[str] = set()
    for rank in range(WORDS):
        word, tries = make(rank), 0
        while word in seen:
            tries += 1
            word = make(rank if tries < 20 else WORDS)
        seen.add(word)
        yield word
