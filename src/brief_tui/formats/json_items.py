"""The items of a JSON document: one object, a list of them, or JSON Lines with one a line.

An item that cannot be read is an error in its place, so that it does not stop the others.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Final, NoReturn

from brief_tui.formats.base import Document
from brief_tui.model.errors import FormatError

PROBLEM_LIMIT: Final = 20
"""How many bad items are named one by one."""


def items(document: Document) -> Iterator[tuple[str, object]]:
    """What may be an article, and its place for messages; an unreadable item is its error.

    Raises FormatError when the document is not UTF-8.
    """
    try:
        text = document.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FormatError(f"this is not UTF-8: byte {error.start} cannot be read") from None
    whole = _loads(text)
    if isinstance(whole, list):
        for number, item in enumerate(whole, start=1):
            yield f"article {number}: ", item
    elif isinstance(whole, FormatError) and _is_lines(document, text):
        for number, line in enumerate(text.split("\n"), start=1):
            if line.strip():
                yield f"line {number}: ", _loads(line)
    else:
        yield "", whole


def named(problems: Iterable[str]) -> tuple[str, ...]:
    """The first problems, and how many more there are."""
    known = list(problems)
    if (more := len(known) - PROBLEM_LIMIT) > 0:
        known[PROBLEM_LIMIT:] = [f"and {more} more"]
    return tuple(known)


def _is_lines(document: Document, text: str) -> bool:
    """Whether a text that is not one JSON value is JSON Lines."""
    if document.suffix in {".jsonl", ".ndjson"}:
        return True
    first, _, rest = text.strip().partition("\n")
    return bool(rest) and isinstance(_loads(first), dict)


def _loads(text: str) -> object:
    """The JSON value, or the error that says why it is none."""
    try:
        return json.loads(text, parse_constant=_refuse_constant)
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, " if "\n" in text else ""
        return FormatError(f"not JSON: {error.msg} ({place}column {error.colno})")
    except RecursionError:
        return FormatError("not JSON that can be read: it is nested too deep")
    except ValueError:  # Python's limit on the digits of an integer
        return FormatError("not JSON that can be read: a number is too long")
    except FormatError as error:
        return error


def _refuse_constant(name: str) -> NoReturn:
    raise FormatError(f"not JSON: {name} is not a number")
