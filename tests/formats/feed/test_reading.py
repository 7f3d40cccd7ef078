"""What is read from feeds of every kind, and by which path."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from brief_tui.formats.feed import forgiving, parse_feed
from brief_tui.formats.feed.item import FeedEnclosure, FeedItem, item_from_text
from brief_tui.model.errors import FormatError
from tests.formats.feed.feeds import URL, atom, item, items, rss

FULL = (
    "<title>Ferry &amp;amp; fjord</title><link>https://quay.example/1</link>"
    '<guid isPermaLink="false">q-1</guid><pubDate>Sun, 22 Nov 2026 10:30:00 +0100</pubDate>'
    "<dc:creator>Ida Holm</dc:creator><category>Harbour</category>"
    '<category domain="x">Boats</category><comments>https://quay.example/1#talk</comments>'
    "<slash:comments>12</slash:comments><description>Back at last</description>"
    "<content:encoded><![CDATA[<p>The ferry is back.</p>]]></content:encoded>"
)


def refuse(_data: bytes) -> object:
    raise AssertionError("the forgiving path was taken")


def test_rss_is_read_by_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgiving, "read_document", refuse)
    found = item(rss(FULL))
    assert found == FeedItem(
        guid="q-1",
        url="https://quay.example/1",
        title="Ferry &amp; fjord",
        summary="Back at last",
        content="<p>The ferry is back.</p>",
        authors=("Ida Holm",),
        published=datetime(2026, 11, 22, 9, 30, tzinfo=UTC),
        categories=("Harbour", "Boats"),
        comments="https://quay.example/1#talk",
    )


def test_both_paths_agree_on_rss() -> None:
    # What only the fast path tells apart is left out: the domain's own comments page.
    data = rss(FULL)
    (forgiven,) = forgiving.read_document(data).items
    assert forgiven == item(data)


def test_atom_is_read_by_the_fast_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forgiving, "read_document", refuse)
    entry = (
        '<id>urn:1</id><title>Tide</title><link rel="self" href="https://quay.example/1.atom"/>'
        '<link href="https://quay.example/1"/><updated>2026-11-22T10:00:00Z</updated>'
        "<published>2026-11-21T10:00:00Z</published><author><name>Ida Holm</name></author>"
        '<category term="h" label="Harbour"/><summary>Low</summary>'
        '<content type="html">&lt;p&gt;The tide is low.&lt;/p&gt;</content>'
    )
    assert item(atom(entry)) == FeedItem(
        guid="urn:1",
        url="https://quay.example/1",
        title="Tide",
        title_type="text",
        summary="Low",
        content="<p>The tide is low.</p>",
        authors=("Ida Holm",),
        published=datetime(2026, 11, 21, 10, tzinfo=UTC),
        updated=datetime(2026, 11, 22, 10, tzinfo=UTC),
        categories=("Harbour",),
    )


def test_atom_0_3_and_rdf() -> None:
    old = (
        b'<feed version="0.3" xmlns="http://purl.org/atom/ns#"><title>Q</title><entry>'
        b'<id>u</id><title>Tide</title><link rel="alternate" href="https://quay.example/1"/>'
        b"<issued>2004-01-02T03:04:05Z</issued><modified>2004-01-03T03:04:05Z</modified>"
        b"</entry></feed>"
    )
    found = item(old)
    assert (found.title, found.url) == ("Tide", "https://quay.example/1")
    assert found.published == datetime(2004, 1, 2, 3, 4, 5, tzinfo=UTC)
    rdf = (
        b'<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"'
        b' xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        b'<channel rdf:about="x"><title>Q</title><link>https://quay.example/</link></channel>'
        b'<item rdf:about="https://quay.example/1"><title>Tide</title>'
        b"<link>https://quay.example/1</link><description>Low</description>"
        b"<dc:date>2026-11-22T10:00:00+01:00</dc:date><dc:creator>Ida Holm</dc:creator></item>"
        b"</rdf:RDF>"
    )
    found = item(rdf)
    assert (found.title, found.summary, found.authors) == ("Tide", "Low", ("Ida Holm",))
    assert found.published == datetime(2026, 11, 22, 9, tzinfo=UTC)


def test_what_a_feed_says_of_itself() -> None:
    head = (
        "<language>nb</language><ttl>90</ttl>"
        '<atom:link rel="self" href="https://quay.example/all.xml"/>'
        '<atom:link rel="hub" href="https://hub.example/"/>'
        "<itunes:new-feed-url>https://new.example/feed</itunes:new-feed-url>"
    )
    found = parse_feed(rss(FULL, head=head), URL)
    assert (found.title, found.home, found.language) == ("The Quay", "https://quay.example/", "nb")
    assert (found.self_url, found.hub) == ("https://quay.example/all.xml", "https://hub.example/")
    assert (found.ttl, found.moved_to) == (5_400, "https://new.example/feed")
    assert not found.degraded


def test_a_feed_without_entries_is_a_feed() -> None:
    assert parse_feed(rss()).items == ()
    assert parse_feed(rss()).title == "The Quay"


def test_a_picture_s_title_and_description_are_not_the_entry_s() -> None:
    found = item(
        rss(
            "<media:title>A photo</media:title><media:description>A boat</media:description>"
            "<title>Ferry</title><description>Back at last</description>"
        )
    )
    assert (found.title, found.summary, found.content) == ("Ferry", "Back at last", "")


def test_everybody_who_wrote_it() -> None:
    two = "<title>T</title><dc:creator>Ida Holm</dc:creator><dc:creator>Per Lund</dc:creator>"
    assert item(rss(two)).authors == ("Ida Holm", "Per Lund")
    atoms = (
        "<id>u</id><title>T</title><author><name>Ida Holm</name></author>"
        "<author><name>Per Lund</name><email>p@quay.example</email></author>"
    )
    assert item(atom(atoms)).authors == ("Ida Holm", "Per Lund")


def test_the_feed_that_an_entry_came_from() -> None:
    entry = '<title>T</title><source url="https://o.example/">The Other</source>'
    assert item(rss(entry)).source == "The Other"
    entry = "<id>u</id><title>T</title><source><title>The Other</title></source>"
    assert item(atom(entry)).source == "The Other"


def test_enclosures_of_both_kinds() -> None:
    sound = FeedEnclosure("https://quay.example/1.mp3", "audio/mpeg", 123)
    tag = '<enclosure url="https://quay.example/1.mp3" type="audio/mpeg" length="123"/>'
    assert item(rss(f"<title>T</title>{tag}")).enclosures == (sound,)
    link = (
        '<link rel="enclosure" href="https://quay.example/1.mp3" type="audio/mpeg" length="123"/>'
    )
    assert item(atom(f"<id>u</id><title>T</title>{link}")).enclosures == (sound,)


def test_related_links_and_relative_addresses() -> None:
    entry = (
        '<id>u</id><title>T</title><link href="/1"/>'
        '<link rel="related" href="/map" title="The map"/><link rel="via" href="https://v.example/"/>'
    )
    found = item(atom(entry))
    assert found.url == "https://quay.example/1"
    assert [(link.rel, link.title) for link in found.links] == [("related", "The map"), ("via", "")]
    based = item(atom(entry, attributes='xml:base="https://base.example/a/"'))
    assert (based.url, based.base) == ("https://base.example/1", "https://base.example/a/")


def test_texts_with_elements_in_them_are_whole() -> None:
    assert item(rss("<title>A <b>bold</b> one</title>")).title == "A bold one"
    naked = item(rss("<title>T</title><description><p>One</p><p>Two</p></description>"))
    assert "One" in naked.summary
    assert "Two" in naked.summary
    xhtml = (
        '<id>u</id><title type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">A <b>b</b></div>'
        '</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Text</p></div>'
        "</content>"
    )
    found = item(atom(xhtml))
    assert found.title == "A b"
    assert "<p>Text</p>" in found.content


def test_base64_texts() -> None:
    entry = (
        '<id>u</id><title>T</title><content type="application/octet-stream">VGhlIHRpZGU=</content>'
    )
    assert item(atom(entry)).content == "The tide"


def test_a_date_is_only_what_the_feed_says() -> None:
    assert item(rss("<title>T</title><guid>15</guid>")).published is None
    assert item(rss("<title>T</title><pubDate>10:30</pubDate>")).published is None


def test_a_broken_feed_is_read_by_the_forgiving_path() -> None:
    broken = rss(FULL, "<title>Rock & roll</title><description>a < b</description>")
    found = parse_feed(broken, URL)
    assert [one.title for one in found.items] == ["Ferry &amp; fjord", "Rock & roll"]
    assert not found.degraded


def test_entities_of_html_are_known() -> None:
    found = item(rss("<title>Caf&eacute;&nbsp;&unknown;</title>"))
    assert found.title == "Café\u00a0&unknown;"


def test_an_item_is_kept_as_text() -> None:
    media = '<media:content url="https://quay.example/p.jpg" width="8"/>'
    sound = '<enclosure url="https://quay.example/1.mp3" type="audio/mpeg" length="123"/>'
    found = item(rss(FULL + media + sound))
    assert item_from_text(found.to_text()) == found
    counted = item(rss(FULL.replace(">12<", ">13<") + media + sound))
    assert counted.to_text() == found.to_text()
    with pytest.raises(FormatError):
        item_from_text("[1]")


def test_what_an_entry_is_known_by() -> None:
    assert FeedItem(guid="g", url="u").ident == "g"
    assert FeedItem(url="u").ident == "u"
    assert FeedItem(title="a").ident != FeedItem(title="b").ident
    assert FeedItem(title="a").ident == FeedItem(title="a").ident


def test_names_in_capitals() -> None:
    assert [
        one.title
        for one in items(
            b"<RSS><CHANNEL><TITLE>Q</TITLE><ITEM><TITLE>T</TITLE></ITEM></CHANNEL></RSS>"
        )
    ] == ["T"]
