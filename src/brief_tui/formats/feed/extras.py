"""What neither library keeps apart, laid over what it found in a well-formed feed.

A figure has a caption and a credit: Media RSS says both of each picture, or once for a group
or the entry, and names several people with their roles. feedparser puts a picture's
description into the entry's summary and lists credits apart from pictures; fastfeedparser
keeps one credit of a picture, one author of an entry, takes any element called title or
description for the entry's, and skips the feed that an entry came from. So the elements
concerned are read here. Texts are a library's.

Media RSS 1.5.1, Dublin Core 1.1, RFC 4287, RSS 2.0, Apple's podcast elements.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from brief_tui.formats.feed import bounds, media_rss
from brief_tui.formats.feed.elements import Entry, Node
from brief_tui.formats.feed.item import (
    LIST_LIMIT,
    FeedEnclosure,
    FeedItem,
    FeedReference,
    TextType,
)

_TOLD: Final = (b"xml:base", b"xhtml", b'"enclosure"', b"'enclosure'")
_SOURCES: Final = (b"<source url", b"<source>", b":source>", b":source ")
"""HTML has a source element too."""

_NAMESPACE: Final = re.compile(rb"xmlns:([\w.-]+)\s*=\s*[\"']([^\"']{1,300})")
_CLASH: Final = re.compile(
    rb"<(?!atom(?:10)?:link)[\w.-]{1,40}:(?:title|description|link|guid|summary|comments)[\s>]"
)
"""Elements of other vocabularies that are called like an entry's own."""

_MEDIA_SAID: Final = (b"credit", b"description", b"title", b"group", b"text", b"keywords")
_CODED: Final = "base64"


def wanted(data: bytes, items: Sequence[FeedItem]) -> bool:
    """Whether a feed says something that the fast path does not keep in its items."""
    if any(told in data for told in _TOLD):
        return True
    if b"source" in data and any(source in data for source in _SOURCES):
        return True
    for prefix, uri in _NAMESPACE.findall(data):
        if b"itunes.com/dtds" in uri.lower():
            return True
        if b"search.yahoo.com/mrss" in uri and _says_of_media(data, b"<" + prefix + b":"):
            return True
    if b"<summary" in data and b"<description" in data:
        return True
    if data.count(b"<author") + data.count(b":creator>") // 2 > len(items) + 1:
        return True
    return _CLASH.search(data) is not None or not all(item.url for item in items)


def _says_of_media(data: bytes, opening: bytes) -> bool:
    if opening + b"thumbnail" in data and opening + b"content" in data:
        return True
    return any(opening + name in data for name in _MEDIA_SAID)


def completed(item: FeedItem, entry: Entry, url: str) -> FeedItem:
    """The item with what its element says besides; ``url`` is the feed's address."""
    node = entry.node
    item = _with_own_texts(item, node)
    title, title_type = _title(node, item)
    references, enclosures = _links(node, entry.base)
    media, thumbnail = media_rss.media_of(node, entry.base)
    return replace(
        item,
        guid=item.guid or _line(node, "id") or _line(node, "atom:id"),
        url=_url(item, node, entry.base),
        title=title,
        title_type=title_type,
        base=entry.base if entry.base != url else "",
        authors=bounds.lines(_authors(node)) or item.authors,
        language=bounds.line(entry.language) or item.language,
        categories=bounds.lines((*item.categories, *_keywords(node))),
        enclosures=enclosures or item.enclosures,
        links=references or item.links,
        media=media or item.media,
        thumbnail=thumbnail,
        source=_source(node) or item.source,
    )


def _line(node: Node, tag: str) -> str:
    found = node.first(tag)
    return bounds.line(found.line()) if found else ""


def _title(node: Node, item: FeedItem) -> tuple[str, TextType]:
    """The entry's own title: not that of a picture in it."""
    found = node.first("atom:title") or node.first("title") or node.first("dc:title")
    if found is None or found.attributes.get("mode") == _CODED:
        return item.title, item.title_type
    kind = found.attributes.get("type", "text" if found.tag == "atom:title" else "").lower()
    if "xhtml" in kind or not found.is_plain():
        return bounds.line(found.line()), "text"
    if kind not in {"", "text", "html", "text/plain", "text/html"}:
        return item.title, item.title_type
    is_plain = kind in {"text", "text/plain"}
    return bounds.line(found.text()) or item.title, "text" if is_plain else "html"


def _with_own_texts(item: FeedItem, node: Node) -> FeedItem:
    """The item without another element's text in the place of its own summary."""
    summary = node.first("atom:summary")
    if summary is not None and "xhtml" in summary.attributes.get("type", ""):
        return replace(item, summary=bounds.text(summary.line()), summary_type="text")
    others = [text for found in _described(node) if (text := found.line())]
    own = node.first("description")
    spoken = _line(node, "itunes:summary") or _line(node, "summary")
    if others and (own is None or own.is_plain()):
        written = bounds.text(own.text()) if own else ""
        if " ".join(item.content.split()) in {*others, " ".join(written.split())}:
            item = replace(item, content="")
        captions = {found.line() for found in _described(node) if found.tag[:6] == "media:"}
        if own or " ".join(item.summary.split()) in captions:
            item = replace(item, summary=written, summary_type="html")
    if spoken and not item.content and spoken != item.summary:
        shorter, longer = sorted((spoken, item.summary), key=len)
        item = replace(item, summary=shorter, content=longer, content_type="html")
    return item


def _described(node: Node) -> Iterator[Node]:
    """What else is called a description, here or of a picture."""
    parts = [node, *node.all("media:group", "media:content")]
    parts += [one for part in node.all("media:group") for one in part.all("media:content")]
    for part in parts:
        for child in part.children():
            if child.tag.endswith((":description", ":summary")) and child.tag != "atom:summary":
                yield child


def _authors(node: Node) -> Iterator[str]:
    """Everybody who is named; Apple's element only where there is nobody else."""
    found = False
    for person in node.all("atom:author", "dc:creator", "dc:author", "author"):
        names = (_line(person, tag) for tag in ("atom:name", "name", "atom:email", "email"))
        if name := next(filter(None, names), person.line() if person.is_plain() else ""):
            found = True
            yield name
    if not found:
        yield from (person.line() for person in node.all("itunes:author"))


def _keywords(node: Node) -> Iterator[str]:
    for words in node.all("itunes:keywords"):
        yield from (word.strip() for word in words.line().split(","))
    yield from media_rss.keywords(node)


def _url(item: FeedItem, node: Node, base: str) -> str:
    """The entry's own address: not one that another vocabulary calls link."""
    links = [link for link in node.all("atom:link", "link") if link.attributes.get("href")]
    own = [link for link in links if link.attributes.get("rel", "alternate") == "alternate"]
    written = _line(node, "link") or (own[0].attributes["href"] if own and not item.url else "")
    return bounds.address(written, base) or item.url


def _links(node: Node, base: str) -> tuple[tuple[FeedReference, ...], tuple[FeedEnclosure, ...]]:
    references: list[FeedReference] = []
    enclosures: list[FeedEnclosure] = []
    for link in node.all("atom:link", "link", "enclosure"):
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


def _source(node: Node) -> str:
    """The title of the feed that the entry came from."""
    for found in node.all("source", "atom:source"):
        title = found.first("atom:title") or found.first("title")
        kind = title.attributes.get("type", "text") if title else "text"
        if kind in {"text", "html", "xhtml"} and (line := title.line() if title else found.text()):
            return bounds.line(line)
    return ""
