"""What each part of an article looks like in print, and that none of it is lost."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
    Rule,
    Run,
    Table,
    text_of,
)
from brief_tui.tui.typeset.article import set_article
from brief_tui.tui.typeset.enclosures import enclosure_words
from brief_tui.tui.typeset.page import Page
from brief_tui.tui.typeset.pieces import EMPHASIS, STRONG, FixedPiece, Piece, Place, Span
from brief_tui.tui.typeset.wrap import cells
from tests.archive.stories import story
from tests.support.strategies import articles, honest_text
from tests.tui.paper import HARBOUR, text

OWN_ROLES = {"caption_bar", "quote_bar", "table_rule", "meta"}
"""Roles in which, apart from the publisher's name, only the program speaks."""


def spans(page: Page) -> list[Span]:
    return [span for y in range(page.height) for span in page.line(y, {})[1]]


def in_role(page: Page, *roles: str) -> str:
    """What is set in these roles, single spaces between the words."""
    return " ".join(" ".join(span.text for span in spans(page) if span.role in roles).split())


def lines(page: Page) -> list[str]:
    return ["".join(span.text for span in page.line(y, {})[1]) for y in range(page.height)]


def block_lines(*blocks: Block, width: int = 40) -> list[str]:
    """The lines of the blocks alone, without the article's head and its end mark."""
    page = set_article(story("x", body=blocks), width)
    top = page.line_of(page.spot(0)._replace(place=("body", 0)))
    return [line.rstrip() for line in lines(page)[top:-2]]


# The head


def test_the_head_has_every_field_in_a_role_of_its_own() -> None:
    page = set_article(HARBOUR, 40)
    assert in_role(page, "kicker") == "WORLD"
    assert in_role(page, "headline") == HARBOUR.headline
    assert in_role(page, "dek") == HARBOUR.dek
    assert in_role(page, "byline") == "By Mara Quill and Jon Ferrier PORT ELLERY —"
    assert in_role(page, "meta") == "The Courier · 20 March 2021 · 4 min read ■"


@pytest.mark.parametrize(
    ("names", "language", "line"),
    [
        (("Mara Quill",), "en-GB", "By Mara Quill"),
        (("By Mara Quill",), "", "By Mara Quill"),
        (("A", "B", "C"), "en", "By A, B and C"),
        (("Mara Quill", "Jon Ferrier"), "no", "Mara Quill, Jon Ferrier"),
    ],
)
def test_names_are_joined_as_the_article_s_language_allows(
    names: tuple[str, ...], language: str, line: str
) -> None:
    article = story("names", body="Text.", bylines=names, language=language)
    assert in_role(set_article(article, 60), "byline") == line


def test_an_update_is_told_when_it_came_later() -> None:
    day = datetime(2021, 3, 2, tzinfo=UTC)
    article = replace(HARBOUR, updated=day)
    assert "updated" not in in_role(set_article(article, 90), "meta")
    article = replace(HARBOUR, updated=day.replace(month=4))
    assert "updated 2 April 2021" in in_role(set_article(article, 90), "meta")


@pytest.mark.parametrize(
    ("later", "said"),
    [
        (timedelta(minutes=20), ""),
        (timedelta(hours=5), "updated 14:30"),
        (timedelta(days=1), "updated 21 March 2021"),
        (-timedelta(days=1), ""),
    ],
)
def test_an_update_is_told_where_it_says_more_than_the_date_before(
    later: timedelta, said: str
) -> None:
    first = datetime(2021, 3, 20, 9, 30).astimezone()
    article = replace(HARBOUR, published=first, updated=first + later)
    facts = in_role(set_article(article, 90), "meta").removesuffix(" ■").split(" · ")
    assert [fact for fact in facts if fact.startswith("updated")] == [said] * bool(said)


