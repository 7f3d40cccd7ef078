"""What neither library keeps apart, read off a well-formed feed beside them.

A figure has a caption and a credit: Media RSS says both of each picture, or once for a group
or the entry, and names several people with their roles. feedparser puts a picture's
description into the entry's summary and lists credits apart from pictures; fastfeedparser
keeps one credit of a picture, one author of an entry, takes a picture's title for the
entry's, and skips the feed that an entry came from. So the elements concerned are read here
with expat, and laid over what a library found. Texts of entries are not.

Media RSS 1.5.1, Dublin Core 1.1, RFC 4287, RSS 2.0, Apple's podcast elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from typing import Final
from xml.parsers import expat

from brief_tui.formats.credits import join
from brief_tui.formats.feed import bounds
from brief_tui.formats.feed.item import (
    LIST_LIMIT,
    FeedEnclosure,
    FeedItem,
    FeedMedia,
    FeedReference,
    TextType,
)
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
_TOLD: Final = (
    b"xml:base",
    b"xhtml",
    b'"enclosure"',
    b"'enclosure'",
)
_SOURCES: Final = (b"<source url", b"<source>", b":source>", b":source ")
"""HTML has a source element too."""
_PREFIXED: Final = re.compile(rb"xmlns:([\w.-]+)\s*=\s*[\"']([^\"']+)")
_MEDIA_SAID: Final = (b"credit", b"description", b"title", b"group", b"text", b"keywords")
_SPACES: Final = re.compile(r"\s+")


@dataclass(slots=True)
class Node:
    """An element. ``text`` is its own, without that of the elements in it."""

    tag: str
    attributes: dict[str, str]
    children: list[Node] = field(default_factory=list)
    text: str = ""

    def all(self, *tags: str) -> Iterator[Node]:
        return (child for child in self.children if child.tag in tags)

    def first(self, tag: str) -> Node | None:
        return next(self.all(tag), None)

    def line(self) -> str:
        """All text in it, on one line."""
        pieces: list[str] = []
        stack = [self]
        while stack:
            node = stack.pop()
            pieces.append(node.text)
            stack += reversed(node.children)
        return _SPACES.sub(" ", " ".join(pieces)).strip()


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry's element, with the base and the language that hold there."""

    node: Node
    base: str
    language: str


def wanted(data: bytes, entries: int) -> bool:
    """Whether a feed of so many entries says something that a library does not keep."""
    if any(told in data for told in _TOLD):
        return True
    if b"source" in data and any(source in data for source in _SOURCES):
        return True
    for prefix, uri in _PREFIXED.findall(data):
        if b"itunes.com/dtds" in uri.lower():
            return True
        if b"search.yahoo.com/mrss" in uri and _says_of_media(data, b"<" + prefix + b":"):
            return True
    return data.count(b"<author") + data.count(b":creator>") // 2 > entries + 1


def _says_of_media(data: bytes, opening: bytes) -> bool:
    if opening + b"thumbnail" in data and opening + b"content" in data:
        return True
    return any(opening + name in data for name in _MEDIA_SAID)


def read_entries(data: bytes, url: str) -> list[Entry]:
    """The entries of a well-formed feed at ``url``, in its order."""
    reader = _Reader(url)
    reader.parser.Parse(data, True)
    return reader.entries


class _Reader:
    """Takes the parser's events; keeps what is in entries."""

    def __init__(self, url: str) -> None:
        self.entries: list[Entry] = []
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
            tag = self._names.setdefault(name, _tag(name)) if len(self._names) < 500 else _tag(name)
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
                self.entries.append(Entry(node, *scope))
            return
        node = Node(tag, attributes)
        if len(self._open) == 1 and tag in _BODIES:
            self._mute = True
            self.entries[-1] = replace(self.entries[-1], base=scope[0])
        if not self._mute:
            self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, _name: str) -> None:
        self._scopes.pop()
        if self._open:
            self._open.pop()
            if len(self._open) == 1:
                self._mute = False

    def _text(self, text: str) -> None:
        if self._open and not self._mute:
            self._open[-1].text += text


def _tag(name: str) -> str:
    """The name with the usual prefix of its namespace, in lower case."""
    uri, _, local = name.rpartition(" ")
    if not uri:
        return local.lower()
    return _PREFIXES.get(uri.lower().rstrip("/"), "other:") + local.lower()


def completed(item: FeedItem, entry: Entry, url: str) -> FeedItem:
    """The item with what its element says besides; ``url`` is the feed's address."""
    node = entry.node
    base = entry.base if entry.base != url else ""
    title, title_type = _title(node, item)
    references, enclosures = _links(node, entry.base)
    media = tuple(_media(node, entry.base))[:LIST_LIMIT]
    thumbnail = _thumbnail(node, entry.base)
    item = _with_own_texts(item, node)
    summary = _xhtml(node.first("atom:summary"))
    return replace(
        item,
        url=item.url or bounds.page(_own_link(node), entry.base),
        title=title,
        title_type=title_type,
        summary=summary or item.summary,
        summary_type="text" if summary else item.summary_type,
        base=base,
        authors=bounds.lines(_authors(node)) or item.authors,
        language=bounds.line(entry.language) or item.language,
        categories=bounds.lines((*item.categories, *_keywords(node))),
        enclosures=enclosures or item.enclosures,
        links=references or item.links,
        media=media or (() if thumbnail is None else (thumbnail,)) or item.media,
        thumbnail=thumbnail.url if thumbnail and media else "",
        source=_source(node) or item.source,
    )


