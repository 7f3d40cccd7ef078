"""What a word or phrase of a query means in the field where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Final, TypeVar, get_args

from brief_tui.model import query_dates
from brief_tui.model.query_lexer import Kind, Token
from brief_tui.model.query_nodes import (
    Attribute,
    AttributeName,
    Has,
    Is,
    Node,
    PartName,
    Published,
    SortOrder,
    StateName,
    TextField,
    Words,
)
from brief_tui.model.text import clean_line, clean_text

_TEXT_FIELDS: Final[dict[str, TextField]] = {name: name for name in get_args(TextField)}
_ATTRIBUTES: Final[dict[str, AttributeName]] = {name: name for name in get_args(AttributeName)}
_STATES: Final[dict[str, StateName]] = {name: name for name in get_args(StateName)}
_PARTS: Final[dict[str, PartName]] = {name: name for name in get_args(PartName)}
_ORDERS: Final[dict[str, SortOrder]] = {name: name for name in get_args(SortOrder)}

FIELDS: Final = (
    *(name for name in _TEXT_FIELDS if name != "any"),
    *_ATTRIBUTES,
    *("is", "has", "sort"),
    *query_dates.DATE_FIELDS,
    *query_dates.AGE_FIELDS,
)
ALIASES: Final = {"feed": "source"}
"""Other names that a query may use. What is written back has the field's own."""
# What people call these fields elsewhere, so that the answer can be the name here.
_OTHER_NAMES: Final = {
    "title": "headline",
    "subtitle": "dek",
    "standfirst": "dek",
    "summary": "dek",
    "text": "body",
    "content": "body",
    "author": "by",
    "byline": "by",
    "photographer": "credit",
    "publisher": "source",
    "site": "url",
    "link": "url",
    "category": "section",
    "label": "tag",
    "language": "lang",
    "date": "on",
    "since": "after",
    "until": "before",
    "order": "sort",
}
_Choice = TypeVar("_Choice", bound=str)


class MistakenError(Exception):
    """Stops the parser at a mistake in ``text[start:end]``. Never leaves the parser."""

    def __init__(self, message: str, start: int, end: int) -> None:
        super().__init__(message)
        self.message, self.start, self.end = message, start, end


@dataclass(frozen=True, slots=True)
class Asked:
    """What the meaning of all terms depends on.

    ``now`` is aware UTC; ``typing`` says that the query's end is still being typed.
    """

    now: datetime
    typing: bool = False


def term(field: str, token: Token, asked: Asked, *, negated: bool = False) -> Node | None:
    """The meaning of a word or phrase in a field, which is 'any' for none.

    None for what is not there yet while the query is typed. Raises MistakenError.
    """
    value = " ".join(clean_text(token.value).split())
    growing = asked.typing and token.growing
    if token.kind is Kind.WORD and field != "any" and value.startswith("-"):
        raise _mistake(token, f"put the minus before the field: -{field}:{excerpt(value[1:])}")
    if field == "is":
        state = choice(field, token, _STATES, growing=growing)
        return Is(state) if state else None
    if field == "has":
        part = choice(field, token, _PARTS, growing=growing)
        return Has(part) if part else None
    if field in (*query_dates.DATE_FIELDS, *query_dates.AGE_FIELDS):
        return _date(field, value, token, asked)
    text = value.rstrip("* ")
    starred = len(text) < len(value)
    if token.kind is Kind.WORD and "*" in text:
        raise _mistake(
            token, "'*' works only at the end of a word; write it in quotes to search for it"
        )
    # A word that is being typed may go on, unless that would hide more than the whole word will.
    prefix = starred or (growing and not negated and _may_go_on(text))
    if not _searchable(field, text):
        if asked.typing:
            return None
        shown = excerpt(value) or '""'
        raise _mistake(token, f"'{shown}' has nothing to search for; leave it out")
    if field in _ATTRIBUTES:
        return Attribute(_ATTRIBUTES[field], text, prefix and field != "url")
    return Words(text, _TEXT_FIELDS[field], prefix, unfinished=prefix and not starred)


def sort_order(token: Token, asked: Asked) -> SortOrder | None:
    """The value of ``sort:``; None while it is half typed. Raises MistakenError."""
    return choice("sort", token, _ORDERS, growing=asked.typing and token.growing)


def choice(
    field: str, token: Token, choices: dict[str, _Choice], *, growing: bool
) -> _Choice | None:
    """The one of the choices that is written; None while it is half typed."""
    value = token.value.lower()
    if value in choices:
        return choices[value]
    if growing and any(name.startswith(value) for name in choices):
        return None
    known = ", ".join(f"{field}:{name}" for name in choices)
    message = f"there is no '{field}:{excerpt(token.value)}'"
    near = _nearest(value, choices)
    guess = f"did you mean {field}:{near}? " if near else ""
    raise _mistake(token, f"{message}; {guess}{'There are' if guess else 'there are'} {known}")


def unknown_field(token: Token) -> MistakenError:
    """The mistake of a field that does not exist, with the name that was perhaps meant."""
    name = excerpt(token.value)
    near = _OTHER_NAMES.get(token.value) or _nearest(token.value, (*FIELDS, *ALIASES))
    guess = f"did you mean {near}:?" if near else "to search for the text, write it in quotes"
    return _mistake(token, f"there is no field '{name}'; {guess}")


def excerpt(text: str) -> str:
    """A piece of the query, fit to stand in a message."""
    return clean_line(text, 40)


def _date(field: str, value: str, token: Token, asked: Asked) -> Published | None:
    found = query_dates.published(field, value, asked.now)
    if found:
        return found
    if asked.typing and token.growing and query_dates.half_typed(field, value):
        return None
    if field in query_dates.AGE_FIELDS:
        form = f"an age; write a number and h, d, w, m or y: {field}:7d, {field}:12h"
    elif field == "on":
        form = "a day, month or year; write on:2021-03-25, on:2021-03, on:2021 or on:today"
    else:
        form = f"a date; write {field}:2021-03-25, {field}:2021-03, {field}:2021 or {field}:today"
    raise _mistake(token, f"'{excerpt(value)}' is not {form}")


def _searchable(field: str, text: str) -> bool:
    """Text is searched by its letters and digits; a tag or an address may have none."""
    return bool(text) if field in _ATTRIBUTES else any(c.isalnum() for c in text)


def _may_go_on(text: str) -> bool:
    last = text.rpartition(" ")[2]
    return len(last) > 1 and (last.isascii() or not _cjk().fullmatch(last))


@cache
def _cjk() -> re.Pattern[str]:
    """Scripts written without spaces or in syllables (Unicode 16 blocks): there a single
    character is a word or a good part of one. Compiled when first needed.
    """
    return re.compile(
        "[\u1100-\u11ff\u2e80-\u30ff\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f"
        "\uac00-\ud7ff\uf900-\ufaff\uff66-\uffdc\U0001b000-\U0001b16f\U00020000-\U0003ffff]+"
    )


def _nearest(name: str, names: Iterable[str]) -> str:
    from difflib import get_close_matches  # noqa: PLC0415  only a mistake needs it

    return next(iter(get_close_matches(name, names, n=1)), "")


def _mistake(token: Token, message: str) -> MistakenError:
    return MistakenError(message, token.start, token.end)
