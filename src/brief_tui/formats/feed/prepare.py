"""A feed's bytes made ready for a parser, whichever it is.

Both libraries get well-behaved UTF-8 of a bounded size and depth, without a DOCTYPE: so no
entity can swell, and nothing outside the bytes is named that could be loaded (W3C XML 1.0,
2.8 and 4.4). What a feed means by HTML's entities, and by short ones of its own, is put in
their place. Controls that XML has no place for are left out, as are bytes after a cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html.entities import html5
from typing import Final
from xml.parsers import expat

from brief_tui.formats.html.charset import decode
from brief_tui.model.errors import FormatError

SIZE_LIMIT: Final = 16 * 1024 * 1024
"""Bytes of a feed."""

DEPTH_LIMIT: Final = 400
"""Elements within one another; a feed has about ten, XHTML in it some tens more."""

ELEMENT_LIMIT: Final = 600_000
"""Elements of a feed: thirty in each of 20,000 entries."""

ATTRIBUTE_LIMIT: Final = 500
"""Attributes of one element: parsers compare each with all before it."""

_LOOSE_DEPTH: Final = 2_000
"""Open tags at once in what is not well-formed, where many are merely never closed."""

_CONTROLS: Final = bytes(set(range(32)) - {9, 10, 13})
_NONCHARACTERS: Final = re.compile(rb"\xef\xbf[\xbe\xbf]")
_DECLARATION: Final = re.compile(r"\s*<\?xml(?:\s[^>]*?)?\?>", re.IGNORECASE)
_DECLARED: Final = re.compile(rb"\s*<\?xml\s[^>]*?encoding", re.IGNORECASE)
_MISC: Final = r"(?:\s++|<\?(?:(?!\?>).)*\?>|<!--(?:(?!-->).)*-->)*+"
_DOCTYPE: Final = re.compile(
    rf"({_MISC})<!DOCTYPE(?:[^\[\]<>\"']++|\"[^\"]*+\"|'[^']*+')*+"
    r"(?:\[((?:[^\]\"'<]++|\"[^\"]*+\"|'[^']*+'|<!--(?:(?!-->).)*-->|<)*+)\]\s*)?>",
    re.DOTALL | re.IGNORECASE,
)
_BROKEN_DOCTYPE: Final = re.compile(rf"({_MISC})<!DOCTYPE", re.DOTALL | re.IGNORECASE)
_ROOT: Final = re.compile(rf"{_MISC}<(?:([\w.-]+):)?([\w.-]+)", re.DOTALL)
_ENTITY: Final = re.compile(r"<!ENTITY\s+(\w{1,40})\s+(?:\"([^\"<]{0,64})\"|'([^'<]{0,64})')\s*>")
_PLAIN: Final = re.compile(r"(?:[^&%]|&#\w{1,8};)*")
_NAMED: Final = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z]\w{0,39});")
_CLOSING: Final = re.compile(rb"</(?:([\w.-]+):)?(item|entry)\s*>", re.IGNORECASE)
_TAG: Final = re.compile(rb"<(/?)[a-zA-Z][^<>]*+>")
_LONG_TAG: Final = re.compile(rb"<[a-zA-Z][^<>]{20000}[^<>]*+>")
_NUMBERED: Final = re.compile(r"&#(?:[xX]([0-9a-fA-F]++)|(\d++));")
_WIDE: Final = ((b"<\0", "utf-16-le"), (b"\0<", "utf-16-be"))
_WIDER: Final = (
    (b"\0\0\xfe\xff", "utf-32-be"),
    (b"\xff\xfe\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0\0\0", "utf-32-le"),
)
_ENDED: Final = frozenset(
    (
        expat.errors.XML_ERROR_NO_ELEMENTS,
        expat.errors.XML_ERROR_UNCLOSED_TOKEN,
        expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION,
        expat.errors.XML_ERROR_PARTIAL_CHAR,
    )
)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A feed in UTF-8. ``root`` is the local name of its root in lower case, '' for none.

    ``problem`` is '' where it is well-formed XML (with namespaces), and else what is wrong.
    ``cut`` when it broke off: ``data`` then ends with its last whole entry.
    """

    data: bytes
    root: str
    problem: str = ""
    cut: bool = False


def prepare(data: bytes, media_type: str = "") -> Prepared:
    """Make the bytes ready. Raises FormatError for what is too large or nested too deep."""
    if len(data) > SIZE_LIMIT:
        raise FormatError(f"a feed of {len(data) / 1e6:.0f} MB is too large to be read")
    text, entities = _without_doctype(_text(data, media_type))
    clean = text.encode("utf-8", "replace").translate(None, _CONTROLS)
    if _NONCHARACTERS.search(clean):
        clean = _NONCHARACTERS.sub(b"", clean)
    match = _ROOT.match(text)
    root = match[2].lower() if match else ""
    problem = check(clean)
    if problem:
        named = _with_entities(clean.decode("utf-8"), entities).encode("utf-8")
        problem = problem if named == clean else check(named)
        clean = named
    if not problem:
        return Prepared(clean, root)
    cut = problem in _ENDED
    if cut and (shorter := _whole_entries(clean, match)):
        return Prepared(shorter, root, "", cut)
    if _LONG_TAG.search(clean):
        raise FormatError("a feed with a tag of thousands of attributes cannot be read")
    if _nesting(clean) > _LOOSE_DEPTH:
        raise FormatError(f"a feed whose tags are nested more than {_LOOSE_DEPTH:,} deep")
    return Prepared(clean, root, problem, cut)


