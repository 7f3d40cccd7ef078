"""Regular expressions of newsboat's filters, as the few texts that they stand for.

newsboat matches POSIX extended regular expressions (IEEE Std 1003.1, 9.4) without regard to
letter case, anywhere in a text. A query of ours has words. So an expression can be said
when it stands for a small number of texts: ``linux|bsd``, ``colou?r``, ``[Ff]erry``,
``(air|sea)port``. Its anchors, word boundaries and ``.*`` are kept as marks in these texts.
A dot by itself is taken for a dot: who writes ``example.org`` means that.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product
from typing import Final

START: Final = "\x01"
END: Final = "\x02"
BOUND: Final = "\x03"
GAP: Final = "\x04"
"""Marks in a text: the beginning and end of what is searched, of a word; anything at all."""

TEXTS_LIMIT: Final = 24
"""Texts that an expression may stand for."""

LENGTH_LIMIT: Final = 1_000
DEPTH_LIMIT: Final = 20

WORD_BEGINS: Final = "(^|[^[:alnum:]])"
WORD_ENDS: Final = "([^[:alnum:]]|$)"
WORDS_PART: Final = "[^[:alnum:]]+"
"""How :func:`whole_words` says it: the standard has no sign for the edge of a word."""

_SPECIAL: Final = re.compile(r"[\\.\[\]{}()*+?^$|]")
_CLASS: Final = re.compile(r"\[(?P<members>[^\^\]\[\\-][^\]\[\\-]{0,7})\]")
_BOUNDARIES: Final = frozenset(["\\b", "\\<", "\\>"])


class _TooMuchError(Exception):
    """The expression stands for something else than a few texts."""


def texts_of(expression: str) -> tuple[str, ...]:
    """The texts that the expression finds, with marks in them; none when it cannot be said."""
    if len(expression) > LENGTH_LIMIT or any(mark in expression for mark in (START, END, BOUND)):
        return ()
    for written, mark in ((WORD_BEGINS, BOUND), (WORD_ENDS, BOUND), (WORDS_PART, " ")):
        expression = expression.replace(written, mark)
    try:
        return _Expression(expression).texts()
    except _TooMuchError:
        return ()


def escaped(text: str) -> str:
    """The expression that finds the text itself."""
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def whole_words(text: str, *, prefix: bool) -> str:
    """The expression that finds words side by side; with ``prefix`` the last may go on."""
    words = [escaped(word) for word in text.split()]
    return WORD_BEGINS + WORDS_PART.join(words) + ("" if prefix else WORD_ENDS)


@dataclass(slots=True)
class _Expression:
    """Reads one expression from left to right."""

    text: str
    at: int = 0
    depth: int = 0

    def texts(self) -> tuple[str, ...]:
        found = self._alternatives()
        if self.at < len(self.text):  # a parenthesis too many
            raise _TooMuchError
        return tuple(dict.fromkeys(found))

    def _alternatives(self) -> list[str]:
        found = self._sequence()
        while self._next() == "|":
            self.at += 1
            found += self._sequence()
        return _few(found)

    def _sequence(self) -> list[str]:
        found = [""]
        while self._next() not in ("", "|", ")"):
            parts = self._repeated(self._piece())
            found = _few([before + part for before, part in product(found, parts)])
        return found

    def _repeated(self, parts: list[str]) -> list[str]:
        follows = self._next()
        if follows == "{" or (follows and follows in "*+" and parts != [GAP]):
            raise _TooMuchError
        if follows and follows in "*+?":
            self.at += 1
            return parts if parts == [GAP] else ["", *parts]
        return ["."] if parts == [GAP] else parts

    def _piece(self) -> list[str]:
        rest = self.text[self.at :]
        if rest[0] == "(":
            return self._group()
        if match := _CLASS.match(rest):
            self.at += match.end()
            return list(dict.fromkeys(match["members"].lower()))
        if rest[0] == "\\":
            self.at += 2
            if rest[:2] in _BOUNDARIES:
                return [BOUND]
            if len(rest) == 1 or rest[1].isalnum():
                raise _TooMuchError
            return [rest[1]]
        self.at += 1
        if rest[0] in "[*+?{":
            raise _TooMuchError
        return [{"^": START, "$": END, ".": GAP}.get(rest[0], rest[0])]

    def _group(self) -> list[str]:
        self.at += 1
        self.depth += 1
        if self.depth > DEPTH_LIMIT:
            raise _TooMuchError
        found = self._alternatives()
        if self._next() != ")":
            raise _TooMuchError
        self.at += 1
        self.depth -= 1
        return found

    def _next(self) -> str:
        return self.text[self.at : self.at + 1]


def _few(texts: list[str]) -> list[str]:
    if len(texts) > TEXTS_LIMIT:
        raise _TooMuchError
    return texts
