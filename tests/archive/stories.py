"""Stories and queries for the archive's tests."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, Final

from brief_tui.archive.store import Entry
from brief_tui.model.article import Article, Block, Figure, Image, Paragraph, Run
from brief_tui.model.identity import article_id, canonical_url
from brief_tui.model.query import parse_query
from brief_tui.model.query_nodes import Query

NOW: Final = datetime(2026, 11, 22, 12, tzinfo=UTC)


def clock() -> float:
    """The archive's clock, standing still."""
    return NOW.timestamp()


def day(number: int) -> datetime:
    """A day of October 2026, at noon."""
    return datetime(2026, 10, number, 12, tzinfo=UTC)


def story(
    name: str, headline: str = "", body: str | tuple[Block, ...] = "", **fields: Any
) -> Article:
    """A story at an address of its own, which gives it its id. A text is one paragraph."""
    url = f"https://news.example/{name}"
    blocks = (Paragraph((Run(body),)),) if isinstance(body, str) and body else body or ()
    known = {"id": article_id(url), "url": url, "published": day(1), "body": blocks}
    return Article(**{**known, "headline": headline or f"Story {name}", **fields})


def picture(caption: str = "", credit: str = "") -> Figure:
    """A photo."""
    return Figure(Image("https://news.example/photo.jpg"), caption, credit)


def entry(article: Article) -> Entry:
    """The story with its own address."""
    return Entry(article, (canonical_url(article.url),))


def entries(*articles: Article) -> list[Entry]:
    """The stories with their own addresses."""
    return [entry(article) for article in articles]


def query(text: str) -> Query:
    """A query as typed."""
    parsed = parse_query(text, NOW)
    assert isinstance(parsed, Query), parsed
    return parsed
