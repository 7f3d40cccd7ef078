"""The content model as JSON, the contract of the command line and of the archive.

Text stands in ``text`` (``items``, ``rows``) as plain strings; where it carries styles,
``runs`` stands beside it in the same shape. Fields are added over time, never renamed;
unknown fields and unknown block types are ignored, so that an older program reads a
newer document.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, cast, get_args

from brief_tui.model.article import (
    Article,
    Block,
    Code,
    Embed,
    Enclosure,
    Figure,
    Heading,
    Image,
    Listing,
    ListItem,
    Origin,
    Paragraph,
    Quote,
    RelatedLink,
    Rule,
    Run,
    Runs,
    Table,
    text_of,
)
from brief_tui.model.dates import parse_date
from brief_tui.model.errors import FormatError
from brief_tui.model.json_fields import (
    Json,
    is_object,
    read_flag,
    read_integer,
    read_integers,
    read_list,
    read_objects,
    read_strings,
    read_text,
)


def to_json(article: Article) -> Json:
    """The article as a tree of dicts, lists, strings and numbers."""
    return {
        "id": article.id,
        "headline": article.headline,
        "dek": article.dek,
        "bylines": list(article.bylines),
        "dateline": article.dateline,
        "published": article.published.isoformat() if article.published else None,
        "updated": article.updated.isoformat() if article.updated else None,
        "publisher": article.publisher,
        "section": article.section,
        "language": article.language,
        "tags": list(article.tags),
        "url": article.url,
        "body": [block_to_json(block) for block in article.body],
        "related": [_link_to_json(link) for link in article.related],
        "enclosures": [
            {"url": e.url, "media_type": e.media_type, "length": e.length}
            for e in article.enclosures
        ],
    }


def from_json(tree: object, *, default_id: str = "") -> Article:
    """Read back what :func:`to_json` wrote, or what another program wrote by the contract.

    Raises FormatError, naming the field, when the tree is not an article.
    """
    if not is_object(tree):
        raise FormatError("an article is a JSON object")
    body = tuple(
        b for item in read_objects(tree, "body") if (b := block_from_json(item)) is not None
    )
    article = Article(
        id=read_text(tree, "id") or default_id,
        headline=read_text(tree, "headline"),
        url=read_text(tree, "url"),
        dek=read_text(tree, "dek"),
        bylines=read_strings(tree, "bylines"),
        dateline=read_text(tree, "dateline"),
        published=parse_date(read_text(tree, "published")),
        updated=parse_date(read_text(tree, "updated")),
        publisher=read_text(tree, "publisher"),
        section=read_text(tree, "section"),
        language=read_text(tree, "language"),
        tags=read_strings(tree, "tags"),
        body=body,
        related=tuple(_link_from_json(item, len(body)) for item in read_objects(tree, "related")),
        enclosures=tuple(
            Enclosure(read_text(e, "url"), read_text(e, "media_type"), read_integer(e, "length"))
            for e in read_objects(tree, "enclosures")
        ),
    )
    if not article.headline and not body:
        raise FormatError("an article needs a headline or a body")
    return article


def block_to_json(block: Block) -> Json:
    """One block; ``type`` names its kind."""
    match block:
        case Paragraph(runs):
            return {"type": "paragraph", "text": block.text, **_styles(runs)}
        case Heading(runs, level):
            return {"type": "heading", "level": level, "text": block.text, **_styles(runs)}
        case Quote(runs, attribution, pull):
            extra: Json = {"pull": True} if pull else {}
            return {
                "type": "quote",
                "text": block.text,
                "attribution": attribution,
                **extra,
                **_styles(runs),
            }
        case Listing():
            return _listing_to_json(block)
        case Figure():
            return {"type": "figure", **_figure_to_json(block)}
        case Table():
            return _table_to_json(block)
        case Code(text, language):
            return {"type": "code", "text": text, "language": language}
        case Embed(url, title):
            return {"type": "embed", "url": url, "title": title}
        case Rule():
            return {"type": "rule"}


def block_from_json(tree: Json) -> Block | None:
    """Read one block; None for a type this version does not know."""
    reader = _READERS.get(read_text(tree, "type"))
    return reader(tree) if reader else None


def _listing_to_json(block: Listing) -> Json:
    tree: Json = {
        "type": "listing",
        "ordered": block.ordered,
        "items": [item.text for item in block.items],
    }
    if any(item.level for item in block.items):
        tree["levels"] = [item.level for item in block.items]
    if any(_styled(item.runs) for item in block.items):
        tree["runs"] = [_runs_to_json(item.runs) for item in block.items]
    return tree


def _listing_from_json(tree: Json) -> Listing:
    items = [_item_text(item) for item in read_list(tree, "items")]
    levels = read_integers(tree, "levels")
    runs = read_list(tree, "runs")
    return Listing(
        tuple(
            ListItem(
                _runs_from_json(runs[i] if i < len(runs) else None, text),
                levels[i] if i < len(levels) else 0,
            )
            for i, text in enumerate(items)
        ),
        ordered=read_flag(tree, "ordered"),
    )


def _item_text(item: object) -> str:
    if is_object(item):
        return read_text(item, "text")
    if not isinstance(item, str):
        raise FormatError("'items' holds something that is neither a string nor an object")
    return item


def _table_to_json(block: Table) -> Json:
    tree: Json = {
        "type": "table",
        "rows": [[text_of(cell) for cell in row] for row in block.rows],
        "header_rows": block.header_rows,
        "caption": block.caption,
    }
    if any(_styled(cell) for row in block.rows for cell in row):
        tree["runs"] = [[_runs_to_json(cell) for cell in row] for row in block.rows]
    return tree


def _table_from_json(tree: Json) -> Table:
    styles = [row if isinstance(row, list) else [] for row in read_list(tree, "runs")]
    return Table(
        tuple(
            tuple(
                _runs_from_json(
                    styles[r][c] if r < len(styles) and c < len(styles[r]) else None,
                    cell,
                )
                for c, cell in enumerate(row)
            )
            for r, row in enumerate(_rows(tree))
        ),
        header_rows=read_integer(tree, "header_rows") or 0,
        caption=read_text(tree, "caption"),
    )


def _rows(tree: Json) -> list[list[str]]:
    rows = read_list(tree, "rows")
    for row in rows:
        if not isinstance(row, list) or not all(isinstance(cell, str) for cell in row):
            raise FormatError("'rows' holds something that is not a list of strings")
    return rows


def _figure_to_json(figure: Figure) -> Json:
    image = figure.image
    tree: Json = {
        "image": image.src if image else None,
        "caption": figure.caption,
        "credit": figure.credit,
        "alt": figure.alt,
    }
    if image and image.width is not None:
        tree["width"] = image.width
    if image and image.height is not None:
        tree["height"] = image.height
    return tree


def _figure_from_json(tree: Json) -> Figure:
    src = read_text(tree, "image")
    return Figure(
        Image(src, read_integer(tree, "width"), read_integer(tree, "height")) if src else None,
        read_text(tree, "caption"),
        read_text(tree, "credit"),
        read_text(tree, "alt"),
    )


def _link_to_json(link: RelatedLink) -> Json:
    return {
        "headline": link.headline,
        "url": link.url,
        **_figure_to_json(link.figure or Figure()),
        "anchor": link.anchor,
        "origin": link.origin,
        "reason": link.reason,
    }


def _link_from_json(tree: Json, body_length: int) -> RelatedLink:
    anchor = read_integer(tree, "anchor")
    origin = read_text(tree, "origin")
    return RelatedLink(
        headline=read_text(tree, "headline"),
        url=read_text(tree, "url"),
        figure=_figure_from_json(tree),
        anchor=None if anchor is None else min(max(anchor, 0), body_length),
        origin=cast("Origin", origin) if origin in get_args(Origin) else "page",
        reason=read_text(tree, "reason"),
    )


def _styled(runs: Runs) -> bool:
    return any(not run.plain for run in runs)


def _styles(runs: Runs) -> Json:
    return {"runs": _runs_to_json(runs)} if _styled(runs) else {}


def _runs_to_json(runs: Runs) -> list[Json]:
    return [
        {"text": run.text}
        | {name: True for name in ("strong", "emphasis", "code") if getattr(run, name)}
        | ({"href": run.href} if run.href else {})
        for run in runs
    ]


def _runs_from_json(tree: object, text: str) -> Runs:
    """The runs, if they are there and say the same as ``text``; else ``text`` in one run."""
    if isinstance(tree, list):
        runs = tuple(
            Run(
                read_text(run, "text"),
                strong=read_flag(run, "strong"),
                emphasis=read_flag(run, "emphasis"),
                code=read_flag(run, "code"),
                href=read_text(run, "href") or None,
            )
            for run in tree
            if is_object(run)
        )
        if text_of(runs) == text:
            return runs
    return (Run(text),)


def _styled_runs(tree: Json) -> Runs:
    return _runs_from_json(tree.get("runs"), read_text(tree, "text"))


_READERS: Final[Mapping[str, Callable[[Json], Block]]] = {
    "paragraph": lambda tree: Paragraph(_styled_runs(tree)),
    "heading": lambda tree: Heading(_styled_runs(tree), read_integer(tree, "level") or 2),
    "quote": lambda tree: Quote(
        _styled_runs(tree), read_text(tree, "attribution"), read_flag(tree, "pull")
    ),
    "listing": _listing_from_json,
    "figure": _figure_from_json,
    "table": _table_from_json,
    "code": lambda tree: Code(read_text(tree, "text"), read_text(tree, "language")),
    "embed": lambda tree: Embed(read_text(tree, "url"), read_text(tree, "title")),
    "rule": lambda _: Rule(),
}
