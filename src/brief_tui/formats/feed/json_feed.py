"""JSON Feed 1 and 1.1 (jsonfeed.org)."""

from __future__ import annotations

from typing import Any, Final

from brief_tui.formats import json_items
from brief_tui.formats.base import Document
from brief_tui.formats.feed import bounds
from brief_tui.formats.feed.document import FeedDocument
from brief_tui.formats.feed.item import (
    LIST_LIMIT,
    FeedEnclosure,
    FeedItem,
    FeedMedia,
    FeedReference,
)
from brief_tui.model.errors import FormatError
from brief_tui.model.json_fields import is_object

_VERSION: Final = "jsonfeed.org/version/"
_PROBLEM_LIMIT: Final = 5


def read_document(data: bytes, url: str) -> FeedDocument:
    """Read the feed. Raises FormatError for JSON that is none."""
    tree = next((item for _, item in json_items.items(Document(data, "feed.json"))), None)
    if isinstance(tree, FormatError):
        raise tree
    if not is_object(tree) or not isinstance(tree.get("items"), list):
        raise FormatError("this is JSON, but not a feed: it has no list of items")
    if _VERSION not in str(tree.get("version", "")) and not _are_entries(tree["items"]):
        raise FormatError("this is JSON, but not a JSON Feed")
    base = url or bounds.page(tree.get("feed_url"))
    items = [_item(entry, base, tree) for entry in tree["items"] if is_object(entry)]
    missing = len(tree["items"]) - len(items)
    hubs = [hub for hub in _list(tree, "hubs") if is_object(hub)]
    return FeedDocument(
        title=_line(tree, "title"),
        home=bounds.page(tree.get("home_page_url"), base),
        self_url=bounds.page(tree.get("feed_url"), base),
        language=_line(tree, "language"),
        items=tuple(items),
        hub=next((bounds.page(hub.get("url")) for hub in hubs), ""),
        problems=(f"{missing} of its items are no objects",) if missing else (),
        degraded=bool(missing),
    )


def _are_entries(items: list[object]) -> bool:
    """Whether these are entries although no version is given: some publishers forget it."""
    names = {"content_html", "content_text", "date_published"}
    return any(is_object(item) and not names.isdisjoint(item) for item in items)


def _list(tree: dict[str, Any], name: str) -> list[Any]:
    value = tree.get(name)
    return value[:LIST_LIMIT] if isinstance(value, list) else []


def _sound(text: str) -> str:
    """Without lone surrogates, which JSON can spell and nothing else can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode("utf-8")


def _line(tree: dict[str, Any], name: str) -> str:
    value = tree.get(name)
    if isinstance(value, int) and not isinstance(value, bool):  # an id may be a number
        value = str(value)
    return _sound(bounds.line(value))


def _text(tree: dict[str, Any], name: str) -> str:
    return _sound(bounds.text(tree.get(name)))


def _item(entry: dict[str, Any], base: str, feed: dict[str, Any]) -> FeedItem:
    html, plain = _text(entry, "content_html"), _text(entry, "content_text")
    published = bounds.moment(entry.get("date_published"))
    updated = bounds.moment(entry.get("date_modified"))
    external = bounds.page(_line(entry, "external_url"), base)
    picture = bounds.page(_line(entry, "image") or _line(entry, "banner_image"), base)
    return FeedItem(
        guid=_line(entry, "id"),
        url=bounds.page(_line(entry, "url"), base) or external,
        title=_line(entry, "title"),
        title_type="text",
        summary=_text(entry, "summary"),
        summary_type="text",
        content=html or plain,
        content_type="html" if html else "text",
        authors=_authors(entry) or _authors(feed),
        published=published or updated,
        updated=updated if published and updated != published else None,
        categories=bounds.lines(_sound(t) for t in _list(entry, "tags") if isinstance(t, str)),
        language=_line(entry, "language"),
        enclosures=tuple(_enclosures(entry, base)),
        media=(FeedMedia(picture, medium="image"),) if picture else (),
        links=(FeedReference(external),) if external and entry.get("url") else (),
    )


def _authors(tree: dict[str, Any]) -> tuple[str, ...]:
    people = [*_list(tree, "authors"), tree.get("author")]
    return bounds.lines(_line(person, "name") for person in people if is_object(person))


def _enclosures(entry: dict[str, Any], base: str) -> list[FeedEnclosure]:
    found = (file for file in _list(entry, "attachments") if is_object(file))
    return [
        FeedEnclosure(url, _line(file, "mime_type"), bounds.length(file.get("size_in_bytes")))
        for file in found
        if (url := bounds.page(_line(file, "url"), base))
    ]
