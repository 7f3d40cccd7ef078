"""What single comparisons of newsboat's filters mean, as pieces of a query."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from brief_tui.formats.newsboat.expressions import Comparison
from brief_tui.formats.newsboat.patterns import BOUND, END, GAP, START, texts_of
from brief_tui.model.query import write
from brief_tui.model.query_nodes import Attribute, AttributeName, Node, Query, TextField, Words

FLAG_TAG: Final = "flag-"
"""What the tag of a flag begins with: an article flagged ``a`` has the tag ``flag-a``."""

ALWAYS: Final = "older:0d"
"""What holds for every story that was published already."""

MARKS: Final = re.compile(f"[{START}{END}{BOUND}{GAP}]")
_ANYTHING: Final = frozenset([".", ".+", "[a-z]", "[A-Z]", "[a-zA-Z]", "[A-Za-z]"])
_NUMBER: Final = re.compile(r"\s*(-?\d{1,6})(?!\d)")


class UnsaidError(Exception):
    """A part of the filter cannot be said; the message gives the reason."""


@dataclass(frozen=True, slots=True)
class Said:
    """A piece of a query; ``loose`` when it needs parentheses beside and below others.

    ``pair`` when it needs them below a minus alone.
    """

    text: str
    loose: bool = False
    pair: bool = False


def texts(asked: Comparison) -> tuple[str, ...]:
    """The texts that a regular expression stands for. Raises UnsaidError for any other."""
    found = texts_of(asked.value)
    if not found:
        raise UnsaidError("this regular expression stands for more than a few texts")
    if any(not MARKS.sub("", text).strip() for text in found):
        raise UnsaidError("there is nothing to look for in it")
    return found


def words(field: TextField, asked: Comparison) -> Said:
    """A text that a story has in a field."""
    if asked.operator == "=~":
        return any_of([_text_words(field, text) for text in texts(asked)])
    return _phrase(field, asked.value)


def _text_words(field: TextField, text: str) -> Said:
    """The words of one text. What has a gap in it is words that all must be there."""
    if START in text or END in text:
        raise UnsaidError("a query cannot ask for the beginning or the end of a text")
    return all_of(
        [
            _phrase(field, piece, may_go_on=piece[-1:].isalnum())
            for piece in text.split(GAP)
            if MARKS.sub("", piece).strip()
        ]
    )


def _phrase(field: TextField, text: str, *, may_go_on: bool = False) -> Said:
    found = " ".join(MARKS.sub(" ", text).replace('"', " ").split())
    if not any(character.isalnum() for character in found):
        raise UnsaidError("there is no word in it")
    return _said(Words(found, field, may_go_on))


def attribute(field: AttributeName, value: str, *, prefix: bool = False) -> Said:
    """A name that a story has, or that begins so."""
    if not value.strip():
        raise UnsaidError("a query cannot ask for what is empty")
    if '"' in value:
        raise UnsaidError("a query cannot hold a quotation mark")
    return _said(Attribute(field, value.strip(), prefix))


def _said(node: Node) -> Said:
    return Said(write(Query(node)))


def link(asked: Comparison) -> Said:
    """A piece of the story's address."""
    if asked.operator != "=~":
        return attribute("url", asked.value)
    found = []
    for text in texts(asked):
        inner = text.strip(GAP).removeprefix(START)
        begins = not text.startswith(START) or inner.casefold().startswith("http")
        if not begins or MARKS.search(inner):
            raise UnsaidError("a query finds an address by one piece of it")
        found.append(attribute("url", inner))
    return any_of(found)


def unread(asked: Comparison) -> Said:
    """Whether the story was read."""
    state = {"yes": "is:unread", "no": "is:read"}.get(asked.value.strip().lower())
    if state is None:
        raise UnsaidError('unread is "yes" or "no"')
    return Said(state)


def flags(asked: Comparison) -> Said:
    """Flags are letters, in the order of the alphabet; several stand side by side."""
    flagged = _said(Attribute("tag", FLAG_TAG, prefix=True))
    if asked.operator == "=~":
        if asked.value in _ANYTHING:
            return flagged
        found = [MARKS.sub("", text) for text in texts(asked)]
    elif not asked.value:
        return negated(flagged)
    else:
        found = [asked.value]
    if not all(text.isascii() and text.isalpha() for text in found):
        raise UnsaidError("flags are letters from a to z")
    return any_of([all_of([_said(Attribute("tag", FLAG_TAG + flag)) for flag in t]) for t in found])


def age(operator: str, value: str) -> Said:
    """Whole days since publication: a story of ``n`` days is n to n + 1 of them old."""
    if operator == "between":
        first, _, second = value.partition(":")
        if not second:
            raise UnsaidError("a range has two numbers")
        low, high = sorted((_days(first), _days(second)))
        return _between(low, high)
    days = _days(value)
    match operator:
        case "<":
            return _between(None, days - 1)
        case "<=":
            return _between(None, days)
        case ">":
            return _between(days + 1, None)
        case ">=":
            return _between(days, None)
        case "=":
            return _between(days, days)
    raise UnsaidError("an age is a number of days")


def _between(low: int | None, high: int | None) -> Said:
    """From ``low`` to ``high`` whole days old, both counted in."""
    if high is not None and high < 0:
        return negated(Said(ALWAYS))
    parts = [Said(f"older:{low}d")] if low and low > 0 else []
    if high is not None:
        parts.append(Said(f"newer:{high + 1}d"))
    return all_of(parts) if parts else Said(ALWAYS)


def _days(text: str) -> int:
    number = _NUMBER.match(text)
    if number is None:
        raise UnsaidError("an age is a number of days")
    return int(number[1])


def all_of(parts: Iterable[Said]) -> Said:
    """What all of the parts say together."""
    found = list(dict.fromkeys(parts))
    if len(found) == 1:
        return found[0]
    return Said(" ".join(f"({p.text})" if p.loose else p.text for p in found), pair=True)


def any_of(parts: Iterable[Said]) -> Said:
    """What holds when one of the parts does."""
    found = list(dict.fromkeys(parts))
    if len(found) == 1:
        return found[0]
    return Said(" OR ".join(part.text for part in found), loose=True)


def negated(said: Said) -> Said:
    """The opposite."""
    if said.loose or said.pair:
        return Said(f"-({said.text})")
    return Said(said.text[1:] if said.text.startswith("-") else f"-{said.text}")
