"""Markdown blocks and inline text as the content model has them."""

from __future__ import annotations

import pytest

from brief_tui.formats.markdown_body import Body, read_body
from brief_tui.model.article import (
    Block,
    Code,
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

BASE = "https://example.org/news/story.md"


def read(text: str) -> Body:
    return read_body(text, line=1, base=BASE, headline="H")


def blocks(text: str) -> list[Block]:
    """The blocks of a text that is free of problems."""
    body = read(text)
    assert body.problems == []
    return body.blocks


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


def test_styles_nest_and_links_are_resolved() -> None:
    assert blocks(
        "Plain *soft **both*** `x < y` [**old** report](../old.md) <https://a.example>"
    ) == [
        Paragraph(
            (
                Run("Plain "),
                Run("soft ", emphasis=True),
                Run("both", strong=True, emphasis=True),
                Run(" "),
                Run("x < y", code=True),
                Run(" "),
                Run("old", strong=True, href="https://example.org/old.md"),
                Run(" report", href="https://example.org/old.md"),
                Run(" "),
                Run("https://a.example", href="https://a.example"),
            )
        )
    ]


def test_a_soft_break_is_a_space_and_a_hard_break_a_newline() -> None:
    assert blocks("one\ntwo  \nthree\\\nfour") == [paragraph("one two\nthree\nfour")]


def test_entities_are_decoded_and_tags_in_a_line_stand_as_text() -> None:
    assert blocks("Caf&eacute; &amp; <b>bar</b>") == [paragraph("Café & <b>bar</b>")]


def test_a_block_of_html_is_read_as_html() -> None:
    text = "Before.\n\n<div>A <b>block</b> &amp; more</div>\n\n<hr>\n\n<!-- note -->\n\nAfter."
    assert blocks(text) == [
        paragraph("Before."),
        Paragraph((Run("A "), Run("block", strong=True), Run(" & more"))),
        Rule(),
        paragraph("After."),
    ]


def test_html_loses_no_words_to_rules_made_for_pages() -> None:
    assert blocks("<p>Share</p>\n<p>Read more</p>") == [paragraph("Share"), paragraph("Read more")]


def test_html_nested_too_deep_is_kept_as_text() -> None:
    body = read("<div>" * 6_000 + "word")
    assert body.blocks == [paragraph("<div>" * 6_000 + "word")]
    assert len(body.problems) == 1


def test_tildes_are_no_markup() -> None:
    assert blocks("~~gone~~") == [paragraph("~~gone~~")]


def test_headings_keep_their_levels_below_the_headline() -> None:
    assert blocks("## Two\n\n#### Four\n\nOne\n===\n") == [
        Heading((Run("Two"),), 2),
        Heading((Run("Four"),), 4),
        Heading((Run("One"),), 2),
    ]


def test_a_picture_alone_is_a_figure_and_its_title_the_caption() -> None:
    assert blocks('![What is *seen*](pictures/a%20b.png "The caption")\n\n*In italics.*') == [
        Figure(
            Image("https://example.org/news/pictures/a%20b.png"),
            caption="The caption",
            alt="What is seen",
        ),
        Paragraph((Run("In italics.", emphasis=True),)),
    ]


def test_a_picture_among_words_becomes_a_figure_beside_them() -> None:
    figure = Figure(Image("https://example.org/news/a.png"), alt="seen")
    assert blocks("Look: ![seen](a.png)") == [figure, paragraph("Look:")]
    assert blocks("## Part ![seen](a.png)") == [Heading((Run("Part"),), 2), figure]
    assert blocks("| a |\n|---|\n| ![seen](a.png) b |") == [
        Table((((Run("a"),),), ((Run("b"),),)), header_rows=1),
        figure,
    ]


def test_lists_are_laid_flat_with_levels() -> None:
    assert blocks("1. one\n2. two\n   - inner\n     - inmost\n3. three\n") == [
        Listing(
            (
                ListItem((Run("one"),)),
                ListItem((Run("two"),)),
                ListItem((Run("inner"),), 1),
                ListItem((Run("inmost"),), 2),
                ListItem((Run("three"),)),
            ),
            ordered=True,
        )
    ]


def test_paragraphs_quotes_and_code_in_a_list_item_are_lines_of_it() -> None:
    assert blocks("- first\n\n  second\n\n  > said\n  >\n  > — Ida\n\n  ```\n  run()\n  ```\n") == [
        Listing((ListItem((Run("first\nsecond\nsaid\n— Ida\n"), Run("run()", code=True))),))
    ]


def test_a_picture_interrupts_a_list() -> None:
    assert blocks("- one\n- ![seen](a.png)\n- two\n") == [
        Listing((ListItem((Run("one"),)),)),
        Figure(Image("https://example.org/news/a.png"), alt="seen"),
        Listing((ListItem((Run("two"),)),)),
    ]


@pytest.mark.parametrize("dash", ["--", "---", "—", "―"])
def test_a_quotes_last_paragraph_after_a_dash_is_its_attribution(dash: str) -> None:
    assert blocks(f"> One.\n>\n> Two.\n>\n> {dash} Ida Holm, *the mayor*") == [
        Quote((Run("One.\n\nTwo."),), "Ida Holm, the mayor")
    ]


@pytest.mark.parametrize("line_break", ["\n", "\\\n", "  \n"])
@pytest.mark.parametrize("dash", ["--", "—"])
def test_a_quotes_last_line_after_a_dash_is_its_attribution(dash: str, line_break: str) -> None:
    assert blocks(f"> One **two**{line_break}> {dash} Ida Holm, *the mayor*") == [
        Quote((Run("One "), Run("two", strong=True)), "Ida Holm, the mayor")
    ]


def test_a_pull_quote_may_end_in_a_line_with_its_attribution() -> None:
    assert blocks(":::{pull-quote}\nOne.\n— Ida\n:::") == [Quote((Run("One."),), "Ida", pull=True)]


def test_only_the_last_line_of_a_quote_can_be_its_attribution() -> None:
    assert blocks("> I came\n> — and so did he —\n> in time.\n>\n> — Ida") == [
        Quote((Run("I came — and so did he — in time."),), "Ida")
    ]


def test_lines_that_all_begin_with_a_dash_are_dialogue() -> None:
    assert blocks("> — Bonjour!\n> — Salut!") == [Quote((Run("— Bonjour!\n— Salut!"),))]


def test_a_paragraph_outside_a_quote_keeps_a_line_after_a_dash() -> None:
    assert blocks("He came\n— late, as ever.") == [paragraph("He came — late, as ever.")]


def test_a_quote_that_is_only_a_dash_and_words_keeps_them() -> None:
    assert blocks("> — Bonjour!") == [Quote((Run("— Bonjour!"),))]


def test_a_long_last_paragraph_after_a_dash_is_dialogue() -> None:
    speech = "— " + "word " * 60 + "end"
    assert blocks(f"> One.\n>\n> {speech}") == [Quote((Run(f"One.\n\n{speech}"),))]


def test_a_quote_in_a_quote_and_a_list_in_a_quote_are_folded_in() -> None:
    assert blocks(
        "> Outer.\n>\n> > Inner.\n> >\n> > — Ida\n>\n> 1. one\n> 2. two\n>    - deep"
    ) == [Quote((Run("Outer.\n\nInner.\n\n— Ida\n\n1. one\n2. two\n  • deep"),))]


def test_code_interrupts_a_quote() -> None:
    assert blocks("> Before.\n>\n> ```py\n> run()\n> ```\n>\n> After.") == [
        Quote((Run("Before."),)),
        Code("run()", "py"),
        Quote((Run("After."),)),
    ]


def test_code_keeps_its_lines_and_names_its_language() -> None:
    assert blocks("```python title=x\nif a:\n    b\n```\n\n    indented\n") == [
        Code("if a:\n    b", "python"),
        Code("indented"),
    ]


def test_a_table_has_one_row_of_headings() -> None:
    assert blocks("| City | *Ships* |\n|---|--:|\n| Bergen | 12 |\n| Oslo |\n") == [
        Table(
            (
                ((Run("City"),), (Run("Ships", emphasis=True),)),
                ((Run("Bergen"),), (Run("12"),)),
                ((Run("Oslo"),), ()),
            ),
            header_rows=1,
        )
    ]


def test_a_thematic_break_is_a_rule() -> None:
    assert blocks("One.\n\n---\n\nTwo.") == [paragraph("One."), Rule(), paragraph("Two.")]


def test_what_nests_too_deep_is_kept_as_text_and_named() -> None:
    body = read("Fore.\n\n" + "> " * 30 + "word\n")
    assert "line 1: nested too deep" in body.problems[0]
    words = " ".join(text_of(b.runs) for b in body.blocks if isinstance(b, Paragraph)).split()
    assert [word for word in words if word != ">"] == ["Fore.", "word"]
