"""A feed of unique words reads back whole, by both paths alike."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import format_datetime
from xml.sax.saxutils import escape

from hypothesis import given, settings
from hypothesis import strategies as st

from brief_tui.formats.feed import FeedItem, forgiving, item_from_text, parse_feed
from tests.formats.feed.feeds import URL, rss

WORD = st.text("abcdefghijklmnopqrstuvwxyzæøåßéжщ中文", min_size=3, max_size=9)
MOMENT = st.datetimes(datetime(1990, 1, 1), datetime(2037, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)


@st.composite
def entries(draw: st.DrawFn) -> FeedItem:
    """An item of which every field is another word."""
    words = draw(st.lists(WORD, min_size=9, max_size=9, unique=True))
    title, summary, content, guid, page, *rest = words
    return FeedItem(
        guid=f"urn:{guid}",
        url=f"https://quay.example/{page.encode().hex()}",
        title=f"{title} & {rest[0]}",
        summary=summary,
        content=f"<p>{content} &amp; {rest[1]}</p>",
        authors=(rest[2].capitalize(),),
        published=draw(MOMENT),
        categories=(rest[3],),
    )


def written(item: FeedItem) -> str:
    assert item.published is not None
    return (
        f"<title>{escape(item.title)}</title><link>{item.url}</link>"
        f'<guid isPermaLink="false">{item.guid}</guid>'
        f"<pubDate>{format_datetime(item.published)}</pubDate>"
        f"<dc:creator>{item.authors[0]}</dc:creator><category>{item.categories[0]}</category>"
        f"<description>{item.summary}</description>"
        f"<content:encoded><![CDATA[{item.content}]]></content:encoded>"
    )


@settings(max_examples=60, deadline=None)
@given(st.lists(entries(), min_size=1, max_size=4))
def test_what_is_written_is_read(expected: list[FeedItem]) -> None:
    data = rss(*map(written, expected))
    found = parse_feed(data, URL).items
    assert list(found) == expected
    forgiven = forgiving.read_document(data).items
    assert [(one.guid, one.url, one.title, one.published) for one in forgiven] == [
        (one.guid, one.url, one.title, one.published) for one in expected
    ]
    for item in found:
        assert item_from_text(item.to_text()) == item


@settings(max_examples=60, deadline=None)
@given(st.lists(entries(), min_size=2, max_size=4), st.data())
def test_a_feed_cut_anywhere_keeps_its_whole_entries(
    expected: list[FeedItem], data: st.DataObject
) -> None:
    whole = rss(*map(written, expected))
    first = whole.index(b"</item>") + len(b"</item>")
    last = whole.rindex(b"</item>")
    at = data.draw(st.integers(first, last + len(b"</item>")))
    found = parse_feed(whole[:at], URL)
    count = whole[:at].count(b"</item>")
    assert list(found.items)[:count] == expected[:count]
    assert found.degraded
