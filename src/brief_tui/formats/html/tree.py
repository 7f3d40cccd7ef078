"""The tree of a page: a few facts about each element, read off the parser's own tree once.

The parser is lexbor (through selectolax), which builds the tree that browsers build. All
that depends on it is here. What nobody sees is left out on the way: comments, styles,
scripts (JSON-LD stays, it describes the page), templates and drawings.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from brief_tui.formats.html.limits import has_too_many_attributes
from brief_tui.formats.html.remembered import remembered
from brief_tui.model.errors import FormatError

if TYPE_CHECKING:
    from selectolax.lexbor import LexborNode

DEPTH_LIMIT: Final = 200
"""Levels kept; what lies deeper is laid flat, as browsers do at 512 (Blink, WebKit)."""

NESTING_LIMIT: Final = 5_000
"""Open tags at once past which a page is refused: the tree takes quadratic time to build."""

SIZE_LIMIT: Final = 16 * 1024 * 1024
"""Characters in a page past which it is refused."""

_UNSEEN: Final = frozenset("-comment style template svg canvas param area dialog".split())
_OPAQUE: Final = frozenset("iframe textarea select datalist option".split())
_NAMING: Final = ("class", "id", "data-testid", "data-component", "data-type", "itemprop", "role")
_WORD: Final = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")
_TAG: Final = re.compile(r"<(/?)([a-zA-Z]+)")
_UNNESTED: Final = frozenset(
    "area base br col embed hr img input link meta param source track wbr p li td th tr dt dd "
    "option".split()
)
_NO_WORDS: Final[frozenset[str]] = frozenset()
_HIDING: Final = re.compile(
    r"display:\s*none|visibility:\s*hidden|clip:\s*rect\(\s*[01]", re.IGNORECASE
)

Node: TypeAlias = "Element | str"


@dataclass(eq=False)
class Element:
    """An element: its tag in lower case, its attributes, and what is in it.

    A child that is a string is text as it stands in the page, white space included.
    """

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    parent: Element | None = None
    children: list[Node] = field(default_factory=list)

    def get(self, name: str) -> str:
        """The attribute's value without white space around it, '' where there is none."""
        return self.attributes.get(name, "").strip()

    @remembered
    def words(self) -> frozenset[str]:
        """The words that its makers name it with (class, id, …), in lower case."""
        attributes = self.attributes
        named = [attributes[name] for name in _NAMING if name in attributes] if attributes else ()
        return _word_set(" ".join(named)) if named else _NO_WORDS

    @remembered
    def hidden(self) -> bool:
        """Whether the element itself says that it is not shown."""
        attributes = self.attributes
        if not attributes:
            return False
        return "hidden" in attributes or bool(
            (style := attributes.get("style")) and _HIDING.search(style)
        )

    @remembered
    def text(self) -> str:
        """What a reader sees of it, on one line."""
        return " ".join("".join(self._visible()).split())

    def elements(self) -> Iterator[Element]:
        """Its child elements."""
        for child in self.children:
            if isinstance(child, Element):
                yield child

    def walk(self) -> Iterator[Element]:
        """The elements below it, in document order."""
        stack = self.children[::-1]
        while stack:
            node = stack.pop()
            if isinstance(node, Element):
                yield node
                stack.extend(node.children[::-1])

    def all(self, *tags: str) -> Iterator[Element]:
        """The elements below it with one of these tags, in document order."""
        return (element for element in self.walk() if element.tag in tags)

    def first(self, *tags: str) -> Element | None:
        """The first element below it with one of these tags."""
        return next(self.all(*tags), None)

    def ancestors(self) -> Iterator[Element]:
        """Its parent, its parent's parent, up to the root."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    def within(self, *tags: str) -> bool:
        """Whether it stands in an element with one of these tags."""
        return any(element.tag in tags for element in self.ancestors())

    def _visible(self) -> Iterator[str]:
        stack: list[Node] = [*reversed(self.children)]
        while stack:
            node = stack.pop()
            if isinstance(node, str):
                yield node
            elif node.tag == "br":
                yield " "
            elif node.tag not in UNREAD and not node.hidden:
                inline = node.tag in INLINE
                if not inline:
                    yield " "
                    stack.append(" ")
                stack.extend(reversed(node.children))


UNREAD: Final = frozenset({"script", "noscript", "head", "title"})
"""Tags whose text is not part of what a reader sees."""

INLINE: Final = frozenset(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark nobr q rp "
    "rt ruby s samp small span strike strong sub sup time tt u var wbr amp-link meta link "
    "input".split()
)
"""Tags that stand within a line of text (HTML's phrasing content, without what is replaced)."""


def parse(html: str) -> Element:
    """The page's tree, from its ``html`` element down.

    Raises FormatError for a page that is too large or nested too deep to be read.
    """
    if len(html) > SIZE_LIMIT:
        raise FormatError(f"a page of {len(html) / 1e6:.0f} MB: too large to be an article")
    if _may_nest(html) and (levels := _nesting(html)) > NESTING_LIMIT:
        raise FormatError(f"a page whose tags are nested {levels:,} deep cannot be read")
    if has_too_many_attributes(html):
        raise FormatError("a page with a tag of thousands of attributes cannot be read")
    from selectolax.lexbor import LexborHTMLParser  # noqa: PLC0415 - only pages need it

    tree = LexborHTMLParser(html)
    root = Element("html")
    if tree.root is not None:
        root.attributes = _attributes(tree.root)
        _copy(tree.root, root)
    return root


def _copy(source: LexborNode, target: Element) -> None:
    """Take over what is below ``source``, in document order, without recursion."""
    later: list[tuple[LexborNode | None, Element, int]] = [(source.first_child, target, 1)]
    while later:
        node, parent, depth = later.pop()
        while node is not None:
            tag = node.tag or "-"
            child = None
            if tag == "-text":
                parent.children.append(node.text_content or "")
            elif tag[0] != "-" and tag not in _UNSEEN and (tag != "script" or _is_data(node)):
                element = Element(tag, _attributes(node), parent)
                parent.children.append(element)
                child = None if tag in _OPAQUE else node.first_child
            if child is None:
                node = node.next
                continue
            later.append((node.next, parent, depth))
            if depth < DEPTH_LIMIT:
                parent, depth = element, depth + 1
            node = child


def _is_data(script: LexborNode) -> bool:
    return "json" in (script.attributes.get("type") or "")


def _attributes(node: LexborNode) -> dict[str, str]:
    attributes = node.attributes
    if None in attributes.values():  # few are bare: spares the others a copy
        return {name: value or "" for name, value in attributes.items()}
    return cast("dict[str, str]", attributes)


def _may_nest(html: str) -> bool:
    """Whether more tags may be open at once than is allowed: a bound, quick to take."""
    if html.count("<") - html.count("</") <= NESTING_LIMIT:  # most pages
        return False
    level = highest = 0
    for stretch in html.split("</"):
        level += stretch.count("<")
        highest = max(highest, level)
        level -= 1
    return highest > NESTING_LIMIT


def _nesting(html: str) -> int:
    """How many tags are open at once, at most."""
    level = highest = 0
    for match in _TAG.finditer(html):
        if match[2].lower() in _UNNESTED:
            continue
        level = max(0, level - 1) if match[1] else level + 1
        highest = max(highest, level)
    return highest


@lru_cache(maxsize=4096)
def _word_set(name: str) -> frozenset[str]:
    """The words in a name; the elements of a page share few names."""
    return frozenset(words_of(name))


def words_of(name: str) -> list[str]:
    """The words in a name that a program was written with: ``ArticleBody__text`` has three."""
    return [word.lower() for word in _WORD.findall(name)]
