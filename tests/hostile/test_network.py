"""What a server can send to its client: too much, too slowly, malformed, and "later"."""

from __future__ import annotations

import itertools
import logging
import time
import tracemalloc
from collections.abc import Callable
from email.utils import formatdate
from typing import Final

import pytest

from brief_tui.config.credentials import Credentials
from brief_tui.sources.http import Answer, Client, Failure, Request, Validators
from brief_tui.sources.http.headers import DAY, PAUSE
from tests.support.feed_server import (
    FeedServer,
    Headers,
    Received,
    Reply,
    bomb,
    busy,
    feed,
    huge_header,
    many_headers,
    redirect,
)
from tests.support.fetching import BODY, answer, failure, get

MIB: Final = 1024**2

# 20, 24: what is too much, and what is nothing


@pytest.mark.hostile(case=20)
@pytest.mark.parametrize("headers", [(), (("Content-Encoding", "gzip"),)])
async def test_an_empty_answer_is_none(feed_server: FeedServer, headers: Headers) -> None:
    feed_server.on("/feed", Reply(200, b"", headers))
    assert (await failure(feed_server.url("/feed"))).problem == "the server sent an empty answer"


@pytest.mark.hostile(case=24)
@pytest.mark.parametrize(
    "codings", [("gzip",), ("deflate",), ("gzip", "gzip"), ("deflate", "gzip")], ids="+".join
)
async def test_a_bomb_meets_its_bound(feed_server: FeedServer, codings: tuple[str, ...]) -> None:
    feed_server.on("/feed", bomb(300 * MIB, *codings))
    async with Client(gap=0.0) as client:
        await client.get(Request(feed_server.url("/warm"), private=True))
        tracemalloc.start()
        try:
            found = await client.get(Request(feed_server.url("/feed"), private=True))
            _, peak = tracemalloc.get_traced_memory()
        finally:
            tracemalloc.stop()
    assert isinstance(found, Failure)
    assert found.problem == "the answer is larger than 15 MiB"
    assert peak < 50 * MIB


@pytest.mark.hostile(case=24)
@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip, gzip", "exi"])
async def test_codings_that_were_not_asked_for(feed_server: FeedServer, coding: str) -> None:
    feed_server.on("/feed", Reply(200, BODY, [("Content-Encoding", coding)]))
    assert (await failure(feed_server.url("/feed"))).problem.startswith("the answer is compressed")


@pytest.mark.hostile(case=24)
async def test_a_large_answer_that_is_not_compressed(feed_server: FeedServer) -> None:
    feed_server.on("/feed", Reply(200, bytes(16 * MIB)))
    problem = (await failure(feed_server.url("/feed"))).problem
    assert problem == "the answer is larger than 15 MiB"


# 25: a total deadline


def _without_end(piece: bytes) -> Callable[[], itertools.repeat[bytes]]:
    return lambda: itertools.repeat(piece)


@pytest.mark.hostile(case=25)
@pytest.mark.parametrize(
    "reply",
    [
        Reply(200, BODY, piece=1, every=0.1),
        Reply(200, _without_end(b"x"), length=-1, every=0.01),
        Reply(200, _without_end(b"x"), length=100_000_000, every=0.01),
        Reply(200, BODY, delay=60),
        Reply(raw=b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 90, piece=1, every=0.1),
        redirect("/feed?"),
    ],
    ids=["trickle", "endless", "endless of a length", "silence", "trickled head", "redirects"],
)
async def test_the_deadline_is_total(feed_server: FeedServer, reply: Reply) -> None:
    count = itertools.count()

    def slow(request: Received) -> Reply:
        if reply.status == 302:
            return Reply(302, headers=[("Location", f"/feed?{next(count)}")], delay=0.2)
        return reply

    feed_server.on("/feed", slow)
    begun = time.monotonic()
    problem = (await failure(feed_server.url("/feed"), deadline=0.5)).problem
    assert problem == "it took longer than 0.5 seconds"
    assert time.monotonic() - begun < 20
    feed_server.on("/feed", Reply(200, BODY))
    assert (await answer(feed_server.url("/feed"))).data == BODY


@pytest.mark.hostile(case=25)
async def test_an_endless_stream_meets_its_bound(feed_server: FeedServer) -> None:
    feed_server.on("/feed", Reply(200, _without_end(bytes(65_536)), length=-1))
    problem = (await failure(feed_server.url("/feed"))).problem
    assert problem == "the answer is larger than 15 MiB"


