"""The reading pane: one article, set like print."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip

from brief_tui.model.article import Article
from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.lines import LinesPane
from brief_tui.tui.typeset.article import PictureMaker, no_pictures, set_article
from brief_tui.tui.typeset.finding import Pattern
from brief_tui.tui.typeset.page import Hit, Page
from brief_tui.tui.typeset.pieces import Mark, Place, Span, marked
from brief_tui.tui.typeset.wrap import cells, wrap

MARGIN = 5
"""Columns on the left for the marks of related links, and air."""


class ReadingPane(LinesPane):
    """Shows an article, or says in words why there is none."""

    @dataclass
    class Scrolled(Message):
        """Another part of an article is in sight; ``progress`` is how far it was read."""

        article: Article
        progress: float

    @dataclass
    class LinkClicked(Message):
        """A link in the text was clicked."""

        url: str

    def __init__(
        self,
        looks: Looks,
        measure: int = 70,
        *,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(looks, id=id)
        self.measure = measure
        self.article: Article | None = None
        self.page: Page | None = None
        self.pictures: PictureMaker = no_pictures
        self.message: Sequence[tuple[str, str]] = ()
        self.hits: list[Hit] = []
        self.hit = -1
        self._wanted: Pattern | None = None
        self._marks: dict[Place, list[Mark]] = {}
        self._set_for = (0, 0)
        self._notes = "", ""
        self._words: int | None = None
        self._once_set: list[Callable[[], None]] = []
        self._start = 0.0
        self._height = 0

    # What it shows

    def show(
        self,
        article: Article,
        progress: float = 0.0,
        wanted: Pattern | None = None,
        lead: str = "",
        foot: str = "",
        *,
        line: int | None = None,
        words: int | None = None,
    ) -> None:
        """Show an article from where it was left, with what is ``wanted`` marked in it.

        ``lead`` and ``foot`` are words of the program above it and below it. ``line``, where
        there is one, is the first in sight, whatever the ``progress``. It has so many ``words``.
        """
        self.article, self._words = article, words
        self._notes = lead, foot
        self._once_set.clear()
        self.message = ()
        self.page = None
        self._start = progress if line is None else 0.0
        self.top = 0
        self._set()
        if line:
            self.top = line
        self.find(wanted)
        self.renew()

    def renote(self, foot: str) -> None:
        """Put other words below the article; what is in sight stays in sight."""
        self._notes = self._notes[0], foot
        self._set(anew=True)

    def say(self, *lines: tuple[str, str]) -> None:
        """Show words of the program instead of an article: (text, role) each."""
        self.article = self.page = None
        self._once_set.clear()
        self.message = lines
        self.hits, self._marks, self.hit = [], {}, -1
        self.set_line_count(0)
        self.top = 0
        self.renew()

    def show_pictures(self, maker: PictureMaker) -> None:
        """Set the article anew, with or without its pictures, at the same place."""
        self.pictures = maker
        self._set(anew=True)

    @property
    def progress(self) -> float:
        """How far the article was read: the last line in sight, as a share of all."""
        if not self.line_count:
            return 0.0
        return min(1.0, (self.top + self.size.height) / self.line_count)

    @property
    def is_coming(self) -> bool:
        """Whether there is an article that is not set yet: the next paint brings it into sight."""
        return self.article is not None and (self.page is None or not self.size.height)

    def once_set(self, act: Callable[[], None]) -> None:
        """Do this when the article that `is_coming` is here, unless another takes its place."""
        self._once_set.append(act)

    @property
    def at_end(self) -> bool:
        """Whether the last line is in sight; not before the article has been set."""
        return not self.is_coming and self.top >= self.max_top

    # Finding

    def find(self, wanted: Pattern | None) -> int:
        """Mark every place where the pattern matches; how many there are."""
        self._wanted = wanted
        self.hits = self.page.find(wanted) if self.page and wanted else []
        self.hit = -1
        self._mark()
        return len(self.hits)

    def step(self, by: int) -> None:
        """Go to the next hit or, with -1, to the one before; round at the ends."""
        if not self.hits or self.page is None:
            return
        if self.hit < 0:
            self.hit = self._first_in_sight() if by > 0 else len(self.hits) - 1
        else:
            self.hit = (self.hit + by) % len(self.hits)
        self._mark()
        self._show_hit()

    def _hit_line(self) -> int | None:
        """The line of the hit that one has gone to."""
        if self.page is None or not 0 <= self.hit < len(self.hits):
            return None
        place, start, _ = self.hits[self.hit]
        return self.page.line_of_hit(place, start)

    def _show_hit(self) -> None:
        line = self._hit_line()
        if line is not None and not self.top <= line < self.top + self.size.height - 1:
            self.top = line - self.size.height // 3

    def _first_in_sight(self) -> int:
        if self.page is None:
            return 0
        for number, (place, start, _) in enumerate(self.hits):
            if self.page.line_of_hit(place, start) >= self.top:
                return number
        return 0

    def _mark(self) -> None:
        self._marks = {}
        for number, (place, start, end) in enumerate(self.hits):
            role = "match_current" if number == self.hit else "match"
            self._marks.setdefault(place, []).append(Mark(start, end, role))
        self.renew()

    # Setting

    @property
    def set_width(self) -> int:
        """The measure that fits the pane now."""
        return max(8, min(self.measure, self.text_width - self._margin - 1))

    @property
    def _margin(self) -> int:
        return MARGIN if self.text_width >= 44 else 3

    @property
    def left(self) -> int:
        """The columns before the text: the margin, and more where the pane is wide."""
        spare = self.text_width - self.set_width - 2 * self._margin
        return self._margin + max(0, spare // 2)

    def _set(self, *, anew: bool = False) -> None:
        """Set the article at the pane's width; what is in sight stays in sight."""
        if self.article is None or self.size.width <= 0:
            return
        wanted = (id(self.article), self.set_width)
        if self.page is not None and wanted == self._set_for and not anew:
            return
        spot = self.page.spot(self.top) if self.page and self.top else None
        self.page = set_article(
            self.article, self.set_width, self.pictures, *self._notes, words=self._words
        )
        self._set_for = wanted
        self.set_line_count(self.page.height)
        if spot is not None:
            self.top = self.page.line_of(spot)
        elif self._start:  # it was shown while the pane was out of sight, or just now
            self.top = round(self._start * self.line_count) - self.size.height
        self._start = 0.0
        if self._wanted:
            self.hits = self.page.find(self._wanted)
            self._mark()
        self.screen.clear_selection()
        self.renew()

    def on_resize(self, event: events.Resize) -> None:
        line = self._hit_line()
        hit_seen = line is not None and self.top <= line < self.top + self._height
        self._set()
        if hit_seen:
            self._show_hit()
        self._height = self.size.height
        if self._once_set and not self.is_coming:
            waiting, self._once_set = self._once_set, []
            for act in waiting:
                act()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        super().watch_scroll_y(old_value, new_value)
        if self.article is not None and round(old_value) != round(new_value):
            self.post_message(self.Scrolled(self.article, self.progress))

    # Drawing

    def make_line(self, y: int) -> Strip:
        if self.page is None:
            return self._message_line(y)
        margin, spans = self.page.line(y, self._marks)
        left = self.left
        before = margin.rjust(left - 1) + " " if margin else " " * left
        return self.line_of_spans(self._selected(y, [Span(before, "related"), *spans]))

    def _message_line(self, y: int) -> Strip:
        at = max(1, self.size.height // 4)
        for text, role in self.message:
            for start, end in wrap(text, max(8, min(60, self.text_width - 4))):
                if at == y:
                    shown = text[start:end]
                    pad = max(0, (self.text_width - cells(shown)) // 2)
                    return self.line_of_spans([Span(" " * pad + shown, role)])
                at += 1
            at += 1
        return self.line_of_spans([])

    # The mouse

    def _selected(self, y: int, spans: list[Span]) -> list[Span]:
        """The spans of line ``y``, what the mouse has marked shown as such."""
        span = self.text_selection.get_span(y) if self.text_selection else None
        if span is None:
            return spans
        start, end = max(span[0], self.left), span[1]
        if end < 0:
            end = sum(len(span.text) for span in spans)
        return marked(spans, 0, [Mark(start, end, "cursor")])

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The text that the mouse has marked, without the margin."""
        if self.page is None:
            return None
        left = self.left
        lines = (self.page.line(y, {})[1] for y in range(self.page.height))
        text = "\n".join(" " * left + "".join(span.text for span in line) for line in lines)
        picked = selection.extract(text)
        return "\n".join(line.strip() for line in picked.splitlines()), "\n"

    def selection_updated(self, selection: Selection | None) -> None:
        self.renew()

    def on_click(self, event: events.Click) -> None:
        if self.page is None:
            return
        _, spans = self.page.line(self.top + event.y, {})
        x = event.x - self.left
        for span in spans:
            x -= cells(span.text)
            if x < 0:
                if span.href:
                    self.post_message(self.LinkClicked(span.href))
                return
