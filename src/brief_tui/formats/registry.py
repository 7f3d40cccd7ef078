"""Which formats there are, and which of them a document is in.

A new format is one line in :data:`FORMATS`. Its module is imported when it is first needed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Final, cast

from brief_tui.formats.base import Document, Format
from brief_tui.model.errors import FormatError

SNIFFED: Final = 8192
"""How many bytes of a document a format may look at to recognise it."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A format's place: ``target`` is the ``module:attribute`` that implements it."""

    name: str
    target: str
    suffixes: tuple[str, ...]
    media_types: tuple[str, ...]
    title: str


_HERE: Final = "brief_tui.formats"
_MARKDOWN_TYPES: Final = ("text/markdown", "text/x-markdown")
_PAGE_TYPES: Final = ("text/html", "application/xhtml+xml")
_JSON_SUFFIXES: Final = (".json", ".jsonl", ".ndjson")
_JSON_TYPES: Final = ("application/json", "application/jsonl", "application/x-ndjson")
_XML_TYPES: Final = ("application/xml", "text/xml")
_FEED_TYPES: Final = (
    "application/rss+xml",
    "application/atom+xml",
    "application/rdf+xml",
    "application/feed+json",
)
_G2_TYPES: Final = tuple(
    f"application/vnd.iptc.g2.{kind}+xml" for kind in ("newsmessage", "newsitem", "packageitem")
)

# text/plain is in no entry: servers say it of Markdown too, so the name and the text decide.
FORMATS: Final = (
    Entry(
        "markdown",
        f"{_HERE}.markdown:MARKDOWN",
        (".md", ".markdown"),
        _MARKDOWN_TYPES,
        "Markdown with YAML front matter",
    ),
    Entry(
        "json",
        f"{_HERE}.model_json:MODEL_JSON",
        _JSON_SUFFIXES,
        _JSON_TYPES,
        "The content model as JSON",
    ),
    Entry(
        "ninjs", f"{_HERE}.ninjs:NINJS", _JSON_SUFFIXES, _JSON_TYPES, "News in JSON, of the IPTC"
    ),
    Entry(
        "newsml-g2",
        f"{_HERE}.newsml_g2:NEWSML_G2",
        (".xml",),
        (*_G2_TYPES, *_XML_TYPES),
        "NewsML-G2, of the IPTC",
    ),
    Entry(
        "nitf",
        f"{_HERE}.nitf:NITF",
        (".nitf", ".xml"),
        ("application/nitf+xml", *_XML_TYPES),
        "NITF, of the IPTC",
    ),
    Entry(
        "feed",
        f"{_HERE}.feed:FEED",
        (".rss", ".atom", ".rdf", ".xml", ".json"),
        (*_FEED_TYPES, *_XML_TYPES, "application/json"),
        "A feed: RSS, Atom, JSON Feed",
    ),
    Entry(
        "html",
        f"{_HERE}.web_page:WEB_PAGE",
        (".html", ".htm", ".xhtml"),
        _PAGE_TYPES,
        "A news page",
    ),
    Entry(
        "text",
        f"{_HERE}.wire_text:WIRE_TEXT",
        (".txt",),
        (),
        "Plain text from a wire or a clipping",
    ),
)


def names() -> list[str]:
    """The names of all formats."""
    return [entry.name for entry in FORMATS]


def suffixes() -> frozenset[str]:
    """The file name suffixes, in lower case with their dot, that some format claims."""
    return frozenset(suffix for entry in FORMATS for suffix in entry.suffixes)


def choose(document: Document, format_name: str = "") -> Format:
    """The format to read a document with: the named one, or the one that fits.

    What the sender said decides, then the suffix of the name (unless that format rules the
    text out), then the text itself. Among formats that share a media type or a suffix, such
    as those written in JSON, the text decides. Raises FormatError when no format has that
    name, or none fits.
    """
    if format_name:
        return load(_named(format_name))
    head = document.data[:SNIFFED]
    media_type = document.media_type.partition(";")[0].strip().lower()
    if said := [entry for entry in FORMATS if media_type in entry.media_types]:
        return load(said[0]) if len(said) == 1 else _likeliest(said, head)[0]
    for entries in ([e for e in FORMATS if document.suffix in e.suffixes], FORMATS):
        if entries:
            found, likelihood = _likeliest(entries, head)
            if likelihood > 0:
                return found
    raise FormatError(f"this is in none of the formats {', '.join(names())}")


def _likeliest(entries: Iterable[Entry], head: bytes) -> tuple[Format, float]:
    """The format that most likely begins so, and how likely that is; the first of equals."""
    likelihoods = [(load(entry), load(entry).sniff(head)) for entry in entries]
    return max(likelihoods, key=lambda pair: pair[1])


@cache
def load(entry: Entry) -> Format:
    """Import the format."""
    module, _, attribute = entry.target.partition(":")
    return cast("Format", getattr(import_module(module), attribute))


def _named(name: str) -> Entry:
    for entry in FORMATS:
        if entry.name == name:
            return entry
    raise FormatError(f"there is no format {name!r}; there are {', '.join(names())}")
