"""A query's tree as a condition in SQL.

Every value is a bound parameter. Words go to FTS5 as quoted strings, and as much of the
tree as consists of words alone goes there in one expression: FTS5 joins lists of hits
faster than SQL joins sets of keys.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final, TypeAlias

from brief_tui.archive.articles import folded, seconds
from brief_tui.archive.indexed import cut
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
    TextField,
    Words,
)
from brief_tui.model.text import clean_line, clean_text

Value: TypeAlias = str | int

_COLUMNS: Final[dict[TextField, str]] = {
    "headline": "headline : ",
    "dek": "dek : ",
    "body": "body : ",
    "caption": "caption : ",
    "credit": "credit : ",
    "by": "byline : ",
    "any": "",
}
_STATES: Final[dict[StateName, str]] = {
    "unread": "article.read = 0",
    "read": "article.read = 1",
    "starred": "article.starred = 1",
    "later": "article.later = 1",
    "muted": "(article.hidden > 0 AND article.hidden < 4)",
    "teaser": "article.whole = 0",
}
_PARTS: Final[dict[PartName, str]] = {
    "picture": "article.has_picture = 1",
    "related": "article.related_count > 0",
}
_AFTER_ALL: Final = "\U0010ffff"  # sorts after whatever a prefix may go on with


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL expression over ``article``, and its parameters in order."""

    sql: str
    values: tuple[Value, ...] = ()


EVERYTHING: Final = Condition("1")


def meaningful(node: Node | None, has_words: Callable[[str], bool]) -> Node | None:
    """The tree without Words that hold no word, such as '&': they say nothing of any story."""
    match node:
        case Words(text):
            return node if has_words(cut(clean_text(text))) else None
        case Not(inner):
            kept = meaningful(inner, has_words)
            return Not(kept) if kept else None
        case And(nodes) | Or(nodes):
            left = tuple(kept for part in nodes if (kept := meaningful(part, has_words)))
            if len(left) > 1:
                return type(node)(left)
            return left[0] if left else None
        case _:
            return node


def condition(node: Node | None) -> Condition:
    """What a story must fulfil. The tree is :func:`meaningful`."""
    if node is None:
        return EVERYTHING
    match node:
        case Words():
            return _matching(_phrase(node))
        case And() | Or() if expression := match_expression(node):
            return _matching(expression)
        case Not(inner):
            negated = condition(inner)
            return Condition(f"NOT ({negated.sql})", negated.values)
        case And(nodes):
            words, others = _words_and_others(nodes)
            return _joined(" AND ", [condition(part) for part in (*words, *others)])
        case Or(nodes):
            # `nodes` are not all words, or there would be one expression for them.
            plain = tuple(part for part in nodes if match_expression(part))
            words = (Or(plain),) if len(plain) > 1 else plain
            others = tuple(part for part in nodes if part not in plain)
            return _joined(" OR ", [condition(part) for part in (*words, *others)])
        case Attribute():
            return _attribute(node)
        case Is(state):
            return Condition(_STATES[state])
        case Has(part):
            return Condition(_PARTS[part])
        case Published(start, end):
            return _published(start, end)


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


def scored_words(root: Node) -> str | None:
    """The FTS5 expression whose hits rank the stories; None when nothing is asked of the text."""
    if expression := match_expression(root):
        return expression
    if isinstance(root, And):
        words, _ = _words_and_others(root.nodes)
        if words:
            return match_expression(words[0])
    return any_of(terms(Query(root)))


def any_of(words: Iterable[Words]) -> str | None:
    """The FTS5 expression for text that has at least one of these."""
    return " OR ".join(_phrase(each) for each in words) or None


