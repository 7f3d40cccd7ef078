"""What one line looks like by itself: a credit, a name, a button, a plea to subscribe.

Each question is linear in the line. Where a function takes ``folded``, that is the line as
:func:`.vocabulary.folded` gives it.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Final

from brief_tui.formats import vocabulary

_CREDIT_WORDS: Final = 16
_AGENCY_WORDS: Final = 10
_CREDIT_TAIL: Final = 160
"""How many characters from the end of a caption its own credit begins, at most."""

_IDEOGRAPH: Final = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_IDEOGRAPHS_A_WORD: Final = 1.6

_OF_NO_SPACES: Final = re.compile(
    "[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"
    "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]"
)
_UNSPACED: Final = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]")
"""Letters and signs of Thai, Lao, Burmese and Khmer, which are written without spaces."""
_UNSPACED_A_WORD: Final = 5.0

_CLOSERS: Final = "\"'”’»“«)]）」』*"
_STOPS: Final = frozenset(".!?…。！？؟۔।။។")
_NEVER_IN_HEADLINES: Final = frozenset(".。:：,;")

_AGENCY: Final = rf"(?:{vocabulary.AGENCIES})(?!\w)"
_AGENCY_ALONE: Final = re.compile(rf"\W*{_AGENCY}\W*")
_AGENCY_PAIR: Final = re.compile(
    rf"(?<!\w){_AGENCY}\s?/|(?:[/|]\s?|\bvia )(?:via )?{_AGENCY}|^[\w-]+\.[a-z]{{2,3}}/\s?[^\W\d_]"
)
_COPYRIGHT: Final = re.compile(r"\W{0,2}(?:©|\([cC]\)|&copy;)\s*\S")
_LABEL: Final = re.compile(r"((?:[^\W\d_]+ ){0,2}[^\W\d_]+)\s?[:：]\s?\S|([^\W\d_]+)/[^\W\d_]")
_PICTURE_BY: Final = re.compile(r"\b(?:pictures?|photos?|photograph) by \S", re.IGNORECASE)
_INLINE_AGENCY: Final = re.compile(rf"(?<!\w){_AGENCY}\s?/\s?\w|\w\s?/\s?(?:via )?{_AGENCY}|©\s?\S")
_AGENCY_LAST: Final = re.compile(
    rf"(?:\({_AGENCY}[^()]{{0,40}}\)|\bvia {_AGENCY}|[.)”\"] {_AGENCY})\W*$"
)

_BYLINE: Final = re.compile(rf"\W{{0,2}}(?i:{vocabulary.BYLINE_LEADS})\s*[:：]?\s+(?=[^\W\d_])")
_DIGIT: Final = re.compile(r"\d")
_SEPARATORS: Final = re.compile(r"\s[·•|]\s")
_BETWEEN_NAMES: Final = re.compile(r"[,;&]| (?:and|und|et|y|e|og|och|и|и) ")
_TEASER: Final = re.compile(r"\W{0,2}([^:：|–—-]{3,40}?)\s*[:：|–—-]\s+(?=\S)")
_MORE: Final = re.compile(r"(?:More|MORE)(?: (?:[A-Z]\w*|and|&|in|on|from))+\W{0,2}")
_QUOTES: Final = tuple("\"“”„«»「'‘")


def word_count(text: str) -> int:
    """Words; scripts without spaces count by their usual length of a word."""
    if text.isascii() or not _OF_NO_SPACES.search(text):
        return len(text.split())
    ideographs = len(_IDEOGRAPH.findall(text))
    unspaced = len(_UNSPACED.findall(text))
    rest = _UNSPACED.sub(" ", _IDEOGRAPH.sub(" ", text)) if ideographs or unspaced else text
    others = ideographs / _IDEOGRAPHS_A_WORD + unspaced / _UNSPACED_A_WORD
    return len(rest.split()) + round(others)


def is_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return text.rstrip(_CLOSERS)[-1:] in _STOPS


def is_statement(text: str) -> bool:
    """Whether the line ends in a full stop, a colon or a comma, as no headline does."""
    return text.rstrip(_CLOSERS)[-1:] in _NEVER_IN_HEADLINES


def is_credit(text: str, folded: str, words: int) -> bool:
    """Whether the line is nothing but whose picture it is: ©, "Foto:", agency / photographer."""
    if words > _CREDIT_WORDS:
        return False
    if _COPYRIGHT.match(text) or folded in vocabulary.CREDIT_OPENINGS:
        return True
    marked = ":" in text or "：" in text or "/" in text
    label = _LABEL.match(text.lstrip("([|*•–—- ")) if marked else None
    if label and _is_credit_label(label, whole=True):
        return True
    if words > _AGENCY_WORDS or is_sentence(text):
        return False
    pair = ("/" in text or "|" in text or "via " in text) and _AGENCY_PAIR.search(text)
    return bool(pair or _AGENCY_ALONE.fullmatch(text))


def ends_in_credit(text: str) -> bool:
    """Whether the line tells whose picture it is after what is seen: "… Foto: Name"."""
    tail = text[max(1, len(text) - _CREDIT_TAIL) :]
    if (":" in tail or "：" in tail or "/" in tail) and any(
        _is_credit_label(label, whole=False) for label in _LABEL.finditer(tail)
    ):
        return True
    if ("/" in tail or "©" in tail) and _INLINE_AGENCY.search(tail):
        return True
    return bool(_AGENCY_LAST.search(tail) or (" by " in tail and _PICTURE_BY.search(tail)))


def _is_credit_label(match: re.Match[str], *, whole: bool) -> bool:
    """Whether the words before the colon, or the last of them, name a credit."""
    if match[2]:
        return whole and match[2].casefold() in vocabulary.CREDIT_LABELS
    words = match[1].casefold().split()
    starts = (0,) if whole else range(len(words))
    return any(" ".join(words[start:]) in vocabulary.CREDIT_LABELS for start in starts)


def is_byline(text: str, words: int) -> bool:
    """Whether the line begins as a byline does and goes on with a capital: "By Ann Lee"."""
    lead = _BYLINE.match(text) if words <= 14 else None
    return lead is not None and not text[lead.end()].islower()


def split_byline(text: str) -> list[str]:
    """The parts of a byline between its separators, without the "By" that leads it."""
    lead = _BYLINE.match(text)
    parts = _SEPARATORS.split(text[lead.end() :] if lead else text)
    return [part.strip(" ,-–—") for part in parts if part.strip(" ,-–—")]


def is_name(text: str) -> bool:
    """Whether the line is made like persons' names: "Ann Lee and Bo Nilsen", maybe with a role."""
    if len(text) > 90 or is_sentence(text) or _DIGIT.search(text):
        return False
    persons = [part.split() for part in _BETWEEN_NAMES.split(text) if part.strip()]
    return (
        1 <= len(persons) <= 5
        and len(persons[0]) >= 2
        and all(len(person) <= 5 and _capital(person) for person in persons)
    )


