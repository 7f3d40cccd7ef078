"""Where on a page the article is.

Two places: the *core*, the smallest element that holds nearly all of the running text,
and the *frame* around it, which also holds the headline and what belongs to it, such as a
lead picture.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from brief_tui.formats.html.lines import Line, Page
from brief_tui.formats.html.running import HEADINGS, Running
from brief_tui.formats.html.tree import Element
from brief_tui.formats.web_page.likeness import letters

LEAST_WORDS: Final = 30
"""Words of running text below which there is no article on a page."""

CORE_SHARE: Final = 0.85
"""How much of the running text the core must hold."""

ARTICLE_SHARE: Final = 0.4
"""How much of it an ``article`` element must hold to be the one that the page is about."""

_ENOUGH: Final = 80
"""Words of running text that will do for an article where most of a page is comments."""

_ARTICLE_WORDS: Final = 100
"""Words of running text that will do where the headline stands in the ``article``, too."""

_LINKED: Final = 0.8
_TEASER_WORDS: Final = 90

_COMMENTS: Final = frozenset(
    "comment comments disqus respond comentarios kommentare commentaires".split()
)
_BESIDE: Final = _COMMENTS | frozenset(
    """cookie cookies consent gdpr newsletter footer related recommended recommendations sidebar
    rail aside secondary complementary bio teaser teasers promo menu navigation popular trending
    dek deck standfirst subtitle subheadline""".split()
)
"""Names of parts with sentences that are not the article's running text."""


@dataclass(frozen=True, slots=True)
class Region:
    """The elements that hold the article; ``headline`` is the line with its headline."""

    frame: Element
    core: Element
    headline: Line | None


def find(page: Page, running: Running, headline: str) -> Region | None:
    """The article's region, or None where the page has no running text to speak of."""
    key = letters(headline)
    near = range(len(headline) // 2, 2 * len(headline) + 1)
    same = [line for line in page.lines if len(line.text) in near and letters(line.text) == key]
    mass = running.without(_beside(page, running, same))
    if mass.within(page.root) < LEAST_WORDS:
        return None
    core = _core(page, mass, same)
    shown = _headline(page, core, same)
    return Region(_frame(page, core, shown), core, shown)


def _beside(page: Page, running: Running, same: list[Line]) -> Iterator[Element]:
    """The elements whose sentences are not the article's: comments, sidebars, teasers.

    None holds most of the text, but for comments below an article that is long enough. The
    headline's text stands in the lines ``same``.
    """
    total = running.within(page.root)
    shown = [line.index for line in same]
    named = (
        element
        for element in page.spans
        if element.tag == "aside" or not _BESIDE.isdisjoint(element.words)
    )
    for element in (*named, *_teasers(page, running)):
        words = running.within(element)
        start, end = page.spans[element]
        apart = shown and not any(start <= index < end for index in shown)
        apart = apart and not _COMMENTS.isdisjoint(element.words)
        if words < total / 2 or (apart and total - words >= _ENOUGH):
            yield element


def _teasers(page: Page, running: Running) -> Iterator[Element]:
    """The elements with one heading that leads elsewhere and a few sentences."""
    headings = [0]
    for line in page.lines:
        leads = line.element.tag in HEADINGS and line.linked >= _LINKED
        headings.append(headings[-1] + leads)
    for line in page.lines:
        if headings[line.index + 1] == headings[line.index]:
            continue
        teaser = None
        for element in line.element.ancestors():
            start, end = page.spans.get(element, (0, 0))
            if headings[end] - headings[start] != 1 or running.within(element) > _TEASER_WORDS:
                break
            teaser = element
        if teaser is not None:
            yield teaser


def _core(page: Page, running: Running, same: list[Line]) -> Element:
    """Down from the top, as long as one child holds nearly everything."""
    core = _main_article(page, running, same) or page.root
    total = running.within(core)
    while True:
        heavy = max(core.elements(), key=running.within, default=None)
        if heavy is None or heavy.tag == "p" or running.within(heavy) < CORE_SHARE * total:
            return core
        core = heavy


def _main_article(page: Page, running: Running, same: list[Line]) -> Element | None:
    """The first ``article`` with much of the text, or with some and the headline; else ``main``."""
    much = ARTICLE_SHARE * running.within(page.root)
    for element in _outermost_first(page, "article"):
        words = running.within(element)
        if words >= much or (words >= _ARTICLE_WORDS and _shows(page, element, same)):
            return element
    mains = _outermost_first(page, "main")
    return next((main for main in mains if running.within(main) >= much), None)


def _outermost_first(page: Page, tag: str) -> list[Element]:
    """The elements with that tag, in document order."""
    found = [
        (start, -end, element) for element, (start, end) in page.spans.items() if element.tag == tag
    ]
    return [element for _, _, element in sorted(found, key=lambda item: item[:2])]


def _shows(page: Page, element: Element, same: list[Line]) -> bool:
    """Whether the headline stands in the element, as a heading."""
    start, end = page.spans.get(element, (0, 0))
    return any(start <= line.index < end and line.element.tag in HEADINGS for line in same)


def _headline(page: Page, core: Element, same: list[Line]) -> Line | None:
    """The line that shows the headline, in or above the core: a heading before other lines."""
    same = [line for line in same if line.text and line.index < page.spans[core][1]]
    for tags in ({"h1"}, HEADINGS):
        if headings := [line for line in same if line.element.tag in tags]:
            return headings[-1]
    return same[0] if same else None


def _frame(page: Page, core: Element, headline: Line | None) -> Element:
    """The smallest element around the core that holds the headline, too."""
    if headline is not None:
        for element in (core, *core.ancestors()):
            start, end = page.spans.get(element, (0, 0))
            if start <= headline.index < end:
                return element
    return core
