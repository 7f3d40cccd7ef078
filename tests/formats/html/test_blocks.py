"""HTML that is an article's body already, as blocks: paragraphs, headings, styles, links."""

from __future__ import annotations

import pytest

from brief_tui.formats.html.blocks import Reading, read_fragment
from brief_tui.model.article import (
    Block,
    Code,
    Embed,
    Figure,
    Heading,
    Image,
    Paragraph,
    Rule,
    Run,
    text_of,
)

BASE = "https://example.org/news/story.html"
TEXT = "<p>The ferry left the harbour at nine and came back at noon.</p>"
AGAIN = "<p>Nobody on the quay had expected it before the evening.</p>"


def read(html: str) -> Reading:
    return read_fragment(html, BASE)


def blocks(html: str) -> list[Block]:
    return list(read(html).body)


def texts(html: str) -> list[str]:
    """The texts of a body that is made of paragraphs alone."""
    found = []
    for block in blocks(html):
        assert isinstance(block, Paragraph)
        found.append(block.text)
    return found


def paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))


# Paragraphs


def test_a_fragment_without_tags_is_a_paragraph() -> None:
    assert blocks("Fish &amp; chips") == [paragraph("Fish & chips")]


def test_an_empty_fragment_holds_nothing() -> None:
    assert read("") == Reading((), (), ())
    assert blocks("<p> &nbsp; </p><div></div><!-- note -->") == []


def test_text_that_stands_in_a_box_is_a_paragraph_between_its_neighbours() -> None:
    html = "<div>First words <p>A paragraph here</p> words after it <div>a box</div>the rest</div>"
    assert texts(html) == [
        "First words",
        "A paragraph here",
        "words after it",
        "a box",
        "the rest",
    ]


def test_two_breaks_part_paragraphs_and_one_is_a_line_break() -> None:
    assert texts("<p>One line<br>and another<br><br>A paragraph<br>\n<br/>and a third</p>") == [
        "One line\nand another",
        "A paragraph",
        "and a third",
    ]


def test_breaks_in_styled_text_do_not_cut_its_line() -> None:
    assert texts("<p>He said <em>one<br>two</em> and left</p>") == ["He said one\ntwo and left"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<span class='dropcap'>W</span>ord by <b>wo</b>rd", "Word by word"),
        ("one <b> two </b> three\n\tfour", "one two three four"),
        ("exa&shy;mple of<wbr>ten&#8203;times", "example oftentimes"),
        ("<span>12&nbsp;000</span> &nbsp; kr", "12 000 kr"),
        ("the river<sup>12</sup> and the 21<sup>st</sup>", "the river¹² and the 21st"),
        ("H<sub>2</sub>O", "H2O"),
        ("he said <q>no</q>", "he said “no”"),
        ("<ruby>漢<rt>kan</rt></ruby>字", "漢(kan)字"),
        ("<ruby>漢<rp>[</rp><rt>kan</rt><rp>]</rp></ruby>字", "漢[kan]字"),
        ("fine <img class='emoji' alt='☀' src='sun.png'> weather", "fine ☀ weather"),
        ("the <a href='/r'>report<img src='i.png' width='12'></a> says", "the report says"),
        ("seen<span hidden> unseen</span><span style='display: none'> words</span>", "seen"),
        ("seen<span class='sr-only'> (opens in a new window)</span> words", "seen words"),
        ("<bdi dir='rtl'>הנמל</bdi> reopens", "הנמל reopens"),
    ],
)
def test_words_are_neither_glued_nor_torn(html: str, text: str) -> None:
    assert texts(f"<p>{html}</p>") == [text]


def test_styles_become_runs() -> None:
    assert blocks("<p>Plain <b>bold <i>both</i></b> <code>x &lt; y</code></p>") == [
        Paragraph(
            (
                Run("Plain "),
                Run("bold ", strong=True),
                Run("both", strong=True, emphasis=True),
                Run(" "),
                Run("x < y", code=True),
            )
        )
    ]


def test_a_paragraph_that_is_said_twice_is_dropped_the_second_time() -> None:
    reading = read(f"{TEXT}{AGAIN}<div>{TEXT}</div>")
    assert len(reading.body) == 2
    assert [(line.rule, line.line) for line in reading.dropped] == [("said_before", 3)]


def test_a_short_line_may_be_said_twice() -> None:
    assert texts("<p>Row, row, row.</p><p>Row, row, row.</p>") == ["Row, row, row."] * 2


# Links


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("../b.html", "https://example.org/b.html"),
        ("//other.example/c", "https://other.example/c"),
        ("/d?id=4&utm_source=feed&fbclid=x", "https://example.org/d?id=4"),
        ("/e#part-2", "https://example.org/e#part-2"),
        ("/e#xtor=RSS-8", "https://example.org/e"),
        ("mailto:desk@example.org", "mailto:desk@example.org"),
    ],
)
def test_links_are_resolved_and_lose_what_counts_clicks(href: str, address: str) -> None:
    assert blocks(f'<p>See <a href="{href}">this</a>.</p>') == [
        Paragraph((Run("See "), Run("this", href=address), Run(".")))
    ]


@pytest.mark.parametrize(
    "href",
    ["#note", f"{BASE}#note", "javascript:x()", "data:text/html,x", "http://[x", "", "file:///x"],
)
def test_links_that_lead_nowhere_are_text(href: str) -> None:
    assert blocks(f'<p>See <a href="{href}">this</a>.</p>') == [paragraph("See this.")]


# Headings


def test_headings_keep_their_order_below_the_headline() -> None:
    html = (
        f"<h1>Title <b>bold</b></h1>{TEXT}<h2>Two</h2>{AGAIN}<h4>Four</h4><p>Last words of it.</p>"
    )
    headings = [block for block in blocks(html) if isinstance(block, Heading)]
    assert [(heading.level, heading.text) for heading in headings] == [
        (2, "Title bold"),
        (2, "Two"),
        (4, "Four"),
    ]
    assert not any(run.strong for heading in headings for run in heading.runs)


