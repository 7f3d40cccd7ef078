"""What a format is: bytes in, articles out, every visible line accounted for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Literal, Protocol, TypeAlias
from urllib.parse import urlsplit

from brief_tui.model.article import Article
from brief_tui.model.identity import article_id
from brief_tui.model.text import clean_text

Label: TypeAlias = Literal[
    "headline",
    "dek",
    "byline",
    "date",
    "subheading",
    "body",
    "caption",
    "credit",
    "related",
    "chrome",
]


@dataclass(frozen=True, slots=True)
class Document:
    """Bytes and what is known about them.

    ``uri`` is where they came from (``https:``, ``file:``, ``edition:``, or '' for standard
    input): relative links are resolved against it and an article without a URL of its own
    is known by it. ``media_type`` is what the sender said, '' when nobody did.
    """

    data: bytes
    uri: str = ""
    media_type: str = ""

    @property
    def suffix(self) -> str:
        """The suffix of the name it came under, in lower case with its dot; '' for none."""
        try:
            return PurePosixPath(urlsplit(self.uri).path).suffix.lower()
        except ValueError:  # not a URL
            return ""

    def identity(self, url: str = "", index: int = 0) -> str:
        """The stable id of the ``index``-th article, at ``url`` if it has one."""
        if url or self.uri:
            return article_id(url or (self.uri if index == 0 else f"{self.uri}?item={index}"))
        return article_id(f"stdin:{index}:" + self.data[:65536].decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class LineLabel:
    """Which field a visible line went to, and the name of the rule that decided.

    ``text`` is clean like the texts of the model: it is shown as they are.
    """

    line: int
    label: Label
    text: str
    rule: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", clean_text(self.text))


@dataclass(frozen=True, slots=True)
class Parsed:
    """What was in a document. ``lines`` is there for formats that label lines."""

    articles: tuple[Article, ...]
    lines: tuple[LineLabel, ...] = ()
    problems: tuple[str, ...] = ()


class Format(Protocol):
    """One way to write articles down. A module-level instance is registered by name."""

    @property
    def name(self) -> str:
        """What ``--format`` calls it."""

    def sniff(self, head: bytes) -> float:
        """How likely a document that begins with ``head`` is of this format, 0 to 1."""

    def parse(self, document: Document) -> Parsed:
        """Read the document. Raises FormatError when it cannot be read at all."""
