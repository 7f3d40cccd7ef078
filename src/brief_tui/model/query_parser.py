"""The grammar of the query language.

::

    alternatives = together { "OR" together }
    together     = term { [ "AND" ] term }
    term         = { "-" | "NOT" } [ field ":" ] ( word | phrase | group )
    group        = "(" alternatives ")"

A field before a group holds for every word in it that has no field of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final

from brief_tui.model.query_fields import (
    ALIASES,
    FIELDS,
    Asked,
    MistakenError,
    sort_order,
    term,
    unknown_field,
)
from brief_tui.model.query_lexer import Kind, Token, tokens
from brief_tui.model.query_nodes import And, Node, Not, Or, Query, SortOrder

DEEPEST: Final = 50


@dataclass(frozen=True, slots=True)
class _Scope:
    """Where a term stands: in whose field, how many parentheses deep, below a minus or not."""

    field: str = "any"
    depth: int = 0
    negated: bool = False


class Parser:
    """Recursive descent, one method for each rule of the grammar. Parses one text, once.

    A rule gives None for what counts as not there: a sort order, or what is still typed.
    """

    def __init__(self, text: str, asked: Asked) -> None:
        self._text = text
        self._asked = asked
        self._tokens = tokens(text)
        self._at = 0
        self._sort: SortOrder | None = None

    def query(self) -> Query:
        """The whole query. Raises MistakenError."""
        root = self._alternatives(_Scope())
        if self._next().kind is Kind.CLOSING:
            raise self._mistake("this ')' closes nothing; remove it, or write '(' before it")
        return Query(root, self._sort, self._text)

    def _next(self) -> Token:
        return self._tokens[self._at]

    def _take(self) -> Token:
        token = self._next()
        self._at += 1
        return token

    def _mistake(self, message: str, token: Token | None = None) -> MistakenError:
        token = token or self._next()
        return MistakenError(message, token.start, token.end)

    def _alternatives(self, scope: _Scope) -> Node | None:
        sides = [self._together(scope)]
        while self._next().kind is Kind.OR:
            self._between()
            sides.append(self._together(scope))
        return join(Or, sides)

    def _together(self, scope: _Scope) -> Node | None:
        nodes: list[Node | None] = []
        while self._next().kind not in (Kind.OR, Kind.CLOSING, Kind.END):
            if self._next().kind is Kind.AND:
                self._between()
            else:
                nodes.append(self._term(scope))
        return join(And, nodes)

    def _between(self) -> None:
        """Take an AND or OR that has something on either side."""
        before = self._tokens[self._at - 1].kind if self._at else Kind.OPENING
        operator = self._take()
        if before in (Kind.OPENING, Kind.AND, Kind.OR):
            side = "before"
        elif self._ends_here(Kind.AND, Kind.OR):
            side = "after"
        else:
            return
        word = operator.value
        raise self._mistake(
            f'{word} needs something {side} it; to search for the word, write "{word}"', operator
        )

    def _ends_here(self, *also: Kind) -> bool:
        """Whether an operand is missing, and will not be typed any more."""
        kind = self._next().kind
        return kind in (Kind.CLOSING, *also) or (kind is Kind.END and not self._asked.typing)

    def _term(self, scope: _Scope) -> Node | None:
        negative = False
        while self._next().kind in (Kind.MINUS, Kind.NOT):
            operator = self._take()
            glued = operator.kind is Kind.NOT or operator.end == self._next().start
            if not glued or self._ends_here(Kind.AND, Kind.OR):
                example = "-chips" if operator.kind is Kind.MINUS else "NOT chips"
                raise self._mistake(
                    f"'{operator.value}' leaves out what follows it, and nothing does;"
                    f" write {example}, or remove it",
                    operator,
                )
            negative = not negative
            scope = replace(scope, negated=True)
        node = self._operand(scope)
        return _negate(node) if node and negative else node

    def _operand(self, scope: _Scope) -> Node | None:
        match self._next().kind:
            case Kind.END:
                return None
            case Kind.OPENING:
                return self._group(scope)
            case Kind.FIELD:
                return self._field(scope)
        token = self._take()
        if token.kind is Kind.PHRASE and token.growing and not self._asked.typing:
            raise MistakenError(
                "this quote is not closed; write '\"' after the phrase",
                token.start,
                token.start + 1,
            )
        return term(scope.field, token, self._asked, negated=scope.negated)

    def _group(self, scope: _Scope) -> Node | None:
        opening = self._take()
        if scope.depth == DEEPEST:
            raise self._mistake(f"parentheses nest at most {DEEPEST} deep", opening)
        if self._next().kind is Kind.CLOSING:
            raise MistakenError(
                "there is nothing in these parentheses; remove them",
                opening.start,
                self._next().end,
            )
        node = self._alternatives(replace(scope, depth=scope.depth + 1))
        if self._next().kind is Kind.CLOSING:
            self._take()
        elif not self._asked.typing:
            raise self._mistake("this '(' is not closed; write ')' where it ends", opening)
        return node

    def _field(self, scope: _Scope) -> Node | None:
        field = self._take()
        name, value = ALIASES.get(field.value, field.value), self._next()
        if name not in FIELDS:
            # 'http:' and 'http:/' are on their way to a URL.
            if self._asked.typing and self._text[field.end :] in ("", "/"):
                self._at = len(self._tokens) - 1
                return None
            raise unknown_field(field)
        has_value = value.kind in (Kind.WORD, Kind.PHRASE, Kind.OPENING)
        if not has_value or value.start != field.end:
            if self._asked.typing and field.growing:
                return None
            raise self._mistake(
                f"there is nothing after '{field.value}:';"
                " write the value without a space before it",
                field,
            )
        if name == "sort":
            self._sorting(scope, field)
            return None
        return self._operand(replace(scope, field=name))

    def _sorting(self, scope: _Scope, field: Token) -> None:
        if scope.depth or scope.negated or scope.field != "any":
            raise self._mistake(
                "sort: is for the whole query; write it outside parentheses and without minus",
                field,
            )
        if self._next().kind is Kind.OPENING:
            raise self._mistake("sort: takes one order; write sort:date or sort:relevance", field)
        value = self._take()
        order = sort_order(value, self._asked)
        if order and self._sort and order != self._sort:
            raise self._mistake(
                f"the query is sorted by {self._sort} already; keep one sort:", value
            )
        self._sort = order or self._sort


def join(kind: type[And] | type[Or], nodes: Iterable[Node | None]) -> Node | None:
    """The nodes as one: flat, and without a group around a single one."""
    flat: list[Node] = []
    for node in nodes:
        if isinstance(node, kind):
            flat.extend(node.nodes)
        elif node:
            flat.append(node)
    if len(flat) > 1:
        return kind(tuple(flat))
    return flat[0] if flat else None


def _negate(node: Node) -> Node:
    return node.node if isinstance(node, Not) else Not(node)
