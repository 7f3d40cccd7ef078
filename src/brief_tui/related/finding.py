"""From a story to those that may be like it, and from those to the ones that are.

The strongest terms of a story are looked up in the archive's index, the nearest stories by when
they came: so many postings a term, whatever there are. Those with most of the terms are then
compared in full.
"""

from __future__ import annotations

from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Protocol

from brief_tui.related.likeness import Frequencies, Vector, likeness, strongest

LOOKED_UP: Final = 14
"""Terms of a story that are looked up."""

POSTINGS: Final = 150
"""Stories that are taken of each, at most."""

COMPARED: Final = 100
"""Stories that are compared in full."""

ENOUGH: Final = 0.05
"""The likeness from which on stories have something in common."""

_REPEATED: Final = 0.4
_LEAST: Final = 8


class Kept(Protocol):
    """A story as the archive keeps it."""

    @property
    def key(self) -> int: ...
    @property
    def terms(self) -> array[int]: ...
    @property
    def at(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Like:
    """A story and how alike it is, 0 to 1; its date in Unix seconds; how many terms are shared."""

    key: int
    likeness: float
    at: int
    shared: int = 0


def repeated(stories: Collection[array[int]]) -> frozenset[int]:
    """The terms that a source has in most of its stories, which say nothing of any of them."""
    if len(stories) < _LEAST:
        return frozenset()
    counts = Counter(each >> 8 for terms in stories for each in terms)
    return frozenset(term for term, n in counts.items() if n > _REPEATED * len(stories))


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
    known = [term for term in strongest(shared, 3 * LOOKED_UP) if frequencies.of(term) > 0]
    asked = known[:LOOKED_UP]
    scores: defaultdict[int, float] = defaultdict(float)
    for term, keys in zip(asked, look_up([spelt[t] for t in asked], POSTINGS), strict=True):
        for key in keys:
            scores[key] += vector[term] * vector[term]
    return sorted(scores, key=lambda key: (-scores[key], -key))[:COMPARED]


def alike(
    vector: Vector,
    others: Iterable[Kept],
    frequencies: Frequencies,
    without: frozenset[int] = frozenset(),
) -> list[Like]:
    """How alike these stories are, the most alike first."""
    found = []
    for other in others:
        its = frequencies.vector(other.terms, without)
        shared = len(vector.keys() & its.keys())
        found.append(Like(other.key, likeness(vector, its), other.at, shared))
    enough = (like for like in found if like.likeness >= ENOUGH)
    return sorted(enough, key=lambda like: (-like.likeness, -like.key))
