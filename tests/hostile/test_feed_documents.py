"""Feeds made to do harm, or merely broken: what can be read is, the rest is said in a sentence."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from brief_tui.formats.feed import FeedItem, article_of, headline_of, parse_feed
from brief_tui.formats.feed.prepare import DEPTH_LIMIT, SIZE_LIMIT
from brief_tui.model.article import Paragraph
from brief_tui.model.errors import FormatError
from tests.formats.feed.feeds import URL, atom, item, items, rss

LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)
SKELETON = (
    '<rss version="2.0"><channel><title>Q</title><item><title>{}</title></item></channel></rss>'
)
SWELLING = {
    "billion laughs": (LAUGHS, "&a11;"),
    "quadratic": (f'<!ENTITY a "{"x" * 100_000}">', "&a;" * 50_000),
    "many short ones": (f'<!ENTITY a "{"x" * 64}">', "&a;" * 1_000_000),
    "parameter entities": ("<!ENTITY % a 'x'><!ENTITY % b '%a;%a;'>%b;", "x"),
    "default attributes": (f'<!ATTLIST p c CDATA "{"x" * 1_000_000}">', "<p/>" * 1_000),
}


@pytest.mark.hostile(case=5)
@pytest.mark.parametrize(
    "title",
    [
        "Salt &amp;amp; tar",
        "<![CDATA[Salt &amp; tar]]>",
        "<![CDATA[<b>Salt</b> & tar]]>",
        "&lt;em&gt;Salt&lt;/em&gt; &amp;amp; tar",
        "Salt &amp;#38; tar",
        "Salt &amp;amp;amp; tar",
    ],
)
def test_titles_become_plain_text(title: str) -> None:
    assert headline_of(item(rss(f"<title>{title}</title>"))) == "Salt & tar"
    typed = f'<id>u</id><title type="html">{title}</title>'
    assert headline_of(item(atom(typed))) == "Salt & tar"


@pytest.mark.hostile(case=12)
@pytest.mark.parametrize("kind", SWELLING)
def test_entities_never_swell(kind: str) -> None:
    declarations, use = SWELLING[kind]
    bomb = (f"<!DOCTYPE rss [{declarations}]>" + SKELETON.format(use)).encode()
    limits = (
        "import resource, sys\n"
        "from brief_tui.formats.feed import parse_feed\n"
        "from brief_tui.model.errors import FormatError\n"
        "import fastfeedparser, feedparser\n"
        "data = sys.stdin.buffer.read()\n"
        "before = resource.getrusage(resource.RUSAGE_SELF)\n"
        "try: parse_feed(data)\n"
        "except FormatError: pass\n"
        "after = resource.getrusage(resource.RUSAGE_SELF)\n"
        "print(after.ru_utime - before.ru_utime, (after.ru_maxrss - before.ru_maxrss) / 1024)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", limits], input=bomb, capture_output=True, check=True, timeout=60
    )
    seconds, mebibytes = map(float, done.stdout.split())
    assert seconds < 1
    assert mebibytes < 100


@pytest.mark.hostile(case=13)
@pytest.mark.parametrize("broken", [False, True], ids=["well-formed", "broken"])
def test_nothing_outside_of_the_feed_is_touched(tmp_path: Path, broken: bool) -> None:
    secret = tmp_path / "secret"
    secret.write_text("the secret")
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.1)
        port = server.getsockname()[1]
        declarations = (
            f'<!ENTITY f SYSTEM "{secret.as_uri()}"><!ENTITY n SYSTEM "http://127.0.0.1:{port}/n">'
            f'<!ENTITY % p SYSTEM "http://127.0.0.1:{port}/p"> %p;'
        )
        data = (
            f'<!DOCTYPE rss SYSTEM "http://127.0.0.1:{port}/d" [{declarations}]>'
            + SKELETON.format("Ferry &f; &n;" + (" & <" if broken else ""))
        ).encode()
        found = parse_feed(data, f"http://127.0.0.1:{port}/feed")
        text = "".join(one.to_text() for one in found.items)
        assert "Ferry" in text
        assert "the secret" not in text
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.hostile(case=13)
def test_bytes_that_are_an_address_or_a_path_are_bytes(tmp_path: Path) -> None:
    feed = tmp_path / "feed.xml"
    feed.write_bytes(rss("<title>Secret</title>"))
    with pytest.raises(FormatError):
        parse_feed(str(feed).encode())
    with pytest.raises(FormatError):
        parse_feed(feed.as_uri().encode())


@pytest.mark.hostile(case=13)
def test_a_doctype_that_only_names_a_dtd_is_no_harm() -> None:
    old = (
        '<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"'
        ' "http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel>'
        "<title>Q</title><item><title>Caf&eacute;</title><link>https://quay.example/1</link></item>"
        "</channel></rss>"
    )
    assert item(old.encode()).title == "Café"
    own = '<!DOCTYPE rss [<!ENTITY quay "The &#8220;Quay&#8221;">]>' + SKELETON.format("&quay;")
    assert item(own.encode()).title == "The “Quay”"


DEEP = {
    "open": "<rss><channel>" + "<a>" * 200_000,
    "closed": "<rss><channel><item>"
    + "<a>" * 200_000
    + "</a>" * 200_000
    + "</item></channel></rss>",
    "broken": "<rss><channel><item><description>" + "<a b=c>" * 200_000,
    "upper case": "<RSS><CHANNEL>" + "<DIV CLASS=a>" * 200_000,
}


@pytest.mark.hostile(case=14)
@pytest.mark.parametrize("kind", DEEP)
def test_nested_tags_are_refused_quickly(kind: str) -> None:
    before = time.process_time()
    with pytest.raises(FormatError, match="nested"):
        parse_feed(DEEP[kind].encode())
    assert time.process_time() - before < 2


@pytest.mark.hostile(case=14)
def test_nested_tags_in_a_text_cost_that_text_alone() -> None:
    deep = "<![CDATA[" + "<div>" * 200_000 + "]]>"
    before = time.process_time()
    found = items(rss(f"<title>A</title><description>{deep}</description>", "<title>B</title>"))
    made = [article_of(one, "", URL) for one in found]
    assert time.process_time() - before < 2
    assert [one.headline for one in made] == ["A", "B"]


SLOW = {
    "attributes": "<rss " + " ".join(f'a{n}="1"' for n in range(100_000)) + "><channel/></rss>",
    "unquoted attributes": "<rss " + " ".join(f"a{n}=1" for n in range(100_000)) + "><channel>",
    "tags that never close": "<rss><channel>" + '<length="9e9"' * 200_000 + "<a></rss>",
    "openings of CDATA": "<rss><channel><item><title>" + "<![CDATA[" * 200_000,
    "openings of comments": "<rss><channel>" + "<!--" * 200_000,
    "openings": "<rss><channel><item><title>" + "<" * 500_000,
    "declarations": "<!DOCTYPE rss [" + "<" * 1_000_000,
    "spaces": "<rss><channel><item><title" + " " * 1_000_000,
    "ampersands": "<rss><channel><item><title>" + "&" * 500_000,
    "namespaces": "<rss>" + "".join(f'<a xmlns:p{n}="u{n}"/>' for n in range(20_000)) + "</rss>",
    "broken entries": "<rss><channel>" + "<item><title>a</title></item>" * 100_000 + "&</channel>",
}


@pytest.mark.hostile(case=14)
@pytest.mark.parametrize("kind", SLOW)
def test_no_feed_takes_long(kind: str) -> None:
    before = time.process_time()
    with suppress(FormatError):
        parse_feed(SLOW[kind].encode())
    assert time.process_time() - before < 4


@pytest.mark.hostile(case=14)
def test_limits_are_said() -> None:
    inside = "<a>" * (DEPTH_LIMIT + 1) + "</a>" * (DEPTH_LIMIT + 1)
    with pytest.raises(FormatError, match=f"more than {DEPTH_LIMIT} deep"):
        parse_feed(rss(inside))
    with pytest.raises(FormatError, match="too large"):
        parse_feed(b"<rss>" + b" " * SIZE_LIMIT)


def json_feed(*entries: str) -> bytes:
    version = "https://jsonfeed.org/version/1.1"
    return f'{{"version": "{version}", "title": "Q", "items": [{", ".join(entries)}]}}'.encode()


@pytest.mark.hostile(case=16)
@pytest.mark.parametrize(
    "text",
    [
        b'{"version": "https://jsonfeed.org/version/1", "items": ' + b"[" * 200_000,
        json_feed('{"id": NaN}'),
        json_feed('{"id": ' + "9" * 5_000 + "}"),
        json_feed('{"id": "1"')[:-4],
        b'{"version": "https://jsonfeed.org/version/1", "items": {}}',
        b"{\xff}",
    ],
)
def test_json_that_cannot_be_read_is_one_error(text: bytes) -> None:
    with pytest.raises(FormatError):
        parse_feed(text)


@pytest.mark.hostile(case=16)
def test_lone_surrogates_in_json() -> None:
    found = item(json_feed('{"id": "a\\ud800", "title": "T\\udfff", "content_text": "x\\ud800"}'))
    found.to_text().encode("utf-8")
    assert article_of(found, "", URL).headline.startswith("T")


WHOLE = rss(
    *(
        f"<title>Story {n}</title><guid>g{n}</guid><content:encoded><![CDATA[<p>Text {n} of a"
        f" story.</p>]]></content:encoded>"
        for n in range(3)
    )
)


@pytest.mark.hostile(case=18)
@pytest.mark.parametrize(
    "end",
    [b"<title>Story 2", b"<guid>g2</gu", b"Text 2", b"]]></content:encoded></item></channel>"],
)
def test_a_truncated_feed_keeps_its_whole_entries(end: bytes) -> None:
    data = WHOLE[: WHOLE.rindex(end) + len(end) - 2]
    found = parse_feed(data, URL)
    assert [one.title for one in found.items] == ["Story 0", "Story 1", "Story 2"][
        : data.count(b"</item>")
    ]
    assert found.degraded
    assert "breaks off" in found.problems[0]
    assert found.title == "The Quay"


@pytest.mark.hostile(case=18)
def test_a_truncated_atom_feed() -> None:
    whole = atom("<id>1</id><title>A</title>", "<id>2</id><title>B</title>")
    found = parse_feed(whole[: whole.rindex(b"B</title>")], URL)
    assert [one.title for one in found.items] == ["A"]
    assert found.degraded


def declared(encoding: str, title: str = "Fjærø – über") -> str:
    return (
        f'<?xml version="1.0" encoding="{encoding}"?><rss version="2.0"><channel>'
        f"<title>Q</title><item><title>{title}</title></item></channel></rss>"
    )


@pytest.mark.hostile(case=19)
@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (declared("utf-8").encode("utf-8"), ""),
        (declared("iso-8859-1").encode("cp1252"), ""),
        (declared("iso-8859-1").encode("utf-8"), ""),
        (declared("utf-8").encode("cp1252"), "text/xml; charset=iso-8859-1"),
        (declared("iso-8859-1").encode("utf-8"), "application/rss+xml; charset=UTF-8"),
        (declared("us-ascii").encode("utf-8-sig"), ""),
        (declared("utf-16").encode("utf-16"), ""),
        (declared("utf-8").encode("utf-16"), "text/xml; charset=utf-8"),
        (declared("no-such-thing").encode("utf-8"), ""),
        (declared("utf-16").encode("utf-8"), ""),
        (declared("utf-8").encode("utf-16-be"), ""),
        (declared("utf-8").split("?>")[1].encode("cp1252"), ""),
        (b"\n\n " + declared("utf-8").encode("utf-8"), "text/html"),
    ],
)
def test_charsets_are_read_as_browsers_do(data: bytes, media_type: str) -> None:
    found = parse_feed(data, URL, media_type)
    assert [one.title for one in found.items] == ["Fjærø – über"]


@pytest.mark.hostile(case=19)
def test_an_encoding_that_a_text_names_is_not_the_feed_s() -> None:
    page = '<![CDATA[<meta charset="windows-1251"><p>Fjærø</p>]]>'
    inside = f"<item><description>{page}</description></item>"
    data = f"<rss version='2.0'><channel>{inside}</channel></rss>"
    assert "Fjærø" in item(data.encode()).summary


@pytest.mark.hostile(case=19)
def test_controls_are_left_out() -> None:
    found = item(rss("<title>Fer\x00\x0b\x1bry</title>", head="\x01"))
    assert found.title == "Ferry"


@pytest.mark.hostile(case=20)
@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "nothing in it"),
        (b"\xef\xbb\xbf \r\n", "nothing in it"),
        (b"<!DOCTYPE html><html><body><p>Sign in</p></body></html>", "a web page, not a feed"),
        (b"<html><head><title>Portal</title></head></html>", "a web page, not a feed"),
        (b"<!-- x --><HTML lang=en><p>Hello <item></HTML>", "a web page, not a feed"),
        (b"<opml version='2.0'><body/></opml>", "OPML"),
        (b"<urlset/>", "site map"),
        (b"Not found", "not a feed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a feed"),
        (b'{"error": "no"}', "not a feed"),
        (b"<foo><bar/></foo>", "not a feed"),
    ],
)
def test_what_is_no_feed_is_an_error_that_says_so(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        parse_feed(data, URL)


@pytest.mark.hostile(case=21)
def test_entries_with_missing_or_equal_guids_are_all_kept() -> None:
    found = items(
        rss(
            "<title>A</title><guid>same</guid>",
            "<title>B</title><guid>same</guid>",
            "<title>C</title><link>https://quay.example/c</link>",
            "<title>D</title>",
            "<description>E</description>",
        )
    )
    assert [one.title or one.summary for one in found] == ["A", "B", "C", "D", "E"]
    assert len({one.ident for one in found[1:]}) == 4


@pytest.mark.hostile(case=23)
@pytest.mark.parametrize(
    ("written", "year"),
    [
        ("", None),
        ("yesterday", None),
        ("10:30", None),
        ("Wed, 31 Feb 2026 10:00:00 GMT", None),
        ("0000-00-00T00:00:00Z", None),
        ("9" * 90, None),
        ("Fri, 31 Dec 9999 23:59:59 -1200", None),
        ("9999-12-31T23:59:59Z", 9999),
        ("Sun, 22 Nov 2099 10:00:00 GMT", 2099),
        ("Sun, 22 Nov 2026 10:00:00 CET", 2026),
        ("22 Nov 2026 10:00:00 +0100", 2026),
        ("So, 22 Nov 2026 10:00:00 +0100", 2026),
        ("2026-11-22", 2026),
        ("2026-11-22 10:00:00 +0100", 2026),
        ("Sun Nov 22 10:00:00 2026", 2026),
    ],
)
def test_dates_that_never_were_and_dates_to_come(written: str, year: int | None) -> None:
    found = item(rss(f"<title>T</title><guid>20261122</guid><pubDate>{written}</pubDate>"))
    assert (found.published.year if found.published else None) == year
    made = article_of(found, "", URL)
    assert (made.published.year if made.published else None) == year


@pytest.mark.hostile(case=23)
def test_one_date_that_cannot_be_read_does_not_cost_the_others() -> None:
    found = items(
        rss(
            "<title>A</title><pubDate>no date 99</pubDate>",
            "<title>B</title><pubDate>Sun, 22 Nov 2026 10:00:00 GMT</pubDate>",
        )
    )
    assert [one.published for one in found] == [None, datetime(2026, 11, 22, 10, tzinfo=UTC)]


@pytest.mark.hostile(case=8)
def test_addresses_that_no_page_has() -> None:
    bad = ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "\\\\host\\share"]
    for address in bad:
        found = item(
            rss(
                f"<title>T</title><link>{address}</link>"
                f'<enclosure url="{address}" type="audio/mpeg"/>'
                f'<media:content url="{address}" medium="image"/>'
            )
        )
        made = article_of(found, "", URL)
        for url in (made.url, *(file.url for file in made.enclosures)):
            assert url == "" or url.startswith("https://quay.example/")


@pytest.mark.hostile(case=6)
def test_a_megabyte_of_title() -> None:
    found = item(rss(f"<title>{'x' * 1_000_000}</title>"))
    assert len(found.title) < 10_000
    assert len(article_of(found, "", URL).headline) <= 400


@pytest.mark.hostile(case=1)
def test_sequences_do_not_reach_the_article() -> None:
    evil = "\\u001b]0;owned\\u0007A\\u009bB\\u202e"
    entry = json.dumps({"id": "1"})[:-1] + f', "title": "{evil}", "content_text": "{evil}"}}'
    made = article_of(item(json_feed(entry)), "", URL)
    shown = made.headline + "".join(b.text for b in made.body if isinstance(b, Paragraph))
    assert shown.isprintable()


@pytest.mark.hostile(case=21)
def test_an_entry_of_nothing_is_no_error() -> None:
    assert article_of(FeedItem(), "", "").headline
    assert article_of(item(rss("")), "", URL).headline
