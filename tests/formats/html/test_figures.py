"""Captions and credits, in the many ways in which pages mark them up."""

from __future__ import annotations

from typing import Final

import pytest

from brief_tui.formats.base import Document
from brief_tui.formats.web_page import WEB_PAGE
from brief_tui.model.article import Article, Figure

ADDRESS: Final = "https://paper.example/2026/harbour-bridge"
CAPTION: Final = "The old bridge at low tide"
CREDIT: Final = "Photo: Ann Lee/Reuters"
BODY: Final = (
    "The harbour bridge will be closed to lorries from Monday, the council said on Friday evening.",
    "Engineers found cracks in two of its nine pillars, which were last renewed forty years ago.",
    "Repairs will take until the autumn and cost the town about as much as it spends on schools.",
    "Shop owners on the far side fear for their trade, though the ferry will run twice an hour.",
)


def page(inserted: str, *, before: str = "", after: str = "") -> str:
    """A story with something between its second and third paragraphs."""
    paragraphs = [f"<p>{text}</p>" for text in BODY]
    return (
        "<html><head><title>Harbour bridge closed to lorries</title></head><body><main><article>"
        f"{before}<h1>Harbour bridge closed to lorries</h1><div class='text'>"
        f"{''.join(paragraphs[:2])}{inserted}{''.join(paragraphs[2:])}</div>{after}"
        "</article></main></body></html>"
    )


def read(html: str) -> Article:
    return WEB_PAGE.parse(Document(html.encode(), ADDRESS)).articles[0]


def figures(article: Article) -> list[Figure]:
    return [block for block in article.body if isinstance(block, Figure)]


def said(article: Article) -> list[tuple[str, str]]:
    return [(figure.caption, figure.credit) for figure in figures(article)]


def text(article: Article) -> str:
    return "\n".join(getattr(block, "text", "") for block in article.body)


def figure(inside: str) -> str:
    return f"<figure>{IMG}{inside}</figure>"


IMG: Final = '<img src="/p/bridge.jpg" width="800" height="500" alt="A bridge">'

BOTH: Final = {
    "figcaption with a credit in brackets": (
        f"<figure>{IMG}<figcaption>{CAPTION} ({CREDIT})</figcaption></figure>"
    ),
    "figcaption with two spans": (
        f"<figure>{IMG}<figcaption><span>{CAPTION}</span><span class='credit'>{CREDIT}</span>"
        "</figcaption></figure>"
    ),
    "figcaption with two paragraphs": (
        f"<figure>{IMG}<figcaption><p>{CAPTION}</p><p>{CREDIT}</p></figcaption></figure>"
    ),
    "figcaption with small print": (
        f"<figure>{IMG}<figcaption>{CAPTION} <small class='credit'>{CREDIT}</small></figcaption>"
        "</figure>"
    ),
    "figcaption with a cite": (
        f"<figure>{IMG}<figcaption><p>{CAPTION}</p><cite>{CREDIT}</cite></figcaption></figure>"
    ),
    "credit before the caption": figure(
        f"<span class='credit'>{CREDIT}</span><figcaption>{CAPTION}</figcaption>"
    ),
    "caption and credit beside the figure": (
        f"<div class='image-box'><figure>{IMG}</figure><p class='caption'>{CAPTION}</p>"
        f"<p class='credit'>{CREDIT}</p></div>"
    ),
    "a wrapper without a figure": (
        f"<div class='photo'>{IMG}<div class='legend'>{CAPTION}</div>"
        f"<div class='copyright'>{CREDIT}</div></div>"
    ),
    "a wrapper without names": f"<div>{IMG}<div>{CAPTION}</div><div>{CREDIT}</div></div>",
    "an attachment of a blog": (
        f"<div class='wp-caption alignleft'><a href='/p/bridge.jpg'>{IMG}</a>"
        f"<p class='wp-caption-text'>{CAPTION}. {CREDIT}</p></div>"
    ),
    "a paragraph after a picture that links to its file": (
        f"<div class='pic'><a href='/p/bridge.jpg'>{IMG}</a><p>{CAPTION}. {CREDIT}</p></div>"
    ),
    "a table with the picture in one row and its caption in the next": (
        f"<table><tr><td>{IMG}</td></tr><tr><td>{CAPTION}. {CREDIT}</td></tr></table>"
    ),
    "lead words for those who listen": (
        f"<figure>{IMG}<span class='visually-hidden'>Image source, </span>"
        f"<span class='credit'>{CREDIT}</span><figcaption><span class='visually-hidden'>"
        f"Image caption, </span><p>{CAPTION}</p></figcaption></figure>"
    ),
    "a picture that opens when pressed": (
        f"<button><figure>{IMG}<figcaption><p>{CAPTION}</p><cite class='credit'>{CREDIT}</cite>"
        "</figcaption></figure></button>"
    ),
    "a credit that is said twice": (
        f"<figure>{IMG}<figcaption>{CAPTION} ({CREDIT})</figcaption>"
        f"<span class='credit'>{CREDIT}</span></figure>"
    ),
    "a button in the figure": (
        f"<figure>{IMG}<span>Enlarge image</span><figcaption><p>{CAPTION}</p><p>{CREDIT}</p>"
        "</figcaption></figure>"
    ),
    "a caption that is repeated for narrow screens": (
        f"<figure>{IMG}<figcaption><p>{CAPTION}</p><p>{CREDIT}</p></figcaption></figure>"
        f"<div><span>{CAPTION}</span></div>"
    ),
    "a player with a still": (
        f"<figure><video poster='/p/bridge.jpg' src='/v.mp4'></video><figcaption><p>{CAPTION}</p>"
        f"<p>{CREDIT}</p></figcaption></figure>"
    ),
    "a figure in a part named after related media": (
        f"<div class='related-media'>{IMG}<p class='credit'>{CREDIT}</p><p>{CAPTION}</p></div>"
    ),
}


