"""ninjs 1, 2 and 3: fields, texts, associations, and what is taken for ninjs at all."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief_tui.formats import registry
from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.ninjs import NINJS
from brief_tui.model.article import (
    Article,
    Heading,
    Paragraph,
    Run,
)
from brief_tui.model.codec import to_json
from brief_tui.model.errors import FormatError
from tests.formats import news_pages
from tests.support.strategies import articles, json_trees


def parse(*items: object, uri: str = "https://wire.example/in.json") -> Parsed:
    return NINJS.parse(Document(json.dumps(items).encode(), uri))


def read(**properties: Any) -> Article:
    (article,) = parse({"uri": "urn:x:1", "headline": "H", **properties}).articles
    return article


@pytest.mark.parametrize("name", ["ninjs_1.json", "ninjs_2.json", "ninjs_3.json"])
def test_each_generation_is_read_whole(name: str) -> None:
    assert news_pages.as_json(news_pages.parse(name)) == news_pages.expected(name)


@pytest.mark.parametrize(
    ("properties", "headline"),
    [
        ({"headline": "A", "headline_short": "B"}, "A"),
        ({"headlines": [{"role": "short", "value": "B"}, {"role": "main", "value": "A"}]}, "A"),
        ({"headlines": [{"role": "short", "value": "B"}]}, "B"),
        ({"headlines": [{"value": "R&amp;D <b>up</b>"}]}, "R&D up"),
        ({"headlines": [{"value": "a &lt; b", "contentType": "text/plain"}]}, "a &lt; b"),
        ({"title": "T"}, "T"),
    ],
)
def test_the_main_headline_is_the_headline(properties: dict[str, Any], headline: str) -> None:
    (article,) = parse({"uri": "urn:x:1", **properties}).articles
    assert article.headline == headline


@pytest.mark.parametrize(
    ("properties", "dek"),
    [
        ({"description_summary": "S", "description_text": "T"}, "S"),
        ({"descriptions": [{"role": "drol:abstract", "value": "<p>S</p>"}]}, "S"),
        ({"headlines": [{"value": "H"}, {"role": "subtitle", "value": "S"}]}, "S"),
        ({"description_text": "One two", "body_text": "One, two three."}, ""),
        ({"description_caption": "C"}, ""),
    ],
)
def test_the_dek_is_the_summary_unless_the_text_begins_so(
    properties: dict[str, Any], dek: str
) -> None:
    assert read(**properties).dek == dek


@pytest.mark.parametrize(
    ("properties", "bylines"),
    [
        ({"byline": "By Ida Holm"}, ("Ida Holm",)),
        ({"by": "Von Ida Holm"}, ("Ida Holm",)),
        ({"by": "x", "people": [{"name": "Ida Holm", "rel": "author"}]}, ("Ida Holm",)),
        ({"people": [{"name": "Aud Vik", "rel": "about"}]}, ()),
    ],
)
def test_bylines_are_those_who_wrote_it(
    properties: dict[str, Any], bylines: tuple[str, ...]
) -> None:
    assert read(**properties).bylines == bylines


@pytest.mark.parametrize(
    ("dates", "published", "updated"),
    [
        ({"versioncreated": "2021-05-04T06:00:00Z"}, "06", None),
        (
            {"firstcreated": "2021-05-04T05:00:00Z", "versioncreated": "2021-05-04T06:00:00Z"},
            "05",
            "06",
        ),
        (
            {"firstCreated": "2021-05-04T06:00:00Z", "versionCreated": "2021-05-04T06:00:00Z"},
            "06",
            None,
        ),
        (
            {"versioncreated": "2021-05-04T06:00:00Z", "embargoed": "2021-05-04T09:00:00Z"},
            "09",
            None,
        ),
        (
            {"versioncreated": "2021-05-04T06:00:00Z", "embargoed": "2021-05-04T01:00:00Z"},
            "06",
            None,
        ),
    ],
)
def test_a_story_is_published_when_it_was_made_or_its_embargo_ends(
    dates: dict[str, str], published: str, updated: str | None
) -> None:
    article = read(**dates)
    assert article.published
    assert f"{article.published:%H}" == published
    assert (f"{article.updated:%H}" if article.updated else None) == updated


@pytest.mark.parametrize(
    ("properties", "publisher"),
    [
        ({"infosources": [{"name": "A", "role": "x/publisher"}], "copyrightholder": "B"}, "A"),
        ({"infoSources": [{"name": "A"}], "copyrightHolder": "B"}, "B"),
        ({"infosources": [{"name": "A"}]}, "A"),
    ],
)
def test_the_publisher_is_named_or_holds_the_copyright(
    properties: dict[str, Any], publisher: str
) -> None:
    assert read(**properties).publisher == publisher


@pytest.mark.parametrize(
    "subject",
    [
        {"name": "sport", "rel": "section"},
        {"name": "sport", "code": "15000000"},
        {"name": "sport", "uri": "http://cv.iptc.org/newscodes/mediatopic/15000000"},
        {"name": "sport", "literal": "medtop:15000000"},
    ],
)
def test_a_section_is_named_or_stands_at_the_top_of_the_topics(subject: dict[str, str]) -> None:
    article = read(subject=[{"name": "golf", "code": "20001072"}, subject], keywords=["open"])
    assert article.section == "sport"
    assert article.tags == ("open", "golf")


@pytest.mark.parametrize(
    ("bodies", "body"),
    [
        ({"body_text": "One.\nTwo."}, ("One.", "Two.")),
        ({"body_text": "One,\nstill.\n\nTwo."}, ("One, still.", "Two.")),
        ({"body_text": "Plain.", "body_html": "<p>Rich.</p>"}, ("Rich.",)),
        ({"body_html": "<p>A.</p>", "body_xhtml": "<p>B.</p>"}, ("A.",)),
        ({"bodies": [{"value": "<p>A.</p>"}, {"value": "B."}]}, ("A.",)),
        ({"bodies": [{"value": "Is 1 < 2?"}]}, ("Is 1 < 2?",)),
        (
            {
                "bodies": [
                    {"contentType": "text/html", "value": "<p>A.</p>"},
                    {"contentType": "application/xhtml+xml", "value": "<p>B.</p>"},
                    {"contentType": "application/xml", "value": "<x>C.</x>"},
                ]
            },
            ("B.",),
        ),
        ({"bodies": [{"contentType": "application/nitf+xml", "value": "<p>A.</p>"}]}, ("A.",)),
    ],
)
def test_of_several_texts_the_best_structured_is_read(
    bodies: dict[str, Any], body: tuple[str, ...]
) -> None:
    assert read(**bodies).body == tuple(Paragraph((Run(text),)) for text in body)


def test_the_headline_again_at_the_top_of_the_text_is_not_body() -> None:
    article = read(
        byline="By Ida Holm", body_html="<h1>H</h1><p>By Ida Holm</p><h2>Sub</h2><p>Text.</p>"
    )
    assert article.body == (Heading((Run("Sub"),)), Paragraph((Run("Text."),)))


def test_an_item_known_by_a_web_address_is_there() -> None:
    (article,) = parse({"uri": "https://e.example/a", "headline": "H"}).articles
    assert article.url == "https://e.example/a"
    assert read(
        renditions={"web": {"href": "https://e.example/b", "mimetype": "text/html"}}
    ).url == ("https://e.example/b")


def test_the_same_item_has_the_same_id_in_any_document() -> None:
    first = parse({"uri": "urn:x:1", "headline": "H"}, uri="file:///a.json").articles[0]
    second = parse(7, {"uri": "urn:x:1", "headline": "H"}, uri="").articles[0]
    assert first.id == second.id


@pytest.mark.parametrize("wrapper", ["items", "_items"])
def test_a_list_may_be_wrapped_in_an_object(wrapper: str) -> None:
    parsed = NINJS.parse(
        Document(json.dumps({wrapper: [{"headline": "A"}, {"headline": "B"}]}).encode())
    )
    assert [article.headline for article in parsed.articles] == ["A", "B"]


def test_a_text_in_no_known_markup_is_named() -> None:
    parsed = parse(
        {"headline": "A", "bodies": [{"contentType": "application/xml", "value": "<x>1:0</x>"}]}
    )
    assert parsed.articles[0].body == ()
    assert parsed.problems == ("article 1: its text is in application/xml, which is not known",)


def test_a_bad_item_is_named_and_the_others_come() -> None:
    parsed = parse(
        {"headline": "A"}, {"headline": 7}, 7, {"headline": "B", "subject": [7]}, {"headline": "C"}
    )
    assert [article.headline for article in parsed.articles] == ["A", "C"]
    assert parsed.problems == (
        "article 2: an item needs a headline or a body",
        "article 3: a ninjs item is a JSON object",
        "article 4: 'subject' is not a list of objects",
    )


@given(json_trees)
def test_any_json_is_read_or_refused(tree: object) -> None:
    try:
        parsed = NINJS.parse(Document(json.dumps(tree).encode()))
    except FormatError:
        return
    assert parsed.articles


@given(
    st.dictionaries(
        st.sampled_from("uri headline headlines body_text associations subject by type".split()),
        json_trees,
    )
)
def test_any_value_of_a_property_is_read_or_refused(tree: dict[str, object]) -> None:
    try:
        parsed = parse(tree)
    except FormatError:
        return
    assert parsed.articles


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('{"uri": "urn:x:1", "headlines": []}', "ninjs"),
        ('[{"type": "text", "versioncreated": "2021", "byline": "x", "headline": "H"}]', "ninjs"),
        ('{"headline": "H", "url": "https://e.example/", "body": [], "dek": ""}', "json"),
        ('{"headline": "H", "dek": "\\"uri\\": \\"bodies\\":"}', "json"),
        ('{"version": "https://jsonfeed.org/version/1.1", "items": []}', "feed"),
    ],
)
def test_formats_in_json_are_told_apart(text: str, name: str) -> None:
    for document in (
        Document(text.encode()),
        Document(text.encode(), "file:///a.json"),
        Document(text.encode(), media_type="application/json"),
    ):
        assert registry.choose(document).name == name


@settings(max_examples=30)
@given(articles())
def test_the_content_model_is_never_taken_for_ninjs(article: Article) -> None:
    document = Document(json.dumps(to_json(article)).encode())
    assert registry.choose(document).name == "json"
