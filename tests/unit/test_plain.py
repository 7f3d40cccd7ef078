"""The article as plain text: what is body text, and what is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import assume, given

from brief_tui.model.article import (
    Article,
    Block,
    Code,
    Embed,
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
from brief_tui.model.plain import block_text, body_text, figures, reading_minutes, word_count
from tests.support.strategies import articles

PHOTO = Figure(Image("a.jpg"), "Zymurgist at work", "Photo: Quokka Press", "A zymurgist")


def article(*body: Block, related: tuple[RelatedLink, ...] = ()) -> Article:
    return Article(id="x", headline="Headline words count nowhere", body=body, related=related)


def test_captions_and_credits_are_not_body_text() -> None:
    story = article(
        Paragraph((Run("Beer is brewed."),)),
        PHOTO,
        Embed("https://example.org/v", "Zymurgy film"),
        Table((((Run("malt"),),),), caption="Zymurgy in numbers"),
        Rule(),
        Paragraph((Run("It is sold."),)),
        related=(RelatedLink("Zymurgy festival", figure=PHOTO),),
    )
    assert body_text(story) == "Beer is brewed.\n\nmalt\n\nIt is sold."
    assert word_count(story) == 7


@given(articles())
def test_pictures_change_neither_the_body_text_nor_the_word_count(story: Article) -> None:
    bare = replace(
        story,
        body=tuple(block for block in story.body if not isinstance(block, Figure)),
        related=(),
    )
    assert body_text(story) == body_text(bare)
    assert word_count(story) == word_count(bare)


@given(articles())
def test_every_figure_is_found_in_body_and_links(story: Article) -> None:
    assume(not any(isinstance(block, Figure) for block in story.body))
    inside = replace(story, body=(PHOTO, *story.body, PHOTO))
    assert list(figures(inside)) == [PHOTO, PHOTO, *figures(story)]


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (Heading((Run("A "), Run("heading", emphasis=True))), "A heading"),
        (Quote((Run("Said."),), attribution="Someone"), "Said."),
        (Code("x = 1\ny = 2"), "x = 1\ny = 2"),
        (Listing((ListItem((Run("one"),)), ListItem((Run("two"),), 1))), "one\ntwo"),
        (Table((((Run("a"),), (Run("b"),)), ((Run("c"),), ()))), "a b\nc "),
    ],
)
def test_each_block_says_its_own_text(block: Block, text: str) -> None:
    assert block_text(block) == text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("– … !", 0),
        ("one two three", 3),
        ("It's the U.S. well-known café’s", 5),
        ("يعود الميناء إلى العمل", 4),
        ("港口今天重新开放", 5),
        ("Reopened: 港口今天重新开放", 6),
        ("항구가 다시 열렸다", 3),
    ],
)
def test_words_are_counted_in_any_script(text: str, words: int) -> None:
    assert word_count(article(Paragraph((Run(text),)))) == words


def test_reading_takes_at_least_a_minute() -> None:
    assert [reading_minutes(words) for words in (0, 230, 690)] == [1, 1, 3]
