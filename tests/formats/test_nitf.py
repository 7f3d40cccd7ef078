"""NITF: the fields, the blocks, and what is taken for NITF at all."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.base import Document
from brief_tui.formats.nitf import NITF
from brief_tui.model.article import (
    Article,
    Block,
    Embed,
    Figure,
    Heading,
    Image,
    Listing,
    Paragraph,
    Quote,
    RelatedLink,
    Run,
    Table,
)
from brief_tui.model.errors import FormatError
from brief_tui.model.plain import block_text
from tests.formats import news_pages

URI = "https://wire.example/in/a.xml"


def read(body: str, front: str = "<hedline><hl1>H</hl1></hedline>", head: str = "") -> Article:
    text = (
        f"<nitf><head>{head}</head><body><body.head>{front}</body.head>"
        f"<body.content>{body}</body.content></body></nitf>"
    )
    (article,) = NITF.parse(Document(text.encode(), URI)).articles
    return article


def blocks(body: str) -> tuple[Block, ...]:
    return read(body).body


def paragraph(*runs: Run | str) -> Paragraph:
    return Paragraph(tuple(run if isinstance(run, Run) else Run(run) for run in runs))


def test_a_whole_document_becomes_an_article() -> None:
    assert news_pages.as_json(news_pages.parse("nitf.xml")) == news_pages.expected("nitf.xml")


@pytest.mark.parametrize(
    ("front", "headline", "dek"),
    [
        ("<hedline><hl1>A</hl1><hl2>B</hl2></hedline><abstract>C</abstract>", "A", "B"),
        ("<hedline><hl1>A</hl1></hedline><abstract><p>C</p><p>D</p></abstract>", "A", "C D"),
        ("<hedline><hl2>B</hl2></hedline>", "B", ""),
        ("", "The title", ""),
    ],
)
def test_headline_and_dek(front: str, headline: str, dek: str) -> None:
    article = read("<p>Text.</p>", front, "<title>The title</title>")
    assert (article.headline, article.dek) == (headline, dek)


def test_an_abstract_beside_a_dek_stands_over_the_text_unless_the_text_begins_so() -> None:
    front = "<hedline><hl1>A</hl1><hl2>B</hl2></hedline><abstract>C d.</abstract>"
    assert read("<p>Text.</p>", front).body == (paragraph("C d."), paragraph("Text."))
    assert read("<p>C d. Text.</p>", front).body == (paragraph("C d. Text."),)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("<byline>By Ida Holm</byline>", ("Ida Holm",)),
        (
            "<byline>By <person>Ida Holm</person> and <person>Bo Ek</person></byline>",
            ("Ida Holm", "Bo Ek"),
        ),
        ("<byline>Von Ida Holm</byline><byline>Bo Ek</byline>", ("Ida Holm", "Bo Ek")),
        ("<byline><byttl>Coast Wire</byttl></byline>", ("Coast Wire",)),
    ],
)
def test_bylines_are_names(byline: str, names: tuple[str, ...]) -> None:
    assert read("<p>Text.</p>", byline + "<hedline><hl1>H</hl1></hedline>").bylines == names


def test_a_release_after_the_issue_is_when_it_was_published() -> None:
    head = (
        '<docdata><date.issue norm="20210504T0600Z"/>'
        '<date.release norm="20210504T070000+0000"/></docdata>'
    )
    assert str(read("", head=head).published) == "2021-05-04 07:00:00+00:00"


def test_a_date_that_is_none_is_named() -> None:
    head = '<docdata><date.issue norm="20210230"/></docdata>'
    text = f"<nitf><head>{head}<title>T</title></head><body/></nitf>"
    parsed = NITF.parse(Document(text.encode()))
    assert parsed.articles[0].published is None
    assert parsed.problems == ("date.issue: '20210230' is not a date",)


def test_a_headline_that_the_text_says_again_is_not_body() -> None:
    assert blocks("<hl1>H</hl1><p>Text.</p><p>H</p>") == (paragraph("Text."), paragraph("H"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (
            "<p>A <person>Vik</person>'s <em>b</em>.</p>",
            paragraph("A Vik's ", Run("b", emphasis=True), "."),
        ),
        ("<p>A <em class='bold'>b</em></p>", paragraph("A ", Run("b", strong=True))),
        ("<p>A <a href='b'>b</a></p>", paragraph("A ", Run("b", href="https://wire.example/in/b"))),
        ("<p>one <br/> two</p>", paragraph("one\ntwo")),
        ("loose <q>words</q>", paragraph("loose words")),
        ("<hl2>Sub</hl2>", Heading((Run("Sub"),))),
        ("<bq>Words.<credit>Vik</credit></bq>", Quote((Run("Words."),), "Vik")),
        ("<unheard><of><p>Text.</p></of></unheard>", paragraph("Text.")),
        ("<fn>A note.</fn>", paragraph("A note.")),
        (
            "<media media-type='video'><media-reference source='https://v.example/1'/></media>",
            Embed("https://v.example/1"),
        ),
    ],
)
def test_each_element_has_its_block(body: str, expected: Block) -> None:
    assert blocks(body) == (expected,)


def test_a_nitf_table_is_a_table() -> None:
    (table,) = blocks(
        "<nitf-table><nitf-table-metadata><nitf-table-summary><p>skip</p></nitf-table-summary>"
        "</nitf-table-metadata><table><tr><th>A</th></tr><tr><td>1</td><td/></tr></table></nitf-table>"
    )
    assert isinstance(table, Table)
    assert table.rows == (((Run("A"),),), ((Run("1"),), ()))
    assert table.header_rows == 1


def test_definitions_are_a_list_of_two_levels() -> None:
    (listing,) = blocks("<dl><dt>Bow</dt><dd>the front</dd></dl>")
    assert isinstance(listing, Listing)
    assert [(item.text, item.level) for item in listing.items] == [("Bow", 0), ("the front", 1)]


@pytest.mark.parametrize(
    ("inside", "figure"),
    [
        (
            "<media-reference source='a.jpg' width='90'/>"
            "<media-reference source='b.jpg' width='900'/>"
            "<media-caption>A ship.</media-caption><media-producer>Ek / Wire</media-producer>",
            Figure(Image("https://wire.example/in/b.jpg", 900), "A ship.", "Ek / Wire"),
        ),
        (
            "<media-metadata name='credit' value='Ek'/>"
            "<media-caption><p>A ship.</p><p>Two.</p></media-caption>",
            Figure(None, "A ship. Two.", "Ek"),
        ),
        (
            "<media-reference source='https://e.example/a.jpg' alternate-text='ship'/>"
            "<copyrite>© Ek</copyrite>",
            Figure(Image("https://e.example/a.jpg"), "", "© Ek", "ship"),
        ),
    ],
)
def test_a_picture_has_its_caption_and_credit_as_fields(inside: str, figure: Figure) -> None:
    assert blocks(f"<media media-type='image'>{inside}</media>") == (figure,)


@pytest.mark.parametrize(
    "links",
    [
        "<ul class='related'><li><a href='https://e.example/b'>Story B</a></li></ul>",
        "<block class='see-also'><p>Also: <a href='https://e.example/b'>Story B</a></p></block>",
        "<media media-type='text'><media-reference source='https://e.example/b'/>"
        "<media-caption>Story B</media-caption></media>",
    ],
)
def test_links_to_other_stories_keep_their_place(links: str) -> None:
    article = read(f"<p>One.</p>{links}<p>Two.</p>")
    assert article.body == (paragraph("One."), paragraph("Two."))
    assert article.related == (RelatedLink("Story B", "https://e.example/b", anchor=1),)


def test_a_list_that_merely_has_links_is_text() -> None:
    article = read("<ul><li>See <a href='https://e.example/b'>B</a></li></ul>")
    assert article.related == ()
    assert isinstance(article.body[0], Listing)


def test_a_body_without_the_frame_around_it_is_read() -> None:
    text = b"<nitf><body.content><block><hl2>Sub</hl2><p>Text.</p></block></body.content></nitf>"
    (article,) = NITF.parse(Document(text)).articles
    assert article.body == (Heading((Run("Sub"),)), paragraph("Text."))


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("<nitf><body><body.content><p>cut of", "not XML: no element found"),
        ("<rss/>", "no nitf element"),
        ("<nitf/>", "needs a headline or a body"),
        ("# Words", "not XML"),
    ],
)
def test_what_is_no_story_in_nitf_is_refused(text: str, problem: str) -> None:
    with pytest.raises(FormatError, match=problem):
        NITF.parse(Document(text.encode()))


_TAGS = "p hl2 bq block credit ul ol li dl dt dd table tr td em a pre note media-caption".split()
_trees = st.recursive(
    st.text("q ", max_size=6),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from([*_TAGS, "media"]),
        st.lists(inner, max_size=4),
    ),
    max_leaves=12,
)


@given(_trees)
def test_no_word_of_a_body_is_lost_however_it_is_nested(tree: str) -> None:
    article = read(f"<p>First.</p>{tree}")
    said = [*map(block_text, article.body), *(link.headline for link in article.related)]
    for block in article.body:
        if isinstance(block, Figure | Table):
            said.append(block.caption)
        if isinstance(block, Quote):
            said.append(block.attribution)
    assert "".join(said).count("q") == re.sub("<.*?>", "", tree).count("q")