def test_what_comes_with_an_article_stands_at_its_end_with_its_link() -> None:
    files = (
        Enclosure("https://news.example/tide.mp3", "audio/mpeg", 12_345_678),
        Enclosure("https://news.example/map.pdf", "application/pdf"),
        Enclosure("https://news.example/tide.mp4", "video/mp4", 2_100_000_000),
        Enclosure("https://news.example/odd", "", 1),
        Enclosure("notes/not-on-the-web.txt", "text/plain", 5000),
    )
    page = set_article(replace(HARBOUR, enclosures=files), 60, foot="The end")
    told = [line.strip() for line in lines(page) if "news.example" in line]
    assert told == [
        "Sound · 12 MB · news.example",
        "PDF · news.example",
        "Film · 2 GB · news.example",
        "File · news.example",
    ]
    links = [span.href for span in spans(page) if span.href and "news.example" in span.href]
    assert links == [file.url for file in files[:4]]
    assert lines(page).index("The end") > lines(page).index("File · news.example")


def test_the_dateline_leads_the_first_paragraph_once() -> None:
    leads = [line for line in lines(set_article(HARBOUR, 60)) if "PORT ELLERY" in line]
    assert leads == ["PORT ELLERY — The first ferry left at dawn with forty people"]
    repeated = replace(HARBOUR, body=(text("PORT ELLERY (Wire) Again."),))
    assert in_role(set_article(repeated, 60), "body") == "PORT ELLERY (Wire) Again."


def test_a_story_without_a_headline_says_so() -> None:
    article = replace(HARBOUR, headline="")
    assert in_role(set_article(article, 60), "headline") == "Untitled"


# Figures


def test_a_caption_and_a_credit_have_their_own_roles_and_are_never_body() -> None:
    page = set_article(HARBOUR, 60)
    assert in_role(page, "caption") == "A ferry passes the broken pier at dawn"
    assert in_role(page, "credit") == "Photo: Ada Lens / Courier"
    body = in_role(page, "body")
    assert "Ada Lens" not in body
    assert "broken pier" not in body


@given(honest_text.filter(bool), honest_text.filter(bool), st.integers(8, 90))
def test_no_width_lets_a_caption_or_a_credit_into_the_body(
    caption: str, credit: str, width: int
) -> None:
    figure = Figure(Image("https://news.example/a.jpg"), caption, credit)
    page = set_article(story("f", body=(text("Q"), figure, text("Q"))), width)
    assert in_role(page, "body") == "Q Q"
    assert "".join(in_role(page, "caption").split()) == "".join(figure.caption.split())
    assert "".join(in_role(page, "credit").split()) == "".join(figure.credit.split())


def test_a_credit_stands_below_its_caption_to_the_right() -> None:
    figure = Figure(None, "A pier", "Ada Lens")
    assert block_lines(figure, width=20) == ["┃ A pier", "┃           Ada Lens"]


def test_a_picture_that_cannot_be_shown_is_described() -> None:
    assert block_lines(Figure(Image("https://news.example/a.jpg"), alt="Two boats")) == [
        "▒ Picture: Two boats"
    ]
    assert block_lines(Figure(Image("https://news.example/a.jpg"))) == ["▒ Picture: No description"]


def test_a_picture_that_is_shown_stands_above_its_caption() -> None:
    def picture(place: Place, figure: Figure, width: int) -> Piece:
        return FixedPiece(place, [[Span("▀" * width, "picture")]])

    figure = Figure(Image("https://news.example/a.jpg"), "A pier", "Ada Lens", "Planks")
    page = set_article(story("f", body=(figure,)), 12, picture)
    shown = [line.strip() for line in lines(page)]
    at = shown.index("▀" * 12)
    assert shown[at : at + 3] == ["▀" * 12, "┃ A pier", "┃   Ada Lens"]
    assert "Planks" not in in_role(page, "picture")


# The other blocks


def test_quotes_stand_beside_a_bar_with_their_attribution() -> None:
    assert block_lines(Quote((Run("Brighter than the moon"),), "Tom Wick"), width=14) == [
        "▎ Brighter",
        "▎ than the",
        "▎ moon",
        "▎ — Tom Wick",
    ]


