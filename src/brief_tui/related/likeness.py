"""How alike two stories are: the cosine of their terms, the rarer the more they say.

Plain tf-idf over the archive's own terms. How many stories have a term is read off one array
of counters, shared by the terms that fall into one: a million counters, whatever there is.
"""

from __future__ import annotations

from array import array
from collections.abc import Collection, Iterable, Mapping
from math import log, sqrt
from typing import Final

COUNTERS: Final = 1 << 20
_SHIFT: Final = 24 - 20
_KNOWN: Final = 4_096
_LOGARITHMS: Final = tuple(log(count + 1) for count in range(_KNOWN))

Vector = Mapping[int, float]
"""What each term of a story weighs, the whole of length 1."""


class Frequencies:
    """In how many stories each term stands."""

    def __init__(self, counters: array[int] | None = None, stories: int = 0) -> None:
        self.counters = counters or array("I", bytes(4 * COUNTERS))
        self.stories = stories

    def add(self, packed: Iterable[int]) -> None:
        """Count the terms of another story."""
        self.stories += 1
        for each in packed:
            self.counters[each >> 8 >> _SHIFT] += 1

    def suppose(self, shares: Mapping[int, float], stories: int) -> None:
        """Count as many other stories, of which each of these terms stands in a share."""
        self.stories += stories
        for number, share in shares.items():
            self.counters[number >> _SHIFT] += round(share * stories)

    def of(self, term: int) -> int:
        """How many stories have the term, or one that shares its counter."""
        return self.counters[term >> _SHIFT]

    def rarity(self, term: int) -> float:
        """The inverse document frequency: 0 for what every story has."""
        return log((self.stories + 2) / (self.counters[term >> _SHIFT] + 1))

    def length(self, packed: Iterable[int]) -> float:
        """The length of the vector of a story whose terms weigh as they are packed; never 0."""
        # Written out, as it is asked for some dozen stories with each that comes.
        counters, known, whole = self.counters, _LOGARITHMS, log(self.stories + 2)
        squares = 0.0
        for each in packed:
            count = counters[each >> 8 >> _SHIFT]
            rarity = whole - (known[count] if count < _KNOWN else log(count + 1))
            weight = (each & 255) * rarity
            squares += weight * weight
        return sqrt(squares) or 1.0

    def vector(self, packed: Iterable[int], without: Collection[int] = ()) -> Vector:
        """The terms of a story as a vector; those in ``without`` do not count."""
        weighed = {
            each >> 8: (each & 255) * self.rarity(each >> 8)
            for each in packed
            if each >> 8 not in without
        }
        length = sqrt(sum(weight * weight for weight in weighed.values())) or 1.0
        return {term: weight / length for term, weight in weighed.items()}


def likeness(one: Vector, other: Vector) -> float:
    """The cosine: 0 for stories without a term in common, 1 for the same terms."""
    if len(one) > len(other):
        one, other = other, one
    return sum(weight * other[term] for term, weight in one.items() if term in other)


def strongest(vector: Vector, count: int) -> list[int]:
    """The terms that say most of a story, the strongest first."""
    return sorted(vector, key=vector.__getitem__, reverse=True)[:count]
