"""Which lists, tables and quotations the lines of a story stand in.

An outline is a small tree over the lines that are kept: a branch for each element that
holds its lines together as one block. Elements that only seem to be one, such as a list in
which a page is laid out, are looked through.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, TypeAlias

from brief_tui.formats.html import quotes, tables
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.story import Story
from brief_tui.formats.html.tree import Element

Kind: TypeAlias = Literal[
    "list", "item", "terms", "term", "meaning", "table", "cell", "title", "quote", "post"
]

DEPTH_LIMIT: Final = 20
"""How deep lists and quotations may stand in each other; what is deeper is laid flat."""

_LISTS: Final = frozenset({"ul", "ol", "menu", "dir"})
_HOLDING: Final = _LISTS | {"dl", "table", "blockquote"}
"""Tags without which nothing but a quotation holds lines together."""
_ITEM_LINES: Final = 4
_ITEM_WORDS: Final = 120
"""Lines and words an item past which, on average, a list is the layout of a page."""


class Holder(NamedTuple):
    """An element that holds lines together, and as what."""

    element: Element
    kind: Kind


@dataclass(eq=False)
class Branch:
    """The lines that an element holds, some of them in branches of their own."""

    element: Element
    kind: Kind
    children: list[Node] = field(default_factory=list)

    def lines(self) -> Iterator[Line]:
        """All lines in it, in order."""
        for child in self.children:
            if isinstance(child, Line):
                yield child
            else:
                yield from child.lines()


Node: TypeAlias = "Line | Branch"


class Outline:
    """Asks for each line of a story, once it is labelled, what holds it."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._outer = {story.frame, story.core, *story.core.ancestors()}
        self._known: dict[Element, tuple[Holder, ...]] = {}
        self._holds = not _HOLDING.isdisjoint(story.page.tags) or bool(story.quotations)
        self._lists = _lists(story, self._outer)
        self._tables = story.tables | _frames(story)

    def tree(self, lines: Iterable[Line]) -> list[Node]:
        """The lines in the branches that hold them, in order."""
        roots: list[Node] = []
        open_: list[Branch] = []
        for line in lines:
            holders = self.holders(line)
            kept = 0
            for branch, holder in zip(open_, holders, strict=False):
                if branch.element is not holder.element:
                    break
                kept += 1
            del open_[kept:]
            for element, kind in holders[kept:]:
                branch = Branch(element, kind)
                (open_[-1].children if open_ else roots).append(branch)
                open_.append(branch)
            (open_[-1].children if open_ else roots).append(line)
        return roots

    def holders(self, line: Line) -> tuple[Holder, ...]:
        """What holds the line, from the outside."""
        if not self._holds:
            return ()
        return self._around(line.element)

    def quotation(self, line: Line) -> Element | None:
        """The quotation in which the line stands."""
        return next((held for held, kind in self.holders(line) if kind == "quote"), None)

    def _around(self, element: Element) -> tuple[Holder, ...]:
        if (known := self._known.get(element)) is not None:
            return known
        holders: tuple[Holder, ...] = ()
        if element not in self._outer and element.parent is not None:
            holders = self._around(element.parent)
            kind = self._kind(element, holders) if len(holders) < DEPTH_LIMIT else None
            if kind is not None:
                holders = (*holders, Holder(element, kind))
        self._known[element] = holders
        return holders

    def _kind(self, element: Element, holders: tuple[Holder, ...]) -> Kind | None:
        tag = element.tag
        around = holders[-1].kind if holders else None
        if element in self._lists:
            return "terms" if tag == "dl" else "list"
        if around == "list" and tag == "li":
            return "item"
        if around == "terms" and tag in {"dt", "dd"}:
            return "term" if tag == "dt" else "meaning"
        if around == "table":
            if tag in {"caption", "figcaption"}:
                return "title"
            return "cell" if tag in tables.CELLS else None
        if element in self._tables:
            return "table"
        if any(kind in {"quote", "post", "cell"} for _, kind in holders):
            return None  # quotations do not stand in each other
        if element in self._story.quotations:
            return "quote"
        return "post" if quotes.is_post(element) else None


def _frames(story: Story) -> set[Element]:
    """The figures that hold one table of data and nothing else; their captions are its own."""
    around = (
        (table, figure)
        for table in story.tables
        for figure in table.ancestors()
        if figure.tag == "figure"
    )
    return {
        figure
        for table, figure in around
        if list(figure.all("table", "blockquote", "pre")) == [table]
        and not any(line.media is not None for line in story.page.within(figure))
    }


def _lists(story: Story, outer: set[Element]) -> frozenset[Element]:
    """The lists in which items are listed, and no parts of a page laid out."""
    if _LISTS.isdisjoint(story.page.tags) and "dl" not in story.page.tags:
        return frozenset()
    known: dict[Element | None, tuple[Element, ...]] = {None: ()}

    def around(element: Element | None) -> tuple[Element, ...]:
        """The lists and items around an element."""
        if element in known or element is None:
            return known[element]
        found: tuple[Element, ...] = ()
        if element not in outer:
            found = around(element.parent)
            if element.tag in _LISTS or element.tag in {"dl", "li", "dd"}:
                found = (*found, element)[:DEPTH_LIMIT]
        known[element] = found
        return found

    lines, words, items = Counter[Element](), Counter[Element](), Counter[Element]()
    laid_out: set[Element] = set()
    counted: set[Element] = set()
    for line in story.lines:
        if line.label not in {"body", "subheading"}:
            continue
        holders = around(line.element)
        held = [element for element in holders if element.tag not in {"li", "dd"}]
        new = [element for element in holders if element.tag in {"li", "dd"}]
        fresh = sum(1 for element in new if element not in counted)
        counted.update(new)
        for element in held:
            lines[element] += 1
            words[element] += line.words
            items[element] += fresh
            if line.label == "subheading":
                laid_out.add(element)
    return frozenset(
        element
        for element in lines
        if element not in laid_out
        and lines[element] <= _ITEM_LINES * (items[element] + 1)
        and words[element] <= _ITEM_WORDS * (items[element] + 1)
    )
