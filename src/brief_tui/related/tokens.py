"""The words of a text, with what makes two of them the same, and which of them are names.

Scripts without spaces are cut where the kind of character changes: a run of kanji, one of
katakana. Hiragana is what holds a Japanese sentence together, and left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from brief_tui.related.stemming import common_words, primary, stems

_KATAKANA: Final = "\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
_HAN: Final = "\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_SOUTH: Final = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Myanmar, Khmer
_HIRAGANA: Final = "\u3040-\u309f"
_UNSPACED: Final = _KATAKANA + _HAN + _SOUTH + _HIRAGANA
_LETTER: Final = f"[^\\W_{_UNSPACED}]"
_WORD: Final = re.compile(
    f"[{_KATAKANA}]+|[{_HAN}]+|[{_SOUTH}]+"
    r"|(?:[A-ZÀ-ÞА-Я]\.){2,}"  # U.S.
    rf"|[0-9]+(?:[.,][0-9]+)*(?!{_LETTER})"  # 5,753
    f"|{_LETTER}+(?:['’]{_LETTER}+)*"
)
IS_UNSPACED: Final = re.compile(f"[{_UNSPACED}]")
_SENTENCE: Final = re.compile(r"[.!?:;\n“”\"«»•]\W*$")
_POSSESSIVE: Final = re.compile(r"['’]s?$")
_ELISION: Final = re.compile(r"^(?:[cdjlmnst]|qu|dell|all|nell|un)['’](?=\w)", re.IGNORECASE)
_THOUSANDS: Final = re.compile(r"[.,](?=[0-9]{3}(?![0-9]))")
_ADJOINING: Final = frozenset({" ", "-", "\u00a0", "\u2011"})
_SHORTENED: Final = re.compile(r"[A-Z]|Mrs?|Ms|Dr|St|Gen|Sen|Rep|Gov")
"""What a full stop behind it ends no sentence: George W. Bush, Dr. Salk."""
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.){2,}")

_UNCHANGED: Final = frozenset({"fr", "es", "it", "pt", "ca"})
"""Languages in which a name has one form: it is the same word in another language then."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word: as it is spelt, what it is compared by, whether it is a name, whether letters in
    capitals mean that it is an abbreviation, and whether it follows the word before at once.
    """

    spelt: str
    stem: str
    name: bool
    capitals: bool = False
    adjoins: bool = False


def tokens(text: str, language: str) -> list[Token]:
    """The words of a text, in order."""
    shouted = text.isupper()
    words: list[str] = []
    names: list[bool] = []
    adjoin: list[bool] = []
    begins: list[int] = []
    end = 0
    for match in _WORD.finditer(text):
        word = match[0]
        if "'" in word or "’" in word:
            word = _POSSESSIVE.sub("", _ELISION.sub("", word)) or word
        gap = text[end : match.start()]
        if gap == ". " and _SHORTENED.fullmatch(words[-1]):
            gap = " "
        inside = end > 0 and (gap == " " or not _SENTENCE.search(gap))
        capital = word[0].isupper() and not shouted
        if capital and not inside:
            begins.append(len(words))
        words.append(word)
        names.append(inside and capital)
        adjoin.append(gap in _ADJOINING)
        end = match.end()
    plain = list(map(_plain, words))
    _name_beginnings(begins, plain, names, adjoin, common_words(language))
    return [
        Token(word, stem, name, word.isupper() and len(word) > 1 and not shouted, adjoins)
        for word, stem, name, adjoins in zip(
            words, _stemmed(plain, names, language), names, adjoin, strict=True
        )
    ]


def _plain(word: str) -> str:
    """What a word is compared by, but for its ending: U.S. is US, 5,753 is 5.753."""
    if word[0].isdigit():
        return _THOUSANDS.sub("", word).replace(",", ".")
    if _DOTTED.fullmatch(word):
        return word.replace(".", "").casefold()
    return word.casefold()


def _name_beginnings(
    begins: Sequence[int],
    plain: Sequence[str],
    names: list[bool],
    adjoin: Sequence[bool],
    common: frozenset[str],
) -> None:
    """A word that begins a sentence is a name where one follows at once: "Harry Kane scored"."""
    for index in begins:
        then = index + 1
        if then < len(names) and names[then] and adjoin[then] and plain[index] not in common:
            names[index] = True


def _stemmed(plain: Sequence[str], names: Sequence[bool], language: str) -> Sequence[str]:
    """The words without their endings."""
    found = stems(plain, language)
    if primary(language) in _UNCHANGED:
        found = [
            word if name else stem for word, stem, name in zip(plain, found, names, strict=True)
        ]
    return found
