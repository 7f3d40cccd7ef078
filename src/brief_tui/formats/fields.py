"""From the names in front matter to the fields of an article.

Our own names come first; those of other generators (Hugo, Jekyll, MyST, Pandoc) are
accepted beside them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Final

from brief_tui.formats.plain_title import plain_title
from brief_tui.model.article import Enclosure
from brief_tui.model.dates import parse_date
from brief_tui.model.text import clean_line

if TYPE_CHECKING:
    from brief_tui.formats.front_matter import Value

_BYTES: Final = re.compile(r"[0-9]{1,18}")

NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    "headline": ("headline", "title"),
    "dek": ("dek", "subtitle", "description", "summary"),
    "bylines": ("byline", "bylines", "author", "authors"),
    "dateline": ("dateline",),
    "published": ("published", "date"),
    "updated": ("updated", "modified", "lastmod"),
    "publisher": ("publisher",),
    "section": ("section", "category", "categories"),
    "language": ("language", "lang"),
    "tags": ("tags", "keywords"),
    "url": ("url", "canonical_url"),
    "enclosures": ("enclosures", "enclosure"),
}
"""The names of each field; the first that is given stands, lists add up."""


@dataclass(slots=True)
class Fields:
    """What the front matter says about the article, and what of it could not be used."""

    headline: str = ""
    dek: str = ""
    bylines: tuple[str, ...] = ()
    dateline: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    publisher: str = ""
    section: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""
    enclosures: tuple[Enclosure, ...] = ()
    problems: list[str] = field(default_factory=list)


def read_fields(front_matter: Mapping[str, Value]) -> Fields:
    """Read the fields by any of their names; what is not used is among the problems."""
    reader = _Reader(front_matter)
    section, *more = reader.lines("section") or ("",)
    return Fields(
        headline=reader.line("headline"),
        dek=reader.line("dek"),
        bylines=reader.lines("bylines"),
        dateline=reader.line("dateline"),
        published=reader.date("published"),
        updated=reader.date("updated"),
        publisher=reader.line("publisher"),
        section=section,
        language=reader.line("language"),
        tags=(*reader.lines("tags", commas=True), *more),
        url=reader.line("url", read=str.strip),
        enclosures=tuple(reader.files("enclosures")),
        problems=[*reader.problems, *reader.unknown()],
    )


class _Reader:
    def __init__(self, front_matter: Mapping[str, Value]) -> None:
        self._values = {
            key.strip().lower().replace("-", "_"): (key, value)
            for key, value in front_matter.items()
        }
        self.problems: list[str] = []

    def line(self, name: str, *, read: Callable[[str], str] = plain_title) -> str:
        """The field as one line: of the names that are given, the first that is not empty.

        ``read`` makes it plain; an address is left as it is, for ``&copy=2`` is a part of it.
        """
        chosen = ""
        for key, value in self._given(name):
            if not isinstance(value, str):
                self._problem(key, "is not a line of text")
            elif not chosen:
                chosen = read(value)
            elif value and read(value) != chosen:
                self._problem(key, f"is left out: there is another {name}")
        return chosen

    def lines(self, name: str, *, commas: bool = False) -> tuple[str, ...]:
        """The field as a list; a line alone is a list of one, or parted at its ``commas``."""
        found: list[str] = []
        for key, value in self._given(name):
            items: list[Value] = value if isinstance(value, list) else [value]
            if commas and isinstance(value, str):
                items = [*value.split(",")]
            for item in items:
                if isinstance(item, dict):  # MyST and Hugo write authors as {name: …}
                    item = item.get("name", [])  # noqa: PLW2901
                if isinstance(item, str):
                    found.append(plain_title(item))
                else:
                    self._problem(key, "is neither text nor a list of texts")
        return tuple(line for line in found if line)

    def date(self, name: str) -> datetime | None:
        """The field as a moment; None, and a problem, for what is no date."""
        text = self.line(name)
        moment = parse_date(text) if text else None
        if text and moment is None:
            self.problems.append(f"front matter: {name}: {clean_line(text, 40)!r} is not a date")
        return moment

    def files(self, name: str) -> Iterator[Enclosure]:
        """The field as files, each an address or a map of ``url``, ``type`` and ``length``."""
        for key, value in self._given(name):
            for item in value if isinstance(value, list) else [value]:
                facts = item if isinstance(item, dict) else {"url": item}
                url, kind, length = (facts.get(part, "") for part in ("url", "type", "length"))
                if not isinstance(url, str) or not isinstance(kind, str) or not url.strip():
                    self._problem(key, "is neither an address nor a map of url, type and length")
                    continue
                size = int(length) if isinstance(length, str) and _BYTES.fullmatch(length) else None
                if length and size is None:
                    self._problem(key, "has a length that is no number of bytes")
                yield Enclosure(url.strip(), kind.strip(), size)

    def unknown(self) -> Iterator[str]:
        """A problem for each name that is none of :data:`NAMES`."""
        known = {name for names in NAMES.values() for name in names}
        for name, (key, _) in self._values.items():
            if name not in known:
                yield f"front matter: {clean_line(key, 40)!r} is not known"

    def _given(self, name: str) -> Iterator[tuple[str, Value]]:
        return (self._values[alias] for alias in NAMES[name] if alias in self._values)

    def _problem(self, key: str, what: str) -> None:
        self.problems.append(f"front matter: {clean_line(key, 40)!r} {what}")
