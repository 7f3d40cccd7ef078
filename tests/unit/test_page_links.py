"""The links in a page's sentences."""

from __future__ import annotations

from brief_tui.model.article import (
    Article,
    Block,
    Heading,
    Listing,
    ListItem,
    Paragraph,
    RelatedLink,
    Run,
)
from brief_tui.related.page_links import links_in_text


def article(*body: Block, related: tuple[RelatedLink, ...] = ()) -> Article:
    return Article("x", "Headline", "https://e.org/self", body=body, related=related)


def linked(text: str, url: str, *, strong: bool = False) -> Run:
    return Run(text, strong=strong, href=url)


def test_links_come_in_order_with_the_block_they_stand_in() -> None:
    found = links_in_text(
        article(
            Heading((Run("No link"),)),
            Paragraph((Run("See "), linked("the one", "https://e.org/1"), Run("."))),
            Listing((ListItem((linked("the other", "https://e.org/2"),)),)),
        )
    )
    assert [(link.headline, link.url, link.anchor) for link in found] == [
        ("the one", "https://e.org/1", 1),
        ("the other", "https://e.org/2", 2),
    ]


def test_a_link_over_several_styles_is_one() -> None:
    url = "https://e.org/1"
    runs = (linked("the ", url), linked("very", url, strong=True), linked(" one", url))
    assert [link.headline for link in links_in_text(article(Paragraph(runs)))] == ["the very one"]


def test_an_address_is_named_once_however_it_is_written() -> None:
    runs = (
        linked("once", "https://e.org/1"),
        Run(" and "),
        linked("again", "https://e.org/1?utm_source=x#part"),
    )
    assert len(links_in_text(article(Paragraph(runs)))) == 1


def test_what_the_page_has_as_a_headline_or_is_itself_is_left_out() -> None:
    runs = (
        linked("a card", "https://e.org/card"),
        linked("here", "https://e.org/self#top"),
        linked("  ", "https://e.org/blank"),
    )
    card = RelatedLink("A card", "https://e.org/card")
    assert links_in_text(article(Paragraph(runs), related=(card,))) == ()
