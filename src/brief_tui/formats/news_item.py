"""What an item of the news industry's formats says, and the article that it makes.

ninjs, NewsML-G2 and NITF keep a story's pictures and links beside its text, where a page
has them within it, and many an item says its headline again in its text. Reading the
fields is each format's own; putting them together is done here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final

from brief_tui.formats.base import Document, LineLabel
from brief_tui.formats.credits import join as join_credits
from brief_tui.formats.credits import split_caption
from brief_tui.model.article import (
    Article,
    Block,
    Enclosure,
    Figure,
    Heading,
    Image,
    Paragraph,
    RelatedLink,
    Run,
)
from brief_tui.model.dates import parse_date
from brief_tui.model.errors import FormatError
from brief_tui.model.identity import web_address
from brief_tui.model.text import clean_line

_FRONT: Final = 12
"""Blocks at the beginning of a text in which its headline or byline may be said again."""

_BASIC_DATE: Final = re.compile(r"(\d{4})(\d\d)(\d\d)(?=T|$)")
_NO_LETTER: Final = re.compile(r"[\W_]+")
_EMPTY_LINE: Final = re.compile(r"\n[ \t\r]*\n")


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that comes with the item, and the addresses under which its text may show it."""

    figure: Figure
    addresses: frozenset[str] = frozenset()


@dataclass(slots=True)
class NewsItem:
    """The fields of an item, as its format has them.

    ``uri`` is what the item is known by, a URL or a URN. ``abstract`` is the dek where there
    is no other, and else stands over the text. ``related`` are anchored in ``body``;
    ``links`` have no place in it. ``lines`` are those of a text that came as HTML.
    """

    uri: str = ""
    own_id: str = ""
    headline: str = ""
    dek: str = ""
    abstract: str = ""
    bylines: tuple[str, ...] = ()
    dateline: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    publisher: str = ""
    section: str = ""
    language: str = ""
    tags: list[str] = field(default_factory=list)
    url: str = ""
    body: tuple[Block, ...] = ()
    related: tuple[RelatedLink, ...] = ()
    pictures: list[Picture] = field(default_factory=list)
    links: list[RelatedLink] = field(default_factory=list)
    enclosures: list[Enclosure] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    lines: tuple[LineLabel, ...] = ()

    def date(self, name: str, text: str) -> datetime | None:
        """A date of the item, in ISO 8601 with or without hyphens.

        A text that is no date is among the problems.
        """
        moment = parse_date(_BASIC_DATE.sub(r"\1-\2-\3", text.strip())) if text else None
        if text.strip() and moment is None:
            self.problems.append(f"{name}: {clean_line(text, 40)!r} is not a date")
        return moment

    def release(
        self, first: datetime | None, version: datetime | None, embargo: datetime | None
    ) -> None:
        """Set the dates from when the item and this version of it were made.

        Under an embargo it is published when that ends.
        """
        published = first or version
        if published and embargo and embargo > published:
            published = embargo
        self.published = published or embargo
        self.updated = version if first and version and version != first else None

    def article(self, document: Document, index: int = 0) -> Article:
        """The article, the ``index``-th of its document.

        Raises FormatError when there is neither a headline nor anything to read.
        """
        body, related = _without_front(self)
        dek = self.dek or self.abstract
        if self.abstract not in ("", dek) and not _begins(body, self.abstract):
            body, related = _above(Paragraph((Run(self.abstract),)), body, related)
        body, related = _with_pictures(body, related, self.pictures)
        url = self.url or on_the_web(self.uri)
        article = Article(
            id=self.own_id or document.identity(self.uri or url, index),
            headline=self.headline,
            url=url,
            dek="" if _begins(body, dek) else dek,
            bylines=self.bylines,
            dateline=self.dateline,
            published=self.published,
            updated=self.updated,
            publisher=self.publisher,
            section=self.section,
            language=self.language,
            tags=tuple(tag for tag in self.tags if tag != self.section),
            body=body,
            related=tuple(_joined_links(related, self.links)),
            enclosures=tuple(self.enclosures),
        )
        if not article.headline and not body:
            raise FormatError("an item needs a headline or a body")
        return article


def figure_of(image: Image | None, caption: str, credit: str, alt: str = "") -> Figure:
    """A picture's figure. Agencies end captions in a credit: that goes to the credit."""
    seen, told = split_caption(caption)
    return Figure(image, seen, join_credits((credit, told)) if told else credit, alt)


