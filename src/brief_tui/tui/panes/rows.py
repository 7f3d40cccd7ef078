"""The rows that the list has at hand, out of however many there are."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from brief_tui.model.listing import Row
from brief_tui.model.state import ReadingState

PAGE: Final = 64
KEPT: Final = 16 * PAGE


class RowWindow:
    """The keys of a listing, and the rows near what is in sight.

    ``generation`` changes with every new listing, so that rows which were asked for
    before it can be told apart.
    """

    def __init__(self) -> None:
        self.keys: array[int] = array("q")
        self.generation = 0
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._asked: set[int] = set()
        self._gone: set[int] = set()

    def __len__(self) -> int:
        return len(self.keys)

    def replace(self, keys: array[int]) -> None:
        """Take on another listing."""
        self.keys = keys
        self.generation += 1
        self._rows.clear()
        self._asked.clear()
        self._gone.clear()

    def row(self, index: int) -> Row | None:
        """The row at ``index``, if it is at hand."""
        if not 0 <= index < len(self.keys):
            return None
        return self._rows.get(self.keys[index])

    def missing(self, first: int, last: int) -> list[int]:
        """The keys to ask for so that ``first`` to ``last`` and a page around are at hand.

        Each is named once until it is supplied.
        """
        start = max(0, first - PAGE // 2) // PAGE * PAGE
        stop = min(len(self.keys), last + PAGE // 2)
        wanted = [
            key
            for key in self.keys[start:stop]
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

    def is_gone(self, index: int) -> bool:
        """Whether the story at ``index`` is not in the archive any more."""
        return self.keys[index] in self._gone

    def restate(self, key: int, state: ReadingState) -> bool:
        """Show other marks on a story; whether it is at hand."""
        row = self._rows.get(key)
        if row is None:
            return False
        self._rows[key] = replace(row, state=state)
        return True

    def index_of(self, key: int) -> int | None:
        """Where the story stands in the listing."""
        try:
            return self.keys.index(key)
        except ValueError:
            return None
