"""One ninjs object to a news item. What stands where is told in ``docs/formats.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from brief_tui.formats import shapes
from brief_tui.formats.news_item import NewsItem, on_the_web, paragraphs
from brief_tui.formats.ninjs.pictures import (
    headline_of,
    picture,
    read_associations,
    read_renditions,
)
from brief_tui.formats.ninjs.properties import Properties, Text
from brief_tui.model.errors import FormatError
from brief_tui.model.text import clean_line

OWN_ROLE: Final = "brief-id"
"""The role of the alternative id under which an export keeps the story's own id."""

_WITHDRAWN: Final = frozenset({"canceled", "cancelled", "withheld"})
_AUTHORS: Final = frozenset({"author", "creator", "byline", "writer"})
_SECTIONS: Final = frozenset({"section", "category", "department", "desk"})
_DEKS: Final = ("dek", "subtitle", "subheadline", "secondary", "sub", "deck")
_SUMMARIES: Final = ("summary", "abstract", "teaser", "lead", "text", "main", "richtext")
_SUBJECTS: Final = (
    "subject subjects person people organisation organisations place places event events "
    "object objects".split()
)
_TOP_TOPIC: Final = re.compile(r"(?:.*[:/])?(?:0[1-9]|1\d)000000")
"""The code of one of the topics at the top of IPTC's Media Topics and Subject Codes."""


def read_item(tree: Properties, base: str = "") -> NewsItem:
    """Read an object; addresses are resolved against its own, or against ``base``.

    Raises FormatError, naming the property, for one that is not of its type, and for an
    item that its publisher has withdrawn.
    """
    if (status := tree.text("pubstatus").lower()) in _WITHDRAWN:
        raise FormatError(f"its publisher has withdrawn the item (pubstatus: {status})")
    item = NewsItem(uri=tree.text("uri", "guid"))
    item.url = on_the_web(item.uri) or _page(tree, base)
    base = item.url or base
    item.own_id = next(
        (alt.text("value") for alt in tree.objects("altids") if alt.text("role") == OWN_ROLE), ""
    )
    item.headline = headline_of(tree)
    item.dek, item.abstract = _dek(tree)
    item.bylines = tuple(_bylines(tree))
    item.dateline = tree.text("located", "dateline")
    item.publisher = _publisher(tree)
    item.language = tree.text("language")
    item.section, item.tags = _section(tree), list(_tags(tree))
    item.release(
        item.date("firstcreated", tree.text("firstcreated")),
        item.date("versioncreated", tree.text("versioncreated")),
        item.date("embargoed", tree.text("embargoed")),
    )
    if tree.text("type").lower() in {"picture", "graphic"}:
        _read_picture(item, tree, base)
    else:
        _read_body(item, tree, base)
    read_associations(item, tree, base)
    return item


def stories_within(tree: Properties) -> Iterator[Properties]:
    """The associated stories that come with their text, however deep; a package has many.

    One that is known by nothing is no story of its own.
    """
    waiting = [tree]
    while waiting:
        try:
            others = [other for _, other in waiting.pop().named("associations")]
        except FormatError:  # told where the story itself is read
            continue
        waiting += others
        yield from (other for other in others if "uri" in other and other.says("body", "bodies"))


def _read_picture(item: NewsItem, tree: Properties, base: str) -> None:
    """An item that is a picture: its caption is no dek, its maker no byline."""
    item.body = (picture(tree, base).figure,)
    item.dek = item.abstract = ""
    item.bylines = ()


def _read_body(item: NewsItem, tree: Properties, base: str) -> None:
    """The text, of several versions that with the most structure."""
    text = min(tree.texts("body", "bodies"), key=_plainness, default=Text(""))
    if text.is_nitf:
        from brief_tui.formats.nitf.body import read_text  # noqa: PLC0415 - seldom met

        read = read_text(text.value, base)
        item.body, item.related = tuple(read.blocks), tuple(read.related)
        item.enclosures += read.enclosures
    elif text.is_html:
        from brief_tui.formats.news_text import read_text as read_html  # noqa: PLC0415 - slow

        reading = read_html(text.value, base)
        item.body, item.related, item.lines = reading.body, reading.related, reading.lines
    elif text.is_xml:
        kind = clean_line(text.media_type, 100)
        item.problems.append(f"its text is in {kind}, which is not known")
    else:
        item.body = paragraphs(text.value)


def _plainness(text: Text) -> tuple[int, bool]:
    """Less is better: XHTML, other HTML, NITF, plain text, other XML; the main one first."""
    kinds = ("xhtml" in text.media_type, text.is_html, text.is_nitf, not text.is_xml, True)
    return kinds.index(True), not text.has_role(["main"])


def _page(tree: Properties, base: str) -> str:
    """Where an item that is known by a URN can be read: a rendition of it that is a page."""
    pages = (r.href for r in read_renditions(tree, base) if "html" in r.media_type)
    return on_the_web(next(pages, ""))


def _dek(tree: Properties) -> tuple[str, str]:
    """The line under the headline, and the summary."""
    lines = [*tree.texts("headline", "headlines"), *tree.texts("description", "descriptions")]
    dek = next((text.plain for text in lines if text.has_role(_DEKS)), "")
    descriptions = tree.texts("description", "descriptions")
    summary = next(
        (text.plain for role in _SUMMARIES for text in descriptions if text.has_role([role])),
        next((text.plain for text in descriptions if not text.role), ""),
    )
    return dek, summary


def _bylines(tree: Properties) -> Iterator[str]:
    """The people who are its authors, or else the byline without its "By"."""
    authors = [
        person.text("name")
        for person in tree.objects("people", "person", "authors")
        if person.text("rel", "role").lower() in _AUTHORS
    ]
    if authors:
        yield from authors
    elif by := Text(tree.text("by", "byline")).plain:
        yield from shapes.split_byline(by)


def _publisher(tree: Properties) -> str:
    """Who published it, who owns it, or where the information is from."""
    sources = list(tree.objects("infosources", "infosource"))
    named = (s.text("name") for s in sources if s.text("role").lower().endswith("publisher"))
    return (
        next(named, "")
        or tree.text("copyrightholder", "provider", "source")
        or next((s.text("name") for s in sources), "")
    )


def _section(tree: Properties) -> str:
    """The section, or the subject that stands at the top of IPTC's tree of topics."""
    subjects = list(tree.objects("subjects", "subject"))
    for subject in subjects:
        if subject.text("rel").lower() in _SECTIONS:
            return subject.text("name")
    for subject in subjects:
        codes = (subject.text(part) for part in ("code", "literal", "uri"))
        if any(_TOP_TOPIC.fullmatch(code) for code in codes):
            return subject.text("name")
    return ""


def _tags(tree: Properties) -> Iterator[str]:
    yield from tree.strings("keywords")
    for thing in tree.objects(*_SUBJECTS):
        if thing.text("rel").lower() not in _SECTIONS | _AUTHORS:
            yield thing.text("name")
