"""The list of stories: as many as there are, of which it holds the rows in sight."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rich.segment import Segment
from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from brief_tui.model.listing import Listing, Row, Snippet, Spot, Stretch
from brief_tui.model.plain import reading_minutes
from brief_tui.model.state import ReadingState
from brief_tui.tui.dates import day_and_time, now, short_date
from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.lines import LinesPane
from brief_tui.tui.panes.rows import PAGE, RowWindow
from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import cells, cut, wrap

SNIPPETS = 8
"""Rows with a snippet that are made at a time, beside those in sight."""

ROOMY = 30
"""From this height on there is an empty line between stories."""


class StoryList(LinesPane):
    """A list with a cursor. Every story takes the same number of lines."""

    @dataclass
    class RowsWanted(Message):
        """These rows are about to be seen and are not at hand."""

        keys: list[int]
        generation: int

    @dataclass
    class StretchWanted(Message):
        """More of the list is about to be seen: what stands behind ``edge``, or before it."""

        edge: Spot
        back: bool
        generation: int

    @dataclass
    class EndWanted(Message):
        """The reader wants the end of the list, or its beginning (``back`` False)."""

        back: bool
        generation: int

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on another story."""

        index: int

    class Chosen(Message):
        """The story at the cursor was clicked."""

    def __init__(self, looks: Looks, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(looks, id=id)
        self.window = RowWindow()
        self.cursor = 0
        self.open_key: int | None = None
        self.empty: Sequence[tuple[str, str]] = ()
        self.snippets = False
        self.timeline = False

    # What it shows

    def show(
        self,
        listing: Listing,
        key: int | None = None,
        rows: Iterable[Row] = (),
        asked: Sequence[int] = (),
    ) -> None:
        """Show another listing, the cursor on the story with this key, or else on its first.

        ``rows`` are those at hand of the stories that were ``asked`` for (their keys).
        """
        self.window.replace(listing)
        self.window.supply(rows, asked)
        self._place(key, self.window.base)

    def jump(self, stretch: Stretch, key: int | None = None, *, from_end: bool = False) -> None:
        """Show another stretch of the list, the cursor on this story or else at its outer end."""
        self.window.jump(stretch, from_end=from_end)
        self._place(key, self.window.end - 1 if from_end else self.window.base)
        self.post_message(self.CursorMoved(self.cursor))

    def _place(self, key: int | None, otherwise: int) -> None:
        index = self.window.index_of(key) if key is not None else None
        self.cursor = max(0, otherwise if index is None else index)
        self._relay()

    def extend(self, stretch: Stretch, generation: int, *, back: bool) -> None:
        """Have more of the list at hand. Nothing that is in sight moves."""
        if generation == self.window.generation:
            self._shift(self.window.extend(stretch, back=back))

    def number(self, before: int) -> None:
        """So many stories stand before the first at hand."""
        self._shift(self.window.number(before))

    def _shift(self, change: int) -> None:
        """The same stories in sight, under other numbers."""
        self.cursor += change
        top = self.top + change * self.story_height
        self.set_line_count(len(self.window) * self.story_height)
        self.top = top
        self.renew()

    def supply(self, rows: Iterable[Row], asked: Sequence[int], generation: int) -> None:
        """Take in the rows that were wanted."""
        if generation == self.window.generation:
            self.window.supply(rows, asked)
            for key in asked:
                if (index := self.window.index_of(key)) is not None:
                    self.forget_lines(index * self.story_height, self.story_height)
            self.refresh()

    def lack(self, asked: Sequence[int], generation: int) -> None:
        """The rows that were wanted could not be had; they are wanted again when seen again."""
        if generation == self.window.generation:
            self.window.forget(asked)

    def restate(self, states: dict[int, ReadingState]) -> None:
        """Show other marks on stories, by key."""
        for key, state in states.items():
            if self.window.restate(key, state):
                self._renew_story(key)

    def mark_open(self, key: int | None) -> None:
        """Say which story the reading pane shows."""
        if key != self.open_key:
            for changed in (self.open_key, key):
                self._renew_story(changed)
            self.open_key = key

    def _renew_story(self, key: int | None) -> None:
        """Make one story's lines anew, if it is at hand."""
        if key is not None and (index := self.window.index_of(key)) is not None:
            self.renew_lines(index * self.story_height, self.story_height)

    def cursor_lines(self) -> range:
        height = self.story_height
        return range(self.cursor * height, (self.cursor + 1) * height)

    def say(self, *lines: tuple[str, str]) -> None:
        """What stands in the place of stories when there are none: (text, role) each."""
        self.empty = lines
        self.renew()

    @property
    def row(self) -> Row | None:
        """The story at the cursor, if its row is at hand."""
        return self.window.row(self.cursor)

    @property
    def key(self) -> int | None:
        """The key of the story at the cursor."""
        return self.window.key(self.cursor)

    @property
    def spot(self) -> Spot | None:
        """Where the story at the cursor stands in the list."""
        return self.window.spot(self.cursor)

    # Moving

    def move_to(self, index: int) -> None:
        """Set the cursor on a story that is at hand, and bring it into sight."""
        index = max(0, self.window.base, min(index, self.window.end - 1))
        if index != self.cursor:
            before, self.cursor = self.cursor, index
            self._bring_into_sight()
            height = self.story_height
            self.renew_lines(before * height, height)
            self.renew_lines(index * height, height)
            self.post_message(self.CursorMoved(index))

    def go_to_end(self, *, back: bool) -> None:
        """The cursor on the last story of the list, or on the first (``back`` False)."""
        if self.window.has_last if back else self.window.has_first:
            self.move_to(self.window.end - 1 if back else self.window.base)
        else:
            self.post_message(self.EndWanted(back, self.window.generation))

    def page(self) -> int:
        """How many stories fit."""
        return max(1, self.size.height // self.story_height)

    def _bring_into_sight(self) -> None:
        """A story above and one below the cursor stay in sight where there is room."""
        height, top = self.story_height, self.top
        around = height if self.page() >= 4 else 0
        first, last = self.cursor * height - around, (self.cursor + 1) * height + around
        if first < top:
            self.top = first
        elif last > top + self.size.height:
            self.top = last - self.size.height

    def on_click(self, event: events.Click) -> None:
        index = (event.y + self.top) // self.story_height
        if self.window.key(index) is not None:
            self.move_to(index)
            self.post_message(self.Chosen())

    def on_resize(self, event: events.Resize) -> None:
        self._relay()

    def _relay(self) -> None:
        self.set_line_count(len(self.window) * self.story_height)
        self._bring_into_sight()
        self.renew()

    # Drawing

    @property
    def story_height(self) -> int:
        """Lines a story takes: two for the headline, one for the facts, one between if roomy."""
        return 4 if self.size.height >= ROOMY else 3

    def make_line(self, y: int) -> Strip:
        if not len(self.window):
            return self._empty_line(y)
        index, part = divmod(y, self.story_height)
        if index >= len(self.window):
            return self.line_of_spans([])
        row = self.window.row(index)
        if row is None:
            self._want()
            gone = self.window.is_gone(index)
            return self.note(("No longer in the archive" if gone else "·") if part == 0 else "")
        return self._story_line(row, part, at_cursor=index == self.cursor)

    def render_lines(self, crop: Region) -> list[Strip]:
        first = (self.top + crop.y) // self.story_height
        if edge := self.window.edge_wanted(first, first + self.page()):
            back, spot = edge
            self.post_message(self.StretchWanted(spot, back, self.window.generation))
        return super().render_lines(crop)

    def _want(self) -> None:
        # A snippet costs more than a row does: of those no more than what is in sight.
        page = SNIPPETS if self.snippets else PAGE
        first = self.top // self.story_height
        wanted = self.window.missing(first, first + self.page(), page)
        if wanted:
            self.post_message(self.RowsWanted(wanted, self.window.generation))

    def _empty_line(self, y: int) -> Strip:
        at = 1
        for text, role in self.empty:
            for start, end in wrap(text, self.text_width - 3):
                if at == y:
                    return self.line_of_spans([Span("  " + text[start:end], role)])
                at += 1
            at += 1
        return self.line_of_spans([])

    def _story_line(self, row: Row, part: int, *, at_cursor: bool) -> Strip:
        """Line ``part`` of a story."""
        if part == 3:
            return self._fill([], self.ground)
        ground = self.ground
        if at_cursor:
            ground = "cursor" if self.has_focus else "cursor_blurred"
        lines = self._texts(row, max(1, self.text_width - 4))
        edge = Span("▌", "unread") if row.key == self.open_key else Span(" ", "meta")
        lead = self._sign(row) if part == 0 else Span("  ", "meta")
        return self._fill([edge, lead, *(lines[part] if part < len(lines) else [])], ground)

    def _sign(self, row: Row) -> Span:
        """The sign before the headline: a star goes before the dot of what is unread."""
        if row.state.starred:
            return Span("★ ", "starred")
        return Span("○ ", "read") if row.state.read else Span("● ", "unread")

    def _texts(self, row: Row, width: int) -> list[list[Span]]:
        """The headline on at most two lines, or on one above a snippet; then the facts."""
        role = "read" if row.state.read else "unread"
        headline = row.headline or "Untitled"
        if row.snippet is not None:
            lines = [[Span(cut(headline, width), role)], self._snippet(row, width)]
        else:
            breaks = wrap(headline, width)
            lines = [[Span(headline[start:end], role)] for start, end in breaks[:2]]
            if len(breaks) > 2:
                lines[1] = [Span(cut(headline[breaks[1][0] :], width), role)]
        return [*lines, self._facts(row, width)]

    def _facts(self, row: Row, width: int) -> list[Span]:
        spans = [Span("later ", "later")] if row.state.later else []
        room = width - sum(cells(span.text) for span in spans)
        date, minutes = short_date(row.published, now()), f"{reading_minutes(row.words)} m"
        tags = [f"#{tag}" for tag in sorted(row.state.tags)]
        reports = f"+{row.reports} report{'s' * (row.reports > 1)}" if row.reports else ""
        facts = [fact for fact in (row.publisher, date, minutes, reports, *tags) if fact]
        if self.timeline:
            copied = "same text" if row.copied else ""
            times = (day_and_time(row.published), row.publisher, copied, minutes, *tags)
            return [*spans, Span(cut(" · ".join(fact for fact in times if fact), room), "meta")]
        if cells(" · ".join(facts)) > room and row.publisher:
            facts = facts[1:]  # of all the facts it says least that others do not
        if cells(" · ".join(facts)) > room and reports:
            facts[facts.index(reports)] = f"+{row.reports}"
        return [*spans, Span(cut(" · ".join(facts), room), "meta")]

    def _snippet(self, row: Row, width: int) -> list[Span]:
        """One line of where the words stand, the first match in sight."""
        snippet = row.snippet
        if snippet is None:
            return []
        name = f"{snippet.field}: " if snippet.field in {"caption", "credit"} else ""
        width -= len(name)
        start = _start(snippet, width)
        shown = cut(("…" if start else "") + snippet.text[start:], width)
        shift = (1 if start else 0) - start
        spans, at = [Span(name, "meta")], 0
        for low, high in snippet.matches:
            a, b = low + shift, min(high + shift, len(shown))
            if at <= a < b:
                spans += [Span(shown[at:a], "body"), Span(shown[a:b], "match")]
                at = b
        return [*spans, Span(shown[at:], "body")]

    def _fill(self, spans: list[Span], ground: str) -> Strip:
        strip = self.line_of_spans(spans, ground)
        rest = self.text_width - strip.cell_length
        if rest <= 0:
            return strip
        return Strip([*strip, Segment(" " * rest, self.looks.style(ground, ground))])


def _start(snippet: Snippet, width: int) -> int:
    """Where to begin a snippet so that its first match is in sight: at a word's beginning."""
    text = snippet.text
    if not snippet.matches or cells(text[: snippet.matches[0][1]]) < width:
        return 0
    match = snippet.matches[0][0]
    wanted = max(0, min(match - width // 3, len(text) - width + 1))
    return min(text.find(" ", wanted) + 1 or match, match)