# 26: heads and lengths


@pytest.mark.hostile(case=26)
@pytest.mark.parametrize(
    "reply",
    [
        huge_header(),
        huge_header(20 * MIB),
        many_headers(),
        Reply(raw=b"HTTP/1.1 200 " + b"x" * 200_000 + b"\r\n\r\n"),
        Reply(raw=b"HTTP/1.1 2000 OK\r\n\r\n"),
        Reply(raw=b"HTTP/9 OK\r\n\r\n"),
        Reply(raw=b"SSH-2.0-OpenSSH_9.6\r\n"),
        Reply(raw=b"\0" * 1_000),
        Reply(raw=b"<html>what</html>"),
        Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n"),
        Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 9\r\n\r\nabc"),
        Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n0\r\n\r\n"),
        Reply(raw=b""),
        Reply(200, BODY, length=len(BODY) + 100),
        Reply(200, BODY, cut=10),
        Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nabc"),
    ],
)
async def test_a_head_or_a_length_that_is_wrong(feed_server: FeedServer, reply: Reply) -> None:
    feed_server.on("/feed", reply)
    feed_server.on("/good", Reply(200, BODY))
    async with Client(gap=0.0, deadline=10) as client:
        found = await client.get(Request(feed_server.url("/feed"), private=True))
        assert isinstance(found, Failure), found
        assert found.problem in {
            "the head of the server's answer is malformed or too large",
            "the server closed the connection without an answer",
            "the answer broke off before its end",
            "the connection to the server broke off",
        }
        good = await client.get(Request(feed_server.url("/good"), private=True))
        assert isinstance(good, Answer)


@pytest.mark.hostile(case=26)
@pytest.mark.parametrize("every", [0.0, 0.05])
async def test_what_follows_a_length_is_not_the_next_answer(
    feed_server: FeedServer, every: float
) -> None:
    smuggled = b"HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"
    feed_server.on(
        "/feed", Reply(200, BODY + smuggled, length=len(BODY), piece=len(BODY), every=every)
    )
    feed_server.on("/good", Reply(200, BODY, delay=0.1))
    async with Client(gap=0.0) as client:
        for _ in range(5):
            await client.get(Request(feed_server.url("/feed"), private=True))
            good = await client.get(Request(feed_server.url("/good"), private=True))
            assert not isinstance(good, Answer) or good.data == BODY


# 31: validators


@pytest.mark.hostile(case=31)
@pytest.mark.parametrize(
    "etag",
    [
        b'"1"',
        b"unquoted",
        b'W/"weak, with: signs; and \\ "',
        '"grün-記事-🗞"'.encode(),
        b'"' + b"x" * 3_000 + b'"',
        b'"a\tb"',
        b'"caf\xe9"',
        b"\xff\xfe",
        b'"' + b"x" * 6_000 + b'"',
    ],
    ids=lambda etag: ascii(etag[:20]),
)
async def test_a_validator_comes_back_byte_for_byte_or_not_at_all(
    feed_server: FeedServer, etag: bytes
) -> None:
    feed_server.on("/feed", feed(BODY, etag=etag, modified="yesterday, about noon"))
    url = feed_server.url("/feed")
    first = await answer(url)
    second = await answer(url, first.validators)
    sent = feed_server.requests[1].headers
    assert sent["if-modified-since"] == "yesterday, about noon"
    if first.validators.etag:
        assert sent["if-none-match"].encode("latin-1") == etag
        assert second.status == 304
    else:
        assert "if-none-match" not in sent


@pytest.mark.hostile(case=31)
@pytest.mark.parametrize("etag", ['"a"\r\nX-Evil: 1', '"a\nb"', '"\0"', '"\x7f"', '"\udce9"'])
async def test_a_stored_validator_that_breaks_a_header_is_not_sent(
    feed_server: FeedServer, etag: str
) -> None:
    feed_server.on("/feed", Reply(200, BODY))
    assert (await answer(feed_server.url("/feed"), Validators(etag, "now\r\nX-Evil: 2"))).data
    assert not {"if-none-match", "if-modified-since", "x-evil"} & set(
        feed_server.requests[0].headers
    )


# 32: pauses


