"""The forgiving path: feedparser, which reads what other programs have given up on.

It gets bytes and never an address or a path, for it would open those. It is asked neither
to sanitise nor to resolve what is in the texts: they go through the same core as pages.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any, Final

from brief_tui.formats.credits import join
from brief_tui.formats.feed import bounds
from brief_tui.formats.feed.document import FeedDocument
from brief_tui.formats.feed.item import (
    LIST_LIMIT,
    FeedEnclosure,
    FeedItem,
    FeedMedia,
    FeedReference,
    TextType,
)
from brief_tui.model.errors import FormatError

_TYPE: Final = {"content-type": "application/xml; charset=utf-8"}
_NUMBERS: Final = re.compile(r"\d+")


def read_document(data: bytes) -> FeedDocument:
    """The feed, with as much as can be read of it. ``data`` is UTF-8.

    Raises FormatError where the library gives up.
    """
    import feedparser  # noqa: PLC0415 - only broken feeds need it

    try:
        found = feedparser.parse(
            io.BytesIO(data),
            response_headers=_TYPE,
            resolve_relative_uris=False,
            sanitize_html=False,
        )
    except Exception as error:  # it fails in as many ways as feeds can be broken
        raise FormatError("this feed is damaged beyond reading") from error
    feed = dict(found.feed)  # a plain one: theirs looks under other names, too
    return FeedDocument(
        title=bounds.line(feed.get("title")),
        home=bounds.page(feed.get("link")),
        self_url=_linked(feed, "self"),
        language=bounds.line(feed.get("language")),
        items=tuple(_item(dict(entry)) for entry in found.entries),
        ttl=_seconds(feed.get("ttl")),
        hub=_linked(feed, "hub"),
        problems=()
        if found.get("version") or found.entries or feed.get("title")
        else ("not a feed",),
        moved_to=bounds.page(feed.get("itunes_new-feed-url") or feed.get("newlocation")),
    )


def _seconds(minutes: object) -> int | None:
    number = bounds.length(minutes)
    return 60 * number if number is not None and number < 10**6 else None


def _linked(feed: Mapping[str, Any], rel: str) -> str:
    links = (link for link in feed.get("links") or () if link.get("rel") == rel)
    return next((url for link in links if (url := bounds.page(link.get("href")))), "")


def _item(entry: Mapping[str, Any]) -> FeedItem:
    get = entry.get
    published = _date(entry, "published") or _date(entry, "created")
    updated = _date(entry, "updated")
    title, title_type = _typed(get("title_detail"), get("title"))
    summary, summary_type = _typed(get("summary_detail"), get("summary"))
    content, content_type, base, caption = _content(entry)
    if content and (content == summary or get("summary") == content):
        summary = ""
    links = get("links") or ()
    return FeedItem(
        guid=bounds.line(get("id")),
        url=bounds.address(get("link")),
        title=title,
        title_type=title_type,
        summary=summary,
        summary_type=summary_type,
        content=content,
        content_type=content_type,
        base=base,
        authors=_authors(entry),
        published=published or updated,
        updated=updated if published and updated != published else None,
        categories=bounds.lines(t.get("label") or t.get("term") for t in get("tags") or ()),
        language=_language(entry),
        enclosures=tuple(_enclosures(links)),
        media=_media(entry, caption),
        links=tuple(_references(links)),
        source=bounds.line((get("source") or {}).get("title")),
        comments=bounds.page(get("comments")),
    )


def _typed(detail: Any, value: object) -> tuple[str, TextType]:
    kind = (detail or {}).get("type") or "text/html"
    return bounds.text(value), "text" if kind == "text/plain" else "html"


def _date(entry: Mapping[str, Any], name: str) -> datetime | None:
    """A date. The library fills in this day's where a part is missing: that is no date."""
    written = entry.get(name)
    if not isinstance(written, str):
        return None
    if found := bounds.moment(written):
        return found
    found = bounds.from_fields(entry.get(f"{name}_parsed"))
    numbers = _NUMBERS.findall(written[:100])
    years = {int(number[:4]) for number in numbers if len(number) in {2, 4, 8, 14}}
    said = found and not years.isdisjoint({found.year, found.year % 100})
    return found if said and len("".join(numbers)) >= 3 else None


def _content(entry: Mapping[str, Any]) -> tuple[str, TextType, str, str]:
    """The text, its type and base, and what is rather a picture's caption.

    The library takes a ``media:description`` that comes after a description for a text.
    """
    texts = [text for text in entry.get("content") or () if text.get("value")]
    caption = ""
    if entry.get("media_content") and entry.get("summary"):
        for text in [text for text in texts if text.get("type") == "text/plain"]:
            texts.remove(text)
            caption = caption or bounds.text(text["value"])
    if not texts:
        base = (entry.get("summary_detail") or {}).get("base") or ""
        return "", "html", base, caption
    best = max(texts, key=lambda text: ("html" in (text.get("type") or ""), len(text["value"])))
    value, kind = _typed(best, best["value"])
    return value, kind, bounds.address(best.get("base")), caption


def _language(entry: Mapping[str, Any]) -> str:
    details = (entry.get("title_detail"), entry.get("summary_detail"))
    found = (bounds.line((detail or {}).get("language")) for detail in details)
    return bounds.line(entry.get("language")) or next(filter(None, found), "")


def _authors(entry: Mapping[str, Any]) -> tuple[str, ...]:
    people = entry.get("authors") or ()
    names = [person.get("name") or person.get("email") for person in people]
    return bounds.lines(names) or bounds.lines((entry.get("author"),))


def _enclosures(links: Iterable[Mapping[str, Any]]) -> Iterable[FeedEnclosure]:
    for link in [link for link in links if link.get("rel") == "enclosure"][:LIST_LIMIT]:
        if url := bounds.address(link.get("href")):
            media_type = bounds.line(link.get("type"))
            yield FeedEnclosure(url, media_type, bounds.length(link.get("length")))


def _references(links: Iterable[Mapping[str, Any]]) -> Iterable[FeedReference]:
    for link in [link for link in links if link.get("rel") in {"related", "via"}][:LIST_LIMIT]:
        if url := bounds.address(link.get("href")):
            title, media_type = bounds.line(link.get("title")), bounds.line(link.get("type"))
            yield FeedReference(url, link["rel"], title, media_type)


def _media(entry: Mapping[str, Any], caption: str) -> tuple[FeedMedia, ...]:
    """What there is to see. Whose credit is whose is not told: the first has them all."""
    found = list(entry.get("media_content") or ()) or [
        {**thumbnail, "type": "image/jpeg"} for thumbnail in entry.get("media_thumbnail") or ()
    ]
    media = [
        FeedMedia(
            url,
            media_type=bounds.line(one.get("type")),
            medium=bounds.line(one.get("medium")),
            width=bounds.side(one.get("width")),
            height=bounds.side(one.get("height")),
            length=bounds.length(one.get("filesize")),
        )
        for one in found[:LIST_LIMIT]
        if (url := bounds.address(one.get("url")))
    ]
    if media:
        credit = join(bounds.line(c.get("content")) for c in entry.get("media_credit") or ())
        media[0] = replace(media[0], caption=caption, credit=credit)
    return tuple(media)
