"""The commands about feeds against hostile feeds, pages, lists, servers and addresses."""

from __future__ import annotations

from pathlib import Path
from xml.sax.saxutils import quoteattr

import pytest

from tests.cli.conftest import Brief, brief, rss
from tests.hostile.test_command_line import ESCAPES, is_harmless
from tests.support.feed_server import FeedServer, Reply, feed

__all__ = ["brief"]

MARKUP = "[/foo] [@click=app.quit]x[/] [1]"
VISIBLE = "\x9b31m\u202e\u2066Wire"
"""What XML may hold of the characters that a terminal acts on."""

SECRET = "s3same"


@pytest.mark.hostile(case=1)
def test_the_words_of_feeds_reach_no_terminal_as_controls(
    brief: Brief, feed_server: FeedServer
) -> None:
    title = f"Coast {VISIBLE}&#x1b;[2J"
    feed_server.on(
        "/coast", feed(rss("TITLE", f"Ships {VISIBLE}").replace(b"TITLE", title.encode()))
    )
    assert brief("add", feed_server.url("/coast"), "--tag", f"sea{ESCAPES}").code == 0
    feed_server.on("/coast", feed(rss("Coast", f"Docks {VISIBLE}", f"Tugs {VISIBLE}")))
    brief.an_hour_later()
    for command in (
        ["refresh"],
        ["feeds"],
        ["feeds", "--json"],
        ["feed", "Coast"],
        ["feed", "Coast", "--name", f"New {ESCAPES}"],
        ["export", "--format", "opml"],
        ["export", "--format", "newsboat"],
        ["doctor"],
        ["list"],
        ["remove", "New"],
        ["remove", "--undo"],
    ):
        done = brief(*command)
        assert done.out, command
        assert is_harmless(done.out + done.err), command


@pytest.mark.hostile(case=1)
def test_what_a_server_says_reaches_no_terminal_as_controls(
    brief: Brief, feed_server: FeedServer
) -> None:
    feed_server.on("/coast", feed(rss("Coast Wire", "Ships")))
    brief("add", feed_server.url("/coast"))
    place = f"/new{ESCAPES}".encode()
    for answer in (
        Reply(raw=b"HTTP/1.1 500 " + ESCAPES.encode() + b"\r\nContent-Length: 0\r\n\r\n"),
        Reply(301, b"", [("Location", place)]),
        Reply(200, ESCAPES.encode(), [("Content-Type", ESCAPES.encode())]),
        Reply(200, f"<{ESCAPES}>".encode()),
        Reply(200, f'{{"version": "{VISIBLE}", "items": 1}}'.encode()),
        Reply(429, b"", [("Retry-After", b"\x9b31m\x1b[2J")]),
    ):
        feed_server.on("/coast", answer)
        brief.an_hour_later()
        for command in (["refresh"], ["refresh", "--json"], ["feeds"], ["doctor"]):
            done = brief(*command)
            assert is_harmless(done.out + done.err)
    assert brief("list").out.count("Ships") == 1


@pytest.mark.hostile(case=1)
def test_pages_and_lists_that_are_added_print_no_controls(
    brief: Brief, feed_server: FeedServer
) -> None:
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{ESCAPES}{n}"'
        f' href="/f{n}{ESCAPES}">'
        for n in range(3)
    )
    html = f"<html><head><title>{ESCAPES}News</title>{links}</head><body><p>News</p></body></html>"
    page_type = [("Content-Type", "text/html; charset=utf-8")]
    feed_server.on("/", Reply(200, html.encode(), page_type))
    outline = f'<outline type="rss" text="{VISIBLE}" xmlUrl="https://coast.example/{VISIBLE}"/>'
    opml = (
        f'<opml version="2.0"><body>{outline}<outline text="{VISIBLE}" type="link"/></body></opml>'
    )
    urls = f'exec:{ESCAPES} "~{ESCAPES}"\nhttps://port.example/ "~{ESCAPES}Port"\n'
    for command in (
        ["add", feed_server.url("/")],
        ["add", feed_server.url("/"), "--feed", f"9{ESCAPES}"],
        ["add", feed_server.url("/"), "--yes"],
        ["add", f"https://{ESCAPES}/"],
        ["add", f"/{ESCAPES}"],
        ["add", brief.file("feeds.opml", opml)],
        ["import", brief.file("urls", urls)],
        ["import", brief.file("feeds.opml", opml), "--json"],
        ["feeds"],
        ["feed", ESCAPES],
        ["remove", "--undo", ESCAPES],
        ["read", f"https://{ESCAPES}"],
        ["fetch", ESCAPES],
    ):
        done = brief(*command)
        assert done.out or done.err
        assert is_harmless(done.out + done.err), command


