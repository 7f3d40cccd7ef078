"""What an entry has to show, by Media RSS 1.5.1, with what is said of each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from brief_tui.formats.credits import join
from brief_tui.formats.feed import bounds
from brief_tui.formats.feed.elements import Node
from brief_tui.formats.feed.item import LIST_LIMIT, FeedMedia


def media_of(node: Node, base: str) -> tuple[tuple[FeedMedia, ...], str]:
    """The pictures and recordings of an entry, and its thumbnail where it has others too.

    What is said of one stands in it, in its group or in the entry: the nearest counts. Where
    nothing is shown, what is said is about the thumbnail, or about a picture that the entry
    has elsewhere: then the address is ''.
    """
    found = tuple(_contents(node, base))[:LIST_LIMIT]
    still = _thumbnail(node, base)
    if found:
        return found, still.url if still else ""
    if still:
        return (still,), ""
    scopes = (*node.all("media:group"), node)
    caption, credit = _said(scopes, "media:description"), _credit(scopes)
    return ((FeedMedia("", caption=caption, credit=credit),) if caption or credit else ()), ""


def keywords(node: Node) -> Iterator[str]:
    """What an entry and what is in it are filed under."""
    parts = (node, *node.all("media:group", "media:content"))
    for words in (found for part in parts for found in part.all("media:keywords")):
        yield from (word.strip() for word in words.line().split(","))
    yield from (found.line() for part in parts for found in part.all("media:category"))


def _contents(node: Node, base: str) -> Iterator[FeedMedia]:
    for content in node.all("media:content"):
        yield from _content(content, (content, node), base)
    for group, part in enumerate(node.all("media:group"), 1):
        for content in part.all("media:content"):
            yield from _content(content, (content, part, node), base, group)


def _content(
    content: Node, scopes: tuple[Node, ...], base: str, group: int = 0
) -> Iterator[FeedMedia]:
    values = content.attributes
    url = bounds.address(values.get("url"), base)
    still = next((part for scope in scopes for part in scope.all("media:thumbnail")), None)
    thumbnail = bounds.address(still.attributes.get("url"), base) if still else ""
    if not url and not thumbnail:
        return
    yield FeedMedia(
        url,
        media_type=bounds.line(values.get("type")),
        medium=bounds.line(values.get("medium")),
        width=bounds.side(values.get("width")),
        height=bounds.side(values.get("height")),
        title=_said(scopes, "media:title"),
        caption=_said(scopes, "media:description") or _said(scopes[:1], "media:text"),
        credit=_credit(scopes),
        thumbnail=thumbnail,
        length=bounds.length(values.get("filesize") or values.get("fileSize")),
        group=group,
    )


def _said(scopes: Iterable[Node], tag: str) -> str:
    """What is said nearest."""
    for scope in scopes:
        for found in scope.all(tag):
            if line := found.line():
                return bounds.text(line)
    return ""


def _credit(scopes: Iterable[Node]) -> str:
    """Everybody who is credited nearest; the maker before the house."""
    for scope in scopes:
        names = [bounds.line(found.line()) for found in scope.all("media:credit")]
        rights = [bounds.line(found.line()) for found in scope.all("media:copyright")]
        if line := join(filter(None, names)) or join(filter(None, rights)):
            return bounds.line(line)
    return ""


def _thumbnail(node: Node, base: str) -> FeedMedia | None:
    groups = tuple(node.all("media:group"))
    for scope in (node, *groups):
        for found in scope.all("media:thumbnail"):
            values = found.attributes
            if url := bounds.address(values.get("url"), base):
                scopes = (scope, *groups, node)
                return FeedMedia(
                    url,
                    media_type="image/jpeg",
                    width=bounds.side(values.get("width")),
                    height=bounds.side(values.get("height")),
                    title=_said(scopes, "media:title"),
                    caption=_said(scopes, "media:description"),
                    credit=_credit(scopes),
                )
    return None