@pytest.mark.parametrize("html", BOTH.values(), ids=BOTH.keys())
def test_caption_and_credit_are_fields_of_their_own(html: str) -> None:
    article = read(page(html))
    [(caption, credit)] = said(article)
    assert caption.rstrip(".") == CAPTION
    assert credit == CREDIT
    assert figures(article)[0].image is not None
    assert CAPTION not in text(article)
    assert all(paragraph in text(article) for paragraph in BODY)


CAPTION_ONLY: Final = {
    "the sole line of a wrapper": f"<div class='image'>{IMG}<p>{CAPTION}</p></div>",
    "a line in italics": f"<p>{IMG}</p><p><em>{CAPTION}</em></p>",
    "a line in small print": f"<p>{IMG}</p><p><small>{CAPTION}.</small></p>",
    "a heading in a figcaption": figure(f"<figcaption><h4>{CAPTION}</h4></figcaption>"),
    "a number in a gallery": figure(f"<span>1/12</span><figcaption>{CAPTION}</figcaption>"),
}


@pytest.mark.parametrize("html", CAPTION_ONLY.values(), ids=CAPTION_ONLY.keys())
def test_a_caption_needs_no_credit(html: str) -> None:
    article = read(page(html))
    assert [(caption.rstrip("."), credit) for caption, credit in said(article)] == [(CAPTION, "")]
    assert CAPTION not in text(article)


CREDIT_ONLY: Final = {
    "the sole line of a figcaption": f"<figure>{IMG}<figcaption>{CREDIT}</figcaption></figure>",
    "a paragraph below the picture": f"<p>{IMG}</p><p>({CREDIT})</p>",
    "a part named for it": f"<div class='img'>{IMG}<span class='copyright'>{CREDIT}</span></div>",
    "a picture that only a script shows": (
        f"<div class='InlineImage-wrapper'><div class='imageCredit'>{CREDIT}</div></div>"
    ),
}


@pytest.mark.parametrize("html", CREDIT_ONLY.values(), ids=CREDIT_ONLY.keys())
def test_a_credit_needs_no_caption(html: str) -> None:
    assert said(read(page(html))) == [("", CREDIT)]


def test_a_name_after_the_caption_is_the_credit() -> None:
    html = f"<figure>{IMG}<figcaption><p>{CAPTION}</p><p>Ann Lee</p></figcaption></figure>"
    assert said(read(page(html))) == [(CAPTION, "Ann Lee")]


def test_a_name_alone_says_who_is_seen() -> None:
    html = f"<figure>{IMG}<figcaption>Ann Lee</figcaption></figure>"
    assert said(read(page(html))) == [("Ann Lee", "")]


def test_an_agency_over_the_picture_is_the_credit() -> None:
    html = f"<figure><div>{IMG}<span>AFP</span></div><figcaption>{CAPTION}</figcaption></figure>"
    assert said(read(page(html))) == [(CAPTION, "AFP")]


def test_a_label_with_a_line_of_its_own_goes_with_its_name() -> None:
    html = (
        f"<figure>{IMG}<figcaption><p>{CAPTION}</p><p class='credit'>Source:</p>"
        "<p class='credit'>Harbour Office</p></figcaption></figure>"
    )
    assert said(read(page(html))) == [(CAPTION, "Source: Harbour Office")]


def test_each_slide_is_a_figure_and_its_title_part_of_the_caption() -> None:
    slides = "".join(
        f"<li><img src='/p/{n}.jpg' width='800'><h4>Pillar {n}</h4>"
        f"<p>What the divers saw at pillar number {n} when they came back.</p></li>"
        for n in (1, 2, 3)
    )
    article = read(page(f"<ul class='slideshow'>{slides}</ul>"))
    assert [caption for caption, _ in said(article)] == [
        f"Pillar {n} What the divers saw at pillar number {n} when they came back."
        for n in (1, 2, 3)
    ]
    assert [figure.image and figure.image.src for figure in figures(article)] == [
        f"https://paper.example/p/{n}.jpg" for n in (1, 2, 3)
    ]


