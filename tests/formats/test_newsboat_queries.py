"""newsboat's filters as queries, and queries as filters."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.newsboat.filters import filter_of
from brief_tui.formats.newsboat.patterns import GAP, START, escaped, texts_of, whole_words
from brief_tui.formats.newsboat.queries import query_of
from brief_tui.model.query import parse_query
from brief_tui.model.query_nodes import Query
from tests.support.strategies import outside_text

NOW = datetime(2021, 3, 25, 10, 30, tzinfo=UTC)
SAID = {
    'unread = "yes"': "is:unread",
    'unread == "no"': "is:read",
    'unread != "yes"': "-is:unread",
    'title =~ "linux"': "headline:linux*",
    'title !~ "linux"': "-headline:linux*",
    'title = "The ferry"': 'headline:"The ferry"',
    'title # "ferry"': "headline:ferry",
    'title =~ "linux|bsd"': "headline:linux* OR headline:bsd*",
    'title =~ "(air|sea)port"': "headline:airport* OR headline:seaport*",
    'title =~ "colou?rs"': "headline:colors* OR headline:colours*",
    'title =~ "[Ff]erry"': "headline:ferry*",
    'title =~ "\\blinux\\b"': "headline:linux",
    'title =~ " AI "': "headline:AI",
    'title =~ "C\\+\\+"': 'headline:"C++"',
    'title =~ "ship.*harbour"': "headline:ship* headline:harbour*",
    'title =~ "ship.+harbour"': "headline:ship* headline:harbour*",
    'title =~ "node.js"': "headline:node.js*",
    'link =~ "q.example"': "url:q.example",
    'title =~ ".*ship.*"': "headline:ship*",
    'title =~ "say \\"hi\\""': 'headline:"say hi"',
    'content =~ "ship"': "body:ship*",
    'author =~ "Ida Holm"': 'by:"Ida Holm*"',
    'author = "Ida"': "by:Ida",
    'tags # "news"': "tag:news",
    'tags !# "big stories"': '-tag:"big stories"',
    'tags =~ "\\bnews\\b"': "tag:news",
    'feedtitle = "The Quay"': 'source:"The Quay"',
    'feedtitle =~ "^The Quay$"': 'source:"The Quay"',
    'feedtitle =~ "^Quay"': "source:Quay*",
    'link =~ "example\\.org/asia"': "url:example.org/asia",
    'link =~ "^https://q\\.example"': 'url:"https://q.example"',
    'link = "https://q.example/a"': 'url:"https://q.example/a"',
    'rssurl =~ "q\\.example"': "source:Quay OR source:Harbour",
    'rssurl =~ "^https?://q.*/b$"': "source:Harbour",
    'rssurl = "https://q.example/a"': "source:Quay",
    'flags =~ "a"': "tag:flag-a",
    'flags =~ "[ab]"': "tag:flag-a OR tag:flag-b",
    'flags # "ab"': "tag:flag-a tag:flag-b",
    'flags !~ "x"': "-tag:flag-x",
    'flags != ""': 'tag:"flag-*"',
    'flags = ""': '-tag:"flag-*"',
    'flags =~ "."': 'tag:"flag-*"',
    "age < 7": "newer:7d",
    "age <= 7": "newer:8d",
    "age > 7": "older:8d",
    "age >= 7": "older:7d",
    'age = "0"': "newer:1d",
    "age != 3": "-(older:3d newer:4d)",
    "age between 0:10": "newer:11d",
    "age between 10:2": "older:2d newer:11d",
    "age >= 0": "older:0d",
    "age < 0": "-older:0d",
    '(author =~ "Ida" or author =~ "Per") and title =~ "ship"': (
        "(by:Ida* OR by:Per*) headline:ship*"
    ),
    '((unread="yes")and(age<2))': "is:unread newer:2d",
    # What is to the right of 'and' and 'or' belongs together, as newsboat has it.
    'unread = "yes" and age < 2 or tags # "x"': "is:unread (newer:2d OR tag:x)",
    'unread = "yes" or age < 2 and tags # "x"': "is:unread OR newer:2d tag:x",
    'unread = "yes" or unread = "yes"': "is:unread",
    'title !~ "a1|b1" and link !~ "x"': "-(headline:a1* OR headline:b1*) -url:x",
}
FEEDS = {"https://q.example/a": "Quay", "https://q.example/b": "Harbour", "http://c.example": ""}


@pytest.mark.parametrize(("filter_text", "query"), SAID.items(), ids=str)
def test_filters_become_queries(filter_text: str, query: str) -> None:
    found = query_of(filter_text, FEEDS)
    assert (found.query, found.problems) == (query, ())
    assert isinstance(parse_query(query, NOW), Query)


@pytest.mark.parametrize(
    ("filter_text", "reason"),
    [
        ("unread_count > 0", "how many a feed has"),
        ("articleindex < 10", "no order"),
        ('date =~ "2021"', "a date is no text"),
        ('guid = "x"', "identifiers"),
        ('enclosure_type =~ "audio"', "files"),
        ('title =~ "^Re:"', "the beginning or the end of a text"),
        ('title =~ "[0-9]+"', "more than a few texts"),
        ('title =~ "a{2}"', "more than a few texts"),
        ('title =~ "(a"', "more than a few texts"),
        ('title =~ "a)"', "more than a few texts"),
        ('title =~ "*"', "more than a few texts"),
        ('title =~ "\\"', "from “title"),
        ('title =~ "."', "no word"),
        ('title =~ "**"', "more than a few texts"),
        ('title =~ ".*"', "nothing to look for"),
        ('title = "!"', "no word"),
        ('title > "a"', "only age"),
        ('unread = "maybe"', '"yes" or "no"'),
        ('feedtitle =~ "Quay$"', "by their beginning"),
        ('feedtitle = ""', "what is empty"),
        ('tags # "!hidden"', "no tag"),
        ('link =~ "\\.pdf$"', "one piece"),
        ('rssurl =~ "elsewhere"', "give those feeds a tag"),
        ('rssurl =~ "example"', "give those feeds a tag"),
        ('flags =~ "1"', "letters"),
        ('age =~ "x"', "number of days"),
        ("age between 5", "two numbers"),
        ("age < 12345678", "number of days"),
        ('mood = "good"', "no such attribute"),
        ("", "no filter"),
        ('not title =~ "a"', "from “not title"),
        ('(unread = "yes"', "no filter"),
        ('unread = "yes")', "from “)” on"),
        ('unread = "yes" and', "no filter"),
        ("(" * 300 + 'unread = "yes"' + ")" * 300, "no filter"),
        ("age < 1 or " * 2_000 + "age < 1", "10,000 characters"),
        (" or ".join(f'title =~ "word{n}"' for n in range(150)), "2,000 characters"),
    ],
)
def test_what_cannot_be_said_is_told(filter_text: str, reason: str) -> None:
    found = query_of(filter_text, FEEDS)
    assert found.query == ""
    (problem,) = found.problems
    assert reason in problem


def test_all_parts_that_cannot_be_said_are_told() -> None:
    found = query_of('unread_count > 0 or (guid = "x" and age < 2)')
    assert [problem.split(":")[0] for problem in found.problems] == [
        "unread_count > 0",
        'guid = "x"',
    ]


def test_names_that_only_begin_so_are_told() -> None:
    found = query_of('feedtitle =~ "Quay"')
    assert found.query == "source:Quay*"
    assert found.problems == (
        'feedtitle =~ "Quay" finds names that begin so, and not inside of them',
    )


@given(st.text(alphabet='()"=~!<>#0123456789: andortitleflagsagetags\\[]|?*+.^$', max_size=80))
def test_whatever_is_said_can_be_asked(text: str) -> None:
    for filter_text in (text, f'title =~ "{text}"', f'tags =~ "{text}"', f"age {text}"):
        found = query_of(filter_text, FEEDS)
        assert bool(found.query) or found.problems
        if found.query:
            assert isinstance(parse_query(found.query, NOW), Query)


# Expressions


@given(outside_text.filter(lambda text: not set(text) & set("\x01\x02\x03\x04")))
def test_a_text_that_is_escaped_stands_for_itself(text: str) -> None:
    assert texts_of(escaped(text)) == (text,)


def test_what_is_marked_in_a_text() -> None:
    assert texts_of("^a.*b") == (f"{START}a{GAP}b",)
    assert texts_of("(a|b|c|d|e)(a|b|c|d|e)") == ()
    assert texts_of("(" * 50 + "a" + ")" * 50) == ()
    assert texts_of("(a?" * 15 + ")" * 15) == ()


# Back again

BACK = {
    "is:unread": 'unread = "yes"',
    "is:read": 'unread = "no"',
    "-is:unread": 'unread = "no"',
    "headline:chip*": f'title =~ "{whole_words("chip", prefix=True)}"',
    'body:"supply chain"': f'content =~ "{whole_words("supply chain", prefix=False)}"',
    "-by:guan": f'author !~ "{whole_words("guan", prefix=False)}"',
    "tag:news": 'tags # "news"',
    "tag:flag-a": 'flags =~ "a"',
    'tag:"flag-*"': 'flags != ""',
    "-tag:news": 'tags !# "news"',
    'source:"The Quay"': 'feedtitle =~ "^The Quay$"',
    "source:quay*": 'feedtitle =~ "^quay"',
    "url:q.example": 'link =~ "q\\.example"',
    "newer:7d": "age < 7",
    "older:2w": "age >= 14",
    "-newer:7d": "age >= 7",
    "is:unread newer:1d": '(unread = "yes" and age < 1)',
    "-(is:unread newer:1d)": '(unread = "no" or age >= 1)',
    "is:unread OR tag:a tag:b": '(unread = "yes" or (tags # "a" and tags # "b"))',
}


@pytest.mark.parametrize(("query", "filter_text"), BACK.items(), ids=str)
def test_queries_become_filters(query: str, filter_text: str) -> None:
    assert filter_of(query) == (filter_text, "")


@pytest.mark.parametrize("query", [query for query in BACK if not query.startswith("-(")])
def test_a_filter_of_ours_reads_back_as_the_query(query: str) -> None:
    found = query_of(filter_of(query)[0])
    first, second = parse_query(found.query, NOW), parse_query(query, NOW)
    assert isinstance(first, Query)
    assert isinstance(second, Query)
    assert found.query == query or query[0] == "-" or query == "older:2w"


def test_words_without_a_field_are_looked_for_in_title_and_content() -> None:
    written, _ = filter_of("chip")
    assert query_of(written).query == "headline:chip OR body:chip"


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("has:picture is:unread", "has:picture"),
        ("is:starred", "is:starred"),
        ("caption:quay", "caption:quay"),
        ("section:world", "section:world"),
        ('tag:"two words"', 'tag:"two words"'),
        ("tag:a*", "tag:a*"),
        ("after:2021-03", "a date, or an age in hours"),
        ("newer:12h", "a date, or an age in hours"),
        ("", "a query for every story"),
        ("headlin:x", "there is no field 'headlin'; did you mean headline:?"),
    ],
)
def test_what_newsboat_has_no_words_for_is_told(query: str, part: str) -> None:
    assert filter_of(query) == ("", part)
