"""Whatever the HTML: each word that is seen is in one field, or in what was dropped and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import given

from brief_tui.formats.html import tree
from brief_tui.formats.html.blocks import PUBLISHED, WRITTEN, Reading, read_fragment
from brief_tui.formats.html.story import Rule as LineRule
from brief_tui.model.article import (
    Block,
    Code,
    Embed,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Rule,
    Table,
    text_of,
)
from tests.formats.html.trees import UNSEEN, WORD, fragments

_WORD = re.compile(rf"(?:{WORD}|{UNSEEN})[a-gi-pr-y]+")
_GLUED = re.compile(rf"(?:{WORD}[a-gi-pr-y]+){{2,}}")


def words_in(text: str) -> list[str]:
    return _WORD.findall(text)


def seen(html: str) -> list[str]:
    """The words that a reader of the page sees, in order."""
    return [word for word in words_in(tree.parse(html).text) if not word.startswith(UNSEEN)]


def running(blocks: tuple[Block, ...]) -> Iterator[str]:
    """The texts that follow each other in the body."""
    for block in blocks:
        match block:
            case Paragraph() | Heading() | Quote() | Code():
                yield block.text
            case Listing(items):
                yield from (item.text for item in items)
            case Table(rows):
                yield from (text_of(cell) for row in rows for cell in row)
            case Embed(_, title):
                yield title
            case Figure() | Rule():
                pass


def beside(reading: Reading) -> Iterator[str]:
    """The texts of the fields that stand beside the running text."""
    figures = [block for block in reading.body if isinstance(block, Figure)]
    figures += [link.figure for link in reading.related if link.figure is not None]
    yield from (line.text for line in reading.lines if line.label == "related")
    for figure in figures:
        yield from (figure.caption, figure.credit)
    for block in reading.body:
        match block:
            case Quote(_, attribution):
                yield attribution
            case Table(_, _, caption):
                yield caption
            case _:
                pass


@pytest.mark.parametrize("rules", [PUBLISHED, WRITTEN], ids=["published", "written"])
@given(html=fragments())
def test_each_word_is_in_one_field_or_dropped(rules: tuple[LineRule, ...], html: str) -> None:
    reading = read_fragment(html, "https://a.example/b", rules)
    texts = [*running(reading.body), *beside(reading), *(line.text for line in reading.dropped)]
    found = Counter(word for text in texts for word in words_in(text))
    assert found == Counter(seen(html))


@given(html=fragments())
def test_only_words_that_the_page_joins_are_joined(html: str) -> None:
    reading = read_fragment(html)
    texts = [*running(reading.body), *beside(reading)]
    joined = _GLUED.findall(tree.parse(html.replace("&shy;", "")).text)
    assert all(
        any(glued in whole for whole in joined) for t in texts for glued in _GLUED.findall(t)
    )


@given(html=fragments())
def test_the_running_text_keeps_its_order(html: str) -> None:
    order = {word: index for index, word in enumerate(seen(html))}
    body = read_fragment(html, rules=WRITTEN).body
    places = [order[word] for text in running(body) for word in words_in(text)]
    assert places == sorted(places)


@given(html=fragments())
def test_every_visible_word_stands_in_a_line_that_says_what_it_is(html: str) -> None:
    reading = read_fragment(html)
    assert [word for line in reading.lines for word in words_in(line.text)] == seen(html)
    assert all(line.rule for line in reading.lines)


@given(html=fragments())
def test_links_have_whole_addresses_and_rules_stand_between_texts(html: str) -> None:
    body = read_fragment(html, "https://a.example/b").body
    runs = [run for block in body if isinstance(block, Paragraph) for run in block.runs]
    assert {run.href for run in runs} <= {None, "https://a.example/a", "https://s.example/1"} | {
        run.href for run in runs if run.href and run.href.startswith("https://a.example/")
    }
    for index, block in enumerate(body):
        if isinstance(block, Rule):
            assert any(running(body[:index]))
            assert any(running(body[index + 1 :]))
