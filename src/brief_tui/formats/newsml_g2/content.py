"""A newsItem's content set to blocks: NITF or XHTML in its XML, or text in one piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Final

from brief_tui.formats.base import LineLabel
from brief_tui.formats.html.tree import Element
from brief_tui.formats.news_item import paragraphs
from brief_tui.formats.nitf.body import read_body
from brief_tui.formats.xml_tree import child, children
from brief_tui.model.article import Block, Enclosure, RelatedLink
from brief_tui.model.text import clean_line

_VOID: Final = frozenset("br col embed hr img input link meta source track wbr".split())


@dataclass(slots=True)
class Content:
    """What is to be read of an item. The anchors of ``related`` count ``body``."""

    body: tuple[Block, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    enclosures: list[Enclosure] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    lines: tuple[LineLabel, ...] = ()


def read_content(item: Element, base: str = "") -> Content:
    """Read the first text of an item that can be read, the best structured one first."""
    contents = child(item, "contentSet")
    for inline in children(contents, "inlineXML"):
        if content := _structured(inline, base):
            return content
    for data in children(contents, "inlineData"):
        text = "".join(node for node in data.children if isinstance(node, str))
        if text.strip():
            is_html = "html" in data.get("contenttype")
            return _from_html(text, base) if is_html else Content(paragraphs(text))
    if kinds := [x.get("contenttype") or "XML" for x in children(contents, "inlineXML")]:
        kind = clean_line(kinds[0], 100)
        return Content(problems=[f"its text is in {kind}, which is not known"])
    return Content()


def _structured(inline: Element, base: str) -> Content | None:
    """NITF or XHTML; None for other XML."""
    for root in inline.elements():
        nitf = root if root.tag == "nitf" else root.first("nitf")
        if nitf is not None:
            text = nitf.first("body.content") or nitf
            read = read_body((text, nitf.first("body.end")), base)
            return Content(tuple(read.blocks), tuple(read.related), read.enclosures)
    is_html = "html" in inline.get("contenttype") or any(
        root.tag in {"html", "body", "div", "section", "article", "p"} for root in inline.elements()
    )
    if not is_html:
        return None
    return _from_html("".join(map(_html, inline.children)), base)


def _from_html(text: str, base: str) -> Content:
    from brief_tui.formats.news_text import read_text  # noqa: PLC0415 - slow to import

    reading = read_text(text, base)
    return Content(reading.body, reading.related, lines=reading.lines)


def _html(node: Element | str) -> str:
    """XHTML as HTML, where only some elements may be empty."""
    if isinstance(node, str):
        return escape(node, quote=False)
    attributes = "".join(f' {n}="{escape(v)}"' for n, v in node.attributes.items())
    if node.tag in _VOID:
        return f"<{node.tag}{attributes}>"
    return f"<{node.tag}{attributes}>{''.join(map(_html, node.children))}</{node.tag}>"
