"""OPML: subscription lists, as every reader of feeds writes and reads them.

Read are OPML 1.0, 1.1 and 2.0 (opml.org/spec2.opml) and what goes under those names:
attributes in any letter case, outlines without a type, a bare ``&`` in an address.
Written is 2.0.

Folders are tags: a feed in a folder in a folder has both names. ``category`` holds tags,
too: names with commas between them, each of which may be a path with slashes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.utils import format_datetime
from html.entities import html5
from typing import Final
from xml.sax.saxutils import escape

from brief_tui.formats.html.charset import decode
from brief_tui.formats.html.tree import Element
from brief_tui.formats.subscriptions import (
    Gathering,
    Subscription,
    feed_address,
    plain,
    shareable,
    without_user,
)
from brief_tui.formats.xml_tree import line, parse_xml, root_name
from brief_tui.model.errors import FormatError
from brief_tui.model.identity import resolve
from brief_tui.model.text import clean_line

_AMPERSAND: Final = re.compile(r"&(?:#\d{1,8};|#[xX][0-9a-fA-F]{1,8};|(\w{1,40};))?", re.ASCII)
_OF_XML: Final = frozenset(["amp;", "lt;", "gt;", "quot;", "apos;"])
_INCLUDED: Final = frozenset(["include", "link"])
_FEED_TYPES: Final = frozenset(["rss", "atom", "rss1", "rdf", "feed"])
_QUOTES: Final = {'"': "&quot;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;"}


@dataclass(frozen=True, slots=True)
class OpmlDocument:
    """The feeds of a list, and a sentence for each part of it that could not be used."""

    title: str
    subscriptions: tuple[Subscription, ...]
    problems: tuple[str, ...] = ()


def is_opml(head: bytes) -> bool:
    """Whether what begins so is OPML."""
    return root_name(head).lower() == "opml"


def parse_opml(data: bytes, uri: str = "") -> OpmlDocument:
    """Read a list. ``uri`` is where it comes from: relative addresses are resolved against it.

    What is not well-formed is read as far as it is. Raises FormatError for what is no OPML,
    declares entities of its own, or has too many or too deep outlines.
    """
    document = parse_xml(b"\xef\xbb\xbf" + _mended(decode(data)).encode("utf-8", "replace"))
    root = document.root
    if root.tag.lower() != "opml":
        raise FormatError(f"not OPML: the document's root is <{clean_line(root.tag, 40)}>")
    head, body = _part(root, "head"), _part(root, "body")
    gathering = Gathering()
    _read_outlines(body or root, uri, gathering)
    if document.problem:
        reason = document.problem.removeprefix("not XML: ")
        gathering.problem(f"the list breaks off: {reason}; what stands before was read")
    title = plain(line(_part(head, "title"))) if head else ""
    return OpmlDocument(title, gathering.subscriptions, gathering.problems)


def _mended(text: str) -> str:
    """The document with what is commonly wrong in it made right.

    An ``&`` that begins no entity is escaped, and the entities of HTML, which no list
    declares, are written as the characters they stand for.
    """

    def mend(match: re.Match[str]) -> str:
        name = match[1]
        if name is None:
            return match[0] if len(match[0]) > 1 else "&amp;"
        if name in _OF_XML:
            return match[0]
        return escape(html5[name]) if name in html5 else f"&amp;{name}"

    return _AMPERSAND.sub(mend, text)


def _part(element: Element, name: str) -> Element | None:
    return next((found for found in element.elements() if found.tag.lower() == name), None)


def _read_outlines(root: Element, uri: str, gathering: Gathering) -> None:
    waiting: list[tuple[Element, tuple[str, ...]]] = [(root, ())]
    while waiting:
        element, folders = waiting.pop()
        inner = folders
        if element.tag.lower() == "outline":
            entry = _Outline.of(element, uri)
            if entry.left_out:
                gathering.problem(entry.left_out)
                continue
            if entry.feed:
                tags = (*folders, *entry.categories)
                gathering.add(Subscription(entry.feed, entry.name, entry.home, tags))
            elif entry.name:
                inner = (*folders, entry.name)
        elif element is not root:
            continue
        waiting.extend((child, inner) for child in reversed(list(element.elements())))


@dataclass(frozen=True, slots=True)
class _Outline:
    """What one outline says. ``left_out`` is the reason why it is of no use."""

    name: str
    feed: str = ""
    home: str = ""
    categories: tuple[str, ...] = ()
    left_out: str = ""

    @classmethod
    def of(cls, element: Element, uri: str) -> _Outline:
        said = {name.lower(): value.strip() for name, value in element.attributes.items()}
        kind = said.get("type", "").lower()
        written = said.get("xmlurl", "") or (said.get("url", "") if kind in _FEED_TYPES else "")
        # Programs write the address as the name of a feed that has none.
        names = [plain(said[key]) for key in ("text", "title") if said.get(key, written) != written]
        name = next(filter(None, names), "")
        shown = f"“{name}”" if name else "an outline without a name"
        if said.get("iscomment", "").lower() == "true":
            return cls(name, left_out=f"{shown} is commented out in the list")
        if written:
            url = feed_address(resolve(uri, written) if uri else written)
            if not url:
                address = clean_line(without_user(written), 80)
                return cls(name, left_out=f"{shown}: {address} is not the address of a feed")
            home = said.get("htmlurl", "")
            return cls(name, url, home, _categories(said.get("category", "")))
        if kind in _INCLUDED and (url := clean_line(said.get("url", ""), 200)):
            return cls(
                name, left_out=f"{shown} stands for another document, {url}; import that too"
            )
        if not any(child.tag.lower() == "outline" for child in element.elements()):
            return cls(name, left_out=f"{shown} has no address of a feed")
        return cls(name)


def _categories(text: str) -> tuple[str, ...]:
    return tuple(plain(name) for path in text.split(",") for name in path.split("/"))


def write_opml(title: str, subscriptions: Iterable[Subscription], created: datetime) -> str:
    """The feeds as an OPML 2.0 document. ``created`` is aware.

    A feed stands in the folder of its first tag, its other tags are its ``category``. A tag
    that a category has no way to write, for a comma or slash in it, is a folder in the
    folder. No address keeps its user and password.
    """
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head>",
        f"    <title>{escape(clean_line(title))}</title>",
        f"    <dateCreated>{format_datetime(created)}</dateCreated>",
        "  </head>",
        "  <body>",
    ]
    filed: dict[tuple[str, ...], list[Subscription]] = {}
    for feed in map(shareable, subscriptions):
        filed.setdefault(_folders(feed.tags), []).append(feed)
    for folders in _in_order(filed):
        lines += _folder(folders, filed[folders])
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _in_order(filed: Iterable[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The folders as they came, those that begin alike together, feeds without one last."""
    firsts = list(dict.fromkeys(folders[:1] for folders in filed))
    place = {first: number for number, first in enumerate(firsts)}
    return sorted(filed, key=lambda folders: (not folders, place[folders[:1]], len(folders)))


