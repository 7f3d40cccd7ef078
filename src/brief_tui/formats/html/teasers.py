"""Teasers: the parts of a page that show another story, and which line is its headline.

A teaser is found by its links. Around a line that is a link to a story it reaches as far
as everything else leads to that story, too, or leads nowhere of interest: a picture, a
line over the headline, a dek, a date, an author. What a teaser is to the page that it
stands on is not decided here: see :mod:`.cards`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from brief_tui.formats import shapes
from brief_tui.formats.html import names
from brief_tui.formats.html.lines import Line, Page
from brief_tui.formats.html.remembered import remembered
from brief_tui.formats.html.running import HEADINGS, Running
from brief_tui.formats.html.story_links import (
    BESIDE_WORDS,
    LINKED,
    is_headline_link,
    longest_link,
    may_be_story,
)
from brief_tui.formats.html.tree import Element
from brief_tui.model.identity import canonical_url

_LINES: Final = 14
"""Lines past which an element is more than one teaser."""
_DEK_WORDS: Final = 70
"""Words of text beside the headline past which an element is more than a teaser."""
_KICKER_WORDS: Final = 3
_APART: Final = frozenset({"article", "section", "li", "body"})
"""Elements past which a link is not one around a picture."""


@dataclass(eq=False)
class Teaser:
    """Another story as a page shows it.

    ``element`` holds its ``lines``, pictures included; ``headline`` is one of them. ``url``
    is where they lead.
    """

    element: Element
    headline: Line
    url: str
    lines: list[Line] = field(default_factory=list)

    @remembered
    def parts(self) -> list[Line]:
        """Its lines of text other than the headline."""
        return [line for line in self.lines if line.media is None and line is not self.headline]


def find_teasers(
    page: Page, lines: list[Line], running: Running, core: Element, address: str
) -> list[Teaser]:
    """The teasers among the lines, in order, for a page at ``address``."""
    return list(_Finder(page, lines, running, core, address).find())


class _Finder:
    def __init__(
        self, page: Page, lines: list[Line], running: Running, core: Element, address: str
    ) -> None:
        self._page, self._lines, self._running = page, lines, running
        self._core = page.spans[core]
        self._address, self._own = address, canonical_url(address)
        self._targets = {line: self._target(line) for line in lines if line.href}

    def find(self) -> Iterator[Teaser]:
        past = -1
        for line in self._lines:
            if line.index < past or not (url := self._targets.get(line)):
                continue
            element, start, end = self._reach(line, url)
            lines = [other for other in self._page.lines[start:end] if other.index >= past]
            headline = _headline([other for other in lines if self._targets.get(other) == url])
            past = end
            yield Teaser(element, headline, url, lines)

    def _target(self, line: Line) -> str:
        """The story, other than this one, that the line is a link to."""
        if not is_headline_link(line, after=line.index >= self._core[1]):
            return ""
        url = canonical_url(longest_link(line), self._address)
        return url if url != self._own and may_be_story(url) else ""

    def _reach(self, line: Line, url: str) -> tuple[Element, int, int]:
        """The largest element around the line that shows nothing but this story."""
        best, start, end = line.element, line.index, line.index + 1
        element: Element | None = line.element
        while element is not None:
            first, last = self._page.spans.get(element, (start, end))
            if last - first > _LINES or (first <= self._core[0] and self._core[1] <= last):
                break
            if not all(
                self._belongs(other, url)
                for other in self._page.lines[first:last]
                if not start <= other.index < end
            ):
                break
            best, start, end = element, min(start, first), max(end, last)
            element = element.parent
        return best, start, end

    def _belongs(self, line: Line, url: str) -> bool:
        """Whether the line may be part of a teaser for the story at ``url``."""
        if line.media is not None:
            return canonical_url(_link_around(line.media), self._address) in {url, ""}
        if target := self._targets.get(line):
            kicker = line.words <= BESIDE_WORDS and line.element.tag not in HEADINGS
            return target == url or kicker
        if line.linked >= LINKED:
            return True
        return line.element.tag not in HEADINGS and self._may_be_dek(line)

    def _may_be_dek(self, line: Line) -> bool:
        """Whether a line without a link may tell about another story, not this one.

        In the core, text may be the story's own: only a name says that it is not.
        """
        if line.words > _DEK_WORDS:
            return False
        if not self._core[0] <= line.index < self._core[1]:
            return True
        if line not in self._running:
            return line.element.tag != "p" or not shapes.is_sentence(line.text)
        return any(
            names.is_related(element) for element in (line.element, *line.element.ancestors())
        )


def _headline(lines: list[Line]) -> Line:
    """The line that is the headline among those that lead to one story."""
    highest = min((line.element.tag for line in lines if line.element.tag in HEADINGS), default="")
    for chosen in (
        [line for line in lines if line.element.tag == highest],
        [line for line in lines if not line.element.words.isdisjoint(names.HEADLINE)],
        [line for line in lines if line.words > _KICKER_WORDS],
    ):
        if chosen:
            return chosen[0]
    return lines[0]


def _link_around(element: Element) -> str:
    """Where the link leads in which the element stands."""
    for outer in element.ancestors():
        if outer.tag == "a":
            return outer.get("href")
        if outer.tag in _APART:
            break
    return ""
