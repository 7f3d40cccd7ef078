"""Lists of feeds in OPML: what other readers write, and what we do."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.opml import OpmlDocument, is_opml, parse_opml, write_opml
from brief_tui.formats.subscriptions import (
    TAGS_LIMIT,
    Subscription,
    shareable,
    without_user,
)
from brief_tui.model.errors import FormatError
from tests.support.strategies import WRITINGS

CREATED = datetime(2021, 3, 25, 10, 30, tzinfo=UTC)


def opml(body: str, head: str = "", version: str = "2.0") -> bytes:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><opml version="{version}"><head>{head}</head>'
        f"<body>{body}</body></opml>"
    ).encode()


def parsed(body: str) -> OpmlDocument:
    return parse_opml(opml(body))


def only(body: str) -> Subscription:
    document = parsed(body)
    assert document.problems == ()
    (subscription,) = document.subscriptions
    return subscription


@pytest.mark.parametrize("version", ["1.0", "1.1", "2.0", "none of them"])
def test_a_list_has_a_title_and_feeds(version: str) -> None:
    document = parse_opml(
        opml(
            '<outline type="rss" text="The Quay" xmlUrl="https://quay.example/rss"'
            ' htmlUrl="https://quay.example/"/>',
            head="<title>My &amp; your feeds</title>",
            version=version,
        )
    )
    assert document == OpmlDocument(
        "My & your feeds",
        (Subscription("https://quay.example/rss", "The Quay", "https://quay.example/"),),
    )


@pytest.mark.parametrize(
    "outline",
    [
        '<outline text="Q" xmlUrl="https://q.example/rss"/>',
        '<outline TITLE="Q" XMLURL="https://q.example/rss"/>',
        '<outline title="Q" xmlurl=" https://q.example/rss "/>',
        '<OUTLINE text="Q" type="RSS" url="https://q.example/rss"/>',
        '<outline text="" title="Q" type="atom" xmlUrl="https://q.example/rss"/>',
        '<outline text="Q" xmlUrl="feed:https://q.example/rss"/>',
    ],
)
def test_attributes_may_be_written_in_many_ways(outline: str) -> None:
    assert only(outline) == Subscription("https://q.example/rss", "Q")


def test_folders_and_categories_are_tags() -> None:
    document = parsed(
        '<outline text="News"><outline title="Ports, north"><outline text="Q"'
        ' xmlUrl="https://q.example/a" category="/Ships/Ferries,harbour,news"/></outline>'
        '<outline text="B" xmlUrl="https://q.example/b"/></outline>'
        '<outline text="C" xmlUrl="https://q.example/c"/>'
    )
    assert [feed.tags for feed in document.subscriptions] == [
        ("News", "Ports, north", "Ships", "Ferries", "harbour"),
        ("News",),
        (),
    ]


def test_a_feed_that_is_there_twice_is_one_with_all_tags() -> None:
    feed = '<outline text="{}" xmlUrl="https://q.example/a" htmlUrl="{}"/>'
    assert only(
        f'<outline text="A">{feed.format("", "")}</outline>'
        f'<outline text="B">{feed.format("Q", "https://q.example/")}</outline>'
        f'<outline text="a">{feed.format("Other", "")}</outline>'
    ) == Subscription("https://q.example/a", "Q", "https://q.example/", ("A", "B"))


def test_a_feed_named_by_its_address_has_no_name() -> None:
    assert only('<outline text="https://q.example/a" xmlUrl="https://q.example/a"/>').name == ""


@pytest.mark.parametrize(
    ("outline", "problem"),
    [
        ('<outline text="Empty"/>', "“Empty” has no address of a feed"),
        ("<outline/>", "an outline without a name has no address of a feed"),
        (
            '<outline text="L" type="include" url="https://q.example/more.opml"/>',
            "“L” stands for another document, https://q.example/more.opml; import that too",
        ),
        (
            '<outline text="J" xmlUrl="javascript:alert(1)"/>',
            "“J”: javascript:alert(1) is not the address of a feed",
        ),
        ('<outline text="R" xmlUrl="rss.xml"/>', "“R”: rss.xml is not the address of a feed"),
        (
            '<outline text="Old" isComment="true"><outline xmlUrl="https://q.example/x"/></outline>',
            "“Old” is commented out in the list",
        ),
    ],
)
def test_what_is_of_no_use_is_named(outline: str, problem: str) -> None:
    document = parsed(outline + '<outline text="Q" xmlUrl="https://q.example/a"/>')
    assert document.problems == (problem,)
    assert [feed.name for feed in document.subscriptions] == ["Q"]


@pytest.mark.parametrize("uri", ["https://q.example/lists/my.opml", "file:///lists/my.opml"])
def test_relative_addresses_begin_at_the_list(uri: str) -> None:
    document = parse_opml(opml('<outline text="Q" xmlUrl="../a.xml"/>'), uri)
    assert document.subscriptions[0].url == uri.replace("lists/my.opml", "a.xml")


def test_what_is_not_escaped_is_read_as_it_was_meant() -> None:
    document = parsed(
        '<outline text="Fish & ships" xmlUrl="https://q.example/?a=1&b=2&copy=3&amp;d=4"/>'
        '<outline text="Caf&eacute; &#233; &amp;lt;b&gt;" xmlUrl="https://q.example/b"/>'
    )
    first, second = document.subscriptions
    assert (first.name, first.url) == ("Fish & ships", "https://q.example/?a=1&b=2&copy=3&d=4")
    assert second.name == "Café é"
    assert document.problems == ()


def test_a_broken_list_is_read_as_far_as_it_goes() -> None:
    data = opml('<outline text="Q" xmlUrl="https://q.example/a"/><outline text="R"')
    document = parse_opml(data)
    assert [feed.name for feed in document.subscriptions] == ["Q"]
    (problem,) = document.problems
    assert problem.startswith("the list breaks off: ")


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "iso-8859-1"])
def test_a_list_may_be_in_any_encoding(codec: str) -> None:
    text = opml('<outline text="Café" xmlUrl="https://q.example/a"/>').decode()
    data = text.replace("UTF-8", codec.removesuffix("-sig")).encode(codec)
    assert parse_opml(data).subscriptions[0].name == "Café"
    assert is_opml(data)


def test_outlines_without_a_body_are_read() -> None:
    data = b'<opml><outline text="Q" xmlUrl="https://q.example/a"/></opml>'
    assert len(parse_opml(data).subscriptions) == 1


@pytest.mark.parametrize("data", [b"", b"plain", b"<rss version='2.0'/>", b"<html></html>"])
def test_what_is_no_opml_is_refused(data: bytes) -> None:
    assert not is_opml(data)
    with pytest.raises(FormatError):
        parse_opml(data)


def test_more_tags_than_a_feed_may_have_are_told() -> None:
    categories = ",".join(f"t{number}" for number in range(TAGS_LIMIT + 1))
    document = parsed(f'<outline text="Q" xmlUrl="https://q.example/a" category="{categories}"/>')
    assert len(document.subscriptions[0].tags) == TAGS_LIMIT
    assert document.problems == (f"“Q” keeps {TAGS_LIMIT} tags, and no more",)


# Writing


def test_what_is_written() -> None:
    feeds = [
        Subscription("https://q.example/a?x=1&y=2", 'The "Quay"', "https://q.example/", ("News",)),
        Subscription("https://q.example/b", tags=("News", "ships", "up, down")),
        Subscription("https://q.example/c", "C"),
    ]
    assert (
        write_opml("Feeds & more", feeds, CREATED)
        == """\
