"""XML read safely, into the same light tree that pages are read into.

The parser is expat from the standard library, driven by hand: it is asked for elements and
text and for nothing else. That is all it takes to be safe, and less than ``defusedxml``
or ``lxml`` have to switch off:

- A document that declares anything of its own (``<!DOCTYPE x [ … ]>``) is refused before
  the first declaration is read, so that there is no entity that could swell or point at a
  file, and no default attribute that could be repeated a million times.
- A DTD that is only named (NITF names one) is accepted and never loaded: expat has no
  means to fetch anything unless it is given some, and it is given none.
- Entities that such a DTD would have declared (``&nbsp;``) are read as HTML has them.

Names lose their namespace prefix: the formats read here are told apart by their root, and
what they embed (XHTML, NITF) shares no names with them that mean something else.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Final
from xml.parsers import expat

from brief_tui.formats.html.charset import decode
from brief_tui.formats.html.tree import Element
from brief_tui.model.errors import FormatError

DEPTH_LIMIT: Final = 200
"""Levels of elements; news formats that carry others need about forty."""

ELEMENT_LIMIT: Final = 200_000
"""Elements in a document: a message with a thousand long stories has fewer."""

_FORBIDDEN: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
"""Characters that XML 1.0 has no place for, and that wire systems leave behind."""

# Without possessive loops round a look-ahead: Python 3.11.2, as in Debian 12, matches none.
_ROOT: Final = re.compile(
    r"\ufeff?(?>\s+|<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->)*+"
    r"<(?:!DOCTYPE\s+)?(?:[\w.-]+:)?([\w.-]+)",
    re.DOTALL,
)
_BLOCKS: Final = frozenset(
    "p br li dt dd tr td th hl1 hl2 block bq div section h1 h2 h3 h4 h5 h6".split()
)
"""Tags, in the formats read here, between which there is a space when text is put on one line."""


@dataclass(frozen=True, slots=True)
class XmlDocument:
    """A document's tree. ``problem`` says where it breaks off, '' for a whole one.

    ``unfinished`` are the elements that were open at that place, the root first.
    """

    root: Element
    problem: str = ""
    unfinished: tuple[Element, ...] = ()


def root_name(head: bytes) -> str:
    """The local name of the root of what may be XML, as its DOCTYPE says if it has one.

    '' for what is no XML.
    """
    match = _ROOT.match(decode(head))
    return match[1] if match else ""


def parse_xml(data: bytes, media_type: str = "") -> XmlDocument:
    """Read a document as far as it is well-formed.

    Raises FormatError for one without a root, with declarations of its own, or that is
    nested too deep or has too many elements.
    """
    text = _FORBIDDEN.sub("", decode(data, media_type))
    builder = _Builder()
    problem = ""
    try:
        builder.parser.Parse(text.encode("utf-8", "replace"), True)
    except expat.ExpatError as error:
        reason = expat.errors.messages[error.code]
        problem = f"not XML: {reason} (line {error.lineno}, column {error.offset + 1})"
    if builder.root is None:
        raise FormatError(problem or "not XML: there is no element")
    return XmlDocument(builder.root, problem, tuple(builder.open) if problem else ())


class _Builder:
    """Takes the parser's events and makes the tree."""

    def __init__(self) -> None:
        self.root: Element | None = None
        self.open: list[Element] = []
        self._count = 0
        # The text is handed over as UTF-8, whatever its declaration says it was before.
        parser = expat.ParserCreate("utf-8")
        parser.buffer_text = True
        parser.UseForeignDTD(True)  # entities nobody declared are skipped and told, not errors
        parser.StartDoctypeDeclHandler = self._doctype
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.SkippedEntityHandler = self._entity
        self.parser = parser

    def _doctype(
        self, name: str, system_id: str | None, public_id: str | None, has_subset: int
    ) -> None:
        if has_subset:
            raise FormatError("an XML document that declares entities of its own is not read")

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > ELEMENT_LIMIT:
            raise FormatError(f"an XML document of more than {ELEMENT_LIMIT:,} elements")
        if len(self.open) >= DEPTH_LIMIT:
            raise FormatError(f"XML that is nested more than {DEPTH_LIMIT} deep cannot be read")
        parent = self.open[-1] if self.open else None
        element = Element(name.rpartition(":")[2], attributes, parent)
        if parent is None:
            self.root = element
        else:
            parent.children.append(element)
        self.open.append(element)

    def _end(self, _name: str) -> None:
        self.open.pop()

    def _text(self, text: str) -> None:
        if self.open:
            self.open[-1].children.append(text)

    def _entity(self, name: str, is_parameter: int) -> None:
        if not is_parameter:
            self._text(unescape(f"&{name};"))


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, or the child of that child, and so on down the path."""
    for name in path:
        if element is None:
            return None
        element = next((found for found in element.elements() if found.tag == name), None)
    return element


def children(element: Element | None, *names: str) -> Iterator[Element]:
    """The child elements with one of these names."""
    if element is not None:
        yield from (found for found in element.elements() if found.tag in names)


def line(element: Element | None) -> str:
    """The element's text on one line, '' for no element.

    Unlike a page's text, words stay together around inline elements of any name.
    """
    if element is None:
        return ""
    return " ".join("".join(_pieces(element)).split())


def _pieces(element: Element) -> Iterator[str]:
    for node in element.children:
        if isinstance(node, str):
            yield node
        elif node.tag in _BLOCKS:
            yield " "
            yield from _pieces(node)
            yield " "
        else:
            yield from _pieces(node)
