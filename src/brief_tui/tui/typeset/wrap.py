"""Breaking text into lines, measured in terminal cells."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from rich.cells import cell_len, split_graphemes

_ODD: Final = re.compile(
    r"[^\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0590"
    r"\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]"
)
"""What is not surely one cell wide. Texts without it take the fast way."""

_CLINGING: Final = frozenset(":;!?»%")
"""Signs that French sets after a space, and never at the beginning of a line."""

_NEVER_FIRST: Final = frozenset(
    "、。，．・：；？！）］｝」』】〉》”’…—ー々ぁぃぅぇぉっゃゅょァィゥェォッャュョ"
)
_NEVER_LAST: Final = frozenset("（［｛「『【〈《“‘")


def cells(text: str) -> int:
    """How many cells wide the text is."""
    return cell_len(text) if _ODD.search(text) else len(text)


def reads_leftwards(text: str) -> bool:
    """Whether the text's first letter belongs to a right-to-left script (UAX #9, rule P2)."""
    if text.isascii():
        return False
    for character in text:
        direction = unicodedata.bidirectional(character)
        if direction in ("L", "R", "AL"):
            return direction != "L"
    return False


def cut(text: str, width: int) -> str:
    """The text, shortened to ``width`` cells with an ellipsis if it is longer."""
    if width <= 0:
        return ""
    if cells(text) <= width:
        return text
    room, end = width - 1, 0
    for start, stop, size in split_graphemes(text)[0]:
        if size > room:
            break
        room, end = room - size, stop
        if start == stop:
            break
    return text[:end].rstrip() + "…"


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """The lines of ``text`` as (start, end), each at most ``width`` cells wide.

    Lines break at spaces, between ideographs, and inside a word only where it is longer
    than a line. A newline always breaks. An empty text has one empty line.
    """
    width = max(1, width)
    narrow = not _ODD.search(text.replace("\n", " ") if "\n" in text else text)
    lines: list[tuple[int, int]] = []
    start = 0
    while True:
        end = text.find("\n", start)
        stop = len(text) if end < 0 else end
        lines.extend((_narrow if narrow else _wide)(text, start, stop, width))
        if end < 0:
            return lines
        start = end + 1


def _narrow(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    while stop - start > width:
        limit = start + width
        space = text.rfind(" ", start, limit + 1)
        while space > start and text[space + 1 : space + 2] in _CLINGING:
            space = text.rfind(" ", start, space)
        dash = text.rfind("—", start, limit) + 1
        if (at := max(space, dash)) <= start:
            # A word longer than the line: an address breaks after a slash, any other where it must.
            at = text.rfind("/", start + 1, limit) + 1 or limit
        yield start, at
        start = at
        while start < stop and text[start] == " ":
            start += 1
    yield start, stop


def _wide(text: str, start: int, stop: int, width: int) -> Iterator[tuple[int, int]]:
    used, line, chance = 0, start, start
    before = ""
    for a, b, size in split_graphemes(text[start:stop])[0]:
        a, b = a + start, b + start  # noqa: PLW2901
        cluster = text[a:b]
        if cluster == " ":
            before, chance = " ", b
            if a == line and a > start:  # a line does not begin with the space it broke at
                line = chance
                continue
            used += size
            continue
        if _may_break(before, cluster, size):
            chance = a
        if used + size > width and a > line:
            at = chance if chance > line else a
            yield line, _without_spaces(text, line, at)
            line, used = at, cells(text[at:a])
        used += size
        before = cluster
    yield line, stop


def _may_break(before: str, cluster: str, size: int) -> bool:
    """Whether a line may end between the two: around wide characters, by East Asian rules."""
    if not before or before == " " or (size < 2 and cells(before) < 2):
        return False
    return cluster[0] not in _NEVER_FIRST and before[-1] not in _NEVER_LAST


def _without_spaces(text: str, start: int, stop: int) -> int:
    while stop > start and text[stop - 1] == " ":
        stop -= 1
    return stop
