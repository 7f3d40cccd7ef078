"""Word forms to stems, and which words are common in a language: two libraries, wrapped.

Snowball's stemmers know the European languages and some others. Of languages without one, and of
scripts without spaces, words stay as they are.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cache
from typing import Final

import Stemmer

# By the primary subtag of a language (BCP 47): the name of Snowball's stemmer.
_STEMMERS: Final = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hu": "hungarian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
# Those of which a text says by its common words which it is in.
_TOLD_APART: Final = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "ru")
_SAME: Final = {"no": "nb", "nn": "nb"}
_LOOKED_AT: Final = 200
"""Words of a text by which its language is told."""


class _Local(threading.local):
    """Stemmers keep what they have seen, and belong to one thread."""

    def __init__(self) -> None:
        self.made: dict[str, Stemmer.Stemmer] = {}


_local: Final = _Local()


def stems(words: Sequence[str], language: str) -> Sequence[str]:
    """The stem of each word, for words in small letters and a tag such as ``en-GB``."""
    name = _STEMMERS.get(primary(language))
    if name is None:
        return words
    if name not in _local.made:
        _local.made[name] = Stemmer.Stemmer(name)
    found: list[str] = _local.made[name].stemWords(words)
    return found


def primary(language: str) -> str:
    """``en`` of ``en-GB``."""
    return language.partition("-")[0].partition("_")[0].lower()


def language_of(words: Sequence[str]) -> str:
    """The language that most of the words are common in, of those that can be told; or ''."""
    some = words[:_LOOKED_AT]
    counts = {language: sum(w in common_words(language) for w in some) for language in _TOLD_APART}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] * 5 > len(some) else ""


@cache
def common_words(language: str) -> frozenset[str]:
    """The words that say nothing of what a text in this language is about."""
    if not language:
        return frozenset()
    from stop_words import StopWordError, get_stop_words  # noqa: PLC0415

    subtag = primary(language)
    try:
        return frozenset(map(str.casefold, get_stop_words(_SAME.get(subtag, subtag))))
    except StopWordError:
        return frozenset()
