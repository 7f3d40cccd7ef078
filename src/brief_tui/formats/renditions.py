"""One picture in several sizes: which of them to show.

News formats list a picture's renditions with a name, and often with its width. The names
are those of the trade: IPTC NewsCodes (``rnd:thumbnail``, ``rnd:web``, ``rnd:highRes``) and
what agencies write for them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from brief_tui.model.article import Image

_LARGE: Final = 2048
"""Pixels: a wider picture brings no screen anything."""

_SMALL: Final = 400
"""Pixels: a narrower picture is for lists."""

_WIDTHS: Final = {
    **dict.fromkeys(("thumbnail", "thumb", "small", "icon", "tiny"), 150),
    **dict.fromkeys(("highres", "hires", "high", "hidef", "original", "full", "master"), 4000),
}
_USUAL: Final = 1000
_WORD: Final = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True)
class Rendition:
    """One file of a picture, a film or a sound. ``width`` and ``height`` in pixels."""

    href: str
    name: str = ""
    media_type: str = ""
    width: int | None = None
    height: int | None = None
    size: int | None = None
    """In bytes."""


def best_image(renditions: Iterable[Rendition]) -> Image | None:
    """The picture at the size that suits a screen; None where there is none."""
    pictures = [r for r in renditions if r.href and _may_be_image(r.media_type)]
    if not pictures:
        return None
    best = min(pictures, key=_unfitness)
    return Image(best.href, best.width, best.height)


def _may_be_image(media_type: str) -> bool:
    return not media_type or media_type.lower().startswith(("image/", "application/octet"))


def _unfitness(rendition: Rendition) -> tuple[bool, int, int]:
    """Less is better: clean before watermarked, fitting before large before small."""
    words = set(_WORD.findall(rendition.name.lower()))
    named = next((_WIDTHS[word] for word in words if word in _WIDTHS), _USUAL)
    width = rendition.width or named
    if width < _SMALL:
        return "watermark" in words, 2, -width
    if width > _LARGE:
        return "watermark" in words, 1, width
    return "watermark" in words, 0, -width
