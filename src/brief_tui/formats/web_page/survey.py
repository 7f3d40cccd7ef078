"""One walk over a page that gathers whatever speaks about the page as a whole.

The order of the page is kept as a number for each find, so that who asks later can tell
what stands near the headline from what stands in a card at the foot.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final, Literal

from brief_tui.formats.html.tree import UNREAD, Element, words_of

_NAMING: Final = ("class", "id", "data-testid", "data-component")
_NAMES_LIMIT: Final = 1_000
_HEAD: Final = frozenset({"meta", "link", "title", "script"})
_HEADINGS: Final = frozenset({"h1", "h2", "h3"})

_PATH: Final = frozenset({"breadcrumb", "breadcrumbs"})

MOST: Final = 2_000
"""Finds of one kind that are kept: no honest page has more."""

SHORT: Final = 500
"""Characters in what can be a headline, a byline or a date."""

_MOST_NODES: Final = 500

LONGEST: Final = 20_000
"""Characters of an attribute that are read."""

SIGNING: Final = frozenset(
    """byline bylines author authors autor autoren autorin autores autora auteur auteurs autore
    autori writer writers reporter reporters journalist journalists forfatter skribent redakteur
    firma firmante signature contributor contributors redactor kirjoittaja""".split()
)
"""Words with which page makers name the element that says who wrote the story."""

_DATING: Final = frozenset(
    """date dates dateline datetime time timestamp published publish publication pubdate posted
    postdate fecha datum data zeit erstellt""".split()
)
# Each of those words begins with or has one of these: quicker to look for than the words.
_MAY_SAY: Final = re.compile(
    "byline|aut[eho]|dat[aeu]|time|pub|writer|report|journ|forf|skrib|reda|firm|signa|contr|kirj"
    "|post|fecha|zeit|erst"
)


@dataclass(frozen=True, slots=True)
class Find:
    """An element, and how many elements come before it."""

    position: int
    element: Element


@dataclass(slots=True)
class Survey:
    """What was found. Names of ``metas``, ``links`` and ``properties`` are in lower case."""

    metas: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    links: dict[str, str] = field(default_factory=dict)
    title: str = ""
    scripts: list[str] = field(default_factory=list)
    headings: list[Find] = field(default_factory=list)
    moments: list[Find] = field(default_factory=list)
    signed: list[Find] = field(default_factory=list)
    properties: list[Find] = field(default_factory=list)


def survey(page: Element) -> Survey:
    """Walk over the page once."""
    found = Survey()
    for position, element in enumerate(page.walk()):
        if element.tag in _HEAD:
            _note_head(element, found)
        elif element.tag in _HEADINGS:
            if is_short(element) and not (element.tag == "h1" and _leads_the_way(element)):
                _keep(found.headings, Find(position, element))
        elif element.tag == "time":
            _keep(found.moments, Find(position, element))
        if element.attributes:
            _note(position, element, found)
    return found


def stretches(element: Element) -> Iterator[str]:
    """The visible text in an element, parted at every element's edge."""
    stack = [*reversed(element.children)]
    for _ in range(_MOST_NODES):
        if not stack:
            return
        node = stack.pop()
        if isinstance(node, str):
            if line := " ".join(node.split()):
                yield line
        elif node.tag not in UNREAD and not node.hidden:
            stack.extend(reversed(node.children))
    yield "…" * SHORT


def is_short(element: Element) -> bool:
    """Whether an element's text is no longer than a headline or a byline may be."""
    length = 0
    return all((length := length + len(text)) <= SHORT for text in stretches(element))


def _note_head(element: Element, found: Survey) -> None:
    if element.tag == "meta":
        _meta(element, found)
    elif element.tag == "link":
        for rel in element.get("rel").lower().split():
            found.links.setdefault(rel, element.get("href"))
    elif element.tag == "title":
        found.title = found.title or _title(element)
    elif "ld+json" in element.get("type"):
        found.scripts.append("".join(c for c in element.children if isinstance(c, str)))


def _meta(element: Element, found: Survey) -> None:
    content = element.get("content")[:LONGEST]
    for attribute in ("property", "name", "http-equiv"):
        if (name := element.get(attribute).lower()) and content:
            if len(found.metas) < MOST and len(found.metas[name]) < MOST:
                found.metas[name].append(content)
            return


def _title(element: Element) -> str:
    if element.within("svg", "body") and not element.within("head"):
        return ""
    return " ".join("".join(c for c in element.children if isinstance(c, str)).split())[:LONGEST]


def _note(position: int, element: Element, found: Survey) -> None:
    """Keep an element that is named as a property, a byline or a date."""
    attributes = element.attributes
    signed = attributes.get("rel") == "author"
    if prop := attributes.get("itemprop"):
        _keep(found.properties, Find(position, element))
        signed = signed or "author" in prop
    if len(attributes.get("class", "")) > _NAMES_LIMIT:
        return
    says = "who" if signed else _says(*map(attributes.get, _NAMING))
    if says == "who":
        _keep(found.signed, Find(position, element))
    elif says == "when" and element.tag != "time":
        _keep(found.moments, Find(position, element))


def _leads_the_way(element: Element) -> bool:
    """Whether a heading is a step of the path to the page rather than its own."""
    return any(
        above.tag == "nav" or not _PATH.isdisjoint(above.words)
        for above in (element, *islice(element.ancestors(), 4))
    )


@lru_cache(maxsize=4096)
def _says(*names: str | None) -> Literal["who", "when", ""]:
    """What an element of these names tells. Pages repeat their names a lot."""
    named = " ".join(filter(None, names))
    if not _MAY_SAY.search(named.lower()):
        return ""
    words = words_of(named)
    if not SIGNING.isdisjoint(words):
        return "who"
    return "" if _DATING.isdisjoint(words) else "when"


def _keep(kept: list[Find], find: Find) -> None:
    if len(kept) < MOST:
        kept.append(find)
