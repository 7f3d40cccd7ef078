"""JSON-LD as pages really carry it: often broken, nested at will, and not all about this page.

Nothing here raises: what cannot be read is not there. Sizes and depths are bounded.
"""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, Final, TypeAlias

from brief_tui.formats.plain_title import plain_title
from brief_tui.formats.web_page.likeness import likeness, page_key
from brief_tui.model.text import clean_line

Json: TypeAlias = dict[str, Any]

SCRIPT_LIMIT: Final = 4_000_000
"""Characters of a script past which it is not read."""

OBJECT_LIMIT: Final = 20_000
"""Objects and lists that are looked at in one page."""

CANDIDATE_LIMIT: Final = 300
"""Articles among which the page's own is looked for."""

LINE_LIMIT: Final = 6_000
VALUE_LIMIT: Final = 100
"""Values of one field that are looked at."""

_ARTICLES: Final = ("article", "posting", "report", "recipe", "review", "claimreview")
_PAGES: Final = ("webpage", "creativework", "gallery", "videoobject", "audioobject", "episode")
_OPENING: Final = re.compile(r"[{\[]")
_TRAILING_COMMA: Final = re.compile(r",(\s*[}\]])")
_BAD_ESCAPE: Final = re.compile(r"\\(?![\"\\/bfnrtu])")
_BETWEEN: Final = re.compile(r"[\s,;]*")
# Numbers stay text: nothing here counts, and text has no limit of digits.
_DECODER: Final = json.JSONDecoder(
    strict=False, parse_int=str, parse_float=str, parse_constant=lambda _: None
)


@dataclass(frozen=True, slots=True)
class Thing:
    """An object with its types in lower case; ``top`` unless it stands in another's field."""

    data: Json
    types: tuple[str, ...]
    top: bool

    @property
    def is_article(self) -> bool:
        """Whether it is an article of any kind."""
        return any(kind.endswith(_ARTICLES) for kind in self.types)

    @property
    def rank(self) -> int:
        """2 for an article, 1 for a page or a work, 0 for what is neither."""
        if self.is_article:
            return 2
        return int(any(kind.endswith(_PAGES) for kind in self.types))


@dataclass(slots=True)
class Graph:
    """All objects of a page, in their order, and those that others refer to by ``@id``."""

    things: list[Thing] = field(default_factory=list)
    named: dict[str, Json] = field(default_factory=dict)

    def follow(self, value: object) -> object:
        """The object that ``value`` refers to, or ``value`` where it is no reference."""
        if isinstance(value, dict) and "name" not in value:
            name = value.get("@id")
            return self.named.get(name, value) if isinstance(name, str) else value
        return value

    def of_type(self, ending: str) -> Iterator[Json]:
        """The objects whose type ends so."""
        return (t.data for t in self.things if any(kind.endswith(ending) for kind in t.types))

    def about(self, addresses: Iterable[str], titles: Iterable[str]) -> list[Thing]:
        """The articles and pages that are this page, best first.

        An object is this page when it has one of its ``addresses``, or a headline like one of
        its ``titles``; an article at the top that says nothing against it is taken as well.
        """
        pages = {page_key(address) for address in addresses if address}
        names = [title for title in titles if title]
        candidates = islice((thing for thing in self.things if thing.rank), CANDIDATE_LIMIT)
        scored = [
            (score, -index, thing)
            for index, thing in enumerate(candidates)
            if (score := _score(thing, pages, names)) > 0
        ]
        least = max((score for score, _, _ in scored), default=0.0) / 2
        scored.sort(key=lambda entry: entry[:2], reverse=True)
        return [thing for score, _, thing in scored if score >= least or not thing.is_article]


