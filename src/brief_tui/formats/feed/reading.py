"""A feed's bytes to a document, by the path that finds the most at the least cost.

| The feed is | It is read by |
|---|---|
| JSON | :mod:`~brief_tui.formats.feed.json_feed` |
| well-formed | fastfeedparser |
| … and says what that does not keep | fastfeedparser, with :mod:`.extras` laid over |
| broken, or less was found than is there | feedparser, with ``extras`` where it can be |
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from brief_tui.formats.feed import bounds, counting, elements, extras, fast, forgiving, json_feed
from brief_tui.formats.feed.document import FeedDocument
from brief_tui.formats.feed.head import Head, read_head
from brief_tui.formats.feed.item import FeedItem
from brief_tui.formats.feed.prepare import Prepared, prepare
from brief_tui.model.errors import FormatError

ENTRY_LIMIT: Final = 20_000
"""Entries of one feed that are read."""

_JSON: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*[{\[]")
_NAKED: Final = re.compile(
    rb"<(?:title|description|summary|content|content:encoded)(?:\s(?![^<>]*xhtml)[^<>]*)?(?<!/)>"
    rb"[^<]*<(?![/!?])"
)
_ENCODED: Final = re.compile(
    rb"<[\w:]{1,40}\s[^<>]*(?:mode=[\"']base64|type=[\"']application/octet-stream)"
)
_PAGES: Final = frozenset({"html", "head", "body", "div", "script", "p", "center"})
_ROOTS: Final = frozenset({"rss", "rdf", "feed", "channel", "item", "entry"})
_OTHERS: Final = {
    "opml": "a list of subscriptions (OPML)",
    "urlset": "a site map",
    "sitemapindex": "a site map",
    "nitf": "an article in NITF",
    "newsmessage": "a message in NewsML-G2",
    "newsitem": "an item in NewsML-G2",
    "svg": "a drawing",
    "error": "an error message",
}
NO_FEED: Final = "this is not a feed"
WEB_PAGE: Final = "this is a web page, not a feed"
_CUT: Final = "The feed breaks off; its {count} whole entries were kept."


def parse_feed(data: bytes, url: str = "", media_type: str = "") -> FeedDocument:
    """Read a feed that came from ``url``.

    Raises FormatError, with a sentence for the reader, for what is empty, no feed, or
    cannot be read safely.
    """
    if not data.strip(b"\xef\xbb\xbf \t\r\n\0"):
        raise FormatError("there is nothing in it: an empty answer where a feed was expected")
    if _JSON.match(data):
        return json_feed.read_document(data, url)
    prepared = prepare(data, media_type)
    _refuse(prepared)
    found = _read(prepared, url)
    if len(found.items) > ENTRY_LIMIT:
        problem = f"Of its {len(found.items):,} entries the first {ENTRY_LIMIT:,} were read."
        found = replace(found, items=found.items[:ENTRY_LIMIT], problems=(*found.problems, problem))
    if prepared.cut:
        problem = _CUT.format(count=len(found.items))
        found = replace(found, problems=(*found.problems, problem), degraded=True)
    return found


def _refuse(prepared: Prepared) -> None:
    """Raise FormatError for what is plainly something else."""
    if prepared.root in _PAGES:
        raise FormatError(WEB_PAGE)
    if other := _OTHERS.get(prepared.root):
        raise FormatError(f"this is {other}, not a feed")
    if prepared.root in _ROOTS or counting.has_entries(prepared.data):
        return
    if (
        b"<rss" in prepared.data
        or b"<feed" in prepared.data
        or b"<channel" in prepared.data.lower()
    ):
        return
    raise FormatError(NO_FEED)


def _read(prepared: Prepared, url: str) -> FeedDocument:
    data = prepared.data
    if prepared.problem:
        return _forgiven(data, url)
    head = read_head(data, url)
    items: Sequence[FeedItem] = ()
    try:
        items, is_doubtful = fast.read_items(data, prepared.root)
    except (ValueError, KeyError, TypeError, AttributeError, IndexError, RecursionError):
        is_doubtful = True
    if is_doubtful or not (items or head.title) or _finds_less(data, items):
        found = _forgiven(data, url)
        head = replace(head, title=found.title) if head.title else _head_of(found)
        items = _completed(found.items, data, url)
        whole = _document(head, items, url)
        return replace(whole, problems=found.problems, degraded=found.degraded)
    if extras.wanted(data, items):
        items = _completed(items, data, url)
    return _document(head, items, url)


def _completed(items: Sequence[FeedItem], data: bytes, url: str) -> Sequence[FeedItem]:
    """The items with what the libraries leave out, where both found the same entries."""
    completed: list[FeedItem] = []

    def use(entry: elements.Entry) -> None:
        if (number := len(completed)) < len(items):
            completed.append(extras.completed(items[number], entry, url))

    count = elements.read_entries(data, url, use)
    return completed if count == len(items) else items


def _finds_less(data: bytes, items: Sequence[FeedItem]) -> bool:
    """Whether the fast path left out entries, found empty ones, or does not read such a text.

    That is one with elements in it that does not say so, and one in Base64 (Atom 0.3, and
    RFC 4287, 4.1.3.3).
    """
    if _NAKED.search(data) or _ENCODED.search(data):
        return True
    if any(not (item.title or item.summary or item.content or item.url) for item in items):
        return True
    return counting.has_more_than(data, len(items))


def _forgiven(data: bytes, url: str) -> FeedDocument:
    """The feed by the forgiving path."""
    found = forgiving.read_document(counting.with_closed_tags(counting.within_reach(data)))
    if not found.items and found.problems:
        raise FormatError("this is not a feed that can be read")
    counted, read = counting.entries_in(data), len(found.items)
    problems: tuple[str, ...] = ()
    if counted > read:
        problems = (f"The feed is damaged: {read:,} of its {counted:,} entries could be read.",)
    return replace(
        _document(_head_of(found), found.items, url), problems=problems, degraded=bool(problems)
    )


def _head_of(found: FeedDocument) -> Head:
    return Head(
        found.title,
        found.home,
        found.self_url,
        found.language,
        found.ttl,
        found.hub,
        found.moved_to,
    )


def _document(head: Head, items: Sequence[FeedItem], url: str) -> FeedDocument:
    base = head.home if head.home.startswith(("http:", "https:")) else url
    return FeedDocument(
        title=head.title,
        home=head.home,
        self_url=head.self_url,
        language=head.language,
        items=tuple(_whole(item, base or url) for item in items),
        ttl=head.ttl,
        hub=head.hub,
        moved_to=head.moved_to,
    )


def _whole(item: FeedItem, base: str) -> FeedItem:
    """The item with its address made whole, and without one that leads nowhere."""
    url = item.url
    if url[:8].lower().startswith(("http://", "https://")):
        return item
    if not url and item.guid[:8].lower().startswith(("http://", "https://")):
        return item
    return replace(item, url=bounds.page(url, item.base or base)) if url else item
