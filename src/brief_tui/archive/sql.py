"""Pieces of SQL, with the values that they ask for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

Value: TypeAlias = str | int

_AFTER_ALL: Final = "\U0010ffff"  # sorts after whatever a prefix may go on with


@dataclass(frozen=True, slots=True)
class Condition:
    """An SQL expression over ``article``, and its parameters in order."""

    sql: str
    values: tuple[Value, ...] = ()


EVERYTHING: Final = Condition("1")
NOTHING_MORE: Final = Condition("")


def combined(operator: str, parts: Sequence[Condition]) -> Condition:
    """The conditions as one, joined by " AND " or " OR "."""
    return Condition(
        "(" + operator.join(part.sql for part in parts) + ")",
        tuple(value for part in parts for value in part.values),
    )


def has_value(column: str, value: str, prefix: bool) -> Condition:
    """The column says ``value``, or with ``prefix`` begins so."""
    if prefix:
        return Condition(f"({column} >= ? AND {column} < ?)", (value, value + _AFTER_ALL))
    return Condition(f"{column} = ?", (value,))


def like(column: str, value: str, *, before: str, after: str) -> Condition:
    """Languages and addresses are ASCII, whose letter case LIKE leaves out of account."""
    escaped = value.replace("!", "!!").replace("%", "!%").replace("_", "!_")
    return Condition(f"{column} LIKE ? ESCAPE '!'", (before + escaped + after,))