@pytest.mark.hostile(case=32)
@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize(
    ("retry_after", "wait"),
    [
        ("120", 120),
        (formatdate(2_000_000_120, usegmt=True), 120),
        ("in a while", PAUSE),
        ("-1", PAUSE),
        ("315360000", DAY),
        ("9" * 400, DAY),
        (formatdate(2_000_000_000 + 10 * 365 * DAY, usegmt=True), DAY),
    ],
)
async def test_a_host_that_asks_to_wait_is_left_alone(
    feed_server: FeedServer, status: int, retry_after: str, wait: int
) -> None:
    time_now = 2_000_000_000.0
    feed_server.on("/busy", busy(retry_after, status))
    feed_server.on("/feed", Reply(200, BODY))
    feed_server.on("/away", redirect(feed_server.url("/feed", "127.0.0.2")))
    with FeedServer() as other_port:
        other_port.on("/feed", Reply(200, BODY))
        async with Client(gap=0.0, now=lambda: time_now) as client:
            first = await client.get(Request(feed_server.url("/busy"), private=True))
            assert isinstance(first, Failure)
            assert (first.status, first.pause, first.host) == (status, wait, "127.0.0.1")
            for url in (feed_server.url("/feed"), other_port.url("/feed")):
                paused = await client.get(Request(url, private=True))
                assert isinstance(paused, Failure)
                assert paused.problem.startswith("127.0.0.1 asked to wait until 2033-05-1")
                assert paused.pause
            elsewhere = feed_server.url("/feed", "127.0.0.2")
            assert isinstance(await client.get(Request(elsewhere, private=True)), Answer)
            stored = client.pauses
        assert not other_port.requests
    assert len(feed_server.requests) == 2

    time_now += wait - 1
    url = feed_server.url("/feed")
    assert isinstance(await get(url, now=lambda: time_now, pauses=stored), Failure)
    time_now += 2
    assert isinstance(await get(url, now=lambda: time_now, pauses=stored), Answer)
    assert len(feed_server.requests) == 3


@pytest.mark.hostile(case=32)
async def test_without_a_time_429_pauses_and_503_does_not(feed_server: FeedServer) -> None:
    feed_server.on("/429", busy(None, 429))
    feed_server.on("/503", busy(None, 503))
    assert (await failure(feed_server.url("/429"))).pause == PAUSE
    assert (await failure(feed_server.url("/503"))).pause is None


@pytest.mark.hostile(case=32)
async def test_a_redirect_does_not_lead_into_a_pause(feed_server: FeedServer) -> None:
    feed_server.on("/busy", busy("60"))
    feed_server.on("/feed", redirect(feed_server.url("/there", "localhost")))
    async with Client(gap=0.0, pauses={"localhost": int(time.time()) + 60}) as client:
        found = await client.get(Request(feed_server.url("/feed"), private=True))
    assert isinstance(found, Failure)
    assert found.problem.startswith("localhost asked to wait until")
    assert found.host == "localhost"


# 44: secrets


@pytest.mark.hostile(case=44)
async def test_no_secret_in_problems_and_logs(
    feed_server: FeedServer, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    caplog.set_level(logging.DEBUG)
    secret = "k3y-sesame"
    feed_server.on("/head", Reply(raw=b"HTTP/1.1 200 OK\r\nbroken\r\n\r\n"))
    feed_server.on("/cut", Reply(200, BODY, cut=5))
    feed_server.on("/slow", Reply(200, BODY, delay=60))
    feed_server.on("/loop", redirect(f"/loop?token={secret}"))
    feed_server.on("/file", redirect(f"file:///{secret}"))
    feed_server.on("/private", redirect(f"http://{secret}:{secret}@127.0.0.3/?{secret}"))
    feed_server.on("/closed", redirect(f"http://127.0.0.1:1/?{secret}"))
    keys = Credentials(secret, secret, (("X-Token", secret),))
    paths = ["head", "cut", "slow", "loop", "file", "private", "closed", "unknown"]
    urls = [feed_server.url(f"/{path}?token={secret}") for path in paths]
    urls += [f"http://{secret}:{secret}@nowhere.invalid/?token={secret}", f"http://[{secret}"]
    for url in urls:
        found = await failure(url, credentials=keys, deadline=0.5)
        assert secret not in repr(found)
    assert secret not in repr(Request("https://example.org/", credentials=keys))
    assert secret not in caplog.text
    assert secret not in "".join(capfd.readouterr())


async def test_a_server_that_breaks_off_is_asked_once(feed_server: FeedServer) -> None:
    feed_server.on("/", Reply(raw=b""))
    assert (await failure(feed_server.url("/"))).problem
    assert len(feed_server.requests) == 1
