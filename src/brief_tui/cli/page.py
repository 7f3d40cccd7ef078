"""A story printed in a terminal: the reader's own typesetting, in plain SGR styles."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from brief_tui.cli.output import BOLD, DIM, ITALIC, Output
from brief_tui.model.article import Article, RelatedLink
from brief_tui.tui.typeset.article import set_article
from brief_tui.tui.typeset.pieces import EMPHASIS, STRONG, Piece, Span, plain_piece

MEASURE: Final = 72
"""Cells: a line that the eye finds its way back from."""

_MARGIN: Final = 2
_ROLES: Final = {
    "headline": (BOLD,),
    "heading": (BOLD,),
    "dek": (ITALIC,),
    "caption": (ITALIC,),
    "kicker": (DIM,),
    "byline": (DIM,),
    "meta": (DIM,),
    "credit": (DIM,),
    "picture": (DIM,),
    "caption_bar": (DIM,),
    "quote_bar": (DIM,),
    "table_rule": (DIM,),
}


def print_page(out: Output, article: Article) -> None:
    """Print the article at a reading measure, and the related headlines below it.

    A number in the margin says where in the text the page put the related headline with
    that number.
    """
    digits = len(str(len(article.related)))
    anchored = any(link.anchor is not None for link in article.related)
    margin = 2 * digits + 3 if anchored else _MARGIN  # room for "1–3▸"
    width = min(MEASURE, out.width - margin)
    page = set_article(article, width)
    for y in range(page.height):
        mark, spans = page.line(y, {})
        out.line((out.style(mark.rjust(margin - 1), DIM) + " " + _text(out, spans)).rstrip())
    for piece in _related(article.related, width):
        for index in range(piece.height):
            out.line((" " * margin + _text(out, piece.line(index))).rstrip())


def _related(links: Sequence[RelatedLink], width: int) -> Iterator[Piece]:
    if links:
        yield plain_piece(("related", 0), "Related", width, "heading")
    for number, link in enumerate(links, start=1):
        sign, indent = (Span(f"{number:2} ", "meta"),), (Span("   ", "meta"),)
        headline = plain_piece(("related", number), link.headline or link.url, width, "link")
        headline.first, headline.rest = sign, indent
        yield headline
        bar = (*indent, Span("┃ ", "caption_bar"))
        if link.figure and link.figure.caption:
            yield plain_piece(
                ("caption", -number), link.figure.caption, width, "caption", prefix=bar
            )
        if link.figure and link.figure.credit:
            yield plain_piece(
                ("credit", -number), link.figure.credit, width, "credit", prefix=bar, align="right"
            )
        if link.url and link.headline:
            yield plain_piece(("address", number), link.url, width, "meta", prefix=indent)


def _text(out: Output, spans: Sequence[Span]) -> str:
    return "".join(
        out.style(
            span.text,
            *dict.fromkeys(
                [
                    *_ROLES.get(span.role, ()),
                    *([BOLD] if span.flags & STRONG else []),
                    *([ITALIC] if span.flags & EMPHASIS else []),
                ]
            ),
        )
        for span in spans
    )
