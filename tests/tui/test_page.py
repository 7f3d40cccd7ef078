"""Pieces and pages: lines on demand, and places that outlast a change of width."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from brief_tui.model.article import Article, Code, Figure, Image, RelatedLink
from brief_tui.tui.typeset.article import set_article
from brief_tui.tui.typeset.finding import literally
from brief_tui.tui.typeset.page import Page, Spot
from brief_tui.tui.typeset.pieces import (
    EMPHASIS,
    STRONG,
    FixedPiece,
    Mark,
    Piece,
    Place,
    Span,
    Stretch,
    TextPiece,
    fixed_piece,
    plain_piece,
    rule,
)
from brief_tui.tui.typeset.wrap import cells
from tests.archive.stories import story
from tests.support.strategies import articles
from tests.tui.paper import HARBOUR, PRICES, text

BODY = ("body", 0)


def shown(page: Page, y: int) -> str:
    return "".join(span.text for span in page.line(y, {})[1])


def texts(piece: Piece, marks: tuple[Mark, ...] = ()) -> list[list[tuple[str, str]]]:
    return [
        [(span.text, span.role) for span in piece.line(index, marks)]
        for index in range(piece.height)
    ]


# Pieces


def test_a_line_is_cut_where_a_style_begins() -> None:
    piece = TextPiece(
        BODY,
        "one two three",
        9,
        [Stretch(4, "body"), Stretch(7, "body", STRONG), Stretch(13, "link", EMPHASIS, "url")],
    )
    assert piece.line(0) == [Span("one ", "body"), Span("two", "body", STRONG)]
    assert piece.line(1) == [Span("three", "link", EMPHASIS, "url")]


def test_marks_change_the_role_and_keep_the_rest() -> None:
    piece = TextPiece(BODY, "one two", 9, [Stretch(7, "body", STRONG, "url")])
    assert piece.line(0, [Mark(2, 5, "match")]) == [
        Span("on", "body", STRONG, "url"),
        Span("e t", "match", STRONG, "url"),
        Span("wo", "body", STRONG, "url"),
    ]


def test_a_mark_goes_on_over_the_end_of_a_line() -> None:
    piece = plain_piece(BODY, "one two", 4, "body")
    assert texts(piece, (Mark(2, 5, "match"),)) == [
        [("on", "body"), ("e", "match")],
        [("t", "match"), ("wo", "body")],
    ]


def test_prefixes_stand_before_the_lines_and_take_their_room() -> None:
    piece = TextPiece(
        BODY, "one two", 6, [Stretch(7, "body")], (Span("1. ", "meta"),), (Span("   ", "meta"),)
    )
    assert texts(piece) == [
        [("1. ", "meta"), ("one", "body")],
        [("   ", "meta"), ("two", "body")],
    ]


def test_text_to_the_right_is_filled_up_on_the_left() -> None:
    assert texts(plain_piece(BODY, "one", 6, "credit", align="right")) == [
        [("   ", "credit"), ("one", "credit")]
    ]


def test_marks_in_a_fixed_piece_stand_where_its_text_says() -> None:
    piece = fixed_piece(BODY, [[Span("ab", "code")], [Span("cd", "code")]])
    assert piece.text == "ab\ncd"
    assert texts(piece, (Mark(3, 4, "match"),)) == [
        [("ab", "code")],
        [("c", "match"), ("d", "code")],
    ]


def test_a_rule_stands_in_the_middle_and_fits() -> None:
    assert texts(rule(BODY, 19))[0][0][0] == "   *     *     *"
    assert cells(texts(rule(BODY, 5))[0][0][0]) <= 5


# Pages


def test_a_page_has_the_lines_of_its_pieces_and_none_past_its_end() -> None:
    page = Page([plain_piece(BODY, "one two", 3, "body"), FixedPiece(("gap", 1), [[]])])
    assert [shown(page, y) for y in range(page.height)] == ["one", "two", ""]
    assert page.line(page.height, {}) == page.line(-1, {}) == ("", [])


def test_the_mark_in_the_margin_stands_beside_the_first_line_alone() -> None:
    piece = plain_piece(BODY, "one two", 3, "body")
    piece.margin = "1▸"
    assert [Page([piece]).line(y, {})[0] for y in (0, 1)] == ["1▸", ""]


def test_a_place_that_is_gone_is_the_top_of_the_page() -> None:
    assert set_article(HARBOUR, 40).line_of(Spot(("body", 999), 3)) == 0


@settings(max_examples=50)  # whole articles take their time
@given(articles(), st.integers(8, 80), st.integers(8, 80), st.data())
def test_what_is_on_the_top_line_is_there_after_a_change_of_width(
    article: Article, before: int, after: int, data: st.DataObject
) -> None:
    first, second = set_article(article, before), set_article(article, after)
    spot = first.spot(data.draw(st.integers(0, first.height - 1)))
    assert 0 <= second.line_of(spot) < second.height
    assert second.spot(second.line_of(spot)).place == spot.place
    assert first.line_of(first.spot(first.line_of(spot))) == first.line_of(spot)


@given(st.integers(20, 90), st.integers(20, 90), st.data())
def test_the_first_word_of_the_top_line_stays_on_it(
    before: int, after: int, data: st.DataObject
) -> None:
    numbered = " ".join(f"word{number}" for number in range(400))
    lines = "\n".join(f"line{number}  {'x' * (number % 30)}" for number in range(100))
    article = story("numbered", body=(text(numbered), Code(lines)))
    first, second = set_article(article, before), set_article(article, after)
    y = data.draw(st.integers(0, first.height - 1))
    words = [word for word in shown(first, y).split() if word[:4] in {"word", "line"}]
    if words and first.spot(y).place[0] == "body":
        assert words[0] in shown(second, second.line_of(first.spot(y))).split()


def test_the_place_in_a_caption_outlasts_the_hiding_of_its_picture() -> None:
    def picture(place: Place, figure: Figure, width: int) -> Piece:
        return FixedPiece(place, [[Span("▀" * width, "picture")]] * 8)

    figure = Figure(Image("https://news.example/a.jpg"), "A broken pier")
    article = story("pier", body=(text("Before."), figure, text("After.")))
    with_picture, without = set_article(article, 40, picture), set_article(article, 40)
    caption = next(y for y in range(with_picture.height) if "pier" in shown(with_picture, y))
    assert "pier" in shown(without, without.line_of(with_picture.spot(caption)))
    assert "▀" in shown(with_picture, with_picture.line_of(without.spot(without.height - 5)))


# Finding


def test_hits_come_in_reading_order_with_the_lines_on_which_they_begin() -> None:
    page = set_article(HARBOUR, 40)
    pattern = literally("goat")
    assert pattern
    hits = page.find(pattern)
    assert [place[0] for place, _, _ in hits] == ["dek", "body"]
    lines = [page.line_of_hit(place, start) for place, start, _ in hits]
    assert lines == sorted(lines)
    assert all("goat" in shown(page, y) for y in lines)


def test_words_in_tables_and_captions_are_found() -> None:
    for article, word in ((PRICES, "plaice"), (HARBOUR, "Ada Lens"), (HARBOUR, "broken  pier")):
        page = set_article(article, 50)
        pattern = literally(word)
        assert pattern
        (hit,) = page.find(pattern)
        assert word.split()[0] in shown(page, page.line_of_hit(hit.place, hit.start))


# Related links


def test_the_number_of_a_related_link_stands_where_the_page_put_it() -> None:
    page = set_article(HARBOUR, 60)
    margins = {y: mark for y in range(page.height) if (mark := page.line(y, {})[0])}
    assert list(margins.values()) == ["1▸", "2▸"]
    assert "ferry passes" in shown(page, min(margins))


def test_links_at_one_place_share_a_mark_and_those_at_the_end_stand_there() -> None:
    links = [RelatedLink(f"Link {n}", anchor=anchor) for n, anchor in enumerate((0, 0, 0, 1))]
    page = set_article(story("links", body="Only this.", related=tuple(links)), 60)
    margins = [mark for y in range(page.height) if (mark := page.line(y, {})[0])]
    assert margins == ["1–3▸", "4▸"]
