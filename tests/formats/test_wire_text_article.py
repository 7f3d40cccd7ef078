"""The article that is put together from labelled lines."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from brief_tui.formats.base import Document
from brief_tui.formats.wire_text import WIRE_TEXT
from brief_tui.model.article import (
    Article,
    Figure,
    Heading,
    Listing,
    ListItem,
    Paragraph,
    Run,
)
from brief_tui.model.errors import FormatError
from tests.formats.wire_pages import read_page


def article_of(name: str) -> Article:
    return WIRE_TEXT.parse(Document(read_page(name).data)).articles[0]


def test_the_lead_picture_is_the_first_block_with_caption_and_verbatim_credit() -> None:
    article = article_of("cards_in_the_text")
    lead = article.body[0]
    assert isinstance(lead, Figure)
    assert lead.caption.startswith("Workers inspect a cable drum")
    assert lead.credit == "© AP Photo / Ilse Brandt"
    assert sum(isinstance(block, Figure) for block in article.body) == 1


def test_a_flattened_date_bar_gives_its_date_and_none_of_its_noise() -> None:
    article = article_of("cards_in_the_text")
    assert article.published == datetime(2024, 3, 12, tzinfo=UTC)
    assert "Sign in" not in repr(article)


def test_cards_become_related_links_with_figure_and_place() -> None:
    article = article_of("cards_in_the_text")
    first, second = article.related
    assert first.headline.startswith("The Bill: Islanders Must Pay")
    assert first.figure is not None
    assert first.figure.credit == "© REUTERS / Oskar Vane"
    assert second.figure == Figure(caption="Norland diesel plant", credit="© REUTERS / REUTERS")
    for link, following in ((first, "The cable would carry"), (second, "The promise comes")):
        assert link.anchor is not None
        block = article.body[link.anchor]
        assert isinstance(block, Paragraph)
        assert block.text.startswith(following)


def test_subheadings_and_lists_are_blocks_of_their_own() -> None:
    article = article_of("galleries_and_teasers")
    headings = [block.text for block in article.body if isinstance(block, Heading)]
    lists = [block for block in article.body if isinstance(block, Listing)]
    assert headings == ["What to do with a parrot"]
    assert [len(block.items) for block in lists] == [3]


def test_tight_lines_of_a_note_are_a_list_and_lines_apart_are_paragraphs() -> None:
    tight, apart = (
        WIRE_TEXT.parse(Document(text)).articles[0]
        for text in (b"Shopping list\nmilk\neggs\n", b"Shopping list\n\nmilk\n\neggs\n")
    )
    assert tight.headline == apart.headline == "Shopping list"
    assert tight.body == (Listing((ListItem((Run("milk"),)), ListItem((Run("eggs"),)))),)
    assert apart.body == (Paragraph((Run("milk"),)), Paragraph((Run("eggs"),)))


def test_a_teaser_loses_its_lead_in_and_links_below_the_story_have_no_place() -> None:
    teaser, *below = article_of("galleries_and_teasers").related
    assert teaser.headline.startswith("Owl moves into village library")
    assert teaser.anchor is not None
    assert [link.headline[:4] for link in below] == ["Swan", "Why "]


def test_a_byline_is_the_name_without_the_word_before_it() -> None:
    assert article_of("german_links").bylines == ("Lena Moosgruber",)
    assert article_of("galleries_and_teasers").bylines == ("Marla Fenwick",)


def test_an_update_is_told_from_the_first_publication() -> None:
    article = article_of("german_links")
    assert article.published is None
    assert article.updated == datetime(2023, 4, 28, tzinfo=UTC)


def test_a_credit_above_its_caption_makes_one_figure() -> None:
    figures = [block for block in article_of("credit_first").body if isinstance(block, Figure)]
    assert figures == [
        Figure(caption="The treaty was signed in a lighthouse in 1949", credit="Getty Images")
    ]


def test_a_picture_that_is_repeated_for_a_larger_view_is_shown_once() -> None:
    text = read_page("russian").text
    picture = "Вера Сомова\nИсточник: городской архив\n"
    article = WIRE_TEXT.parse(Document(text.replace(picture, picture * 2).encode())).articles[0]
    assert sum(isinstance(block, Figure) for block in article.body) == 1


def test_the_id_depends_on_the_place_and_not_on_the_text() -> None:
    page = read_page("russian")
    one = WIRE_TEXT.parse(Document(page.data, uri="https://example.org/most")).articles[0]
    edited = WIRE_TEXT.parse(Document(page.data + b"\n", uri="https://example.org/most"))
    assert one.id == edited.articles[0].id
    assert one.url == "https://example.org/most"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_marked_and_unmarked_unicode_is_read(encoding: str) -> None:
    text = read_page("russian").text
    assert WIRE_TEXT.parse(Document(text.encode(encoding))).articles[0] is not None
    assert article_of("russian").headline in text


def test_bytes_that_are_not_utf_8_are_read_as_windows_1252() -> None:
    text = read_page("german_links").text
    article = WIRE_TEXT.parse(Document(text.encode("cp1252"))).articles[0]
    assert "Jüngste" in article.headline


@pytest.mark.parametrize("data", [b"", b"\n \n\t\n", b"Share\nPrint\nLog in\n"])
def test_a_page_without_headline_and_text_is_refused(data: bytes) -> None:
    with pytest.raises(FormatError, match="no article found here"):
        WIRE_TEXT.parse(Document(data))


def test_text_is_claimed_weakly_and_binary_not_at_all() -> None:
    assert 0.1 <= WIRE_TEXT.sniff(read_page("chinese").data) <= 0.3
    assert 0.1 <= WIRE_TEXT.sniff("one line".encode("utf-16")) <= 0.3
    assert WIRE_TEXT.sniff(b"%PDF-1.7\n1 0 obj\n") == 0.0
    assert WIRE_TEXT.sniff(b"\x89PNG\r\n\x1a\n\0\0\0") == 0.0
