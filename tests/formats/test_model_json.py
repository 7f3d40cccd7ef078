"""The content model's JSON: one article, a list, or one a line; the bad ones are named."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.json_items import PROBLEM_LIMIT
from brief_tui.formats.model_json import MODEL_JSON
from brief_tui.model.article import Article
from brief_tui.model.codec import to_json
from brief_tui.model.errors import FormatError
from tests.support.strategies import articles, json_trees

URI = "https://example.org/stories.json"
A = '{"headline": "A"}'
B = '{"headline": "B"}'


def parse(text: str, uri: str = URI) -> Parsed:
    return MODEL_JSON.parse(Document(text.encode(), uri))


def headlines(parsed: Parsed) -> list[str]:
    return [article.headline for article in parsed.articles]


@pytest.mark.parametrize(
    "text",
    [f"[{A}, {B}]", f"{A}\n{B}\n", f"\n{A}\r\n\r\n{B}", f"\ufeff[\n  {A},\n  {B}\n]\n"],
)
def test_a_list_and_lines_hold_several_articles(text: str) -> None:
    parsed = parse(text)
    assert headlines(parsed) == ["A", "B"]
    assert parsed.problems == ()


def test_one_object_is_one_article() -> None:
    assert headlines(parse(json.dumps({"headline": "A"}, indent=2))) == ["A"]


@settings(max_examples=25)
@given(st.lists(articles(), min_size=1, max_size=3), st.booleans())
def test_what_was_written_is_read_back(stories: list[Article], as_lines: bool) -> None:
    trees = [to_json(story) for story in stories]
    text = "\n".join(map(json.dumps, trees)) if as_lines else json.dumps(trees)
    assert parse(text).articles == tuple(stories)


def test_an_article_without_an_id_is_known_by_its_url_or_its_place() -> None:
    document = Document(b"", URI)
    first, second, third = parse(
        f'[{A}, {B}, {{"headline": "C", "url": "https://example.org/c"}}]'
    ).articles
    assert first.id == document.identity()
    assert second.id == document.identity(index=1)
    assert third.id == document.identity("https://example.org/c")
    assert parse('{"headline": "A", "id": "own"}').articles[0].id == "own"


def test_mending_a_bad_item_does_not_rename_those_after_it() -> None:
    assert parse(f"[7, {B}]").articles[0].id == parse(f"[{A}, {B}]").articles[1].id


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (f"[{A}, 7, {B}]", "article 2: an article is a JSON object"),
        (f'[{A}, {{"headline": 7}}, {B}]', "article 2: 'headline' is not a string"),
        (f'{A}\n{{"headline": "cut\n{B}\n', "line 2: not JSON: "),
        (f"{A}\n\nnull\n{B}\n", "line 3: an article is a JSON object"),
        (f'{A}\n{{"headline": NaN}}\n{B}\n', "line 2: not JSON: NaN is not a number"),
    ],
)
def test_a_bad_item_is_named_and_the_others_come(text: str, problem: str) -> None:
    parsed = parse(text)
    assert headlines(parsed) == ["A", "B"]
    (found,) = parsed.problems
    assert found.startswith(problem)


def test_a_file_named_jsonl_may_begin_with_a_bad_line() -> None:
    parsed = parse(f"oops\n{B}\n", "file:///a/b.jsonl")
    assert headlines(parsed) == ["B"]
    assert len(parsed.problems) == 1


def test_a_date_that_is_none_is_named() -> None:
    parsed = parse('{"headline": "A", "published": "2024-02-30"}')
    assert headlines(parsed) == ["A"]
    assert parsed.problems == ("published: '2024-02-30' is not a date",)


def test_only_the_first_of_many_problems_are_named() -> None:
    parsed = parse("[" + "7, " * (PROBLEM_LIMIT + 5) + f"{A}]")
    assert len(parsed.problems) == PROBLEM_LIMIT + 1
    assert parsed.problems[-1] == "and 5 more"


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "not JSON"),
        ("[]", "there are no articles in it"),
        ("7", "an article is a JSON object"),
        ("{}", "an article needs a headline or a body"),
        ('{"headline": "A"', r"not JSON: .* \(column \d+\)"),
        ('{\n"headline": "A"\n"dek": ""}', r"not JSON: .* \(line 3, column 1\)"),
        ("[7]", "article 1: an article is a JSON object"),
    ],
)
def test_a_document_without_an_article_is_refused(text: str, problem: str) -> None:
    with pytest.raises(FormatError, match=problem):
        parse(text)


def test_bytes_that_are_not_utf_8_are_refused() -> None:
    with pytest.raises(FormatError, match="byte 15 cannot be read"):
        MODEL_JSON.parse(Document(b'{"headline": "B\xe9"}'))


@given(json_trees)
def test_any_json_is_read_or_refused(tree: object) -> None:
    try:
        parsed = parse(json.dumps(tree))
    except FormatError:
        return
    assert parsed.articles


@pytest.mark.parametrize(
    ("head", "likely"),
    [
        (b'{"headline": "A"}', True),
        (b"\xef\xbb\xbf[\n  {", True),
        (b"[]", True),
        (b"[link](a.md)", False),
        (b"{{ template }}", False),
        (b"# Heading", False),
        (b"", False),
    ],
)
def test_json_is_recognised_by_its_first_signs(head: bytes, likely: bool) -> None:
    assert (MODEL_JSON.sniff(head) > 0.5) is likely
