"""A page: pieces one below the other, any line of which can be asked for."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate
from typing import NamedTuple

from brief_tui.tui.typeset.finding import Pattern, fold
from brief_tui.tui.typeset.pieces import Mark, Piece, Place, Span


class Spot(NamedTuple):
    """A character of the article, wherever the lines break: what a resize must keep.

    ``offset`` counts the characters before it that are not white space, since tables and
    code are filled up with spaces; where a piece has no text, it counts lines.
    """

    place: Place
    offset: int


class Hit(NamedTuple):
    """Where something was found: characters ``start`` to ``end`` of the piece at ``place``."""

    place: Place
    start: int
    end: int


class Page:
    """An article set at one width."""

    def __init__(self, pieces: Sequence[Piece]) -> None:
        self.pieces = pieces
        self._tops = list(accumulate((piece.height for piece in pieces), initial=0))
        self._index = {piece.place: number for number, piece in enumerate(pieces)}

    @property
    def height(self) -> int:
        """How many lines the page has."""
        return self._tops[-1]

    def line(self, y: int, marks: Mapping[Place, Sequence[Mark]]) -> tuple[str, list[Span]]:
        """The mark in the margin, and the spans, of line ``y``; empty past the end."""
        if not 0 <= y < self.height:
            return "", []
        number, index = self._at(y)
        piece = self.pieces[number]
        spans = piece.line(index, marks.get(piece.place, ()))
        return piece.margin if index == 0 else "", spans

    def spot(self, y: int) -> Spot:
        """What stands on line ``y``."""
        number, index = self._at(min(max(0, y), self.height - 1))
        piece = self.pieces[number]
        if not piece.text:
            return Spot(piece.place, index)
        before = piece.text[: piece.offset_at(index)]
        return Spot(piece.place, len("".join(before.split())))

    def line_of(self, spot: Spot) -> int:
        """The line on which ``spot`` stands now; 0 when it is not on the page.

        A caption takes its figure's place where there is no picture, and gives it back.
        """
        number = self._index.get(spot.place, self._index.get(("body", spot.place[1])))
        if number is None:
            return 0
        piece = self.pieces[number]
        if piece.text:
            index = piece.line_at(_offset(piece.text, spot.offset))
        else:
            index = min(spot.offset, piece.height - 1)
        return self._tops[number] + max(0, index)

    def line_of_hit(self, place: Place, offset: int) -> int:
        """The line on which a hit begins."""
        number = self._index[place]
        return self._tops[number] + self.pieces[number].line_at(offset)

    def find(self, pattern: Pattern) -> list[Hit]:
        """Every place where the pattern matches, in reading order."""
        return [
            Hit(piece.place, match.start(), match.end())
            for piece in self.pieces
            for match in pattern.finditer(fold(piece.text))
        ]

    def _at(self, y: int) -> tuple[int, int]:
        number = bisect_right(self._tops, y) - 1
        return number, y - self._tops[number]


def _offset(text: str, seen: int) -> int:
    """Where the character stands that has ``seen`` others before it, white space left out."""
    for word in re.finditer(r"\S+", text):
        if seen < len(word[0]):
            return word.start() + seen
        seen -= len(word[0])
    return len(text)
