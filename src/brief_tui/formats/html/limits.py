"""What is refused before the parser sees it, since it would take too long over it."""

from __future__ import annotations

import re
from typing import Final

ATTRIBUTE_LIMIT: Final = 5_000
"""Attributes of one tag: the parser compares each with all before it."""

# A tag as HTML's tokenizer reads it, however broken. Nothing is given back, so it is linear.
_VALUE: Final = r"""\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"'][^\s>]*+)"""
_ATTRIBUTE: Final = rf"[\s/]*+[^\s/>][^\s/>=]*+(?:{_VALUE})?+"
_TOO_MANY: Final = re.compile(rf"<[a-zA-Z][^\s/>]*+(?:{_ATTRIBUTE}){{{ATTRIBUTE_LIMIT}}}")


def has_too_many_attributes(html: str) -> bool:
    """Whether a tag of the page has as many attributes as the limit."""
    return _TOO_MANY.search(html) is not None
