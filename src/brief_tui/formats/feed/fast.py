"""The fast path: fastfeedparser for feeds that are well-formed.

It reads a date out of anything, with the present day for what is not said, even out of an
entry's id: so a date counts only when the feed says it (:func:`said_dates`). It makes up a
description where there is none, which is left out again.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from brief_tui.formats.feed import bounds
from brief_tui.formats.feed.item import (
    LIST_LIMIT,
    FeedEnclosure,
    FeedItem,
    FeedMedia,
    FeedReference,
    TextType,
)

_DATES: Final = re.compile(
    rb"<(?:[\w.-]{1,20}:)?(?:pubDate|published|issued|date|updated|modified|lastBuildDate|created)"
    rb"(?:\s[^>]{0,200})?>\s*(?:<!\[CDATA\[)?\s*([^<\]]{1,100})",
)
_HTML_TITLE: Final = re.compile(rb"<(?:[\w.-]+:)?title\s[^<>]*html")
_TAGS: Final = re.compile(r"<[^>]+>")
_MADE: Final = 512
"""Characters of a description that the library makes up at most."""

_FIRST: Final = 12
"""Characters of it that are looked for first: most summaries are other words."""


def said_dates(data: bytes) -> tuple[frozenset[datetime], bool]:
    """The dates that the feed says, and whether it says others that the library cannot read."""
    written = {match.strip() for match in _DATES.findall(data)}
    dates = [bounds.usual_moment(text.decode("utf-8", "replace")) for text in written if text]
    return frozenset(filter(None, dates)), None in dates


def read_items(data: bytes, root: str) -> tuple[list[FeedItem], bool]:
    """The entries of a feed with that root, and whether a date was not understood.

    Raises ValueError for what the library does not read.
    """
    import fastfeedparser  # noqa: PLC0415 - only feeds need it

    entries = fastfeedparser.parse(data)["entries"]
    dates, some_unread = said_dates(data)
    is_atom = root == "feed"
    reader = _Reader(
        dates,
        title_type="text" if is_atom and not _HTML_TITLE.search(data) else "html",
        is_atom=is_atom,
    )
    return [reader.item(entry) for entry in entries], some_unread


class _Reader:
    """Reads entries of one feed."""

    def __init__(
        self,
        dates: frozenset[datetime],
        *,
        title_type: TextType,
        is_atom: bool,
    ) -> None:
        self._dates = dates
        self._title_type: TextType = title_type
        self._is_atom = is_atom

    def item(self, entry: Mapping[str, Any]) -> FeedItem:
        get = entry.get
        summary, content, content_type = self._texts(entry)
        published, updated = self._date(get("published")), self._date(get("updated"))
        media = get("media_content")
        links = get("links") or ()
        return FeedItem(
            guid=bounds.line(get("id")),
            url=self._url(entry),
            title=bounds.line(get("title")),
            title_type=self._title_type,
            summary=summary,
            content=content,
            content_type=content_type,
            authors=bounds.lines((get("author"),)) if get("author") else (),
            published=published or updated,
            updated=updated if published and updated != published else None,
            categories=_categories(get("tags") or ()),
            enclosures=_enclosures(get("enclosures") or (), links),
            media=_media(media) if media else (),
            links=_references(links) if links else (),
            comments=bounds.page(get("comments")) if get("comments") else "",
        )

    def _date(self, written: str | None) -> datetime | None:
        if not written:
            return None
        try:
            moment = datetime.fromisoformat(written)
        except ValueError:
            return None
        return moment if moment in self._dates else None

    def _url(self, entry: Mapping[str, Any]) -> str:
        """The entry's own page. In Atom it is the alternate link, which may not come first."""
        if self._is_atom:
            for link in entry.get("links") or ():
                if link["rel"] in {None, "", "alternate"} and "html" in (link["type"] or "html"):
                    return bounds.address(link["href"])
        return bounds.address(entry.get("link"))

    def _texts(self, entry: Mapping[str, Any]) -> tuple[str, str, TextType]:
        """Summary, content and its type."""
        summary = bounds.text(entry.get("description"))
        contents = entry.get("content")
        if not contents:
            return summary, "", "html"
        content = bounds.text(contents[0]["value"])
        kind: TextType = "text" if contents[0]["type"] in {"text", "text/plain"} else "html"
        if content == summary or not content:
            return ("", content, kind) if self._is_atom else (summary, "", "html")
        if summary and _is_made_up(summary, content):
            summary = ""
        return summary, content, kind


def _is_made_up(summary: str, content: str) -> bool:
    """Whether the library made the summary out of the content's beginning."""
    if len(summary) > _MADE or summary[:_FIRST] not in _plain(content[:400]):
        return False
    return _plain(content[:8192]).startswith(" ".join(summary.split())[:200])


def _plain(markup: str) -> str:
    return " ".join(html.unescape(_TAGS.sub(" ", markup)).split())


def _categories(tags: Iterable[Mapping[str, Any]]) -> tuple[str, ...]:
    return bounds.lines(tag.get("label") or tag.get("term") for tag in tags)


def _enclosures(found: Any, links: Any) -> tuple[FeedEnclosure, ...]:
    if not found and not any(link["rel"] == "enclosure" for link in links):
        return ()
    files = [(file.get("url"), file.get("type"), file.get("length")) for file in found]
    files += [(link["href"], link["type"], None) for link in links if link["rel"] == "enclosure"]
    return tuple(
        FeedEnclosure(url, bounds.line(media_type), bounds.length(length))
        for address, media_type, length in files[:LIST_LIMIT]
        if (url := bounds.address(address))
    )


def _references(links: Any) -> tuple[FeedReference, ...]:
    return tuple(
        FeedReference(url, link["rel"], bounds.line(link["title"]), bounds.line(link["type"]))
        for link in links[:LIST_LIMIT]
        if link["rel"] in {"related", "via"} and (url := bounds.address(link["href"]))
    )


def _media(found: list[dict[str, Any]]) -> tuple[FeedMedia, ...]:
    """What there is to see; for an entry without any, the library reports its thumbnail."""
    return tuple(
        FeedMedia(
            url,
            media_type=bounds.line(one.get("type")),
            medium=bounds.line(one.get("medium")),
            width=bounds.side(one.get("width")),
            height=bounds.side(one.get("height")),
            title=bounds.line(one.get("title")),
            caption=bounds.text(one.get("description") or one.get("text")),
            credit=bounds.line(one.get("credit")),
            thumbnail=bounds.address(one.get("thumbnail_url")),
        )
        for one in found[:LIST_LIMIT]
        if (url := bounds.address(one.get("url")))
    )
