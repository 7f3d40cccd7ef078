"""The pieces that a page is made of: each knows its height and can make any of its lines."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final, Literal, NamedTuple, Protocol, TypeAlias

from brief_tui.model.article import Runs
from brief_tui.tui.typeset.wrap import cells, cut, reads_leftwards, wrap

STRONG: Final = 1
EMPHASIS: Final = 2

Place: TypeAlias = tuple[str, int]
"""What a piece sets: a field's name and a number, e.g. ("body", 4) or ("headline", 0)."""


class Span(NamedTuple):
    """Text in one look. ``role`` is a theme's role; ``colours`` are a picture's own."""

    text: str
    role: str
    flags: int = 0
    href: str | None = None
    colours: tuple[str, str] | None = None


class Mark(NamedTuple):
    """Characters ``start`` to ``end`` of a piece's text are shown as ``role``."""

    start: int
    end: int
    role: str


class Stretch(NamedTuple):
    """A part of a piece's text in one style, up to ``end``."""

    end: int
    role: str
    flags: int = 0
    href: str | None = None


class Piece(Protocol):
    """Lines that belong together. ``margin`` is a mark beside the first of them."""

    place: Place
    text: str
    margin: str

    @property
    def height(self) -> int: ...

    def line(self, index: int, marks: Sequence[Mark] = ()) -> list[Span]:
        """The spans of one line, at most as wide as the piece was set for."""

    def offset_at(self, index: int) -> int:
        """The offset in ``text`` at which line ``index`` begins."""

    def line_at(self, offset: int) -> int:
        """The line on which the character at ``offset`` stands."""


def stretches(runs: Runs, role: str) -> tuple[str, list[Stretch]]:
    """The runs' text, and the styles along it."""
    parts: list[Stretch] = []
    end = 0
    for run in runs:
        end += len(run.text)
        flags = (STRONG if run.strong else 0) | (EMPHASIS if run.emphasis else 0)
        look = "code" if run.code else "link" if run.href else role
        parts.append(Stretch(end, look, flags, run.href))
    return "".join(run.text for run in runs), parts


@dataclass(slots=True)
class TextPiece:
    """Wrapped text, with a prefix before its first line and another before the rest."""

    place: Place
    text: str
    width: int
    parts: Sequence[Stretch]
    first: tuple[Span, ...] = ()
    rest: tuple[Span, ...] = ()
    align: Literal["left", "right", "centre"] = "left"
    margin: str = ""
    _lines: list[tuple[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        if self.align == "left" and reads_leftwards(self.text):
            self.align = "right"
        indent = max(_width(self.first), _width(self.rest))
        self._lines = wrap(self.text, self.width - indent)

    @property
    def height(self) -> int:
        return len(self._lines)

    def line(self, index: int, marks: Sequence[Mark] = ()) -> list[Span]:
        start, end = self._lines[index]
        prefix = self.first if index == 0 else self.rest
        spans = list(prefix)
        if self.align != "left":
            room = self.width - _width(prefix) - cells(self.text[start:end])
            pad = room if self.align == "right" else room // 2
            if pad > 0:
                spans.append(Span(" " * pad, self.parts[0].role if self.parts else "body"))
        spans.extend(_spans(self.text, start, end, self.parts, marks))
        return spans

    def offset_at(self, index: int) -> int:
        return self._lines[index][0]

    def line_at(self, offset: int) -> int:
        return max(0, bisect_right(self._lines, offset, key=lambda line: line[0]) - 1)


def plain_piece(
    place: Place,
    text: str,
    width: int,
    role: str,
    *,
    prefix: tuple[Span, ...] = (),
    align: Literal["left", "right", "centre"] = "left",
    flags: int = 0,
) -> TextPiece:
    """A piece of text in one role, the same prefix before every line."""
    return TextPiece(place, text, width, [Stretch(len(text), role, flags)], prefix, prefix, align)


@dataclass(slots=True)
class FixedPiece:
    """Lines that were made beforehand: tables, pictures, code, rules, space."""

    place: Place
    lines: Sequence[list[Span]]
    text: str = ""
    margin: str = ""

    @property
    def height(self) -> int:
        return len(self.lines)

    def line(self, index: int, marks: Sequence[Mark] = ()) -> list[Span]:
        line = self.lines[index]
        return marked(line, self.offset_at(index), marks) if marks else line

    def offset_at(self, index: int) -> int:
        return sum(len(span.text) for line in self.lines[:index] for span in line) + index

    def line_at(self, offset: int) -> int:
        for index, line in enumerate(self.lines):
            offset -= sum(len(span.text) for span in line) + 1
            if offset < 0:
                return index
        return max(0, len(self.lines) - 1)


def fixed_piece(place: Place, lines: Sequence[list[Span]]) -> FixedPiece:
    """A fixed piece whose text, for finding, is what its lines show."""
    text = "\n".join("".join(span.text for span in line) for line in lines)
    return FixedPiece(place, lines, text)


def rule(place: Place, width: int) -> FixedPiece:
    """A break in the text."""
    sign = cut("*     *     *", width)
    return FixedPiece(place, [[Span(" " * ((width - len(sign)) // 2) + sign, "table_rule")]])


def _width(spans: Sequence[Span]) -> int:
    return sum(cells(span.text) for span in spans)


def _spans(
    text: str, start: int, end: int, parts: Sequence[Stretch], marks: Sequence[Mark]
) -> list[Span]:
    """The text from ``start`` to ``end``, cut where a style or a mark begins or ends."""
    spans: list[Span] = []
    at = start
    for part in parts:
        if part.end <= at:
            continue
        stop = min(part.end, end)
        if stop > at:
            spans.append(Span(text[at:stop], part.role, part.flags, part.href))
        at = stop
        if at >= end:
            break
    return marked(spans, start, marks) if marks else spans


def marked(spans: list[Span], start: int, marks: Sequence[Mark]) -> list[Span]:
    """The spans, whose first character is number ``start`` of the text, with the marks in."""
    if not marks:
        return spans
    done: list[Span] = []
    for span in spans:
        end, at = start + len(span.text), start
        for mark in marks:
            low, high = max(mark.start, at), min(mark.end, end)
            if low >= high:
                continue
            if low > at:
                done.append(span._replace(text=span.text[at - start : low - start]))
            done.append(span._replace(text=span.text[low - start : high - start], role=mark.role))
            at = high
        if at < end:
            done.append(span._replace(text=span.text[at - start :]))
        start = end
    return done
