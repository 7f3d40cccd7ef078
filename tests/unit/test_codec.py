"""The model's JSON: what goes out comes back, and what others wrote is read or refused."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.model.article import (
    Article,
    Block,
    Enclosure,
    Figure,
    Heading,
    Image,
    Listing,
    ListItem,
    Paragraph,
    Run,
    Table,
)
from brief_tui.model.codec import block_from_json, block_to_json, from_json, to_json
from brief_tui.model.errors import FormatError
from brief_tui.model.plain import block_text
from brief_tui.model.text import clean_text
from tests.support.strategies import articles, blocks, json_trees

FIELDS = [
    "id", "headline", "dek", "bylines", "dateline", "published", "updated", "publisher",
    "section", "language", "tags", "url", "body", "related", "enclosures",
]  # fmt: skip
BLOCK_FIELDS = [
    "type", "text", "runs", "level", "attribution", "pull", "ordered", "items", "levels",
    "image", "caption", "credit", "alt", "width", "height", "rows", "header_rows",
    "language", "url", "title",
]  # fmt: skip
BLOCK_TYPES = [
    "paragraph", "heading", "quote", "listing", "figure", "table", "code", "embed", "rule",
]  # fmt: skip


def over_the_wire(article: Article) -> Article:
    return from_json(json.loads(json.dumps(to_json(article))))


@given(articles())
def test_an_article_comes_back_from_json_as_it_was(article: Article) -> None:
    assert over_the_wire(article) == article


@given(articles())
def test_an_article_without_a_headline_comes_back_too(article: Article) -> None:
    nameless = Article(id=article.id, headline="", body=(Paragraph((Run("x"),)), *article.body))
    assert over_the_wire(nameless) == nameless


def test_the_contract_of_the_command_line_is_kept() -> None:
    article = Article(
        id="0123456789ab",
        headline="Harbour reopens",
        body=(
            Paragraph((Run("Ships "), Run("sail", strong=True))),
            Heading((Run("Why"),), 3),
            Listing((ListItem((Run("one"),)), ListItem((Run("two"),), 1)), ordered=True),
            Figure(Image("harbour.jpg", 640), "The harbour", "A. Nowak", "Ships"),
            Table((((Run("a"),), (Run("b"),)),), header_rows=1),
        ),
        enclosures=(Enclosure("https://example.org/a.mp3", "audio/mpeg", 10),),
    )
    tree = to_json(article)
    assert list(tree) == FIELDS
    assert tree["body"] == [
        {
            "type": "paragraph",
            "text": "Ships sail",
            "runs": [{"text": "Ships "}, {"text": "sail", "strong": True}],
        },
        {"type": "heading", "level": 3, "text": "Why"},
        {"type": "listing", "ordered": True, "items": ["one", "two"], "levels": [0, 1]},
        {
            "type": "figure",
            "image": "harbour.jpg",
            "caption": "The harbour",
            "credit": "A. Nowak",
            "alt": "Ships",
            "width": 640,
        },
        {"type": "table", "rows": [["a", "b"]], "header_rows": 1, "caption": ""},
    ]


@given(articles(), st.dictionaries(st.text(min_size=1, max_size=5), json_trees, max_size=3))
def test_fields_and_blocks_of_a_newer_version_are_ignored(
    article: Article, unknown: dict[str, Any]
) -> None:
    tree = to_json(article)
    newer = {f"x-{name}": value for name, value in unknown.items()}
    body = [{**block, **newer} for block in tree["body"]]
    body.insert(0, {"type": "hologram", "text": ["not", "ours"]})
    assert from_json({**tree, **newer, "body": body}) == article


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("headline", 5),
        ("dek", ["x"]),
        ("published", 1700000000),
        ("bylines", "A. Nowak"),
        ("tags", [1]),
        ("body", {}),
        ("body", ["text"]),
        ("related", [None]),
        ("enclosures", 0),
    ],
)
def test_a_field_of_the_wrong_type_is_refused_by_name(field: str, value: object) -> None:
    with pytest.raises(FormatError, match=f"'{field}'"):
        from_json({"headline": "x", field: value})


@pytest.mark.parametrize(
    ("field", "block"),
    [
        ("text", {"type": "paragraph", "text": 1}),
        ("level", {"type": "heading", "text": "x", "level": "2"}),
        ("level", {"type": "heading", "text": "x", "level": True}),
        ("level", {"type": "heading", "text": "x", "level": 10**5000}),
        ("pull", {"type": "quote", "text": "x", "pull": "yes"}),
        ("ordered", {"type": "listing", "items": [], "ordered": 1}),
        ("items", {"type": "listing", "items": [1]}),
        ("levels", {"type": "listing", "items": ["x"], "levels": [None]}),
        ("rows", {"type": "table", "rows": ["a b"]}),
        ("rows", {"type": "table", "rows": [[1]]}),
        ("header_rows", {"type": "table", "rows": [], "header_rows": float("nan")}),
        ("width", {"type": "figure", "image": "x", "width": 1.5}),
        ("type", {"type": 7}),
    ],
)
def test_a_block_with_a_wrong_type_is_refused_by_name(field: str, block: dict[str, Any]) -> None:
    with pytest.raises(FormatError, match=f"'{field}'"):
        from_json({"headline": "x", "body": [block]})


@pytest.mark.parametrize("tree", [None, [], "x", {}, {"headline": " \x00"}, {"body": []}])
def test_what_has_neither_headline_nor_body_is_no_article(tree: object) -> None:
    with pytest.raises(FormatError):
        from_json(tree)


@given(json_trees | st.dictionaries(st.sampled_from(FIELDS), json_trees))
def test_any_tree_is_an_article_or_a_format_error(tree: object) -> None:
    with suppress(FormatError):
        article = from_json(tree)
        assert over_the_wire(article) == article


@given(st.sampled_from(BLOCK_TYPES), st.dictionaries(st.sampled_from(BLOCK_FIELDS), json_trees))
def test_any_object_is_a_block_or_a_format_error(kind: str, fields: dict[str, Any]) -> None:
    with suppress(FormatError):
        block = block_from_json({**fields, "type": kind})
        assert block is not None
        assert block_to_json(block)["type"] == kind


@given(blocks)
def test_a_reader_that_knows_no_styles_still_has_the_text(block: Block) -> None:
    tree = block_to_json(block)
    tree.pop("runs", None)
    plain = block_from_json(tree)
    assert plain is not None
    # Cleaned again: a letter and its mark may meet only when two runs are joined.
    assert clean_text(block_text(plain)) == clean_text(block_text(block))


def test_styles_that_do_not_fit_the_text_lose_to_it() -> None:
    tree = {"type": "paragraph", "text": "edited", "runs": [{"text": "older", "strong": True}]}
    assert block_from_json(tree) == Paragraph((Run("edited"),))


def test_the_anchor_of_a_link_is_kept_within_the_body() -> None:
    links = [{"headline": "x", "anchor": anchor} for anchor in (-3, 99, None)]
    tree = {"headline": "x", "body": [{"type": "rule"}], "related": links}
    assert [link.anchor for link in from_json(tree).related] == [0, 1, None]


def test_a_document_without_an_id_gets_the_one_of_its_place() -> None:
    assert from_json({"headline": "x"}, default_id="here").id == "here"
    assert from_json({"headline": "x", "id": "own"}, default_id="here").id == "own"
