"""Pages made to do harm, or broken past repair: an error for the page alone, or its text."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from brief_tui.formats.base import Document
from brief_tui.formats.html.blocks import read_fragment
from brief_tui.formats.web_page import WEB_PAGE
from brief_tui.model.article import Article, Listing, Paragraph, Table, text_of
from brief_tui.model.errors import FormatError

TEXT = " ".join(
    f"The ferry of day {day} left the harbour at nine and was back before the evening came."
    for day in range(12)
)
ARTICLE = f"<article><h1>The ferry came back</h1><p>{TEXT}</p></article>"


def parse(html: str | bytes, media_type: str = "text/html") -> Article:
    data = html if isinstance(html, bytes) else html.encode("utf-8", "surrogatepass")
    (article,) = WEB_PAGE.parse(Document(data, "https://example.org/a/b", media_type)).articles
    return article


def page(body: str) -> str:
    return f"<!doctype html><title>The ferry came back</title><body>{body}"


def words(article: Article) -> str:
    """The words of an article that is made of paragraphs and lists."""
    return " ".join(
        block.text if isinstance(block, Paragraph) else " ".join(item.text for item in block.items)
        for block in article.body
        if isinstance(block, Paragraph | Listing)
    )


@contextmanager
def seconds_of_work(most: float) -> Iterator[None]:
    """The processor time that a case may take; how busy the machine is does not count."""
    before = time.process_time()
    yield
    assert time.process_time() - before < most


@pytest.mark.hostile(case=5)
def test_entities_in_a_page_become_plain_text_once() -> None:
    html = page(f"<h1>R&amp;D &lt;b&gt;up&lt;/b&gt;</h1><p>{TEXT} R&amp;amp;D &lt;i&gt;</p>")
    article = parse(html)
    assert words(article).endswith("R&amp;D <i>")
    assert "&lt;" not in article.headline


@pytest.mark.hostile(case=6)
def test_a_headline_of_a_megabyte_is_cut() -> None:
    headline = "long " * 200_000
    with seconds_of_work(5):
        article = parse(f"<title>{headline}</title><h1>{headline}</h1><p>{TEXT}</p>")
    assert len(article.headline) <= 400


@pytest.mark.hostile(case=6)
def test_marks_that_pile_up_are_cut() -> None:
    pile = "e" + "\u0301" * 10_000
    article = parse(page(f"<h1>The ferry came back</h1><p>{TEXT} {pile}</p>"))
    assert words(article).count("\u0301") <= 8


@pytest.mark.hostile(case=14)
@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "ul><li", "font", "x-y"])
def test_200_000_nested_tags_are_refused_in_two_seconds(tag: str) -> None:
    with seconds_of_work(2), pytest.raises(FormatError, match="nested"):
        parse(page(f"<{tag}>" * 200_000 + TEXT))


@pytest.mark.hostile(case=14)
@pytest.mark.parametrize("tag", ["div", "b", "blockquote", "ul><li", "table><tr><td", "q"])
def test_what_is_nested_deep_but_not_too_deep_keeps_its_text(tag: str) -> None:
    with seconds_of_work(5):
        reading = read_fragment(f"<{tag}>" * 1_000 + TEXT)
    assert TEXT in " ".join(line.text for line in reading.lines).replace("“", "").replace("”", "")


@pytest.mark.hostile(case=14)
@pytest.mark.parametrize(
    "html",
    [
        "<p><b>" * 2_000 + TEXT,
        "<p>" + "<b>a</b><i>" * 2_000 + TEXT,
        "<p><a href=/x>" * 4_000 + TEXT,
        "<div " + " ".join(f"a{n}=1" for n in range(4_000)) + f">{TEXT}</div>",
        f'<div class="{"word-" * 200_000}">{TEXT}</div>',
        f'<p>{TEXT}<a href="{"x" * 1_000_000}">a link</a>',
        f'<img srcset="{"a.jpg 1x," * 100_000}"><p>{TEXT}',
        "<br>" * 200_000 + TEXT,
        "&nbsp;" * 200_000 + TEXT,
        "<hr>" * 50_000 + TEXT,
        "<li>" * 50_000 + TEXT,
        "<" * 200_000 + " " + TEXT,
        "</p>" * 50_000 + TEXT,
        "<!--" * 50_000 + "-->" + TEXT,
        TEXT + "<![CDATA[" * 50_000,
    ],
    ids=lambda html: html[:24].strip(),
)
def test_broken_and_endless_markup_keeps_its_text_in_good_time(html: str) -> None:
    with seconds_of_work(8):
        reading = read_fragment(html)
    assert TEXT in " ".join(line.text for line in reading.lines)


@pytest.mark.hostile(case=14)
def test_formatting_that_is_never_closed_ends_in_good_time() -> None:
    with seconds_of_work(4), pytest.raises(FormatError):
        read_fragment("<b>" * 100_000 + TEXT)


@pytest.mark.hostile(case=14)
@pytest.mark.parametrize("value", ["", "=1", "='>'", '=">" ', "<"])
def test_a_tag_of_100_000_attributes_is_refused(value: str) -> None:
    tag = " ".join(f"a{number}{value}" for number in range(100_000))
    with seconds_of_work(2), pytest.raises(FormatError, match="attributes"):
        parse(page(f"<div {tag}>{TEXT}</div>"))


@pytest.mark.hostile(case=14)
def test_a_table_of_20_000_rows_keeps_them_all() -> None:
    rows = "".join(f"<tr><td>{number}<td>word{number}" for number in range(20_000))
    with seconds_of_work(30):
        (table,) = read_fragment(f"<table><tr><th>a<th>b{rows}</table>").body
    assert isinstance(table, Table)
    assert len(table.rows) == 20_001
    assert text_of(table.rows[-1][1]) == "word19999"


@pytest.mark.hostile(case=14)
def test_cells_that_span_a_million_columns_make_no_million_cells() -> None:
    row = "<tr>" + '<td colspan="1000000" rowspan="1000000">x' * 20
    html = f"<table><tr><th>a<th>b{row * 500}</table>"
    with seconds_of_work(10):
        (table,) = read_fragment(html).body
    assert isinstance(table, Table)
    texts = [text_of(cell) for row in table.rows for cell in row]
    assert texts.count("x") == 20 * 500
    assert len(texts) < 60 * 501 + 20 * 500


@pytest.mark.hostile(case=14)
@pytest.mark.parametrize(
    "part",
    [
        f"<blockquote><p>{TEXT}</p></blockquote>",
        f"<p>{TEXT}</p>",
        "<aside class='pullquote'><p>left the harbour at nine</p></aside>",
        "<div class='related'><a href='/a/b-1234'><img src=a.jpg>A story of the sea</a></div>",
        "<figure><img src=a.jpg><figcaption>The quay</figcaption></figure>",
        "<ul><li>one<ul><li>two</ul></ul>",
        "<table><tr><td>a<td>b<tr><td>c<td>d</table>",
        "<p><b>Subheading</b></p><p>Text.</p>",
    ],
    ids=lambda html: html[:24].strip(),
)
def test_work_grows_with_the_text_and_not_faster(part: str) -> None:
    def work(times: int) -> float:
        html = f"<p>{TEXT}</p>" + part * times
        before = time.process_time()
        read_fragment(html)
        return time.process_time() - before

    work(10)
    assert work(2_000) < 40 * (work(200) + 0.02)


@pytest.mark.hostile(case=14)
def test_a_page_of_50_megabytes_is_refused_without_much_memory() -> None:
    data = page(f"<p>{TEXT}</p>").encode() + b"<p>more words</p>" * 3_000_000
    assert len(data) > 50_000_000
    tracemalloc.start()
    try:
        with seconds_of_work(5), pytest.raises(FormatError, match="too large"):
            parse(data)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 3 * len(data)


@pytest.mark.parametrize(
    "html",
    [
        "",
        " ",
        "\x00" * 1_000,
        "<html><body></body></html>",
        page("<nav><a href=/a>News</a><a href=/b>Sport</a></nav><form><input></form>"),
        page("<h1>404</h1><p>Not found.</p>"),
        "<script>document.write('text')</script>",
        "\ufffe\ufffd" * 500,
    ],
)
def test_a_page_without_an_article_says_so(html: str) -> None:
    with pytest.raises(FormatError, match="no article found"):
        parse(html)


# Encodings (WHATWG HTML, "determining the character encoding")

RUSSIAN = "Паром вернулся в гавань вечером. "
FRENCH = "L’été dernier, le café était « fermé ». "


def encoded(text: str, encoding: str, declared: str) -> bytes:
    meta = f'<meta charset="{declared}">' if declared else ""
    html = (
        f"<html><head>{meta}<title>t</title></head><body><h1>{text}</h1><p>{text * 12}</p></body>"
    )
    return html.encode(encoding)


@pytest.mark.hostile(case=19)
@pytest.mark.parametrize(
    ("text", "encoding", "declared", "media_type"),
    [
        (RUSSIAN, "utf-8", "", "text/html"),
        (RUSSIAN, "utf-8", "windows-1251", "text/html; charset=utf-8"),
        (RUSSIAN, "windows-1251", "utf-8", "text/html; charset=windows-1251"),
        (RUSSIAN, "windows-1251", "windows-1251", "text/html"),
        (RUSSIAN, "koi8-r", "koi8-r", 'text/html; charset="nonsense"'),
        (RUSSIAN, "utf-8-sig", "windows-1251", "text/html; charset=koi8-r"),
        (RUSSIAN, "utf-16", "utf-8", "text/html; charset=utf-8"),
        (RUSSIAN, "utf-8", "utf-16", "text/html"),
        (FRENCH, "cp1252", "iso-8859-1", "text/html"),
        (FRENCH, "cp1252", "us-ascii", "text/html"),
        (FRENCH, "cp1252", "", "text/html"),
        (FRENCH, "utf-8", "undefined", "text/html; charset=base64"),
        ("渡轮昨晚回到了港口。", "gb18030", "gb2312", "text/html"),
        ("フェリーは昨夜、港に戻った。", "shift_jis", "Shift_JIS", "text/html"),
        ("フェリーは昨夜、港に戻った。", "euc_jp", "euc-jp", "text/html"),
        ("渡輪昨晚回到了港口。", "big5", "Big5", "text/html"),
        ("페리가 어젯밤 항구로 돌아왔다.", "cp949", "euc-kr", "text/html"),
    ],
)
def test_a_page_is_decoded_as_browsers_do(
    text: str, encoding: str, declared: str, media_type: str
) -> None:
    article = parse(encoded(text, encoding, declared), media_type)
    assert article.headline == text.strip()
    assert text.strip() in words(article)


@pytest.mark.hostile(case=19)
def test_bytes_that_mean_nothing_are_replaced_and_cost_no_text() -> None:
    data = page(f"<h1>The ferry came back</h1><p>{TEXT} X</p>").encode()
    article = parse(data.replace(b"X", b"\xff\xfe\x81"), "text/html; charset=utf-8")
    assert "\ufffd" in words(article)
    assert "The ferry of day 11" in words(article)


@pytest.mark.hostile(case=19)
def test_a_declaration_in_a_comment_does_not_count() -> None:
    data = b'<!-- <meta charset="koi8-r"> -->' + encoded(RUSSIAN, "utf-8", "")
    assert parse(data).headline == RUSSIAN.strip()
