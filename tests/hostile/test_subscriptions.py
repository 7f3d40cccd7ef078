"""Lists of feeds, and newsboat's files, made to do harm."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brief_tui.formats.newsboat import View, parse_urls, write_urls
from brief_tui.formats.newsboat.patterns import texts_of
from brief_tui.formats.newsboat.queries import query_of
from brief_tui.formats.opml import parse_opml, write_opml
from brief_tui.formats.subscriptions import (
    PROBLEMS_LIMIT,
    SUBSCRIPTIONS_LIMIT,
    Subscription,
)
from brief_tui.model.errors import FormatError
from brief_tui.sources.newsboat_cache import CachedFeed, read_cache
from tests.support.newsboat import Row, make_cache
from tests.support.strategies import SEQUENCES
from tests.unit.test_text import is_harmless

CREATED = datetime(2021, 3, 25, tzinfo=UTC)
SECRET = "s3cret-pa55"
MARKUP = ("[/foo]", "[@click=app.quit]x[/]", "[1]")


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from strings(item)
    elif is_dataclass(value):
        for field in fields(value):
            yield from strings(getattr(value, field.name))


def assert_harmless(value: object) -> None:
    for text in strings(value):
        assert all(is_harmless(character) for character in text), repr(text)


def opml(body: str, head: str = "") -> bytes:
    text = f"<opml version='2.0'><head>{head}</head><body>{body}</body></opml>"
    return text.encode("utf-8", "surrogatepass")


@pytest.mark.hostile(case=1)
@pytest.mark.parametrize("sequence", [*SEQUENCES, "\u202e", "\x85", "\x00"])
def test_no_sequence_of_a_list_gets_in(sequence: str) -> None:
    numbers = "".join(f"&#{ord(character)};" for character in sequence)
    for bad in (sequence, numbers.replace("&#27;", ""), f"{sequence}&#x202e;&#155;31m"):
        document = parse_opml(
            opml(
                f"<outline text='F{bad}'><outline text='N{bad}' category='c{bad}'"
                f" xmlUrl='https://q.example/{bad}' htmlUrl='https://q.example/{bad}'/></outline>"
                f"<outline text='P{bad}'/><outline text='B{bad}' xmlUrl='x{bad}'/>"
                f"<outline text='I{bad}' type='link' url='u{bad}'/>",
                head=f"<title>T{bad}</title>",
            )
        )
        assert_harmless(document)


@pytest.mark.hostile(case=1)
@pytest.mark.parametrize("sequence", [*SEQUENCES, "\u202e", "\x85", "\x00"])
def test_no_sequence_of_newsboats_gets_in(sequence: str, tmp_path: Path) -> None:
    bad = f"x{sequence}y"
    found = parse_urls(
        f'https://q.example/{bad} "{bad}" "~{bad}" "!{bad}"\nexec:{bad}\nfilter:{bad}:{bad}\n'
        f'{bad}\n"query:{bad}:title =~ \\"{bad}\\""\n"query:V{bad}:{bad}"\n'
    )
    assert_harmless(found)
    written = write_urls([Subscription(bad, bad, bad, (bad,))], [View(bad, bad)])
    assert all(is_harmless(character, allowed="\n") for character in written)
    rows = [Row(flags=bad, feedurl=bad)]
    feeds = [("https://q.example/" + bad, bad, bad)]
    with read_cache(make_cache(tmp_path / "cache.db", rows, feeds)) as cache:
        for feed in cache.feeds():
            assert isinstance(feed, CachedFeed)
            assert_harmless(feed)
        for item in cache.items():
            assert_harmless((item.feed, item.tags))


@pytest.mark.hostile(case=4)
@pytest.mark.parametrize("markup", MARKUP)
def test_markup_of_terminals_is_text(markup: str) -> None:
    feed = Subscription("https://q.example/a", markup, tags=(markup,))
    (read,) = parse_opml(write_opml("T", [feed], CREATED).encode()).subscriptions
    assert (read.name, set(read.tags)) == (markup, {markup})
    assert parse_urls(write_urls([feed])).subscriptions == (feed,)


@pytest.mark.hostile(case=5)
def test_markup_of_pages_in_a_name_becomes_plain_text() -> None:
    body = "<outline text='R&amp;amp;D &lt;b&gt;up&lt;/b&gt;' xmlUrl='https://q.example/a'/>"
    assert parse_opml(opml(body)).subscriptions[0].name == "R&D up"


LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


@pytest.mark.hostile(case=12)
@pytest.mark.parametrize(
    "subset",
    [
        f'<!ENTITY l0 "ha">{LAUGHS}',
        f'<!ENTITY l9 "{"x" * 100_000}">',
        '<!ENTITY l9 "&l9;">',
        '<!ATTLIST outline text CDATA "ha">',
    ],
    ids=["laughs", "quadratic", "circle", "default"],
)
def test_entities_of_a_list_are_refused(subset: str) -> None:
    uses = "&l9;" * 1_000
    data = f"<!DOCTYPE opml [{subset}]><opml><body><outline text='{uses}'/></body></opml>"
    tracemalloc.start()
    began = time.process_time()
    with pytest.raises(FormatError, match="entities of its own"):
        parse_opml(data.encode())
    assert time.process_time() - began < 1
    assert tracemalloc.get_traced_memory()[1] < 20 * 1024**2
    tracemalloc.stop()


@pytest.mark.hostile(case=13)
@pytest.mark.parametrize("entity", ["SYSTEM 'file:///etc/hostname'", "PUBLIC '-' 'http://[::1]/'"])
def test_no_entity_of_a_list_is_fetched(entity: str) -> None:
    data = f"<!DOCTYPE opml [<!ENTITY x {entity}>]><opml><body><outline text='&x;'/></body></opml>"
    with pytest.raises(FormatError, match="entities of its own"):
        parse_opml(data.encode())
    # A DTD that is only named is never loaded.
    data = f"<!DOCTYPE opml {entity}><opml><body><outline text='a&x;b'/></body></opml>"
    assert parse_opml(data.encode()).problems == ("“a&x;b” has no address of a feed",)


@pytest.mark.hostile(case=14)
def test_folders_without_end_are_refused() -> None:
    for data in (opml("<outline text='f'>" * 200_000), b"<opml>" * 200_000):
        began = time.process_time()
        with pytest.raises(FormatError, match="nested more than"):
            parse_opml(data)
        assert time.process_time() - began < 2


@pytest.mark.hostile(case=14)
def test_filters_without_end_are_no_error() -> None:
    for text in (
        "(" * 9_000,
        "(age<1 or " * 900,
        'title=~"' + "(" * 900 + '"',
        'title=~"' + "(a|b)" * 200 + '"',
        'title=~"' + "a?" * 400 + '"',
        'title=~"' + "\\" * 9_000,
        "age<1 and " * 999 + "age<1",
        "a" * 9_999,
        " " * 1_000_000,
    ):
        began = time.process_time()
        assert not query_of(text).query or "age" in text
        assert time.process_time() - began < 1
    assert texts_of("(" * 999) == ()


@pytest.mark.hostile(case=14)
def test_a_million_outlines_are_refused() -> None:
    data = opml("<outline text='a'/>" * 800_000)  # as large as a file may be
    tracemalloc.start()
    with pytest.raises(FormatError, match="200,000 elements"):
        parse_opml(data)
    assert tracemalloc.get_traced_memory()[1] < 400 * 1024**2
    tracemalloc.stop()


@pytest.mark.hostile(case=14)
def test_more_feeds_and_problems_than_a_list_may_have_are_counted() -> None:
    feeds = "".join(f"https://q.example/{n}\n" for n in range(SUBSCRIPTIONS_LIMIT + 7))
    found = parse_urls(feeds + "".join(f"word{n}\n" for n in range(PROBLEMS_LIMIT + 5)))
    assert len(found.subscriptions) == SUBSCRIPTIONS_LIMIT
    assert found.problems[PROBLEMS_LIMIT:] == (
        "5 more lines like these",
        f"7 feeds were left out: a list has at most {SUBSCRIPTIONS_LIMIT:,}",
    )


@pytest.mark.hostile(case=14)
def test_one_feed_in_very_many_folders_is_bounded() -> None:
    feed = "<outline xmlUrl='https://q.example/a'/>"
    body = "".join(f"<outline text='f{n}'>{feed}</outline>" for n in range(50_000))
    document = parse_opml(opml(body))
    assert len(document.subscriptions) == 1
    assert len(document.subscriptions[0].tags) <= 32
    assert document.problems


SECRETS = [
    f"https://ida:{SECRET}@q.example/rss",
    f"https://{SECRET}@q.example/rss",
    f"HTTPS://ida:{SECRET}@q.example:8443/rss?a=b@c",
    f"https://ida:a@{SECRET}@q.example/rss",
    f"https://ida:{SECRET}/x@q.example/rss",
    f"https:\\\\ida:{SECRET}@q.example\\rss",
    f"feed:https://ida:{SECRET}@q.example/rss",
    f"//ida:{SECRET}@q.example/rss",
    f"ida:{SECRET}@q.example/rss",
    f"ftp://ida:{SECRET}@q.example/rss",
]


@pytest.mark.hostile(case=44)
@pytest.mark.parametrize("url", SECRETS)
def test_no_password_is_given_away(url: str) -> None:
    feed = Subscription(url, url, url, ("news",))
    assert SECRET not in write_opml("T", [feed], CREATED)
    assert SECRET not in write_urls([feed])


@pytest.mark.hostile(case=44)
@pytest.mark.parametrize("url", SECRETS)
def test_no_password_is_told_in_a_problem(url: str) -> None:
    categories = ",".join(map(str, range(40)))
    document = parse_opml(
        opml(
            f"<outline xmlUrl='{url}' category='{categories}'/>"
            f"<outline text='x' type='link' url='{url}'/><outline text='y' xmlUrl='x:{url}'/>"
        )
    )
    assert document.problems
    assert SECRET not in " ".join(document.problems)
    found = parse_urls(
        f'{url} "!"\n"filter:~/f {SECRET}:{url}"\n"exec:~/f {url}"\n'
        f'"query:V:rssurl =~ \\"{url.replace(chr(92), "/")}\\" and guid = \\"a\\""\n'
    )
    assert found.problems
    assert SECRET not in " ".join(found.problems)
