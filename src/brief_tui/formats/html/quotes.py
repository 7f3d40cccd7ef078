"""Quotations: what is one, who said it, and which are posts of social networks."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from brief_tui.formats.html import names
from brief_tui.formats.html.lines import Line, Page
from brief_tui.formats.html.tree import Element

_PULLED: Final = frozenset({"pullquote", "pullquotes"})
_BOXES: Final = frozenset({"aside", "div", "figure", "section"})
TAGS: Final = _BOXES | {"blockquote"}
"""Tags without which a page has no quotations."""
_WIDGETS: Final = frozenset(
    "tweet tweets instagram tiktok bluesky mastodon toot reddit imgur xfbml".split()
)
"""Words of the classes by which social networks' own scripts find the posts on a page."""

_SAID_BY: Final = frozenset({"cite", "footer", "figcaption"})
_SOURCES: Final = frozenset(
    """attribution attributed author authors cite citation source speaker person byline
    attributor quellenangabe auteur autor""".split()
)
_SOURCE_WORDS: Final = 25
_DASH: Final = re.compile(r"(?:--|[–—―])\s*(?=\S)")
_LINES: Final = 12
_LONGEST: Final = 80
"""Words past which an element that is only named for quotes holds other things as well."""


def quotations(page: Page) -> frozenset[Element]:
    """The quotations on a page, by their tag or, where they are short, by their name.

    A figure is one that frames a ``blockquote`` and shows nothing else (HTML, ``blockquote``).
    """
    return frozenset(
        element
        for element, (start, end) in page.spans.items()
        if (element.tag == "blockquote" and not is_post(element))
        or (
            element.tag in _BOXES
            and end - start <= _LINES
            and _is_box(element, page.lines[start:end])
        )
    )


def is_pulled(element: Element) -> bool:
    """Whether the element is named for a quote that is pulled out of the text."""
    words = element.words
    return not _PULLED.isdisjoint(words) or {"pull", "quote"} <= words


def is_post(element: Element) -> bool:
    """Whether the element is a post of a social network, put there to be embedded."""
    return element.tag == "blockquote" and not _WIDGETS.isdisjoint(element.words)


def address_of_post(post: Element, lines: Iterable[Line]) -> str:
    """Where the post itself is: as it says, else where its last link leads."""
    said = (post.get(name) for name in ("cite", "data-instgrm-permalink", "data-permalink"))
    return next(filter(None, said), "") or next(reversed([*_hrefs(lines)]), "")


def names_source(line: Line, quote: Element) -> bool:
    """Whether a line in a quotation says who is quoted, by its tag or by its name."""
    if line.words > _SOURCE_WORDS:
        return False
    element: Element | None = line.element
    while element is not None and element is not quote:
        if element.tag in _SAID_BY or not _SOURCES.isdisjoint(element.words):
            return True
        element = element.parent
    return False


def _is_box(element: Element, lines: list[Line]) -> bool:
    """Whether a box of a few lines is a quotation."""
    if not lines or any(line.media is not None for line in lines):
        return False
    named = is_pulled(element) or not names.QUOTE.isdisjoint(element.words)
    if not named and (element.tag != "figure" or element.first("blockquote") is None):
        return False
    short = element.tag == "figure" or sum(line.words for line in lines) <= _LONGEST
    return short and not any(is_post(inner) for inner in element.all("blockquote"))


def without_dash(text: str) -> str:
    """The source without the dash that leads it."""
    return _DASH.sub("", text, count=1) if _DASH.match(text) else text


def _hrefs(lines: Iterable[Line]) -> Iterator[str]:
    for line in lines:
        yield from (style.href for _, style in line.pieces if style.href)
