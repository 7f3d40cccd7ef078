"""Where a server sends its client: off the web, in circles, to others, for good, nowhere."""

from __future__ import annotations

from typing import Final

import pytest

from brief_tui.sources.http import Validators
from tests.support.certificates import Certificates
from tests.support.feed_server import (
    FeedServer,
    Reply,
    feed,
    redirect,
)
from tests.support.fetching import BODY, KEYS, answer, failure, get

# 27: redirects


@pytest.mark.hostile(case=27)
@pytest.mark.parametrize(
    "location",
    [
        b"file:///etc/passwd",
        b"javascript:alert(1)",
        b"data:text/xml,<rss/>",
        b"ftp://127.0.0.1/",
        b"gopher://127.0.0.1/",
        b"http://",
        b"http://[",
        b"http://a:b:c/",
        b"//",
        b"",
    ],
)
async def test_a_redirect_to_what_is_not_the_web(feed_server: FeedServer, location: bytes) -> None:
    feed_server.on("/feed", redirect(location))
    assert (await failure(feed_server.url("/feed"))).problem.startswith("it redirects")
    assert len(feed_server.requests) == 1


@pytest.mark.hostile(case=27)
async def test_redirects_in_a_circle(feed_server: FeedServer) -> None:
    feed_server.on("/a", redirect("/b"))
    feed_server.on("/b", redirect("/a"))
    assert (await failure(feed_server.url("/a"))).problem == "it redirects in a circle"
    assert len(feed_server.requests) == 2


@pytest.mark.hostile(case=27)
async def test_ten_redirects_and_not_eleven(feed_server: FeedServer) -> None:
    for number in range(20):
        feed_server.on(f"/{number}", redirect(f"/{number + 1}"))
    feed_server.on("/20", Reply(200, BODY))
    assert (await answer(feed_server.url("/10"))).url == feed_server.url("/20")
    assert (await failure(feed_server.url("/9"))).problem == "it redirects more than 10 times"


# 29: what does not go along


@pytest.mark.hostile(case=29)
async def test_another_host_or_port_gets_no_secrets(feed_server: FeedServer) -> None:
    held = Validators('"1"', "Sun, 22 Nov 2026 08:00:00 GMT")
    with FeedServer() as other:
        other.on("/back", redirect(feed_server.url("/there")))
        cookie = [("Set-Cookie", "session=1"), ("Location", other.url("/back"))]
        feed_server.on("/feed", Reply(302, b"", cookie))
        feed_server.on("/there", Reply(200, BODY))
        url = feed_server.url("/feed")
        await get(url, held, credentials=KEYS)
        first, last = feed_server.requests
        assert first.headers["authorization"].startswith("Basic ")
        assert first.headers["x-token"] == "opensesame"
        assert last.headers["x-token"] == "opensesame"
        (away,) = other.requests
    assert not _SECRETS & set(away.headers)
    assert "cookie" not in last.headers
    assert "sesame" not in str(dict(away.headers))


_SECRETS: Final = {
    "authorization",
    "x-token",
    "cookie",
    "referer",
    "if-none-match",
    "if-modified-since",
}


@pytest.mark.hostile(case=29)
async def test_a_step_down_from_tls_takes_no_secrets(feed_server: FeedServer) -> None:
    certificates = Certificates()
    feed_server.on("/plain", Reply(200, BODY))
    with FeedServer(tls=certificates.server()) as safe:
        safe.on("/feed", redirect(feed_server.url("/plain"), 301))
        found = await answer(
            safe.url("/feed"), Validators('"1"'), credentials=KEYS, trust=certificates.trust()
        )
        assert "x-token" in safe.requests[0].headers
    assert not _SECRETS & set(feed_server.requests[0].headers)
    assert not found.moved_to


@pytest.mark.hostile(case=29)
async def test_a_password_in_a_redirect_is_not_used(feed_server: FeedServer) -> None:
    there = feed_server.url("/there").replace("//", "//eve:pass@")
    feed_server.on("/feed", redirect(there, 301))
    feed_server.on("/there", Reply(200, BODY))
    found = await answer(feed_server.url("/feed"))
    assert "authorization" not in feed_server.requests[1].headers
    assert found.url == found.moved_to == feed_server.url("/there")


# 33, 34, 35: moved, gone, unchanged


@pytest.mark.hostile(case=33)
@pytest.mark.parametrize(
    ("statuses", "moves"),
    [
        ([301], True),
        ([308], True),
        ([301, 308, 301], True),
        ([302], False),
        ([303], False),
        ([307], False),
        ([301, 302], False),
        ([307, 308], False),
    ],
)
async def test_only_a_permanent_redirect_moves_a_feed(
    feed_server: FeedServer, statuses: list[int], moves: bool
) -> None:
    for index, status in enumerate(statuses):
        feed_server.on(f"/{index}", redirect(f"/{index + 1}", status))
    feed_server.on(f"/{len(statuses)}", feed(BODY, etag='"1"'))
    there = feed_server.url(f"/{len(statuses)}")
    found = await answer(feed_server.url("/0"))
    assert (found.url, found.moved_to) == (there, there if moves else "")


@pytest.mark.hostile(case=33)
async def test_a_page_that_does_not_redirect_moves_nothing(feed_server: FeedServer) -> None:
    feed_server.on("/feed", Reply(200, b"<html>Log in</html>", [("Content-Location", "/portal")]))
    assert (await answer(feed_server.url("/feed"))).moved_to == ""
    feed_server.on("/feed", redirect("/nothing", 301))
    assert (await failure(feed_server.url("/feed"))).status == 404


@pytest.mark.hostile(case=34)
async def test_gone_is_told_from_not_found(feed_server: FeedServer) -> None:
    feed_server.on("/gone", Reply(410, b"gone"))
    found = await failure(feed_server.url("/gone"))
    assert found.gone
    assert found.problem == "the server says that it is gone for good (410)"
    assert not (await failure(feed_server.url("/unknown"))).gone


@pytest.mark.hostile(case=35)
async def test_unchanged_counts_only_where_it_was_asked_for(feed_server: FeedServer) -> None:
    feed_server.on("/feed", Reply(304, headers=[("ETag", '"another"'), ("Content-Length", "99")]))
    url = feed_server.url("/feed")
    asked = await answer(url, Validators('"1"'))
    assert (asked.status, asked.data, asked.validators) == (304, b"", Validators('"1"'))
    assert (await failure(url)).status == 304
    # What cannot be sent was not asked either.
    assert (await failure(url, validators=Validators("\r\n"))).status == 304
    # Validators of another address are not sent, so that 304 is no answer.
    away = Validators('"1"', url=feed_server.url("/other"))
    assert (await failure(url, validators=away)).status == 304