def _title(node: Node, item: FeedItem) -> tuple[str, TextType]:
    """The entry's own title: not that of a picture in it."""
    found = node.first("atom:title") or node.first("title") or node.first("dc:title")
    if found is None:
        return item.title, item.title_type
    kind = found.attributes.get("type", "" if found.tag != "atom:title" else "text").lower()
    if "xhtml" in kind:
        return bounds.line(found.line()), "text"
    return bounds.line(found.text) or item.title, "text" if "text" in kind else "html"


def _with_own_texts(item: FeedItem, node: Node) -> FeedItem:
    """The item without a picture's description in the place of its own."""
    captions = {found.text.strip() for found in _described(node)}
    own = node.first("description")
    if not captions or own is None:
        return item
    summary = bounds.text(own.text)
    if item.content in {*captions, summary}:
        item = replace(item, content="")
    return replace(item, summary=summary, summary_type="html")


def _described(node: Node) -> Iterator[Node]:
    yield from node.all("media:description")
    for part in node.all("media:group", "media:content"):
        yield from part.all("media:description")
        yield from (found for one in part.children for found in one.all("media:description"))


def _xhtml(summary: Node | None) -> str:
    if summary is None or "xhtml" not in summary.attributes.get("type", ""):
        return ""
    return bounds.text(summary.line())


def _authors(node: Node) -> Iterator[str]:
    """Everybody who is named; Apple's element only where there is nobody else."""
    found = False
    for person in node.all("atom:author", "dc:creator", "dc:author", "author"):
        name = next(
            (
                part.line()
                for tag in ("atom:name", "name", "atom:email", "email")
                for part in person.all(tag)
                if part.line()
            ),
            "" if person.children else person.line(),
        )
        if name:
            found = True
            yield name
    if not found:
        yield from (person.line() for person in node.all("itunes:author"))


def _keywords(node: Node) -> Iterator[str]:
    for words in (*node.all("media:keywords", "itunes:keywords"), *_grouped(node, "keywords")):
        yield from (word.strip() for word in words.line().split(","))
    yield from (found.line() for found in node.all("media:category"))


def _grouped(node: Node, name: str) -> Iterator[Node]:
    for part in node.all("media:group", "media:content"):
        yield from part.all(f"media:{name}")


def _own_link(node: Node) -> str:
    links = [link for link in node.all("atom:link") if link.attributes.get("href")]
    own = [link for link in links if link.attributes.get("rel", "alternate") == "alternate"]
    return own[0].attributes["href"] if own else ""


def _links(node: Node, base: str) -> tuple[tuple[FeedReference, ...], tuple[FeedEnclosure, ...]]:
    references: list[FeedReference] = []
    enclosures: list[FeedEnclosure] = []
    for link in node.all("atom:link", "enclosure"):
        values = link.attributes
        rel = "enclosure" if link.tag == "enclosure" else values.get("rel", "alternate").lower()
        url = bounds.address(values.get("href") or values.get("url"), base)
        media_type = bounds.line(values.get("type"))
        if url and rel == "enclosure":
            enclosures.append(FeedEnclosure(url, media_type, bounds.length(values.get("length"))))
        elif url and rel in {"related", "via"}:
            title = bounds.line(values.get("title"))
            references.append(FeedReference(url, rel, title, media_type))
    return tuple(references[:LIST_LIMIT]), tuple(enclosures[:LIST_LIMIT])


def _media(node: Node, base: str) -> Iterator[FeedMedia]:
    """What there is to see, with what is said of each: by itself, its group, or the entry."""
    for content in node.all("media:content"):
        yield from _content(content, (content, node), base)
    for group, part in enumerate(node.all("media:group"), 1):
        for content in part.all("media:content"):
            yield from _content(content, (content, part, node), base, group)


def _content(
    content: Node, scopes: tuple[Node, ...], base: str, group: int = 0
) -> Iterator[FeedMedia]:
    values = content.attributes
    url = bounds.address(values.get("url"), base)
    still = next((part for scope in scopes for part in scope.all("media:thumbnail")), None)
    thumbnail = bounds.address(still.attributes.get("url"), base) if still else ""
    if not url and not thumbnail:
        return
    yield FeedMedia(
        url,
        media_type=bounds.line(values.get("type")),
        medium=bounds.line(values.get("medium")),
        width=bounds.side(values.get("width")),
        height=bounds.side(values.get("height")),
        title=_said(scopes, "media:title"),
        caption=_said(scopes, "media:description") or _said(scopes[:1], "media:text"),
        credit=_credit(scopes),
        thumbnail=thumbnail,
        length=bounds.length(values.get("filesize") or values.get("fileSize")),
        group=group,
    )


def _said(scopes: Iterable[Node], tag: str) -> str:
    """What is said nearest."""
    for scope in scopes:
        for found in scope.all(tag):
            if line := found.line():
                return bounds.text(line)
    return ""


def _credit(scopes: Iterable[Node]) -> str:
    """Everybody who is credited nearest; the maker before the house."""
    for scope in scopes:
        names = [bounds.line(found.line()) for found in scope.all("media:credit")]
        rights = [bounds.line(found.line()) for found in scope.all("media:copyright")]
        if line := join(filter(None, names)) or join(filter(None, rights)):
            return bounds.line(line)
    return ""


def _thumbnail(node: Node, base: str) -> FeedMedia | None:
    for scope in (node, *node.all("media:group")):
        for found in scope.all("media:thumbnail"):
            values = found.attributes
            if url := bounds.address(values.get("url"), base):
                width, height = bounds.side(values.get("width")), bounds.side(values.get("height"))
                return FeedMedia(url, "image/jpeg", width=width, height=height)
    return None


def _source(node: Node) -> str:
    for found in node.all("source", "atom:source"):
        title = found.first("atom:title") or found.first("title")
        if line := bounds.line(title.line() if title else found.text):
            return line
    return ""
