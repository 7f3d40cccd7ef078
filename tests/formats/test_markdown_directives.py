"""MyST and docutils directives: figures, related links, pull quotes, embeds, tables."""

from __future__ import annotations

import pytest

from brief_tui.formats.markdown_body import Body, read_body
from brief_tui.model.article import (
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
    Run,
    Table,
)

HERE = "https://example.org/news/"


def read(text: str) -> Body:
    return read_body(text, line=1, base=HERE + "story.md", headline="H")


def sound(text: str) -> Body:
    body = read(text)
    assert body.problems == []
    return body


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


# Figures


def test_a_figure_has_a_caption_and_below_it_a_credit() -> None:
    body = sound(
        """\
:::{figure} figures/fab one.png
:alt: Lit boards
  behind glass
:width: 640px
:height: 480
:align: center

Visitors wait near *lit* boards.

AP Photo / Ida Holm.

All rights reserved.
:::
"""
    )
    assert body.blocks == [
        Figure(
            Image(f"{HERE}figures/fab%20one.png", 640, 480),
            caption="Visitors wait near lit boards.",
            credit="AP Photo / Ida Holm. All rights reserved.",
            alt="Lit boards behind glass",
        )
    ]


def test_a_figure_may_be_written_between_backticks() -> None:
    assert sound("```{figure} a.png\nThe caption.\n```").blocks == [
        Figure(Image(f"{HERE}a.png"), caption="The caption.")
    ]


def test_what_a_figure_has_no_place_for_follows_it() -> None:
    assert sound(":::{figure} a.png\nCaption.\n\n- one\n:::").blocks == [
        Figure(Image(f"{HERE}a.png"), caption="Caption."),
        Listing((ListItem((Run("one"),)),)),
    ]


def test_a_figure_without_a_picture_keeps_its_words() -> None:
    assert sound(":::{figure}\nThe caption.\n:::").blocks == [Figure(caption="The caption.")]


# Related links


CARD = """\
::::{seealso}
:::{figure} davos.png
The hall.

Photo: Ida Holm
:::
[The speech](davos-speech.md)
::::
"""


def test_a_related_link_takes_the_figure_before_it_and_its_place_in_the_text() -> None:
    body = sound(f"One.\n\nTwo.\n\n{CARD}\nThree.\n")
    assert body.blocks == [paragraph("One."), paragraph("Two."), paragraph("Three.")]
    assert body.related == [
        RelatedLink(
            "The speech",
            f"{HERE}davos-speech.md",
            Figure(Image(f"{HERE}davos.png"), "The hall.", "Photo: Ida Holm"),
            anchor=2,
        )
    ]


def test_links_at_either_end_are_anchored_there() -> None:
    body = sound(f"{CARD}\nOnly.\n\n{CARD}")
    assert [link.anchor for link in body.related] == [0, 1]


def test_several_links_are_several_stories() -> None:
    body = sound(
        ":::{seealso}\n[One](1.md), [**T**wo](2.md)\n\n"
        "- [Three](3.md), 4 May\n- Video: [Four](4.md)\n:::"
    )
    assert [(link.headline, link.url) for link in body.related] == [
        ("One", f"{HERE}1.md"),
        ("Two", f"{HERE}2.md"),
        ("Three, 4 May", f"{HERE}3.md"),
        ("Video: Four", f"{HERE}4.md"),
    ]


def test_each_figure_goes_with_the_link_after_it() -> None:
    body = sound(
        ":::{seealso}\n[None](0.md)\n\n[![alt](1.png) One](1.md)\n\n![](2.png)\n[Two](2.md)\n:::"
    )
    pictures = [
        link.figure.image.src if link.figure and link.figure.image else "" for link in body.related
    ]
    assert pictures == ["", f"{HERE}1.png", f"{HERE}2.png"]


def test_a_story_may_be_named_without_an_address() -> None:
    assert sound(":::{seealso} The printed edition of 4 May\n:::").related == [
        RelatedLink("The printed edition of 4 May", anchor=0)
    ]


def test_what_is_no_link_stays_in_the_body() -> None:
    body = sound(":::{seealso}\n## More\n\n![one](1.png)\n\n![two](2.png)\n:::")
    assert body.related == []
    assert body.blocks == [
        Heading((Run("More"),), 2),
        Figure(Image(f"{HERE}1.png"), alt="one"),
        Figure(Image(f"{HERE}2.png"), alt="two"),
    ]


