"""ninjs out: it keeps to the IPTC's schema, and what ninjs can carry comes back."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from brief_tui.formats import registry
from brief_tui.formats.base import Document
from brief_tui.formats.ninjs import NINJS
from brief_tui.formats.ninjs.writing import to_ninjs
from brief_tui.formats.ninjs.xhtml import write_body
from brief_tui.model.article import (
    Article,
    Block,
    Code,
    Embed,
    Enclosure,
    Figure,
    Heading,
    Image,
    Listing,
    ListItem,
    Paragraph,
    Quote,
    RelatedLink,
    Rule,
    Run,
    Table,
)
from brief_tui.model.identity import web_address
from tests.support.strategies import articles, blocks, outside_text

# What the schema of ninjs 3.0 allows, in as far as we write it.
OBJECT = {
    "uri": "uri", "type": "type", "standard": "standard", "representationType": "string",
    "firstCreated": "date", "versionCreated": "date", "language": "string", "headlines": "texts",
    "descriptions": "texts", "by": "string", "people": "names", "located": "string",
    "infoSources": "sources", "subjects": "names", "bodies": "texts", "altIds": "ids",
    "associations": "associations", "renditions": "renditions",
}  # fmt: skip
TYPES = {"text", "audio", "video", "picture", "graphic", "composite", "component"}
LISTS = {
    "texts": {"role": "string", "contentType": "string", "value": "string"},
    "names": {"name": "string", "rel": "string"},
    "sources": {"name": "string", "role": "string"},
    "ids": {"role": "string", "value": "string"},
    "renditions": {
        "name": "string", "href": "uri", "contentType": "string", "width": "number",
        "height": "number", "sizeInBytes": "number",
    },
    "associations": {"name": "string", **OBJECT},
}  # fmt: skip
REQUIRED = {"texts": {"value"}, "renditions": {"name"}, "associations": {"name", "uri"}}
URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]+")
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?\+00:00")


def breaches(tree: dict[str, Any]) -> Iterator[str]:
    """Where the object breaks a rule of the schema."""
    if "uri" not in tree:
        yield "uri is required"
    yield from _breaches(tree, OBJECT)


def _breaches(tree: dict[str, Any], rules: dict[str, str]) -> Iterator[str]:
    for name, value in tree.items():
        kind = rules.get(name)
        if kind is None:
            yield f"{name} is no property"
        elif kind in LISTS:
            for item in value:
                missing = REQUIRED.get(kind, set()) - item.keys()
                yield from (f"{name}: {part} is required" for part in missing)
                yield from (f"{name}: {breach}" for breach in _breaches(item, LISTS[kind]))
        elif not _fits(value, kind):
            yield f"{name}: {value!r} is no {kind}"


def _fits(value: object, kind: str) -> bool:
    match kind, value:
        case "number", int():
            return not isinstance(value, bool)
        case "standard", {"name": "ninjs", "version": "3.0", "schema": str(schema)}:
            return bool(URI.fullmatch(schema))
        case "type", str():
            return value in TYPES
        case "uri", str():
            return bool(URI.fullmatch(value))
        case "date", str():
            return bool(DATE.fullmatch(value))
        case _:
            return kind == "string" and isinstance(value, str)


@given(articles())
def test_what_is_written_keeps_to_the_schema(article: Article) -> None:
    assert list(breaches(to_ninjs(article))) == []


def test_the_rules_of_the_schema_find_what_breaks_them() -> None:
    bad = {"versioncreated": "x", "firstCreated": "today", "renditions": [{"width": "9"}]}
    assert len(list(breaches(bad))) == 5


@given(st.lists(blocks, max_size=6), st.lists(st.builds(RelatedLink, outside_text, outside_text)))
def test_the_body_is_well_formed_xhtml(body: list[Block], related: list[RelatedLink]) -> None:
    anchored = [replace(link, anchor=index % 7) for index, link in enumerate(related)]
    root = ElementTree.fromstring(f"<body>{write_body(tuple(body), anchored)}</body>")
    assert {element.tag for element in root} <= {
        "p", "h2", "h3", "h4", "h5", "h6", "blockquote", "aside", "ul", "ol", "figure", "table",
        "pre", "iframe", "hr",
    }  # fmt: skip


def again(article: Article) -> Article:
    """The article, written and read again."""
    document = Document(json.dumps(to_ninjs(article)).encode(), "https://wire.example/x.json")
    assert registry.choose(document).name == "ninjs"
    (read,) = NINJS.parse(document).articles
    return read


def _p(*runs: Run | str) -> Paragraph:
    return Paragraph(tuple(run if isinstance(run, Run) else Run(run) for run in runs))


STORY = Article(
    id="h996e1rnb9m7",
    headline="The ferry < that & came back",
    url="https://quay.example/ferry?a=1&b=2",
    dek="Fares are < 100 kroner & falling",
    bylines=("Ida Holm", "Per Lund"),
    dateline="Nordvik",
    published=datetime(2021, 5, 4, 4, tzinfo=UTC),
    updated=datetime(2021, 5, 4, 7, 30, tzinfo=UTC),
    publisher="The Quay",
    section="Local",
    language="en",
    tags=("ferries", "transport"),
    body=(
        _p("The ", Run("first", strong=True), " cars ", Run("were", emphasis=True), " in ",
           Run("line", code=True), " at ", Run("four", href="https://e.example/4"), ".\nDark."),
        Heading((Run("What it costs"),)),
        Heading((Run("By car"),), 3),
        Figure(Image("https://p.example/a.jpg", 1200, 800), "The Solveig.", "Ida Holm", "A ferry"),
        _p("Share"),
        Quote((Run("We never sold the landing.\n\nNever."),), "Aud Vik, harbour master"),
        Quote((Run("Four in the dark"),), pull=True),
        Listing(tuple(ListItem((Run(text),), level) for text, level in
                      [("One", 0), ("One and a half", 1), ("Two", 0)]), ordered=True),
        Table((((Run("Who"),), (Run("Now"),)), ((Run("Car"),), (Run("95"),))), 1, "In kroner"),
        Code("x = 1\n  y", "python"),
        Embed("https://video.example/1", "The first crossing"),
        _p("It went on."),
        Rule(),
        _p("Nobody took a picture of it."),
        Figure(None, "The timetable, on a board."),
    ),
    related=(
        RelatedLink("Nine years", "https://quay.example/nine",
                    Figure(Image("https://p.example/n.jpg"), "The sign.", "Per Lund"), 4),
        RelatedLink("How a landing is kept", "https://quay.example/landing", anchor=11),
        RelatedLink("No address"),
    ),
    enclosures=(
        Enclosure("https://audio.example/horn.mp3", "audio/mpeg", 64_000),
        Enclosure("https://files.example/fares.pdf", "application/pdf"),
    ),
)  # fmt: skip


def test_a_story_comes_back_as_it_was() -> None:
    assert again(STORY) == STORY


def test_a_story_without_a_web_address_is_known_by_its_own_id() -> None:
    story = replace(STORY, url="")
    assert to_ninjs(story)["uri"] == "urn:brief:h996e1rnb9m7"
    assert again(story) == story


def test_a_path_on_this_machine_stays_here() -> None:
    story = replace(
        STORY, url="file:///home/ida/ferry.md", related=(RelatedLink("A", "file:///b"),)
    )
    text = json.dumps(to_ninjs(story))
    assert "file:" not in text
    assert [link.headline for link in again(story).related] == ["A"]


def test_what_the_archive_related_is_not_the_storys_own() -> None:
    links = (RelatedLink("Similar", "https://e.example/s", origin="similar", reason="both: ships"),)
    assert "associations" not in to_ninjs(Article("a", "H", related=links))


def test_a_story_that_is_only_a_headline_says_no_more() -> None:
    tree = to_ninjs(Article("a", "H"))
    assert set(tree) == {"uri", "type", "standard", "representationType", "headlines", "altIds"}


def letters(text: str) -> str:
    return "".join(text.split())


@settings(max_examples=60)
@given(articles())
def test_the_fields_of_any_story_come_back(article: Article) -> None:
    read = again(article)
    for name in ("id", "headline", "dateline", "publisher", "section", "language", "bylines"):
        assert getattr(read, name) == getattr(article, name)
    assert read.tags == tuple(tag for tag in article.tags if tag != article.section)
    assert read.published == (article.published or article.updated)
    if article.published and article.updated != article.published:
        assert read.updated == article.updated
    assert len(read.enclosures) == sum(bool(web_address(e.url)) for e in article.enclosures)
    own = {link.headline for link in article.related if link.origin == "page" and link.headline}
    assert own <= {link.headline for link in read.related}
    credited = "".join(letters(b.credit) for b in read.body if isinstance(b, Figure))
    figures = [block for block in article.body if isinstance(block, Figure)]
    assert all(letters(figure.credit) in credited for figure in figures)
