"""Running text: what is written in sentences, and how much of it stands in each element.

It is what an article is found by. A line is running text by its own shape and the tags it
stands in; the names of the elements around it do not count, since a name may as well be
given to the whole page.
"""

from __future__ import annotations

from collections.abc import Iterable
from copy import copy
from itertools import accumulate
from typing import Final

from brief_tui.formats import shapes
from brief_tui.formats.html.lines import Line, Page
from brief_tui.formats.html.tree import Element

HEADINGS: Final = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

_ELSEWHERE: Final = frozenset(
    "nav footer form button select textarea label figure figcaption caption".split()
)
_LEAST: Final = 6
"""Words below which a line proves nothing."""
_UNDOUBTED: Final = 25
"""Words from which a line need not end as a sentence does."""
_LONGEST: Final = 120
"""Words at which a paragraph has shown what it can show."""
_LINKED: Final = 0.6


class Running:
    """How many words of running text each line and each element of a page has."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._outside: dict[Element, bool] = {}
        self._words = [self._count(line) for line in page.lines]
        self._before = [0, *accumulate(self._words)]

    def without(self, elements: Iterable[Element]) -> Running:
        """The same of the page without these elements."""
        other = copy(self)
        other._words = [*self._words]
        for element in elements:
            start, end = self._page.spans[element]
            other._words[start:end] = [0] * (end - start)
        other._before = [0, *accumulate(other._words)]
        return other

    def __contains__(self, line: Line) -> bool:
        """Whether the line is running text."""
        return self._words[line.index] > 0

    def within(self, element: Element) -> int:
        """How many words of running text the element holds."""
        start, end = self._page.spans.get(element, (0, 0))
        return self._before[end] - self._before[start]

    def between(self, start: int, end: int) -> int:
        """How many words of running text the lines have from index ``start`` up to ``end``."""
        return self._before[end] - self._before[start]

    def _count(self, line: Line) -> int:
        if line.media is not None or line.words < _LEAST or line.linked > _LINKED:
            return 0
        if line.words < _UNDOUBTED and not shapes.is_sentence(line.text):
            return 0
        if line.element.tag in HEADINGS or self._is_outside(line.element):
            return 0
        return min(line.words, _LONGEST)

    def _is_outside(self, element: Element) -> bool:
        """Whether an element is, or stands in, one whose tag says that it is no text."""
        known = self._outside.get(element)
        if known is None:
            known = element.tag in _ELSEWHERE or (
                element.parent is not None and self._is_outside(element.parent)
            )
            self._outside[element] = known
        return known
