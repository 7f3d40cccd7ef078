"""``brief list`` and ``brief search``: stories, one a line."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from brief_tui.cli.arguments import Commands, add_command, add_json, add_query, whole_number
from brief_tui.cli.exits import Exit
from brief_tui.cli.output import DIM, Marked, Output, cells, cut, padded
from brief_tui.cli.session import Session, nothing_found
from brief_tui.tui.dates import short_date

if TYPE_CHECKING:
    from brief_tui.library import Library
    from brief_tui.model.listing import Row, Snippet
    from brief_tui.model.query_nodes import Query

LIMIT: Final = 50
SHORT_ID: Final = 8
"""Characters of an id that a person needs: 40 bits tell a million stories apart."""

_PAGE: Final = 500
_PUBLISHER: Final = 16
"""Cells of its column."""
_PUBLISHER_IN_FULL: Final = 40
"""Cells that its column has at most where there is no terminal, and so room."""


def declare(commands: Commands) -> None:
    """Add the commands."""
    parser = add_command(
        commands,
        "list",
        run_list,
        "list stories, newest first",
        details="A dot marks an unread story, a star a starred one. The first column is the\n"
        "beginning of the id, which is enough for `brief show`.",
        examples="  brief list\n"
        "  brief list is:unread source:ap --limit 10\n"
        "  brief list --limit 0 --json",
    )
    add_query(parser)
    _add_form(parser)
    parser = add_command(
        commands,
        "search",
        run_search,
        "find stories, the best match first, with what matched",
        examples="  brief search export controls\n  brief search 'caption:\"trade war\" -is:read'",
    )
    add_query(parser, needed=True)
    _add_form(parser)


def _add_form(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--limit",
        metavar="N",
        type=whole_number,
        default=LIMIT,
        help=f"at most N stories, {LIMIT} if not given, all for 0",
    )
    add_json(parser)


def run_list(session: Session) -> Exit:
    """Print the stories that match, newest first."""
    return _print(session, session.query(session.args.query), snippets=False)


def run_search(session: Session) -> Exit:
    """Print the stories that match, the best first, and what matched."""
    query = session.query(session.args.query)
    return _print(session, replace(query, sort=query.sort or "relevance"), snippets=True)


def _print(session: Session, query: Query, *, snippets: bool) -> Exit:
    out, args = session.out, session.args
    with session.stories() as library:
        found, column = False, 0
        for page in _pages(library, query, args.limit):
            found, column = True, max(column, _publisher_column(out, page))
            for row in page:
                if args.json:
                    out.json(row_to_json(row))
                else:
                    _print_row(out, row, column, snippet=snippets)
        if not found:
            raise nothing_found(library, query)
    return Exit.DONE


def _pages(library: Library, query: Query, limit: int) -> Iterator[Sequence[Row]]:
    """The stories, read a page at a time: the archive may have a million."""
    keys = library.keys(query, limit=limit or None)
    for start in range(0, len(keys), _PAGE):
        if rows := library.rows(keys[start : start + _PAGE], query):
            yield rows


def _publisher_column(out: Output, rows: Iterable[Row]) -> int:
    """How wide the column of publishers is for these rows, in cells."""
    if out.terminal:  # a narrow one keeps its room for the headline
        return min(_PUBLISHER, max(6, out.width // 6))
    widest = max(cells(row.publisher or row.source) for row in rows)
    return min(_PUBLISHER_IN_FULL, max(_PUBLISHER, widest))


def row_to_json(row: Row) -> dict[str, Any]:
    """A story of a list: the contract of ``docs/command-line.md``."""
    snippet = row.snippet
    return {
        "id": row.id,
        "headline": row.headline,
        "url": row.url,
        "publisher": row.publisher,
        "section": row.section,
        "published": row.published.isoformat() if row.published else None,
        "words": row.words,
        "read": row.state.read,
        "starred": row.state.starred,
        "later": row.state.later,
        "tags": sorted(row.state.tags),
        "source": row.source,
        "muted": row.muted,
        "whole": row.whole,
        "snippet": snippet
        and {
            "text": snippet.text,
            "field": snippet.field,
            "matches": [list(match) for match in snippet.matches],
        },
    }


def _print_row(out: Output, row: Row, column: int, *, snippet: bool) -> None:
    date = short_date(row.published, datetime.now(UTC))
    publisher = cut(row.publisher or row.source, column)
    lead = f"{row.id[:SHORT_ID]}  {date:>11}  {padded(publisher, column)}  "
    unread, starred = ("●", "★") if out.unicode else ("*", "+")
    marks = f"{' ' if row.state.read else unread}{starred if row.state.starred else ' '} "
    headline, matched = Marked(row.headline or "Untitled"), row.snippet if snippet else None
    if matched and matched.field == "headline" and matched.text == row.headline:
        headline, matched = Marked(matched.text, matched.matches), None
    room = max(8, out.width - cells(lead) - len(marks)) if out.terminal else None
    out.line(out.style(lead, DIM) + marks + out.marked(headline, room))
    if matched and matched.text:
        _print_snippet(out, matched)


def _print_snippet(out: Output, snippet: Snippet) -> None:
    label = "" if snippet.field in {"any", "body"} else f"{snippet.field}: "
    indent = " " * (SHORT_ID + 2)
    room = max(8, out.width - len(indent + label)) if out.terminal else None
    line = Marked(snippet.text.replace("\n", " ").replace("\t", " "), snippet.matches)
    out.line(indent + out.style(label, DIM) + out.marked(line, room))
