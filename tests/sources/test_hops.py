"""What may go along on the way through redirects."""

from __future__ import annotations

import pytest

from brief_tui.sources.http.hops import Hop, Redirect, web_address
from brief_tui.sources.http.values import Failure, Request, Validators


def hop(url: str, validators: Validators | None = None) -> Hop:
    place = web_address(url)
    assert place is not None
    return Hop(Request(url, validators or Validators()), place, place)


@pytest.mark.parametrize(
    ("start", "location", "same"),
    [
        ("https://example.org/feed", "/other", True),
        ("https://example.org/feed", "https://EXAMPLE.org:443/other", True),
        ("http://example.org/feed", "https://example.org/feed", True),
        ("https://example.org/feed", "http://example.org/feed", False),
        ("http://example.org:8080/feed", "https://example.org/feed", False),
        ("http://example.org/feed", "https://example.org:8443/feed", False),
        ("https://example.org/feed", "https://example.org:8443/feed", False),
        ("https://example.org/feed", "https://www.example.org/feed", False),
        ("https://example.org/feed", "https://example.org.evil.example/", False),
        ("https://example.org/feed", "https://example.org@evil.example/", False),
        ("https://example.org/feed", "//evil.example/feed", False),
    ],
)
def test_what_counts_as_the_same_origin(start: str, location: str, same: bool) -> None:
    step = Redirect(302, location).follow(hop(start, Validators('"1"')))
    assert isinstance(step, Hop)
    assert step.same_origin is same
    assert bool(step.conditions) is same


def test_validators_go_to_the_address_that_gave_them() -> None:
    held = Validators('"1"', url="https://cdn.example/feed")
    first = hop("https://example.org/feed", held)
    assert not first.conditions
    step = Redirect(302, "https://cdn.example/feed").follow(first)
    assert isinstance(step, Hop)
    assert step.conditions == {"If-None-Match": '"1"'}


def test_a_step_down_from_tls_is_no_move() -> None:
    first = hop("https://example.org/feed")
    assert isinstance(up := Redirect(301, "https://example.org/b").follow(first), Hop)
    assert up.moved
    assert isinstance(down := Redirect(301, "http://example.org/b").follow(up), Hop)
    assert not down.moved
    assert isinstance(again := Redirect(301, "https://example.org/c").follow(down), Hop)
    assert not again.moved


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("HTTPS://Example.ORG", "https://example.org/"),
        ("https://ada:secret@example.org/a#b", "https://example.org/a"),
        ("https://exämple.org/", "https://xn--exmple-cua.org/"),
        ("https://example.org:443/a/../b?x=%2F", "https://example.org/a/../b?x=%2F"),
        (" https://example.org/a\tb c\n", "https://example.org/ab%20c"),
    ],
)
def test_an_address_is_read(written: str, read: str) -> None:
    assert str(web_address(written)) == read


def test_what_leads_nowhere() -> None:
    for location in ("", "mailto:a@example.org", "http:///", "https://[", "data:,x"):
        assert isinstance(Redirect(302, location).follow(hop("https://example.org/")), Failure)
