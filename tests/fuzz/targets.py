"""What is fuzzed: each registered format, and the readers below them worth their own turn.

A target reads bytes and returns nothing. It may raise an error of the BriefError family,
which is how a document is refused; anything else is a fault.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Final

from brief_tui.config.theme_yaml import read_theme
from brief_tui.formats import front_matter, registry
from brief_tui.formats.base import Document
from brief_tui.formats.feed import article_of, feed_links, is_teaser, item_from_text, parse_feed
from brief_tui.formats.fields import read_fields
from brief_tui.formats.html.blocks import PUBLISHED, WRITTEN, read_fragment
from brief_tui.formats.html.charset import decode
from brief_tui.formats.json_items import items
from brief_tui.model.errors import FormatError
from brief_tui.model.query import parse_query, write
from brief_tui.model.query_nodes import Query
from tests.fuzz import checks
from tests.fuzz.mutations import Material

SEEDS: Final = Path(__file__).with_name("seeds")
_ADDRESS: Final = "https://quay.example/ferry"
_GAPS: Final = (b" ", b"\n", b"\n\n")
_NOW: Final = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Target:
    """One reader. ``share`` is how much of a run's time it gets, beside the others' shares."""

    name: str
    read: Callable[[bytes], None]
    kinds: tuple[str, ...]
    share: int = 1

    def material(self) -> Material:
        """The seeds and tokens of the kinds of document that the target reads."""
        files = [path for kind in self.kinds for path in sorted((SEEDS / kind).iterdir())]
        tokens = [path for path in files if path.name == "tokens"]
        return Material(
            [path.read_bytes() for path in files if path not in tokens],
            [*(token for path in tokens for token in path.read_bytes().split()), *_GAPS],
        )


def _format(name: str, data: bytes) -> None:
    document = Document(data, _ADDRESS)
    parsed = registry.choose(document, name).parse(document)
    checks.check_parsed(parsed)
    if name == "json":  # articles of any shape
        for article in parsed.articles:
            checks.check_exports(article)


def _any_format(data: bytes) -> None:
    document = Document(data)
    checks.check_parsed(registry.choose(document).parse(document))


def _fragment(data: bytes) -> None:
    text = data.decode("utf-8", "replace")
    for rules in (PUBLISHED, WRITTEN):
        reading = read_fragment(text, _ADDRESS, rules)
        for value in (reading.body, reading.related):
            checks.check_values(value)
        checks.check_lines(reading.lines)
        checks.check_all_there(reading)


def _charset(data: bytes) -> None:
    media_type, _, page = data.partition(b"\n")
    text = decode(page, media_type.decode("latin-1"))
    text.encode("utf-8")  # no lone surrogates


def _json_ld(data: bytes) -> None:
    story = "<p>The ferry left the harbour at nine and was back before the evening came.</p>" * 4
    script = b'<script type="application/ld+json">' + data + b"</script>"
    _format("html", b"<title>A ferry</title>" + script + story.encode())


def _query(data: bytes) -> None:
    text = data.decode("utf-8", "surrogateescape")
    for typing in (False, True):
        found = parse_query(text, _NOW, typing=typing)
        if isinstance(found, Query):
            again = parse_query(write(found), _NOW)
            same = isinstance(again, Query) and (again.root, again.sort) == (found.root, found.sort)
            checks.promise(same or len(text) > 1_000, "a query is not what it is written as")
        else:
            checks.promise(0 <= found.start < found.end, "a mistake is nowhere")


def _theme(data: bytes) -> None:
    read_theme(data.decode("utf-8", "replace"), Path("fuzz.yaml"))


def _front_matter(data: bytes) -> None:
    parts = front_matter.split(data.decode("utf-8", "replace"))
    for problem in read_fields(parts.fields).problems:
        checks.check_problem(problem)


def _items(data: bytes) -> None:
    for place, item in items(Document(data)):
        checks.promise(place.isprintable(), "a place that cannot be printed")
        if isinstance(item, FormatError):
            checks.check_error(item)


def _feed(data: bytes) -> None:
    found = parse_feed(data, _ADDRESS)
    for problem in found.problems:
        checks.check_problem(problem)
    for item in found.items[:50]:
        text = item.to_text()
        text.encode("utf-8")
        checks.promise(item_from_text(text) == item, "an item is not what it is kept as")
        article = article_of(item, found.title, _ADDRESS)
        checks.check_values(article)
        checks.promise(bool(article.headline), "a story without a headline")
        is_teaser(article, item)
    feed_links(data, _ADDRESS)


_KINDS: Final = ("feed", "html", "json", "markdown", "newsml-g2", "ninjs", "nitf", "text")

TARGETS: Final = {
    target.name: target
    for target in (
        Target("markdown", partial(_format, "markdown"), ("markdown",), 3),
        Target("json", partial(_format, "json"), ("json",), 2),
        Target("ninjs", partial(_format, "ninjs"), ("ninjs",), 4),
        Target("newsml-g2", partial(_format, "newsml-g2"), ("newsml-g2",), 4),
        Target("nitf", partial(_format, "nitf"), ("nitf",), 4),
        Target("feed", _feed, ("feed",), 6),
        Target("html", partial(_format, "html"), ("html",), 8),
        Target("text", partial(_format, "text"), ("text",), 6),
        Target("any", _any_format, _KINDS, 2),
        Target("fragment", _fragment, ("html",), 6),
        Target("charset", _charset, ("charset",)),
        Target("json-ld", _json_ld, ("json-ld",), 2),
        Target("json-items", _items, ("json", "ninjs")),
        Target("front-matter", _front_matter, ("markdown",)),
        Target("query", _query, ("query",)),
        Target("theme", _theme, ("theme",)),
    )
}
