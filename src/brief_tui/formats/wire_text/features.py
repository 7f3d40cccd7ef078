"""From how many sides each line of a page is seen: what the model is told of it.

By itself, among its neighbours, in its block, among the page's prose, and next to the likely
headline. No word of a page is told: words count only through :mod:`.shapes` and
:mod:`.vocabulary`, so that nothing of the pages that were learnt from is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from brief_tui.formats import vocabulary
from brief_tui.formats.wire_text.lines import Line
from brief_tui.formats.wire_text.page import Page
from brief_tui.formats.wire_text.sides import (
    Block,
    Distance,
    Look,
    Neighbours,
    Place,
    Side,
    Subject,
)

_EDGE: Final = "edge of the page"
_LENGTHS: Final = (1, 2, 3, 4, 6, 9, 14, 21, 35, 60)
_DISTANCES: Final = (1, 2, 3, 6, 12)
_BLOCKS: Final = (1, 2, 3, 6)
_NEAR: Final = 3
"""Lines within which a repetition is that of one picture or card, not of the page."""

_CONTROL_WORDS: Final = 12
_YEAR: Final = re.compile(r"\b(?:19|20)\d\d\b")
_PART: Final = re.compile(r"[^\W\d_]{2,}")
_MARKS: Final = {"|": "bar", "/": "slash", "(": "bracket", "@": "at sign", "http": "address"}
_QUOTES: Final = frozenset("\"'“”„«»‘「")
_ENDS: Final = {
    **dict.fromkeys(".。!！", "a stop"),
    **dict.fromkeys("?？", "a question mark"),
    **dict.fromkeys(":：", "a colon"),
    **dict.fromkeys(",;，、", "a comma"),
    **dict.fromkeys(")]）】", "a bracket"),
    **dict.fromkeys(_QUOTES, "a quotation mark"),
    "…": "an ellipsis",
}


def sides(page: Page) -> list[tuple[Side, ...]]:
    """What each line of the page is seen as."""
    lengths = [_step(line.words, _LENGTHS, "words") for line in page.lines]
    return list(
        zip(
            (_look(page, line, length) for line, length in zip(page.lines, lengths, strict=True)),
            _neighbours(page, lengths),
            _blocks(page),
            _places(page, lengths),
            map(Distance, page.kinds, _distances(page.prose), _distances(page.prose[::-1])[::-1]),
            _subjects(page),
            strict=True,
        )
    )


def _look(page: Page, line: Line, length: str) -> Look:
    text = line.text
    count = page.counts[text]
    return Look(
        page.kinds[line.index],
        length,
        _character(text[0]),
        _ENDS.get(text[-1]) or _character(text[-1]),
        line.signs,
        tuple(_marks(line)),
        "" if count == 1 else "twice" if count == 2 else "often",
        "" if count == 1 else _repeated(page, line),
    )


def _marks(line: Line) -> Iterator[str]:
    text = line.text
    if text.isupper():
        yield "capitals"
    yield from (f"has {name}" for mark, name in _MARKS.items() if mark in text)
    if ":" in text[:-1]:
        yield "has colon"
    if not _QUOTES.isdisjoint(text):
        yield "has quotation mark"
    if _YEAR.search(text):
        yield "has year"
    if line.words <= _CONTROL_WORDS and "sentence" not in line.signs:
        words = _PART.findall(text.casefold())
        known = sum(word in vocabulary.CONTROLS for word in words)
        if known:
            yield "mostly words of controls" if 2 * known >= len(words) else "a word of a control"
    if line.kind == "prose":
        return
    words = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    if len(words) >= 3 and sum(word[0].isupper() for word in words) >= 0.8 * len(words):
        yield "title case"


def _repeated(page: Page, line: Line) -> str:
    index = line.index
    if any(other.text == line.text for other in page.lines[max(0, index - _NEAR) : index]):
        return "said right above"
    below = page.lines[index + 1 : index + 1 + _NEAR]
    return "said again below" if any(other.text == line.text for other in below) else "said afar"


def _neighbours(page: Page, lengths: Sequence[str]) -> Iterator[Neighbours]:
    kinds = [_EDGE, _EDGE, *page.kinds, _EDGE, _EDGE]
    spacing = page.spacing
    apart = spacing not in {"even", "tight"}
    for index, line in enumerate(page.lines):
        over = ("blank above" if line.gap_before else "tight above") if apart else spacing
        under = ("blank below" if line.gap_after else "tight below") if apart else spacing
        above2, above, kind, below, below2 = kinds[index : index + 5]
        yield Neighbours(kind, lengths[index], spacing, over, under, above, below, above2, below2)


def _blocks(page: Page) -> list[Block]:
    if page.spacing in {"even", "tight"}:
        return [Block("", "", "", listed=False)] * len(page.lines)
    found: list[Block] = []
    start = 0
    for line in page.lines:
        if line.gap_after:
            size = line.index + 1 - start
            name = _step(size, _BLOCKS, "lines")
            for place, kind in enumerate(page.kinds[start : line.index + 1]):
                where = "last" if place == size - 1 else "inside" if place else "first"
                where = where if size > 1 else "alone"
                found.append(Block(kind, name, where, page.listed[start + place]))
            start = line.index + 1
    return found


def _places(page: Page, lengths: Sequence[str]) -> Iterator[Place]:
    total, long_total = sum(page.prose), sum(page.long)
    above = long_above = 0
    for kind, length, prose, long in zip(page.kinds, lengths, page.prose, page.long, strict=True):
        yield Place(
            kind,
            length,
            min(above, 3),
            min(total - above - prose, 4),
            min(long_above, 2),
            min(long_total - long_above - long, 3),
            5 * above // max(1, total),
        )
        above += prose
        long_above += long


def _subjects(page: Page) -> Iterator[Subject]:
    best = page.titles[0] if page.titles else -1
    ranks = {index: rank for rank, index in enumerate(page.titles[:3], 1)}
    order = {index: nth for nth, index in enumerate(sorted(page.titles)[:3], 1)}
    for index, (kind, likeness) in enumerate(zip(page.kinds, page.likeness, strict=True)):
        quarter = -1 if likeness is None else int(likeness * 3.99)
        distance = 0 if best < 0 else max(-4, min(index - best, 4))
        yield Subject(kind, quarter, ranks.get(index, 0), order.get(index, 0), distance)


def _distances(prose: Sequence[bool]) -> list[str]:
    """How many lines before each line the last one of prose is."""
    found = []
    last = -1
    for index, is_prose in enumerate(prose):
        found.append(_step(index - last, _DISTANCES, "lines") if last >= 0 else "nowhere")
        if is_prose:
            last = index
    return found


def _step(number: int, steps: tuple[int, ...], unit: str) -> str:
    """The number as one of a few ranges."""
    low = 1
    for high in steps:
        if number <= high:
            return f"{high} {unit}" if low >= high else f"{low}-{high} {unit}"
        low = high + 1
    return f"{low}+ {unit}"


def _character(character: str) -> str:
    if character.isupper():
        return "a capital"
    if character.isdigit():
        return "a digit"
    if character in _QUOTES:
        return "a quotation mark"
    return "a letter" if character.isalpha() else "a sign"
