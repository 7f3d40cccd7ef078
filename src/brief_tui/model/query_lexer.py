"""The text of a query cut into tokens.

Nothing is judged here: every text has tokens, and :mod:`brief_tui.model.query` says what is
wrong with their order.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from typing import Final


class Kind(StrEnum):
    """What a token is. Where one is cut by a pattern, the value is its group's name."""

    WORD = "word"
    PHRASE = "phrase"
    FIELD = "field"
    OPENING = "opening"
    CLOSING = "closing"
    MINUS = "minus"
    AND = "AND"
    OR = "OR"
    NOT = "NOT"
    END = "end"


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the query: ``text[start:end]``.

    ``value`` is the word, the phrase without its quotes, or the field's name in lower case
    without its colon. ``growing`` tells that the next character typed at the end of the
    query would belong to this token: the last word, or a phrase without its closing quote.
    """

    kind: Kind
    value: str
    start: int
    end: int
    growing: bool = False


# A name before '://' is a URL's scheme and no field.
_TOKEN: Final = re.compile(
    r"""
      (?P<opening> \( )
    | (?P<closing> \) )
    | (?P<phrase> "[^"]*"? )
    | (?P<minus> - )
    | (?P<field> [^\W\d_][\w-]*: ) (?!//)
    | (?P<word> [^\s()"]+ )
    """,
    re.VERBOSE,
)
# Right after a field's colon neither '-' nor ':' nor OR is special: url:https://example.org
_VALUE: Final = re.compile(r'(?P<word>[^\s()"]+)')
_OPERATORS: Final = frozenset({Kind.AND, Kind.OR, Kind.NOT})


def tokens(text: str) -> list[Token]:
    """All tokens of the query in order, the last of them of kind END and empty."""
    found: list[Token] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        is_value = bool(found) and found[-1].kind is Kind.FIELD and found[-1].end == at
        match = (is_value and _VALUE.match(text, at)) or _TOKEN.match(text, at)
        assert match, "the patterns cover every character"
        found.append(_token(match, is_value))
        at = match.end()
    found.append(Token(Kind.END, "", len(text), len(text)))
    return found


def _token(match: re.Match[str], is_value: bool) -> Token:
    value, (start, end) = match.group(), match.span()
    kind = Kind(match.lastgroup or "")
    growing = end == len(match.string)
    match kind:
        case Kind.PHRASE:
            closed = len(value) > 1 and value.endswith('"')
            return Token(kind, value.strip('"'), start, end, not closed)
        case Kind.FIELD:
            return Token(kind, value[:-1].lower(), start, end, growing)
        case Kind.WORD if value in _OPERATORS and not is_value:
            return Token(Kind(value), value, start, end)
        case Kind.OPENING | Kind.CLOSING:
            return Token(kind, value, start, end)
    return Token(kind, value, start, end, growing)