def _capital(words: list[str]) -> bool:
    named = [word for word in words if word.casefold() not in vocabulary.PARTICLES]
    return 1 <= len(named) <= 4 and all(w[0].isupper() and w[-1] not in ":?!" for w in named)


def is_lead_in(text: str, folded: str, words: int) -> bool:
    """Whether the line announces links to other stories: "Read more", "Lesen Sie auch:"."""
    return words <= 7 and (folded in vocabulary.LEAD_INS or bool(_MORE.fullmatch(text)))


def is_teaser(text: str) -> bool:
    """Whether the line is such an announcement and the headline it leads to."""
    lead = _TEASER.match(text)
    return lead is not None and vocabulary.folded(lead[1]) in vocabulary.LEAD_INS


def without_lead_in(text: str) -> str:
    """The headline of a teaser; any other text as it is."""
    lead = _TEASER.match(text)
    return text[lead.end() :] if lead and is_teaser(text) else text


def is_appeal(text: str, folded: str, words: int) -> bool:
    """Whether the page talks to its visitor: newsletters, cookies, rules for comments.

    Such words alone are not enough, since a story may be about them: the line must speak of
    "you" or "our", or begin with an imperative, and quote nobody.
    """
    if words > 70 or text.startswith(_QUOTES):
        return False
    tokens = folded.split()
    urged = words <= 30 and folded in vocabulary.IMPERATIVES
    if not urged and vocabulary.ADDRESS.isdisjoint(tokens):
        return False
    pairs = (f"{a}_{b}" for a, b in pairwise(tokens))
    return not (vocabulary.APPEALS.isdisjoint(tokens) and vocabulary.APPEALS.isdisjoint(pairs))
