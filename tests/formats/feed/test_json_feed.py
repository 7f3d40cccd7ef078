"""JSON Feed 1 and 1.1."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from brief_tui.formats.feed import FeedDocument, parse_feed
from brief_tui.formats.feed.item import FeedEnclosure
from brief_tui.model.errors import FormatError

URL = "https://quay.example/feed.json"


def read(*items: Any, **head: Any) -> FeedDocument:
    known = {"version": "https://jsonfeed.org/version/1.1", "title": "The Quay", "items": items}
    return parse_feed(json.dumps({**known, **head}).encode(), URL)


def test_fields() -> None:
    found = read(
        {
            "id": "q1",
            "url": "/1",
            "external_url": "https://other.example/",
            "title": "Ferry",
            "summary": "Back",
            "content_html": "<p>She is back.</p>",
            "date_published": "2026-11-22T10:00:00+01:00",
            "date_modified": "2026-11-22T12:00:00+01:00",
            "authors": [{"name": "Ida Holm"}, {"name": "Per Lund"}],
            "tags": ["Harbour"],
            "language": "nb",
            "image": "https://quay.example/p.jpg",
            "attachments": [
                {"url": "/1.mp3", "mime_type": "audio/mpeg", "size_in_bytes": 7},
            ],
        },
        home_page_url="https://quay.example/",
        hubs=[{"type": "WebSub", "url": "https://hub.example/"}],
    )
    (item,) = found.items
    assert (found.title, found.home, found.hub) == (
        "The Quay",
        "https://quay.example/",
        "https://hub.example/",
    )
    assert (item.guid, item.url, item.title, item.summary) == (
        "q1",
        "https://quay.example/1",
        "Ferry",
        "Back",
    )
    assert item.published == datetime(2026, 11, 22, 9, tzinfo=UTC)
    assert item.updated == datetime(2026, 11, 22, 11, tzinfo=UTC)
    assert item.authors == ("Ida Holm", "Per Lund")
    assert item.enclosures == (FeedEnclosure("https://quay.example/1.mp3", "audio/mpeg", 7),)
    assert [one.url for one in item.media] == ["https://quay.example/p.jpg"]
    assert [link.url for link in item.links] == ["https://other.example/"]


def test_version_1_and_plain_texts() -> None:
    found = read({"id": 7, "content_text": "A note", "author": {"name": "Ida Holm"}})
    (item,) = found.items
    assert (item.guid, item.content, item.content_type) == ("7", "A note", "text")
    assert item.authors == ("Ida Holm",)


def test_items_that_are_none_are_counted() -> None:
    found = read({"id": "1", "content_text": "A note"}, 5, None)
    assert len(found.items) == 1
    assert found.degraded
    assert found.problems == ("2 of its items are no objects",)


@pytest.mark.parametrize("text", ['{"items": 3}', '{"a": 1}', '{"items": [{"id": 1}]}', "[1]"])
def test_other_json_is_no_feed(text: str) -> None:
    with pytest.raises(FormatError):
        parse_feed(text.encode())


def test_values_of_other_types_are_left_out() -> None:
    odd = dict.fromkeys(
        "url title summary content_html date_published authors tags image attachments".split(), 5
    )
    (item,) = read({"id": "1", **odd}).items
    assert (item.guid, item.authors, item.published) == ("1", (), None)
