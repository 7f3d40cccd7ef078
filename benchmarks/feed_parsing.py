"""What feedparser finds in its own test files, and whether an item of ours carries it.

``python -m benchmarks.feed_parsing FOLDER [--files]``: the folder is ``tests`` of a source
download of feedparser (BSD; not copied into this project). Each file is read by feedparser,
which is told to leave texts as they are, and by ``parse_feed``; what the first finds in an entry
is looked for in the entry of the same number, field by field. Then the paths are timed on feeds
made here.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import time
import warnings
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from pathlib import Path
from typing import Any, Final

import feedparser

from brief_tui.formats.feed import FeedDocument, FeedItem, parse_feed
from brief_tui.formats.feed.bounds import from_fields
from brief_tui.model.errors import FormatError

_TAG: Final = re.compile(r"<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)\s*>|<[^<>]*>", re.S)
_OTHER: Final = re.compile(r"[\W_]+")
_TYPE: Final = re.compile(rb"Header:\s*Content-type:\s*([^\r\n]+)", re.IGNORECASE)
_FOLDERS: Final = ("wellformed", "illformed", "encoding", "entities")


@dataclass(slots=True)
class Tally:
    """What became of the files of one folder."""

    files: int = 0
    entries: int = 0
    values: Counter[str] = field(default_factory=Counter)
    lost: dict[str, list[str]] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)

    def miss(self, what: str, where: str) -> None:
        if where not in self.lost.setdefault(what, []):
            self.lost[what].append(where)


def letters(text: object) -> str:
    """The letters and digits of a text without its markup, however it was escaped."""
    words = str(text or "")
    for _ in range(3):
        words = unescape(words)
    return _OTHER.sub("", _TAG.sub("", words)).casefold()


def found(entry: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """What feedparser found in an entry, of the fields that an item has."""
    get = entry.get
    yield from ((name, get(name)) for name in ("title", "link", "id", "summary"))
    yield from (("content", text.get("value")) for text in get("content") or ())
    for person in get("authors") or ():
        yield "author", person.get("name") or person.get("email")
    for name in ("published", "updated", "created"):
        yield f"{name}", get(f"{name}_parsed")
    yield from (("tag", tag.get("label") or tag.get("term")) for tag in get("tags") or ())
    for link in get("links") or ():
        if link.get("rel") in {"enclosure", "related", "via"}:
            yield link["rel"], link.get("href")
    yield from (("media", one.get("url")) for one in get("media_content") or ())
    yield from (("thumbnail", one.get("url")) for one in get("media_thumbnail") or ())
    yield from (("credit", one.get("content")) for one in get("media_credit") or ())
    yield "source", (get("source") or {}).get("title")
    yield "comments", get("comments")


def carries(item: FeedItem, what: str, value: Any) -> bool:
    """Whether the item has the value, in that field or in one that it is shown in."""
    if what in {"published", "updated", "created"}:
        ours = (item.published, item.updated)
        return from_fields(value) in {day.replace(microsecond=0) for day in ours if day}
    address = str(value).strip()
    if what in {"link", "id", "comments", "enclosure", "related", "via", "media", "thumbnail"}:
        return address in _addresses(item)
    texts: dict[str, tuple[str, ...]] = {
        "title": (item.title, *(one.title for one in item.media)),
        "author": item.authors,
        "tag": item.categories,
        "credit": tuple(one.credit for one in item.media),
        "source": (item.source,),
    }
    said = texts.get(what) or (
        *(item.summary, item.content),
        *(text for one in item.media for text in (one.caption, one.title)),
    )
    return letters(value) in "\n".join(map(letters, said))


def _addresses(item: FeedItem) -> set[str]:
    return {
        *(item.url, item.guid, item.comments, item.thumbnail),
        *(file.url for file in item.enclosures),
        *(link.url for link in item.links),
        *(one.url for one in item.media),
        *(one.thumbnail for one in item.media),
    }


def compare(path: Path, tally: Tally, name: str) -> None:
    """Read one file both ways and count what is missing."""
    data = path.read_bytes()
    said = _TYPE.search(data)
    media_type = said[1].decode("latin-1").strip() if said else ""
    headers = {"content-type": media_type} if media_type else {}
    try:
        found_there = feedparser.parse(
            io.BytesIO(data),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception:  # some of its own cases are beyond it
        found_there = feedparser.FeedParserDict(feed={}, entries=[])
    theirs, feed = found_there.entries, found_there.feed
    tally.files += 1
    tally.entries += len(theirs)
    try:
        document = parse_feed(data, "", media_type)
    except FormatError:
        if theirs or feed.get("title"):
            tally.refused.append(name)
        return
    compare_head(feed, document, tally, name)
    if len(document.items) < len(theirs):
        tally.miss("entry", name)
    for entry, item in zip(theirs, document.items, strict=False):
        for what, value in found(entry):
            if value and (not isinstance(value, str) or value.strip()):
                tally.values[what] += 1
                if not carries(item, what, value):
                    tally.miss(what, name)


def compare_head(feed: Mapping[str, Any], document: FeedDocument, tally: Tally, name: str) -> None:
    """Compare what the feed says of itself."""
    said = {
        "feed title": (letters(feed.get("title")), letters(document.title)),
        "feed link": (feed.get("link"), document.home),
        "feed language": (feed.get("language"), document.language.replace("_", "-")),
    }
    for what, (theirs, ours) in said.items():
        if theirs:
            tally.values[what] += 1
            if theirs not in ours:
                tally.miss(what, name)


def generated(extra: str = "", entries: int = 50) -> bytes:
    """A feed of stories of about 3 kB, in the shape that most publishers have."""
    body = "<p>" + "The ferry left the harbour at nine and was back by noon. " * 50 + "</p>"
    items = "".join(
        f"<item><title>Story {n}</title><link>https://quay.example/{n}</link><guid>g{n}</guid>"
        f"<pubDate>Sun, 22 Nov 2026 10:{n % 60:02d}:00 +0100</pubDate>"
        f"<dc:creator>Ida Holm</dc:creator><category>Harbour</category>"
        f"<description>What came of story {n}</description>"
        f"<content:encoded><![CDATA[{body}]]></content:encoded>{extra}</item>"
        for n in range(entries)
    )
    return (
        '<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Quay</title>'
        f"<link>https://quay.example/</link><description>News</description>{items}</channel></rss>"
    ).encode()


_PICTURE: Final = (
    '<media:content url="https://quay.example/p.jpg" width="800" medium="image">'
    "<media:description>The ferry</media:description><media:credit>Per Lund</media:credit>"
    "</media:content>"
)
_SPEEDS: Final = (
    ("fast path", "", 100),
    ("fast path and pictures", _PICTURE, 100),
    ("forgiving path", "<b>a & b</i>", 10),
)


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds of the work."""
    start = time.process_time()
    work()
    return time.process_time() - start


