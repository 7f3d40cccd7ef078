"""From a story to those that may be like it, and from those to the ones that are.

The strongest terms of a story are looked up in the archive's index, the nearest stories by when
they came: so many postings a term, whatever there are. Those with most of the terms are then
compared by all of theirs.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from math import exp
from operator import itemgetter
from sys import byteorder
from typing import Final, Protocol

from brief_tui.related.likeness import Frequencies, Vector, strongest

LOOKED_UP: Final = 12
"""Terms of a story that are looked up."""

POSTINGS: Final = 100
"""Stories that are taken of each, at most."""

COMPARED: Final = 40
"""Stories with most of these terms, of which it is looked at how much they share in all."""

MEASURED: Final = 20
"""Of these, those that share most, of which it is worked out how alike they are."""

REMEMBERED: Final = 20_000
"""Stories whose length is remembered: 2 MB."""

_STALE: Final = 1.1
_FEW: Final = 200
"""How much an archive may grow before lengths are forgotten: terms are not as rare then. In an
archive of few stories each one more tells."""

ENOUGH: Final = 0.05
"""The likeness from which on stories have something in common."""

_FAR: Final = 0.3
_WEEK: Final = 7 * 86_400.0
_REPEATED: Final = 0.4
_LEAST: Final = 4
_SOME: Final = 8
"""Stories of a source that say what it repeats, if all have it; if two in five have it."""


class Kept(Protocol):
    """A story as the archive keeps it."""

    @property
    def key(self) -> int: ...
    @property
    def terms(self) -> array[int]: ...
    @property
    def at(self) -> int: ...
    @property
    def masthead(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Like:
    """A story and how alike it is, 0 to 1; its date in Unix seconds and who publishes it; how
    many terms it has, and how many of them are shared.
    """

    key: int
    likeness: float
    at: int = 0
    masthead: str = ""
    terms: int = 0
    shared: int = 0


def repeated(stories: Collection[array[int]]) -> frozenset[int]:
    """The terms that a source has in most of its stories, which say nothing of any of them.

    Of few stories all must have them.
    """
    if len(stories) < _LEAST:
        return frozenset()
    least = _REPEATED * len(stories) if len(stories) >= _SOME else len(stories) - 1
    counts = Counter(each >> 8 for terms in stories for each in terms)
    return frozenset(term for term, n in counts.items() if n > least)


def candidates(
    vector: Vector,
    spelt: Mapping[int, Sequence[str]],
    frequencies: Frequencies,
    look_up: Callable[[Sequence[Sequence[str]], int], Sequence[Sequence[int]]],
) -> list[int]:
    """The keys of the stories with most of a story's strongest terms, the best first.

    ``look_up`` finds for each of some terms, by its spellings, at most so many stories.
    """
    shared = {term: weight for term, weight in vector.items() if term in spelt}
    best = strongest(shared, 3 * LOOKED_UP)
    known = [term for term in best if frequencies.of(term) > 0]
    # Where few stories are counted yet, others may have what is not known.
    asked = [*known, *(term for term in best if frequencies.of(term) == 0)][:LOOKED_UP]
    scores: defaultdict[int, float] = defaultdict(float)
    for term, keys in zip(asked, look_up([spelt[t] for t in asked], POSTINGS), strict=True):
        for key in keys:
            scores[key] += vector[term] * vector[term]
    return sorted(scores, key=lambda key: (-scores[key], -key))[:COMPARED]


def ranked(likes: Iterable[Like], at: int) -> list[tuple[int, float]]:
    """The keys of stories with their ranks, best first: as alike as they are, and near in time.

    A story of the same day counts in full, one of long ago 0.7 of what it is alike: the same
    people at another event are alike, too.
    """
    found = [
        (like.key, like.likeness * (1 - _FAR + _FAR * exp(-abs(like.at - at) / _WEEK)))
        for like in likes
    ]
    return sorted(found, key=lambda each: (-each[1], -each[0]))


class Comparison:
    """Compares stories with one after the other. The lengths of their vectors are remembered:
    whoever is near one story is near the next one too, and they take most of the time.
    """

    def __init__(self, frequencies: Frequencies) -> None:
        self._frequencies = frequencies
        self._lengths: dict[int, float] = {}
        self._as_of = 0

    def alike(self, vector: Vector, others: Iterable[Kept]) -> list[Like]:
        """How alike these stories are to the one with this vector, the most alike first."""
        stories = self._frequencies.stories
        if stories < _FEW or stories > _STALE * self._as_of:
            self._lengths.clear()
            self._as_of = stories
        rarity = self._frequencies.rarity
        weights = {term << 8: weight * rarity(term) for term, weight in vector.items()}
        products = []
        for other in others:
            terms, counts = _apart(other.terms)
            # Without a loop in Python over all terms: few of them are shared.
            pairs = [(w, n) for w, n in zip(map(weights.get, terms), counts, strict=True) if w]
            products.append((sum([w * n for w, n in pairs]), other, len(pairs)))
        found = []
        # Lengths take the most time, and of what shares little none is needed.
        for product, other, shared in nlargest(MEASURED, products, key=itemgetter(0)):
            likeness = product / self._length(other)
            if likeness >= ENOUGH:
                found.append(
                    Like(other.key, likeness, other.at, other.masthead, len(other.terms), shared)
                )
        return sorted(found, key=lambda like: (-like.likeness, -like.key))

    def _length(self, story: Kept) -> float:
        length = self._lengths.get(story.key)
        if length is None:
            if len(self._lengths) >= REMEMBERED:
                self._lengths.clear()
            length = self._lengths[story.key] = self._frequencies.length(story.terms)
        return length


def _apart(packed: array[int]) -> tuple[array[int], bytes]:
    """A story's terms, each times 256, and what each weighs: the lowest byte."""
    if byteorder == "big":
        return array("I", (each & ~255 for each in packed)), bytes(each & 255 for each in packed)
    data = bytearray(packed.tobytes())
    weights = bytes(data[::4])
    data[::4] = bytes(len(weights))
    return array("I", bytes(data)), weights
