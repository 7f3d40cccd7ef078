"""What comes with an entry beside its text: pictures for the text, and recordings."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final
from urllib.parse import unquote, urlsplit

from brief_tui.formats.feed.item import FeedItem, FeedMedia
from brief_tui.formats.news_item import Picture, figure_of
from brief_tui.formats.plain_title import plain_title
from brief_tui.formats.web_page.likeness import letters, page_key
from brief_tui.model.article import Block, Enclosure, Figure, Image
from brief_tui.model.identity import resolve, web_address

_SIZE: Final = re.compile(
    r"(?:[-_@.](?:\d{2,4}x\d{2,4}|\d{2,4}w|[1-4]x|scaled|\d{3,4}))+(?=\.\w+\Z)"
)
_PICTURE: Final = re.compile(r"\.(?:jpe?g|png|webp|gif|avif|heic)\Z", re.IGNORECASE)
_NAME_LENGTH: Final = 14
_MOST: Final = 30
_TAG: Final = re.compile(r"<[^<>]*>")


def pictures(item: FeedItem, body: tuple[Block, ...], headline: str, base: str) -> list[Picture]:
    """The entry's pictures with what is said of them, each once and in its largest size.

    One that the text shows has the address there among its addresses. A mere thumbnail is
    left out where the text has pictures of its own.
    """
    shown = [block for block in body if isinstance(block, Figure) and block.image]
    keys = {picture_key(figure.image.src): figure for figure in shown if figure.image}
    found: dict[str, Picture] = {}
    captions: set[str] = set()
    for candidates in _alike(_images(item, base)).values():
        best = max(candidates, key=lambda one: (one.width or 0, -candidates.index(one)))
        figure = _figure(best, candidates, headline, item)
        if figure.caption in captions:  # said once for all of them
            figure = replace(figure, caption="")
        captions.add(figure.caption)
        same = next(
            (keys[key] for one in candidates if (key := picture_key(one.url)) in keys), None
        )
        if same is not None and same.image is not None:
            figure = replace(figure, image=same.image)
            found[same.image.src] = Picture(figure, frozenset({same.image.src}))
        elif not shown or figure.caption or figure.credit:
            found.setdefault(best.url, Picture(figure, frozenset({best.url})))
    return list(found.values())[:_MOST]


def picture_key(url: str) -> str:
    """What stays the same of a picture's address among its sizes.

    That is its file's name without a size, where that tells; else its path.
    """
    try:
        name = unquote(urlsplit(url).path).rpartition("/")[2].lower()
    except ValueError:
        return url
    stem = _SIZE.sub("", name)
    if len(stem) >= _NAME_LENGTH and any(character.isdigit() for character in stem):
        return stem
    return page_key(url)


def recordings(item: FeedItem, base: str) -> list[Enclosure]:
    """What comes along to hear, to see in motion, or to read elsewhere; pictures left out."""
    found: dict[str, Enclosure] = {}
    for file in item.enclosures:
        url = "" if _is_picture(file.media_type, "", file.url) else _whole(file.url, base)
        if url:
            found.setdefault(url, Enclosure(url, file.media_type, file.length))
    for one in item.media:
        url = _whole(one.url, base) if _is_recording(one) else ""
        if url:
            found.setdefault(url, Enclosure(url, one.media_type, one.length))
    return list(found.values())


def _images(item: FeedItem, base: str) -> Iterable[FeedMedia]:
    """The entry's pictures, and stills of what is no picture; addresses made whole."""
    said = next((one for one in item.media if not one.url), None)
    for one in item.media:
        still = _is_picture(one.media_type, one.medium, one.url)
        if url := _whole(one.url if still else one.thumbnail, base):
            yield replace(one, url=url) if still else replace(one, url=url, width=None, height=None)
    for file in item.enclosures:
        if _is_picture(file.media_type, "", file.url):
            url = _whole(file.url, base)
            yield replace(said, url=url) if said else FeedMedia(url)
            said = None
    if item.thumbnail and not item.media:
        yield FeedMedia(_whole(item.thumbnail, base))


def _is_recording(one: FeedMedia) -> bool:
    return one.medium in {"audio", "video"} or one.media_type.startswith(("audio/", "video/"))


def _whole(url: str, base: str) -> str:
    """The address as it was written, made whole; '' for none on the web."""
    address = resolve(base, url) if url else ""
    return address if web_address(address) else ""


def _is_picture(media_type: str, medium: str, url: str) -> bool:
    if media_type or medium:
        return medium == "image" or media_type.startswith("image/")
    return bool(_PICTURE.search(urlsplit(url).path)) if "[" not in url else False


def _alike(images: Iterable[FeedMedia]) -> dict[str, list[FeedMedia]]:
    """The sizes of each picture: of one group, or of addresses that differ in the size."""
    found: dict[str, list[FeedMedia]] = {}
    groups: dict[int, str] = {}
    for one in images:
        if not one.url:
            continue
        key = picture_key(one.url)
        if one.group:
            key = groups.setdefault(one.group, key)
        found.setdefault(key, []).append(one)
    return found


def _figure(best: FeedMedia, candidates: list[FeedMedia], headline: str, item: FeedItem) -> Figure:
    """A picture's figure. What repeats the headline or the summary is no caption."""
    said = {letters(headline), letters(_plain(item.summary)), ""}
    captions = (_plain(one.caption) for one in (best, *candidates))
    caption = next((text for text in captions if letters(text) not in said), "")
    credit = next((_plain(one.credit) for one in (best, *candidates) if one.credit), "")
    title = _plain(best.title)
    alt = "" if letters(title) in {*said, letters(caption)} else title
    return figure_of(Image(best.url, best.width, best.height), caption, credit, alt)


def _plain(text: str) -> str:
    return " ".join(plain_title(_TAG.sub(" ", text) if "<" in text else text).split())
