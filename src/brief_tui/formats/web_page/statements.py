"""All that a page's metadata states about a field, best source first.

JSON-LD of the article comes before ``meta`` (OpenGraph, Dublin Core, the vendors'), that
before microdata, and what is said of the page around the article comes last.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from brief_tui.formats.html.tree import Element
from brief_tui.formats.web_page.json_ld import VALUE_LIMIT, Graph, Json, read_graph
from brief_tui.formats.web_page.survey import Find, Survey, survey

METAS: Final = {
    "headline": "og:title twitter:title sailthru.title parsely-title cxenseparse:title dc.title"
    " dcterms.title citation_title hdl headline title",
    "description": "og:description twitter:description sailthru.description dc.description"
    " dcterms.abstract description",
    "author": "byl byline article:author_name article:byline article:author parsely-author"
    " sailthru.author cxenseparse:author dc.creator dcterms.creator citation_author book:author"
    " authors author creator",
    "datePublished": "article:published_time article:published og:published_time published_time"
    " datepublished published_at date_published parsely-pub-date sailthru.date"
    " cxenseparse:recs:publishtime cxenseparse:publishtime originalpublicationdate dc.date.issued"
    " dcterms.issued dcterms.created dc.date.created citation_publication_date citation_date"
    " pubdate publishdate publish-date publish_date publication_date publicationdate ptime dc.date"
    " dcterms.date date displaydate",
    "dateModified": "article:modified_time article:modified og:updated_time datemodified"
    " dateupdated lastmod last-modified last_modified dcterms.modified dc.date.modified lastupdate"
    " utime",
    "publisher": "og:site_name application-name publisher dc.publisher dcterms.publisher",
    "articleSection": "article:section parsely-section cxenseparse:section articlesection section"
    " category dc.subject.category cg",
    "keywords": "news_keywords article:tag parsely-tags sailthru.tags cxenseparse:tag keywords"
    " dc.subject",
    "inLanguage": "content-language language dc.language dcterms.language inlanguage og:locale",
    "image": "og:image og:image:url twitter:image twitter:image:src sailthru.image.full"
    " parsely-image-url thumbnailurl",
    "url": "og:url",
}
"""For each field by its name in schema.org: the names of ``meta``, best first."""

_ARTICLES: Final = ("article", "posting", "report", "recipe", "review", "webpage", "creativework")


@dataclass(frozen=True, slots=True)
class Statement:
    """A value as the page has it (text, or JSON), and where it stands."""

    source: str
    value: object


class Statements:
    """The statements of one page; ``survey`` and ``graph`` are what they are taken from."""

    def __init__(self, page: Element, address: str) -> None:
        self.survey: Survey = survey(page)
        self.graph: Graph = read_graph(self.survey.scripts)
        metas = self.survey.metas
        shown = [h.element.text for h in self.survey.headings if h.element.tag == "h1"][:10]
        things = self.graph.about(
            [address, self.survey.links.get("canonical", ""), *metas.get("og:url", ())[:3]],
            [*metas.get("og:title", ())[:3], self.survey.title, *shown],
        )
        self.articles: list[Json] = [thing.data for thing in things if thing.is_article]
        self.pages: list[Json] = [thing.data for thing in things if not thing.is_article]
        self._properties = _of_article(self.survey.properties)

    def of(self, field: str) -> Iterator[Statement]:
        """What is said of a field by its schema.org name; the values may be empty."""
        yield from self._json_ld(field, self.articles, f"JSON-LD {field}")
        for name in METAS.get(field, "").split():
            for content in self.survey.metas.get(name, ()):
                yield Statement(f"meta {name}", content)
        for find in self._properties:
            if field in find.element.get("itemprop").split():
                yield Statement(f"itemprop {field}", _value(find))
        yield from self._json_ld(field, self.pages, f"JSON-LD {field} of the page")

    def _json_ld(self, field: str, things: list[Json], source: str) -> Iterator[Statement]:
        for data in things:
            if (value := data.get(field)) is not None:
                yield Statement(source, self._followed(value))

    def _followed(self, value: object) -> object:
        if isinstance(value, list):
            return [self.graph.follow(item) for item in value[:VALUE_LIMIT]]
        return self.graph.follow(value)


def _of_article(properties: list[Find]) -> list[Find]:
    """The properties of the first article on the page, of the page, or of nothing at all.

    What follows the first article are, as a rule, others that it links to.
    """
    own: list[Find] = []
    items: dict[str, Element | None] = {}
    for find in properties:
        item = next((e for e in find.element.ancestors() if "itemscope" in e.attributes), None)
        kind = item.get("itemtype").lower().rstrip("/") if item else ""
        stated = kind.endswith(_ARTICLES) and items.setdefault(kind, item) is item
        if not kind or stated:
            own.append(find)
    return own


def _value(find: Find) -> str:
    """A property's value: stated in an attribute, or its text, or the name of its item."""
    element = find.element
    for attribute in ("content", "datetime"):
        if stated := element.get(attribute):
            return stated
    if "itemscope" in element.attributes:
        for inner in element.walk():
            if "name" in inner.get("itemprop").split():
                return inner.get("content") or inner.text
    return element.text
