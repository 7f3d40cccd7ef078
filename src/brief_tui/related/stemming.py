"""Word forms to stems, and which words are common in a language: two libraries, wrapped.

Snowball's stemmers know the European languages and some others. Of languages without one, and of
scripts without spaces, words stay as they are.
"""

from __future__ import annotations

import re
import threading
from collections.abc import Sequence
from functools import cache
from typing import Final

import Stemmer

from brief_tui.related.calendar import NAMES

# By the primary subtag of a language (BCP 47): the name of Snowball's stemmer.
_STEMMERS: Final = {
    "ca": "catalan", "cs": "czech", "da": "danish", "de": "german", "el": "greek",
    "en": "english", "es": "spanish", "et": "estonian", "eu": "basque", "fi": "finnish",
    "fr": "french", "ga": "irish", "hu": "hungarian", "id": "indonesian", "it": "italian",
    "lt": "lithuanian", "nb": "norwegian", "nl": "dutch", "nn": "norwegian", "no": "norwegian",
    "pl": "polish", "pt": "portuguese", "ro": "romanian", "ru": "russian", "sr": "serbian",
    "sv": "swedish", "tr": "turkish",
}  # fmt: skip
# Three letters of ISO 639-2 where the web has them in place of two.
_SHORTER: Final = {
    "eng": "en", "deu": "de", "ger": "de", "fra": "fr", "fre": "fr", "spa": "es", "ita": "it",
    "nld": "nl", "dut": "nl", "por": "pt", "pol": "pl", "swe": "sv", "rus": "ru", "dan": "da",
    "nor": "no", "nob": "nb", "nno": "nn", "fin": "fi", "zho": "zh", "chi": "zh", "jpn": "ja",
}  # fmt: skip
# Those of which a text says by its common words which it is in.
_TOLD_APART: Final = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "ru", "nb", "da")
_SAME: Final = {"no": "nb", "nn": "nb"}
_SCRIPTS: Final = {"ru": re.compile("[а-яёєіїґ]"), "el": re.compile("[α-ωά-ώ]")}
_UKRAINIAN: Final = re.compile("[єіїґ]")
_LOOKED_AT: Final = 200
"""Words of a text by which its language is told."""
_TOLD_BY: Final = 0.08
"""The share of them that is common in it at least."""


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
    """``en`` of ``en-GB``, and of ``eng``."""
    subtag = language.partition("-")[0].partition("_")[0].lower()
    return _SHORTER.get(subtag, subtag)


def language_of(words: Sequence[str]) -> str:
    """The language that most of the words (in small letters) are common in, of those that can be
    told, or that has their script to itself; or ''.
    """
    some = words[:_LOOKED_AT]
    letters = "".join(some)
    for language, script in _SCRIPTS.items():
        if 2 * len(script.findall(letters)) > len(letters):
            return "uk" if language == "ru" and _UKRAINIAN.search(letters) else language
    counts = {language: sum(w in common_words(language) for w in some) for language in _TOLD_APART}
    best = max(counts, key=counts.__getitem__)
    return best if counts[best] > _TOLD_BY * len(some) else ""


@cache
def common_words(language: str) -> frozenset[str]:
    """The words that say nothing of what a text in this language is about, dates among them."""
    if not language:
        return frozenset()
    from stop_words import StopWordError, get_stop_words  # noqa: PLC0415

    subtag = primary(language)
    subtag = _SAME.get(subtag, subtag)
    dates = NAMES.get(subtag, "").split()
    try:
        return frozenset((*map(str.casefold, get_stop_words(subtag)), *dates))
    except StopWordError:
        return frozenset(dates)
