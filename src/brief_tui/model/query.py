"""The query language: from text to tree and back. For people: ``docs/query-language.md``."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from brief_tui.model import query_dates
from brief_tui.model.query_fields import Asked, MistakenError
from brief_tui.model.query_nodes import (
    And,
    Attribute,
    Has,
    Is,
    Node,
    Not,
    Or,
    Published,
    Query,
    QueryMistake,
    Words,
)
from brief_tui.model.query_parser import Parser, join

LONGEST: Final = 2_000

_SIMPLE_WORD: Final = re.compile(r"\w+(?:[.&'’/-]\w+)*")
_OPERATORS: Final = ("AND", "OR", "NOT")


def parse_query(text: str, now: datetime, *, typing: bool = False) -> Query | QueryMistake:
    """Read a query as of ``now`` (aware UTC). Never raises; empty text matches every story.

    With ``typing`` the end of the text is taken as not yet finished: an open quote or
    parenthesis counts as closed, a trailing ``OR``, ``-``, ``field:`` or half-typed value
    as not there, and the last word as the beginning of one. The tree is normalised: no
    And in an And, no Or in an Or, no group of one, no Not of a Not.
    """
    if len(text) > LONGEST:
        message = f"a query has at most {LONGEST:,} characters; this one has {len(text):,}"
        return QueryMistake(message, LONGEST, LONGEST + 1, text)
    try:
        return Parser(text, Asked(now, typing)).query()
    except MistakenError as mistake:
        return QueryMistake(mistake.message, mistake.start, mistake.end, text)


def terms(query: Query) -> tuple[Words, ...]:
    """The words that a story may match by, in order: those that stand under no Not."""
    found: dict[Words, None] = {}
    waiting = [query.root] if query.root else []
    while waiting:
        match waiting.pop():
            case Words() as words:
                found[words] = None
            case And(nodes) | Or(nodes):
                waiting.extend(reversed(nodes))
    return tuple(found)


def combine(*queries: Query) -> Query:
    """What matches all of the queries, in the order of the last one that gives any."""
    root = join(And, [query.root for query in queries])
    sort = next((query.sort for query in reversed(queries) if query.sort), None)
    return Query(root, sort, write(Query(root, sort)))


def write(query: Query) -> str:
    """The query's canonical text. Of a normalised tree it parses back to the same tree.

    A span of time that is no whole day, month or year becomes its two bounds.
    """
    parts = [_text(query.root)] if query.root else []
    if query.sort:
        parts.append(f"sort:{query.sort}")
    return " ".join(parts)


def _text(node: Node) -> str:
    match node:
        case Words(text, field, prefix):
            return ("" if field == "any" else f"{field}:") + _value(text, prefix)
        case Attribute(name, value, prefix):
            return f"{name}:{_value(value, prefix)}"
        case Is(state):
            return f"is:{state}"
        case Has(part):
            return f"has:{part}"
        case Published():
            return " ".join(query_dates.written(node))
        case Not(inner):
            return f"-{_operand_text(inner)}"
        case And(nodes):
            return " ".join(_operand_text(part) for part in nodes)
        case Or(nodes):
            return " OR ".join(_text(part) for part in nodes)


def _operand_text(node: Node) -> str:
    text = _text(node)
    bounds = isinstance(node, Published) and " " in text
    return f"({text})" if bounds or isinstance(node, And | Or) else text


def _value(text: str, prefix: bool) -> str:
    simple = _SIMPLE_WORD.fullmatch(text) and text not in _OPERATORS
    star = "*" if prefix else ""
    return f"{text}{star}" if simple else '"' + text.replace('"', " ") + f'{star}"'
