"""A pane of lines, of which only those in sight are ever made.

``render_lines`` goes round Textual's styles cache, which costs twice as much as the lines
themselves; the pane has therefore no border or padding of its own, applies the line
filters itself, and draws its own scroll mark in the last column. This leans on internals
of Textual: the version is pinned, and ``tests/tui/test_lines.py`` guards it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import cells, cut

if TYPE_CHECKING:
    from brief_tui.tui.looks import Looks


class LinesPane(ScrollView, can_focus=True, inherit_bindings=False):
    """The base of the panes. A subclass says how many lines there are and makes each of them."""

    DEFAULT_CSS = """
    LinesPane {
        width: 1fr;
        height: 1fr;
        overflow-x: hidden;
        overflow-y: hidden;
        scrollbar-size: 0 0;
    }
    """

    ground: ClassVar[str] = "background"

    def __init__(self, looks: Looks, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self.looks = looks

    def make_line(self, y: int) -> Strip:
        """Line ``y`` of the content, at any width; the pane pads and cuts it."""
        raise NotImplementedError

    @property
    def line_count(self) -> int:
        """How many lines the content has."""
        return self.virtual_size.height

    @property
    def text_width(self) -> int:
        """The columns there are for text; the last one is the scroll mark's."""
        return max(0, self.size.width - 1)

    @property
    def top(self) -> int:
        """The first line in sight."""
        return self.scroll_offset.y

    @top.setter
    def top(self, y: int) -> None:
        self.scroll_to(y=max(0, min(y, self.max_top)), animate=False)

    @property
    def max_top(self) -> int:
        """The last value that ``top`` can have."""
        return max(0, self.line_count - self.size.height)

    def set_line_count(self, count: int) -> None:
        """Say how many lines there are now."""
        self.virtual_size = Size(self.size.width, count)

    def restyle(self, looks: Looks) -> None:
        """Take on another theme."""
        self.looks = looks
        self.refresh()

    def line_of_spans(self, spans: Sequence[Span], ground: str | None = None) -> Strip:
        """Turn spans into a strip in this theme."""
        ground = ground or self.ground
        style = self.looks.style
        return Strip(
            [
                Segment(text, style(role, ground, flags, href))
                for text, role, flags, href, _ in spans
            ]
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        width, top = self.size.width, self.top
        filters = self.app.get_line_filters()
        background = self.background_colors[1]
        strips = []
        for y in crop.line_range:
            strip = self._finish(self.make_line(top + y), y, width)
            for line_filter in filters:
                strip = strip.apply_filter(line_filter, background)
            strips.append(strip)
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One line in sight, with the offsets that the mouse's selection needs."""
        top = self.top
        return self._finish(self.make_line(top + y), y, self.size.width).apply_offsets(0, top + y)

    def _finish(self, strip: Strip, y: int, width: int) -> Strip:
        if width <= 0:
            return Strip.blank(0)
        blank = self.looks.style(self.ground, self.ground)
        strip = strip.adjust_cell_length(width - 1, blank)
        return Strip([*strip, self._scroll_mark(y)], width)

    def _scroll_mark(self, y: int) -> Segment:
        height, count = self.size.height, self.line_count
        blank = Segment(" ", self.looks.style(self.ground, self.ground))
        if count <= height or height <= 0:
            return blank
        size = max(1, height * height // count)
        start = (height - size) * self.top // max(1, count - height)
        if start <= y < start + size:
            role = "border_focus" if self.has_focus else "border"
            return Segment("▐", self.looks.style(role, self.ground))
        return blank

    def note(self, text: str, role: str = "meta") -> Strip:
        """A line that speaks to the reader where there is nothing to show."""
        return self.line_of_spans([Span("  " + cut(text, self.text_width - 2), role)])


def padded(text: str, width: int) -> str:
    """The text cut or filled to exactly ``width`` cells."""
    text = cut(text, width)
    return text + " " * max(0, width - cells(text))
