"""The client against a real server: what it sends, what it makes of answers, how it takes turns."""

from __future__ import annotations

import asyncio
import logging
import random
import subprocess
import sys
from collections import defaultdict
from dataclasses import dataclass

import pytest

from brief_tui.config.credentials import Credentials
from brief_tui.sources import schedule
from brief_tui.sources.http import PAGES, Answer, Client, Failure, Request, Validators
from tests.support.feed_server import FeedServer, Handler, Received, Reply, busy, feed, redirect

BODY = b"<rss><channel/></rss>"
NONE = Validators()
MODIFIED = "Sun, 22 Nov 2026 08:00:00 GMT"


async def get(request: Request, **options: float) -> Answer | Failure:
    async with Client(gap=0.0, **options) as client:  # type: ignore[arg-type]
        return await client.get(request)


async def test_a_document_and_what_is_said_of_it(feed_server: FeedServer) -> None:
    url = feed_server.url("/feed?a=1&b=%2F")
    kind = "application/rss+xml; charset=koi8-r"
    age = [("Cache-Control", "max-age=600"), ("Age", "60")]
    feed_server.on("/feed", feed(BODY, etag='"1"', modified=MODIFIED, media_type=kind, headers=age))
    answer = await get(Request(url + "#top", private=True))
    assert answer == Answer(200, url, BODY, kind, Validators('"1"', MODIFIED, url), 540)


async def test_what_is_sent(feed_server: FeedServer) -> None:
    feed_server.on("/feed", Reply(200, BODY, [("Set-Cookie", "a=b")]))
    async with Client(gap=0.0) as client:
        await client.get(Request(feed_server.url("/feed"), private=True))
        await client.get(Request(feed_server.url("/feed"), private=True, accept=PAGES))
    for request in feed_server.requests:
        assert request.headers["user-agent"].startswith("brief/")
        assert "+https://" in request.headers["user-agent"]
        assert request.headers["accept-encoding"] == "gzip, deflate"
        assert not {"cookie", "referer", "if-none-match", "authorization"} & set(request.headers)
    assert "atom+xml" in feed_server.requests[0].headers["accept"]
    assert feed_server.requests[1].headers["accept"] == PAGES


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("/a%2Fb/%7Ec?q=%2f+%20&s='x'*", "/a%2Fb/%7Ec?q=%2f+%20&s='x'*"),
        ("", "/"),
        ("?q=1", "/?q=1"),
        ("/a b/ü?q=ä b", "/a%20b/%C3%BC?q=%C3%A4%20b"),
        ("/100%", "/100%25"),
        ("/[1]?a[]=2", "/[1]?a[]=2"),
    ],
)
async def test_an_address_is_asked_for_as_it_is_written(
    feed_server: FeedServer, written: str, asked: str
) -> None:
    feed_server.on("/start", redirect(written.encode() or feed_server.url("")))
    await get(Request(feed_server.url(written), private=True))
    if not written.startswith("?"):  # which is relative to what it is redirected from
        await get(Request(feed_server.url("/start"), private=True))
    paths = {request.path for request in feed_server.requests} - {"/start"}
    assert paths == {asked}


async def test_unchanged(feed_server: FeedServer) -> None:
    feed_server.on("/feed", feed(BODY, etag='W/"1"', modified=MODIFIED))
    url = feed_server.url("/feed")
    first = await get(Request(url, private=True))
    assert isinstance(first, Answer)
    second = await get(Request(url, first.validators, private=True))
    assert second == Answer(304, url, validators=first.validators)
    assert feed_server.requests[1].headers["if-none-match"] == 'W/"1"'
    assert feed_server.requests[1].headers["if-modified-since"] == MODIFIED


async def test_validators_follow_a_redirect_to_the_address_that_gave_them(
    feed_server: FeedServer,
) -> None:
    feed_server.on("/feed", redirect("/now"))
    feed_server.on("/now", feed(BODY, etag='"1"'))
    url = feed_server.url("/feed")
    first = await get(Request(url, private=True))
    assert isinstance(first, Answer)
    assert (first.url, first.moved_to) == (feed_server.url("/now"), "")
    second = await get(Request(url, first.validators, private=True))
    assert isinstance(second, Answer)
    assert second.status == 304
    assert "if-none-match" not in feed_server.asked("/feed")[1].headers


