"""Writing TOML 1.0 (https://toml.io/en/v1.0.0), as far as our own small files need it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

_ESCAPED: Final = re.compile(r'["\\\x00-\x1f\x7f]')


def toml_text(tables: Mapping[str, Mapping[str, object]]) -> str:
    """A file of tables, an empty line between two. ``tomllib`` reads the same from it.

    A value is a text, a whole number, true or false, a list of values, or a table of them,
    which is written in line. Raises ValueError for any other, and for lone surrogates, which
    no file can hold.
    """
    text = "\n".join(map("".join, (_table(name, values) for name, values in tables.items())))
    text.encode()
    return text


def _table(name: str, values: Mapping[str, object]) -> Iterator[str]:
    yield f"[{_text(name)}]\n"
    for key, value in values.items():
        yield f"{_key(key)} = {_value(value)}\n"


def _value(value: object) -> str:
    match value:
        case str():
            return _text(value)
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case list() | tuple():
            return "[" + ", ".join(map(_value, value)) + "]"
        case dict():
            return "{" + ", ".join(f"{_key(k)} = {_value(v)}" for k, v in value.items()) + "}"
        case _:
            raise ValueError(f"a {type(value).__name__} cannot be written")


def _key(key: str) -> str:
    return key if re.fullmatch(r"[A-Za-z0-9_-]+", key) else _text(key)


def _text(text: str) -> str:
    """A basic string. A tab need not be escaped, but could not be seen."""
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    return f"\\{character}" if character in '"\\' else f"\\u{ord(character):04X}"