def test_lists_are_numbered_by_level() -> None:
    items = (("a", 0), ("b", 1), ("c", 1), ("d", 0))
    listing = tuple(ListItem((Run(word),), level) for word, level in items)
    assert block_lines(Listing(listing, ordered=True)) == [" 1. a", "    – b", "    – c", " 2. d"]
    assert block_lines(Listing(listing)) == [" • a", "   – b", "   – c", " • d"]


def test_headings_and_styles_within_a_text() -> None:
    page = set_article(
        story(
            "styles",
            body=(
                Heading((Run("Who pays"),), 2),
                Heading((Run("And when"),), 3),
                Paragraph(
                    (
                        Run("s", strong=True),
                        Run("e", emphasis=True),
                        Run("c", code=True),
                        Run("l", href="https://news.example/l"),
                    )
                ),
            ),
        ),
        40,
    )
    kept = [span for span in spans(page) if span.role in {"heading", "body", "code", "link"}]
    assert kept == [
        Span("Who pays", "heading", STRONG),
        Span("And when", "heading", EMPHASIS),
        Span("s", "body", STRONG),
        Span("e", "body", EMPHASIS),
        Span("c", "code"),
        Span("l", "link", 0, "https://news.example/l"),
    ]


def test_code_keeps_its_lines_and_their_indents() -> None:
    assert block_lines(Code("if a:\n    b()"), width=20) == [" if a:", "     b()"]


def test_what_only_a_browser_shows_is_a_link() -> None:
    page = set_article(story("e", body=(Embed("https://video.example/1", "The launch"),)), 40)
    (link,) = [span for span in spans(page) if span.role == "link"]
    assert (link.text, link.href) == ("▶ The launch", "https://video.example/1")


# All of it


def expected(article: Article) -> Iterator[str]:
    """Every text of the article that is to be on the page."""
    yield article.section.upper()
    yield article.headline or "Untitled"
    yield article.dek
    yield from (text for block in article.body for text in expected_of(block))
    yield from (enclosure_words(file) for file in article.enclosures)


def expected_of(block: Block) -> Iterator[str]:
    match block:
        case Paragraph() | Heading():
            yield block.text
        case Quote():
            yield block.text
            yield f"—{block.attribution}" if block.attribution else ""
        case Listing():
            yield from (item.text for item in block.items)
        case Figure():
            if block.alt or not (block.caption or block.credit):
                yield f"▒Picture:{block.alt or 'No description'}"
            yield from (block.caption, block.credit)
        case Table():
            yield block.caption
            yield from (text_of(cell) for row in block.rows for cell in row)
        case Code():
            yield block.text
        case Embed():
            yield f"▶{block.title or block.url}"
        case Rule():
            pass


def letters(parts: Iterator[str]) -> Counter[str]:
    return Counter("".join("".join(parts).split()).replace("▒", ""))


@settings(max_examples=50)  # whole articles take their time
@given(articles(), st.integers(24, 90))
def test_every_word_of_an_article_stands_on_the_page_once(article: Article, width: int) -> None:
    article = replace(article, bylines=(), dateline="")
    page = set_article(article, width)
    shown = letters(span.text for span in spans(page) if span.role not in OWN_ROLES)
    assert shown == letters(expected(article))


@settings(max_examples=50)  # whole articles take their time
@given(articles(), st.integers(8, 90))
def test_no_line_is_wider_than_the_measure(article: Article, width: int) -> None:
    for line in lines(set_article(article, width)):
        assert cells(line.rstrip()) <= width


@given(st.integers(0, 8), st.booleans())
def test_a_deep_list_keeps_room_for_its_text(level: int, ordered: bool) -> None:
    item = ListItem((Run("a harbour reopens"),), level)
    found = block_lines(Listing((item,), ordered=ordered), width=16)
    assert all(cells(line) <= 16 for line in found)
    assert " ".join(" ".join(found).split()[1:]).replace(" ", "") == "aharbourreopens"
