"""A picture on a page: a frame of its size at once, the picture in it when it is ready."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from brief_tui.tui.pictures.darkroom import Picture
from brief_tui.tui.typeset.pieces import Mark, Place, Span
from brief_tui.tui.typeset.wrap import cells, wrap

LEAST = 4


def frame(width: int, room: int) -> tuple[int, int]:
    """Columns and rows of a picture's frame at a measure, in a pane of ``room`` rows.

    It is 16:9, cells being twice as high as wide, and leaves most of the pane to the text.
    """
    rows = max(LEAST, min(room * 2 // 5, round(width * 9 / 16 / 2)))
    return min(width, round(rows * 2 * 16 / 9)), rows


@dataclass(slots=True)
class PicturePiece:
    """The lines of a picture. Its height does not change when the picture arrives."""

    place: Place
    width: int
    height: int
    alt: str
    picture: Picture | None = None
    text: str = ""
    margin: str = ""

    def line(self, index: int, marks: Sequence[Mark] = ()) -> list[Span]:
        picture = self.picture
        if picture is None or not picture.columns:
            return self._frame_line(index)
        y = index - (self.height - picture.rows)  # it stands on its caption
        if y < 0:
            return []
        return [Span("▀", "picture", colours=picture.cell(x, y)) for x in range(picture.columns)]

    def offset_at(self, index: int) -> int:
        return index

    def line_at(self, offset: int) -> int:
        return min(offset, self.height - 1)

    def _frame_line(self, index: int) -> list[Span]:
        """Shading, with the description in the middle of it."""
        words = self.picture.problem if self.picture is not None else self.alt
        lines = wrap(words, self.width - 8)[: self.height - 2] if words else []
        number = index - (self.height - len(lines)) // 2
        if not 0 <= number < len(lines):
            return [Span("░" * self.width, "picture")]
        start, end = lines[number]
        shown = f" {words[start:end].strip()} "
        left = (self.width - cells(shown)) // 2
        right = self.width - left - cells(shown)
        return [Span("░" * left + shown + "░" * right, "picture")]
