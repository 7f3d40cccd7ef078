"""Counts and named queries."""

from __future__ import annotations

from typing import Final

import apsw

from brief_tui.model.errors import ArchiveError
from brief_tui.model.listing import Counts, View
from brief_tui.model.query import write
from brief_tui.model.query_nodes import Attribute, Query
from brief_tui.model.text import clean_line

QUERY_LIMIT: Final = 10_000
"""Characters of a saved query."""

UNKNOWN: Final = -1
"""The counts of a saved view: nobody counts its stories until it is opened."""


def counts(connection: apsw.Connection) -> Counts:
    """How many stories there are, and how many of them are unread, starred, for later."""
    sums = "SELECT total(total), total(unread), total(starred), total(later) FROM tally"
    return Counts(*(int(number) for number in connection.execute(sums).get))


def views(connection: apsw.Connection) -> list[View]:
    """The built-in views, one for each section that has stories, and the saved ones."""
    return [
        *_built_in(connection),
        *_following(connection),
        *_sections(connection),
        *_saved(connection),
    ]


def save_view(connection: apsw.Connection, name: str, query: str) -> None:
    """Keep a query under a name; an older one of that name is replaced."""
    name = clean_line(name)
    if not name:
        raise ArchiveError("a view needs a name")
    connection.execute(
        "INSERT INTO saved_view (name, query) VALUES (?, ?)"
        " ON CONFLICT DO UPDATE SET query = excluded.query",
        (name, clean_line(query, QUERY_LIMIT)),
    )


def delete_view(connection: apsw.Connection, name: str) -> None:
    """Forget a saved view, if there is one of that name."""
    connection.execute("DELETE FROM saved_view WHERE name = ?", (clean_line(name),))


def _built_in(connection: apsw.Connection) -> list[View]:
    every = counts(connection)
    unread = {
        name: int(connection.execute(sql).get)
        for name, sql in {
            "Starred": "SELECT count(*) FROM article WHERE hidden = 0 AND starred = 1 AND read = 0",
            "Later": "SELECT count(*) FROM article WHERE hidden = 0 AND later = 1 AND read = 0",
        }.items()
    }
    return [
        View("All stories", "", "built-in", every.total, every.unread),
        View("Unread", "is:unread", "built-in", every.unread, every.unread),
        View("Starred", "is:starred", "built-in", every.starred, unread["Starred"]),
        View("Later", "is:later", "built-in", every.later, unread["Later"]),
    ]


def _following(connection: apsw.Connection) -> list[View]:
    """The reports of the events that the reader follows, where there are any."""
    total, unread = followed(connection)
    return [View("Following", "is:followed", "built-in", total, unread)] if total else []


def followed(connection: apsw.Connection) -> tuple[int, int]:
    """How many reports of followed events there are, and how many of them are unread."""
    total, unread = connection.execute(
        "SELECT count(*), coalesce(sum(NOT read), 0)"
        " FROM thread CROSS JOIN thread_member ON thread_member.thread = thread.thread"
        " CROSS JOIN article ON article.key = thread_member.key"
        " WHERE followed = 1 AND hidden = 0"
    ).get
    return total, unread


def _sections(connection: apsw.Connection) -> list[View]:
    found = connection.execute(
        "SELECT section, total, unread FROM tally WHERE section_folded <> '' AND total > 0"
        " ORDER BY section_folded"
    )
    return [
        View(name, write(Query(Attribute("section", name))), "section", total, unread)
        for raw, total, unread in found
        if (name := clean_line(raw))
    ]


def _saved(connection: apsw.Connection) -> list[View]:
    found = connection.execute("SELECT name, query FROM saved_view ORDER BY name")
    return [
        View(clean_line(name), clean_line(query, QUERY_LIMIT), "saved", UNKNOWN, UNKNOWN)
        for name, query in found
    ]
