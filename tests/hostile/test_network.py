"""What a server can do to its client. The server is a real one, on this machine."""

from __future__ import annotations

import itertools
import logging
import socket
import ssl
import time
import tracemalloc
from collections.abc import Callable
from email.utils import formatdate
from typing import Any, Final

import pytest

from brief_tui.config.credentials import Credentials
from brief_tui.sources.http import Answer, Client, Failure, Request, Validators, guard
from brief_tui.sources.http.headers import DAY, PAUSE
from tests.support.certificates import Certificates, Kind
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

BODY: Final = b"<rss><channel><title>News</title></channel></rss>"
KEYS: Final = Credentials("ada", "sesame", (("X-Token", "opensesame"),))
MIB: Final = 1024**2


async def get(
    url: str,
    validators: Validators = Validators(),  # noqa: B008  a value
    *,
    private: bool = True,
    insecure: bool = False,
    credentials: Credentials | None = None,
    **options: Any,
) -> Answer | Failure:
    async with Client(gap=0.0, **options) as client:
        return await client.get(
            Request(url, validators, private=private, insecure=insecure, credentials=credentials)
        )


async def failure(url: str, **options: Any) -> Failure:
    answer = await get(url, **options)
    assert isinstance(answer, Failure)
    return answer


async def answer(url: str, validators: Validators | None = None, **options: Any) -> Answer:
    found = await get(url, validators or Validators(), **options)
    assert isinstance(found, Answer), found
    return found


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


# 28: addresses


@pytest.mark.hostile(case=28)
@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "127.0.0.1.",
        "127.1",
        "2130706433",
        "0x7f000001",
        "0x7f.1",
        "0177.0.0.1",
        "017700000001",
        "0",
        "0.0.0.0",
        "localhost",
        "LOCALHOST.",
        "[::1]",
        "[::]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "169.254.169.254",
        "10.0.0.1",
        "100.64.0.1",
        "[fe80::1]",
        "①②⑦.⓪.⓪.①",
        "127。0。0。1",
    ],
)
async def test_a_private_address_is_blocked_however_it_is_spelled(
    feed_server: FeedServer, host: str
) -> None:
    feed_server.on("/feed", Reply(200, BODY))
    problem = (await failure(f"http://{host}:{feed_server.port}/feed", private=False)).problem
    assert "is in a private network" in problem or problem in {
        "it is not a proper web address",
        "the server cannot be found",
    }
    assert not feed_server.requests


@pytest.fixture
def public_loopback(monkeypatch: pytest.MonkeyPatch) -> None:
    """127.0.0.1 is taken for the public internet, and nothing else is."""
    monkeypatch.setattr(guard, "is_public", lambda address: address == "127.0.0.1")


@pytest.mark.hostile(case=28)
@pytest.mark.parametrize("status", [301, 302, 307])
async def test_a_public_feed_that_redirects_into_a_private_network(
    feed_server: FeedServer, public_loopback: None, status: int
) -> None:
    feed_server.on("/feed", redirect(feed_server.url("/secret", "127.0.0.2"), status))
    feed_server.on("/secret", Reply(200, BODY))
    found = await failure(feed_server.url("/feed"), private=False)
    assert found.problem.startswith("127.0.0.2 is in a private network")
    assert not feed_server.asked("/secret")


@pytest.mark.hostile(case=28)
async def test_a_private_feed_may_be_where_it_is_and_nowhere_else(feed_server: FeedServer) -> None:
    feed_server.on("/feed", redirect("/there"))
    feed_server.on("/there", Reply(200, BODY))
    feed_server.on("/away", redirect(feed_server.url("/there", "127.0.0.2")))
    assert (await answer(feed_server.url("/feed"))).data == BODY
    found = await failure(feed_server.url("/away"))
    assert found.problem.startswith("127.0.0.2 is in a private network")
    assert {request.host for request in feed_server.requests} == {"127.0.0.1"}


@pytest.mark.hostile(case=28)
async def test_an_open_connection_of_a_private_feed_serves_no_other(
    feed_server: FeedServer,
) -> None:
    feed_server.on("/feed", Reply(200, BODY))
    async with Client(gap=0.0) as client:
        url = feed_server.url("/feed")
        assert isinstance(await client.get(Request(url, private=True)), Answer)
        assert isinstance(await client.get(Request(url)), Failure)
    assert len(feed_server.requests) == 1


