"""What a page itself links to: the headlines it sets apart, and the links in its sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator
from hashlib import blake2b

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


def targets_of(article: Article) -> tuple[int, ...]:
    """The numbers of where a page links to: of its links' addresses, and of their headlines."""
    found: dict[int, None] = {}
    for link in (*article.related, *links_in_text(article)):
        if address := canonical_url(link.url):
            found[target(address)] = None
        if link in article.related and (headline := folded_headline(link.headline)):
            found[target(headline)] = None
    return tuple(found)


def names_of(article: Article) -> tuple[int, ...]:
    """The numbers by which other pages may point to a story: its address, its headline."""
    names = (canonical_url(article.url), folded_headline(article.headline))
    return tuple(target(name) for name in names if name)


def target(name: str) -> int:
    """The number of an address or of a folded headline: 63 bits of its digest."""
    return int.from_bytes(blake2b(name.encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def folded_headline(text: str) -> str:
    """A headline as two of them are compared: its words alone. '' for less than three."""
    words = re.findall(r"\w+", text.casefold())
    return " ".join(words) if len(words) >= 3 else ""


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
