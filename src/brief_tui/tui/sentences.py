"""Sentences as the reader sees them."""

from __future__ import annotations

import re
from typing import Final

_WORD: Final = re.compile(r"(?!brief\b)[a-z]+ ")
"""A first word in small letters which is no name: not of a file, an address or the program."""


def sentence(text: str) -> str:
    """A message as a sentence: it begins with a capital, unless a name leads it."""
    return text[:1].upper() + text[1:] if _WORD.match(text) else text
