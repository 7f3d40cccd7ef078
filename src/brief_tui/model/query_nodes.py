"""What a query means, as a tree. How it is written: :mod:`brief_tui.model.query`."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

TextField: TypeAlias = Literal["any", "headline", "dek", "body", "caption", "credit", "by"]
AttributeName: TypeAlias = Literal["source", "section", "tag", "lang", "url", "thread"]
StateName: TypeAlias = Literal[
    "unread", "read", "starred", "later", "muted", "teaser", "lead", "followed"
]
PartName: TypeAlias = Literal["picture", "related"]
SortOrder: TypeAlias = Literal["date", "relevance"]


@dataclass(frozen=True, slots=True)
class Words:
    """Words that stand side by side in one text field, or in any of them.

    One word or a phrase; with ``prefix`` the last word may go on. Letter case and
    accents do not count. ``unfinished`` when that is so because it is being typed.
    """

    text: str
    field: TextField = "any"
    prefix: bool = False
    unfinished: bool = dataclasses.field(default=False, compare=False)


@dataclass(frozen=True, slots=True)
class Attribute:
    """A short field that has ``value``: as a whole, or as its beginning with ``prefix``.

    Letter case does not count. ``url`` matches anywhere in the address. The value of ``thread``
    is the id of a story, for all reports of its event.
    """

    name: AttributeName
    value: str
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Is:
    """The reader's mark on the story, or its own state. ``lead`` is the fullest report of an
    event, or a story without others; ``followed`` one of an event that the reader follows.
    """

    state: StateName


@dataclass(frozen=True, slots=True)
class Has:
    """A part the story must have."""

    part: PartName


@dataclass(frozen=True, slots=True)
class Published:
    """Published at or after ``start`` and before ``end``; None is without a bound. UTC."""

    start: datetime | None = None
    end: datetime | None = None


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


Node: TypeAlias = Words | Attribute | Is | Has | Published | Not | And | Or


@dataclass(frozen=True, slots=True)
class Query:
    """A whole query. ``root`` None matches every story; ``sort`` None leaves it to the asker.

    ``text`` is the query as it was typed.
    """

    root: Node | None = None
    sort: SortOrder | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class QueryMistake:
    """Why a query cannot be understood: a sentence, and what it is about: ``text[start:end]``."""

    message: str
    start: int
    end: int
    text: str = ""

    def caret(self) -> str:
        """A line of carets to print below the query, in the same columns of a terminal."""
        text = self.text.ljust(self.end)
        before, wrong = text[: self.start], text[self.start : self.end]
        return " " * _columns(before) + "^" * max(1, _columns(wrong))


def _columns(text: str) -> int:
    from wcwidth import wcwidth  # noqa: PLC0415  slow to import, and most queries have no mistake

    return sum(max(0, wcwidth(character)) for character in text)