async def test_credentials_are_sent(feed_server: FeedServer) -> None:
    feed_server.on("/feed", Reply(200, BODY))
    keys = Credentials("ada", "pässword", (("X-Token", "abc"),))
    await get(Request(feed_server.url("/feed"), private=True, credentials=keys))
    headers = feed_server.requests[0].headers
    assert headers["authorization"] == "Basic YWRhOnDDpHNzd29yZA=="
    assert headers["x-token"] == "abc"


async def test_credentials_that_would_break_a_header_are_not_sent(feed_server: FeedServer) -> None:
    for keys in (
        Credentials(headers=(("X-Token", "a\r\nHost: b"),)),
        Credentials(headers=(("X Token", "a"),)),
        Credentials(headers=(("", "a"),)),
        Credentials("a\0", "b"),
    ):
        answer = await get(Request(feed_server.url("/feed"), private=True, credentials=keys))
        assert answer == Failure("its credentials hold characters that cannot be sent")
    assert not feed_server.requests


@pytest.mark.parametrize(
    ("status", "problem"),
    [
        (401, "the server asks for a user name and a password (401)"),
        (403, "the server refused to answer (403 forbidden)"),
        (404, "the server answered 404 (not found)"),
        (500, "the server answered 500 (internal server error)"),
        (503, "the server is not available for now (503)"),
        (204, "the server answered 204 (no content)"),
        (206, "the server answered 206 (partial content)"),
        (300, "the server answered 300 (multiple choices)"),
        (799, "the server answered 799"),
    ],
)
async def test_other_statuses(feed_server: FeedServer, status: int, problem: str) -> None:
    feed_server.on("/feed", Reply(status, b"x"))
    answer = await get(Request(feed_server.url("/feed"), private=True))
    assert answer == Failure(problem, status, host="127.0.0.1")


async def test_no_server(feed_server: FeedServer) -> None:
    refused = await get(Request("http://127.0.0.1:1/feed", private=True))
    assert isinstance(refused, Failure)
    assert refused.problem == "the server refused the connection"
    unknown = await get(Request("http://no-such-host.invalid/feed"))
    assert isinstance(unknown, Failure)
    assert unknown.problem == "the server cannot be found"


@pytest.mark.parametrize(
    "url",
    [
        "",
        "feed",
        "/feed",
        "ftp://example.org/",
        "file:///etc/passwd",
        "http://",
        "http:///x",
        "http://[::1",
        "http://a:b:c/",
        "http://example.org:99999/",
        "https://" + "a" * 9_000 + ".org/",
        "http://exa mple.org/",
        "http://\ud800/",
    ],
    ids=lambda url: ascii(url[:30]),
)
async def test_what_is_no_web_address(url: str) -> None:
    answer = await get(Request(url))
    assert isinstance(answer, Failure)
    assert answer.problem in {"it is not a proper web address", "the server cannot be found"}


async def test_one_connection_a_host_and_eight_in_all(feed_server: FeedServer) -> None:
    feed_server.on("/feed", Reply(200, BODY, delay=0.02))
    hosts = [f"127.0.0.{index}" for index in range(1, 13)]
    async with Client(gap=0.0) as client:
        urls = [feed_server.url(f"/feed?{index}", host) for host in hosts for index in range(3)]
        await asyncio.gather(*(client.get(Request(url, private=True)) for url in urls))
    assert len(feed_server.requests) == len(urls)
    assert feed_server.most_at_once() <= 8
    assert max(feed_server.most_at_once(host) for host in hosts) == 1


async def test_each_request_has_a_connection_of_its_own(feed_server: FeedServer) -> None:
    feed_server.on("/feed", feed(BODY, etag='"1"'))
    async with Client(gap=0.0) as client:
        for _ in range(3):
            await client.get(Request(feed_server.url("/feed"), private=True))
    assert len({request.peer for request in feed_server.requests}) == 3


async def test_a_gap_between_requests_of_one_host(feed_server: FeedServer) -> None:
    feed_server.on("/old", redirect("/feed"))
    feed_server.on("/feed", Reply(200, BODY))
    slept: list[float] = []

    async def sleep(seconds: float) -> None:
        slept.append(seconds)

    async with Client(now=lambda: 5.0, sleep=sleep) as client:
        await client.get(Request(feed_server.url("/old"), private=True))
        await client.get(Request(feed_server.url("/feed", "127.0.0.2"), private=True))
    assert slept == [1.0]  # before the redirect's second request; the other host waits for none


