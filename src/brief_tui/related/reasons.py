"""Why two stories belong together, in words that stand in both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from brief_tui.related.likeness import Vector

MOST: Final = 3
"""Terms that a reason names."""

_LEAST: Final = 0.06
"""The part of a likeness that a term must account for to be named."""


def reason(one: Vector, other: Vector, spelt: Mapping[int, Sequence[str]]) -> str:
    """What both stories speak of, as the first of them spells it: ``both: SMIC, entity list``.

    ``spelt`` are the spellings of the first one's terms. '' when they have nothing in common.
    """
    shared = {term: weight * other[term] for term, weight in one.items() if term in other}
    whole = sum(shared.values())
    named: list[str] = []
    for term in sorted(shared, key=shared.__getitem__, reverse=True):
        if len(named) == MOST or shared[term] < _LEAST * whole:
            break
        if ways := spelt.get(term):
            _name(named, _shown(ways))
    return f"both: {', '.join(named)}" if named else ""


def _name(named: list[str], text: str) -> None:
    """Name a term, unless it is part of what is named; two names go before one of them."""
    words = set(text.casefold().split())
    for index, other in enumerate(named):
        others = set(other.casefold().split())
        if words <= others:
            return
        if others < words:
            named[index] = text
            return
    named.append(text)


def _shown(ways: Sequence[str]) -> str:
    """Of several spellings the one in small letters, where there is one: no name then."""
    return next((way for way in ways if way.islower()), ways[0])
