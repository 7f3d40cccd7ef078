"""Which reports are of one event.

A story joins the thread whose members it is most like: by the mean of the three most similar,
among those of the last seven days. A single story that is as much alike comes along, or makes a
thread with it; and threads that it belongs to alike are one event, told from two sides until now.
Texts that are nearly the same, as when papers print one agency's text, are copies: they count
as one report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

WINDOW: Final = 7 * 86_400
"""Seconds between two reports of one event, at most."""

JOIN: Final = 0.26
"""The likeness from which on a story belongs in a thread. Headlines alone are less alike:"""
JOIN_SHORT: Final = 0.20

COPY: Final = 0.85
"""The likeness from which on two texts are one. Under another headline, or cut, they are less
alike; the shorter then has these of its terms in common with the longer:"""
CONTAINED: Final = 0.65
_TEXT: Final = 40
"""Terms in common that are a text, not a headline."""

SHARED: Final = 4
"""Terms that two reports have in common at least: one name does not make an event."""

_CLOSEST: Final = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A story of about the same time, how alike it is (0 to 1), its thread, if it has one, and
    whether its text is nearly the same.
    """

    key: int
    likeness: float
    thread: int | None = None
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """What a story joins: a ``thread``, and with it others of the same event (``merged``), or
    nothing. ``other`` is a story without a thread that belongs to it: it comes along, or
    begins a thread with it. ``copy_of`` is the story whose text is nearly the same.
    """

    thread: int | None = None
    other: int | None = None
    copy_of: int | None = None
    merged: tuple[int, ...] = ()


def is_copy(likeness: float, shared: int, fewer: int) -> bool:
    """Whether two texts are nearly the same: by how alike they are, how many terms they share,
    and how many the one of them has that has fewer.
    """
    return likeness >= COPY or (shared >= _TEXT and shared >= CONTAINED * fewer)


def decide(
    neighbours: Iterable[Neighbour],
    sizes: Mapping[int, int],
    apart: frozenset[int] = frozenset(),
    *,
    join: float = JOIN,
) -> Decision:
    """Where a story belongs. ``sizes`` are the members of each thread of a neighbour, by thread;
    it is never one of ``apart``, from which the reader took the story.
    """
    by_thread: defaultdict[int, list[Neighbour]] = defaultdict(list)
    single: Neighbour | None = None
    for each in sorted(neighbours, key=lambda n: (-n.likeness, -n.key)):
        if each.thread is None:
            single = single or each
        elif each.thread not in apart:
            by_thread[each.thread].append(each)
    means = {}
    for thread, members in by_thread.items():
        counted = min(_CLOSEST, max(len(members), sizes.get(thread, 0)))
        means[thread] = sum(member.likeness for member in members[:counted]) / counted
    joined = [thread for thread, mean in means.items() if mean >= join]
    joined.sort(key=lambda thread: (-means[thread], thread))
    other = single if single is not None and single.likeness >= join else None
    near = [*(by_thread[joined[0]] if joined else ()), *([other] if other else ())]
    return Decision(
        thread=joined[0] if joined else None,
        other=other.key if other else None,
        copy_of=next((each.key for each in near if each.copied), None),
        merged=tuple(joined[1:]),
    )