def speeds() -> Iterator[tuple[str, int, float]]:
    """The name of a path, and how many items it read in how many seconds."""
    parse_feed(generated(entries=1))
    for name, extra, feeds in _SPEEDS:
        data = generated(extra)
        used = seconds(lambda d=data, n=feeds: [parse_feed(d) for _ in range(n)])  # type: ignore[misc]
        yield name, feeds * 50, used


def report(folder: Path, *, files: bool) -> Iterator[str]:
    """The tables, as Markdown."""
    for name in _FOLDERS:
        root = folder / name
        tally = Tally()
        for path in sorted(root.rglob("*.xml")):
            compare(path, tally, str(path.relative_to(root)))
        yield f"\n## {name}: {tally.files} files, {tally.entries} entries\n"
        yield f"Refused although feedparser finds entries: {len(tally.refused)}\n"
        if files:
            yield from (f"- {where}" for where in tally.refused)
        yield "| Field | Values that feedparser finds | Files where one is lost |\n|---|--:|--:|"
        for what in sorted({*tally.values, *tally.lost}):
            missing = tally.lost.get(what, [])
            yield f"| {what} | {tally.values[what]} | {len(missing)} |"
            if files:
                yield from (f"    - {where}" for where in missing)
    yield "\n## Speed\n\n| Path | Items | Items a second |\n|---|--:|--:|"
    for name, items, used in speeds():
        yield f"| {name} | {items:,} | {items / used:,.0f} |"


def main() -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="feedparser's own tests")
    parser.add_argument("--files", action="store_true", help="name the files")
    options = parser.parse_args()
    warnings.simplefilter("ignore")
    for line in report(options.folder, files=options.files):
        print(line)
    return 0


if __name__ == "__main__":
    sys.exit(main())
