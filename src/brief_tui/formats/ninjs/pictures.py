"""What is associated with a ninjs item: pictures, sounds, files, other stories."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from brief_tui.formats.credits import join as join_credits
from brief_tui.formats.news_item import NewsItem, Picture, figure_of, on_the_web
from brief_tui.formats.ninjs.properties import Properties
from brief_tui.formats.renditions import Rendition, best_image
from brief_tui.model.article import Enclosure, Figure, RelatedLink
from brief_tui.model.errors import FormatError
from brief_tui.model.identity import resolve
from brief_tui.model.text import clean_line

ALT_ROLES: Final = ("alt", "alttext")
CAPTION_ROLES: Final = ("caption", "text", "main", "")

_PICTURES: Final = frozenset({"picture", "graphic"})
_FILES: Final = frozenset({"audio", "video", "component"})


def read_associations(item: NewsItem, tree: Properties, base: str) -> None:
    """Add what is associated to the item; addresses are resolved against ``base``.

    One that cannot be read is among the item's problems.
    """
    for name, other in tree.named("associations"):
        try:
            _read_association(item, name, other, base)
        except FormatError as error:
            item.problems.append(f"association {clean_line(name, 40)!r}: {error}")


def _read_association(item: NewsItem, name: str, other: Properties, base: str) -> None:
    kind = _kind(other)
    if kind in _PICTURES:
        item.pictures.append(_captioned(picture(other, base, name), other))
    elif kind in _FILES and (enclosure := _enclosure(other, base)):
        item.enclosures.append(enclosure)
    elif headline := headline_of(other):
        url = on_the_web(other.text("uri"))
        item.links.append(RelatedLink(headline, url, _figure_of(other, base)))
    else:
        raise FormatError("it has neither a file nor a headline")


def picture(tree: Properties, base: str, name: str = "") -> Picture:
    """The picture that a ninjs object of that type describes."""
    renditions = list(read_renditions(tree, base))
    descriptions = tree.texts("description", "descriptions")
    alt = next((text.plain for text in descriptions if text.has_role(ALT_ROLES)), "")
    captions = [text for text in descriptions if not text.has_role(ALT_ROLES)]
    caption = next(
        (text.plain for role in CAPTION_ROLES for text in captions if text.role.lower() == role),
        captions[0].plain if captions else "",
    )
    figure = figure_of(
        best_image(renditions),
        caption,
        credit(tree),
        alt or tree.text("alt_text"),
    )
    known_by = {rendition.href for rendition in renditions} | {tree.text("uri"), name}
    return Picture(figure, frozenset(known_by - {""}))


def _captioned(found: Picture, tree: Properties) -> Picture:
    """The picture; one that nobody describes has its headline for a caption."""
    if found.figure.caption:
        return found
    return replace(found, figure=replace(found.figure, caption=headline_of(tree)))


def credit(tree: Properties) -> str:
    """The credit line word for word, or who made the picture and whose it is."""
    if line := tree.text("creditline"):
        return line
    maker, owner = tree.text("by", "byline"), tree.text("copyrightholder")
    return join_credits((maker, owner)) if owner else maker or tree.text("copyrightnotice")


def headline_of(tree: Properties) -> str:
    """The main headline, or what comes closest to it."""
    headlines = tree.texts("headline", "headlines")
    main = next((text for text in headlines if text.role == "" or text.has_role(["main"])), None)
    if main or headlines:
        return (main or headlines[0]).plain
    return tree.text("title")


def read_renditions(tree: Properties, base: str) -> Iterator[Rendition]:
    """The files of an object, with what is said of each."""
    for name, rendition in tree.named("renditions"):
        if href := rendition.text("href"):
            said = ("title", "usage", "variant", "format")
            yield Rendition(
                resolve(base, href),
                " ".join([name, *(rendition.text(part) for part in said)]),
                rendition.text("contenttype", "mimetype"),
                rendition.number("width"),
                rendition.number("height"),
                rendition.number("sizeinbytes"),
            )


def _kind(tree: Properties) -> str:
    """What is associated; an object that does not say is told by its files."""
    if said := tree.text("type").lower():
        return said
    types = {r.media_type.partition("/")[0] for r in read_renditions(tree, "")}
    return "picture" if "image" in types else "text"


def _enclosure(tree: Properties, base: str) -> Enclosure | None:
    rendition = next(read_renditions(tree, base), None)
    if rendition is None:
        return None
    return Enclosure(rendition.href, rendition.media_type, rendition.size)


def _figure_of(tree: Properties, base: str) -> Figure | None:
    """The picture beside a headline: its own, or that of what is associated with it in turn."""
    for _, other in tree.named("associations"):
        if _kind(other) in _PICTURES:
            return picture(other, base).figure
    image = best_image(read_renditions(tree, base))
    return Figure(image) if image else None
