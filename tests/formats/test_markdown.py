"""Markdown documents: the fields, the headline, what is said about what could not be used."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.markdown import MARKDOWN, SIZE_LIMIT
from brief_tui.model.article import Article, Enclosure, Heading, Paragraph, Run
from brief_tui.model.errors import FormatError

URI = "https://example.org/news/story.md"


def parse(text: str, uri: str = URI) -> Parsed:
    return MARKDOWN.parse(Document(text.encode(), uri))


def article(text: str, uri: str = URI) -> Article:
    """The article in a text that is free of problems."""
    parsed = parse(text, uri)
    assert parsed.problems == ()
    (found,) = parsed.articles
    return found


def test_front_matter_fills_every_field() -> None:
    found = article(
        """---
headline: The bridge is open
dek: Three years late
byline: [Ida Holm, Per Lund]
dateline: Bergen
date: 2021-01-29
updated: 2021-01-30T10:30:00+01:00
publisher: The Quay
section: Local
language: en
tags: [bridges, harbour]
url: https://example.org/bridge
enclosures:
- url: https://example.org/bridge.mp3
  type: audio/mpeg
  length: 1048576
- /bridge.pdf
---
It opened at noon.
"""
    )
    assert found.headline == "The bridge is open"
    assert found.dek == "Three years late"
    assert found.bylines == ("Ida Holm", "Per Lund")
    assert found.dateline == "Bergen"
    assert found.published == datetime(2021, 1, 29, tzinfo=UTC)
    assert found.updated == datetime(2021, 1, 30, 9, 30, tzinfo=UTC)
    assert found.publisher == "The Quay"
    assert found.section == "Local"
    assert found.language == "en"
    assert found.tags == ("bridges", "harbour")
    assert found.url == "https://example.org/bridge"
    assert found.enclosures == (
        Enclosure("https://example.org/bridge.mp3", "audio/mpeg", 1048576),
        Enclosure("https://example.org/bridge.pdf"),
    )
    assert found.body == (Paragraph((Run("It opened at noon."),)),)


def test_names_that_other_generators_use_are_understood() -> None:
    found = article(
        """---
title: The bridge is open
description: Three years late
authors:
  - name: Ida Holm
    orcid: 0000-0000
  - Per Lund
