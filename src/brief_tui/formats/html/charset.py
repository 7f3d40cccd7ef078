"""Bytes of a page to text, as browsers do it.

A byte order mark decides, then what the sender said, then what the page says of itself
(WHATWG HTML, "determining the character encoding"); else UTF-8 where the bytes are UTF-8,
and Windows-1252 where they are not. Names mean what WHATWG Encoding says they mean:
``iso-8859-1`` is Windows-1252, ``gb2312`` is GB 18030.

In one thing this is more patient than browsers: a page that says it is in a single-byte
encoding while its bytes are UTF-8 throughout is UTF-8. Programs that save pages write them
anew and leave the declaration as it was.
"""

from __future__ import annotations

import codecs
import re
from typing import Final

PRESCAN: Final = 4096
"""Bytes in which the page may name its encoding; HTML asks for 1024, browsers read on."""

_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
)
_DECLARED: Final = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w:.-]+)"
    rb"|<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w:.-]+)",
    re.IGNORECASE,
)
_COMMENTS: Final = re.compile(rb"<!--.*?(?:-->|\Z)", re.DOTALL)
_SAID: Final = re.compile(r"charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)

# Labels of WHATWG Encoding that Python does not know.
_LABELS: Final = {
    "windows-874": "cp874",
    "windows-31j": "cp932",
    "x-sjis": "cp932",
    "windows-949": "cp949",
    "x-gbk": "gb18030",
    "x-x-big5": "big5hkscs",
    "x-euc-jp": "euc_jp",
    "x-mac-cyrillic": "mac-cyrillic",
}

# Where Python's codec of that name is narrower than what browsers read under it.
_MEANT: Final = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "euc_kr": "cp949",
    "shift_jis": "cp932",
    "big5": "big5hkscs",
    "utf-16": "utf-16-le",
}
_SINGLE_BYTE: Final = frozenset(
    [f"cp{number}" for number in (874, *range(1250, 1259))]
    + [f"iso8859-{number}" for number in range(1, 17)]
)

_READ: Final = _SINGLE_BYTE | frozenset(
    "utf-8 utf-16-le utf-16-be cp866 koi8-r koi8-u mac-roman mac-cyrillic gb18030 big5hkscs euc_jp "
    "iso2022_jp cp932 cp949".split()
)
"""The encodings that browsers read. Python knows others: some fail, some can be made to lie."""


def decode(data: bytes, media_type: str = "") -> str:
    """The page's text. Bytes that mean nothing in its encoding become U+FFFD."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if (said := _SAID.search(media_type)) and (name := _codec(said[1])):
        return data.decode(name, "replace")
    head = _COMMENTS.sub(b"", data[:PRESCAN])
    if declared := _DECLARED.search(head):
        name = _codec((declared[1] or declared[2]).decode("ascii"))
        if name.startswith("utf-16"):  # the page could not have said so in UTF-16
            name = "utf-8"
        if name and not (name in _SINGLE_BYTE and _is_utf_8(data)):
            return data.decode(name, "replace")
    return data.decode("utf-8" if _is_utf_8(data) else "cp1252", "replace")


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _codec(label: str) -> str:
    """The Python codec for a declared encoding, '' for one that browsers do not read."""
    label = label.lower()
    try:
        name = codecs.lookup(_LABELS.get(label, label)).name
    except LookupError:
        return ""
    name = _MEANT.get(name, name)
    return name if name in _READ else ""
