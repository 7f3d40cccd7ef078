"""What a page itself links to: the headlines it sets apart, and the links in its sentences."""

from __future__ import annotations

from collections.abc import Iterator

from brief_tui.model.article import (
    Article,
    Block,
    Heading,
    Listing,
    Paragraph,
    Quote,
    RelatedLink,
    Runs,
    Table,
)
from brief_tui.model.identity import canonical_url


def links_in_text(article: Article) -> tuple[RelatedLink, ...]:
    """The links in the body's sentences, in order, each address once.

    Those are left out that the page has as a headline too, or that lead to itself. What is
    linked is the headline; the anchor is the block it stands in.
    """
    seen = {canonical_url(link.url) for link in article.related} | {canonical_url(article.url), ""}
    found = []
    for anchor, block in enumerate(article.body):
        for text, url in _linked(block):
            address = canonical_url(url)
            if address not in seen and text.strip():
                seen.add(address)
                found.append(RelatedLink(text, url, anchor=anchor))
    return tuple(found)


def _linked(block: Block) -> Iterator[tuple[str, str]]:
    """The linked words of a block and their addresses; a link may run over several styles."""
    for runs in _texts(block):
        text, url = "", ""
        for run in runs:
            if run.href != url:
                if url:
                    yield text, url
                text, url = "", run.href or ""
            text += run.text
        if url:
            yield text, url


def _texts(block: Block) -> Iterator[Runs]:
    match block:
        case Paragraph(runs) | Heading(runs) | Quote(runs):
            yield runs
        case Listing(items):
            yield from (item.runs for item in items)
        case Table(rows):
            yield from (cell for row in rows for cell in row)
