"""On the way from a key to the screen SQLite never reads a whole table, nor sorts one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import apsw
import pytest

from brief_tui.archive import articles, listing, search, state, views
from brief_tui.archive.opening import open_connections
from brief_tui.archive.store import Archive
from brief_tui.model.listing import Spot
from brief_tui.model.state import Marking
from tests.archive.stories import NOW, clock, day, entries, query, story

VIEWS = ("", "is:unread", "is:starred", "is:later", "section:World", "section:World is:unread")
NOW_SECONDS = int(NOW.timestamp())


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[apsw.Connection]:
    path = tmp_path / "archive.db"
    archive = Archive.open(path, clock)
    archive.put(
        entries(*(story(str(n), published=day(1 + n % 28), section="World") for n in range(600))),
        "feed",
    )
    archive.close()
    connections = open_connections(path)
    with connections.reading() as connection:
        yield connection
    connections.close()


@contextmanager
def watched(connection: apsw.Connection) -> Iterator[list[str]]:
    """The steps of every statement's plan."""
    asked: list[tuple[str, apsw.Bindings | None]] = []

    def trace(_: object, sql: str, values: apsw.Bindings | None) -> bool:
        if not sql.startswith(("--", "EXPLAIN", "BEGIN", "COMMIT")):
            asked.append((sql, values))
        return True

    steps: list[str] = []
    connection.exec_trace = trace
    try:
        yield steps
    finally:
        connection.exec_trace = None
    assert asked
    for sql, values in asked:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {sql}", values)
        steps += [f"{row[3]}   of   {' '.join(sql.split())}" for row in plan]


def reads_much(step: str) -> bool:
    """Whether a step takes longer the more stories there are: a scan, or a sort of one."""
    if "json_each" in step or "SCAN wanted" in step or "CONSTANT ROW" in step:
        return False
    if "USING" in step and "LIMIT" in step and step.startswith("SCAN article "):
        return False  # along an index, until the page is full
    if "INDEX thread_followed" in step:
        return False  # as many as the reader follows
    if "INDEX article_starred" in step or "INDEX article_later" in step:
        return False  # as many as the reader has marked
    small = ("SCAN tally", "SCAN setting", "SCAN saved_view", "SCAN source", "SCAN feed")
    return step.startswith(("SCAN ", "USE TEMP B-TREE")) and not step.startswith(small)


@pytest.mark.parametrize("text", VIEWS)
def test_a_view_comes_straight_out_of_its_index(connection: apsw.Connection, text: str) -> None:
    asked = query(text)
    with watched(connection) as steps:
        found = search.listing(connection, asked, NOW_SECONDS)
    assert not list(filter(reads_much, steps)), steps
    assert sum("COVERING INDEX article_" in step for step in steps) == 1
    edge = Spot(NOW_SECONDS - 20 * 86_400, 300)
    for back in (False, True):
        with watched(connection) as steps:
            search.stretch(connection, found, edge, back=back)
            search.stretch(connection, found, None, back=back)
        assert not list(filter(reads_much, steps)), steps
        assert all("COVERING INDEX article_" in step for step in steps), steps
        # Straight to the place, not along all that stands before it.
        assert any("sort_at=? AND rowid" in step for step in steps), steps
        with watched(connection) as steps:
            search.pager(connection, found).next_unread(edge, back=back)
        assert not list(filter(reads_much, steps)), steps
        marked = ("unread", "INDEX article_starred", "INDEX article_later")
        assert all(any(name in step for name in marked) for step in steps), steps


@pytest.mark.parametrize("text", ["has:picture", "lang:en", "-is:starred", "after:2020"])
def test_a_filter_walks_along_the_dates_and_stops_when_the_page_is_full(
    connection: apsw.Connection, text: str
) -> None:
    with watched(connection) as steps:
        found = search.listing(connection, query(text), NOW_SECONDS)
        search.stretch(connection, found, Spot(NOW_SECONDS, 1), back=False)
    assert not [step for step in steps if step.startswith("USE TEMP B-TREE")], steps
    assert not [
        step for step in steps if step.startswith("SCAN article ") and "USING INDEX" not in step
    ]


def keys_of(connection: apsw.Connection, texts: str) -> list[int]:
    return list(search.listing(connection, query(texts), NOW_SECONDS).stretch.keys)


ERRANDS: dict[str, Callable[[apsw.Connection, list[int]], object]] = {
    "rows": lambda c, keys: listing.rows(c, keys[:40], None),
    "rows with snippets": lambda c, keys: listing.rows(c, keys[:40], query("story")),
    "an article": lambda c, keys: articles.read(c, keys[0]),
    "links": lambda c, keys: articles.resolve(c, ["https://news.example/1"]),
    "counts": lambda c, keys: views.counts(c),
    "views": lambda c, keys: views.views(c),
    "a mark": lambda c, keys: state.mark(c, keys[:3], Marking(read=True)),
    "progress": lambda c, keys: state.keep_progress(c, keys[0], 0.5),
    "an unread one": lambda c, keys: listing.unread_among(c, keys[:9]),
    "a search": lambda c, keys: search.listing(c, query("story sort:relevance"), NOW_SECONDS),
    "a filter by words": lambda c, keys: search.listing(c, query("story"), NOW_SECONDS),
    "what is new": lambda c, keys: search.since(c, search.listing(c, query("story"), NOW_SECONDS)),
}


@pytest.mark.parametrize("name", ERRANDS)
def test_what_a_key_asks_for_reads_no_whole_table(connection: apsw.Connection, name: str) -> None:
    keys = keys_of(connection, "")
    with watched(connection) as steps:
        ERRANDS[name](connection, keys)
    found = [step for step in steps if reads_much(step)]
    # The index of words is a table of its own; a list that was gathered is sorted.
    assert not [step for step in found if "search" not in step and "VIRTUAL" not in step], found


@pytest.mark.parametrize(
    "text", ["section:Wo*", "section:Wo* has:picture", "section:Wo* is:unread"]
)
def test_a_section_that_is_half_typed_comes_out_of_its_index(
    connection: apsw.Connection, text: str
) -> None:
    key = keys_of(connection, "")[-1]
    with watched(connection) as steps:
        search.listing(connection, query(text), NOW_SECONDS, at=key)
    assert not list(filter(reads_much, steps)), steps
    assert any("INDEX article_section_unread (section_folded=?" in step for step in steps) or any(
        "INDEX article_by_section (section_folded=?" in step for step in steps
    ), steps


def test_a_story_is_looked_for_in_a_section_by_its_key(connection: apsw.Connection) -> None:
    key = keys_of(connection, "")[0]
    asked = search.listing(connection, query("section:World"), NOW_SECONDS)
    with watched(connection) as steps:
        assert search.pager(connection, asked).spot(key) is not None
    assert [step for step in steps if "SEARCH article" in step and "PRIMARY KEY" in step], steps
