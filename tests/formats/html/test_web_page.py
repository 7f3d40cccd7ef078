"""A news page as a whole: where its article is, and what becomes of each line."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.web_page import WEB_PAGE
from brief_tui.model.article import Article, Figure, Paragraph
from brief_tui.model.errors import FormatError
from brief_tui.model.plain import body_text

ADDRESS = "https://quay.example/2021/05/ferry"
TITLE = "The ferry that came back"
FORMATS = Path(__file__).parents[3] / "docs" / "formats.md"


def text(subject: str, count: int = 4) -> str:
    """Paragraphs about something, each a sentence of its own."""
    return "".join(
        f"<p>{subject} was seen at the quay for the {number}. time that year, and nobody who "
        f"stood there on that morning could say whose {subject} it had been before.</p>"
        for number in range(1, count + 1)
    )


def parse(body: str, head: str = "", address: str = ADDRESS) -> Parsed:
    html = f"<!doctype html><html lang=en><head><title>{TITLE}</title>{head}</head>{body}</html>"
    return WEB_PAGE.parse(Document(html.encode(), address))


def article(body: str, head: str = "") -> Article:
    (found,) = parse(body, head).articles
    return found


def example() -> str:
    """The page that the documentation explains."""
    match = re.search(r"```html\n(<article>.*?</article>)\n```", FORMATS.read_text(), re.DOTALL)
    assert match is not None
    return match[1]


class TestTheDocumentedPage:
    """What docs/formats.md says of its example."""

    def test_each_line_has_the_label_and_the_rule_of_the_table(self) -> None:
        table = re.findall(
            r"^\| ([^|]+) \| (headline|dek|byline|caption|body|dropped|related|subheading)"
            r" \| `(\w+)`",
            FORMATS.read_text(),
            re.MULTILINE,
        )
        wanted = [(start.removesuffix(" …"), label, rule) for start, label, rule in table]
        found = parse(example()).lines
        assert len(wanted) == len(found) == 12
        for (start, label, rule), line in zip(wanted, found, strict=True):
            assert line.text.startswith(start.removesuffix("”").removesuffix(" …"))
            assert (line.label.replace("chrome", "dropped"), line.rule) == (label, rule)

    def test_its_fields_are_those_of_the_model(self) -> None:
        found = article(example())
        assert found.headline == TITLE
        assert found.dek.startswith("Nine years after")
        assert found.bylines == ("Ida Holm",)
        assert found.dateline == "VIK"
        (figure,) = [block for block in found.body if isinstance(block, Figure)]
        assert figure.image is not None
        assert figure.image.src == "https://quay.example/pics/solveig.jpg"
        assert figure.caption == "The Solveig at the quay on Monday."
        assert figure.credit == "Photo: Per Lind / Quay Images"
        (link,) = found.related
        assert (link.headline, link.url, link.anchor) == (
            "The bridge that nobody wanted",
            "https://quay.example/2021/04/bridge",
            2,
        )


class TestRegion:
    def test_what_stands_beside_the_text_is_left_out(self) -> None:
        found = article(
            f"<body><div><h1>{TITLE}</h1><div class=story>{text('ferry')}</div></div>"
            f"<div class=sidebar>{text('weather', 3)}</div>"
            f"<div id=comments>{text('reader', 9)}</div></body>"
        )
        assert "ferry" in body_text(found)
        assert "weather" not in body_text(found)
        assert "reader" not in body_text(found)

    def test_of_several_articles_the_one_with_the_headline_is_read(self) -> None:
        found = article(
            f"<main><article><h2>{TITLE}</h2>{text('ferry')}</article>"
            f"<article><h2>A bridge in the rain</h2>{text('bridge', 20)}</article></main>"
        )
        assert "ferry" in body_text(found)
        assert "bridge" not in body_text(found)

    def test_a_text_in_several_parts_is_whole(self) -> None:
        found = article(
            f"<article><h1>{TITLE}</h1><div class=part>{text('ferry')}</div><div class=ad>Ad</div>"
            f"<div class=part>{text('engine')}</div></article>"
        )
        paragraphs = [block for block in found.body if isinstance(block, Paragraph)]
        assert len(paragraphs) == 8

    def test_paragraphs_that_a_paywall_names_are_read(self) -> None:
        story = text("ferry").replace("<p>", "<p class=paywall>")
        assert "4. time" in body_text(article(f"<article><h1>{TITLE}</h1>{story}</article>"))

    def test_lists_of_teasers_do_not_outweigh_the_text(self) -> None:
        teasers = "".join(
            f"<li><h3><a href=/2021/05/story-{n}>A story number {n} of that day</a></h3>"
            f"<p>It was a day on which story {n} was told to everybody who came by the quay.</p>"
            "</li>"
            for n in range(20)
        )
        found = article(f"<h1>{TITLE}</h1><div>{text('ferry')}</div><ul>{teasers}</ul>")
        assert "ferry" in body_text(found)
        assert "everybody who came by" not in body_text(found)

    def test_scripts_without_spaces_are_text_too(self) -> None:
        story = "".join(f"<p>{'เรือข้ามฟากกลับมาที่ท่าเรืออีกครั้ง' * 6}{n}</p>" for n in range(4))
        found = article(f"<h1>{TITLE}</h1><div>{story}</div>")
        assert len(found.body) == 4


class TestStatedText:
    """A text that the page shows by a script alone."""

    SCRIPT = (
        '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "%s",'
        ' "articleBody": "%s"}</script>'
    )

    def test_it_is_read_from_the_metadata(self) -> None:
        stated = "\\n".join(re.findall("<p>(.*?)</p>", text("ferry")))
        found = article("<div id=app></div>", self.SCRIPT % (TITLE, stated))
        assert found.headline == TITLE
        assert len(found.body) == 4

    def test_what_the_page_shows_goes_before_it(self) -> None:
        found = article(f"<h1>{TITLE}</h1>{text('ferry')}", self.SCRIPT % (TITLE, "A summary."))
        assert "summary" not in body_text(found)


class TestNoArticle:
    def test_a_page_without_text_says_what_was_seen(self) -> None:
        links = "".join(f"<a href=/{n}>Story {n}</a>" for n in range(40))
        with pytest.raises(FormatError, match="no article found here") as caught:
            parse(f"<body>{links}</body>")
        assert f"“{TITLE}”" in str(caught.value)
        assert "40 links" in str(caught.value)

    @pytest.mark.parametrize("html", [b"", b"<html></html>", b"\x00\xff\xfe", b"<!doctype html>"])
    def test_next_to_nothing_is_no_article(self, html: bytes) -> None:
        with pytest.raises(FormatError):
            WEB_PAGE.parse(Document(html))


class TestFront:
    def test_the_first_paragraph_is_no_dek_for_being_the_summary(self) -> None:
        story = text("ferry").replace("<p>", "<p id=summary>", 1)
        found = article(f"<article><h1>{TITLE}</h1><div>{story}</div></article>")
        assert found.dek == ""
        assert len(found.body) == 4

    def test_points_below_the_headline_are_the_dek(self) -> None:
        points = "<ul><li>She carried eleven cars</li><li>The engine had been oiled</li></ul>"
        found = article(f"<article><h1>{TITLE}</h1>{points}<div>{text('ferry')}</div></article>")
        assert found.dek == "She carried eleven cars The engine had been oiled"

    def test_a_saved_page_resolves_its_links_by_the_address_it_states(self) -> None:
        head = f'<link rel=canonical href="{ADDRESS}">'
        picture = "<figure><img src=/pics/a.jpg><figcaption>The quay.</figcaption></figure>"
        body = f"<article><h1>{TITLE}</h1>{picture}{text('ferry')}</article>"
        (found,) = parse(body, head, "file:///home/ida/ferry.html").articles
        (figure,) = [block for block in found.body if isinstance(block, Figure)]
        assert figure.image is not None
        assert figure.image.src == "https://quay.example/pics/a.jpg"

    def test_links_are_relative_to_the_base_that_a_page_states(self) -> None:
        head = '<base href="https://pictures.example/2021/">'
        picture = "<figure><img src=a.jpg><figcaption>The quay.</figcaption></figure>"
        found = article(f"<article><h1>{TITLE}</h1>{picture}{text('ferry')}</article>", head)
        (figure,) = [block for block in found.body if isinstance(block, Figure)]
        assert figure.image is not None
        assert figure.image.src == "https://pictures.example/2021/a.jpg"

    def test_every_visible_line_of_the_region_has_one_label_and_a_rule(self) -> None:
        found = parse(f"<article><h1>{TITLE}</h1><button>Share</button>{text('ferry')}</article>")
        assert [line.line for line in found.lines] == [1, 2, 3, 4, 5, 6]
        assert all(line.rule for line in found.lines)
