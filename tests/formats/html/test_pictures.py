"""Where a picture is, however its address is kept from those who run no scripts."""

from __future__ import annotations

from typing import Final

import pytest

from brief_tui.formats.html import pictures
from brief_tui.formats.html.tree import Element, parse
from brief_tui.model.article import Image

BASE: Final = "https://paper.example/2026/story"
WHOLE: Final = "https://paper.example/p/a.jpg"
DOT: Final = "data:image/gif;base64,R0lGODlhAQABAAAAACw="


def first(html: str) -> Element:
    found = parse(f"<body><div>{html}</div></body>").first("div")
    assert found is not None
    return next(found.elements())


def address(html: str, base: str = BASE) -> str:
    found = pictures.image(first(html), base)
    return found.src if found else ""


FORMS: Final = {
    "src": '<img src="/p/a.jpg">',
    "a host without a scheme": '<img src="//paper.example/p/a.jpg">',
    "an attribute that a script reads": f'<img src="{DOT}" data-src="/p/a.jpg">',
    "another such attribute": '<img src="/i/blank.gif" data-original="/p/a.jpg">',
    "srcset beside a stand-in": f'<img src="{DOT}" srcset="/p/a.jpg 800w">',
    "a set that a script reads": '<img src="/i/placeholder.png" data-srcset="/p/a.jpg 1x">',
    "a source of a picture element": (
        f'<picture><source srcset="/p/a.jpg"><img src="{DOT}"></picture>'
    ),
    "a copy for readers without scripts": (
        f'<img src="{DOT}"><noscript><img src="/p/a.jpg"></noscript>'
    ),
    "such a copy in the picture element": (
        f'<picture><img src="{DOT}"><noscript><img src="/p/a.jpg"></noscript></picture>'
    ),
    "AMP": '<amp-img src="/p/a.jpg" width="800" height="500"></amp-img>',
    "the still of a film": '<video src="/v.mp4" poster="/p/a.jpg"></video>',
    "the still of an AMP player": '<amp-video poster="/p/a.jpg"></amp-video>',
    "a picture shown until a frame is loaded": (
        '<amp-iframe src="https://v.example/7"><amp-img src="/p/a.jpg" placeholder></amp-img>'
        "</amp-iframe>"
    ),
    "a figure with a copy for readers without scripts": (
        '<figure><noscript><img src="/p/a.jpg"></noscript></figure>'
    ),
    "a figure with a painted box": (
        "<figure><div style=\"background-image: url('/p/a.jpg')\"></div></figure>"
    ),
    "a figure with a link to the file": '<figure><a href="/p/a.jpg">+</a></figure>',
    "a figure whose box names the file": '<figure><div data-src="/p/a.jpg"></div></figure>',
}


@pytest.mark.parametrize("html", FORMS.values(), ids=FORMS.keys())
def test_the_address_is_found(html: str) -> None:
    assert address(html) == WHOLE


REFUSED: Final = {
    "data": f'<img src="{DOT}">',
    "a program": '<img src="javascript:alert(1)">',
    "a file of the reader's": '<img src="file:///etc/passwd">',
    "an object in memory": '<img src="blob:https://paper.example/1">',
    "a stand-in": '<img src="/i/spacer.gif">',
    "a stand-in in a set": '<img srcset="/i/blank.png 1x">',
    "no address": "<img alt='x'>",
    "a broken address": '<img src="http://[1">',
    "a page in a figure": '<figure><a href="/2026/other">x</a></figure>',
}


@pytest.mark.parametrize("html", REFUSED.values(), ids=REFUSED.keys())
def test_what_cannot_be_asked_for_is_refused(html: str) -> None:
    assert pictures.image(first(html), BASE) is None


def test_of_a_set_the_widest_is_taken_that_is_not_wider_than_need_be() -> None:
    html = '<img srcset="/s.jpg 320w, /m.jpg 1200w, /l.jpg 3000w">'
    assert address(html) == "https://paper.example/m.jpg"


def test_of_a_set_that_is_all_too_wide_the_narrowest_is_taken() -> None:
    assert address('<img srcset="/l.jpg 5000w, /m.jpg 2400w">') == "https://paper.example/m.jpg"


def test_a_comma_in_an_address_does_not_end_it() -> None:
    html = '<img srcset="/w_800,h_500/a.jpg 800w, /w_80,h_50/a.jpg 80w">'
    assert address(html) == "https://paper.example/w_800,h_500/a.jpg"


def test_a_picture_of_a_page_without_an_address_keeps_its_relative_one() -> None:
    assert address('<img src="p/a.jpg">', base="") == "p/a.jpg"


def test_the_place_on_the_page_gives_the_size() -> None:
    html = '<picture><source srcset="/p/a.jpg"><img width="640px" height="480"></picture>'
    assert pictures.image(first(html), BASE) == Image(WHOLE, 640, 480)


def test_the_copy_of_another_picture_is_not_taken() -> None:
    lazy = f'<img src="{DOT}">'
    html = f'<p>{lazy}<b>x</b>{lazy}<noscript><img src="/p/b.jpg"></noscript></p>'
    one, two, _ = first(html).all("img")
    assert pictures.image(one, BASE) is None
    assert pictures.image(two, BASE) == Image("https://paper.example/p/b.jpg")


DECORATIONS: Final = {
    "an icon": '<img src="/a.png" width="24" height="24">',
    "a logo": '<img class="site-logo" src="/a.png">',
    "a portrait beside a name": '<img class="AuthorAvatar" src="/a.jpg">',
    "a drawing": '<img src="/close.svg">',
}


@pytest.mark.parametrize("html", DECORATIONS.values(), ids=DECORATIONS.keys())
def test_decoration_is_told_from_pictures(html: str) -> None:
    assert pictures.is_decoration(first(html))


def test_a_photo_is_no_decoration() -> None:
    assert not pictures.is_decoration(first('<img src="/p/a.jpg" width="800" class="photo">'))
