"""The part of a list that is at hand: keys of what follows each other, and rows in sight.

A list may have a million stories, so it is known a stretch at a time. The stories of the list
are numbered from 0; ``base`` is the number of the first that is at hand. Where nobody has
counted what stands before it (after a jump), the numbers are a guess, which is mended when
somebody has: what is in sight then stays where it is, under other numbers.
"""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from brief_tui.model.listing import Listing, Row, Spot, Stretch
from brief_tui.model.query_nodes import Query
from brief_tui.model.state import ReadingState

PAGE = 64
KEPT = 16 * PAGE
"""Rows at hand at most."""

LONGEST = 16_384
"""Keys at hand at most; of more, those farthest from where the reader is are let go."""

AHEAD = 128
"""Stories from the end of what is at hand when more of the list is asked for."""

NOTHING = Listing(Query(), 0, Stretch(array("q"), array("q"), True, True), 0)


class RowWindow:
    """A stretch of a listing, and the rows near what is in sight.

    ``generation`` changes with every new listing, so that what was asked for before it can be
    told apart.
    """

    def __init__(self) -> None:
        self.listing = NOTHING
        self.keys: array[int] = array("q")
        self.base = 0
        self.is_numbered = True
        self.generation = 0
        self.total: int | None = 0
        self.at_least = False
        self._dates: array[int] = array("q")
        self._first = self._last = True
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._asked: set[int] = set()
        self._gone: set[int] = set()
        self._edges_asked: set[bool] = set()

    # The list

    def __len__(self) -> int:
        """How many stories the list has, as far as anybody knows."""
        at_hand = self.end + (0 if self._last else 1)
        return max(at_hand, self.total or 0)

    @property
    def end(self) -> int:
        """The number after the last story at hand."""
        return self.base + len(self.keys)

    @property
    def has_first(self) -> bool:
        """Whether the list's first story is at hand."""
        return self._first

    @property
    def has_last(self) -> bool:
        """Whether the list's last story is at hand."""
        return self._last

    @property
    def is_whole(self) -> bool:
        """Whether the whole list is at hand."""
        return self._first and self._last

    def replace(self, listing: Listing) -> None:
        """Take on another listing."""
        self.listing = listing
        self.generation += 1
        self.total, self.at_least = listing.total, listing.cut_short
        self._rows.clear()
        self._asked.clear()
        self._gone.clear()
        self.jump(listing.stretch)

    def jump(self, stretch: Stretch, *, from_end: bool = False) -> None:
        """Have another stretch of the same list at hand; ``from_end`` when it is its last."""
        self.keys, self._dates = array("q", stretch.keys), array("q", stretch.dates)
        self._first, self._last = stretch.first, stretch.last
        self._edges_asked.clear()
        self.base, self.is_numbered = 0, stretch.first
        if not stretch.first:
            known = from_end and self.total is not None and not self.at_least
            self.base = max(AHEAD, (self.total or 0) - len(stretch)) if from_end else AHEAD
            self.is_numbered = known
        if self._last:
            self._count_from_last()

    def extend(self, stretch: Stretch, *, back: bool) -> int:
        """Have more of the list at hand; by how much the numbers of what was there change."""
        self._edges_asked.discard(back)
        if not back:
            self.keys += stretch.keys
            self._dates += stretch.dates
            self._last = stretch.last
            if self._last:
                self._count_from_last()
            self._let_go(front=True)
            return 0
        self.keys = stretch.keys + self.keys
        self._dates = stretch.dates + self._dates
        self._first = stretch.first
        before = self.base
        self.base -= len(stretch)
        if self._first:
            self.base, self.is_numbered = 0, True
        elif self.base < AHEAD:
            self.base, self.is_numbered = AHEAD, False
        self._let_go(front=False)
        return self.base + len(stretch) - before

    def number(self, before: int) -> int:
        """Somebody has counted what stands before the first story at hand: the change."""
        change = before - self.base
        self.base, self.is_numbered = before, True
        return change

    def counted(self, total: int, *, at_least: bool) -> None:
        """Somebody has counted the stories of the list."""
        self.total, self.at_least = total, at_least

    def _count_from_last(self) -> None:
        if self.is_numbered:
            self.total, self.at_least = self.end, self.at_least and self.is_whole

    def _let_go(self, *, front: bool) -> None:
        excess = len(self.keys) - LONGEST
        if excess <= 0:
            return
        kept = slice(excess, None) if front else slice(0, LONGEST)
        self.keys, self._dates = self.keys[kept], self._dates[kept]
        if front:
            self.base += excess
            self._first = False
        else:
            self._last = False

    def edge_wanted(self, first: int, last: int) -> tuple[bool, Spot] | None:
        """On which side (True: before) more is to be asked for, to show ``first`` to ``last``,
        and from which story on. Each side is named once until it is there.
        """
        if not len(self.keys):
            return None
        for back, near in (
            (False, not self._last and last + AHEAD > self.end),
            (True, not self._first and first - AHEAD < self.base),
        ):
            if near and back not in self._edges_asked:
                self._edges_asked.add(back)
                at = 0 if back else -1
                return back, Spot(self._dates[at], self.keys[at])
        return None

    def lost(self, *, back: bool) -> None:
        """What was asked for on a side could not be had; it may be asked for again."""
        self._edges_asked.discard(back)

    def key(self, number: int) -> int | None:
        """The key of the story with this number, if it is at hand."""
        return self.keys[number - self.base] if self.base <= number < self.end else None

    def spot(self, number: int) -> Spot | None:
        """Where the story with this number stands, if it is at hand."""
        key = self.key(number)
        return None if key is None else Spot(self._dates[number - self.base], key)

    def on_side(self, number: int, *, back: bool) -> array[int]:
        """The keys at hand behind a story, or before it (nearest first)."""
        at = max(0, number - self.base)
        return self.keys[:at][::-1] if back else self.keys[at + 1 :]

    def index_of(self, key: int) -> int | None:
        """The number of a story that is at hand."""
        try:
            return self.base + self.keys.index(key)
        except ValueError:
            return None

    # Rows

    def row(self, number: int) -> Row | None:
        """The row of the story with this number, if it is at hand."""
        key = self.key(number)
        return None if key is None else self._rows.get(key)

    def rows_at_hand(self) -> list[int]:
        """The keys of the stories whose rows are at hand."""
        return list(self._rows)

    def missing(self, first: int, last: int, page: int = PAGE) -> list[int]:
        """The keys to ask for so that ``first`` to ``last`` and a page around are at hand.

        Each is named once until it is supplied.
        """
        start = max(self.base, max(0, first - page // 2) // page * page)
        stop = min(self.end, last + page // 2)
        wanted = [
            key
            for key in self.keys[start - self.base : max(0, stop - self.base)]
            if not (key in self._rows or key in self._asked or key in self._gone)
        ]
        self._asked.update(wanted)
        return wanted

    def supply(self, rows: Iterable[Row], asked: Sequence[int]) -> None:
        """Take in rows that were asked for. Those that are gone are not asked for again."""
        self.forget(asked)
        self._gone.update(asked)
        for row in rows:
            self._rows[row.key] = row
            self._rows.move_to_end(row.key)
            self._gone.discard(row.key)
        while len(self._rows) > KEPT:
            self._rows.popitem(last=False)

    def forget(self, asked: Iterable[int]) -> None:
        """These were asked for in vain: they may be asked for again."""
        self._asked.difference_update(asked)

    def is_gone(self, number: int) -> bool:
        """Whether the story with this number is not in the archive any more."""
        return self.key(number) in self._gone

    def restate(self, key: int, state: ReadingState) -> bool:
        """Show other marks on a story; whether it is at hand."""
        row = self._rows.get(key)
        if row is None:
            return False
        self._rows[key] = replace(row, state=state)
        return True