def check(data: bytes) -> str:
    """What keeps the bytes from being well-formed XML with namespaces; '' when they are.

    Raises FormatError when elements are nested deeper, or are more, than the limits.
    """
    parser = expat.ParserCreate("utf-8", " ")
    depth = _Depth()
    parser.StartElementHandler = depth.start
    parser.EndElementHandler = depth.end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        return expat.errors.messages[error.code]
    return ""


class _Depth:
    """Counts the elements, and those that are open."""

    def __init__(self) -> None:
        self.level = 0
        self.count = 0

    def start(self, _name: str, attributes: dict[str, str]) -> None:
        self.level += 1
        self.count += 1
        if self.count > ELEMENT_LIMIT or len(attributes) > ATTRIBUTE_LIMIT:
            raise FormatError("a feed with too many elements or attributes to be read")
        if self.level > DEPTH_LIMIT:
            raise FormatError(f"a feed that is nested more than {DEPTH_LIMIT} deep cannot be read")

    def end(self, _name: str) -> None:
        self.level -= 1


def _nesting(data: bytes) -> int:
    """How many tags are open at once, at most."""
    level = highest = 0
    for match in _TAG.finditer(data):
        if match[1]:
            level = max(0, level - 1)
        elif not match[0].endswith(b"/>"):
            level += 1
            highest = max(highest, level)
    return highest


def _text(data: bytes, media_type: str) -> str:
    """The feed's text without its XML declaration (XML 1.0, F; WHATWG Encoding)."""
    name = next((name for mark, name in _WIDER if data.startswith(mark)), "")
    name = name or next((name for mark, name in _WIDE if data[:2] == mark), "")
    if name:
        text = data.decode(name, "replace")
    elif "charset" in media_type.lower() or _DECLARED.match(data.lstrip(b"\xef\xbb\xbf")):
        text = decode(data, media_type)
    else:  # a feed does not say it in a meta element: that would be its text
        text = _undeclared(data)
    text = text.lstrip("\ufeff\0 \t\r\n\x0b\x0c")
    declaration = _DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def _undeclared(data: bytes) -> str:
    if data[:2] in {b"\xfe\xff", b"\xff\xfe"}:
        return decode(data)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _without_doctype(text: str) -> tuple[str, dict[str, str]]:
    """The text without its DOCTYPE, and the short entities that it declares."""
    if found := _DOCTYPE.match(text):
        declared = {
            name: value
            for name, one, other in _ENTITY.findall(found[2] or "")
            if _PLAIN.fullmatch(value := one or other)
        }
        return found[1] + text[found.end() :], declared
    if broken := _BROKEN_DOCTYPE.match(text):
        end = text.find(">", broken.end())
        return (broken[1] + text[end + 1 :] if end >= 0 else ""), {}
    return text, {}


def _with_entities(text: str, declared: dict[str, str]) -> str:
    """The text with named entities replaced by what they stand for.

    Raises FormatError when it would grow past the limit.
    """
    room = SIZE_LIMIT

    def replaced(match: re.Match[str]) -> str:
        nonlocal room
        name = match[1]
        if (value := declared.get(name)) is None:
            characters = html5.get(f"{name};")
            if characters is None:  # nobody says what it stands for: it is text
                value = f"&amp;{name};"
            else:
                value = "".join(f"&#{ord(character)};" for character in characters)
        room -= len(value)
        if room < 0:
            raise FormatError("a feed whose entities make it too large to be read")
        return value

    return _NUMBERED.sub(_possible, _NAMED.sub(replaced, text))


def _possible(match: re.Match[str]) -> str:
    """A character reference, or what stands for one of a character that XML does not have."""
    digits, base = (match[1], 16) if match[1] else (match[2], 10)
    number = int(digits, base) if len(digits.lstrip("0")) <= 7 else 0
    is_character = number in {9, 10, 13} or (
        32 <= number <= 0x10FFFF and not 0xD800 <= number <= 0xDFFF and number & ~1 != 0xFFFE
    )
    return match[0] if is_character else "\ufffd"


def _whole_entries(data: bytes, root: re.Match[str] | None) -> bytes:
    """The feed up to its last whole entry, closed; b"" when that is not well-formed."""
    last = None
    for last in _CLOSING.finditer(data):  # noqa: B007 - only the last one counts
        pass
    if last is None or root is None:
        return b""
    prefix = f"{last[1].decode('ascii', 'replace')}:" if last[1] else ""
    name = f"{root[1]}:{root[2]}" if root[1] else root[2]
    channel = f"</{prefix}channel>" if root[2].lower() == "rss" else ""
    shorter = data[: last.end()] + f"{channel}</{name}>".encode()
    return b"" if check(shorter) else shorter
