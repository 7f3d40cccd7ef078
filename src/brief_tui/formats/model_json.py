"""The content model's own JSON: an article, a list of articles, or one article a line.

What ``brief parse`` and ``brief show --json`` print, this reads back; see ``docs/formats.md``
for the contract.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from brief_tui.formats import json_items
from brief_tui.formats.base import Document, Parsed
from brief_tui.model.article import Article
from brief_tui.model.codec import from_json
from brief_tui.model.errors import FormatError
from brief_tui.model.text import clean_line

_OBJECTS: Final = re.compile(rb"\s*(?:\{\s*[\"}]|\[\s*[\[{\]])")
_OTHER_VALUE: Final = re.compile(rb"\s*[\[{\"\d-]|\s*(?:true|false|null|NaN|-?Infinity)\b")


@dataclass(frozen=True, slots=True)
class ModelJson:
    """Any number of articles a document. A bad one does not stop the others."""

    name: str = "json"

    def sniff(self, head: bytes) -> float:
        """An object or a list of objects is likely; other JSON is not an article anyway."""
        head = head.removeprefix(b"\xef\xbb\xbf")
        if _OBJECTS.match(head):
            return 0.9
        return 0.05 if _OTHER_VALUE.match(head) else 0.0

    def parse(self, document: Document) -> Parsed:
        """Read the articles; each item that is none is a problem.

        Raises FormatError when there is not one article in the document.
        """
        articles: list[Article] = []
        problems: list[str] = []
        for index, (place, item) in enumerate(json_items.items(document)):
            try:
                if isinstance(item, FormatError):
                    raise item
                article = from_json(item, default_id=_identity(document, item, index))
            except FormatError as error:
                problems.append(f"{place}{error}")
            else:
                articles.append(article)
                problems.extend(f"{place}{problem}" for problem in _lost_dates(item, article))
        if not articles:
            raise FormatError(problems[0] if problems else "there are no articles in it")
        return Parsed(tuple(articles), problems=json_items.named(problems))


MODEL_JSON: Final = ModelJson()


def _identity(document: Document, item: object, index: int) -> str:
    url = item.get("url") if isinstance(item, dict) else ""
    return document.identity(url if isinstance(url, str) else "", index)


def _lost_dates(item: object, article: Article) -> Iterator[str]:
    """The model has no place for a date that is none, but it does not go unsaid."""
    for name, moment in (("published", article.published), ("updated", article.updated)):
        text = item.get(name) if isinstance(item, dict) else ""
        if text and moment is None:
            yield f"{name}: {clean_line(str(text), 40)!r} is not a date"
