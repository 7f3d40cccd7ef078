"""What a page says about itself: headline, byline, date and the rest, each from its best source.

Pages say most things several times over, for different readers: JSON-LD for search engines,
OpenGraph for social sites, microdata, ``meta`` of a dozen vendors, and what stands around the
headline for people. Each field is taken from the first source that has it, and which one it
was is kept.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Final
from urllib.parse import urlsplit

from brief_tui.formats.html.tree import Element
from brief_tui.formats.web_page import page_dates, people, signatures, titles
from brief_tui.formats.web_page.json_ld import text, texts
from brief_tui.formats.web_page.likeness import letters
from brief_tui.formats.web_page.people import Name
from brief_tui.formats.web_page.pictures import read_figures
from brief_tui.formats.web_page.statements import Statement, Statements
from brief_tui.formats.web_page.survey import Find
from brief_tui.model.article import Figure
from brief_tui.model.identity import resolve, web_address
from brief_tui.model.text import HEADLINE_LIMIT, clean_line

_MOST_TAGS: Final = 30
_TAG_LIMIT: Final = 60
_LANGUAGE: Final = re.compile(
    r"([a-zA-Z]{2,3})(?:[-_][a-zA-Z]{4})?(?:[-_]([a-zA-Z]{2}))?(?![a-zA-Z])"
)
_COMMA: Final = re.compile(r"\s*[,;،、]\s*")
_KEY: Final = re.compile(r"^@|://|\w:\w|[=_]")


@dataclass(frozen=True, slots=True)
class Metadata:
    """The fields, '' or None or () where the page says nothing.

    ``headlines`` are candidates, best first; ``headline`` is the heading that the page shows,
    or the first of them. Dates are in UTC, on the day that the page states. ``images`` are the
    lead pictures with what JSON-LD says of them. ``sources`` has the name of each field that
    was found and where, such as ("published", "JSON-LD datePublished").
    """

    headlines: tuple[str, ...] = ()
    headline: str = ""
    dek: str = ""
    bylines: tuple[str, ...] = ()
    published: datetime | None = None
    updated: datetime | None = None
    publisher: str = ""
    section: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    url: str = ""
    images: tuple[Figure, ...] = ()
    text: str = ""
    sources: tuple[tuple[str, str], ...] = ()


def choose_headline(metadata: Metadata, h1s: list[str]) -> str:
    """The visible heading that agrees with the page's titles, or stands as one; else a title."""
    return titles.choose_headline(metadata.headlines, h1s, metadata.publisher)


def read(page: Element, address: str) -> Metadata:
    """What ``page``, which came from ``address`` ('' where unknown), says about itself."""
    return _Reader(page, web_address(address)).read()


