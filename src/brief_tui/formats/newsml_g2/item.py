"""One NewsML-G2 newsItem to a news item. What stands where is told in ``docs/formats.md``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from brief_tui.formats import shapes
from brief_tui.formats.credits import join as join_credits
from brief_tui.formats.html.tree import Element
from brief_tui.formats.news_item import NewsItem, Picture, figure_of, on_the_web
from brief_tui.formats.newsml_g2.content import read_content
from brief_tui.formats.newsml_g2.properties import (
    code,
    first_of,
    item_class,
    name_of,
    remote_files,
)
from brief_tui.formats.renditions import best_image
from brief_tui.formats.xml_tree import child, children, line
from brief_tui.model.article import Enclosure, Image, RelatedLink
from brief_tui.model.errors import FormatError
from brief_tui.model.identity import resolve

PICTURES: Final = frozenset({"picture", "graphic"})
_FILES: Final = frozenset({"audio", "video"})
_WITHDRAWN: Final = frozenset({"canceled", "cancelled", "withheld"})
_MAIN: Final = ("", "main", "title", "headline")
_DEKS: Final = ("subtitle", "subheadline", "sub", "dek", "secondary")
_SUMMARIES: Final = ("summary", "teaser", "abstract", "lead", "")
_SEE_ALSO: Final = frozenset({"", "seealso", "related", "relatedto"})
_TOP_TOPIC: Final = tuple(f"{number:02}000000" for number in range(1, 18))
"""The topics at the top of IPTC's Media Topics."""


def read_item(item: Element, base: str = "") -> NewsItem:
    """Read a ``newsItem`` element; addresses are resolved against ``base``.

    Raises FormatError for an item that its provider has withdrawn.
    """
    meta, about = child(item, "itemMeta"), child(item, "contentMeta")
    if (status := code(child(meta, "pubStatus"))) in _WITHDRAWN:
        raise FormatError(f"its provider has withdrawn the item (pubStatus: {status})")
    news = NewsItem(uri=item.get("guid"))
    news.url = _address(news.uri, meta)
    news.headline = headline_of(item)
    if item_class(item) in PICTURES:
        news.body = (read_picture(item, base).figure,)
    else:
        news.dek = first_of(about, "headline", _DEKS) or _second_headline(about)
        news.abstract = first_of(about, "description", _SUMMARIES)
        news.bylines = tuple(_bylines(about))
        _read_text(news, item, base)
    news.dateline = _dateline(about)
    news.publisher = _publisher(item, meta)
    language = child(about, "language")
    news.language = (language.get("tag") if language else "") or item.get("xml:lang")
    _read_subjects(news, about)
    _read_dates(news, meta, about)
    _read_links(news, meta, base)
    return news


def read_picture(item: Element, base: str) -> Picture:
    """The picture that an item of that class describes."""
    about = child(item, "contentMeta")
    renditions = list(remote_files(item, base))
    figure = figure_of(
        best_image(renditions),
        first_of(about, "description", ("caption", "summary", "")),
        _credit(item, about),
        first_of(about, "description", ("alttext", "alt", "accessibility")),
    )
    known_by = {rendition.href for rendition in renditions} | {item.get("guid")}
    return Picture(figure, frozenset(known_by - {""}))


def headline_of(item: Element) -> str:
    """The main headline, or the item's title."""
    about = child(item, "contentMeta")
    return (
        first_of(about, "headline", _MAIN)
        or line(child(about, "headline"))
        or line(child(item, "itemMeta", "title"))
    )


def _read_text(news: NewsItem, item: Element, base: str) -> None:
    content = read_content(item, news.url or base)
    news.body, news.related, news.enclosures = content.body, content.related, content.enclosures
    news.problems += content.problems
    news.lines = content.lines
    if item_class(item) in _FILES:
        news.enclosures += [
            Enclosure(r.href, r.media_type, r.size) for r in remote_files(item, base)
        ]


def _address(guid: str, meta: Element | None) -> str:
    """Where the item is published: a link to itself, or its id when that is an address."""
    for link in children(meta, "link"):
        if code(link, "rel") in {"self", "alternate", "permalink"} and link.get("href"):
            return on_the_web(link.get("href"))
    return on_the_web(guid)


def _second_headline(about: Element | None) -> str:
    """Headlines without a role are in the order of their rank; the second is the dek."""
    plain = [line(h) for h in children(about, "headline") if code(h, "role") in _MAIN]
    return plain[1] if len(plain) > 1 else ""


def _bylines(about: Element | None) -> Iterator[str]:
    by = [line(by) for by in children(about, "by")]
    if any(by):
        for text in by:
            yield from shapes.split_byline(text)
    else:
        yield from (name_of(creator) for creator in children(about, "creator"))


def _dateline(about: Element | None) -> str:
    dateline = line(child(about, "dateline")).rstrip(" -–—")
    return dateline or name_of(child(about, "located"))


def _publisher(item: Element, meta: Element | None) -> str:
    owner = child(item, "rightsInfo", "copyrightHolder")
    source = child(item, "contentMeta", "infoSource")
    return name_of(child(meta, "provider")) or name_of(owner) or name_of(source)


def _credit(item: Element, about: Element | None) -> str:
    """The credit line word for word, or who made the picture and whose it is."""
    if credit := line(child(about, "creditline")):
        return credit
    maker = line(child(about, "by")) or name_of(child(about, "creator"))
    owner = name_of(child(item, "rightsInfo", "copyrightHolder"))
    return join_credits((maker, owner)) if owner else maker


def _read_subjects(news: NewsItem, about: Element | None) -> None:
    """Section: a subject of that kind, or one at the top of IPTC's topics."""
    subjects = list(children(about, "subject"))
    sections = [s for s in subjects if code(s, "type") in {"section", "category", "department"}]
    sections += [s for s in subjects if code(s) in _TOP_TOPIC]
    news.section = next(filter(None, map(name_of, sections)), "")
    news.tags = [line(keyword) for keyword in children(about, "keyword")]
    news.tags += map(name_of, subjects)


def _read_dates(news: NewsItem, meta: Element | None, about: Element | None) -> None:
    def date(parent: Element | None, name: str) -> str:
        return line(child(parent, name))

    first = news.date("firstCreated", date(meta, "firstCreated"))
    created = news.date("contentCreated", date(about, "contentCreated"))
    news.release(
        first or created,
        news.date("versionCreated", date(meta, "versionCreated")),
        news.date("embargoed", date(meta, "embargoed")),
    )


def _read_links(news: NewsItem, meta: Element | None, base: str) -> None:
    """Links to what belongs with the item; those to its own versions are none."""
    for link in children(meta, "link"):
        if code(link, "rel") not in _SEE_ALSO:
            continue
        href, title = resolve(base, link.get("href")), line(child(link, "title"))
        if item_class(link) in PICTURES:
            news.pictures.append(_linked_picture(link, href, title))
        elif title:
            news.links.append(RelatedLink(title, on_the_web(href)))


def _linked_picture(link: Element, href: str, title: str) -> Picture:
    """A picture that is linked to; where its own item comes along, that says more."""
    image = best_image(remote_files(link, href)) or _image(href)
    caption = first_of(link, "description", ("caption", "")) or title
    addresses = frozenset({href, link.get("residref")} - {""})
    return Picture(figure_of(image, caption, ""), addresses)


def _image(href: str) -> Image | None:
    return Image(href) if on_the_web(href) else None