def test_slides_that_are_hidden_stay_so() -> None:
    hidden = f"<figure hidden>{IMG}<figcaption>Seen by nobody at all</figcaption></figure>"
    shown = f"<figure>{IMG}<figcaption>{CAPTION}</figcaption></figure>"
    assert said(read(page(f"<div class='gallery'>{shown}{hidden}</div>"))) == [(CAPTION, "")]


def test_the_leading_picture_may_stand_over_the_headline() -> None:
    lead = f"<figure>{IMG}<figcaption>{CAPTION}. {CREDIT}</figcaption></figure>"
    [(caption, credit)] = said(read(page("", before=lead)))
    assert (caption.rstrip("."), credit) == (CAPTION, CREDIT)


def test_a_diptych_is_one_figure() -> None:
    html = (
        f"<figure>{IMG}<img src='/p/b.jpg' width='800'><figcaption>{CAPTION}</figcaption></figure>"
    )
    assert said(read(page(html))) == [(CAPTION, "")]


def test_a_frame_with_a_caption_keeps_it() -> None:
    html = (
        "<figure><iframe src='https://charts.example/7'></iframe>"
        f"<figcaption>{CAPTION}</figcaption></figure>"
    )
    assert (CAPTION, "") in said(read(page(html)))


def test_what_describes_the_picture_to_the_blind_is_no_caption() -> None:
    [figure] = figures(read(page(f"<figure>{IMG}</figure>")))
    assert (figure.caption, figure.credit, figure.alt) == ("", "", "A bridge")


NO_FIGURE: Final = {
    "a portrait of the writer": (
        "<div class='author'><img src='/p/bo.jpg' width='200'><span>Bo Nilsen</span></div>"
    ),
    "a face in the comments": (
        "<div class='comment'><img src='/p/cy.jpg'><span>cyclist of the bay</span></div>"
    ),
    "a logo": "<div><img class='logo' src='/p/l.png'><div>The Harbour Paper</div></div>",
    "an icon": "<p><img src='/p/i.png' width='24' height='24'></p>",
    "a newsletter": (
        "<div class='newsletter'><img src='/p/n.jpg'><div>News in your inbox</div></div>"
    ),
}


@pytest.mark.parametrize("html", NO_FIGURE.values(), ids=NO_FIGURE.keys())
def test_pictures_of_the_page_are_no_figures_of_the_story(html: str) -> None:
    assert said(read(page(html))) == []


def test_a_picture_of_another_story_is_no_figure_of_this_one() -> None:
    card = (
        "<aside class='related'><a href='/2026/ferry-at-night'><img src='/p/f.jpg'>"
        "<span class='caption'>© Harbour Office</span><h3>Ferry to run at night</h3></a></aside>"
    )
    article = read(page(card))
    assert said(article) == []
    [link] = article.related
    assert link.headline == "Ferry to run at night"
    assert "Harbour Office" not in text(article)


def test_a_class_named_caption_does_not_make_one_where_there_is_no_picture() -> None:
    menu = "<ul class='menu'><li class='caption'>The harbour and its people</li></ul>"
    article = read(page("", before=menu))
    assert said(article) == []


def test_a_paragraph_after_a_picture_stays_in_the_text() -> None:
    article = read(page(f"<p>{IMG}</p>"))
    assert said(article) == [("", "")]
    assert all(paragraph in text(article) for paragraph in BODY)


def test_a_question_in_italics_after_a_picture_stays_in_the_text() -> None:
    question = "Did nobody look at the pillars in all these years?"
    article = read(page(f"<p>{IMG}</p><p><em>{question}</em></p>"))
    assert question in text(article)


def test_the_place_of_a_report_below_a_picture_is_no_credit() -> None:
    article = read(page(f"<p>{IMG}</p><div class='source'>Harbour AP —</div>"))
    assert [credit for _, credit in said(article)] == [""]


def test_a_quotation_in_a_figure_is_no_caption() -> None:
    html = f"<figure><blockquote><p>{BODY[0]} So they said.</p></blockquote></figure>"
    assert said(read(page(html))) == []


@pytest.mark.parametrize("label", ["Photo:", "Ph:", "Fot:", "图片："])
def test_a_label_without_a_name_is_no_credit(label: str) -> None:
    caption = f"<figcaption>{CAPTION}<s class=credit>{label}</s></figcaption>"
    assert said(read(page(f"<figure><img src=a.jpg>{caption}</figure>"))) == [(CAPTION, "")]
