"""Players, maps, posts: what a page shows that only a browser can, as an address to open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlsplit

from brief_tui.formats.html.tree import Element
from brief_tui.model.article import Embed
from brief_tui.model.identity import resolve

_FRAMES: Final = frozenset({"iframe", "amp-iframe", "embed", "object"})
_PLAYERS: Final = frozenset({"video", "audio", "amp-video", "amp-audio"})
_SOURCES: Final = ("src", "data-src", "data-lazy-src", "data-url", "data-original", "data")
_YOUTUBE: Final = "https://www.youtube.com/watch?v="
_VIDEO_ID: Final = re.compile(r"[\w-]{6,20}")

# Networks of advertising and measurement, and the buttons of social networks.
_NO_CONTENT: Final = re.compile(
    r"(?:doubleclick|googlesyndication|googletagmanager|google-analytics|adservice|adsystem"
    r"|adnxs|taboola|outbrain|criteo|rubiconproject|pubmatic|recaptcha|onetrust|sourcepoint)\b"
    r"|//(?:ads?|adserver|pixel|track(?:er|ing)?|analytics|stats|sync|consent)\d*\."
    r"|/plugins/(?:like|share|follow|comments|page|send)|(?:follow|tweet|like|share)_button"
    r"|(?:sub|sign)scribe|newsletter|sign-?up|login|captcha|/comments?[/._]",
    re.IGNORECASE,
)


def embed(element: Element, base: str) -> Embed | None:
    """What a player or a frame shows, None for what is not there to be looked at."""
    if _is_pixel(element):
        return None
    for source in _addresses(element):
        url = resolve(base, f"https:{source}" if source.startswith("//") and not base else source)
        try:
            parts = urlsplit(url)
        except ValueError:
            continue
        if parts.scheme in {"http", "https"} and parts.hostname and not _NO_CONTENT.search(url):
            return Embed(url, element.get("title") or element.get("aria-label"))
    return None


def _addresses(element: Element) -> Iterator[str]:
    if element.tag in _FRAMES | _PLAYERS:
        yield from (url for name in _SOURCES if (url := element.get(name)))
        yield from (url for source in element.all("source", "embed") if (url := source.get("src")))
    elif element.tag == "amp-youtube" and _VIDEO_ID.fullmatch(video := element.get("data-videoid")):
        yield _YOUTUBE + video


def _is_pixel(element: Element) -> bool:
    """Whether it is too small to show anything."""
    sides = (element.get("width"), element.get("height"))
    return any(side.removesuffix("px") in {"0", "1", "2"} for side in sides)
