"""newsboat's filters as queries of ours.

What differs, and is taken as meant: newsboat finds a text anywhere, also inside a word, and
a query finds words and how they begin; ``=`` compares the whole text, a query its words.
What a query has no way to say at all makes the whole filter unsayable: half of it would
show other stories than the reader asked for.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Final

from brief_tui.formats.newsboat import terms
from brief_tui.formats.newsboat.expressions import (
    Comparison,
    Expression,
    UnreadableError,
    parse_expression,
)
from brief_tui.formats.newsboat.patterns import BOUND, END, GAP, START
from brief_tui.formats.newsboat.terms import ALWAYS, MARKS, Said, UnsaidError, all_of, any_of
from brief_tui.model.query import parse_query
from brief_tui.model.query_nodes import AttributeName, QueryMistake, TextField

_TEXT_FIELDS: Final[dict[str, TextField]] = {
    "title": "headline",
    "content": "body",
    "author": "by",
}
_OPPOSITES: Final = {"!=": "=", "!~": "=~", "!#": "#", ">=": "<", "<=": ">"}
_NOW: Final = datetime(2001, 1, 1, tzinfo=UTC)  # any: it only has to be one
_COUNTED: Final = "queries look at stories, not at how many a feed has"
_NO_PLACE: Final = "queries have no order of feeds and stories"
_NO_FIELD: Final[dict[str, str]] = {
    "unread_count": _COUNTED,
    "total_count": _COUNTED,
    "articleindex": _NO_PLACE,
    "feedindex": _NO_PLACE,
    "date": "a date is no text; age can be asked for",
    "feeddate": "the date of a feed cannot be asked for",
    "guid": "the identifiers of stories cannot be asked for",
    "enclosure_url": "the files of stories cannot be asked for",
    "enclosure_type": "the files of stories cannot be asked for",
    "description": "the descriptions of feeds cannot be asked for",
    "feedlink": "the pages of feeds cannot be asked for",
}


@dataclass(frozen=True, slots=True)
class Translation:
    """A query, '' when there is none: ``problems`` then says why.

    Beside a query ``problems`` says what it takes differently.
    """

    query: str
    problems: tuple[str, ...] = ()


def query_of(filter_text: str, feeds: Mapping[str, str] | None = None) -> Translation:
    """The query that finds what a filter finds. ``feeds`` are names of feeds by address."""
    try:
        expression = parse_expression(filter_text)
    except UnreadableError as error:
        return Translation("", (f"this is no filter: {error}",))
    translator = _Translator(feeds or {})
    said = translator.expression(expression)
    if translator.unsaid:
        return Translation("", tuple(dict.fromkeys(translator.unsaid)))
    found = parse_query(said.text, _NOW)
    if isinstance(found, QueryMistake):
        return Translation("", (found.message,))
    return Translation(said.text, tuple(dict.fromkeys(translator.notes)))


class _Translator:
    def __init__(self, feeds: Mapping[str, str]) -> None:
        self.feeds = feeds
        self.unsaid: list[str] = []
        self.notes: list[str] = []

    def expression(self, expression: Expression) -> Said:
        """What the expression says. What it cannot say is noted, so that all of it is told."""
        if isinstance(expression, Comparison):
            try:
                return self._comparison(expression)
            except UnsaidError as error:
                self.unsaid.append(f"{expression.text}: {error}")
                return Said(ALWAYS)
        parts = [self.expression(part) for part in expression.parts]
        return any_of(parts) if expression.by == "or" else all_of(parts)

    def _comparison(self, asked: Comparison) -> Said:
        positive = _OPPOSITES.get(asked.operator)
        if positive and (asked.attribute != "age" or positive == "="):
            opposite = Comparison(asked.attribute, positive, asked.value, asked.text)
            return terms.negated(self._positive(opposite))
        return self._positive(asked)

    def _positive(self, asked: Comparison) -> Said:
        """The meaning of a comparison by ``= =~ # < >`` or ``between``, of ages by any."""
        name = asked.attribute
        if reason := _NO_FIELD.get(name):
            raise UnsaidError(reason)
        if name == "age":
            return terms.age(asked.operator, asked.value)
        if asked.operator in {"<", ">", "<=", ">=", "between"}:
            raise UnsaidError("only age can be compared by size")
        meanings: dict[str, Callable[[Comparison], Said]] = {
            "unread": terms.unread,
            "feedtitle": self._feed_title,
            "rssurl": self._feed_address,
            "tags": self._tags,
            "flags": terms.flags,
            "link": terms.link,
        }
        if name in _TEXT_FIELDS:
            return terms.words(_TEXT_FIELDS[name], asked)
        if name in meanings:
            return meanings[name](asked)
        raise UnsaidError("newsboat has no such attribute")

    def _feed_title(self, asked: Comparison) -> Said:
        if asked.operator == "=~":
            return any_of([self._beginning(asked, "source", text) for text in terms.texts(asked)])
        return terms.attribute("source", asked.value)

    def _tags(self, asked: Comparison) -> Said:
        if asked.operator == "=~":
            return any_of([self._beginning(asked, "tag", text) for text in terms.texts(asked)])
        if asked.value.startswith(("!", "~")):
            raise UnsaidError("this is no tag, but what newsboat hides or names a feed by")
        return terms.attribute("tag", asked.value)

    def _beginning(self, asked: Comparison, field: AttributeName, text: str) -> Said:
        """A name that is the text, or begins so: what lies in the middle has no query."""
        name = MARKS.sub("", text).strip()
        is_whole = text[-1:] in {END, BOUND} and text[:1] in {START, BOUND}
        if GAP in text.strip(GAP + START + END) or (text[-1:] in {END} and not is_whole):
            raise UnsaidError("a query finds names by their beginning alone")
        if text[:1] != START and not is_whole:
            self.notes.append(f"{asked.text} finds names that begin so, and not inside of them")
        return terms.attribute(field, name, prefix=not is_whole)

    def _feed_address(self, asked: Comparison) -> Said:
        """Feeds by their address become feeds by their name, as far as the names are known."""
        texts = terms.texts(asked) if asked.operator == "=~" else (START + asked.value + END,)
        found = [url for url in self.feeds if any(_finds(text, url) for text in texts)]
        names = [self.feeds[url] for url in found]
        if not found or not all(names):
            raise UnsaidError(
                "a query finds feeds by name and tag, not by address; give those feeds a tag"
            )
        return any_of([terms.attribute("source", name) for name in dict.fromkeys(names)])


def _finds(text: str, url: str) -> bool:
    """Whether an address has the text, in one piece or in pieces with gaps between them."""
    url, at = url.casefold(), 0
    pieces = [MARKS.sub("", piece).casefold() for piece in text.split(GAP)]
    for number, piece in enumerate(pieces):
        found = url.find(piece, at)
        if found < 0 or (number == 0 and text.startswith(START) and found > 0):
            return False
        at = found + len(piece)
    return not text.endswith(END) or url.endswith(pieces[-1])
