"""What one line looks like by itself: a credit, a name, a button, a plea to subscribe."""

from __future__ import annotations

import re
from typing import Final

from brief_tui.formats.wire_text import vocabulary

_CREDIT_WORDS_MOST: Final = 16
_CREDIT_TAIL: Final = 160
"""How many characters from the end of a caption its own credit begins, at most."""

_IDEOGRAPH: Final = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff]")
IDEOGRAPHS_A_WORD: Final = 1.6

_CLOSERS: Final = "\"'”’»“«)]）」』*"
_HEADLINE_NEVER: Final = frozenset(".。:：,;")
_STOPS: Final = frozenset(".!?…。！？؟۔।")

_AGENCY: Final = rf"(?:{vocabulary.AGENCIES})(?!\w)"
_COPYRIGHT: Final = re.compile(r"\W{0,2}(?:©|\([cC]\)|&copy;)\s*\S")
_LABELLED_CREDIT: Final = re.compile(
    rf"\W{{0,3}}(?:(?:{vocabulary.CREDIT_WORDS})\s*[:：/|]\s*\S"
    r"|(?:photo(?:graph|s|graphs|graphy)?|images?|pictures?|illustrations?|graphic) "
    r"(?:by|courtesy|via|credit)\b|courtesy of)",
    re.IGNORECASE,
)
_AGENCY_CREDIT: Final = re.compile(
    rf"(?<!\w){_AGENCY}\s?/|(?:[/|]\s?|\bvia )(?:via )?{_AGENCY}|^\W*{_AGENCY}\W*$"
    r"|^[\w-]+\.[a-z]{2,3}/\s?[^\W\d_]"
)
_INLINE_CREDIT: Final = re.compile(
    rf"(?:^|[\s(\[|.–—])(?:(?i:{vocabulary.CREDIT_WORDS})\s?[:：]|(?i:pictures?|photos?|photograph) by )\s?\S"
    rf"|(?<!\w){_AGENCY}\s?/\s?\w|\w\s?/\s?(?:via )?{_AGENCY}|\({_AGENCY}[^()]{{0,40}}\)\W*$"
    rf"|©\s?\S|\bvia {_AGENCY}\W*$|[.)”\"] {_AGENCY}\W*$"
)

_BYLINE: Final = re.compile(rf"\W{{0,2}}(?i:{vocabulary.BYLINE_WORDS})\s*[:：]?\s+(?=[^\W\d_])")
_LEAD_IN: Final = re.compile(rf"\W{{0,2}}(?:{vocabulary.LEAD_INS})\s*[:：.…>»→]*", re.IGNORECASE)
_TEASER: Final = re.compile(
    rf"\W{{0,2}}(?:{vocabulary.LEAD_INS})\s*[:：|–—-]\s+(?=\S)", re.IGNORECASE
)
_FURNITURE: Final = re.compile(rf"\W{{0,2}}(?:{vocabulary.FURNITURE})\W{{0,4}}", re.IGNORECASE)
_APPEAL: Final = re.compile(rf"(?<!\w)(?:{vocabulary.APPEALS})(?!\w)", re.IGNORECASE)
_ADDRESS: Final = re.compile(rf"(?<!\w)(?:{vocabulary.ADDRESS})(?!\w)", re.IGNORECASE)
_IMPERATIVE: Final = re.compile(rf"\W{{0,2}}(?:{vocabulary.IMPERATIVES})\b", re.IGNORECASE)
_GALLERY: Final = re.compile(rf"\W{{0,2}}(?:{vocabulary.GALLERY})\W{{0,2}}", re.IGNORECASE)
_END_MARK: Final = re.compile(rf"\W{{0,2}}(?:{vocabulary.END_MARKS})\W{{0,4}}", re.IGNORECASE)
_QUOTED: Final = re.compile(r"[\"“”„«»「]")


def is_gallery(text: str) -> bool:
    """Whether the line is a control of a picture, which is then below it."""
    return len(text) <= 60 and bool(_GALLERY.fullmatch(text))


def is_end_mark(text: str, words: int) -> bool:
    """Whether the line stands only below a story: "About the author", "Have your say"."""
    return words <= 9 and bool(_END_MARK.fullmatch(text))


def word_count(text: str) -> int:
    """Words; scripts without spaces count by their usual length of a word."""
    if text.isascii():
        return len(text.split())
    ideographs = len(_IDEOGRAPH.findall(text))
    return len(_IDEOGRAPH.sub(" ", text).split()) + round(ideographs / IDEOGRAPHS_A_WORD)


def is_statement(text: str) -> bool:
    """Whether the line ends in a full stop or a colon, as no headline does."""
    return text.rstrip(_CLOSERS)[-1:] in _HEADLINE_NEVER


def is_sentence(text: str) -> bool:
    """Whether the line ends as a sentence does."""
    return text.rstrip(_CLOSERS)[-1:] in _STOPS


def is_credit(text: str, words: int) -> bool:
    """Whether the line is nothing but whose picture it is: ©, "Foto:", agency / photographer."""
    if words > _CREDIT_WORDS_MOST:
        return False
    if _COPYRIGHT.match(text) or _LABELLED_CREDIT.match(text):
        return True
    return words <= 10 and not is_sentence(text) and bool(_AGENCY_CREDIT.search(text))


def ends_in_credit(text: str) -> bool:
    """Whether the line tells whose picture it is after what is seen: "… Foto: Name"."""
    return bool(_INLINE_CREDIT.search(text, max(1, len(text) - _CREDIT_TAIL)))


def is_byline(text: str, words: int) -> bool:
    """Whether the line begins as a byline does and goes on with a capital: "By Ann Lee"."""
    lead = _BYLINE.match(text)
    return bool(lead) and words <= 14 and not text[lead.end()].islower() if lead else False


def is_name(text: str) -> bool:
    """Whether the line is made like one to four persons' names: capitals, particles, commas."""
    if len(text) > 90 or any(c.isdigit() for c in text) or is_sentence(text):
        return False
    names = [w for w in text.replace(",", " ").split() if w.lower() not in vocabulary.PARTICLES]
    return 2 <= len(names) <= 9 and all(w[0].isupper() and w[-1] not in ":?!" for w in names)


def is_lead_in(text: str, words: int) -> bool:
    """Whether the line announces links to other stories: "Read more", "Lesen Sie auch:"."""
    return words <= 7 and bool(_LEAD_IN.fullmatch(text))


def is_teaser(text: str) -> bool:
    """Whether the line is such an announcement and the headline it leads to."""
    return bool(_TEASER.match(text))


def is_furniture(text: str, words: int) -> bool:
    """Whether the line is a control or a label of the page: "Share", "Werbung"."""
    return words <= 12 and bool(_FURNITURE.fullmatch(text))


def is_appeal(text: str, words: int) -> bool:
    """Whether the page talks to its visitor: newsletters, cookies, rules for comments.

    The words alone are not enough, since a story may be about them: the line must speak of
    "you" or "our" and quote nobody.
    """
    if words > 70 or _QUOTED.match(text) or not _APPEAL.search(text):
        return False
    return bool(_ADDRESS.search(text)) or (words <= 30 and bool(_IMPERATIVE.match(text)))
