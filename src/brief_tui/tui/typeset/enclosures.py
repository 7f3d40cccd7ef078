"""Files that come with an article, such as the sound of a podcast, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from brief_tui.model.article import Enclosure
from brief_tui.tui.links import host_of

KINDS: Final[Mapping[str, str]] = {
    "audio": "Sound",
    "video": "Film",
    "image": "Picture",
    "text": "Text",
}
_PDF: Final = "application/pdf"


def enclosure_words(file: Enclosure) -> str:
    """What it is, how large, and where: "Sound · 12 MB · news.example".

    '' for what is not on the web, and cannot be opened.
    """
    if not (host := host_of(file.url)):
        return ""
    media_type = file.media_type.casefold()
    kind = "PDF" if media_type == _PDF else KINDS.get(media_type.partition("/")[0], "File")
    facts = (kind, _size(file.length or 0), host)
    return " · ".join(fact for fact in facts if fact)


def _size(length: int) -> str:
    """A number of bytes; '' where a feed leaves it open, which many do with 0 or 1."""
    for unit, size in (("GB", 10**9), ("MB", 10**6), ("kB", 10**3)):
        if length >= size:
            return f"{round(length / size):,} {unit}"
    return ""
