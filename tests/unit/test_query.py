"""The query language by example: what a query means, and what is said of a wrong one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from brief_tui.model.query import LONGEST, combine, parse_query, terms, write
from brief_tui.model.query_nodes import (
    And,
    Attribute,
    Has,
    Is,
    Node,
    Not,
    Or,
    Published,
    Query,
    QueryMistake,
    Words,
)

NOW = datetime(2026, 11, 22, 16, 5, 30, tzinfo=UTC)


def day(year: int, month: int = 1, date: int = 1) -> datetime:
    return datetime(year, month, date, tzinfo=UTC)


def query(text: str, *, typing: bool = False) -> Query:
    found = parse_query(text, NOW, typing=typing)
    assert isinstance(found, Query), found
    return found


def root(text: str, *, typing: bool = False) -> Node | None:
    return query(text, typing=typing).root


def mistake(text: str, *, typing: bool = False) -> QueryMistake:
    found = parse_query(text, NOW, typing=typing)
    assert isinstance(found, QueryMistake), found
    return found


A, B, C = Words("a"), Words("b"), Words("c")


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("chips", Words("chips")),
        ("AT&T", Words("AT&T")),
        ("e-mail", Words("e-mail")),
        ("2021-01", Words("2021-01")),
        ("10:30", Words("10:30")),
        ("or", Words("or")),
        ("https://example.org/a?b=c:d", Words("https://example.org/a?b=c:d")),
        ("制裁", Words("制裁")),
        ('"supply chain"', Words("supply chain")),
        ('"  supply\n chain "', Words("supply chain")),
        ('"say -no* OR (yes): it"', Words("say -no* OR (yes): it")),
        ("chip*", Words("chip", prefix=True)),
        ('"supply cha*"', Words("supply cha", prefix=True)),
        ("Zu\u0308rich", Words("Zürich")),
    ],
)
def test_words_and_phrases(text: str, meaning: Node) -> None:
    assert root(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("a b", And((A, B))),
        ("a AND b c", And((A, B, C))),
        ("a OR b", Or((A, B))),
        ("a b OR c", Or((And((A, B)), C))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("a(b OR c)", And((A, Or((B, C))))),
        ("(a (b c))", And((A, B, C))),
        ("-a", Not(A)),
        ("NOT a b", And((Not(A), B))),
        ("-(a OR b)", Not(Or((A, B)))),
        ('-"a b"', Not(Words("a b"))),
        ("-headline:a", Not(Words("a", "headline"))),
        ("--a", A),
        ("NOT (-a)", A),
        ('"OR"', Words("OR")),
    ],
)
def test_and_or_not_and_parentheses(text: str, meaning: Node) -> None:
    assert root(text) == meaning


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("headline:huawei", Words("huawei", "headline")),
        ("Caption:boards", Words("boards", "caption")),
        ('credit:"Ng Han Guan"', Words("Ng Han Guan", "credit")),
        ("by:guan*", Words("guan", "by", prefix=True)),
        ("headline:OR", Words("OR", "headline")),
        ("source:AP", Attribute("source", "AP")),
        ("tag:semi*", Attribute("tag", "semi", prefix=True)),
        ("tag:🔥", Attribute("tag", "🔥")),
        ("lang:pt-BR", Attribute("lang", "pt-BR")),
        ("url:https://example.org/a", Attribute("url", "https://example.org/a")),
        ("url:example*", Attribute("url", "example")),
        ("is:unread", Is("unread")),
        ("is:later", Is("later")),
        ("has:picture", Has("picture")),
        ("headline:(a OR b)", Or((Words("a", "headline"), Words("b", "headline")))),
        ("headline:(a -b)", And((Words("a", "headline"), Not(Words("b", "headline"))))),
        ("headline:(a body:b)", And((Words("a", "headline"), Words("b", "body")))),
        ("source:(ap OR reuters)", Or((Attribute("source", "ap"), Attribute("source", "reuters")))),
        ("is:(read OR later)", Or((Is("read"), Is("later")))),
    ],
)
def test_fields_states_and_parts(text: str, meaning: Node) -> None:
    assert root(text) == meaning


def test_feed_is_another_name_of_source_and_is_written_as_it() -> None:
    assert query('feed:"Coast Wire"').root == Attribute("source", "Coast Wire")
    assert write(query("-feed:(coast* OR port)")) == "-(source:coast* OR source:port)"
    assert root("feed:", typing=True) is None


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("after:2021", day(2021), None),
        ("after:2021-03", day(2021, 3), None),
        ("before:2021-03", None, day(2021, 3)),
        ("after:2021-03-25T10:30Z", day(2021, 3, 25) + timedelta(hours=10, minutes=30), None),
        ("on:2021-01-29", day(2021, 1, 29), day(2021, 1, 30)),
        ("on:2021-12", day(2021, 12), day(2022)),
        ("on:2024-02", day(2024, 2), day(2024, 3)),
        ("on:2021", day(2021), day(2022)),
        ("on:9999", day(9999), None),
        ("on:today", day(2026, 11, 22), day(2026, 11, 23)),
        ("on:Yesterday", day(2026, 11, 21), day(2026, 11, 22)),
        ("after:today", day(2026, 11, 22), None),
        ("newer:12h", NOW - timedelta(hours=12), None),
        ("newer:7d", NOW - timedelta(days=7), None),
        ("older:2w", None, NOW - timedelta(days=14)),
        ("older:6m", None, NOW - timedelta(days=180)),
        ("newer:1y", NOW - timedelta(days=365), None),
    ],
)
def test_dates_are_spans_of_utc(text: str, start: datetime | None, end: datetime | None) -> None:
    assert root(text) == Published(start, end)


@pytest.mark.parametrize("text", ["", "   ", "\n\t"])
def test_an_empty_query_matches_every_story(text: str) -> None:
    assert query(text) == Query(None, None, text)


def test_the_sort_order_stands_anywhere_at_the_top_and_is_no_part_of_the_tree() -> None:
    for text in ("sort:date a b", "a sort:date b", "a b sort:date sort:date"):
        assert (query(text).root, query(text).sort) == (And((A, B)), "date")
    assert query("sort:relevance").sort == "relevance"


@pytest.mark.parametrize(
    ("text", "wrong", "said"),
    [
        ('chips "supply', '"', "quote is not closed"),
        ("chips (a OR b", "(", "not closed"),
        ("a) b", ")", "closes nothing"),
        ("chips ()", "()", "nothing in these parentheses"),
        ("OR a", "OR", "something before"),
        ("a OR", "OR", "something after"),
        ("(a OR) b", "OR", "something after"),
        ("a AND", "AND", "something after"),
        ("a -", "-", "nothing does"),
        ("a - b", "-", "nothing does"),
        ("a NOT", "NOT", "nothing does"),
        ("a headline:", "headline:", "nothing after 'headline:'"),
        ("headline: a", "headline:", "without a space"),
        ("headline:-a", "-a", "-headline:a"),
        ("headlin:a", "headlin:", "did you mean headline:?"),
        ("author:guan", "author:", "did you mean by:?"),
        ("feeds:coast", "feeds:", "did you mean feed:?"),
        ("publisher:coast", "publisher:", "did you mean source:?"),
        ("feed: a", "feed:", "nothing after 'feed:'"),
        ("xyzzy:a", "xyzzy:", "write it in quotes"),
        ("is:unraed", "unraed", "did you mean is:unread?"),
        ("has:x", "x", "has:picture, has:related"),
        ("sort:best", "best", "sort:date, sort:relevance"),
        ("sort:(date)", "sort:", "takes one order"),
        ("sort:date a sort:relevance", "relevance", "sorted by date already"),
        ("a (b sort:date)", "sort:", "outside parentheses"),
        ("-sort:date", "sort:", "without minus"),
        ("after:2021-13", "2021-13", "write after:2021-03-25"),
        ("after:7d", "7d", "is not a date"),
        ("on:2021-01-29T10:00", "2021-01-29T10:00", "is not a day, month or year"),
        ("newer:soon", "soon", "newer:7d"),
        ("newer:99999y", "99999y", "is not an age"),
        ("a & b", "&", "nothing to search for"),
        ('a ""', '""', "nothing to search for"),
        ("*", "*", "nothing to search for"),
        ("ch*ps", "ch*ps", "only at the end"),
        ("tag:*", "*", "nothing to search for"),
    ],
)
def test_a_mistake_says_what_is_wrong_and_where(text: str, wrong: str, said: str) -> None:
    found = mistake(text)
    assert text[found.start : found.end] == wrong
    assert said in found.message


def test_too_long_and_too_deep_queries_are_mistakes() -> None:
    assert "2,000 characters" in mistake("a " * LONGEST).message
    assert root("(" * 50 + "a" + ")" * 50) == A
    assert "50 deep" in mistake("(" * 51 + "a" + ")" * 51).message
    assert root("-" * 1_998 + "a") == A


def test_the_caret_stands_below_what_is_wrong_also_after_wide_characters() -> None:
    assert mistake("a headlin:b").caret() == "  ^^^^^^^^"
    assert mistake("制裁 &").caret() == "     ^"
    assert QueryMistake("no text kept", 2, 4).caret() == "  ^^"


@pytest.mark.parametrize(
    ("text", "meaning"),
    [
        ("chi", Words("chi", prefix=True)),
        ("a chi", And((A, Words("chi", prefix=True)))),
        ("chi ", Words("chi")),
        ("c", Words("c")),
        ("制裁", Words("制裁")),
        ("headline:chi", Words("chi", "headline", prefix=True)),
        ("headline:(a OR chi", Or((Words("a", "headline"), Words("chi", "headline", prefix=True)))),
        ("source:regi", Attribute("source", "regi", prefix=True)),
        ("-chi", Not(Words("chi"))),
        ('"supply chain"', Words("supply chain")),
        ('"supply cha', Words("supply cha", prefix=True)),
        ('"supply c', Words("supply c")),
        ("(a OR b", Or((A, B))),
    ],
)
def test_while_typing_the_end_is_open(text: str, meaning: Node) -> None:
    assert root(text, typing=True) == meaning


@pytest.mark.parametrize(
    "unfinished",
    [
        *(
            "OR",
            "OR ",
            "AND",
            "NOT",
            "-",
            "OR -",
            "(",
            '"',
            "OR (",
            "-(",
            "headline:",
            "headline:(",
        ),
        *("is:", "is:unr", "-is:unr", "has:pic", "sort:rel", "sort:", "&"),
        *("after:", "after:20", "after:2021-0", "on:tod", "newer:7", "http:", "http:/"),
    ],
)
def test_while_typing_what_is_not_yet_there_is_left_out(unfinished: str) -> None:
    assert root(f"a {unfinished}", typing=True) == A


@pytest.mark.parametrize(
    "text", ["a)", "OR a", "headlin:a", "is:xyz", "is:unr a", "after:2021-13", "headline: ", "- a"]
)
def test_while_typing_what_no_further_key_can_mend_is_a_mistake(text: str) -> None:
    mistake(text, typing=True)


def test_terms_are_the_words_a_story_may_match_by() -> None:
    found = query('a (b* OR -c) headline:"d e" -(f g) tag:h is:read a')
    assert terms(found) == (A, Words("b", prefix=True), Words("d e", "headline"))
    assert terms(query("")) == ()


def test_combined_queries_narrow_each_other() -> None:
    both = combine(query("a OR b sort:date"), query(""), query("c is:unread"))
    assert both.root == And((Or((A, B)), C, Is("unread")))
    assert both.sort == "date"
    assert both.text == "(a OR b) c is:unread sort:date"
    assert combine(query("a sort:date"), query("b sort:relevance")).sort == "relevance"
    assert combine() == Query()


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("a AND (b AND c)", "a b c"),
        ("NOT (a OR b)", "-(a OR b)"),
        ('"chips"', "chips"),
        ('"OR"', '"OR"'),
        ("headline:(a OR b*)", "headline:a OR headline:b*"),
        ("sort:date on:yesterday", "on:2026-11-21 sort:date"),
        ("newer:12h", "after:2026-11-22T04:05:30Z"),
    ],
)
def test_the_canonical_text(text: str, canonical: str) -> None:
    assert write(query(text)) == canonical


def test_a_span_that_is_no_calendar_unit_is_written_by_its_bounds() -> None:
    span = Published(day(2021, 3, 1), day(2021, 3, 8))
    assert write(Query(Not(span))) == "-(after:2021-03-01 before:2021-03-08)"
