"""Which stories match a query, and in which order."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import chain
from typing import Final

import apsw

from brief_tui.archive import ranking
from brief_tui.archive.articles import folded
from brief_tui.archive.conditions import Conditions, in_sight, meaningful
from brief_tui.archive.paging import Pager
from brief_tui.archive.sql import Value
from brief_tui.model.listing import Listing, Spot, Stretch
from brief_tui.model.query_nodes import Attribute, Is, Node, Query, StateName
from brief_tui.model.text import clean_line

PAGE: Final = 256
"""Stories of a list that are at hand when it is first shown."""

_ALL: Final = 1 << 40
_NEWEST: Final = "SELECT coalesce(max(key), 0) FROM article"


def keys(connection: apsw.Connection, query: Query, limit: int | None, now: int) -> array[int]:
    """The keys of the stories that match, in the query's order; newest first by default."""
    if limit is not None or query.sort == "relevance":
        most = _ALL if limit is None else max(0, limit)
        return listing(connection, query, now, limit=most).stretch.keys[:most]
    sql, values = statement(connection, query)
    return array("q", chain.from_iterable(connection.execute(sql, values)))


def statement(connection: apsw.Connection, query: Query) -> tuple[str, tuple[Value, ...]]:
    """The SQL for all stories that match, newest first, and its parameters."""
    root = meaningful(query.root)
    where = Conditions.of_list(connection, root).condition(root)
    sql = (
        f"SELECT article.key FROM article WHERE {in_sight(root)} AND {where.sql}"  # noqa: S608
        " ORDER BY article.sort_at DESC, article.key DESC"
    )
    return sql, where.values


def listing(
    connection: apsw.Connection,
    query: Query,
    now: int,
    *,
    at: int | None = None,
    limit: int = PAGE,
) -> Listing:
    """The list of a query: a first stretch of it, or one around the story with the key ``at``.

    By relevance the list is whole, of the hits that are worth a look; words rank, filters do
    not. Without words to rank by it is sorted by date.
    """
    root = meaningful(query.root)
    newest = int(connection.execute(_NEWEST).get)
    pager = Pager(connection, root, newest)
    if query.sort == "relevance" and (words := pager.any_of):
        return _ranked(connection, query, pager, words, now)
    spot = pager.spot(at) if at is not None else None
    stretch = pager.around(spot, limit) if spot else pager.stretch(None, limit)
    whole = stretch.first and stretch.last
    total = len(stretch) if whole else _tallied(connection, root)
    return Listing(query, newest, stretch, total)


def pager(connection: apsw.Connection, listed: Listing) -> Pager:
    """What goes on with a list."""
    return Pager(connection, meaningful(listed.query.root), listed.newest)


def stretch(
    connection: apsw.Connection, listed: Listing, edge: Spot | None, *, back: bool
) -> Stretch:
    """More of a list that is sorted by date, on one side of ``edge``."""
    return pager(connection, listed).stretch(edge, PAGE, back=back)


def around(connection: apsw.Connection, listed: Listing, key: int) -> Stretch | None:
    """The part of a list that is sorted by date in which a story stands."""
    asked = pager(connection, listed)
    spot = asked.spot(key)
    return asked.around(spot, PAGE) if spot else None


def unread(connection: apsw.Connection, listed: Listing, most: int) -> array[int]:
    """The keys of so many unread stories of a list."""
    return pager(connection, listed).unread().stretch(None, most).keys[:most]


def since(connection: apsw.Connection, listed: Listing) -> int:
    """How many stories came after the list was asked for, and belong in it."""
    root = meaningful(listed.query.root)
    found = connection.execute(
        f"SELECT key FROM article WHERE key > ? AND {in_sight(root)}",  # noqa: S608
        (listed.newest,),
    )
    return len(matching(connection, listed.query, list(chain.from_iterable(found))))


def _ranked(
    connection: apsw.Connection, query: Query, pager: Pager, words: str, now: int
) -> Listing:
    newest = pager.newest
    if pager.expression is not None:
        hits = ranking.best(connection, pager.expression, pager.in_headlines)
        if hits.all or pager.others is None:
            dated = pager.of(list(hits.scores), pager.others)
            return _in_order(query, newest, ranking.order(hits.scores, dated, now), hits.all)
    # A filter beside common words, or words that a story need not have.
    stretch = pager.stretch(None, ranking.MOST_FILTERED)
    dated = list(zip(stretch.keys, stretch.dates, strict=True))
    scores = ranking.of_these(connection, words, stretch.keys)
    return _in_order(query, newest, ranking.order(scores, dated, now), stretch.last)


def _in_order(
    query: Query, newest: int, found: Sequence[tuple[int, int]], complete: bool
) -> Listing:
    keys = array("q", (key for key, _ in found))
    dates = array("q", (at for _, at in found))
    return Listing(query, newest, Stretch(keys, dates, True, True), len(keys), not complete)


def _tallied(connection: apsw.Connection, root: Node | None) -> int | None:
    """How many stories a list has for which the archive keeps count."""
    columns: dict[StateName, str] = {"unread": "unread", "starred": "starred", "later": "later"}
    match root:
        case None:
            column = "total"
        case Is("lead"):
            away = "SELECT count(*) FROM article WHERE hidden = 0 AND folded = 1"
            every = connection.execute("SELECT total(total) FROM tally").get
            return int(every) - int(connection.execute(away).get)
        case Is(state) if state in columns:
            column = columns[state]
        case Attribute("section", value, False):
            found = connection.execute(
                "SELECT total FROM tally WHERE section_folded = ?", (folded(clean_line(value)),)
            ).get
            return int(found) if found is not None else 0
        case _:
            return None
    return int(connection.execute(f"SELECT total({column}) FROM tally").get)  # noqa: S608


def matching(connection: apsw.Connection, query: Query, among: Sequence[int]) -> list[int]:
    """Which of these stories match, hidden ones included."""
    root = meaningful(query.root)
    return Pager(connection, root, max(among, default=0)).matching(list(among))
