"""Whose picture it is: known when it stands alone, and cut off when it ends a caption.

Three kinds of evidence mark a credit: a word of the trade before a name ("Foto: Ann Lee",
"Photo by …", "© …"), the name of an agency where no sentence would have it ("Ann Lee/AP",
"… Getty Images"), and a maker's word after a name in scripts without spaces ("新华社记者 … 摄").
What follows the mark must look like names, so that a caption that merely speaks of a photo,
or has a colon or a slash, stays whole. Only the first and last characters of a line are
looked at, so the work is linear in its length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

from brief_tui.formats import credit_words as words
from brief_tui.formats.attribution import is_agency, is_person, name_parts, unlabelled

_WINDOW: Final = 240
"""How many characters at either end of a caption may hold its credit."""
_MOST_WORDS: Final = 16
_LONGEST_AGENCY: Final = max(name.count(" ") + 1 for name in words.PICTURE_AGENCIES)
_LONGEST_NAME: Final = 60
_LONGEST_UNSPACED: Final = 28
"""How long a credit of one or two words may be, in scripts that have no spaces too."""

_EDGES: Final = " \t\n\u00a0|/–—-·•*"
_STOPS: Final = ".!?…。！？؟।"
_BREAKERS: Final = _STOPS + _EDGES + "\"'”’»:;）)]】」』"
_BRACKETS: Final = {")": "(", "]": "[", "）": "（", "】": "【", "］": "［"}


def _either(phrases: Iterable[str]) -> str:
    longest_first = sorted(phrases, key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\ ", r"\s") for phrase in longest_first)


_ANY_LABEL: Final = _either(words.PICTURE_LABELS | words.LOOSE_LABELS)
_LABEL: Final = re.compile(
    rf"(?<![^\W_])(?P<word>{_ANY_LABEL})"
    rf"(?:\s?(?:[/&+,]|and|und|et|y|e|og|och|en)\s?(?:{_ANY_LABEL}))?(?:\s?\([^()]{{1,30}}\))?"
    r"(?:\s?[:：=＝]|(?<=[图圖진真])\s?[/／]|(?P<slash>/(?=[^\W\d_]))|(?<=\ssource|\scredit),)\s?(?=\S)",
    re.IGNORECASE,
)
_LABEL_END: Final = re.compile(r"[:：=＝/／]|(?:source|credit),", re.IGNORECASE)
_OPENING: Final = re.compile(rf"(?<![^\W_])(?:{_either(words.OPENINGS)})\s(?=\S)", re.IGNORECASE)
_COPYRIGHT: Final = re.compile(r"(?:©|\([cC]\)|&copy;|ⓒ)\s?(?=\S)")
_CAPTION_LABEL: Final = re.compile(
    rf"(?<!\w)(?:{_either(words.CAPTION_LABELS)})\s?[:,：]", re.IGNORECASE
)
_STROKE: Final = re.compile(r"\s[|–—•·]\s|\n")
_BREAK: Final = re.compile(
    r"[.!?…。！？؟।][\"'”’»)\]）」』]*\s*(?P<rule>[|/–—·•-]\s*)?|\s[|•·–—/]\s|\n|[\"”»]\s"
)
_SENTENCE_INSIDE: Final = re.compile(r"[^\W\d_]{4}[.!?]\s+[^\W\d_]|[가-힣]\.\s|[。！？।]\s?\S")
_STOP_BETWEEN: Final = re.compile(r"\.\s+")
_DOMAIN: Final = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,4}")
_MAKER: Final = re.compile(rf"(?:{_either(words.MAKER_ENDS)})$")
_SLASHED_LAST: Final = re.compile(r"(?<!\S)(\S+\s)?(\S+\s)?(\S+\s?/\s?\S[^/]*)$")
_LEADING_BRACKET: Final = re.compile(r"[(\[（【]([^()\[\]（）【】]{2,160})[)\]）】]\s*(?=\S)")
_FOR_A_PAPER: Final = re.compile(
    r"(?:\S+\s){1,3}\S+\s(?i:for|für|pour|voor)\s(?:[Tt]he\s)?[«“]?\s?[^\W\d_a-z]"
)


@lru_cache(maxsize=1024)  # several rules ask about a line
def is_credit(text: str) -> bool:
    """Whether the whole line says whose picture it is, and nothing else."""
    line = _bare(text)
    if not line or len(line) > _WINDOW or len(line.split()) > _MOST_WORDS:
        return False
    if line.casefold().rstrip(".:") in words.WHOLE_CREDITS:
        return True
    if _mark(line) is None and _mark(_cut_end(line, _cut_bracket)[1]):
        return False  # "Ida Holm, 37 (Image: AP)": a short caption with its credit
    return _is_marked(line) or _is_signed(line) or _is_made(line)


def split_caption(text: str) -> tuple[str, str]:
    """``text`` as (caption, credit), the credit word for word without brackets around it.

    Either may be empty. No letter or digit is lost, and they keep their order, except that a
    credit which stands first in ``text`` comes second here.
    """
    line = text.strip()
    if is_credit(line):
        return "", _bare(line)
    caption, credit = _cut_end(line, _cut_bracket, _cut_label, _cut_signature, _cut_agency)
    if not credit:
        return _cut_beginning(line)
    before, bracketed = _cut_end(caption, _cut_bracket)  # "(Photo by A / AFP) (Photo by A/AFP …)"
    return (before, f"{bracketed} {credit}") if bracketed else (caption, credit)


def join(parts: Iterable[str]) -> str:
    """One credit line out of several: each said once, what another already says left out."""
    kept: list[str] = []
    for part in map(_bare, parts):
        key = _key(part)
        if not key or any(key in _key(other) for other in kept):
            continue
        kept = [other for other in kept if _key(other) not in key]
        kept.append(part)
    return " / ".join(kept)


def _key(text: str) -> str:
    return "".join(filter(str.isalnum, unlabelled(text).casefold()))


def _cut_end(line: str, *cuts: Callable[[str], tuple[str, str]]) -> tuple[str, str]:
    """What the first of ``cuts`` to find a credit makes of the end of the line."""
    head, tail = line[:-_WINDOW], line[-_WINDOW:]
    for cut in cuts:
        caption, credit = cut(tail)
        if credit:
            return head + caption, credit
    return line, ""


def _cut_bracket(tail: str) -> tuple[str, str]:
    """The last thing is a credit in brackets: "… in October (Picture: Ann Lee/AP)"."""
    body = tail.rstrip(_STOPS + " ")
    opened = _opening_of(body)
    if opened is None:
        return tail, ""
    before, inside = body[:opened].rstrip(), body[opened + 1 : -1].strip()
    if not (_is_marked(inside) or _is_signed(inside)) or _is_abbreviation(inside, before):
        return tail, ""
    return before.rstrip(_EDGES), inside


def _opening_of(body: str) -> int | None:
    """Where the bracket opens that closes at the end of ``body``."""
    closing = body[-1:]
    opening = _BRACKETS.get(closing)
    if opening is None:
        return None
    depth = 0
    for at in range(len(body) - 1, -1, -1):
        depth += (body[at] == closing) - (body[at] == opening)
        if depth == 0:
            return at
    return None


def _is_abbreviation(inside: str, before: str) -> bool:
    """Whether the bracket shortens the words before it: "… Protection Agency (EPA)"."""
    if not inside.isalpha() or inside.casefold() in words.PICTURE_AGENCIES:
        return False
    initials = "".join(word[0] for word in before.split() if word[0].isupper())
    return before[-1:] not in _STOPS and initials.endswith(inside.upper())


def _cut_label(tail: str) -> tuple[str, str]:
    """A label, an opening or © with names after it: "… Foto: Ann Lee/dpa", "… Photo by …"."""
    for at in sorted(_marks(tail)):
        if at and not _in_brackets(tail, at) and _is_marked(tail[at:]):
            return tail[:at].rstrip(_EDGES), tail[at:]
    return tail, ""


def _in_brackets(tail: str, at: int) -> bool:
    """Whether a bracket is open at ``at``: what it holds is a credit as a whole or not at all."""
    return any(
        tail.count(opening, 0, at) > tail.count(closing, 0, at)
        for closing, opening in _BRACKETS.items()
    )


def _marks(tail: str) -> Iterator[int]:
    """Where a label, an opening or © stands that may begin a credit."""
    for match in _COPYRIGHT.finditer(tail):
        yield match.start()
    for match in _LABEL.finditer(tail) if _LABEL_END.search(tail) else ():
        loose = match["slash"] or match["word"].casefold() not in words.PICTURE_LABELS
        if _may_begin(tail, match.start(), loose=bool(loose)) or _is_signed(tail[match.end() :]):
            yield match.start()
    for match in _OPENING.finditer(tail):
        if _may_begin(tail, match.start(), loose=" " not in match[0].rstrip()):
            yield match.start()


def _may_begin(tail: str, at: int, *, loose: bool) -> bool:
    """Whether a credit may begin here: after a stop or a stroke, or with a capital in mid-line."""
    if tail[at - 1] == "\n" or tail[:at].rstrip()[-1:] in _BREAKERS:
        return True
    return not loose and not tail[at].islower()


def _cut_signature(tail: str) -> tuple[str, str]:
    """What follows a stop or a stroke is names: "… Super Bowl LVIII. Ann Lee/Getty Images"."""
    for match in _BREAK.finditer(tail):
        rest = tail[match.end() :].strip()
        ruled = match["rule"] is not None
        if match.start() and (_is_signed(rest, ruled=ruled) or _is_made(rest)):
            return tail[: match.end()].rstrip(_EDGES), rest
    return tail, ""


def _cut_agency(tail: str) -> tuple[str, str]:
    """Only what the last words are parts them: "… at the gate Ann Lee/Getty Images"."""
    slashed = _SLASHED_LAST.search(tail)
    for start in map(slashed.start, (1, 2, 3)) if slashed else ():
        if start > 0 and _is_signed(tail[start:]):
            return tail[:start].rstrip(_EDGES), tail[start:]
    last_words = tail.rsplit(maxsplit=_LONGEST_AGENCY)[1:]
    for first in range(len(last_words)):
        agency = " ".join(last_words[first:])
        known = agency.casefold() in words.PICTURE_AGENCIES or agency == "REUTERS"
        if known and tail.endswith(agency):
            return tail[: -len(agency)].rstrip(_EDGES), agency
    return tail, ""


def _cut_beginning(line: str) -> tuple[str, str]:
    """The credit stands first: "(Foto: AP) …", "© AP | …", "Image source, AP Image caption, …"."""
    bracket = _LEADING_BRACKET.match(line)
    if bracket and _is_marked(bracket[1].strip()):
        return line[bracket.end() :], bracket[1].strip()
    for following in (_CAPTION_LABEL, _STROKE) if _mark(line) else ():
        match = following.search(line[:_WINDOW])
        if match and _is_marked(line[: match.start()].strip()):
            return line[match.start() :].strip(_EDGES), _bare(line[: match.start()])
    return line, ""


def _is_marked(text: str) -> bool:
    """Whether the text begins with a label, an opening or ©, and goes on with names."""
    mark = _mark(text)
    if mark is None:
        return False
    if _OPENING.match(text) and _is_prose(text[mark.end() :].partition(" ")[0]):
        return False  # "Foto de familia": a picture of, not a picture by
    first, *others = _STOP_BETWEEN.split(text[mark.end() :], maxsplit=1)
    if others and _mark(others[0]):  # "Photo: Ann Lee. Courtesy of the museum"
        return _are_names(first) and _is_marked(others[0])
    return _are_names(text[mark.end() :])


def _mark(text: str) -> re.Match[str] | None:
    return _COPYRIGHT.match(text) or _LABEL.match(text) or _OPENING.match(text)


def _are_names(text: str) -> bool:
    """Whether a label's value may be names: short, hardly a word in lower case, no sentence."""
    tokens = [token.strip(".,;:()|\"'") for token in text.split()]
    if not tokens or len(tokens) > _MOST_WORDS or _SENTENCE_INSIDE.search(text):
        return False
    if len(tokens) <= 2 and len(text) <= _LONGEST_UNSPACED:
        return True
    return sum(map(_is_prose, tokens)) <= max(1, len(tokens) // 4)


def _is_prose(token: str) -> bool:
    """Whether the word begins in lower case and is none that credits are made of."""
    known = token in words.PARTICLES or token in words.QUALIFIERS or is_agency(token)
    return token[:1].islower() and "/" not in token and not known


def _is_signed(text: str, *, ruled: bool = False) -> bool:
    """Whether the text is names with an agency among them, or a person's name and a house's.

    With ``ruled`` a stop and a stroke stand before it ("… . / ANN LEE"): a name alone will do.
    """
    line = text.strip().rstrip(".").strip(_EDGES)
    parts = [] if len(line) > _WINDOW or _SENTENCE_INSIDE.search(line) else name_parts(line)
    if not parts or len(line.split()) > _MOST_WORDS or not all(map(_is_name, parts)):
        return False
    if any(map(is_agency, parts)):
        return True
    if ruled and len(parts) == 1:
        return is_person(parts[0])
    if _FOR_A_PAPER.match(line):
        return is_person(parts[0])
    slashed = "/" in line and (" / " not in line or ruled)
    return slashed and len(parts) <= 3 and any(map(is_person, parts))


def _is_name(part: str) -> bool:
    known = is_agency(part) or is_person(part) or _DOMAIN.fullmatch(part) is not None
    return known or _are_capitals(part)


def _are_capitals(part: str) -> bool:
    tokens = part.split()
    return (
        len(part) <= _LONGEST_NAME
        and len(tokens) <= 5
        and all(
            not token[0].islower() or token.casefold() in words.PARTICLES or is_agency(token)
            for token in tokens
        )
    )


def _is_made(text: str) -> bool:
    """Whether the text is a name and a maker's word: "新华社记者 鞠鹏 摄"."""
    line = text.rstrip(" 。)）")
    short = len(line) <= _LONGEST_UNSPACED and not _SENTENCE_INSIDE.search(line)
    return short and _MAKER.search(line) is not None


def _bare(text: str) -> str:
    """The credit without strokes before it and without brackets around it."""
    line = text.strip(_EDGES)
    body = line.rstrip(_STOPS)
    return body[1:-1].strip(_EDGES) if body and _opening_of(body[-_WINDOW:]) == 0 else line
