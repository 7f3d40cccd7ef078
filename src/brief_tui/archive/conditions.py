"""A query's tree as a condition in SQL.

Every value is a bound parameter. Words go to FTS5 as quoted strings, and as much of the
tree as consists of words alone goes there in one expression: FTS5 joins lists of hits
faster than SQL joins sets of keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Final

import apsw

from brief_tui.archive.articles import seconds
from brief_tui.archive.attributes import Attributes
from brief_tui.archive.phrases import Phrases
from brief_tui.archive.sql import EVERYTHING, NOTHING_MORE, Condition, combined
from brief_tui.archive.words import cut, tokens
from brief_tui.model.query import terms
from brief_tui.model.query_nodes import (
    And,
    Attribute,
    Has,
    Is,
    Node,
    Not,
    Or,
    PartName,
    Published,
    Query,
    StateName,
    Words,
)
from brief_tui.model.text import clean_text

_STATES: Final[dict[StateName, str]] = {
    "unread": "article.read = 0",
    "read": "article.read = 1",
    "starred": "article.starred = 1",
    "later": "article.later = 1",
    "muted": "(article.hidden > 0 AND article.hidden < 4)",
    "teaser": "article.whole = 0",
    "lead": "article.folded = 0",
    "followed": "article.key IN (SELECT thread_member.key FROM thread CROSS JOIN thread_member"
    " ON thread_member.thread = thread.thread WHERE followed = 1)",
}
_PARTS: Final[dict[PartName, str]] = {
    "picture": "article.has_picture = 1",
    "related": "article.related_count > 0",
}
_FIRST_UNREAD: Final = """
(article.folded = 0 OR NOT EXISTS (
  SELECT 1 FROM thread_member AS own JOIN thread_member AS other ON other.thread = own.thread
  JOIN article AS report ON report.key = other.key
  WHERE own.key = article.key AND report.hidden = 0 AND report.read = 0
    AND (report.folded = 0 OR report.key < article.key)
))"""
"""Of the reports of an event one that is unread: the lead, or else the first of the others."""


def meaningful(node: Node | None) -> Node | None:
    """The tree without Words that hold no word, such as '&': they say nothing of any story."""
    match node:
        case Words(text):
            return node if tokens(cut(clean_text(text))) else None
        case Not(inner):
            kept = meaningful(inner)
            return Not(kept) if kept else None
        case And(nodes) | Or(nodes):
            left = tuple(kept for part in nodes if (kept := meaningful(part)))
            if len(left) > 1:
                return type(node)(left)
            return left[0] if left else None
        case _:
            return node


def has_words(node: Node | None) -> bool:
    """Whether anything is asked of the text anywhere in the tree."""
    match node:
        case Words():
            return True
        case Not(inner):
            return has_words(inner)
        case And(nodes) | Or(nodes):
            return any(map(has_words, nodes))
        case _:
            return False


def joined(nodes: Sequence[Node]) -> Node | None:
    """The nodes as one that asks for all of them."""
    if len(nodes) > 1:
        return And(tuple(nodes))
    return nodes[0] if nodes else None


def in_sight(node: Node | None) -> str:
    """Which stories are looked through: no hidden ones, but where muted ones are asked for."""
    return "article.hidden < 4" if asks_for(node, "muted") else "article.hidden = 0"


def asks_for(node: Node | None, state: StateName) -> bool:
    """Whether the state is asked for anywhere in the tree."""
    match node:
        case Is(asked):
            return asked == state
        case Not(inner):
            return asks_for(inner, state)
        case And(nodes) | Or(nodes):
            return any(asks_for(part, state) for part in nodes)
        case _:
            return False


class Conditions:
    """Makes conditions for one archive: how a thing is best asked depends on how much there is."""

    def __init__(self, connection: apsw.Connection, *, with_hidden: bool) -> None:
        """``with_hidden`` where stories are asked of that no list has, or that of muted ones."""
        self._attributes = Attributes(connection, with_hidden=with_hidden)
        self._phrases = Phrases(connection)

    @classmethod
    def of_list(cls, connection: apsw.Connection, root: Node | None) -> Conditions:
        """Those for a list: what it looks through says :func:`in_sight`."""
        return cls(connection, with_hidden=asks_for(root, "muted"))

    def condition(self, node: Node | None, among: Condition = NOTHING_MORE) -> Condition:
        """What a story must fulfil. The tree is :func:`meaningful`.

        ``among`` narrows the hits of words, for when few stories are asked of.
        """
        if node is None:
            return EVERYTHING
        if expression := self.expression(node):
            return _matching(expression, among)
        match node:
            case Not(inner):
                negated = self.condition(inner, among)
                return Condition(f"NOT ({negated.sql})", negated.values)
            case And(nodes):
                words, others = self.split(nodes)
                parts = [
                    Condition(_FIRST_UNREAD)
                    if part == Is("lead") and Is("unread") in others
                    else self.condition(part, among)
                    for part in (words, *others)
                    if part
                ]
                return combined(" AND ", parts)
            case Or(nodes):
                # `nodes` are not all words, or there would be one expression for them.
                plain = tuple(part for part in nodes if self.expression(part))
                words = Or(plain) if len(plain) > 1 else joined(plain)
                others = tuple(part for part in nodes if part not in plain)
                parts = [self.condition(part, among) for part in (words, *others) if part]
                return combined(" OR ", parts)
            case Attribute():
                return self._attributes.condition(node)
            case Is(state):
                return Condition(_STATES[state])
            case Has(part):
                return Condition(_PARTS[part])
            case Published(start, end):
                return _published(start, end)
            case Words():
                raise AssertionError("words have an expression")

    def expression(self, node: Node, *, in_headlines: bool = False) -> str | None:
        """The node as an FTS5 expression, or None where words alone cannot say it.

        With ``in_headlines``, for hits that have all of the words there. FTS5 knows no 'not' by
        itself, only 'this but not that'.
        """
        match node:
            case Words():
                if in_headlines:
                    return self._phrases.in_headline(node)
                return self._phrases.expression(node)
            case Or(nodes):
                return _grouped(
                    " OR ", [self.expression(n, in_headlines=in_headlines) for n in nodes]
                )
            case And(nodes):
                wanted = [part for part in nodes if not isinstance(part, Not)]
                unwanted = [part.node for part in nodes if isinstance(part, Not)]
                both = _grouped(
                    " AND ", [self.expression(n, in_headlines=in_headlines) for n in wanted]
                )
                if not unwanted or not both:
                    return both
                neither = _grouped(" OR ", [self.expression(n) for n in unwanted])
                return f"({both} NOT {neither})" if neither else None
            case _:
                return None

    def any_of(self, root: Node | None) -> str | None:
        """The FTS5 expression for text that has at least one of a tree's words."""
        parts = [self._phrases.expression(words) for words in terms(Query(root))]
        return " OR ".join(parts) or None

    def split(self, nodes: Sequence[Node]) -> tuple[Node | None, tuple[Node, ...]]:
        """Of the parts of an And: those FTS5 can answer, as one node, and the rest."""
        if not any(self.expression(part) for part in nodes):
            return None, tuple(nodes)
        words: list[Node] = []
        others: list[Node] = []
        for part in nodes:
            asked = part.node if isinstance(part, Not) else part
            (words if self.expression(asked) else others).append(part)
        return joined(words), tuple(others)


def _grouped(operator: str, parts: list[str | None]) -> str | None:
    known = [part for part in parts if part]
    return f"({operator.join(known)})" if known and len(known) == len(parts) else None


def _matching(expression: str, among: Condition) -> Condition:
    sql = f"article.key IN (SELECT rowid FROM search WHERE search MATCH ?{among.sql})"  # noqa: S608
    return Condition(sql, (expression, *among.values))


def _published(start: datetime | None, end: datetime | None) -> Condition:
    """By the date that lists are sorted by, so that stories without a date have one here too."""
    bounds = [
        Condition(f"article.sort_at {operator} ?", (seconds(bound.astimezone(UTC)),))
        for operator, bound in ((">=", start), ("<", end))
        if bound is not None
    ]
    return combined(" AND ", bounds) if bounds else EVERYTHING
