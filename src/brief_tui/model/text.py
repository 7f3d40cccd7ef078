"""Cleaning of outside text, done once, where it enters the model.

The constructors of the model call these functions, so a value of the model
cannot hold a control character. What is removed, and why:

- terminal control sequences (CSI, OSC, DCS; ECMA-48) and every other C0 and C1
  control and DEL: terminals act on them;
- the bidirectional embeddings, overrides and isolates U+202A–202E and
  U+2066–2069 (Unicode UAX #9): they let a text lie about its order. Right-to-left
  text itself needs none of them;
- lone surrogates and noncharacters, which no file or terminal can carry;
- combining marks past the eighth in a row, which pile up over other lines.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

HEADLINE_LIMIT: Final = 400
LINE_LIMIT: Final = 600
CAPTION_LIMIT: Final = 6_000
URL_LIMIT: Final = 4_000

_SEQUENCES: Final = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]"  # CSI
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c]{0,4096}(?:\x07|\x1b\\|\x9c)"  # strings
)
_UNWANTED: Final = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069"
    "\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0001]"
)
_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_NEWLINE: Final = re.compile("\r\n?|[\x85\u2028\u2029]")
_MARK: Final = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f\u0e34-\u0e3a\u0e47-\u0e4e"
    "\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
)
_STACKED: Final = re.compile(f"([{_MARK}]{{8}})[{_MARK}]+")
_SUSPECT: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff"
    f"\ufeff\ufff9-\ufffb\ufffe\uffff\U000e0001]|[{_MARK}]{{9}}"
)
_SPACES: Final = re.compile(r"\s+")


def clean_text(text: str) -> str:
    """Return ``text`` in NFC without anything a terminal acts on. Newlines and tabs stay."""
    if text.isascii() and text.isprintable():
        return text
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    if not _SUSPECT.search(text):
        return text
    text = _NEWLINE.sub("\n", _SEQUENCES.sub("", text))
    text = _SURROGATE.sub("\ufffd", _UNWANTED.sub("", text))
    # Removing a character can bring a letter and its mark together: compose again.
    return unicodedata.normalize("NFC", _STACKED.sub(r"\1", text))


def clean_line(text: str, limit: int = LINE_LIMIT) -> str:
    """Return ``text`` as one clean line of at most ``limit`` characters.

    White space of any kind becomes single spaces. A longer line ends in an ellipsis.
    """
    if len(text) > 8 * limit:  # keeps a hostile megabyte from being scanned in full
        text = text[: 8 * limit]
    line = _SPACES.sub(" ", clean_text(text)).strip()
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return line


def clean_url(text: str) -> str:
    """Return ``text`` without white space and controls, or '' when it is too long to be a URL."""
    url = _SPACES.sub("", clean_text(text))
    return url if len(url) <= URL_LIMIT else ""
