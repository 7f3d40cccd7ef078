"""What holds for every query, whatever is typed."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import get_args

from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from brief_tui.model.query import LONGEST, combine, parse_query, write
from brief_tui.model.query_fields import FIELDS
from brief_tui.model.query_nodes import (
    And,
    Attribute,
    AttributeName,
    Has,
    Is,
    Node,
    Not,
    Or,
    PartName,
    Published,
    Query,
    QueryMistake,
    SortOrder,
    StateName,
    TextField,
    Words,
)
from brief_tui.model.text import clean_text

NOW = datetime(2026, 11, 22, 16, 5, 30, tzinfo=UTC)

# The language's own pieces, glued and spaced in any order, come closer to the parser's
# corners than arbitrary text does.
pieces = st.sampled_from(
    [
        *(f"{name}:" for name in FIELDS),
        *('"', "(", ")", "-", "*", " ", " ", " ", ":", "//", "OR", "AND", "NOT", "&"),
        *("chips", "supply", "制裁", "AT&T", "https:", "headlin:", "unread", "unr", "picture"),
        *("date", "relevance", "2021", "2021-03", "2021-13-01", "7d", "today", "9999"),
    ]
)
queries = st.text(max_size=80) | st.lists(pieces, max_size=14).map("".join)


@given(queries, st.booleans())
def test_any_text_is_a_query_or_a_mistake_within_it(text: str, typing: bool) -> None:
    found = parse_query(text, NOW, typing=typing)
    assert found.text == text
    if isinstance(found, QueryMistake):
        assert 0 <= found.start < found.end <= len(text)
        assert found.message == clean_text(found.message)


@given(st.text(min_size=LONGEST + 1, max_size=LONGEST + 50))
def test_too_long_a_text_is_always_a_mistake(text: str) -> None:
    assert isinstance(parse_query(text, NOW), QueryMistake)


@given(st.lists(pieces | st.text("aé制🔥 ", max_size=4), max_size=14).map("".join))
def test_the_caret_is_in_the_columns_of_what_is_wrong(text: str) -> None:
    found = parse_query(text, NOW)
    if isinstance(found, QueryMistake):
        blank, carets = found.caret().count(" "), found.caret().count("^")
        assert found.caret() == " " * blank + "^" * carets
        assert blank == wcswidth(text[: found.start])
        assert carets == wcswidth(text[found.start : found.end])


@given(queries)
def test_typing_never_makes_a_mistake_of_a_valid_query(text: str) -> None:
    if isinstance(parse_query(text, NOW), Query):
        assert isinstance(parse_query(text, NOW, typing=True), Query)


@given(queries)
def test_the_canonical_text_of_what_was_parsed_means_the_same(text: str) -> None:
    found = parse_query(text, NOW)
    if isinstance(found, Query):
        again = parse_query(write(found), NOW)
        assert isinstance(again, Query)
        assert (again.root, again.sort) == (found.root, found.sort)
        assert write(again) == write(found)


def flat(kind: type[And] | type[Or], nodes: list[Node]) -> Node:
    """A group as the parser would make it."""
    parts: list[Node] = []
    for node in nodes:
        parts.extend(node.nodes if isinstance(node, kind) else [node])
    return kind(tuple(parts))


def normal(text: str) -> str:
    return " ".join(clean_text(text.replace('"', " ")).split()).rstrip("* ")


texts = st.text(max_size=12) | st.sampled_from(
    ["OR", "-a", "a:b", "is:read", "(a)", "supply chain"]
)
searchable = texts.map(normal).filter(lambda text: any(c.isalnum() for c in text))
moments = st.datetimes(timezones=st.just(UTC))
days = st.dates(max_value=date(9998, 12, 31)).map(
    lambda day: datetime(day.year, day.month, day.day, tzinfo=UTC)
)
leaves: st.SearchStrategy[Node] = st.one_of(
    st.builds(Words, searchable, st.sampled_from(get_args(TextField)), st.booleans()),
    st.builds(
        Attribute,
        st.sampled_from([name for name in get_args(AttributeName) if name != "url"]),
        texts.map(normal).filter(bool),
        st.booleans(),
    ),
    st.builds(Attribute, st.just("url"), texts.map(normal).filter(bool)),
    st.builds(Is, st.sampled_from(get_args(StateName))),
    st.builds(Has, st.sampled_from(get_args(PartName))),
    st.builds(lambda moment: Published(start=moment), moments),
    st.builds(lambda moment: Published(end=moment), moments),
    days.map(lambda day: Published(day, day + timedelta(days=1))),
    days.map(
        lambda day: Published(day.replace(month=1, day=1), datetime(day.year + 1, 1, 1, tzinfo=UTC))
    ),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(lambda node: node.node if isinstance(node, Not) else Not(node)),
        st.lists(inner, min_size=2, max_size=4).map(lambda nodes: flat(And, nodes)),
        st.lists(inner, min_size=2, max_size=4).map(lambda nodes: flat(Or, nodes)),
    ),
    max_leaves=10,
)


@given(trees, st.none() | st.sampled_from(get_args(SortOrder)))
def test_a_written_tree_parses_back_to_itself(tree: Node, sort: SortOrder | None) -> None:
    again = parse_query(write(Query(tree, sort)), NOW)
    assert isinstance(again, Query), again
    assert (again.root, again.sort) == (tree, sort)


@given(trees, trees)
def test_combined_queries_can_be_written_and_read(first: Node, second: Node) -> None:
    both = combine(Query(first), Query(second))
    assert both.root == flat(And, [first, second])
    again = parse_query(both.text, NOW)
    assert isinstance(again, Query)
    assert again.root == both.root


@given(st.dates(), st.sampled_from([4, 7, 10]))
def test_a_day_month_or_year_ends_after_it_starts_and_has_the_day_in_it(
    chosen: date, length: int
) -> None:
    found = parse_query(f"on:{chosen.isoformat()[:length]}", NOW)
    assert isinstance(found, Query)
    assert isinstance(found.root, Published)
    noon = datetime(chosen.year, chosen.month, chosen.day, 12, tzinfo=UTC)
    start, end = found.root.start, found.root.end
    assert start is not None
    assert start <= noon
    assert noon < end if end else chosen.year == 9999
