"""newsboat's filter language, read into a tree.

Its conditions are ``attribute operator value``, joined by ``and`` and ``or``. Neither comes
before the other: what is to the right of one belongs together, so that ``a and b or c`` is
``a and (b or c)``, which differs from nearly every other language.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

from brief_tui.model.text import clean_line

LENGTH_LIMIT: Final = 10_000
DEPTH_LIMIT: Final = 50

_TOKEN: Final = re.compile(
    r"""\s*(?:
      (?P<parenthesis>[()])
    | (?P<attribute>[A-Za-z0-9_.-]+)\s*
      (?P<operator>=~|==|=|!~|!=|<=|>=|<|>|between|!\#|\#)\s*
      (?P<value>"(?:[^"\\]|\\.)*+"|-?\d+(?::-?\d+)?)
    | (?P<joint>and|or)(?=[\s(])
    )""",
    re.VERBOSE | re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Comparison:
    """One condition. ``operator`` is never ``==``, which is ``=``; ``text`` is as written."""

    attribute: str
    operator: str
    value: str
    text: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Two or more expressions, of which all (``and``) or any (``or``) must hold."""

    by: Literal["and", "or"]
    parts: tuple[Expression, ...]


Expression: TypeAlias = Comparison | Joined


class UnreadableError(Exception):
    """The text is no expression. The message says where it stops to be one."""


def parse_expression(text: str) -> Expression:
    """Read an expression. Raises UnreadableError."""
    if len(text) > LENGTH_LIMIT:
        raise UnreadableError(f"it has more than {LENGTH_LIMIT:,} characters")
    reader = _Reader(text)
    expression = reader.expression(0)
    if reader.at < len(text.rstrip()):
        raise reader.unreadable()
    return expression


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0

    def expression(self, depth: int) -> Expression:
        """Operands and what joins them, from the right: the last two belong together first."""
        operands = [self._operand(depth)]
        joints: list[str] = []
        while (token := self._peek()) and token["joint"]:
            self.at = token.end()
            joints.append(token["joint"])
            operands.append(self._operand(depth))
        found = operands.pop()
        while joints:
            found = _join("and" if joints.pop() == "and" else "or", operands.pop(), found)
        return found

    def _operand(self, depth: int) -> Expression:
        token = self._peek()
        if token is None or token["joint"] or depth > DEPTH_LIMIT:
            raise self.unreadable()
        self.at = token.end()
        if token["attribute"]:
            value = token["value"]
            value = value[1:-1] if value.startswith('"') else value
            operator = "=" if token["operator"] == "==" else token["operator"]
            return Comparison(token["attribute"], operator, value, clean_line(token[0], 120))
        if token["parenthesis"] == ")":
            self.at = token.start()
            raise self.unreadable()
        inner = self.expression(depth + 1)
        closing = self._peek()
        if closing is None or closing["parenthesis"] != ")":
            raise self.unreadable()
        self.at = closing.end()
        return inner

    def _peek(self) -> re.Match[str] | None:
        return _TOKEN.match(self.text, self.at)

    def unreadable(self) -> UnreadableError:
        rest = clean_line(self.text[self.at : self.at + 200], 40)
        return UnreadableError(f"it cannot be read from “{rest}” on" if rest else "it is not whole")


def _join(by: Literal["and", "or"], left: Expression, right: Expression) -> Expression:
    """The two as one, flat where the right one is joined in the same way."""
    if isinstance(right, Joined) and right.by == by:
        return Joined(by, (left, *right.parts))
    return Joined(by, (left, right))