def _folders(tags: Sequence[str]) -> tuple[str, ...]:
    return (*tags[:1], *(tag for tag in tags[1:] if "," in tag or "/" in tag))


def _folder(folders: tuple[str, ...], feeds: Iterable[Subscription]) -> list[str]:
    """The lines of one folder, with the folders that it is in."""
    margins = ["    " + "  " * depth for depth in range(len(folders))]
    opening = [
        f"{margin}<outline text={_quoted(name)}>"
        for margin, name in zip(margins, folders, strict=True)
    ]
    inner = "    " + "  " * len(folders)
    closing = [f"{margin}</outline>" for margin in reversed(margins)]
    return [*opening, *(inner + _outline(feed, folders) for feed in feeds), *closing]


def _outline(feed: Subscription, folders: Sequence[str]) -> str:
    name = feed.name or feed.url
    others = [tag for tag in feed.tags if tag not in folders]
    attributes = {
        "type": "rss",
        "text": name,
        "title": name,
        "xmlUrl": feed.url,
        "htmlUrl": feed.home,
        "category": ",".join(others),
    }
    written = " ".join(f"{key}={_quoted(value)}" for key, value in attributes.items() if value)
    return f"<outline {written}/>"


def _quoted(text: str) -> str:
    return '"' + escape(text, _QUOTES) + '"'
