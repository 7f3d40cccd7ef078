"""NITF's ``media``: a picture with its caption and credit, a film, a sound, another story."""

from __future__ import annotations

from typing import Final, TypeAlias

from brief_tui.formats.html.tree import Element
from brief_tui.formats.news_item import figure_of
from brief_tui.formats.renditions import Rendition, best_image
from brief_tui.formats.xml_tree import child, children, line
from brief_tui.model.article import Embed, Enclosure, Figure, RelatedLink
from brief_tui.model.identity import resolve

Media: TypeAlias = Figure | Embed | Enclosure | RelatedLink

_FILMS: Final = frozenset({"audio", "video"})
_LINKS: Final = frozenset({"text", "html", "other", "data"})
_BESIDES: Final = frozenset("media-producer media-metadata media-reference media-object".split())
_CREDITS: Final = frozenset("credit credits creditline copyright source".split())


def read_media(element: Element, base: str = "") -> Media | None:
    """What a ``media`` element shows; None for one that shows nothing.

    A text is a link to another story, its caption the headline.
    """
    references = [_rendition(ref, base) for ref in children(element, "media-reference")]
    caption, credit = _caption(element), _credit(element)
    main = next((ref for ref in references if ref.href), Rendition(""))
    kind = element.get("media-type").lower() or main.media_type.partition("/")[0]
    if kind == "audio" and main.href and not caption:
        return Enclosure(main.href, main.media_type)
    if kind in _FILMS and main.href:
        return Embed(main.href, " · ".join(filter(None, (caption, credit))))
    if kind in _LINKS and caption:
        return RelatedLink(caption, main.href)
    alt = (ref.get("alternate-text") for ref in children(element, "media-reference"))
    return figure_of(best_image(references), caption, credit, next(filter(None, alt), "")) or None


def _caption(element: Element) -> str:
    """What is said of it: the captions, and any other words that stand among them."""
    parts = (node for node in element.children if isinstance(node, str) or _tells(node))
    return " ".join(part if isinstance(part, str) else line(part) for part in parts).strip()


def _tells(element: Element) -> bool:
    return element.tag not in _BESIDES and element.tag != "copyrite"


def _rendition(reference: Element, base: str) -> Rendition:
    source = reference.get("source") or reference.get("data-location")
    return Rendition(
        resolve(base, source) if source else "",
        reference.get("name"),
        reference.get("mime-type"),
        _pixels(reference.get("width")),
        _pixels(reference.get("height")),
    )


def _pixels(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else None


def _credit(element: Element) -> str:
    """Whose picture it is: its producer, or what its metadata say."""
    producer = " ".join(line(part) for part in children(element, "media-producer"))
    if producer.strip():
        return producer
    for part in children(element, "media-metadata"):
        if part.get("name").lower().replace("-", "") in _CREDITS and part.get("value"):
            return part.get("value")
    return line(child(element, "copyrite"))
