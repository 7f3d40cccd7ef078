"""Why two stories belong together, in words that stand in both."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from brief_tui.related.likeness import Vector
from brief_tui.related.tokens import IS_UNSPACED

MOST: Final = 3
"""Terms that a reason names."""

_LEAST: Final = 0.06
"""The part of a likeness that a term must account for to be named beside another."""

_LOOKED_AT: Final = 12
"""Terms that are looked at: those of a long name are many."""


def reason(
    one: Vector,
    other: Vector,
    spelt: Mapping[int, Sequence[str]],
    stands: Callable[[str], bool] = lambda _: False,
) -> str:
    """What both stories speak of, as the first of them spells it: ``both: SMIC, entity list``.

    ``spelt`` are the spellings of the first one's terms; ``stands`` says whether a text stands in
    it, so that the parts of a long name are put together. '' when they have nothing in common.
    """
    shared = {term: weight * other[term] for term, weight in one.items() if term in other}
    whole = sum(shared.values())
    named: list[str] = []
    looked_at = sorted(shared, key=shared.__getitem__, reverse=True)[:_LOOKED_AT]
    for term in looked_at:
        if named and shared[term] < _LEAST * whole:
            break
        if ways := spelt.get(term):
            _name(named, _shown(ways), stands)
    return f"both: {', '.join(named)}" if named else ""


def _name(named: list[str], text: str, stands: Callable[[str], bool]) -> None:
    """Name a term with others of the same name: the whole goes before its parts."""
    for index, known in enumerate(named):
        if _holds(known, text):
            return
        joints = (_joined(known, text), _joined(text, known))
        whole = next((each for each in joints if each and stands(each)), "")
        if whole or _holds(text, known):
            whole = whole or text
            named[index] = whole
            named[:] = [each for each in named if each == whole or not _holds(whole, each)]
            return
    if len(named) < MOST:
        named.append(text)


def _holds(whole: str, part: str) -> bool:
    """Whether all words of a text stand in another one."""
    if IS_UNSPACED.match(part):
        return part in whole
    return set(part.casefold().split()) <= set(whole.casefold().split())


def _joined(first: str, then: str) -> str:
    """Two texts as one, the end of the first being the beginning of the other; or ''."""
    if IS_UNSPACED.match(first) and IS_UNSPACED.match(then):
        return first + then[1:] if first[-1] == then[0] else ""
    words, others = first.split(), then.split()
    if words[-1].casefold() == others[0].casefold() and len(words) + len(others) > 2:
        return " ".join((*words, *others[1:]))
    return ""


def _shown(ways: Sequence[str]) -> str:
    """Of several spellings the one in small letters, where there is one: no name then."""
    return next((way for way in ways if way.islower()), ways[0])