lastmod: 2021-01-30
lang: en
categories: [Local, Traffic]
keywords: bridges, harbour
---
"""
    )
    assert (found.headline, found.dek) == ("The bridge is open", "Three years late")
    assert found.bylines == ("Ida Holm", "Per Lund")
    assert found.updated == datetime(2021, 1, 30, tzinfo=UTC)
    assert (found.language, found.section) == ("en", "Local")
    assert found.tags == ("bridges", "harbour", "Traffic")


def test_a_byline_may_be_one_line() -> None:
    assert article("---\nheadline: H\nbyline: Ida Holm, The Quay\n---\n").bylines == (
        "Ida Holm, The Quay",
    )


def test_a_comma_in_a_list_of_tags_belongs_to_its_tag() -> None:
    assert article("---\nheadline: H\ntags: ['Oslo, Norway', fjords]\n---\n").tags == (
        "Oslo, Norway",
        "fjords",
    )


def test_names_may_be_capitalised_and_hyphenated() -> None:
    found = article("---\nTitle: H\nCanonical-URL: /bridge\n---\n")
    assert found.headline == "H"
    assert found.url == "https://example.org/bridge"


@pytest.mark.parametrize(
    ("field", "problem"),
    [
        ("layout: post", "front matter: 'layout' is not known"),
        ("date: 2024-02-30", "front matter: published: '2024-02-30' is not a date"),
        ("dek: [a, b]", "front matter: 'dek' is not a line of text"),
        ("tags: [[a]]", "front matter: 'tags' is neither text nor a list of texts"),
        (
            "enclosures: [{type: a}]",
            "front matter: 'enclosures' is neither an address nor a map of url, type and length",
        ),
        (
            "enclosure: {url: a, length: long}",
            "front matter: 'enclosure' has a length that is no number of bytes",
        ),
        ("title: Another", "front matter: 'title' is left out: there is another headline"),
    ],
)
def test_what_cannot_be_used_is_named_and_the_article_comes_all_the_same(
    field: str, problem: str
) -> None:
    parsed = parse(f"---\nheadline: H\n{field}\n---\nBody.\n")
    assert parsed.problems == (problem,)
    (found,) = parsed.articles
    assert found.headline == "H"
    assert found.published is None
    assert len(found.body) == 1


def test_the_same_line_under_two_names_is_no_problem() -> None:
    assert article("---\nheadline: H\ntitle: H\n---\n").headline == "H"


def test_the_first_level_one_heading_is_the_headline_and_not_in_the_body() -> None:
    found = article("# The *bridge* is open\n\nBody.\n\n# Part two\n")
    assert found.headline == "The bridge is open"
    assert found.body == (
        Paragraph((Run("Body."),)),
        Heading((Run("Part two"),), 2),
    )


def test_a_heading_that_repeats_the_front_matters_headline_is_not_in_the_body() -> None:
    found = article("---\nheadline: The bridge\n---\n# The bridge\n\nBody.\n")
    assert found.body == (Paragraph((Run("Body."),)),)


def test_another_heading_beside_the_front_matters_headline_stays() -> None:
    found = article("---\nheadline: The bridge\n---\n# Opened at last\n\nBody.\n")
    assert found.headline == "The bridge"
    assert found.body[0] == Heading((Run("Opened at last"),), 2)


def test_a_heading_inside_a_quote_is_no_headline() -> None:
    assert article("> # Not this\n\nBody.\n").headline == ""


def test_the_story_is_known_by_its_url_or_else_by_where_it_came_from() -> None:
    with_url = "---\nheadline: H\nurl: https://example.org/a\n---\n"
    without = "---\nheadline: H\n---\n"
    elsewhere = "https://example.org/other.md"
    assert article(with_url).id == article(with_url, elsewhere).id
    assert article(without).id != article(without, elsewhere).id
    assert article(without).id == article(without + "An edit.\n").id


def test_an_address_that_is_none_stands_as_written() -> None:
    assert article("---\nheadline: H\nurl: http://[x\n---\n").url == "http://[x"


def test_windows_newlines_and_a_byte_order_mark_change_nothing() -> None:
    text = "---\nheadline: H\n---\n\nOne.\n\n> Two.\n"
    marked = MARKDOWN.parse(Document(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(), URI))
    assert marked == parse(text)


def test_bytes_that_are_not_utf_8_are_shown_and_named() -> None:
    parsed = MARKDOWN.parse(Document("# H\n\nCafé.\n".encode("latin-1"), URI))
    assert parsed.problems == (
        "line 3: this is not UTF-8; what could not be read is shown as \ufffd",
    )
    assert parsed.articles[0].body == (Paragraph((Run("Caf\ufffd."),)),)


@pytest.mark.parametrize("text", ["", "\n\n", "---\ndek: D\n---\n\n", "[a]: https://example.org\n"])
def test_a_document_without_headline_and_body_is_refused(text: str) -> None:
    with pytest.raises(FormatError, match="neither a headline nor a body"):
        parse(text)


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(FormatError, match="larger than 4 MiB"):
        MARKDOWN.parse(Document(b"a " * (SIZE_LIMIT // 2 + 1)))


@pytest.mark.parametrize(
    ("head", "least", "most"),
    [
        (b"---\nheadline: H\n---\n", 0.9, 0.9),
        (b"# A heading\n\nText.", 0.6, 0.6),
        (b"Text with a [link](https://example.org).", 0.6, 0.6),
        (b"Plain words.\n", 0.05, 0.2),
        (b"<!DOCTYPE html><html>", 0.0, 0.0),
        (b'\xef\xbb\xbf<?xml version="1.0"?>', 0.0, 0.0),
        (b"%PDF-1.7\n# 1 0 obj\n", 0.0, 0.0),
        (b"\x89PNG\r\n\x1a\n\x00\x00", 0.0, 0.0),
    ],
)
def test_markdown_is_recognised_by_its_signs(head: bytes, least: float, most: float) -> None:
    assert least <= MARKDOWN.sniff(head) <= most


def test_the_example_in_the_documentation_is_free_of_problems() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "formats.md").read_text("utf-8")
    example = guide.partition("````markdown\n")[2].partition("\n````\n")[0]
    found = article(example)
    assert found.headline == "The ferry that came back"
    assert [type(block).__name__ for block in found.body] == [
        *("Figure", "Paragraph", "Heading", "Table", "Quote", "Quote", "Figure", "Embed"),
        *("Rule", "Listing"),
    ]
    assert [(link.anchor, bool(link.figure)) for link in found.related] == [
        (2, True),
        (10, False),
        (10, False),
    ]