<?xml version="1.0" encoding="UTF-8"?>
<opml version="2.0">
  <head>
    <title>Feeds &amp; more</title>
    <dateCreated>Thu, 25 Mar 2021 10:30:00 +0000</dateCreated>
  </head>
  <body>
    <outline text="News">
      <outline type="rss" text="The &quot;Quay&quot;" title="The &quot;Quay&quot;" \
xmlUrl="https://q.example/a?x=1&amp;y=2" htmlUrl="https://q.example/"/>
    </outline>
    <outline text="News">
      <outline text="up, down">
        <outline type="rss" text="https://q.example/b" title="https://q.example/b" \
xmlUrl="https://q.example/b" category="ships"/>
      </outline>
    </outline>
    <outline type="rss" text="C" title="C" xmlUrl="https://q.example/c"/>
  </body>
</opml>
"""
    )


labels = st.one_of(
    st.sampled_from([*WRITINGS, "a/b", "a, b", "x & y", 'say "x"', "'", "1 < 2", "[/b]", "~", "!"]),
    st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="&<"), max_size=12),
)
feed_urls = st.builds(
    "{}://{}/{}{}".format,
    st.sampled_from(["https", "http"]),
    st.sampled_from(["q.example", "q.example:8080", "[::1]", "büro.example"]),
    st.text("abc/.%20 é-_~'\"<>&;", max_size=12),
    st.sampled_from(["", "?a=1&b=2", "?u=a@b", "#x", "?q=&amp;"]),
)
feeds = st.builds(
    Subscription,
    feed_urls,
    labels,
    st.just("") | feed_urls,
    st.lists(labels, max_size=5).map(tuple),
)


@given(st.lists(feeds, max_size=6, unique_by=lambda feed: feed.url), labels)
def test_what_is_written_reads_back_the_same(feeds: list[Subscription], title: str) -> None:
    document = parse_opml(write_opml(title, feeds, CREATED).encode())
    assert document.problems == ()
    read = {feed.url: feed for feed in document.subscriptions}
    assert set(read) == {feed.url for feed in feeds}
    for feed in map(shareable, feeds):
        found = read[feed.url]
        assert (found.name, found.home) == (feed.name, feed.home)
        assert found.tags[:1] == feed.tags[:1]
        assert set(found.tags) == set(feed.tags)


@pytest.mark.parametrize(
    ("url", "left"),
    [
        ("https://q.example/a", "https://q.example/a"),
        ("https://u:p@q.example/a?x=b@c", "https://q.example/a?x=b@c"),
        ("https://q.example/@u/feed", "https://q.example/@u/feed"),
        ("HTTP://u@q.example", "HTTP://q.example"),
        ("http://u:p@p@q.example/a", "http://q.example/a"),
        ("http:\\\\u:p@q.example/a", "http:\\\\q.example/a"),
        ("feed:https://u:p@q.example/a", "feed:https://q.example/a"),
        ("//u:p@q.example/a", "//q.example/a"),
        ("u:p@q.example/a", "q.example/a"),
        ("http://u:p/w@q.example/a", "http://q.example/a"),
        ("https://u:p@[::1]:80/a", "https://[::1]:80/a"),
        ("file:///home/a@b.xml", "file:///home/a@b.xml"),
    ],
)
def test_addresses_lose_their_user(url: str, left: str) -> None:
    assert without_user(url) == left
