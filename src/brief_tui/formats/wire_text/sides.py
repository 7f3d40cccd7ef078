"""The sides from which a line is seen, and what each says of it in short phrases.

A phrase is both the name of a feature, which the model weighs, and what ``--explain`` tells a
person. Many lines show the same side, so that its phrases need to be weighed only once.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias


class Look(NamedTuple):
    """The line by itself; ``times`` is how often the page says it, '' for once."""

    kind: str
    length: str
    begins: str
    ends: str
    signs: frozenset[str]
    marks: tuple[str, ...]
    times: str
    again: str

    def phrases(self) -> Iterator[str]:
        yield "any line"
        yield self.kind
        yield self.length
        yield f"begins with {self.begins}"
        yield f"ends in {self.ends}"
        yield f"{self.length}, ends in {self.ends}"
        yield from (f"sign: {sign}" for sign in self.signs)
        yield from self.marks
        if "capitals" in self.marks:
            yield f"capitals, {self.length}"
        if "has year" in self.marks:
            yield f"{self.kind}, has year"
        if self.times:
            yield f"on the page {self.times}"
            yield f"{self.kind}, on the page {self.times}"
            yield self.again


class Neighbours(NamedTuple):
    """The lines above and below, and the blank lines between."""

    kind: str
    length: str
    spacing: str
    over: str
    under: str
    above: str
    below: str
    above2: str
    below2: str

    def phrases(self) -> Iterator[str]:
        kind, over, under, above, below = self.kind, self.over, self.under, self.above, self.below
        yield over
        yield under
        yield f"{over}, {under}"
        yield f"{kind}, {over}"
        yield f"{kind}, {under}"
        yield f"{kind}, {over}, {under}"
        yield f"{under}, {self.spacing} page"
        yield f"{kind}, {under}, {self.spacing} page"
        yield f"{self.length}, {under}"
        yield f"under {above}"
        yield f"over {below}"
        yield f"under {above}, {over}"
        yield f"over {below}, {under}"
        yield f"two under {self.above2}"
        yield f"two over {self.below2}"
        yield f"{kind} under {above}, {over}"
        yield f"{kind} over {below}, {under}"
        yield f"between {above} and {below}"


class Block(NamedTuple):
    """Where the line stands among those that no blank line parts from it.

    ``listed`` tells that the text above the block ends in a colon.
    """

    kind: str
    size: str
    where: str
    listed: bool

    def phrases(self) -> Iterator[str]:
        if self.size:
            where = "alone" if self.where == "alone" else f"{self.where} of {self.size}"
            yield f"block of {self.size}"
            yield where
            yield f"{self.kind}, {where}"
        if self.listed:
            yield "block under a colon"
            yield f"{self.kind}, block under a colon"


class Place(NamedTuple):
    """How much prose, and how many long sentences, are above and below the line."""

    kind: str
    length: str
    above: int
    below: int
    long_above: int
    long_below: int
    fifth: int

    def phrases(self) -> Iterator[str]:
        kind, above, below = self.kind, self.above, self.below
        yield f"prose above: {above}"
        yield f"prose below: {below}"
        yield f"{kind}, prose above: {min(above, 2)}"
        yield f"{kind}, prose below: {min(below, 2)}"
        yield f"{self.length}, prose above: {min(above, 1)}, below: {min(below, 1)}"
        yield f"long sentences above: {self.long_above}, below: {min(self.long_below, 2)}"
        yield f"{kind}, long sentences above: {min(self.long_above, 1)}, below: {self.long_below}"
        yield f"fifth of the prose: {self.fifth}"


class Distance(NamedTuple):
    """How far the nearest prose is."""

    kind: str
    up: str
    down: str

    def phrases(self) -> Iterator[str]:
        yield f"prose {self.up} up"
        yield f"prose {self.down} down"
        yield f"prose {self.up} up, {self.down} down"
        yield f"{self.kind}, prose {self.up} up"
        yield f"{self.kind}, prose {self.down} down"


class Subject(NamedTuple):
    """Whether the line speaks of what the story does, and how near it is to the headline.

    ``rank`` and ``nth`` count the possible headlines by likelihood and from above, 0 for
    none of them; ``distance`` is in lines from the likeliest, at most four.
    """

    kind: str
    quarter: int
    rank: int
    nth: int
    distance: int

    def phrases(self) -> Iterator[str]:
        if self.quarter >= 0:
            yield f"like the story: {self.quarter}"
            yield f"{self.kind}, like the story: {self.quarter}"
        if self.rank:
            yield f"likeliest headline {self.rank}"
        if self.nth:
            yield f"possible headline {self.nth} from above"
            yield f"possible headline {self.nth} from above, likeliest {self.rank}"
        if self.distance:
            where = "above" if self.distance < 0 else "below"
            yield f"{where} the likeliest headline"
            if -3 < self.distance < 4:
                yield f"{self.distance} from the likeliest headline"
                yield f"{self.kind}, {self.distance} from the likeliest headline"


Side: TypeAlias = Look | Neighbours | Block | Place | Distance | Subject
