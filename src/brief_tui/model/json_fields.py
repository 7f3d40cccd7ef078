"""Fields of a JSON object, read by their type.

A field that is absent or null reads as empty. One of another type raises FormatError
with the field's name, so that whoever wrote the document knows where to look.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias, TypeGuard

from brief_tui.model.errors import FormatError

Json: TypeAlias = dict[str, Any]


def is_object(value: object) -> TypeGuard[Json]:
    return isinstance(value, dict)


def _is_integer(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def read_text(tree: Json, name: str) -> str:
    value = tree.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise FormatError(f"{name!r} is not a string")
    return value


def read_flag(tree: Json, name: str) -> bool:
    value = tree.get(name)
    if not isinstance(value, bool | None):
        raise FormatError(f"{name!r} is neither true nor false")
    return value is True


def read_integer(tree: Json, name: str) -> int | None:
    value = tree.get(name)
    if value is None:
        return None
    if not _is_integer(value) or not -(2**53) <= value <= 2**53:  # what JSON numbers carry safely
        raise FormatError(f"{name!r} is not a whole number")
    return value


def read_list(tree: Json, name: str) -> list[Any]:
    value = tree.get(name)
    if value is None:
        return []
    if not isinstance(value, list):
        raise FormatError(f"{name!r} is not a list")
    return value


def read_integers(tree: Json, name: str) -> list[int]:
    values = read_list(tree, name)
    if not all(_is_integer(value) for value in values):
        raise FormatError(f"{name!r} holds something that is not a whole number")
    return values


def read_objects(tree: Json, name: str) -> Iterator[Json]:
    for value in read_list(tree, name):
        if not is_object(value):
            raise FormatError(f"{name!r} holds something that is not an object")
        yield value


def read_strings(tree: Json, name: str) -> tuple[str, ...]:
    values = read_list(tree, name)
    if not all(isinstance(value, str) for value in values):
        raise FormatError(f"{name!r} holds something that is not a string")
    return tuple(values)
