"""Whether two headlines say the same, and whether two addresses are of the same page."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final
from urllib.parse import unquote, urlsplit

from brief_tui.model.identity import canonical_url

_SIZE: Final = 3
_LONGEST: Final = 400
_TELLING: Final = 15
_OTHER: Final = re.compile(r"[\W_]+")
_VARIANT: Final = re.compile(r"(?:/amp|/index|\.amp|\.html?|/)+\Z")


def letters(text: str) -> str:
    """The letters and digits of ``text``, in lower case."""
    return _OTHER.sub("", text[:_LONGEST].casefold())


@lru_cache(maxsize=256)
def _pieces(text: str) -> frozenset[str]:
    key = letters(text)
    return (
        frozenset(key[i : i + _SIZE] for i in range(max(1, len(key) - _SIZE + 1)))
        if key
        else frozenset()
    )


def likeness(one: str, other: str) -> float:
    """How much alike two lines are, 0 to 1: Dice's coefficient of their runs of three letters.

    It needs no words, so that it serves every script.
    """
    a, b = _pieces(one), _pieces(other)
    return 2 * len(a & b) / (len(a) + len(b)) if a and b else 0.0


def page_key(url: str) -> str:
    """What stays the same of a page's address between its http, AMP and mobile variants.

    That is its path; where the path is short, such as ``/article.php``, the query says which.
    """
    try:
        parts = urlsplit(canonical_url(url))
    except ValueError:
        return url
    path = _VARIANT.sub("", unquote(parts.path).lower())
    return path if len(path) > _TELLING else f"{parts.netloc}{path}?{parts.query}"
