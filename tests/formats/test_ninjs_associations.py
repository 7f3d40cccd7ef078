"""ninjs associations: pictures in their place, related stories, files, stories in stories."""

from __future__ import annotations

import json
from typing import Any

import pytest

from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.ninjs import NINJS
from brief_tui.model.article import (
    Article,
    Enclosure,
    Figure,
    Image,
    Paragraph,
    RelatedLink,
    Run,
)

PICTURE = "https://p.example/a.jpg"


def parse(*items: object, uri: str = "https://wire.example/in.json") -> Parsed:
    return NINJS.parse(Document(json.dumps(items).encode(), uri))


def read(**properties: Any) -> Article:
    (article,) = parse({"uri": "urn:x:1", "headline": "H", **properties}).articles
    return article


def associated(**properties: Any) -> Article:
    return read(associations=[{"name": "a", "uri": "urn:x:2", **properties}])


@pytest.mark.parametrize(
    ("properties", "figure"),
    [
        (
            {"by": "Ek", "descriptions": [{"role": "text", "value": "A ship."}]},
            Figure(None, "A ship.", "Ek"),
        ),
        (
            {"byline": "Ek", "creditline": "Photo: Ek", "headline": "Ship"},
            Figure(None, "Ship", "Photo: Ek"),
        ),
        ({"byline": "Ek", "copyrightholder": "Wire"}, Figure(None, "", "Ek / Wire")),
        ({"byline": "Ek/Wire", "copyrightholder": "wire"}, Figure(None, "", "Ek/Wire")),
        (
            {"by": "Ek", "description_text": "A ship. (Photo by Bo Ek/Wire)"},
            Figure(None, "A ship.", "Photo by Bo Ek/Wire"),
        ),
        (
            {"copyrightnotice": "© Wire", "description_alt": "ship"},
            Figure(None, "", "© Wire", "ship"),
        ),
        (
            {"renditions": {"thumbnail": {"href": "t.jpg"}, "web": {"href": PICTURE}}},
            Figure(Image(PICTURE)),
        ),
    ],
)
def test_an_associated_picture_is_a_figure(properties: dict[str, Any], figure: Figure) -> None:
    assert associated(type="picture", **properties).body == (figure,)


def test_a_picture_that_the_text_shows_stays_there_and_gets_its_fields() -> None:
    article = read(
        body_html=f'<p>One.</p><figure><img src="{PICTURE}?small"></figure><p>Two.</p>',
        associations={
            "a": {
                "type": "picture",
                "description_text": "A ship.",
                "byline": "Ek",
                "renditions": {
                    "small": {"href": f"{PICTURE}?small", "width": 200},
                    "main": {"href": PICTURE, "width": 1000},
                },
            }
        },
    )
    one, figure, two = article.body
    assert figure == Figure(Image(PICTURE, 1000), "A ship.", "Ek")
    assert [one, two] == [Paragraph((Run("One."),)), Paragraph((Run("Two."),))]


def test_the_first_of_other_pictures_stands_above_the_text_and_the_rest_below() -> None:
    article = read(
        body_text="Text.",
        associations={
            name: {"type": "picture", "description_text": name} for name in ("one", "two", "three")
        },
    )
    captions = [block.caption if isinstance(block, Figure) else "text" for block in article.body]
    assert captions == ["one", "text", "two", "three"]


def test_associated_stories_are_related_and_files_are_enclosures() -> None:
    story = associated(type="text", uri="https://e.example/b", headlines=[{"value": "Story B"}])
    assert story.related == (RelatedLink("Story B", "https://e.example/b"),)
    sound = associated(
        type="audio", renditions=[{"name": "m", "href": "a.mp3", "contenttype": "audio/mpeg"}]
    )
    assert sound.enclosures == (Enclosure("https://wire.example/a.mp3", "audio/mpeg"),)


def test_a_story_that_comes_with_its_text_is_a_story_of_its_own_as_well() -> None:
    inner = {"uri": "https://e.example/b", "type": "text", "headline": "B", "body_text": "Inside."}
    package = {"uri": "urn:x:1", "headline": "A", "associations": {"main": inner}}
    outer, story = parse(package).articles
    assert outer.related == (RelatedLink("B", "https://e.example/b"),)
    assert (story.headline, story.body) == ("B", (Paragraph((Run("Inside."),)),))


def test_a_bad_association_is_named_and_costs_nothing_else() -> None:
    bad = {"uri": "urn:x:2", "type": "text", "headlines": 7, "body_text": "Inside."}
    good = {"type": "picture", "byline": "Ek"}
    parsed = parse({"headline": "A", "associations": {"bad": bad, "good": good}})
    assert parsed.articles[0].body == (Figure(credit="Ek"),)
    assert parsed.problems == (
        "article 1: association 'bad': 'headlines' is not a list of objects",
        "article 1: 'headlines' is not a list of objects",
    )
