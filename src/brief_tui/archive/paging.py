"""Lists that are sorted by date, a stretch at a time.

A stretch begins behind a story, given by its date and key, and never after so and so many:
SQLite goes to a story in an index at once, and can only count its way to a number. A list is of
the stories that were there when it was first asked for: keys rise, so those that came later have
higher ones.

Of a query with words, the hits are gathered when they are few; the list is then whole. When they
are many, the next stories by date are taken in chunks, and asked for the words: among many
hits a page is soon full.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import Final

import apsw

from brief_tui.archive.attributes import MANY
from brief_tui.archive.conditions import Conditions, has_words, in_sight, joined
from brief_tui.archive.indexed import BEGINNING, WHOLE
from brief_tui.archive.sql import EVERYTHING, Condition
from brief_tui.model.listing import Spot, Stretch
from brief_tui.model.query_nodes import And, Is, Node

FIRST_CHUNK: Final = 128
"""Stories that are asked for words one by one, 0.03 ms each."""

CHUNK: Final = 4_096
"""Stories that are asked together, in a walk over all hits between the first and the last."""

_ONE_BY_ONE: Final = " AND search.rowid IN (SELECT value FROM json_each(?))"
_TOGETHER: Final = (
    " AND search.rowid BETWEEN ? AND ? AND +search.rowid IN (SELECT value FROM json_each(?))"
)


class Pager:
    """The list of one query in one archive; ``newest`` is the highest key that belongs in it."""

    def __init__(self, connection: apsw.Connection, root: Node | None, newest: int) -> None:
        self.root = root
        self._connection = connection
        self._conditions = Conditions.of_list(connection, root)
        self.newest = newest
        self._in_sight = in_sight(root)
        self._words, others = self._conditions.split(_parts(root))
        self.others = joined(others)
        # What can be asked of the rows alone narrows the chunks.
        self._plain = joined([node for node in _parts(root) if not has_words(node)])

    @property
    def expression(self) -> str | None:
        """The FTS5 expression that every story of the list fulfils, for a list asked for words."""
        return self._conditions.expression(self._words) if self._words else None

    @property
    def in_headlines(self) -> str | None:
        """The same of headlines alone; None where it is of them already, or cannot be."""
        if self._words is None or WHOLE in (words := self.expression or "") or BEGINNING in words:
            return None
        return self._conditions.expression(self._words, in_headlines=True)

    @property
    def any_of(self) -> str | None:
        """The FTS5 expression for any of the words, by which stories can be ranked."""
        return self.expression or self._conditions.any_of(self.root)

    def stretch(self, edge: Spot | None, limit: int, *, back: bool = False) -> Stretch:
        """So many stories behind ``edge``, or from the beginning on.

        ``back`` gives those before it, or the last ones; they are in the order of the list.
        """
        if not has_words(self.root):
            found = self._dated(self._condition(self.root), edge, limit, back=back)
            return _stretch(found, edge, back=back, ended=len(found) < limit)
        if self.gathered is not None:
            return _stretch(self.gathered, None, back=False, ended=True)
        return self._walk(edge, limit, back=back)

    @cached_property
    def gathered(self) -> list[tuple[int, int]] | None:
        """The whole list, key and date each, where few stories have the words."""
        if self.expression is None:
            return None
        hits = self._connection.execute(
            "SELECT rowid FROM search WHERE search MATCH ? ORDER BY rowid DESC LIMIT ?",
            (self.expression, MANY + 1),
        )
        keys = list(chain.from_iterable(hits))
        return self.of(keys, self.others) if len(keys) <= MANY else None

    def of(self, keys: list[int], node: Node | None) -> list[tuple[int, int]]:
        """Those of the stories (by key) that fulfil ``node``, in the order of the list."""
        where = self._asked_of(node, keys)
        # Beginning with the keys: SQLite would rather go through all stories of a section.
        found = self._connection.execute(
            "SELECT article.key, article.sort_at"  # noqa: S608
            " FROM json_each(?) AS asked CROSS JOIN article ON article.key = asked.value"
            f" WHERE {self._in_sight} AND {where.sql} AND article.key <= ?"
            " ORDER BY article.sort_at DESC, article.key DESC",
            (json.dumps(list(set(keys))), *where.values, self.newest),
        )
        return [(key, at) for key, at in found]

    def matching(self, keys: list[int]) -> list[int]:
        """Those of the stories that fulfil the whole query, hidden ones included."""
        with_hidden = Conditions(self._connection, with_hidden=True)
        where = self._asked_of(self.root, keys, with_hidden)
        found = self._connection.execute(
            "SELECT article.key"  # noqa: S608
            " FROM json_each(?) AS asked CROSS JOIN article ON article.key = asked.value"
            f" WHERE {where.sql}",
            (json.dumps(sorted(set(keys))), *where.values),
        )
        return list(chain.from_iterable(found))

    def spot(self, key: int) -> Spot | None:
        """Where a story stands; None when it is not in the list."""
        found = self.of([key], self.root)
        return Spot(found[0][1], key) if found else None

    def around(self, spot: Spot, limit: int) -> Stretch:
        """So many stories, the one at ``spot`` among them."""
        ahead = self.stretch(Spot(spot.at, spot.key + 1), limit)
        if ahead.first:  # a list that is whole
            return ahead
        back = self.stretch(Spot(spot.at, spot.key + 1), limit // 2, back=True)
        keys, dates = back.keys + ahead.keys, back.dates + ahead.dates
        return Stretch(keys, dates, back.first, ahead.last)

    def next_unread(self, edge: Spot | None, *, back: bool) -> Spot | None:
        """The nearest unread story behind ``edge``, or before it."""
        found = self.unread()._nearest(edge, back=back)
        return found.spot(-1 if back else 0) if len(found) else None

    def unread(self) -> Pager:
        """The same list, its unread stories alone."""
        wanted: Node = Is("unread")
        root = And((wanted, *_parts(self.root))) if self.root else wanted
        return Pager(self._connection, root, self.newest)

    def _nearest(self, edge: Spot | None, *, back: bool) -> Stretch:
        if not has_words(self.root):
            return self.stretch(edge, 1, back=back)
        return self._walk(edge, 1, back=back)

    def before(self, spot: Spot) -> int | None:
        """How many stories stand before one; None where counting them would take long."""
        if not _is_indexed(self.root):
            return None
        where = self._condition(self.root)
        counted = self._connection.execute(
            f"SELECT count(*) FROM article WHERE {self._in_sight} AND {where.sql}"  # noqa: S608
            " AND +article.key <= ? AND (article.sort_at, article.key) > (?, ?)",
            (*where.values, self.newest, spot.at, spot.key),
        )
        return int(counted.get)

    def count(self, most: int) -> int:
        """How many stories the list has, ``most`` at most. May walk far where they are rare."""
        where = self._condition(self.root)
        counted = self._connection.execute(
            f"SELECT count(*) FROM (SELECT 1 FROM article WHERE {self._in_sight}"  # noqa: S608
            f" AND {where.sql} AND +article.key <= ? LIMIT ?)",
            (*where.values, self.newest, most),
        )
        return int(counted.get)

    def _condition(self, node: Node | None) -> Condition:
        return self._conditions.condition(node)

    def _dated(
        self, where: Condition, edge: Spot | None, limit: int, *, back: bool
    ) -> list[tuple[int, int]]:
        """Key and date of so many stories on one side of an edge, nearest first."""
        if edge is None:
            return self._in_order(where, EVERYTHING, limit, back=back)
        # In two parts: of a comparison of both at once SQLite uses the first half alone, and
        # stories without a date of their own may have come by the thousand in one second.
        side = ">" if back else "<"
        same = Condition(f"article.sort_at = ? AND article.key {side} ?", (edge.at, edge.key))
        found = self._in_order(where, same, limit, back=back)
        if len(found) < limit:
            others = Condition(f"article.sort_at {side} ?", (edge.at,))
            found += self._in_order(where, others, limit - len(found), back=back)
        return found

    def _in_order(
        self, where: Condition, place: Condition, limit: int, *, back: bool
    ) -> list[tuple[int, int]]:
        way = "ASC" if back else "DESC"
        found = self._connection.execute(
            f"SELECT article.key, article.sort_at FROM article WHERE {self._in_sight}"  # noqa: S608
            f" AND {where.sql} AND {place.sql} AND +article.key <= ?"
            f" ORDER BY article.sort_at {way}, article.key {way} LIMIT ?",
            (*where.values, *place.values, self.newest, limit),
        )
        return [(key, at) for key, at in found]

    def _walk(self, edge: Spot | None, limit: int, *, back: bool) -> Stretch:
        """The same for many hits: from chunk to chunk, until there are enough."""
        start, found = edge, list[tuple[int, int]]()
        where, size = self._condition(self._plain), FIRST_CHUNK
        while len(found) < limit:
            chunk = self._dated(where, start, size, back=back)
            if not chunk:
                break
            hits = self.of([key for key, _ in chunk], self.root)
            found += reversed(hits) if back else hits
            key, at = chunk[-1]
            if len(chunk) < size:
                return _stretch(found, edge, back=back, ended=True)
            start, size = Spot(at, key), CHUNK
        return _stretch(found[:limit], edge, back=back, ended=len(found) < limit)

    def _asked_of(
        self, node: Node | None, keys: Sequence[int], conditions: Conditions | None = None
    ) -> Condition:
        """The condition for stories that are known by their keys."""
        conditions = conditions or self._conditions
        if not has_words(node):
            return conditions.condition(node)
        among = json.dumps(keys)
        if len(keys) <= FIRST_CHUNK:
            narrower = Condition(_ONE_BY_ONE, (among,))
        else:
            narrower = Condition(_TOGETHER, (min(keys), max(keys), among))
        return conditions.condition(node, narrower)


def _parts(root: Node | None) -> tuple[Node, ...]:
    if root is None:
        return ()
    return root.nodes if isinstance(root, And) else (root,)


def _is_indexed(root: Node | None) -> bool:
    """Whether an index has just the stories of the list."""
    return root is None or isinstance(root, Is)


def _stretch(
    found: Sequence[tuple[int, int]], edge: Spot | None, *, back: bool, ended: bool
) -> Stretch:
    if back:
        found = found[::-1]
    return Stretch(
        array("q", (key for key, _ in found)),
        array("q", (at for _, at in found)),
        first=ended if back else edge is None,
        last=edge is None if back else ended,
    )