def read_graph(scripts: Iterable[str]) -> Graph:
    """Everything that the scripts hold."""
    graph = Graph()
    stack: list[tuple[object, bool]] = [(value, True) for s in scripts for value in _decode(s)]
    stack.reverse()
    for _ in range(OBJECT_LIMIT):
        if not stack:
            break
        value, top = stack.pop()
        if isinstance(value, list):
            stack.extend((item, top) for item in reversed(value[:OBJECT_LIMIT]))
        elif isinstance(value, dict):
            _note(value, top, graph)
            inner = [(v, top and key == "@graph") for key, v in value.items() if _holds(v)]
            stack.extend(reversed(inner))
    return graph


def _holds(value: object) -> bool:
    return isinstance(value, dict | list)


def _note(data: Json, top: bool, graph: Graph) -> None:
    kinds = data.get("@type")
    types = tuple(
        kind.rpartition("/")[2].rpartition(":")[2].lower()
        for kind in (kinds if isinstance(kinds, list) else [kinds])[:10]
        if isinstance(kind, str)
    )
    if types:
        graph.things.append(Thing(data, types, top))
    name = data.get("@id")
    if isinstance(name, str) and len(data) > 1:
        known = graph.named.get(name)
        if known is None or len(known) < len(data):
            graph.named[name] = data


def _score(thing: Thing, pages: set[str], titles: list[str]) -> float:
    """How likely an object is this page: an address settles it, a headline nearly does.

    Being an article at the top alone is enough; being one in a list of others is not.
    """
    data = thing.data
    score = thing.rank + (1.0 if thing.top else -1.5)
    own = [*texts(data.get("url")), *_addresses(data.get("mainEntityOfPage"))]
    own += texts(data.get("@id"))
    keys = {page_key(url) for url in own if url.startswith(("http", "/"))}
    here = bool(keys & pages)
    if here:
        score += 3
    headline = text(data.get("headline")) or text(data.get("name"))
    alike = max((likeness(headline, title) for title in titles), default=0.0) if headline else 0.0
    if headline and titles:
        score += 3 * alike - 1
    if pages and keys and not here and alike < 0.5:
        score -= 2.5
    return score


def _addresses(value: object) -> list[str]:
    if isinstance(value, dict):
        return [*texts(value.get("@id")), *texts(value.get("url"))]
    return texts(value)


def _decode(script: str) -> Iterator[object]:
    """The values in a script. Comments and CDATA around them do not matter."""
    if len(script) > SCRIPT_LIMIT:
        return
    script = script.replace("<![CDATA[", "").replace("]]>", "")
    start = _OPENING.search(script)
    source = script[start.start() :] if start else ""
    for repair in (_as_it_is, _without_slips, html.unescape):
        source = repair(source)
        values = list(_values(source))
        if values:
            yield from values
            return


def _values(source: str) -> Iterator[object]:
    """The values that stand one after the other in ``source``, up to the first that is broken."""
    position = 0
    while position < len(source):
        try:
            value, position = _DECODER.raw_decode(source, position)
        except (ValueError, RecursionError):
            return
        yield value
        if gap := _BETWEEN.match(source, position):
            position = gap.end()


def _as_it_is(source: str) -> str:
    return source


def _without_slips(source: str) -> str:
    """Without commas before a closing bracket and without escapes that JSON does not know."""
    return _BAD_ESCAPE.sub(r"\\\\", _TRAILING_COMMA.sub(r"\1", source))


def texts(value: object) -> list[str]:
    """The texts in a field: a text, an object's value or name, or a list of them."""
    values = value[:VALUE_LIMIT] if isinstance(value, list) else [value]
    found = []
    for item in values:
        if isinstance(item, dict):
            item = item.get("@value") or item.get("name")  # noqa: PLW2901
        if isinstance(item, str) and (line := _plain(item)):
            found.append(line)
    return found


def _plain(value: str) -> str:
    value = value[:LINE_LIMIT]
    marked = "&" in value or "<" in value
    return clean_line(plain_title(value) if marked else value, LINE_LIMIT)


def text(value: object) -> str:
    """The first text in a field, '' for none."""
    return next(iter(texts(value)), "")
