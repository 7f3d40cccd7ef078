"""What stands within a line of text: its styles, and what a page says by its layout alone."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import islice
from typing import Final, NamedTuple

from brief_tui.formats.html import names
from brief_tui.formats.html.tree import Element

ASIDE_WORDS: Final = frozenset("credit credits copyright photographer caption attribution".split())
"""Words that name a part of a caption: it gets a line of its own though it is set inline."""

_HIDDEN_WORDS: Final = ({"visually", "hidden"}, {"sr", "only"}, {"screen", "reader"})
_MAY_HIDE: Final = re.compile("hidden|only|reader", re.IGNORECASE)
_STRONG: Final = frozenset({"b", "strong"})
_EMPHASIS: Final = frozenset({"em", "i", "cite", "dfn", "var"})
_CODE: Final = frozenset({"code", "kbd", "samp", "tt"})
_EMOJI: Final = frozenset({"emoji", "emojione", "twemoji", "smiley"})
_STYLING: Final = {"a"} | _STRONG | _EMPHASIS | _CODE
_QUOTES: Final = frozenset({"blockquote", "aside"})
_FIRST_PARTS: Final = 8
_ICON_SIDE: Final = 48
"""Pixels: a picture not larger than this is an icon."""


class Style(NamedTuple):
    """How a stretch of text is set."""

    strong: bool = False
    emphasis: bool = False
    code: bool = False
    href: str = ""


def styled(element: Element, style: Style) -> Style:
    """The style of what stands in the element, when it stands in text of this style."""
    tag = element.tag
    if tag not in _STYLING:
        return style
    if tag == "a":
        return style._replace(href=element.get("href"))
    if tag in _STRONG:
        return style._replace(strong=True)
    if tag in _EMPHASIS:
        return style._replace(emphasis=True)
    return style._replace(code=True)


def is_unseen(element: Element) -> bool:
    """Whether a reader does not see the element."""
    return bool(element.attributes) and (element.hidden or _is_for_listeners(element))


def _is_for_listeners(element: Element) -> bool:
    """Whether only a screen reader speaks it: what it says is said to others by the layout."""
    name = element.attributes.get("class")
    if name is None or not _may_hide(name):  # spares most elements the cutting into words
        return False
    return any(hidden <= element.words for hidden in _HIDDEN_WORDS)


@lru_cache(maxsize=4096)
def _may_hide(name: str) -> bool:
    return _MAY_HIDE.search(name) is not None


def _is_quote(element: Element) -> bool:
    return element.tag in _QUOTES or not names.QUOTE.isdisjoint(element.words)


def is_in_line(element: Element) -> bool:
    """Whether a picture is no larger than the text in which it stands."""
    return not _EMOJI.isdisjoint(element.words) or _is_icon(element)


def marks(element: Element) -> tuple[str, str]:
    """What a page says by its layout: quotation marks (``q``), and words over others (``rt``)."""
    if element.tag == "q":
        return "“", "”"
    ruby = element.parent
    if element.tag != "rt" or ruby is None:
        return "", ""
    bracketed = any(child.tag == "rp" for child in islice(ruby.elements(), _FIRST_PARTS))
    return ("", "") if bracketed else ("(", ")")


def is_apart(element: Element) -> bool:
    """Whether it is a credit in a caption, or who is quoted in a quotation."""
    if element.tag == "cite" and element.parent is not None and _is_quote(element.parent):
        return True
    return bool(element.attributes) and not ASIDE_WORDS.isdisjoint(element.words)


def _is_icon(element: Element) -> bool:
    return any(
        side.isdigit() and int(side) <= _ICON_SIDE
        for side in (element.get("width"), element.get("height"))
    )


def sign(element: Element) -> str:
    """The sign that a picture in a line of text stands for, '' for an icon."""
    return "" if _EMOJI.isdisjoint(element.words) else element.get("alt")
