"""The article in an entry."""

from __future__ import annotations

from datetime import UTC, datetime

from brief_tui.formats import registry
from brief_tui.formats.base import Document
from brief_tui.formats.feed import FeedItem, article_of, headline_of, parse_feed
from brief_tui.model.article import Figure, Heading, Paragraph
from tests.formats.feed.feeds import URL, article, atom, rss

BODY = "The ferry Solveig crossed the fjord again on Sunday, nine years after she was sold."


def paragraphs(data: bytes) -> list[str]:
    return [block.text for block in article(data).body if isinstance(block, Paragraph)]


def entry(content: str, *, summary: str = "", more: str = "") -> bytes:
    return rss(
        f"<title>Ferry</title><link>https://quay.example/1</link><description>{summary}"
        f"</description><content:encoded><![CDATA[{content}]]></content:encoded>{more}"
    )


def test_fields() -> None:
    found = article(
        rss(
            "<title>Ferry</title><link>https://quay.example/1?utm_source=feed</link><guid>g</guid>"
            "<pubDate>Sun, 22 Nov 2026 10:30:00 +0100</pubDate>"
            "<author>ida@quay.example (Ida Holm)</author><category>Harbour</category>"
            f"<description>&lt;p&gt;{BODY}&lt;/p&gt;&lt;h2&gt;After&lt;/h2&gt;"
            "&lt;p&gt;She is well.&lt;/p&gt;</description>"
        )
    )
    assert (found.headline, found.publisher, found.tags) == ("Ferry", "The Quay", ("Harbour",))
    assert found.bylines == ("Ida Holm",)
    assert found.published == datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    assert isinstance(found.body[1], Heading)
    same = FeedItem(url="https://quay.example/1", title="Another")
    assert article_of(same, "", URL).id == found.id


def test_an_entry_without_an_address_is_known_by_its_feed_and_guid() -> None:
    one, other = FeedItem(guid="a#1", title="T"), FeedItem(guid="a#2", title="T")
    ids = {article_of(found, "", URL).id for found in (one, other)}
    assert len(ids) == 2
    assert article_of(one, "", "https://other.example/feed").id not in ids
    assert article_of(one, "", URL).url == ""


def test_a_summary_is_the_dek_unless_the_text_begins_so() -> None:
    assert article(entry(f"<p>{BODY}</p>", summary="Back at last")).dek == "Back at last"
    assert article(entry(f"<p>{BODY}</p>", summary=BODY)).dek == ""
    assert article(entry(f"<p>{BODY}</p>", summary=BODY[:40] + " […]")).dek == ""


def test_a_text_in_the_description_is_the_body() -> None:
    data = entry('<img src="https://quay.example/p.jpg">', summary=f"&lt;p&gt;{BODY}&lt;/p&gt;")
    found = article(data)
    assert paragraphs(data) == [BODY]
    assert found.dek == ""
    assert isinstance(found.body[0], Figure)


def test_plain_text_keeps_its_paragraphs() -> None:
    assert paragraphs(rss(f"<title>T</title><description>{BODY}\n\nAfter.</description>")) == [
        BODY,
        "After.",
    ]


def test_where_it_was_published_is_no_part_of_the_text() -> None:
    footer = '<p>The post <a href="/1">Ferry</a> appeared first on <a href="/">Quay</a>.</p>'
    assert paragraphs(entry(f"<p>{BODY}</p>{footer}")) == [BODY]


def test_relative_addresses_in_a_text() -> None:
    found = article(entry(f'<p>{BODY} <a href="/map">The map</a></p>'))
    (paragraph,) = (block for block in found.body if isinstance(block, Paragraph))
    assert [run.href for run in paragraph.runs if run.href] == ["https://quay.example/map"]


def test_a_note_without_a_title() -> None:
    note = "Fog on the fjord this morning, and the ferry waits for it to lift before she sails out."
    found = article(rss(f"<link>https://quay.example/n</link><description>{note}</description>"))
    assert found.headline.startswith("Fog on the fjord")
    assert found.headline.endswith("…")
    assert [block.text for block in found.body if isinstance(block, Paragraph)] == [note]


def test_headlines() -> None:
    assert headline_of(FeedItem(title="Salt &amp;amp; <b>tar</b>")) == "Salt & tar"
    assert headline_of(FeedItem(title="The <b> tag", title_type="text")) == "The <b> tag"
    assert headline_of(FeedItem(url="https://quay.example/1")) == "https://quay.example/1"


def test_related_links() -> None:
    found = article(
        atom(
            '<id>u</id><title>T</title><link rel="related" href="https://o.example/m" title="Map"/>'
        )
    )
    assert [(link.headline, link.url) for link in found.related] == [("Map", "https://o.example/m")]


def test_the_format_reads_a_feed_as_a_document() -> None:
    data = rss("<title>One</title>", "<title>Two</title>")
    for name in ("feed.xml", "feed.rss", "", "feed"):
        document = Document(data, f"file:///{name}" if name else "")
        chosen = registry.choose(document)
        assert chosen.name == "feed"
        assert [a.headline for a in chosen.parse(document).articles] == ["One", "Two"]
    typed = Document(data, "https://quay.example/x", "application/rss+xml; charset=utf-8")
    assert registry.choose(typed).name == "feed"


def test_a_json_feed_is_told_from_other_json() -> None:
    data = b'{"version": "https://jsonfeed.org/version/1.1", "title": "Q", "items": []}'
    assert registry.choose(Document(data, "file:///feed.json")).name == "feed"
    assert registry.choose(Document(b'{"headline": "x", "body": []}', "file:///a.json")).name == (
        "json"
    )


def test_one_text_that_cannot_be_read_stops_nothing() -> None:
    deep = "&lt;div&gt;" * 10_000 + BODY
    found = parse_feed(rss(f"<title>T</title><description>{deep}</description>"), URL)
    assert BODY in "".join(
        block.text
        for block in article_of(found.items[0], "", URL).body
        if isinstance(block, Paragraph)
    )
