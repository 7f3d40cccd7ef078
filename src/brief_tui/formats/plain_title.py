"""Titles that were written for a web page, as the plain text they stand for."""

from __future__ import annotations

import html
import re
from typing import Final

# Only names of HTML elements: "<3", "x < y > z" and "<anonymous>" are words.
_TAG: Final = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|big|blockquote|br|center|cite|code|del|div|em|font|h[1-6]|hr|i|iframe"
    r"|img|ins|kbd|li|mark|nobr|ol|p|pre|q|s|samp|script|small|span|strike|strong|style|sub|sup"
    r"|svg|table|tbody|td|th|time|tr|tt|u|ul|var|video|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_SPACED: Final = re.compile(r"</?(?:blockquote|br|div|h[1-6]|hr|li|p|td|th|tr)\b", re.IGNORECASE)
_DECODINGS: Final = 3  # feeds are known to escape twice; nobody means more than that


def plain_title(text: str) -> str:
    """Return ``text`` with its entities decoded, however often they were escaped, and no tags.

    A tag that breaks a line leaves a space.
    """
    for _ in range(_DECODINGS):
        decoded = html.unescape(text)
        if decoded == text:
            break
        text = decoded
    return _TAG.sub(lambda tag: " " if _SPACED.match(tag[0]) else "", text)
