"""Who wrote a page and when, as it shows this to its readers around the headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Final

from brief_tui.formats.html.tree import INLINE, UNREAD, Element
from brief_tui.formats.web_page import page_dates, people
from brief_tui.formats.web_page.people import Name
from brief_tui.formats.web_page.survey import SIGNING, Find, Survey, is_short, stretches

_MOST_GROUPS: Final = 12
_NEAR: Final = 40
"""Elements above the headline in which byline and date still belong to it."""

_REACH: Final = 60
"""Stretches of text below the headline among which an unnamed byline or date is looked for."""

_WRITER_PATH: Final = re.compile(
    r"/(?:[\w-]*(?:auth?or|auteur|autor)[\w-]*|profiles?|people|persons?|staff|journalists?|by"
    r"|writers?|contributors?|reporters?|columnists?|redak\w+|forfatter|team|bios?|correspondents?)"
    r"(?:/|\?|=|-)",
    re.IGNORECASE,
)
_LINES: Final = 400
"""Such stretches among which one that is labelled is looked for."""

_BELOW: Final = 60
"""Elements below the headline within which its byline stands, as a rule."""

_SHORT: Final = 120
_UPDATED: Final = frozenset("updated update modified".split())
_LABEL: Final = re.compile(
    r"(?i:authors?|autorin|autore?s?|autora|auteure?|texte?|texto|verfasst von|автор)"
    r"(?:\s*[:：]\s*|\s+)(?=[^\W\d_a-z])"
)
_APART: Final = frozenset("article figure figcaption nav aside form blockquote table".split())
_ELSEWHERE: Final = frozenset(
    """card cards teaser teasers related recirc recirculation recommended recommendations comment
    comments promo sidebar trending popular gallery image picture photo caption credit credits
    widget menu newsletter latest carousel slider footer copyright rail more disqus reply tweet
    quote pullquote mostread bio biography""".split()
)


def shown_names(
    survey: Survey, headline: Find | None, publishers: Iterable[str]
) -> tuple[Name, ...]:
    """The names in the byline nearest to the headline, or none."""
    own = list(publishers)
    near = (headline.position if headline else 0) + _BELOW
    plain: tuple[Name, ...] | None = None
    for group in _groups(survey.signed, headline):
        if plain is None and group[0].position > near and (plain := _signed_line(headline, own)):
            return plain
        names = _names([find.element for find in group], own)
        if people.has_person(names) or any(name.kind == "agency" for name in names):
            return names
    return _signed_line(headline, own) if plain is None else ()


def shown_moment(survey: Survey, headline: Find | None) -> datetime | None:
    """The date nearest to the headline, by its attribute or else its text."""
    finds = sorted((*survey.moments, *survey.signed), key=lambda find: find.position)
    near = _near(finds, headline)
    for find in sorted(near, key=lambda find: not _UPDATED.isdisjoint(find.element.words)):
        if moment := _moment(find.element):
            return moment
    return next(
        (
            moment
            for line in islice(_lines_after(headline), _REACH)
            if page_dates.is_date(line) and (moment := page_dates.read_words(line))
        ),
        None,
    )


def _moment(element: Element) -> datetime | None:
    """The date in an element's attributes, or its short text."""
    for attribute in ("datetime", "content", "title"):
        if (stated := element.get(attribute)) and (moment := page_dates.read_moment(stated)):
            return moment
    return page_dates.read_words(element.text) if is_short(element) else None


def labelled_names(headline: Find | None, publishers: Iterable[str]) -> tuple[Name, ...]:
    """The names in a line such as "Author: Ann Lee" further down the page."""
    own = list(publishers)
    for line in islice(_lines_after(headline), _LINES):
        if len(line) <= _SHORT and (label := _LABEL.match(line)):
            names = people.read_names([line[label.end() :]], own)
            if people.has_person(names):
                return names
    return ()


