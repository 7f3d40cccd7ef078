"""Which reports are of one event.

A story joins the thread whose members it is most like, by the mean of the three most similar, if
no more than seven days lie between the first and the last of them. A single story that is as much
alike comes along, or makes a thread with it; and threads that it belongs to alike are one event,
told from two sides until now.
Texts that are nearly the same, as when papers print one agency's text, are copies: they count
as one report.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

WINDOW: Final = 7 * 86_400
"""Seconds from the first report of an event to its last, at most: what goes on for longer, as a
war does, is many events."""

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
    """A story of about the same time, how alike it is (0 to 1), its thread, if it has one, whether
    its text is nearly the same, and its date in Unix seconds.
    """

    key: int
    likeness: float
    thread: int | None = None
    copied: bool = False
    at: int = 0


@dataclass(frozen=True, slots=True)
class Extent:
    """How many stories a thread has, and the dates of the first and the last (Unix seconds)."""

    size: int
    first: int
    last: int

    @property
    def seconds(self) -> int:
        """How long it goes on."""
        return self.last - self.first

    def and_(self, other: Extent) -> Extent:
        """Both together."""
        first, last = min(self.first, other.first), max(self.last, other.last)
        return Extent(self.size + other.size, first, last)


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
    at: int,
    neighbours: Iterable[Neighbour],
    extents: Mapping[int, Extent],
    apart: frozenset[int] = frozenset(),
    *,
    join: float = JOIN,
) -> Decision:
    """Where a story of this date (Unix seconds) belongs. ``extents`` are those of the threads of
    its neighbours; it is never one of ``apart``, from which the reader took the story.
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
        counted = min(_CLOSEST, max(len(members), extents[thread].size))
        means[thread] = sum(member.likeness for member in members[:counted]) / counted
    whole, joined = Extent(1, at, at), []
    for thread in sorted(means, key=lambda thread: (-means[thread], thread)):
        together = whole.and_(extents[thread])
        if means[thread] >= join and together.seconds <= WINDOW:
            whole = together
            joined.append(thread)
    other = single if single is not None and single.likeness >= join else None
    if other is not None and whole.and_(Extent(1, other.at, other.at)).seconds > WINDOW:
        other = None
    near = [*(by_thread[joined[0]] if joined else ()), *([other] if other else ())]
    return Decision(
        thread=joined[0] if joined else None,
        other=other.key if other else None,
        copy_of=next((each.key for each in near if each.copied), None),
        merged=tuple(joined[1:]),
    )
