"""Whom a client may speak to: addresses of private networks, and certificates."""

from __future__ import annotations

import itertools
import socket
import ssl
from typing import Any

import pytest

from brief_tui.sources.http import Answer, Client, Failure, Request, guard
from tests.support.certificates import Certificates, Kind
from tests.support.feed_server import (
    FeedServer,
    Reply,
    redirect,
)
from tests.support.fetching import BODY, answer, failure

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
