"""NITF's ``body.content`` to blocks, related links and enclosures.

Every element of NITF's block vocabulary has its block; an element of any other name is
opened, and what stands in it is read as if it stood there itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Final

from brief_tui.formats.html.tree import Element
from brief_tui.formats.nitf.inline import is_inline, runs
from brief_tui.formats.nitf.media import read_media
from brief_tui.formats.xml_tree import child, children, line, parse_xml
from brief_tui.model.article import (
    Block,
    Code,
    Embed,
    Enclosure,
    Figure,
    Heading,
    Listing,
    ListItem,
    Paragraph,
    Quote,
    RelatedLink,
    Rule,
    Run,
    Runs,
    Table,
    normal_runs,
)
from brief_tui.model.errors import FormatError
from brief_tui.model.identity import resolve
from brief_tui.model.plain import block_text

_RELATED: Final = frozenset("related relatedlinks related-links seealso see-also links".split())
"""Classes of a block, list or note that holds links to other stories."""

_UNREAD: Final = frozenset({"table-reference", "nitf-table-metadata", "media-metadata"})


@dataclass(slots=True)
class NitfBody:
    """What stands in a body. The anchors of ``related`` count ``blocks``."""

    blocks: list[Block] = field(default_factory=list)
    related: list[RelatedLink] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)


def read_body(parts: Iterable[Element | None], base: str = "") -> NitfBody:
    """Read the parts of a body one after the other; addresses are resolved against ``base``."""
    body = NitfBody()
    reader = _Reader(body, base)
    for part in parts:
        if part is not None:
            reader.container(part)
    return body


def read_text(text: str, base: str = "") -> NitfBody:
    """Read NITF that is given as text: a document, or blocks without anything around them.

    Raises FormatError for what is not XML.
    """
    whole = text.lstrip().startswith(("<?xml", "<!DOCTYPE", "<nitf", "<body"))
    text = text.lstrip() if whole else f"<block>{text}</block>"
    document = parse_xml(text.encode("utf-8", "replace"), "text/xml; charset=utf-8")
    if document.problem:
        raise FormatError(document.problem)
    return read_body([document.root.first("body.content") or document.root], base)


class _Reader:
    """Walks the tree. Its depth is bounded, so it may recurse."""

    def __init__(self, body: NitfBody, base: str) -> None:
        self._body = body
        self._base = base
        self._readers: dict[str, Callable[[Element], None]] = {
            "hl1": self._heading,
            "hl2": self._heading,
            "bq": self._quote,
            "ul": self._list,
            "ol": self._list,
            "dl": self._definitions,
            "pre": self._preformatted,
            "hr": lambda _: self._add(Rule()),
            "table": self._table,
            "media": self._media,
        }

    def container(self, element: Element) -> None:
        """Read what stands in an element: its blocks, and loose text as paragraphs."""
        loose: list[Element | str] = []
        for node in element.children:
            if is_inline(node):
                loose.append(node)
                continue
            self._loose(loose)
            loose = []
            if isinstance(node, Element):
                self._block(node)
        self._loose(loose)

    def _block(self, element: Element) -> None:
        if element.tag in _UNREAD:
            return
        if _is_related(element) and (links := _links(element, self._base)):
            self._body.related += [self._anchored(link) for link in links]
            return
        reader = self._readers.get(element.tag)
        if reader is None:
            self.container(element)
        else:
            self._structured(element, reader)

    def _structured(self, element: Element, reader: Callable[[Element], None]) -> None:
        """Read a block that has a structure; if words stand outside of it, read it without."""
        start = len(self._body.blocks)
        reader(element)
        if element.tag == "media":
            return
        if _letters_in(self._body.blocks[start:]) < _letters_of(element):
            del self._body.blocks[start:]
            self.container(element)
        else:
            for media in element.all("media"):
                self._media(media)

    def _add(self, block: Block) -> None:
        self._body.blocks.append(block)

    def _anchored(self, link: RelatedLink) -> RelatedLink:
        return RelatedLink(link.headline, link.url, link.figure, len(self._body.blocks))

    def _loose(self, nodes: list[Element | str]) -> None:
        if text := normal_runs(runs(nodes, self._base)):
            self._add(Paragraph(text))

    def _heading(self, element: Element) -> None:
        if text := self._text(element):
            self._add(Heading(text))

    def _quote(self, element: Element) -> None:
        credit = child(element, "credit")
        inner = [node for node in element.children if node is not credit]
        paragraphs = [
            text for part in _paragraphs(inner) if (text := normal_runs(runs(part, self._base)))
        ]
        if paragraphs:
            self._add(Quote(_joined(paragraphs), line(credit)))

    def _list(self, element: Element) -> None:
        items = tuple(self._items(element, 0))
        if items:
            self._add(Listing(items, ordered=element.tag == "ol"))

    def _items(self, element: Element, level: int) -> Iterable[ListItem]:
        for item in children(element, "li"):
            nested = [node for node in item.elements() if node.tag in {"ul", "ol"}]
            text = normal_runs(runs((n for n in item.children if n not in nested), self._base))
            if text:
                yield ListItem(text, level)
            for inner in nested:
                yield from self._items(inner, level + 1)

    def _definitions(self, element: Element) -> None:
        items = tuple(
            ListItem(text, int(part.tag == "dd"))
            for part in children(element, "dt", "dd")
            if (text := self._text(part))
        )
        if items:
            self._add(Listing(items))

    def _preformatted(self, element: Element) -> None:
        text = "".join(_raw(element)).strip("\n")
        if text.strip():
            self._add(Code(text))

    def _table(self, element: Element) -> None:
        rows = [row for row in element.all("tr") if any(children(row, "th", "td"))]
        if not rows:
            return
        heads = 0
        while heads < len(rows) and not any(children(rows[heads], "td")):
            heads += 1
        self._add(
            Table(
                tuple(tuple(self._text(c) for c in children(row, "th", "td")) for row in rows),
                heads,
                line(child(element, "caption")),
            )
        )

    def _media(self, element: Element) -> None:
        found = read_media(element, self._base)
        if isinstance(found, Figure | Embed):
            self._add(found)
        elif isinstance(found, Enclosure):
            self._body.enclosures.append(found)
        elif found is not None:
            self._body.related.append(self._anchored(found))

    def _text(self, element: Element) -> Runs:
        return normal_runs(runs(element.children, self._base))


def _is_related(element: Element) -> bool:
    return not _RELATED.isdisjoint(element.get("class").lower().split())


def _links(element: Element, base: str) -> list[RelatedLink]:
    """The links of an element, if it holds hardly anything else."""
    links = [a for a in element.all("a") if a.get("href") and line(a)]
    linked = sum(len(line(a)) for a in links)
    if 2 * linked < len(line(element)):
        return []
    return [RelatedLink(line(a), resolve(base, a.get("href"))) for a in links]


def _paragraphs(nodes: Iterable[Element | str]) -> Iterable[list[Element | str]]:
    """The nodes parted into paragraphs: each block is one, and what stands between blocks."""
    loose: list[Element | str] = []
    for node in nodes:
        if is_inline(node):
            loose.append(node)
            continue
        yield loose
        loose = []
        if isinstance(node, Element):
            blocks = any(not is_inline(inner) for inner in node.children)
            if blocks:
                yield from _paragraphs(node.children)
            else:
                yield [node]
    yield loose


def _joined(paragraphs: list[Runs]) -> Runs:
    """Paragraphs of a quotation, set apart as the model does."""
    joined = list(paragraphs[0])
    for paragraph in paragraphs[1:]:
        joined += [Run("\n\n"), *paragraph]
    return tuple(joined)


def _letters_of(element: Element) -> int:
    """How many characters there are to read in it; pictures have fields of their own."""
    return sum(
        len("".join(node.split())) if isinstance(node, str) else _letters_of(node)
        for node in element.children
        if isinstance(node, str) or node.tag not in {"media", *_UNREAD}
    )


def _letters_in(blocks: Iterable[Block]) -> int:
    besides = (
        block.attribution if isinstance(block, Quote) else block.caption
        for block in blocks
        if isinstance(block, Quote | Table)
    )
    return sum(len("".join(text.split())) for text in (*map(block_text, blocks), *besides))


def _raw(element: Element) -> Iterable[str]:
    for node in element.children:
        if isinstance(node, str):
            yield node
        elif node.tag == "br":
            yield "\n"
        else:
            yield from _raw(node)
