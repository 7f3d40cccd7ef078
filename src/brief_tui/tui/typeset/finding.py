"""What to mark in an article: the words of a query, or text typed to be found in it.

Letter case and accents do not count, as in the archive's search.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Final, TypeAlias

from brief_tui.model.query_nodes import Words

Pattern: TypeAlias = re.Pattern[str]


@cache
def _unspaced() -> Pattern:
    """Characters of scripts that set no spaces between words. Compiled when first needed."""
    return re.compile(
        "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]"
    )


def any_of(words: Iterable[Words]) -> Pattern | None:
    """The words and phrases of a query, as whole words; None when there are none."""
    return _either(_whole(phrase) for phrase in words)


def literally(text: str) -> Pattern | None:
    """``text`` wherever it stands, also inside words; None when it is blank."""
    return _either([_spaced(fold(text.strip()))])


def fold(text: str) -> str:
    """The text without accents, character for character: offsets in it stay true."""
    return text if text.isascii() else text.translate(_BASES)


class _Bases(dict[int, str]):
    """The letter below a letter's accents, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        decomposed = unicodedata.normalize("NFD", chr(code))
        base, marks = decomposed[0], decomposed[1:]
        if not all(map(unicodedata.combining, marks)):  # a Korean syllable's letters are no marks
            base = chr(code)
        self[code] = base
        return base


_BASES: Final = _Bases()


def _whole(words: Words) -> str:
    text = fold(words.text)
    if _unspaced().search(text):
        return _spaced(text)
    # What the archive's tokenizer drops, such as a hyphen, may be anything between words.
    tokens = re.findall(r"\w+", text)
    if not tokens:
        return ""
    phrase = r"[^\w]+".join(map(re.escape, tokens))
    return r"(?<!\w)" + phrase + (r"\w*" if words.prefix else r"(?!\w)")


def _spaced(text: str) -> str:
    return r"\s+".join(map(re.escape, text.split()))


def _either(options: Iterable[str]) -> Pattern | None:
    filled = sorted((option for option in options if option), key=len, reverse=True)
    return re.compile("|".join(filled), re.IGNORECASE) if filled else None