@pytest.mark.hostile(case=28)
async def test_a_name_that_changes_its_mind(
    feed_server: FeedServer, public_loopback: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """DNS rebinding: the first look-up is public, all others lead to this machine."""
    places = itertools.chain(["127.0.0.1"], itertools.repeat("127.0.0.2"))

    def look_up(host: str, port: int, *_: object, **__: object) -> list[tuple[Any, ...]]:
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (next(places), port))]

    feed_server.listen("127.0.0.2")
    feed_server.on("/feed", Reply(200, BODY, [("Connection", "close")]))
    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    url = f"http://rebinding.example:{feed_server.port}/feed"
    assert (await answer(url, private=False)).data == BODY
    found = await failure(url, private=False)
    assert found.problem.startswith("rebinding.example is in a private network")
    assert {request.host for request in feed_server.requests} == {"127.0.0.1"}


@pytest.mark.hostile(case=28)
async def test_a_proxy_is_not_asked_for_private_addresses(
    feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", feed_server.url(""))
    feed_server.on("/feed", redirect("http://10.0.0.1/secret"))
    feed_server.on("/secret", Reply(200, BODY))
    found = await failure("http://feeds.invalid/feed", private=False)
    assert found.problem.startswith("10.0.0.1 is in a private network")
    assert not feed_server.asked("/secret")


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


# 30: certificates


@pytest.mark.hostile(case=30)
@pytest.mark.parametrize(
    ("kind", "problem"),
    [
        ("expired", "the server's certificate has expired"),
        ("not yet", "the server's certificate is not valid yet"),
        ("wrong host", "the server's certificate is for another address"),
        ("self-signed", "the server's certificate is signed by itself alone"),
        (
            "unknown authority",
            "the server's certificate is signed by an authority that this computer does not trust",
        ),
    ],
)
async def test_a_bad_certificate(kind: Kind, problem: str) -> None:
    certificates = Certificates()
    with FeedServer(tls=certificates.server(kind)) as server:
        server.on("/feed", Reply(200, BODY))
        async with Client(gap=0.0, trust=certificates.trust()) as client:
            url = server.url("/feed")
            refused = await client.get(Request(url, private=True))
            assert isinstance(refused, Failure)
            assert refused.problem == problem
            assert not server.requests
            # The one feed for which the reader opted out passes, and no other because of it.
            assert isinstance(await client.get(Request(url, private=True, insecure=True)), Answer)
            again = await client.get(Request(url, private=True))
            assert isinstance(again, Failure)


@pytest.mark.hostile(case=30)
async def test_a_name_that_is_not_on_the_certificate(monkeypatch: pytest.MonkeyPatch) -> None:
    certificates = Certificates()
    with FeedServer(tls=certificates.server("wrong host")) as server:
        url = f"https://localhost:{server.port}/feed"
        found = await failure(url, trust=certificates.trust())
    assert found.problem == "the server's certificate is for another name"


@pytest.mark.hostile(case=30)
async def test_an_opt_out_does_not_hold_for_other_hosts() -> None:
    certificates = Certificates()
    with FeedServer(tls=certificates.server("self-signed")) as server:
        server.on("/feed", redirect(f"https://localhost:{server.port}/there"))
        server.on("/there", Reply(200, BODY))
        await failure(server.url("/feed"), insecure=True)
        assert not server.asked("/there")


@pytest.mark.hostile(case=30)
async def test_good_certificates_pass_and_no_tls_at_all_does_not(feed_server: FeedServer) -> None:
    certificates = Certificates()
    with FeedServer(tls=certificates.server()) as server:
        server.on("/feed", Reply(200, BODY))
        assert (await answer(server.url("/feed"), trust=certificates.trust())).data == BODY
        system = ssl.create_default_context()
        assert (await failure(server.url("/feed"), trust=system)).problem.startswith(
            "the server's certificate is signed by"
        )
    plain = feed_server.url("/feed").replace("http:", "https:")
    assert (await failure(plain)).problem == "no safe connection to the server could be made"


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
