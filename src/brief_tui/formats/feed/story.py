"""The article in an entry.

Its text goes through the same core as pages and agencies' items do. Its pictures stand
beside the text, with their captions and credits: they come to stand in it.
"""

from __future__ import annotations

import hashlib
import html
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate
from typing import Final

from brief_tui.formats.base import Document
from brief_tui.formats.datelines import dateline
from brief_tui.formats.feed.item import FeedItem, TextType
from brief_tui.formats.feed.pictures import pictures, recordings
from brief_tui.formats.feed.teaser import cut_off, is_footer
from brief_tui.formats.html.blocks import Reading, read_fragment
from brief_tui.formats.news_item import NewsItem, paragraphs
from brief_tui.formats.plain_title import plain_title
from brief_tui.formats.shapes import word_count
from brief_tui.formats.web_page.likeness import letters
from brief_tui.formats.web_page.people import read_names
from brief_tui.model.article import Article, Block, Figure, Paragraph, RelatedLink
from brief_tui.model.errors import FormatError
from brief_tui.model.identity import article_id, resolve, web_address
from brief_tui.model.text import HEADLINE_LIMIT, clean_line

_DEK_LIMIT: Final = 600
"""Characters of a summary that may stand over a text; a longer one is a text itself."""

_WORDS_FOR_A_HEADLINE: Final = 14
_TAG: Final = re.compile(r"<[^<>]*>")
_MARKUP: Final = re.compile(r"<[a-zA-Z/!]")
_ENTITY: Final = re.compile(r"&#?\w{1,40};")


def headline_of(item: FeedItem) -> str:
    """The entry's title as plain text; of one without a title, its first words. Quick."""
    title = item.title
    if item.title_type == "html" or _ENTITY.search(title):
        title = plain_title(title)
    if headline := clean_line(title, HEADLINE_LIMIT):
        return headline
    text = (item.content or item.summary)[:2_000]
    words = clean_line(plain_title(_TAG.sub(" ", text)), 2_000).split()
    more = "…" if len(words) > _WORDS_FOR_A_HEADLINE else ""
    return " ".join(words[:_WORDS_FOR_A_HEADLINE]) + more or _named_otherwise(item)


def _named_otherwise(item: FeedItem) -> str:
    """What an entry without any words is called: its picture's caption, else an address."""
    said = (text for one in item.media for text in (one.title, one.caption))
    files = (file.url.rpartition("/")[2] for file in item.enclosures)
    found = next(filter(None, (*said, item.url, *files, item.guid)), "") or "(untitled)"
    return clean_line(plain_title(found), HEADLINE_LIMIT)


def identity_of(item: FeedItem, base: str) -> str:
    """The article's id: that of its page, or else of the entry in the feed at ``base``."""
    if address := web_address(item.url):
        return article_id(address)
    digest = hashlib.sha256(f"{base}\n{item.ident}".encode("utf-8", "replace")).hexdigest()
    return article_id(f"entry {digest}")


def article_of(item: FeedItem, feed_title: str, base: str, language: str = "") -> Article:
    """The article in an entry of the feed at ``base``. Never raises for what a feed says.

    ``language`` is the feed's, for entries that name none.
    """
    address = web_address(resolve(base, item.url)) if item.url else ""
    text = _Text(item, resolve(base, item.base) if item.base else address or base)
    headline = headline_of(item)
    news = NewsItem(
        own_id=identity_of(item, base),
        headline=headline,
        dek=text.dek,
        bylines=_bylines(item),
        dateline=dateline(text.beginning),
        published=item.published,
        updated=item.updated,
        publisher=plain_title(item.source or feed_title),
        language=(item.language or language).replace("_", "-"),
        tags=[plain_title(name) for name in item.categories],
        url=address,
        body=text.body,
        related=text.related,
        pictures=pictures(item, text.body, headline, base),
        links=_links(item, base),
        enclosures=recordings(item, base),
    )
    return news.article(Document(b"", base))


def _bylines(item: FeedItem) -> tuple[str, ...]:
    """The names: people's before houses'; what is no name at all is left out."""
    names = read_names(item.authors)
    people = [name.text for name in names if name.kind == "person"]
    return tuple(people or [name.text for name in names])


