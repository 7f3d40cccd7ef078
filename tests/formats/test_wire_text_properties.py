"""Whatever the lines: none is dropped, none is shown twice."""

from __future__ import annotations

from collections import Counter
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from brief_tui.formats.base import Document, LineLabel, Parsed
from brief_tui.formats.wire_text import WIRE_TEXT
from brief_tui.formats.wire_text.lines import decode
from brief_tui.model.article import Article, Figure
from brief_tui.model.errors import FormatError
from brief_tui.model.plain import block_text, figures
from brief_tui.model.text import clean_text

KINDS = (
    "Minister {n} opens a new bridge over the river",
    "The ministry said on Monday that bridge number {n} had been opened after a long delay.",
    "It was raining on day {n}.",
    "A crowd waits at gate {n} of the bridge in Aldmoor, Norland, on May 4, 2021",
    "© REUTERS / Photographer {n}",
    "A crane over pier {n}. Foto: Jonas Kiebitz",
    "(Image: Getty Images {n})",
    "Read more: Village {n} builds a second bridge next to the first",
    "Read more",
    "Why {n} bridges?",
    "By Ann Lee",
    "Edda Quillon",
    "12 March 2024, 10:{n}",
    "Share {n}",
    "Share",
    "Sign up to our newsletter number {n} for your daily bridge",
    "桥梁部长在第{n}次会议上表示新桥将在下个月向所有市民开放。",
    "x{n}",
)


@st.composite
def soups(draw: st.DrawFn) -> str:
    """Lines of every kind in any order, some apart by blank lines, most unlike all others."""
    number = count(10)
    kinds = draw(st.lists(st.sampled_from(KINDS), min_size=1, max_size=40))
    gaps = draw(st.lists(st.sampled_from(["\n", "\n\n", "\n \n\n"]), min_size=40, max_size=40))
    return "".join(
        kind.format(n=next(number)) + gap for kind, gap in zip(kinds, gaps, strict=False)
    )


def parse(text: str) -> Parsed | None:
    try:
        return WIRE_TEXT.parse(Document(text.encode("utf-8", "replace")))
    except FormatError:
        return None


def fields(article: Article) -> dict[str, list[str]]:
    """What each field shows, as strings in which a line can be looked for."""
    body = [block_text(block) for block in article.body if not isinstance(block, Figure)]
    pictures = list(figures(article))
    return {
        "headline": [article.headline],
        "dek": [article.dek],
        "byline": list(article.bylines),
        "subheading": body,
        "body": [item for text in body for item in text.split("\n")],
        "caption": [picture.caption for picture in pictures],
        "credit": [picture.credit for picture in pictures],
        "related": [link.headline for link in article.related],
    }


def times_shown(line: LineLabel, shown: dict[str, list[str]]) -> int:
    texts = shown[line.label]
    if line.label == "dek":
        return sum(text.count(line.text) for text in texts)
    if line.label in {"byline", "related"}:  # shown without the word that leads to them
        return sum(text != "" and line.text.endswith(text) for text in texts)
    return texts.count(line.text)


@given(soups())
def test_every_line_that_is_not_blank_is_labelled_once_and_in_order(text: str) -> None:
    parsed = parse(text)
    if parsed is not None:
        expected = [(n, " ".join(line.split())) for n, line in enumerate(text.split("\n"), 1)]
        assert [(line.line, line.text) for line in parsed.lines] == [x for x in expected if x[1]]


@given(soups())
def test_every_line_that_is_not_chrome_is_shown_once_in_its_own_field(text: str) -> None:
    parsed = parse(text)
    if parsed is None:
        return
    shown = fields(parsed.articles[0])
    alike = Counter((line.label, line.text) for line in parsed.lines)
    for line in parsed.lines:
        if line.label not in {"chrome", "date"} and alike[line.label, line.text] == 1:
            assert times_shown(line, shown) == 1, line


@given(soups())
def test_captions_credits_and_related_headlines_never_reach_the_body(text: str) -> None:
    parsed = parse(text)
    if parsed is None:
        return
    body = fields(parsed.articles[0])["body"]
    own = {line.text for line in parsed.lines if line.label in {"body", "subheading"}}
    assert set(body) <= own | {""}


@given(soups())
def test_related_links_stand_at_a_place_in_the_body(text: str) -> None:
    parsed = parse(text)
    if parsed is not None:
        article = parsed.articles[0]
        places = [link.anchor for link in article.related if link.anchor is not None]
        assert places == sorted(places)
        assert all(0 <= place <= len(article.body) for place in places)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_as_a_whole(data: bytes) -> None:
    try:
        parsed = WIRE_TEXT.parse(Document(data))
    except FormatError:
        return
    shown = [n for n, line in enumerate(lines_of(data), 1) if clean_text(line).split()]
    assert [line.line for line in parsed.lines] == shown


def lines_of(data: bytes) -> list[str]:
    return decode(data).replace("\r\n", "\n").replace("\r", "\n").split("\n")