def test_what_is_too_long_for_its_field_stays_text() -> None:
    long = "word " * 150 + "end"
    assert sound(f":::{{seealso}}\n[A](a.md) {long}\n:::").related == []
    assert sound(f":::{{seealso}}\n{long}\n:::").blocks == [paragraph(long)]
    assert sound(f":::{{figure}} a.png\nCaption.\n\nCredit.\n\n{long}\n:::").blocks == [
        Figure(Image(f"{HERE}a.png"), "Caption.", "Credit."),
        paragraph(long),
    ]
    assert sound(f":::{{iframe}} https://v.example/\n{long}\n:::").blocks == [
        Embed("https://v.example/"),
        paragraph(long),
    ]


def test_a_link_inside_a_quote_or_a_list_comes_before_that_block() -> None:
    body = sound("One.\n\n> Said.\n>\n> :::{seealso}\n> [A](a.md)\n> :::\n>\n> More.\n")
    assert body.blocks == [paragraph("One."), Quote((Run("Said.\n\nMore."),))]
    assert [link.anchor for link in body.related] == [1]


# Quotes, embeds, tables, code


def test_a_pull_quote_has_an_attribution() -> None:
    assert sound(":::{pull-quote}\nWords of the article.\n\n-- Ida Holm\n:::").blocks == [
        Quote((Run("Words of the article."),), "Ida Holm", pull=True)
    ]


def test_a_pull_quote_may_begin_in_the_line_of_its_name() -> None:
    assert sound(":::{pull-quote} Words.\n:::").blocks == [Quote((Run("Words."),), pull=True)]


def test_an_iframe_is_an_embed_with_its_title() -> None:
    assert sound(
        ":::{iframe} https://video.example/7\n:width: 100%\nThe opening.\n\nMore.\n:::"
    ).blocks == [Embed("https://video.example/7", "The opening."), paragraph("More.")]


def test_an_iframe_without_an_address_keeps_its_words() -> None:
    assert sound(":::{iframe}\nThe opening.\n:::").blocks == [paragraph("The opening.")]


def test_a_table_directive_gives_the_table_its_caption() -> None:
    assert sound(":::{table} Ships *by* port\n| a |\n|---|\n\nNote.\n:::").blocks == [
        Table((((Run("a"),),),), header_rows=1, caption="Ships by port"),
        paragraph("Note."),
    ]


def test_a_caption_without_a_table_stays() -> None:
    assert sound(":::{table} Ships\nNone.\n:::").blocks == [paragraph("None."), paragraph("Ships")]


def test_a_code_block_directive_names_its_language() -> None:
    assert sound("```{code-block} python\n:linenos:\n\nrun()\n```").blocks == [
        Code("\nrun()", "python")
    ]


def test_an_unknown_name_between_backticks_is_code() -> None:
    assert sound("```{r}\nplot(x)\n```").blocks == [Code("plot(x)", "r")]


# What is not known


@pytest.mark.parametrize("opening", [":::{note} Mind", ":::note Mind", ":::{tip}\nMind\n"])
def test_an_unknown_directive_is_named_and_its_text_stays(opening: str) -> None:
    name = "tip" if "tip" in opening else "note"
    body = read(f"One.\n\n{opening}\n\nthe *gap*.\n:::\n")
    assert body.problems == [f"line 3: the directive '{name}' is not known"]
    assert body.blocks == [
        paragraph("One."),
        paragraph("Mind"),
        Paragraph((Run("the "), Run("gap", emphasis=True), Run("."))),
    ]


def test_a_link_inside_an_unknown_directive_keeps_its_place() -> None:
    body = read("::::{card}\nOne.\n\n:::{seealso}\n[A](a.md)\n:::\n\nTwo.\n::::\n")
    assert [link.anchor for link in body.related] == [1]


def test_the_line_of_a_nested_problem_is_counted_from_the_top() -> None:
    body = read_body(
        "One.\n\n:::::{figure} a.png\n:alt: seen\n\nCaption.\n\n:::{nope}\nText.\n:::\n:::::\n",
        line=11,
        base=HERE,
        headline="H",
    )
    assert body.problems == ["line 18: the directive 'nope' is not known"]


def test_an_unknown_option_is_named() -> None:
    assert read(":::{figure} a.png\n:frame: gold\n:::").problems == [
        "line 1: the option 'frame' is not known"
    ]


def test_a_directive_that_is_never_closed_ends_with_the_text() -> None:
    body = sound(":::{pull-quote}\nWords.\n\nMore words.\n")
    assert body.blocks == [Quote((Run("Words.\n\nMore words."),), pull=True)]


def test_a_link_defined_anywhere_in_the_text_is_known_in_a_directive() -> None:
    body = sound(":::{seealso}\n[The speech][s]\n:::\n\n[s]: speech.md\n")
    assert body.related == [RelatedLink("The speech", f"{HERE}speech.md", anchor=0)]
