"""Cleaning of outside text, done once, where it enters the model.

The constructors of the model call these functions, so a value of the model
cannot hold a control character. What is removed, and why:

- terminal control sequences (CSI, OSC, DCS; ECMA-48) and every other C0 and C1
  control and DEL: terminals act on them;
- the bidirectional embeddings, overrides and isolates U+202A–202E and
  U+2066–2069 (Unicode UAX #9): they let a text lie about its order. Right-to-left
  text itself needs none of them;
- lone surrogates and noncharacters, which mean nothing outside one program's memory;
- marks and joiners past the eighth in a row, which pile up over other lines.

Every step takes time in proportion to the text, whatever stands in it.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

HEADLINE_LIMIT: Final = 400
LINE_LIMIT: Final = 600
CAPTION_LIMIT: Final = 6_000
URL_LIMIT: Final = 4_000
PILE_LIMIT: Final = 8

_SEQUENCES: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])"  # OSC, DCS, SOS, PM, APC …
    r"[^\x07\x1b\x80-\x9f]{0,4096}+(?:\x07|\x1b\\|\x9c)"  # … up to their end
)
_NONCHARACTERS: Final = "\ufdd0-\ufdef" + "".join(
    f"{chr(plane | 0xFFFE)}{chr(plane | 0xFFFF)}" for plane in range(0, 0x110000, 0x10000)
)
_ORDER: Final = "\u202a-\u202e\u2066-\u2069"
_UNSEEN: Final = f"\ufeff\ufff9-\ufffb\U000e0001{_NONCHARACTERS}"
_UNWANTED: Final = re.compile(f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f{_ORDER}{_UNSEEN}]")
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NEWLINE: Final = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_SUSPECT: Final = re.compile(
    f"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff{_ORDER}{_UNSEEN}]"
)
_MAYBE_PILE: Final = re.compile(rf"[^\w\s\x00-\x7f]{{{PILE_LIMIT + 1},}}")
_SPACES: Final = re.compile(r"\s+")
_BREAKS: Final = re.compile(r"[^\S ]+")


def clean_text(text: str) -> str:
    """Return ``text`` in NFC without anything a terminal acts on. Newlines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    if not text.isprintable() and _SUSPECT.search(text):  # nothing suspect is printable
        text = _NEWLINE.sub("\n", _SEQUENCES.sub("", text))
        text = _SURROGATE.sub("\ufffd", _UNWANTED.sub("", text))
    text = _MAYBE_PILE.sub(_without_pile, text)  # first: NFC takes quadratic time on a long pile
    if not unicodedata.is_normalized("NFC", text):
        text = _MAYBE_PILE.sub(_without_pile, unicodedata.normalize("NFC", text))
    return text


def _without_pile(match: re.Match[str]) -> str:
    kept: list[str] = []
    height = 0
    for character in match[0]:
        stacks = unicodedata.category(character) in {"Mn", "Mc", "Me", "Cf"}
        height = height + 1 if stacks else 0
        if height <= PILE_LIMIT:
            kept.append(character)
    return "".join(kept)


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Return ``text`` as one clean line of at most ``limit`` characters.

    White space of any kind becomes single spaces. A longer line ends in an ellipsis.
    """
    if len(text) > 8 * limit:  # keeps a hostile megabyte from being scanned in full
        text = text[: 8 * limit]
    line = clean_text(text)
    if "  " in line or not line.isprintable():  # else there is nothing to collapse
        line = _SPACES.sub(" ", line)
    line = line.strip()
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return line


def clean_url(text: str) -> str:
    """Return ``text`` without white space and controls, or '' when it is too long to be a URL.

    As browsers do: line breaks and tabs are dropped, a space inside becomes ``%20``.
    """
    if len(text) > 2 * URL_LIMIT:  # spares a hostile megabyte the cleaning
        return ""
    if text.isascii() and text.isprintable():  # nothing of it is taken out
        url = text.strip().replace(" ", "%20")
        return url if len(url) <= URL_LIMIT else ""
    url = _BREAKS.sub("", clean_text(text)).strip().replace(" ", "%20")
    url = clean_text(url)  # a letter and its mark may have come together
    return url if len(url) <= URL_LIMIT else ""
