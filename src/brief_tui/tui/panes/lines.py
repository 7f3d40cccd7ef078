"""A pane of lines, of which only those in sight are ever made.

``render_lines`` goes round Textual's styles cache, which costs twice as much as the lines
themselves; the pane has therefore no border or padding of its own, applies the line
filters itself, and draws its own scroll mark in the last column. This leans on internals
of Textual: the version is pinned, and ``tests/tui/test_lines.py`` guards it.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from brief_tui.tui.dates import now
from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import cut

if TYPE_CHECKING:
    from datetime import date

    from textual.color import Color

    from brief_tui.tui.looks import Looks

SCROLL_MARK: Final = "▐"
_LIT: Final = "lit"
"""Stands for the scroll mark of the pane that has the keys."""

KEPT: Final = 2_000
"""Finished lines that are kept: a few screens' worth, so that going back costs nothing."""


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
        self._made: dict[int, tuple[tuple[str, bool], Strip]] = {}
        self._made_for: tuple[Color, date] | None = None
        self._drawn: Size | None = None

    def make_line(self, y: int) -> Strip:
        """Line ``y`` of the content, at any width; the pane pads and cuts it."""
        raise NotImplementedError

    def cursor_lines(self) -> range:
        """The lines that look otherwise while the pane has the keys."""
        return range(0)

    @property
    def allow_vertical_scroll(self) -> bool:
        """Always: there is a scroll mark, though no scrollbar of Textual's."""
        return True

    @property
    def size(self) -> Size:
        """As Textual has it, which looks for it in the screen: once for all lines of a paint."""
        return self._drawn or super().size

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

    def renew(self) -> None:
        """Make every line anew: what they show has changed."""
        self._made.clear()
        self.refresh()

    def renew_lines(self, first: int, count: int) -> None:
        """Make some lines anew; the others are painted as they were."""
        self.forget_lines(first, count)
        self.refresh(Region(0, first - self.top, self.size.width, count))

    def forget_lines(self, first: int, count: int) -> None:
        """Make some lines anew when they are painted again."""
        for y in range(first, first + count):
            self._made.pop(y, None)

    def restyle(self, looks: Looks) -> None:
        """Take on another theme."""
        self.looks = looks
        self.renew()

    def line_of_spans(self, spans: Sequence[Span], ground: str | None = None) -> Strip:
        """Turn spans into a strip in this theme."""
        ground = ground or self.ground
        style = self.looks.style
        return Strip(
            [
                Segment(
                    text,
                    self.looks.half_block(*colours)
                    if colours
                    else style(role, ground, flags, href),
                )
                for text, role, flags, href, colours in spans
            ]
        )

    def render_lines(self, crop: Region) -> list[Strip]:
        self._drawn = self.size
        try:
            return self._strips(crop, self._drawn)
        finally:
            self._drawn = None

    def _strips(self, crop: Region, size: Size) -> list[Strip]:
        (width, height), top = size, self.top
        marks, ground = self._scroll_marks(height), self.background_colors[1]
        made_for = ground, now().date()  # the day: times stand in lines, and get dates
        if len(self._made) > KEPT or made_for != self._made_for:
            self._made.clear()
            self._made_for = made_for
        filters = self.app.get_line_filters()
        lit = self.cursor_lines() if self.has_focus else range(0)
        strips = []
        for y in crop.line_range:
            mark = marks[y] if y < len(marks) else " "
            look = (mark, top + y in lit)
            made, strip = self._made.get(top + y, (look, None))
            if strip is None or made != look or strip.cell_length != width:
                strip = self._finish(top + y, mark, width)
                for line_filter in filters:
                    strip = strip.apply_filter(line_filter, ground)
                self._made[top + y] = look, strip
            strips.append(strip)
        if crop.column_span != (0, width):
            strips = [strip.crop(*crop.column_span) for strip in strips]
        return strips

    def render_line(self, y: int) -> Strip:
        """One line in sight, with the offsets that the mouse's selection needs."""
        y += self.top
        return self._finish(y, " ", self.size.width).apply_offsets(0, y)

    def _finish(self, y: int, mark: str, width: int) -> Strip:
        """Line ``y`` of the content at the pane's width, the scroll mark in its last column."""
        blank = self.looks.style(self.ground, self.ground)
        if width <= 1:
            return Strip.blank(max(0, width), blank)
        strip = self.make_line(y).adjust_cell_length(width - 1, blank)
        if mark != " ":
            blank = self.looks.style("border_focus" if mark == _LIT else "border", self.ground)
            mark = SCROLL_MARK
        return Strip([*strip, Segment(mark, blank)], width)

    def _scroll_marks(self, height: int) -> Sequence[str]:
        """The last column: where the lines in sight are among all."""
        count = self.line_count
        if count <= height or height <= 0:
            return " " * height
        size = max(1, height * height // count)
        start = round((height - size) * self.top / (count - height))
        mark = _LIT if self.has_focus else SCROLL_MARK
        return [" "] * start + [mark] * size + [" "] * (height - start - size)

    def note(self, text: str, role: str = "meta") -> Strip:
        """A line that speaks to the reader where there is nothing to show."""
        return self.line_of_spans([Span("  " + cut(text, self.text_width - 2), role)])


def lines_of(entry: int, entries: Iterable[int]) -> range:
    """The lines of one entry, which stand together; ``entries`` says whose each line is."""
    own = [y for y, each in enumerate(entries) if each == entry]
    return range(own[0], own[-1] + 1) if own else range(0)