def _signed_line(headline: Find | None, publishers: list[str]) -> tuple[Name, ...]:
    """The names in the first line below the headline that begins as bylines do."""
    for line in islice(_lines_after(headline), _REACH):
        if len(line) <= _SHORT and people.is_signed(line):
            names = people.read_names([line], publishers)
            if people.has_person(names):
                return names
    return ()


def _groups(signed: list[Find], headline: Find | None) -> list[list[Find]]:
    """The elements that sign the story, nearest to the headline first, neighbours together."""
    known = {find.element for find in signed if is_short(find.element)}
    groups: list[list[Find]] = []
    for find in _near(signed, headline):
        element = find.element
        if element not in known or not known.isdisjoint(element.ancestors()):
            continue
        last = groups[-1][0].element if groups else None
        if last and last.parent is element.parent and last.words == element.words:
            groups[-1].append(find)
        elif len(groups) == _MOST_GROUPS:
            break
        else:
            groups.append([find])
    return groups


def _near(finds: Iterable[Find], headline: Find | None) -> list[Find]:
    """Those that belong to the story: below the headline first, then those just above it."""
    around = list(headline.element.ancestors()) if headline else []
    article = next((above for above in around if above.tag == "article"), None)
    known = frozenset(around)
    own = [find for find in finds if _belongs(find.element, known, article)]
    position = headline.position if headline else -1
    below = [find for find in own if find.position > position]
    above = [find for find in own if 0 < position - find.position <= _NEAR]
    return [*below, *reversed(above)]


def _belongs(element: Element, around: frozenset[Element], article: Element | None) -> bool:
    """Whether an element is no part of a picture, a card or another story.

    ``around`` are the elements that hold the headline: what their names say is said of it, too.
    ``article`` is the nearest of them that is one; its own footer may have the byline.
    """
    if element.hidden or _is_elsewhere(element):
        return False
    for above in element.ancestors():
        if above in around:
            return True
        if above.tag == "footer":
            if article is None or article not in above.ancestors():
                return False
        elif above.tag in _APART or _is_elsewhere(above):
            return False
    return True


def _is_elsewhere(element: Element) -> bool:
    return not _ELSEWHERE.isdisjoint(element.words) and "article" not in element.words


def _names(group: list[Element], publishers: list[str]) -> tuple[Name, ...]:
    """The names in a byline: of its links where these name anybody, else of all its text."""
    marked = [text for element in group for text in _marked(element)]
    names = people.read_names(marked, publishers)
    if people.has_person(names):
        return names
    return people.read_names((t for element in group for t in stretches(element)), publishers)


def _marked(element: Element) -> Iterator[str]:
    """The texts that the page itself marks as a name."""
    for inner in (element, *element.walk()):
        named = inner.get("itemprop") == "name" or "author" in inner.get("rel").split()
        if named or (inner.tag == "a" and _leads_to_writer(inner)):
            yield inner.text


def _leads_to_writer(link: Element) -> bool:
    return not SIGNING.isdisjoint(link.words) or _WRITER_PATH.search(link.get("href")) is not None


def _lines_after(find: Find | None) -> Iterator[str]:
    """The lines below an element, in the order of the page."""
    if find is None:
        return
    current = find.element
    while current.parent is not None:
        siblings = current.parent.children
        place = next(index for index, node in enumerate(siblings) if node is current)
        for node in siblings[place + 1 :]:
            yield from _lines(node)
        current = current.parent


def _lines(node: Element | str) -> Iterator[str]:
    """The lines in a node: text between the edges of block elements."""
    stack: list[Element | str | None] = [node]
    line: list[str] = []
    while stack:
        part = stack.pop()
        if isinstance(part, str):
            line.append(part)
            continue
        if part is None or part.tag not in INLINE:
            if text := " ".join("".join(line).split()):
                yield text
            line = []
        if part is not None and part.tag not in UNREAD and not part.hidden:
            if part.tag not in INLINE:
                stack.append(None)
            stack.extend(reversed(part.children))
    if text := " ".join("".join(line).split()):
        yield text