def match_expression(node: Node) -> str | None:
    """The node as an FTS5 expression, or None where words alone cannot say it.

    FTS5 knows no 'not' by itself, only 'this but not that'.
    """
    match node:
        case Words():
            return _phrase(node)
        case Or(nodes):
            parts = [match_expression(part) for part in nodes]
            return _grouped(" OR ", parts)
        case And(nodes):
            wanted = [match_expression(part) for part in nodes if not isinstance(part, Not)]
            unwanted = [match_expression(part.node) for part in nodes if isinstance(part, Not)]
            both = _grouped(" AND ", wanted)
            if not unwanted or not both:
                return both
            neither = _grouped(" OR ", unwanted)
            return f"({both} NOT {neither})" if neither else None
        case _:
            return None


def _grouped(operator: str, parts: list[str | None]) -> str | None:
    known = [part for part in parts if part]
    return f"({operator.join(known)})" if known and len(known) == len(parts) else None


def _words_and_others(nodes: tuple[Node, ...]) -> tuple[tuple[Node, ...], tuple[Node, ...]]:
    """Of the parts of an And: those FTS5 can answer, as one node, and the rest."""
    if not any(match_expression(part) for part in nodes):
        return (), nodes
    words: list[Node] = []
    others: list[Node] = []
    for part in nodes:
        asked = part.node if isinstance(part, Not) else part
        (words if match_expression(asked) else others).append(part)
    return (And(tuple(words)) if len(words) > 1 else words[0],), tuple(others)


def _phrase(words: Words) -> str:
    text = cut(clean_text(words.text)).replace('"', '""')
    return f'{_COLUMNS[words.field]}"{text}"' + (" *" if words.prefix else "")


def _matching(expression: str) -> Condition:
    return Condition(
        "article.key IN (SELECT rowid FROM search WHERE search MATCH ?)", (expression,)
    )


def _joined(operator: str, parts: list[Condition]) -> Condition:
    return Condition(
        "(" + operator.join(part.sql for part in parts) + ")",
        tuple(value for part in parts for value in part.values),
    )


def _attribute(node: Attribute) -> Condition:
    value = folded(clean_line(node.value))
    match node.name:
        case "section":
            return _has_value("article.section_folded", value, node.prefix)
        case "source":
            publisher = _has_value("publisher_folded", value, node.prefix)
            source = _has_value("folded", value, node.prefix)
            return Condition(
                # Apart, because the index of publishers leaves hidden stories out.
                f"article.key IN (SELECT key FROM article WHERE hidden = 0 AND {publisher.sql}"  # noqa: S608
                f" UNION ALL SELECT key FROM article WHERE hidden > 0 AND {publisher.sql}"
                " UNION ALL SELECT article_source.key FROM article_source"
                f" JOIN source ON source.key = article_source.source WHERE {source.sql})",
                publisher.values * 2 + source.values,
            )
        case "tag":
            tag = _has_value("folded", value, node.prefix)
            return Condition(
                f"article.key IN (SELECT key FROM article_tag WHERE {tag.sql}"  # noqa: S608
                f" UNION ALL SELECT key FROM reader_tag WHERE {tag.sql}"
                " UNION ALL SELECT key FROM feed_tag JOIN article_source USING (source)"
                f" WHERE {tag.sql})",
                tag.values * 3,
            )
        case "lang":
            return _like("article.language", value, before="", after="%" if node.prefix else "")
        case "url":
            return _like("article.url", value, before="%", after="%")


def _has_value(column: str, value: str, prefix: bool) -> Condition:
    if prefix:
        return Condition(f"({column} >= ? AND {column} < ?)", (value, value + _AFTER_ALL))
    return Condition(f"{column} = ?", (value,))


def _like(column: str, value: str, *, before: str, after: str) -> Condition:
    """Languages and addresses are ASCII, whose letter case LIKE leaves out of account."""
    escaped = value.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return Condition(f"{column} LIKE ? ESCAPE '!'", (before + escaped + after,))


def _published(start: datetime | None, end: datetime | None) -> Condition:
    """By the date that lists are sorted by, so that stories without a date have one here too."""
    bounds = [
        Condition(f"article.sort_at {operator} ?", (seconds(bound.astimezone(UTC)),))
        for operator, bound in ((">=", start), ("<", end))
        if bound is not None
    ]
    return _joined(" AND ", bounds) if bounds else EVERYTHING
