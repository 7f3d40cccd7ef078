"""Blocks as XHTML, the way a ninjs body carries them.

Plain HTML elements without classes that mean anything only to us, so that whoever takes
the export over can set it: a figure with its caption, a quotation with its footer, a
table with its head. Related links stand where they stood, as an ``aside`` of headlines.
"""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from typing import Final

from brief_tui.model.article import (
    Block,
    Code,
    Embed,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    RelatedLink,
    Rule,
    Run,
    Runs,
    Table,
)
from brief_tui.model.identity import web_address

_STYLES: Final = (("code", "code"), ("emphasis", "em"), ("strong", "strong"))


def write_body(body: tuple[Block, ...], related: Iterable[RelatedLink] = ()) -> str:
    """The blocks as well-formed XHTML, with the related links that have a place among them."""
    links: dict[int, list[RelatedLink]] = {}
    for link in related:
        if link.anchor is not None:
            links.setdefault(min(link.anchor, len(body)), []).append(link)
    parts = []
    for index, block in enumerate((*body, None)):
        if index in links:
            parts.append(_aside(links[index]))
        if block is not None:
            parts.append(_block(block))
    return "\n".join(part for part in parts if part)


def _block(block: Block) -> str:
    match block:
        case Paragraph(runs):
            return _element("p", inline(runs))
        case Heading(runs, level):
            return _element(f"h{level}", inline(runs))
        case Quote():
            return _quote(block)
        case Listing():
            return _listing(block)
        case Figure():
            return _figure(block)
        case Table():
            return _table(block)
        case Code(text, language):
            name = f' class="language-{escape(language)}"' if language else ""
            return f"<pre><code{name}>{escape(text, quote=False)}</code></pre>"
        case Embed(url, title):
            label = f' title="{escape(title)}"' if title else ""
            return f'<iframe src="{escape(url)}"{label}></iframe>' if url else ""
        case Rule():
            return "<hr />"


def inline(runs: Runs) -> str:
    """Runs as phrasing content."""
    return "".join(map(_run, runs))


def _run(run: Run) -> str:
    text = escape(run.text, quote=False).replace("\n", "<br />")
    for style, tag in _STYLES:
        if getattr(run, style):
            text = _element(tag, text)
    return f'<a href="{escape(run.href)}">{text}</a>' if run.href else text


def _element(tag: str, content: str) -> str:
    return f"<{tag}>{content}</{tag}>"


def _quote(quote: Quote) -> str:
    paragraphs = "".join(_element("p", inline(part)) for part in _parted(quote.runs))
    footer = _element("footer", escape(quote.attribution, quote=False)) if quote.attribution else ""
    quoted = _element("blockquote", paragraphs + footer)
    return f'<aside class="pullquote">{quoted}</aside>' if quote.pull else quoted


def _parted(runs: Runs) -> list[Runs]:
    """The paragraphs of a quotation."""
    parts: list[list[Run]] = [[]]
    for run in runs:
        first, *others = run.text.split("\n\n")
        parts[-1].append(_with_text(run, first))
        parts += [[_with_text(run, text)] for text in others]
    return [tuple(part) for part in parts]


def _with_text(run: Run, text: str) -> Run:
    return Run(text, run.strong, run.emphasis, run.code, run.href)


def _listing(listing: Listing) -> str:
    """Nested lists stand in the item above them; a level that is left out is filled."""
    tag = "ol" if listing.ordered else "ul"
    parts: list[str] = [f"<{tag}>"]
    level = 0
    for index, item in enumerate(listing.items):
        step = min(item.level, level + 1) if index else 0
        if index and step > level:
            parts.append(f"<{tag}>")
        elif index:
            parts.append(f"</li></{tag}>" * (level - step) + "</li>")
        parts.append(f"<li>{inline(item.runs)}")
        level = step
    parts.append(f"</li></{tag}>" * (level + 1) if listing.items else f"</{tag}>")
    return "".join(parts) if listing.items else ""


def _figure(figure: Figure) -> str:
    parts = []
    image = figure.image
    if image and web_address(image.src):
        sides = (("width", image.width), ("height", image.height))
        size = "".join(f' {name}="{side}"' for name, side in sides if side)
        parts.append(f'<img src="{escape(image.src)}" alt="{escape(figure.alt)}"{size} />')
    caption = escape(figure.caption, quote=False)
    if figure.credit:
        caption += f' <span class="credit">{escape(figure.credit, quote=False)}</span>'
    if caption:
        parts.append(_element("figcaption", caption.strip()))
    return _element("figure", "".join(parts)) if parts else ""


def _table(table: Table) -> str:
    caption = _element("caption", escape(table.caption, quote=False)) if table.caption else ""
    head = "".join(_row(row, "th") for row in table.rows[: table.header_rows])
    rows = "".join(_row(row, "td") for row in table.rows[table.header_rows :])
    parts = [caption, _element("thead", head) if head else "", _element("tbody", rows)]
    return _element("table", "".join(parts)) if table.rows else ""


def _row(row: tuple[Runs, ...], tag: str) -> str:
    return _element("tr", "".join(_element(tag, inline(cell)) for cell in row))


def _aside(links: list[RelatedLink]) -> str:
    """Headlines among the paragraphs, as pages carry them."""
    items = "".join(
        f'<li><a href="{escape(link.url)}">{escape(link.headline, quote=False)}</a></li>'
        for link in links
        if link.url
    )
    return f'<aside class="related"><ul>{items}</ul></aside>' if items else ""