async def test_the_proxy_of_the_environment(
    feed_server: FeedServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", feed_server.url(""))
    monkeypatch.setenv("no_proxy", "direct.invalid")
    feed_server.on("/feed", Reply(200, BODY))
    answer = await get(Request("http://feeds.invalid/feed"))
    assert isinstance(answer, Answer)
    assert feed_server.requests[0].headers["host"] == "feeds.invalid"
    direct = await get(Request("http://direct.invalid/feed"))
    assert isinstance(direct, Failure)
    monkeypatch.setenv("http_proxy", "socks5://127.0.0.1:1")
    unknown = await get(Request("http://feeds.invalid/feed"))
    assert unknown == Failure(
        "the proxy that the environment names is not one of HTTP", host="feeds.invalid"
    )
    assert len(feed_server.requests) == 1


def test_importing_does_not_import_the_http_library() -> None:
    code = "import sys, brief_tui.sources.http; sys.exit('aiohttp' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


@dataclass(slots=True)
class _Feed:
    url: str
    validators: Validators = NONE
    full_at: int | None = None
    checked_at: int | None = None
    next_check: int | None = None
    failures: int = 0


async def test_a_week_of_good_manners(
    feed_server: FeedServer, caplog: pytest.LogCaptureFixture
) -> None:
    """Twelve feeds of six hosts, asked whenever they are due, against a clock that is moved.

    Some hosts ask to wait at times; the pauses are stored between refreshes."""
    caplog.set_level(logging.WARNING)
    week = _Week(feed_server)
    for _ in range(7 * 24 * 6):
        await week.refresh()
        week.time += 600
    assert not week.faults
    asked = defaultdict(list)
    for request in feed_server.requests:
        asked[request.host, request.path].append(request)
    for requests in asked.values():
        whole = [each for each in requests if "if-none-match" not in each.headers]
        first = next(index for index, each in enumerate(requests) if each in whole)
        answered = [each for each in whole if each.at not in week.busy_at[each.host]]
        assert first == 0
        assert len(answered) == 1
        assert len(requests) > 24
    assert not caplog.records


class _Week:
    """Feeds with a clock, and what a server sees that watches their manners."""

    def __init__(self, server: FeedServer) -> None:
        self.time = 1_790_000_000
        self.faults: list[str] = []
        self.busy_at: dict[str, set[float]] = defaultdict(set)
        self._server = server
        self._random = random.Random(7)
        self._pauses: dict[str, int] = {}
        self._until: dict[str, float] = {}
        self._last: dict[tuple[str, str], float] = {}
        server.clock = lambda: self.time
        self.feeds = []
        for index in range(12):
            path = f"/feed{index}"
            server.on(path, self._watched(feed(BODY, etag=f'"é{index}"')))
            self.feeds.append(_Feed(server.url(path, f"127.0.0.{1 + index % 6}")))

    def _watched(self, answer: Handler) -> Handler:
        def watch(request: Received) -> Reply:
            key = request.host, request.path
            if request.at < self._until.get(request.host, 0):
                self.faults.append("inside a pause")
            if request.at - self._last.get(key, 0) < schedule.HOUR:
                self.faults.append("early")
            self._last[key] = request.at
            index = request.path.removeprefix("/feed")
            held = request.headers.get("if-none-match")
            if held is not None and held.encode("latin-1") != f'"é{index}"'.encode():
                self.faults.append("a wrong validator")
            if self._random.random() < 0.02:
                wait = self._random.choice([90, 4_000, 20_000])
                self._until[request.host] = request.at + wait
                self.busy_at[request.host].add(request.at)
                return busy(str(wait), self._random.choice([429, 503]))
            return answer(request)

        return watch

    async def refresh(self) -> None:
        due = [
            each
            for each in self.feeds
            if schedule.may_check(self.time, each.checked_at, each.next_check)
        ]
        if not due:
            return
        async with Client(now=lambda: self.time, gap=0.0, pauses=self._pauses) as client:
            await asyncio.gather(*(self._check(client, each) for each in due))
            self._pauses = dict(client.pauses)

    async def _check(self, client: Client, each: _Feed) -> None:
        usable = schedule.validators_usable(self.time, each.full_at)
        held = each.validators if usable else Validators()
        answer = await client.get(Request(each.url, held, private=True))
        each.checked_at = self.time
        if isinstance(answer, Answer):
            each.failures = 0
            each.validators = answer.validators
            if answer.status == 200:
                each.full_at = self.time
            each.next_check = schedule.next_check(self.time, random=self._random)
        else:
            each.failures += 1
            each.next_check = schedule.next_check(
                self.time, failures=each.failures, pause=answer.pause, random=self._random
            )
