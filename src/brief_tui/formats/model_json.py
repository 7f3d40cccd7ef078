"""The content model's own JSON: an article, a list of articles, or one article a line.

What ``brief parse`` and ``brief show --json`` print, this reads back; see ``docs/formats.md``
for the contract.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, NoReturn

from brief_tui.formats.base import Document, Parsed
from brief_tui.model.article import Article
from brief_tui.model.codec import from_json
from brief_tui.model.errors import FormatError
from brief_tui.model.text import clean_line

PROBLEM_LIMIT: Final = 20
"""How many bad items are named one by one."""

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
        for index, (place, item) in enumerate(_items(document)):
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
        if (more := len(problems) - PROBLEM_LIMIT) > 0:
            problems[PROBLEM_LIMIT:] = [f"and {more} more"]
        return Parsed(tuple(articles), problems=tuple(problems))


MODEL_JSON: Final = ModelJson()


def _items(document: Document) -> Iterator[tuple[str, object]]:
    """What may be an article, and its place for messages; an unreadable item is its error."""
    try:
        text = document.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"this is not UTF-8: byte {error.start} cannot be read") from None
    whole = _loads(text)
    if isinstance(whole, list):
        for number, item in enumerate(whole, start=1):
            yield f"article {number}: ", item
    elif isinstance(whole, FormatError) and _is_lines(document, text):
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield f"line {number}: ", _loads(line)
    else:
        yield "", whole


def _is_lines(document: Document, text: str) -> bool:
    """Whether a text that is not one JSON value is JSON Lines."""
    if document.suffix in {".jsonl", ".ndjson"}:
        return True
    first, _, rest = text.strip().partition("\n")
    return bool(rest) and isinstance(_loads(first), dict)


def _loads(text: str) -> object:
    """The JSON value, or the error that says why it is none."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, " if "\n" in text else ""
        return FormatError(f"not JSON: {error.msg} ({place}column {error.colno})")
    except RecursionError:
        return FormatError("not JSON that can be read: it is nested too deep")
    except ValueError:  # Python's limit on the digits of an integer
        return FormatError("not JSON that can be read: a number is too long")
    except FormatError as error:
        return error


def _refuse_constant(name: str) -> NoReturn:
    raise FormatError(f"not JSON: {name} is not a number")


def _identity(document: Document, item: object, index: int) -> str:
    url = item.get("url") if isinstance(item, dict) else ""
    return document.identity(url if isinstance(url, str) else "", index)


def _lost_dates(item: object, article: Article) -> Iterator[str]:
    """The model has no place for a date that is none, but it does not go unsaid."""
    for name, moment in (("published", article.published), ("updated", article.updated)):
        text = item.get(name) if isinstance(item, dict) else ""
        if text and moment is None:
            yield f"{name}: {clean_line(str(text), 40)!r} is not a date"
