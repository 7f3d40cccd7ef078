"""Whose picture it is, derived from the credit line that the page printed.

The line itself is what the reader sees; this only says which of its parts are people and
which are agencies, papers or other houses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from brief_tui.formats import credit_words as words

_LONGEST: Final = 400
"""A credit line is short: no more characters than these are looked at."""

_SEPARATORS: Final = re.compile(
    r"\s*(?:[/／|·•;]|[,、，](?!\s?(?:[JS]r|Inc|Ltd)\b)|\s[-–—]\s|\bvia\b"
    r"|\W?\sall\srights\sreserved|[记記]者|기자)\s*",
    re.IGNORECASE,
)
_FOR: Final = re.compile(r"\s(?:for|für|pour|voor|per)\s(?=[^\W\d_]|[«\"“„])", re.IGNORECASE)
_BETWEEN_PEOPLE: Final = re.compile(r"\s+(?:and|und|et|y|og|och|и|та|&|\+)\s+")
_LABEL: Final = re.compile(r"[^:：=＝/|]{1,40}[:：=＝]\s?")
_COPYRIGHT: Final = re.compile(
    r"(?:©|\([cC]\)|&copy;|copyright\b)\s*(?:\d{4}\b)?\s*", re.IGNORECASE
)
_MAKER: Final = re.compile(rf"\s?(?:{'|'.join(sorted(words.MAKER_ENDS))})$")
_OUTER: Final = ' \t\n|/–—-·•,;:.()[]（）【】［］{}<>*"“”„«»'
_CASELESS: Final = re.compile("[\u0590-\u06ff\u0900-\u097f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_INITIALS: Final = re.compile(r"(?:[^\W\d_]\.-?){1,3}")


@dataclass(frozen=True, slots=True)
class Attribution:
    """The people and the houses that a credit line names, in its order, each once."""

    people: tuple[str, ...] = ()
    agencies: tuple[str, ...] = ()


def attribution(credit: str) -> Attribution:
    """Who took the picture and for whom: "Foto: Ann Lee/dpa" → ("Ann Lee",), ("dpa",)."""
    people: dict[str, None] = {}
    agencies: dict[str, None] = {}
    for part in _SEPARATORS.split(unlabelled(credit[:_LONGEST])):
        makers, *clients = _FOR.split(part)
        for name in _names(_BETWEEN_PEOPLE.split(makers) if not is_house(makers) else [makers]):
            (people if is_person(name) else agencies)[name] = None
        agencies |= dict.fromkeys(_names(clients))
    return Attribution(tuple(people), tuple(agencies))


def unlabelled(credit: str) -> str:
    """The credit without "Foto:", "Photo by", "©" and brackets before its names."""
    text = credit.strip()
    for _ in range(3):  # "© Bild: REUTERS", "Credit: Photo by …"
        shorter = _without_opening(text).strip(_OUTER)
        if shorter == text:
            break
        text = shorter
    return text


def _without_opening(text: str) -> str:
    mark = _COPYRIGHT.match(text)
    if mark:
        return text[mark.end() :]
    label = _LABEL.match(text)
    if label:
        return text[label.end() :]
    tokens = text.split()
    for count in range(min(4, len(tokens) - 1), 0, -1):
        if " ".join(tokens[:count]).casefold() in words.OPENINGS:
            return " ".join(tokens[count:])
    return text


def name_parts(text: str) -> list[str]:
    """The names of an unlabelled credit, without words like "file" that are none."""
    return _names(name for part in _SEPARATORS.split(text) for name in _FOR.split(part))


def _names(parts: Iterable[str]) -> list[str]:
    names = (_without_qualifiers(_MAKER.sub("", part.strip(_OUTER))) for part in parts)
    return [name for name in names if name]


def _without_qualifiers(part: str) -> str:
    tokens = part.split()
    while tokens and not is_agency(" ".join(tokens)) and _qualifies(tokens[-1]):
        tokens.pop()
    return " ".join(tokens)


def _qualifies(token: str) -> bool:
    return token.strip(_OUTER).casefold() in words.QUALIFIERS


def is_agency(name: str) -> bool:
    """Whether this is, by itself, the name of a news agency or a picture library."""
    folded = name.casefold()
    if folded in words.PICTURE_AGENCIES:
        return True
    if folded not in words.NEWS_AGENCIES:
        return False
    return not name.islower() or len(name) > 4 or folded in words.LOWER_CASE_AGENCIES


def is_house(name: str) -> bool:
    """Whether the name is an agency's or made like a company's, a paper's or an authority's."""
    if is_agency(name) or is_agency(name.partition("-")[0]):
        return True
    tokens = name.casefold().split()
    if not tokens:
        return False
    return (
        tokens[0] == "the"
        or not words.ORGANISATION_WORDS.isdisjoint(tokens)
        or ("." in tokens[-1][1:-2] and len(tokens) == 1)
    )


def is_person(name: str) -> bool:
    """Whether the name is made like a person's: two to four capitalised words, or ideographs."""
    if is_house(name):
        return False
    tokens = name.split()
    if _CASELESS.search(name):
        return len(tokens) <= 4 and len(name) <= 40 and name.replace(" ", "").isalnum()
    named = [token for token in tokens if token.casefold() not in words.PARTICLES]
    return 2 <= len(tokens) <= 6 and 2 <= len(named) <= 4 and all(map(_is_name_word, named))


def _is_name_word(token: str) -> bool:
    if _INITIALS.fullmatch(token):
        return True
    plain = token.strip("\"'’‘“”.")
    letters = plain.replace("-", "").replace("'", "").replace("’", "").replace(".", "")
    return plain[:1].isupper() and letters.isalpha()