def on_the_web(url: str) -> str:
    """The URL as it was written if it leads to a page on the web, '' for a URN and the rest."""
    return url if web_address(url) else ""


def paragraphs(text: str) -> tuple[Paragraph, ...]:
    """Plain text as paragraphs: parted by empty lines, or else each line one."""
    text = text.replace("\r\n", "\n").strip()
    if _EMPTY_LINE.search(text):
        parts = [" ".join(part.split()) for part in _EMPTY_LINE.split(text)]
    else:
        parts = text.split("\n")
    return tuple(Paragraph((Run(part.strip()),)) for part in parts if part.strip())


def _without_front(item: NewsItem) -> tuple[tuple[Block, ...], tuple[RelatedLink, ...]]:
    """The body without what of its beginning stands in the fields already."""
    said = {_letters(text) for text in (item.headline, item.dek, item.dateline, *item.bylines)}
    said |= {_letters(f"by {name}") for name in item.bylines} - {""}
    dropped: list[int] = []
    for index, block in enumerate(item.body[:_FRONT]):
        if isinstance(block, Heading | Paragraph):
            if _letters(block.text) not in said - {""}:
                break
            dropped.append(index)
    body = tuple(block for index, block in enumerate(item.body) if index not in dropped)
    related = tuple(
        replace(link, anchor=link.anchor - sum(index < link.anchor for index in dropped))
        if link.anchor is not None
        else link
        for link in item.related
    )
    return body, related


def _with_pictures(
    body: tuple[Block, ...], related: tuple[RelatedLink, ...], pictures: Iterable[Picture]
) -> tuple[tuple[Block, ...], tuple[RelatedLink, ...]]:
    """The body with the item's pictures: where it shows them, else one above and the rest below."""
    blocks = list(body)
    others: list[Figure] = []
    for picture in pictures:
        if not picture.figure:
            continue
        place = _place(blocks, picture)
        if place is None:
            others.append(picture.figure)
        else:
            blocks[place] = _joined(picture.figure, blocks[place])
    if not others:
        return tuple(blocks), related
    if any(isinstance(block, Figure) for block in blocks[:1]):
        return (*blocks, *others), related
    return _above(others[0], (*blocks, *others[1:]), related)


def _above(
    block: Block, body: tuple[Block, ...], related: tuple[RelatedLink, ...]
) -> tuple[tuple[Block, ...], tuple[RelatedLink, ...]]:
    """The body under one more block."""
    moved = (
        link if link.anchor is None else replace(link, anchor=link.anchor + 1) for link in related
    )
    return (block, *body), tuple(moved)


def _place(blocks: list[Block], picture: Picture) -> int | None:
    """Where the text shows the picture: by its address, or else by its caption."""
    figures = [(i, block) for i, block in enumerate(blocks) if isinstance(block, Figure)]
    for index, figure in figures:
        if figure.image and figure.image.src in picture.addresses:
            return index
    caption = _letters(picture.figure.caption)
    for index, figure in figures:
        if caption and _letters(figure.caption) == caption:
            return index
    return None


def _joined(picture: Figure, shown: Block) -> Figure:
    """The picture's own fields, and from the text what they leave open."""
    if not isinstance(shown, Figure):
        return picture
    return Figure(
        picture.image or shown.image,
        picture.caption or shown.caption,
        picture.credit or shown.credit,
        picture.alt or shown.alt,
    )


def _joined_links(
    related: Iterable[RelatedLink], links: Iterable[RelatedLink]
) -> Iterator[RelatedLink]:
    """The links in the text, with the pictures that the item has for them; then the others."""
    beside = {link.url or link.headline: link for link in links if link.headline}
    for link in related:
        known = beside.pop(link.url or link.headline, link)
        yield replace(link, headline=known.headline, figure=known.figure or link.figure)
    yield from beside.values()


def _begins(body: tuple[Block, ...], dek: str) -> bool:
    """Whether the text begins with these words: then they are no dek, but a copy of it."""
    letters = _letters(dek)
    if not letters:
        return False
    text = ""
    for block in body[:_FRONT]:
        if isinstance(block, Paragraph):
            text += _letters(block.text)
            if len(text) >= len(letters) or not letters.startswith(text):
                break
    return text.startswith(letters)


def _letters(text: str) -> str:
    return _NO_LETTER.sub("", text).casefold()