def test_a_short_bold_paragraph_between_two_others_is_a_subheading() -> None:
    assert blocks(f"{TEXT}<p><strong>What comes next</strong></p>{AGAIN}")[1] == Heading(
        (Run("What comes next"),)
    )


@pytest.mark.parametrize(
    "html",
    [
        f"{TEXT}<p><b>Why did you leave?</b></p>{AGAIN}",
        f"{TEXT}<p><b>Only the beginning</b> is bold</p>{AGAIN}",
        f"{TEXT}<p><b>The last line</b></p>",
        f"<p><b>The first line</b></p>{TEXT}",
        f"{TEXT}<p><b>One of two</b></p><p><b>Two of two</b></p>{AGAIN}",
        f'{TEXT}<p><b><a href="#a">A bold link</a> here</b></p>{AGAIN}',
    ],
)
def test_other_bold_paragraphs_stay_paragraphs(html: str) -> None:
    assert all(isinstance(block, Paragraph) for block in blocks(html))


# Code, rules, embeds


def test_code_keeps_its_lines_and_language() -> None:
    html = (
        '<pre><code class="hljs language-python">def f():\n    <span>return</span> 1\n</code></pre>'
    )
    assert blocks(html) == [Code("def f():\n    return 1", "python")]


def test_rules_stand_between_two_texts_only() -> None:
    html = f"<hr>{TEXT}<hr><hr>{AGAIN}<p>* * *</p><p>Then it rained all day.</p><hr>"
    kinds = [type(block) for block in blocks(html)]
    assert kinds == [Paragraph, Rule, Paragraph, Rule, Paragraph]


def test_a_rule_beside_something_that_is_dropped_divides_nothing() -> None:
    html = f"{TEXT}<hr><div class='newsletter'><p>Sign up for our letter</p></div><hr>{AGAIN}"
    assert [type(block) for block in blocks(html)] == [Paragraph, Paragraph]


@pytest.mark.parametrize(
    ("html", "embed"),
    [
        (
            '<iframe src="//video.example/embed/1" title="The ferry"></iframe>',
            Embed("https://video.example/embed/1", "The ferry"),
        ),
        ('<iframe data-src="/map?x=1"></iframe>', Embed("https://example.org/map?x=1")),
        ('<video><source src="a.mp4"></video>', Embed("https://example.org/news/a.mp4")),
        ('<audio src="a.mp3"></audio>', Embed("https://example.org/news/a.mp3")),
    ],
)
def test_players_and_frames_are_embeds(html: str, embed: Embed) -> None:
    assert blocks(f"{TEXT}<div>{html}</div>{AGAIN}")[1:-1] == [embed]


@pytest.mark.parametrize(
    "html",
    [
        '<iframe src="https://ad.doubleclick.net/x"></iframe>',
        '<iframe src="https://pixel.example/x"></iframe>',
        '<iframe src="https://a.example/x" width="1" height="1"></iframe>',
        '<iframe src="about:blank"></iframe>',
        '<iframe src="javascript:x()"></iframe>',
        "<iframe></iframe>",
        '<div class="newsletter"><iframe src="https://a.example/form"></iframe></div>',
    ],
)
def test_frames_that_show_nothing_of_the_story_are_left_out(html: str) -> None:
    assert [type(block) for block in blocks(f"{TEXT}{html}{AGAIN}")] == [Paragraph, Paragraph]


def test_the_words_of_a_post_are_its_title() -> None:
    html = (
        '<blockquote class="twitter-tweet"><p>The ferry is back</p>&mdash; Ann (@ann) '
        '<a href="https://social.example/ann/1">1 May</a></blockquote>'
    )
    assert blocks(f"{TEXT}{html}")[1] == Embed(
        "https://social.example/ann/1", "The ferry is back — Ann (@ann) 1 May"
    )


# Figures and links to other stories


def test_a_picture_leads_or_stands_among_the_text_with_its_caption_and_credit() -> None:
    html = (
        f'<img src="lead.jpg" alt="A ferry">{TEXT}<figure><img src="/b.jpg"><figcaption>The quay '
        f'in the rain. <span class="credit">Photo: Ann Lee</span></figcaption></figure>{AGAIN}'
    )
    lead, _, figure, _ = blocks(html)
    assert lead == Figure(Image("https://example.org/news/lead.jpg"), alt="A ferry")
    assert figure == Figure(
        Image("https://example.org/b.jpg"), "The quay in the rain.", "Photo: Ann Lee"
    )


def test_a_link_to_another_story_stands_where_the_page_put_it() -> None:
    card = (
        '<aside class="related"><a href="/news/2024/03/14/the-ferry-1234?utm_medium=x">'
        '<img src="/c.jpg">'
        "<h4>The ferry that never came back</h4></a></aside>"
    )
    reading = read(f"{TEXT}{card}{AGAIN}")
    assert [type(block) for block in reading.body] == [Paragraph, Paragraph]
    (link,) = reading.related
    assert (link.headline, link.url, link.anchor) == (
        "The ferry that never came back",
        "https://example.org/news/2024/03/14/the-ferry-1234",
        1,
    )
    assert link.figure == Figure(Image("https://example.org/c.jpg"))


def test_a_text_that_is_nothing_but_links_is_about_them() -> None:
    reading = read(
        '<p><a href="/1/a">First story of the day</a></p><p><a href="/2/b">Second one</a>'
    )
    assert [text_of(block.runs) for block in reading.body if isinstance(block, Paragraph)] == [
        "First story of the day",
        "Second one",
    ]
