"""newsboat's urls file: what comes along, what cannot, and what is written for it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.newsboat import UrlsFile, View, is_urls, parse_urls, write_urls
from brief_tui.formats.subscriptions import Subscription, shareable
from tests.support.strategies import WRITINGS, outside_text

Q = "https://q.example/rss"


@pytest.mark.parametrize(
    ("line", "feed"),
    [
        (Q, Subscription(Q)),
        (f"  {Q}\tnews  ships ", Subscription(Q, tags=("news", "ships"))),
        (f'{Q} "big one" "~The Quay" a', Subscription(Q, "The Quay", "", ("big one", "a"))),
        (f'"{Q}" "say \\"hi\\" \\\\ \\q"', Subscription(Q, tags=('say "hi" \\ q',))),
        (f'{Q} "a"b c"d', Subscription(Q, tags=("a", "b", 'c"d'))),
        (f"{Q} news # tags end here", Subscription(Q, tags=("news",))),
        (f"{Q}#part c#", Subscription(f"{Q}#part", tags=("c#",))),
        (f'{Q} "never closed', Subscription(Q, tags=("never closed",))),
        (f"{Q} news\r", Subscription(Q, tags=("news",))),
        ("file:///home/ida/a.xml own", Subscription("file:///home/ida/a.xml", tags=("own",))),
        (
            "https://ida:secret@q.example/rss",
            Subscription("https://ida:secret@q.example/rss"),
        ),
    ],
)  # fmt: skip
def test_a_line_is_a_feed_with_tags(line: str, feed: Subscription) -> None:
    assert parse_urls(f"# my feeds\n\n{line}\n") == UrlsFile((feed,))


def test_a_feed_that_is_there_twice_is_one() -> None:
    found = parse_urls(f'{Q} a\n{Q} b "~Quay"\n{Q} A\n')
    assert found.subscriptions == (Subscription(Q, "Quay", tags=("a", "b")),)


def test_hidden_feeds_are_told() -> None:
    found = parse_urls(f'{Q} "!" tech\nhttps://q.example/b "!hidden" "~B"\n')
    assert [feed.tags for feed in found.subscriptions] == [("tech",), ()]
    assert found.problems == (f"hidden in newsboat (!), listed here like the others: {Q}, B",)


def test_scripts_are_named_and_left_out_with_the_reason() -> None:
    found = parse_urls(
        "exec:~/bin/weather news\n"
        f'"filter:~/bin/clean --key s3cret:{Q}" news\n'
        '"exec:/usr/bin/fetch s3cret"\n'
    )
    assert found.subscriptions == ()
    assert [problem.split(" was left out: ")[0] for problem in found.problems] == [
        "line 1: exec:~/bin/weather",
        "line 2: filter:~/bin/clean",
        "line 3: exec:/usr/bin/fetch",
    ]
    assert all("brief runs no programs" in problem for problem in found.problems)
    assert "s3cret" not in " ".join(found.problems)


def test_other_lines_are_named() -> None:
    found = parse_urls("gopher://q.example/\nftp://ida:secret@q.example/a\nwords\n")
    assert found.problems == (
        "line 1: “gopher://q.example/” is not the address of a feed",
        "line 2: “ftp://q.example/a” is not the address of a feed",
        "line 3: “words” is not the address of a feed",
    )


def test_query_feeds_become_views() -> None:
    found = parse_urls(
        '"query:Unread:unread = \\"yes\\""\n'
        f'{Q} "~Quay" ships\n'
        '"query:From the quay:rssurl =~ \\"q\\\\.example\\" and tags # \\"ships\\""\n'
        '"query:Unread too:unread = \\"yes\\"" "~Renamed"\n'
    )
    assert found.views == (
        View("Unread", "is:unread"),
        View("From the quay", "source:Quay tag:ships"),
        View("Renamed", "is:unread"),
    )
    assert found.problems == ()


def test_names_that_are_known_serve_filters_by_address() -> None:
    line = f'{Q}\n"query:V:rssurl = \\"{Q}\\""\n'
    assert parse_urls(line, {Q: "The Quay"}).views == (View("V", 'source:"The Quay"'),)
    private = line.replace("q.example/rss\n", "ida:pw@q.example/rss\n", 1)
    assert parse_urls(private.replace(f'= \\"{Q}', '=~ \\"q.example'), {Q: "The Quay"}).views
    (problem,) = parse_urls(line).problems
    assert problem.startswith("the view “V” was left out: rssurl")


def test_a_line_for_each_view_that_cannot_be_said() -> None:
    found = parse_urls(
        '"query:Busy:unread_count > 0 and age < 3 and enclosure_url != \\"\\""\n'
        '"query:Tagged:age < 3" one two\n'
        '"query::age < 3"\n'
        "query:Empty\n"
        '"query:Tagged:age < 4"\n'
    )
    assert found.views == (View("Tagged", "newer:4d"),)
    assert found.problems == (
        "the view “Busy” was left out: unread_count > 0: queries look at stories, not at how"
        ' many a feed has; enclosure_url != "": the files of stories cannot be asked for',
        "the view “Tagged” comes without its tags: views have none",
        "a view without a name was left out: age < 3",
        "the view “Empty” was left out: this is no filter: it is not whole",
        "there are two views “Tagged”: the later one was taken",
    )


@pytest.mark.parametrize(
    ("text", "fits"),
    [
        (f"{Q} news\n# x\n\nexec:~/a b\n", True),
        ('"query:A:unread = \\"yes\\""\n', True),
        ("\ufefffile:///home/a.xml\r\n", True),
        ("", False),
        ("# only a remark\n", False),
        (f"See\n{Q}\n", False),
        (f"{Q}\nMore words.\n", False),
        ("file:notes\n", False),
    ],
)
def test_a_file_is_told_by_its_lines(text: str, fits: bool) -> None:
    assert is_urls(text) is fits


# Writing


def test_what_is_written() -> None:
    feeds = [
        Subscription("https://ida:secret@q.example/rss", 'The "Quay"', tags=("news", "big ones")),
        Subscription("https://q.example/b", tags=("!odd", "~odd")),
    ]
    views = [
        View("Unread: now", "is:unread newer:7d"),
        View("Pictures", "has:picture"),
        View("Since March", "after:2021-03"),
        View("All", ""),
    ]
    assert write_urls(feeds, views) == (
        'https://q.example/rss news "big ones" "~The \\"Quay\\""\n'
        'https://q.example/b " !odd" " ~odd"\n'
        '"query:Unread now:(unread = \\"yes\\" and age < 7)"\n'
        "# the view “Pictures” (has:picture) is not here: newsboat has no words for has:picture\n"
        "# the view “Since March” (after:2021-03) is not here:"
        " newsboat has no words for a date, or an age in hours\n"
        "# the view “All” () is not here: newsboat has no words for a query for every story\n"
    )


labels = st.one_of(
    st.sampled_from([*WRITINGS, 'a "b"', "back\\slash", "#", "~", "!", "~x", "!x", "a#b"]),
    outside_text,
)
feeds = st.builds(
    Subscription,
    st.builds("https://q.example/{}".format, st.text('ab/.%20 é-_~"\\?&#', max_size=12)),
    labels,
    tags=st.lists(labels, max_size=4).map(tuple),
)


@given(st.lists(feeds, max_size=5, unique_by=lambda feed: feed.url))
def test_what_is_written_reads_back_the_same(feeds: list[Subscription]) -> None:
    found = parse_urls(write_urls(feeds))
    assert found.problems == ()
    assert list(found.subscriptions) == [shareable(feed) for feed in feeds]


@given(outside_text)
def test_nothing_that_stands_in_a_file_is_an_error(text: str) -> None:
    parse_urls(text)
    parse_urls(f"{Q} {text}\nquery:A:{text}\nexec:{text}")
    is_urls(text)
