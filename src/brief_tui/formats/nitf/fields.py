"""NITF's ``head`` and ``body.head`` to the fields of a news item.

Element and attribute names are those of NITF 3.6; 2.x and 3.0 documents have the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from brief_tui.formats import shapes
from brief_tui.formats.html.tree import Element
from brief_tui.formats.news_item import NewsItem, on_the_web
from brief_tui.formats.nitf.body import read_body
from brief_tui.formats.xml_tree import child, children, line

_NAMES: Final = ("classifier", "org", "person", "location", "event", "object.title")


def read_item(nitf: Element, base: str = "") -> NewsItem:
    """Read a document, given its ``nitf`` element; addresses are resolved against ``base``."""
    item = NewsItem()
    head, body = child(nitf, "head"), child(nitf, "body") or nitf
    data, front = child(head, "docdata"), child(body, "body.head")
    publication = child(head, "pubdata")
    item.url = on_the_web(_attribute(publication, "ex-ref"))
    item.uri = _attribute(child(data, "doc-id"), "id-string") or item.url
    item.headline = _headline(front) or line(child(head, "title"))
    item.dek, item.abstract = _dek(front), line(child(front, "abstract"))
    item.bylines = tuple(_bylines(front))
    item.dateline = _dateline(front)
    item.publisher = _publisher(data, publication, front)
    item.section = _section(head, publication)
    item.language = nitf.get("xml:lang") or body.get("xml:lang") or body.get("lang")
    item.tags = list(_tags(head, data))
    _read_dates(item, data, publication, front)
    read = read_body(
        (child(body, "body.content") or _content(nitf), child(body, "body.end")), base or item.url
    )
    item.body, item.related = tuple(read.blocks), tuple(read.related)
    item.enclosures = read.enclosures
    return item


def _content(nitf: Element) -> Element | None:
    """Where the text is in a document that leaves out NITF's own frame around it."""
    return nitf.first("body.content", "block")


def _attribute(element: Element | None, name: str) -> str:
    return element.get(name) if element is not None else ""


def _headline(front: Element | None) -> str:
    hedline = child(front, "hedline")
    return line(child(hedline, "hl1")) or line(hedline)


def _dek(front: Element | None) -> str:
    """The lines under the headline."""
    hedline = child(front, "hedline")
    if not line(child(hedline, "hl1")):
        return ""
    return " ".join(line(part) for part in children(hedline, "hl2"))


def _bylines(front: Element | None) -> Iterator[str]:
    """The names in each byline; where it marks none, the line without its "By"."""
    for byline in children(front, "byline"):
        people = [line(person) for person in byline.all("person")]
        yield from people or shapes.split_byline(line(byline))


def _dateline(front: Element | None) -> str:
    dateline = child(front, "dateline")
    return line(child(dateline, "location")) or line(dateline)


def _publisher(data: Element | None, publication: Element | None, front: Element | None) -> str:
    owner = child(front, "rights", "rights.owner")
    return (
        _attribute(publication, "name")
        or _attribute(child(data, "doc.copyright"), "holder")
        or line(child(front, "distributor"))
        or line(owner)
    )


def _section(head: Element | None, publication: Element | None) -> str:
    """The section of the paper, or the first subject of IPTC's three levels."""
    named = _attribute(publication, "position.section")
    subject = child(head, "tobject", "tobject.subject")
    return named or _attribute(subject, "tobject.subject.type")


def _tags(head: Element | None, data: Element | None) -> Iterator[str]:
    for keyword in children(child(data, "key-list"), "keyword"):
        yield keyword.get("key")
    for subject in children(child(head, "tobject"), "tobject.subject"):
        detail = subject.get("tobject.subject.detail")
        yield detail or subject.get("tobject.subject.matter")
    for name in children(child(data, "identified-content"), *_NAMES):
        yield line(name) or name.get("value")


def _read_dates(
    item: NewsItem, data: Element | None, publication: Element | None, front: Element | None
) -> None:
    """Issued, released, revised: ``norm`` holds ISO 8601, with or without its hyphens."""
    issued = _attribute(child(data, "date.issue"), "norm")
    release = _attribute(child(data, "date.release"), "norm")
    told = _attribute(child(front, "dateline", "story.date"), "norm")
    first = (
        item.date("date.issue", issued)
        or item.date("story.date", told)
        or item.date("date.publication", _attribute(publication, "date.publication"))
    )
    item.release(first, None, item.date("date.release", release))