@pytest.mark.hostile(case=4)
def test_markup_is_printed_as_it_stands(brief: Brief, feed_server: FeedServer) -> None:
    feed_server.on("/coast", feed(rss(MARKUP, "Ships")))
    assert brief("add", feed_server.url("/coast"), "--tag", MARKUP).out.count(MARKUP) == 1
    assert brief("feeds").out.count(MARKUP) == 2
    assert MARKUP in brief("feed", MARKUP).out.splitlines()[0]
    feed_server.on("/coast", feed(rss(MARKUP, "Ships", "Docks")))
    brief.an_hour_later()
    assert brief("refresh").out.splitlines()[0] == f"new      {MARKUP}  (1 story)"
    brief.configure(f"[[rules]]\nname = '{MARKUP}'\nquery = 'ships'\ndo = 'star'\n")
    assert brief("rules", "--test").out.startswith(MARKUP)
    feed_server.on("/coast", Reply(500))
    brief.an_hour_later()
    assert brief("refresh").err.startswith(f"brief: {MARKUP}: ")
    assert brief("remove", MARKUP).out.startswith(f"removed  {MARKUP}")


@pytest.mark.hostile(case=9)
def test_an_address_or_a_name_that_begins_like_an_option_is_none(
    brief: Brief, feed_server: FeedServer
) -> None:
    feed_server.on("/coast", feed(rss("--stories", "-Ships")))
    assert brief("add", feed_server.url("/coast")).code == 0
    assert brief("feeds").out.startswith("--stories")
    assert brief("feed", "--", "--stories").out.startswith("--stories\n")
    done = brief("add", "--", "--output=/tmp/x")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("brief: --output=/tmp/x: ")
    outline = f'<outline type="rss" xmlUrl={quoteattr("-rf")}/>'
    brief("import", brief.file("feeds.opml", f'<opml version="2.0"><body>{outline}</body></opml>'))
    links = '<link rel="alternate" type="application/rss+xml" title="-x" href="-rf">'
    html = f"<html><head>{links}</head><body><p>News</p></body></html>"
    feed_server.on("/", Reply(200, html.encode(), [("Content-Type", "text/html")]))
    brief("add", feed_server.url("/"))
    assert len(feed_server.asked("/-rf")) == 1
    assert brief("remove", "--", "--stories").code == 0
    assert brief("list").out.count("-Ships") == 1


def everything_printed(brief: Brief) -> str:
    """What the commands that print anything of feeds print."""
    printed = []
    for command in (
        ["feeds"],
        ["feeds", "--json"],
        ["feed", "coast"],
        ["feed", "coast", "--json"],
        ["refresh"],
        ["refresh", "--now", "--json"],
        ["export", "--format", "opml"],
        ["export", "--format", "newsboat"],
        ["doctor"],
        ["list", "--json"],
        ["remove", "coast"],
        ["remove", "--undo"],
    ):
        done = brief(*command)
        printed += [done.out, done.err]
    return "\n".join(printed)


@pytest.mark.hostile(case=44)
def test_a_password_in_an_address_is_sent_and_shown_nowhere(
    brief: Brief, feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BRIEF_DEBUG", "1")
    feed_server.on("/coast", feed(rss("Coast Wire", "Ships")))
    address = feed_server.url("/coast").replace("//", f"//anna:{SECRET}@")
    done = brief("add", "-", stdin=f"{address}\n")  # as `ps` does not show it
    assert done.code == 0
    assert feed_server.requests[-1].headers["authorization"].startswith("Basic ")
    printed = done.out + done.err + everything_printed(brief)
    feed_server.on("/coast", Reply(401))
    brief.an_hour_later()
    printed += everything_printed(brief)
    assert "401" in printed
    assert SECRET not in printed
    for file in brief.folder.rglob("*"):
        if file.is_file() and file.name != "credentials.toml":
            assert SECRET.encode() not in file.read_bytes(), file
    (kept,) = brief.folder.rglob("credentials.toml")
    assert SECRET in kept.read_text()
    assert kept.stat().st_mode & 0o077 == 0


@pytest.mark.hostile(case=44)
def test_a_password_is_not_repeated_in_a_message(brief: Brief, feed_server: FeedServer) -> None:
    feed_server.on("/coast", feed(rss("Coast Wire", "Ships")))
    brief("add", feed_server.url("/coast"))
    address = feed_server.url("/nothing").replace("//", f"//anna:{SECRET}@")
    opml = f'<opml version="2.0"><body><outline type="rss" xmlUrl="{address}"/></body></opml>'
    urls = f'{address} sea\n"exec:curl {address}"\nfilter:x:{address}\n'
    for command in (
        ["add", address],
        ["add", address, address],
        ["add", feed_server.url("/coast"), address],
        ["feed", address],
        ["remove", address],
        ["refresh", address],
        ["read", address],
        ["import", brief.file("feeds.opml", opml)],
        ["import", brief.file("urls", urls)],
        ["refresh"],
        ["export", "--format", "opml"],
    ):
        done = brief(*command)
        assert done.out or done.err
        assert SECRET not in done.out + done.err, command
    for file in (Path(brief.archive), *brief.folder.glob("archive.db-*")):
        assert SECRET.encode() not in file.read_bytes()