class _Reader:
    """Reads the fields of one page, keeping note of where each was found."""

    def __init__(self, page: Element, address: str) -> None:
        self._address = address
        self._root = page.get("lang") or page.get("xml:lang")
        self._said = Statements(page, address)
        self._survey = self._said.survey
        self._sources: dict[str, str] = {}

    def read(self) -> Metadata:
        url = self._url()
        publisher = self._publisher()
        named = [people.without_asides(text(s.value)) for s in self._said.of("publisher")]
        sites = [publisher, *named, _host(url)]
        headlines = self._headlines(sites)
        heading = self._heading(headlines, publisher)
        published = self._published(heading, url)
        updated = self._moment("updated", "dateModified")
        return Metadata(
            headlines=headlines,
            headline=heading.element.text if heading else next(iter(headlines), ""),
            dek=self._dek(headlines),
            bylines=self._bylines(heading, sites),
            published=published,
            updated=updated if updated and not (published and updated <= published) else None,
            publisher=publisher,
            section=self._section(),
            language=self._language(),
            tags=self._tags(),
            url=url,
            images=self._images(url),
            text=self._text(),
            sources=tuple(self._sources.items()),
        )

    def _line(
        self, field: str, statements: Iterable[Statement], accept: Callable[[str], bool] = bool
    ) -> str:
        """The first text among the statements that is accepted."""
        for statement in statements:
            for line in texts(statement.value):
                if accept(line):
                    self._sources[field] = statement.source
                    return line
        return ""

    def _moment(self, field: str, name: str) -> datetime | None:
        for statement in self._said.of(name):
            if moment := page_dates.read_moment(text(statement.value)):
                self._sources[field] = statement.source
                return moment
        return None

    def _url(self) -> str:
        """The canonical address; never the site's front page for one of its stories."""
        link = Statement("link canonical", self._survey.links.get("canonical"))
        for statement in (link, *self._said.of("url")):
            url = web_address(resolve(self._address, text(statement.value)))
            if url and not (_is_front(url) and self._address and not _is_front(self._address)):
                self._sources["url"] = statement.source
                return url
        return self._address

    def _publisher(self) -> str:
        stated = chain(
            self._said.of("publisher"),
            self._said.of("sourceOrganization"),
            (
                Statement("JSON-LD WebSite", site.get("name"))
                for site in self._said.graph.of_type("website")
            ),
        )
        return self._line("publisher", stated, _is_words)

    def _headlines(self, sites: list[str]) -> tuple[str, ...]:
        found: dict[str, str] = {}
        names = {"", *map(letters, sites)}
        for statement in (*self._said.of("headline"), Statement("title", self._survey.title)):
            line = clean_line(titles.without_site(text(statement.value), sites), HEADLINE_LIMIT)
            if letters(line) not in names:
                self._sources.setdefault("headline", statement.source)
                found.setdefault(letters(line), line)
        lines = list(found.values())
        if lines == [self._survey.title]:  # nobody says what of it is the site's name
            lines.insert(0, titles.shortened(lines[0]))
        return tuple(dict.fromkeys(lines or filter(None, [self._survey.title])))

    def _heading(self, headlines: tuple[str, ...], publisher: str) -> Find | None:
        """The heading that shows the headline: an ``h1``, or another that agrees better."""
        firsts = [find for find in self._survey.headings if find.element.tag == "h1"]
        others = [find for find in self._survey.headings if find.element.tag != "h1"]
        best, score = None, titles.AGREE
        for find in (*firsts, *others):
            if find.element.tag != "h1" and score > titles.SAME:
                break
            agreement = titles.agreement(find.element.text, headlines)
            if agreement > score:
                best, score = find, agreement
        if best is not None:
            return best
        lines = [find.element.text for find in firsts]
        chosen = titles.choose_headline(headlines, lines, publisher)
        return firsts[lines.index(chosen)] if chosen in lines else None

    def _dek(self, headlines: tuple[str, ...]) -> str:
        return self._line(
            "dek",
            self._said.of("description"),
            lambda line: all(letters(line) != letters(headline) for headline in headlines),
        )

    def _bylines(self, heading: Find | None, sites: list[str]) -> tuple[str, ...]:
        """Persons by the best source, or agencies, or whoever is named at all."""
        stated = self._stated_names(sites)
        shown = signatures.shown_names(self._survey, heading, sites)
        choices = [*stated.items(), ("byline on the page", shown)]
        best = next((c for c in choices if people.has_person(c[1])), ("", ()))
        if not shown and not best[0].startswith("JSON-LD"):
            shown = signatures.labelled_names(heading, sites)
            choices[-1] = ("label on the page", shown)
        if people.has_person(shown) and _says_more(shown, best[1]):
            choices.insert(0, choices.pop())
        for kind in people.KINDS:
            for source, names in choices:
                if chosen := tuple(name.text for name in names if name.kind == kind):
                    self._sources["bylines"] = source
                    return chosen
        return ()

    def _stated_names(self, sites: list[str]) -> dict[str, tuple[Name, ...]]:
        """The names that each source gives, best source first."""
        values: dict[str, list[str]] = {}
        for statement in chain(self._said.of("author"), self._said.of("creator")):
            given = values.setdefault(statement.source, [])
            if not (given and statement.source.startswith("JSON-LD")):  # one object has them all
                given.extend(texts(statement.value))
        names = {source: people.read_names(given, sites) for source, given in values.items()}
        # A site that signs its own pages in a meta signs them all alike.
        for source in [source for source in names if source.startswith("meta")]:
            names[source] = tuple(
                name
                for name in names[source]
                if name.kind == "person" or not titles.is_site(name.text, sites)
            )
        return names

    def _published(self, heading: Find | None, url: str) -> datetime | None:
        if moment := self._moment("published", "datePublished"):
            return moment
        for source, moment in (
            ("date on the page", signatures.shown_moment(self._survey, heading)),
            ("address", page_dates.read_address(self._address or url)),
        ):
            if moment:
                self._sources["published"] = source
                return moment
        for name in ("dateCreated", "uploadDate", "dateModified"):
            if moment := self._moment("published", name):
                return moment
        return None

    def _section(self) -> str:
        """The first of the sections, where a page names several."""
        sections = self._line("section", self._said.of("articleSection"), _is_words)
        return _COMMA.split(sections)[0].lstrip("#")

    def _language(self) -> str:
        """The language of the article by its JSON-LD, else of the page's root, else by a meta."""
        stated = list(self._said.of("inLanguage"))
        stated.insert(1 if self._said.articles else 0, Statement("html lang", self._root))
        for statement in stated:
            if match := _LANGUAGE.match(text(statement.value)):
                self._sources["language"] = statement.source
                return "-".join(filter(None, (match[1].lower(), (match[2] or "").upper())))
        return ""

    def _tags(self) -> tuple[str, ...]:
        for statement in self._said.of("keywords"):
            tags: dict[str, str] = {}
            for line in texts(statement.value):
                for tag in _COMMA.split(line):
                    if _is_words(tag) and len(tag) <= _TAG_LIMIT:
                        tags.setdefault(letters(tag), tag)
            if tags:
                self._sources["tags"] = statement.source
                return tuple(tags.values())[:_MOST_TAGS]
        return ()

    def _text(self) -> str:
        """The longest text that JSON-LD gives to the article."""
        stated = (article.get("articleBody") for article in self._said.articles)
        return max((text for text in stated if isinstance(text, str)), key=len, default="")

    def _images(self, url: str) -> tuple[Figure, ...]:
        for statement in self._said.of("image"):
            if figures := read_figures(statement.value, url):
                self._sources["images"] = statement.source
                return figures
        return ()


def _says_more(shown: Sequence[Name], stated: Sequence[Name]) -> bool:
    """Whether the byline that readers see has more names than the stated one, or other names."""
    shown = [name for name in shown if name.kind == "person"]
    alike = [people.agree(name, other) for name in stated for other in shown]
    return not any(alike) or (len(shown) > len(stated) and sum(alike) >= len(stated))


def _is_words(text: str) -> bool:
    """Whether a text is meant for people: no address, number, handle or key of a database."""
    return bool(letters(text)) and not text.isdigit() and not _KEY.search(text)


def _is_front(url: str) -> bool:
    """Whether an address is a site's front page."""
    return urlsplit(url).path in {"", "/"}


def _host(url: str) -> str:
    """The site's own label in its host: "example" of ``https://www.example.co.uk/``."""
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    return host.partition(".")[0]
