"""Articles as Markdown with YAML front matter, so that our own reader reads the same article.

CommonMark with GFM tables and MyST directives, as :mod:`brief_tui.formats.markdown_body`
has them. What Markdown cannot carry is written as the nearest thing that it can: a line
break in a heading or a table's cell becomes a space, a table without headings gets its
first row as such, and a related link without a place stands at the end. Styles never
reach over the spaces at their ends.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, Final

from brief_tui.formats.markdown_text import break_lines, escape, inline, link, one_line
from brief_tui.model.article import (
    Article,
    Block,
    Code,
    Embed,
    Enclosure,
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

_BACKTICKS: Final = re.compile(r"`+")
_PARAGRAPHS: Final = re.compile(r"(?<!\n)\n\n(?!\n)")


def write_markdown(article: Article) -> str:
    """The whole article as a Markdown document. Its ``id`` is left out."""
    blocks: list[str] = []
    apart = False
    for index, block in enumerate(article.body):
        blocks += _see_also(article, index)
        apart = not apart and index > 0 and _goes_on(article.body[index - 1], block)
        blocks.append(_block(block, apart=apart))
    blocks += _see_also(article, len(article.body))
    return _front_matter(article) + "".join(f"\n{block}\n" for block in blocks if block)


def _front_matter(article: Article) -> str:
    import yaml  # noqa: PLC0415  slow to import, and most commands write no Markdown

    fields: dict[str, Any] = {
        "headline": article.headline,
        "dek": article.dek,
        "byline": list(article.bylines),
        "dateline": article.dateline,
        "date": article.published and article.published.isoformat(),
        "updated": article.updated and article.updated.isoformat(),
        "publisher": article.publisher,
        "section": article.section,
        "language": article.language,
        "tags": list(article.tags),
        "url": article.url,
        "enclosures": [_enclosure(file) for file in article.enclosures if file.url],
    }
    given = {name: value for name, value in fields.items() if value}
    lines = yaml.safe_dump(given, allow_unicode=True, sort_keys=False, width=100_000)
    return f"---\n{lines if given else ''}---\n"


def _enclosure(file: Enclosure) -> dict[str, Any]:
    fields = {"url": file.url, "type": file.media_type or None, "length": file.length}
    return {name: value for name, value in fields.items() if value is not None}


def _block(block: Block, *, apart: bool) -> str:
    """One block's source, without empty lines around it.

    ``apart`` gives a list other signs, so that it does not go on the list before it.
    """
    match block:
        case Paragraph(runs):
            return break_lines(inline(runs))
        case Heading(runs, level):
            return _heading(runs, level)
        case Quote():
            return _quote(block)
        case Listing():
            return _listing(block, apart=apart)
        case Figure():
            return _figure(block)
        case Table():
            return _table(block)
        case Code(text, language):
            return _code(text, language)
        case Embed(url, title):
            return _directive("iframe", url, [_line(title)])
        case Rule():
            return "---"


def _goes_on(before: Block, block: Block) -> bool:
    """Whether a reader would take ``block`` for more of the list before it."""
    match before, block:
        case Listing(ordered=one), Listing(ordered=other):
            return one == other
        case _:
            return False


def _heading(runs: Runs, level: int) -> str:
    text = one_line(inline(runs))
    if text.endswith("#"):  # which would be taken for the end of the heading's sign
        text = text[:-1] + r"\#"
    return f"{'#' * level} {text}"


def _quote(quote: Quote) -> str:
    paragraphs = [break_lines(inline(runs)) for runs in _paragraphs(quote.runs)]
    if quote.attribution:
        paragraphs.append(f"— {escape(quote.attribution)}")
    if quote.pull:
        return _directive("pull-quote", "", paragraphs)
    return "\n".join(f"> {line}".rstrip() for line in "\n\n".join(paragraphs).split("\n"))


def _paragraphs(runs: Runs) -> list[Runs]:
    """Part the text of a quotation where an empty line stands."""
    paragraphs: list[list[Run]] = [[]]
    for run in runs:
        first, *others = _PARAGRAPHS.split(run.text)
        paragraphs[-1].append(replace(run, text=first))
        paragraphs += [[replace(run, text=text)] for text in others]
    return [tuple(paragraph) for paragraph in paragraphs]


def _listing(listing: Listing, *, apart: bool) -> str:
    lines: list[str] = []
    indents = [0]  # of each open level, and of what stands inside the deepest item
    number = 0
    for item in filter(lambda item: item.runs, listing.items):
        level = min(item.level, len(indents) - 1)
        sign = "*" if apart and not level else "-"
        number += level == 0
        if listing.ordered and level == 0:
            sign = f"{number})" if apart else f"{number}."
        # A level that was left out is opened by an item without a text of its own.
        signs = [sign] + ["-"] * (item.level - level)
        del indents[level + 1 :]
        lead = " " * indents[level]
        for part in signs:
            indents.append(indents[-1] + len(part) + 1)
        text = break_lines(inline(item.runs)).replace("\n", "\n" + " " * indents[-1])
        lines.append((lead + " ".join([*signs, text])).rstrip())
    return "\n".join(lines)


def _figure(figure: Figure) -> str:
    image = figure.image
    options = {
        "alt": figure.alt,
        "width": image and image.width,
        "height": image and image.height,
        "credit": "" if figure.caption else figure.credit,
    }
    head = [f":{name}: {value}" for name, value in options.items() if value]
    texts = [_line(figure.caption), _line(figure.credit)] if figure.caption else []
    return _directive("figure", image.src if image else "", ["\n".join(head), *texts])


def _table(table: Table) -> str:
    columns = max(map(len, table.rows), default=0)
    if not columns:
        return ""
    rows = [
        [
            *(one_line(inline(cell)).replace("|", r"\|") for cell in row),
            *[""] * (columns - len(row)),
        ]
        for row in table.rows
    ]
    rows.insert(1, ["---"] * columns)
    text = "\n".join(f"| {' | '.join(row)} |" for row in rows)
    return _directive("table", escape(table.caption), [text]) if table.caption else text


def _code(text: str, language: str) -> str:
    longest = max((len(found) for found in _BACKTICKS.findall(text)), default=0)
    fence = "`" * max(3, longest + 1)
    return f"{fence}{language.replace('`', '')}\n{text}\n{fence}"


def _see_also(article: Article, index: int) -> Iterator[str]:
    """The links that stand before block ``index``; at the end, those without a place too."""
    end = index == len(article.body)
    parts = [
        part
        for related in article.related
        if related.anchor == index or (end and (related.anchor is None or related.anchor > index))
        for part in _related(related)
    ]
    if parts:
        yield _directive("seealso", "", parts, colons=4)


def _related(related: RelatedLink) -> Iterator[str]:
    if related.figure:
        yield _figure(related.figure)
    yield break_lines(link(escape(related.headline or related.url), related.url))


def _line(text: str) -> str:
    """A field of plain text as a paragraph."""
    return break_lines(escape(text))


def _directive(name: str, argument: str, parts: Iterable[str], colons: int = 3) -> str:
    """A MyST directive; the parts of its content are set apart by empty lines."""
    content = "\n\n".join(part for part in parts if part)
    fence = ":" * colons
    return "\n".join(filter(None, [f"{fence}{{{name}}} {argument}".rstrip(), content, fence]))
