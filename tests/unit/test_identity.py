"""When two addresses mean the same page, and the ids of stories."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given

from brief_tui.model.identity import article_id, canonical_url, resolve, web_address
from tests.support.strategies import outside_text, urls

PAGE = "https://example.org/news/1"


@given(urls)
@example("http:////example.org/x")
@example("file:////server/share")
@example("edition:///culture/a.md")
@example("http://example.org:0/%zz?;a=%ff&&b")
def test_the_canonical_address_of_a_canonical_address_is_itself(url: str) -> None:
    canonical = canonical_url(url)
    assert canonical_url(canonical) == canonical


@given(outside_text, urls)
def test_any_text_has_a_canonical_address_or_none(url: str, base: str) -> None:
    assert not re.search(r"[\s\x00-\x1f]", canonical_url(url, base))


@pytest.mark.parametrize(
    "same",
    [
        "https://example.org/news/1#comments",
        "HTTPS://Example.ORG/news/1",
        "https://example.org:443/news/1",
        "https://reader:secret@example.org/news/1",
        "https://example.org/news/1?utm_source=feed&utm_medium=rss",
        "https://example.org/news/1?fbclid=abc&GCLID=def",
        "https://example.org/news/1?at_medium=RSS&at_campaign=x",
        " https://example.org/news/1\n",
    ],
)
def test_what_does_not_choose_the_page_is_dropped(same: str) -> None:
    assert canonical_url(same) == PAGE
    assert article_id(same) == article_id(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://example.org/news/1?id=2",
        "https://example.org/news/1?utm_source=feed&id=2",
        "https://example.org/News/1",
        "http://example.org/news/1",
        "https://example.org:8443/news/1",
    ],
)
def test_what_chooses_the_page_is_kept(other: str) -> None:
    assert canonical_url(other) != PAGE
    assert article_id(other) != article_id(PAGE)


def test_the_other_parameters_keep_their_order_and_their_empty_values() -> None:
    assert canonical_url(PAGE + "?b=&utm_id=1&a=2&b=3") == PAGE + "?b=&a=2&b=3"


@pytest.mark.parametrize("text", ["", "no address", "//example.org/x", "http:///x", "http://[::1"])
def test_what_is_no_address_has_no_canonical_one(text: str) -> None:
    assert canonical_url(text) == ""


@pytest.mark.parametrize(
    ("base", "url", "expected"),
    [
        ("https://example.org/a/b", "c?x=1", "https://example.org/a/c?x=1"),
        ("https://example.org/a/b", "//cdn.example.org/c", "https://cdn.example.org/c"),
        ("file:///stories/a/b.md", "../c.md", "file:///stories/c.md"),
        ("edition:culture/b.md", "c.md", "edition:culture/c.md"),
        ("edition:culture/b.md", "../world/c.md", "edition:world/c.md"),
        ("edition:culture/b.md", "../../../c.md", "edition:c.md"),
        ("edition:culture/b.md", PAGE, PAGE),
    ],
)
def test_a_relative_address_is_resolved_below_any_base(base: str, url: str, expected: str) -> None:
    assert resolve(base, url) == expected
    assert canonical_url(url, base) == expected


@pytest.mark.parametrize("spelling", ["edition:culture/a.md", "edition:/culture/a.md"])
def test_a_document_of_the_edition_has_one_address(spelling: str) -> None:
    assert canonical_url(spelling) == canonical_url("a.md", "edition:culture/b.md")


def test_ids_never_change() -> None:
    """Archives out there hold these: a change of either orphans what was read and starred."""
    assert article_id("https://example.org/news/1") == "g2f5rnr048nk"
    assert article_id("edition:culture/a.md") == "yppvw10g9asn"


@given(outside_text)
def test_anything_has_an_id_of_twelve_characters_without_look_alikes(address: str) -> None:
    assert re.fullmatch("[0-9a-hjkmnp-tv-z]{12}", article_id(address))


def test_only_pages_on_the_web_have_a_web_address() -> None:
    assert web_address(" HTTPS://Example.org/news/1?utm_source=x#top") == PAGE
    for url in ("", "news/1", "file:///news.md", "edition:news.md", "http://", "http://[x"):
        assert web_address(url) == ""