def _links(item: FeedItem, base: str) -> list[RelatedLink]:
    """The related pages that the entry names. One without a title is called by its address."""
    found = []
    for link in item.links:
        if url := web_address(resolve(base, link.url)):
            title = plain_title(link.title) or url.partition("://")[2].rstrip("/")
            found.append(RelatedLink(title, url))
    return found


class _Text:
    """What of an entry is read: the body, and what stands over it."""

    def __init__(self, item: FeedItem, base: str) -> None:
        self.dek = ""
        body, related = _blocks(item.content, item.content_type, base)
        if item.summary and item.summary != item.content:
            above, links = _blocks(item.summary, item.summary_type, base)
            if not body or _has_more_words(above, body):  # the text stands in the description
                shown = [block for block in above if isinstance(block, Figure)]
                figures = [b for b in body if isinstance(b, Figure) and b not in shown]
                body, related = (*figures, *above), _moved(links, len(figures))
            else:
                self.dek = _dek(above, body)
        if not body and not item.summary and not item.content:
            body = _described(item)
        self.body, self.related = body, related

    @property
    def beginning(self) -> str:
        return next((block.text for block in self.body if isinstance(block, Paragraph)), "")


def _moved(links: tuple[RelatedLink, ...], by: int) -> tuple[RelatedLink, ...]:
    return tuple(
        link if link.anchor is None else replace(link, anchor=link.anchor + by) for link in links
    )


def _blocks(
    text: str, kind: TextType, base: str
) -> tuple[tuple[Block, ...], tuple[RelatedLink, ...]]:
    """A text as blocks, without a last line that only says where it was published."""
    if not text.strip():
        return (), ()
    if kind == "text" or not _MARKUP.search(text):
        plain = text if kind == "text" and not _ENTITY.search(text) else _unescaped(text)
        if not _MARKUP.search(plain) or kind == "text":
            return paragraphs(plain), ()
        text = plain  # escaped once more than it should be
    try:
        reading: Reading = read_fragment(text, base)
    except FormatError:
        return paragraphs(_unescaped(_TAG.sub(" ", text))), ()
    body, related = reading.body, reading.related
    if body and isinstance(body[-1], Paragraph) and is_footer(body[-1].text):
        body = body[:-1]
        related = tuple(
            replace(link, anchor=min(link.anchor, len(body))) if link.anchor is not None else link
            for link in related
        )
    return body, related


def _unescaped(text: str) -> str:
    return html.unescape(text)


def _described(item: FeedItem) -> tuple[Block, ...]:
    """Of an entry that is a recording, what is said of that (as YouTube's are)."""
    texts = [one.caption for one in item.media if one.caption]  # the longest, of all sizes
    return paragraphs(plain_title(max(texts, key=len))) if texts and not _shows(item) else ()


def _shows(item: FeedItem) -> bool:
    return any(one.medium == "image" or one.media_type.startswith("image/") for one in item.media)


def _has_more_words(one: tuple[Block, ...], other: tuple[Block, ...]) -> bool:
    """Whether one text is longer than the other, which is seldom looked at to its end."""
    words = sum(_words(one))
    return all(count < words for count in accumulate(_words(other), initial=0))


def _words(blocks: tuple[Block, ...]) -> Iterator[int]:
    """The words of each block that is text."""
    for block in blocks:
        if isinstance(text := getattr(block, "text", ""), str):
            yield word_count(text)


def _dek(above: tuple[Block, ...], body: tuple[Block, ...]) -> str:
    """A summary as one line, '' where it is only the beginning of the text, cut or whole."""
    parts = [block.text for block in above if isinstance(block, Paragraph)]
    summary = " ".join(part for part in parts if not is_footer(part))
    summary = (cut_off(summary) or summary).strip()
    start = letters(" ".join(b.text for b in body[:12] if isinstance(b, Paragraph))[:2_000])
    said = letters(summary)
    if not said or len(summary) > _DEK_LIMIT or start.startswith(said[: min(len(said), 200)]):
        return ""
    return summary
