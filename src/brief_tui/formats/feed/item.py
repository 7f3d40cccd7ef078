"""What a feed says of one entry, as it says it: not cleaned, but bounded.

An item is kept as text until somebody needs the article in it; see
:mod:`brief_tui.formats.feed.story`. Two items with the same text say the same, so nothing
is in them that changes by itself, such as the number of comments.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, fields
from datetime import datetime
from typing import Any, Final, Literal, TypeAlias

from brief_tui.model.errors import FormatError

TextType: TypeAlias = Literal["text", "html"]

LINE_LIMIT: Final = 4_000
"""Characters of a field that is a line: a title, a name, an address."""

TEXT_LIMIT: Final = 2_000_000
"""Characters of a field that is a text."""

LIST_LIMIT: Final = 100
"""Authors, categories, pictures, links of one entry."""


@dataclass(frozen=True, slots=True)
class FeedEnclosure:
    """A file that comes with the entry (RSS ``enclosure``, Atom ``link rel=enclosure``)."""

    url: str
    media_type: str = ""
    length: int | None = None


@dataclass(frozen=True, slots=True)
class FeedMedia:
    """Something to see or hear, of Media RSS 1.5.1.

    ``caption`` is its ``media:description``, ``credit`` those who are credited, joined;
    ``thumbnail`` a still of it. ``group`` numbers the groups of an entry from 1: what is in
    one group shows the same in several sizes; 0 stands in none.
    """

    url: str
    media_type: str = ""
    medium: str = ""
    width: int | None = None
    height: int | None = None
    title: str = ""
    caption: str = ""
    credit: str = ""
    thumbnail: str = ""
    length: int | None = None
    group: int = 0


@dataclass(frozen=True, slots=True)
class FeedReference:
    """A link of an entry that is not its own address. ``rel`` as in RFC 4287, 4.2.7.2."""

    url: str
    rel: str = "related"
    title: str = ""
    media_type: str = ""


@dataclass(frozen=True, slots=True)
class FeedItem:
    """An entry. ``url`` is whole where the feed's address was known.

    ``summary`` is what RSS calls description; ``content`` is there where the feed carries
    the text besides (``content:encoded``, Atom's ``content``). ``base`` is the ``xml:base``
    in force, '' for none. ``source`` is the title of the feed that the entry came from
    before it came into this one. Dates are aware and in UTC.
    """

    guid: str = ""
    url: str = ""
    title: str = ""
    title_type: TextType = "html"
    summary: str = ""
    summary_type: TextType = "html"
    content: str = ""
    content_type: TextType = "html"
    base: str = ""
    authors: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    categories: tuple[str, ...] = ()
    language: str = ""
    enclosures: tuple[FeedEnclosure, ...] = ()
    media: tuple[FeedMedia, ...] = ()
    thumbnail: str = ""
    links: tuple[FeedReference, ...] = ()
    source: str = ""
    comments: str = ""

    @property
    def ident(self) -> str:
        """What the entry is known by within its feed: guid, else address, else its words."""
        if found := self.guid or self.url:
            return found
        words = "\n".join((self.title, self.content or self.summary, *self._files()))
        return "sha256:" + hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]

    def _files(self) -> tuple[str, ...]:
        return tuple(file.url for file in self.enclosures)

    def to_text(self) -> str:
        """The item as JSON: what is empty is left out, and the order is always the same."""
        tree: dict[str, Any] = {}
        for name, default in _DEFAULTS.items():
            value = getattr(self, name)
            if value == default:
                continue
            if name in _DATES:
                tree[name] = value.isoformat()
            elif name in _PARTS:
                tree[name] = [_tree_of(part) for part in value]
            else:
                tree[name] = value
        return json.dumps(tree, ensure_ascii=False, separators=(",", ":"))


_PARTS: Final[dict[str, Any]] = {
    "enclosures": FeedEnclosure,
    "media": FeedMedia,
    "links": FeedReference,
}
_DATES: Final = frozenset({"published", "updated"})
_DEFAULTS: Final = {field.name: field.default for field in fields(FeedItem)}
_PART_DEFAULTS: Final = {
    kind: {field.name: field.default for field in fields(kind)} for kind in _PARTS.values()
}


def _tree_of(part: Any) -> dict[str, Any]:
    defaults = _PART_DEFAULTS[type(part)]
    return {
        name: value
        for name, default in defaults.items()
        if (value := getattr(part, name)) != default or name == "url"
    }


def item_from_text(text: str) -> FeedItem:
    """The item that :meth:`FeedItem.to_text` wrote. Raises FormatError for any other text."""
    try:
        tree = json.loads(text)
        values: dict[str, Any] = {}
        for name, value in tree.items():
            if name in _DATES:
                values[name] = datetime.fromisoformat(value)
            elif name in _PARTS:
                values[name] = tuple(_PARTS[name](**part) for part in value)
            else:
                values[name] = tuple(value) if isinstance(value, list) else value
        return FeedItem(**values)
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise FormatError("a stored entry of a feed cannot be read") from None
