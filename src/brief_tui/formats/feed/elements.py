"""The entries of a well-formed feed as elements, without their texts.

The parser is expat, from the standard library, driven as :mod:`brief_tui.formats.xml_tree`
does. Names have the usual prefix of their namespace, whatever the feed calls it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Final
from xml.parsers import expat

from brief_tui.model.identity import resolve

_PREFIXES: Final = {
    "http://search.yahoo.com/mrss": "media:",
    "http://purl.org/dc/elements/1.1": "dc:",
    "http://www.itunes.com/dtds/podcast-1.0.dtd": "itunes:",
    "http://www.w3.org/2005/atom": "atom:",
    "http://purl.org/atom/ns#": "atom:",
    "http://purl.org/rss/1.0": "",
    "http://my.netscape.com/rdf/simple/0.9": "",
    "http://backend.userland.com/rss2": "",
    "http://www.w3.org/1999/xhtml": "xhtml:",
    "http://purl.org/rss/1.0/modules/content": "content:",
}
_XML: Final = "http://www.w3.org/XML/1998/namespace "
_BODIES: Final = frozenset({"content:encoded", "content", "atom:content"})
"""What stands in these is not kept: the libraries read it well."""

NODE_LIMIT: Final = 5_000
"""Elements of one entry that are kept."""

_UNREAD: Final = frozenset({"xhtml:script", "xhtml:style"})
_MOST_NAMES: Final = 500
_SPACES: Final = re.compile(r"\s+")


@dataclass(slots=True)
class Node:
    """An element: its texts and the elements in it, in their order."""

    tag: str
    attributes: dict[str, str]
    parts: list[Node | str] = field(default_factory=list)

    def children(self) -> Iterator[Node]:
        return (part for part in self.parts if isinstance(part, Node))

    def all(self, *tags: str) -> Iterator[Node]:
        return (part for part in self.parts if isinstance(part, Node) and part.tag in tags)

    def first(self, tag: str) -> Node | None:
        return next(self.all(tag), None)

    def is_plain(self) -> bool:
        """Whether there are no elements in it."""
        return next(self.children(), None) is None

    def text(self) -> str:
        """Its own text, without that of the elements in it."""
        return "".join(part for part in self.parts if isinstance(part, str))

    def line(self) -> str:
        """All text in it, on one line."""
        pieces: list[str] = []
        stack: list[Node | str] = [self]
        while stack:
            part = stack.pop()
            if isinstance(part, str):
                pieces.append(part)
            elif part.tag not in _UNREAD:
                stack += reversed(part.parts)
        return _SPACES.sub(" ", "".join(pieces)).strip()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry's element, with the base and the language that hold there."""

    node: Node
    base: str
    language: str


def read_entries(data: bytes, url: str, use: Callable[[Entry], None]) -> int:
    """Hand over each entry of a well-formed feed at ``url``, in its order; how many there are.

    An entry is let go when it was used: a feed of tens of thousands is never held whole.
    """
    reader = _Reader(url, use)
    reader.parser.Parse(data, True)
    return reader.count


class _Reader:
    """Takes the parser's events; keeps what is in entries."""

    def __init__(self, url: str, use: Callable[[Entry], None]) -> None:
        self.count = 0
        self._use = use
        self._scope = (url, "")
        self._nodes = 0
        self._open: list[Node] = []
        self._scopes = [(url, "")]
        self._names: dict[str, str] = {}
        self._mute = False
        parser = expat.ParserCreate("utf-8", " ")
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        self.parser = parser

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        tag = self._names.get(name)
        if tag is None:
            tag = (
                self._names.setdefault(name, _tag(name))
                if len(self._names) < _MOST_NAMES
                else _tag(name)
            )
        if attributes and (f"{_XML}base" in attributes or f"{_XML}lang" in attributes):
            base, language = self._scopes[-1]
            scope = (
                resolve(base, attributes.get(f"{_XML}base", "")),
                attributes.get(f"{_XML}lang", language),
            )
        else:
            scope = self._scopes[-1]
        self._scopes.append(scope)
        if not self._open:
            if tag in {"item", "atom:entry", "entry"}:
                node = Node(tag, attributes)
                self._open.append(node)
                self._scope = scope
                self._nodes = 0
                self.count += 1
            return
        node = Node(tag, attributes)
        if len(self._open) == 1 and tag in _BODIES:
            self._mute = True
            self._scope = (scope[0], self._scope[1])
        self._nodes += 1
        if not self._mute and self._nodes <= NODE_LIMIT:
            self._open[-1].parts.append(node)
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._scopes.pop()
        if self._open:
            node = self._open.pop()
            if len(self._open) == 1:
                self._mute = False
            elif not self._open:
                self._use(Entry(node, *self._scope))

    def _text(self, text: str) -> None:
        if self._open and not self._mute:
            self._open[-1].parts.append(text)


def _tag(name: str) -> str:
    """The name with the usual prefix of its namespace, in lower case."""
    uri, _, local = name.rpartition(" ")
    if not uri:
        return local.lower()
    return _PREFIXES.get(uri.lower().rstrip("/"), "other:") + local.lower()
