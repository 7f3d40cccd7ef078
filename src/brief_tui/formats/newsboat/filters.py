"""Queries of ours as newsboat's filters, where it has words for them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Final

from brief_tui.formats.newsboat.patterns import escaped, whole_words
from brief_tui.formats.newsboat.terms import FLAG_TAG
from brief_tui.model.query import parse_query, write
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
    TextField,
    Words,
)

# No date that anybody writes is a whole number of days from this moment, so what is one
# was written as an age.
_NOW: Final = datetime(2001, 2, 3, 4, 5, 6, 789, tzinfo=UTC)
_DAY: Final = timedelta(days=1)
_ATTRIBUTES: Final[dict[TextField, tuple[str, ...]]] = {
    "any": ("title", "content"),
    "headline": ("title",),
    "body": ("content",),
    "by": ("author",),
}
_OPPOSITES: Final = {"=": "!=", "=~": "!~", "#": "!#", "<": ">=", ">=": "<"}


class _UnsaidError(Exception):
    """newsboat has no words for a part of the query; the message is that part."""


def filter_of(query: str) -> tuple[str, str]:
    """The filter that finds what a query finds, and ''; or '' and what has no counterpart."""
    found = parse_query(query, _NOW)
    if isinstance(found, QueryMistake):
        return "", found.message
    if found.root is None:
        return "", "a query for every story"
    try:
        return _text(found.root, negative=False), ""
    except _UnsaidError as error:
        return "", str(error)


def _text(node: Node, *, negative: bool) -> str:
    """The node, or with ``negative`` its opposite: newsboat has a 'not' in operators alone."""
    match node:
        case Not(inner):
            return _text(inner, negative=not negative)
        case And(nodes) | Or(nodes):
            joint = "and" if isinstance(node, And) != negative else "or"
            return _joined(joint, [_text(part, negative=negative) for part in nodes])
        case Words(text, field, prefix):
            attributes = _ATTRIBUTES.get(field)
            if attributes is None or not text.isprintable():
                raise _unsaid(node)
            pattern = whole_words(text, prefix=prefix)
            found = [_compared(name, "=~", pattern, negative) for name in attributes]
            return _joined("and" if negative else "or", found)
        case Attribute():
            return _attribute(node, negative)
        case Is("unread" | "read" as state):
            value = "yes" if (state == "unread") != negative else "no"
            return f'unread = "{value}"'
        case Is() | Has():
            raise _unsaid(node)
        case Published(start, end):
            return _age(start, end, negative)


def _attribute(node: Attribute, negative: bool) -> str:
    value = node.value
    if '"' in value or "\\" in value:
        raise _unsaid(node)
    match node.name:
        case "url":
            return _compared("link", "=~", escaped(value), negative)
        case "source":
            return _compared("feedtitle", "=~", f"^{escaped(value)}{_end(node)}", negative)
        case "tag" if value.startswith(FLAG_TAG):
            flag = value.removeprefix(FLAG_TAG)
            if node.prefix and not flag:
                return 'flags = ""' if negative else 'flags != ""'
            if len(flag) == 1 and flag.isascii() and flag.isalpha():
                return _compared("flags", "=~", flag, negative)
        case "tag" if " " not in value and not node.prefix:
            return _compared("tags", "#", value, negative)
    raise _unsaid(node)


def _end(node: Attribute) -> str:
    return "" if node.prefix else "$"


def _age(start: datetime | None, end: datetime | None, negative: bool) -> str:
    bounds = [(_days(start), "<"), (_days(end), ">=")]
    found = [
        f"age {_OPPOSITES[operator] if negative else operator} {days}"
        for days, operator in bounds
        if days is not None
    ]
    return _joined("or" if negative else "and", found)


def _days(moment: datetime | None) -> int | None:
    """How many days before now it is. Raises _UnsaidError for what was not an age in days."""
    if moment is None:
        return None
    days, rest = divmod(_NOW - moment, _DAY)
    if rest or days < 0:
        raise _UnsaidError("a date, or an age in hours")
    return days


def _compared(attribute: str, operator: str, value: str, negative: bool) -> str:
    return f'{attribute} {_OPPOSITES[operator] if negative else operator} "{value}"'


def _joined(joint: str, parts: list[str]) -> str:
    """Every group in parentheses of its own: newsboat's ``and`` does not come before ``or``."""
    return parts[0] if len(parts) == 1 else "(" + f" {joint} ".join(parts) + ")"


def _unsaid(node: Node) -> _UnsaidError:
    return _UnsaidError(write(Query(node)))
