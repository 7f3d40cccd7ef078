"""Lists, terms and quotations, and what stands in them."""

from __future__ import annotations

import pytest

from brief_tui.formats.html.blocks import Reading, read_fragment
from brief_tui.model.article import Block, Figure, Listing, Paragraph, Quote, Run

TEXT = "<p>It was a long and cold winter in the north, said the skipper of the ferry.</p>"


def read(html: str) -> Reading:
    return read_fragment(html)


def blocks(html: str) -> list[Block]:
    return list(read(html).body)


def listing(html: str) -> Listing:
    (block,) = blocks(html)
    assert isinstance(block, Listing)
    return block


def items(html: str) -> list[tuple[int, str]]:
    return [(item.level, item.text) for item in listing(html).items]


def quote(html: str) -> Quote:
    (found,) = (block for block in blocks(html) if isinstance(block, Quote))
    return found


# Lists


def test_lists_have_levels_and_an_order() -> None:
    html = "<ol><li>one<ul><li>inner<li>second</ul><li>two</ol>"
    assert items(html) == [(0, "one"), (1, "inner"), (1, "second"), (0, "two")]
    assert listing(html).ordered
    assert not listing("<ul><li>one</ul>").ordered


def test_a_list_right_in_a_list_is_one_level_deeper() -> None:
    assert items("<ul><li>one</li><ul><li>inner</li></ul></ul>") == [(0, "one"), (1, "inner")]


def test_paragraphs_of_an_item_stay_together() -> None:
    assert items("<ul><li><p>one</p><p>more of it</p></li><li>two</li></ul>") == [
        (0, "one\nmore of it"),
        (0, "two"),
    ]


def test_a_picture_interrupts_a_list() -> None:
    html = f'{TEXT}<ol><li>Cast off<img src="a.jpg" width="600" alt="Ropes"></li><li>Sail</li></ol>'
    assert [type(block) for block in blocks(html)] == [Paragraph, Listing, Figure, Listing]


def test_terms_are_strong_and_their_meanings_deeper() -> None:
    found = listing("<dl><dt>Bow<dd>the front<dt>Stern<dd>the back<dd>a look</dl>")
    assert [(item.level, item.text) for item in found.items] == [
        (0, "Bow"),
        (1, "the front"),
        (0, "Stern"),
        (1, "the back"),
        (1, "a look"),
    ]
    assert found.items[0].runs == (Run("Bow", strong=True),)


def test_a_list_in_which_a_page_is_laid_out_is_laid_open() -> None:
    html = f"<ol><li><h3>First</h3>{TEXT}</li><li><h3>Second</h3><p>More of it here.</p></li></ol>"
    assert not any(isinstance(block, Listing) for block in blocks(html))


# Quotations


@pytest.mark.parametrize(
    "html",
    [
        "<blockquote><p>We sail.</p><p>Always.</p><footer>— Ann Lee, <cite>Log</cite></footer>"
        "</blockquote>",
        "<blockquote><p>We sail.</p><p>Always.</p><p>— Ann Lee, Log</p></blockquote>",
        "<blockquote><p>We sail.</p><p>Always.</p><cite>Ann Lee, Log</cite></blockquote>",
        "<figure><blockquote><p>We sail.</p><p>Always.</p></blockquote><figcaption>— Ann Lee, "
        "<cite>Log</cite></figcaption></figure>",
        '<div class="quote"><p>We sail.</p><p>Always.</p><p class="author">Ann Lee, Log</p></div>',
    ],
    ids=["footer", "dash", "cite", "figure", "named"],
)
def test_a_quote_knows_who_said_it(html: str) -> None:
    assert quote(TEXT + html) == Quote((Run("We sail.\n\nAlways."),), "Ann Lee, Log")


def test_a_quote_without_a_source_has_none() -> None:
    assert quote(f"{TEXT}<blockquote>We sail.</blockquote>") == Quote((Run("We sail."),))


def test_lists_in_a_quote_are_text() -> None:
    html = f"{TEXT}<blockquote><p>We need:</p><ul><li>ropes<li>sails</ul></blockquote>"
    assert quote(html).text == "We need:\n\n• ropes\n• sails"


@pytest.mark.parametrize(
    "html",
    [
        '<aside class="pull-quote"><p>“A long and cold winter in the north”</p></aside>',
        "<blockquote>A long and cold winter <b>in the north</b></blockquote>",
        '<div class="Pullquote"><q>a long and cold winter in the north</q><cite>Bo</cite></div>',
    ],
)
def test_a_pull_quote_whose_words_are_in_the_text_is_dropped(html: str) -> None:
    reading = read(TEXT + html)
    assert [type(block) for block in reading.body] == [Paragraph]
    assert {line.rule for line in reading.dropped} == {"pull_quote_said_in_text"}


def test_a_pull_quote_with_words_of_its_own_is_kept_as_one() -> None:
    html = '<aside class="pullquote"><p>Nobody slept that night</p><cite>Bo Nilsen</cite></aside>'
    assert quote(TEXT + html) == Quote((Run("Nobody slept that night"),), "Bo Nilsen", pull=True)
