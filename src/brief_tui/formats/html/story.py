"""A story on a page: the lines that belong to it, and what the rules ask about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final, TypeAlias

from brief_tui.formats import vocabulary
from brief_tui.formats.base import Label
from brief_tui.formats.html import groups, quotes, tables, teaser_rows, teasers
from brief_tui.formats.html.lines import Line, Page
from brief_tui.formats.html.remembered import remembered
from brief_tui.formats.html.running import HEADINGS, Running
from brief_tui.formats.html.tree import Element

__all__ = ["HEADINGS", "Rule", "Story"]

_LARGE: Final = 0.25
_LARGE_WORDS: Final = 60
"""An element with more running text than this, in words and as a share, is not beside it."""


@dataclass(eq=False)
class Story:
    """The part of a page that the rules label.

    ``frame`` holds every line that is labelled; the running text stands in ``core``.
    ``address`` is the page's own. ``headline`` is the line that shows the headline, where
    there is one; ``dek`` and ``bylines`` are what the page says of itself.
    """

    page: Page
    running: Running
    frame: Element
    core: Element
    address: str = ""
    headline: Line | None = None
    dek: str = ""
    bylines: tuple[str, ...] = ()

    @remembered
    def lines(self) -> list[Line]:
        """The lines in the frame, and those of related stories right after it, in order."""
        return [*self.page.within(self.frame), *self.tail]

    @remembered
    def first(self) -> int:
        """The index of the first line of running text in the core."""
        lines = self.page.within(self.core)
        return next((line.index for line in lines if line in self.running), self._span[0])

    @remembered
    def last(self) -> int:
        """The index of the last line of running text in the core, before what ends a story."""
        lines = [line for line in self.page.within(self.core) if line.index < self.end]
        return next((line.index for line in reversed(lines) if line in self.running), self._span[1])

    @remembered
    def end(self) -> int:
        """The index of the first line that ends a story, such as "Comments"; past all, if none.

        After it nothing may stand where the story's main text stands.
        """
        start, end = self._span
        held = Counter(
            line.element.parent for line in self.page.within(self.core) if line in self.running
        )
        main = held.most_common(1)[0][0] if held else None
        for line in reversed(self.page.lines[start:end]):
            if line in self.running and line.element.parent is main:
                return next(
                    (
                        other.index
                        for other in self.page.lines[line.index : end]
                        if other.words <= 6 and other.folded in vocabulary.END_MARKS
                    ),
                    end,
                )
        return end

    @remembered
    def group_of(self) -> dict[Line, groups.Group]:
        """The figure in which a line stands."""
        if groups.MARKS.isdisjoint(self.page.tags):
            return {}
        found = groups.groups(self.page, self.running, self.frame, self.core)
        return {line: group for group in found for line in (*group.media, *group.texts)}

    @remembered
    def tables(self) -> frozenset[Element]:
        """The tables that hold data: see :func:`.tables.data_tables`."""
        return tables.data_tables(self.page) if "table" in self.page.tags else frozenset()

    @remembered
    def quotations(self) -> frozenset[Element]:
        """The quotations: see :func:`.quotes.quotations`."""
        if quotes.TAGS.isdisjoint(self.page.tags):
            return frozenset()
        return quotes.quotations(self.page)

    @remembered
    def subheading_settings(self) -> frozenset[tuple[Element | None, str]]:
        """The elements in which subheadings without links stand, and with which tags."""
        return frozenset(
            (line.element.parent, line.element.tag)
            for line in self.page.within(self.core)
            if line.element.tag in HEADINGS and not line.href and line not in self.row_below
        )

    @remembered
    def tail(self) -> list[Line]:
        """Lines that follow the frame and show stories that belong with this one."""
        return teaser_rows.tail(self.page, self.running, self.frame, self.core, self.address)

    @remembered
    def rows(self) -> list[teaser_rows.Row]:
        """The other stories that the page shows, in rows."""
        found = teasers.find_teasers(self.page, self.lines, self.running, self.core, self.address)
        if not found:
            return []
        return teaser_rows.rows(self.lines, {line: one for one in found for line in one.lines})

    @remembered
    def teaser_of(self) -> dict[Line, teasers.Teaser]:
        """The teaser in which a line stands."""
        return {line: one for row in self.rows for one in row.teasers for line in one.lines}

    @remembered
    def row_of(self) -> dict[teasers.Teaser, teaser_rows.Row]:
        """The row in which a teaser stands."""
        return {one: row for row in self.rows for one in row.teasers}

    @remembered
    def row_below(self) -> dict[Line, teaser_rows.Row]:
        """The row of teasers below the line over it."""
        return {row.over: row for row in self.rows if row.over is not None}

    @remembered
    def settings(self) -> frozenset[tuple[Element | None, str]]:
        """The elements in which running text stands, each with the tag it is set in there."""
        return frozenset(
            place
            for line in self.page.within(self.core)
            if line in self.running
            for place in ((line.element.parent, line.element.tag), (line.element, ""))
        )

    def in_core(self, line: Line) -> bool:
        """Whether the line stands where the running text is."""
        return self._span[0] <= line.index < self._span[1]

    def is_running(self, line: Line) -> bool:
        """Whether the line is written in sentences, outside of links and of other parts."""
        return line in self.running

    def around(self, line: Line) -> tuple[Element, ...]:
        """The elements around a line, from the inside, up to the core or the frame."""
        known = self._around.get(line)
        if known is None:
            found = []
            element: Element | None = line.element
            while element is not None and element is not self.frame and element is not self.core:
                found.append(element)
                element = element.parent
            known = self._around[line] = tuple(found)
        return known

    @remembered
    def _around(self) -> dict[Line, tuple[Element, ...]]:
        return {}  # most rules ask

    def named(self, line: Line, words: frozenset[str]) -> Element | None:
        """The outermost element around the line that has one of the words in its name.

        Words that name much of the story stand there for other reasons.
        """
        if words.isdisjoint(self._words_around(line.element)):  # most lines: quick to tell
            return None
        found = None
        for element in self.around(line):
            if not words.isdisjoint(element.words) and not self.is_large(element):
                found = element if words & element.words - self.usual else found
        return found

    @remembered
    def usual(self) -> frozenset[str]:
        """The words in the names of elements that hold most of the running text, together."""
        held: Counter[str] = Counter()
        for line in self.page.within(self.core):
            if line in self.running:
                words = frozenset[str]().union(*(element.words for element in self.around(line)))
                held.update(dict.fromkeys(words, line.words))
        most = self.running.within(self.core) / 2
        return frozenset(word for word, count in held.items() if count > most)

    def is_set_as_text(self, line: Line) -> bool:
        """Whether the line has the place and the tag that running text has on this page."""
        return (line.element.parent, line.element.tag) in self.settings

    def named_as(self, line: Line, is_named: Callable[[Element], bool]) -> Element | None:
        """The outermost element around the line of which the question holds, as in `named`."""
        found = [e for e in self.around(line) if is_named(e) and not self.is_large(e)]
        return found[-1] if found else None

    def is_large(self, element: Element) -> bool:
        """Whether the element holds so much of the story that it cannot be beside it."""
        return self.running.within(element) > self._most

    @remembered
    def _most(self) -> float:
        """Words of running text that something beside the story has at most."""
        return max(_LARGE_WORDS, _LARGE * self.running.within(self.core))

    def _words_around(self, element: Element | None) -> frozenset[str]:
        """The words in the names of an element and those around it, as `around` has them."""
        if element is None or element is self.frame or element is self.core:
            return frozenset()
        known = self._known_words.get(element)
        if known is None:
            outer = self._words_around(element.parent)
            known = outer if element.words <= outer else outer | element.words
            self._known_words[element] = known
        return known

    @remembered
    def _known_words(self) -> dict[Element, frozenset[str]]:
        return {}

    @remembered
    def _span(self) -> tuple[int, int]:
        return self.page.spans[self.core]


Rule: TypeAlias = Callable[[Story, Line], "Label | None"]
"""A question about one line: its label where the rule holds, else None. The name says why."""
