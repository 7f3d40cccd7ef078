"""The address of the picture that an element shows.

What ``src`` holds is often a stand-in until a script has looked at the window. The true
address is then in ``srcset``, in an attribute that the script reads, in a ``noscript``
beside it, or in the style of a box. Only addresses that a reader can ask for count:
http and https, and relative ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from brief_tui.formats.html.tree import Element
from brief_tui.model.article import Image
from brief_tui.model.identity import resolve

PICTURES: Final = frozenset({"img", "picture", "amp-img"})
PLAYERS: Final = frozenset(
    {"video", "amp-video", "audio", "amp-youtube", "amp-brightcove", "amp-jwplayer"}
)
FRAMES: Final = frozenset({"iframe", "amp-iframe", "object", "embed"})

_SETS: Final = ("data-srcset", "data-lazy-srcset", "data-original-set", "srcset")
_SOURCES: Final = (
    "data-src", "data-original", "data-lazy-src", "data-full-src", "data-hi-res-src",
    "data-image", "data-url", "data-lazy", "data-img-src", "data-image-src", "src",
)  # fmt: skip
_CANDIDATE: Final = re.compile(r"([^\s,]\S*[^\s,])(?:\s+(\d+(?:\.\d+)?)([wx]))?\s*(?:,|$)")
_LONGEST_SET: Final = 20_000
_WIDEST: Final = 1600
"""Pixels: a wider picture than this brings a terminal nothing."""
_MOST_BESIDE: Final = 400
"""Children of an element among which a fallback is looked for: it keeps the search linear."""
_A_SCREEN: Final = 1000
"""Pixels that ``1x`` is taken for."""

_STAND_IN: Final = re.compile(
    r"(?:blank|spacer|transparent|placeholder|lazy|loading|loader|dummy|pixel|grey|gray|1x1|clear"
    r"|empty)[\w-]*\.(?:gif|png|svg|jpe?g|webp)",
    re.IGNORECASE,
)
_BACKGROUND: Final = re.compile(r"background(?:-image)?\s*:[^;]*?url\(\s*['\"]?([^'\")]+)", re.I)
_FILE: Final = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|\?)", re.IGNORECASE)

_DRAWING: Final = re.compile(r"\.svg(?:$|\?)", re.IGNORECASE)
_DECORATING: Final = frozenset(
    """icon icons logo logos avatar emoji sprite spinner loader tracking tracker pixel smiley
    gravatar headshot mugshot""".split()
)
_SMALL: Final = 60
"""Pixels: the side up to which a picture is an icon or a portrait beside a name."""


def image(element: Element, base: str) -> Image | None:
    """The picture that a media element or a figure shows, at a size that suits a screen.

    ``base`` is the page's address. Width and height are those of the place on the page.
    """
    if element.tag not in PICTURES | PLAYERS | FRAMES:
        return _in_figure(element, base)
    source = (element.first("img") or element) if element.tag == "picture" else element
    for url in _addresses(element, source):
        if address := usable(url, base):
            return Image(address, _pixels(source.get("width")), _pixels(source.get("height")))
    return None


def usable(url: str, base: str) -> str:
    """The whole address where it is one of a picture that can be asked for, else ''."""
    if not url or _STAND_IN.search(url):
        return ""
    address = resolve(base, url)
    try:
        scheme = urlsplit(address).scheme.lower()
    except ValueError:
        return ""
    return address if scheme in {"http", "https"} or not (scheme or base) else ""


def is_file(url: str) -> bool:
    """Whether the address is a picture's own, not a page's."""
    return _FILE.search(url) is not None


def is_decoration(element: Element) -> bool:
    """Whether the picture is an icon, a logo or a portrait beside a name, not the story's."""
    if element.tag not in PICTURES:
        return False
    source = (element.first("img") or element) if element.tag == "picture" else element
    sides = [side for name in ("width", "height") if (side := _pixels(source.get(name)))]
    return (
        any(side <= _SMALL for side in sides)
        or not _DECORATING.isdisjoint(source.words | element.words)
        or bool(_DRAWING.search(source.get("src")) and not source.get("data-src"))
    )


def _in_figure(element: Element, base: str) -> Image | None:
    """The first picture in a figure: shown, for readers without scripts, painted, or linked."""
    for tags in (PICTURES, PLAYERS | FRAMES):
        for found in element.all(*tags):
            if not is_decoration(found) and (picture := image(found, base)):
                return picture
    for found in (element, *element.walk()):
        painted = _BACKGROUND.search(found.get("style"))
        named = next((found.get(name) for name in _SOURCES[:-1] if found.get(name)), "")
        linked = found.get("href") if found.tag == "a" else found.get("content")
        for url in (painted[1] if painted else "", named, linked):
            if (painted or is_file(url)) and (address := usable(url, base)):
                return Image(address)
    return None


def _addresses(element: Element, source: Element) -> Iterator[str]:
    """Where the picture may be, the best first."""
    if element.tag in PICTURES:
        for place in (source, *element.all("source")):
            for name in _SETS:
                yield _widest(place.get(name))
        for name in _SOURCES:
            yield source.get(name)
        for sibling in _beside(element):
            for fallback in sibling.all("img"):
                yield _widest(fallback.get("srcset"))
                yield fallback.get("src")
    else:
        yield element.get("poster")
        for still in element.all("img", "amp-img"):
            yield from _addresses(still, still)


def _beside(element: Element) -> Iterator[Element]:
    """What readers without scripts are shown in place of the element."""
    yield from element.all("noscript")
    if element.parent is None or len(element.parent.children) > _MOST_BESIDE:
        return
    siblings = list(element.parent.elements())
    at = siblings.index(element)
    yield from (other for other in siblings[max(0, at - 1) : at + 2] if other.tag == "noscript")


def _widest(text: str) -> str:
    """The widest picture of a ``srcset`` that is not wider than need be."""
    best, width = "", 0.0
    for match in _CANDIDATE.finditer(text[:_LONGEST_SET]):
        if _STAND_IN.search(match[1]) or match[1].startswith("data:"):
            continue
        size = float(match[2] or 1) * (1 if match[3] == "w" else _A_SCREEN)
        if not best or width < size <= _WIDEST or size < width > _WIDEST:
            best, width = match[1], size
    return best


def _pixels(text: str) -> int | None:
    text = text.removesuffix("px")
    return int(text) if text.isdecimal() and len(text) < 6 else None
