"""The headlines that belong with the open story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.message import Message
from textual.strip import Strip

from brief_tui.model.article import Origin
from brief_tui.model.listing import RelatedStory
from brief_tui.tui.dates import now, short_date
from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.lines import LinesPane, lines_of
from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import cut, wrap

GROUPS: Final[Mapping[Origin, str]] = {
    "page": "In this story",
    "thread": "Same story",
    "similar": "More like this",
    "pointing": "Pointing here",
}
LINKS: Final = "Linked in the text"

REASON_LINES: Final = 2
"""Lines of a reason: its last words may be cut, the first ones tell most."""

CAPTION_LINES: Final = 3
"""Lines of a card's caption: the pane is narrow, and headlines are what it is for."""


@dataclass(frozen=True, slots=True)
class _Line:
    spans: tuple[Span, ...]
    entry: int  # -1 for a group's title


class RelatedPane(LinesPane):
    """Numbered headlines in groups, with a cursor."""

    ground: ClassVar[str] = "panel"

    @dataclass
    class Chosen(Message):
        """A headline was clicked."""

        index: int

    def __init__(self, looks: Looks, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(looks, id=id)
        self.entries: Sequence[RelatedStory] = ()
        self.cursor = 0
        self._blocks = 0
        self._lines: list[_Line] = []

    def show(self, entries: Sequence[RelatedStory], blocks: int) -> None:
        """Show what belongs with a story whose body has ``blocks`` blocks."""
        self.entries = entries
        self.cursor = 0
        self._blocks = blocks
        self._lay_out()
        self.top = 0

    def restate(self, entries: Sequence[RelatedStory]) -> None:
        """Show other marks on the same stories."""
        self.entries = entries
        self._lay_out()

    def move_to(self, index: int) -> None:
        """Set the cursor, and bring its headline into sight."""
        self.cursor = max(0, min(index, len(self.entries) - 1))
        if own := self.cursor_lines():
            if own[0] < self.top + 1:
                self.top = own[0] - 1
            elif own[-1] >= self.top + self.size.height:
                self.top = own[-1] - self.size.height + 1
        self.renew()

    def cursor_lines(self) -> range:
        return lines_of(self.cursor, (line.entry for line in self._lines))

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()

    def on_click(self, event: events.Click) -> None:
        y = self.top + event.y
        if y < len(self._lines) and (entry := self._lines[y].entry) >= 0:
            self.move_to(entry)
            self.post_message(self.Chosen(entry))

    def make_line(self, y: int) -> Strip:
        if not self.entries:
            return self.note("Nothing related", "meta") if y == 1 else self.line_of_spans([])
        if y >= len(self._lines):
            return self.line_of_spans([])
        line = self._lines[y]
        at_cursor = self.has_focus and line.entry == self.cursor
        ground = "cursor" if at_cursor else self.ground
        strip = self.line_of_spans(line.spans, ground)
        return strip.adjust_cell_length(self.text_width, self.looks.style(ground, ground))

    def _lay_out(self) -> None:
        self._lines = [_Line((), -1)]
        group = ""
        for number, entry in enumerate(self.entries):
            name = LINKS if entry.in_text else GROUPS[entry.link.origin]
            if name != group:
                group = name
                self._lines.append(_Line((Span(" " + group, "kicker"),), -1))
            self._lines += self._entry(number, entry)
            self._lines.append(_Line((), -1))
        self.set_line_count(len(self._lines))
        self.renew()

    def _entry(self, number: int, entry: RelatedStory) -> list[_Line]:
        width = max(4, self.text_width - 5)
        role = "related_here" if entry.row else "related"
        headline = entry.link.headline or entry.link.url
        lines = []
        for n, (start, end) in enumerate(wrap(headline, width)):
            lead = f" {number + 1:>2} " if n == 0 else "    "
            spans = (Span(lead, "bar_key" if n == 0 else role), Span(headline[start:end], role))
            lines.append(_Line(spans, number))
        notes = [(self._facts(entry), "meta"), *((t, "meta") for t in self._where(entry, width))]
        notes[:0] = self._figure(entry, width)
        lines += [_Line((Span("    " + cut(t, width), role),), number) for t, role in notes if t]
        return lines

    def _figure(self, entry: RelatedStory, width: int) -> list[tuple[str, str]]:
        """The caption and the credit of the card's picture, which the page shows beside it."""
        figure = entry.link.figure
        if figure is None:
            return []
        breaks = wrap(figure.caption, width)
        lines = [figure.caption[start:end] for start, end in breaks[: CAPTION_LINES - 1]]
        if len(breaks) >= CAPTION_LINES:
            lines.append(figure.caption[breaks[CAPTION_LINES - 1][0] :])
        return [*((line, "caption") for line in lines), (figure.credit, "credit")]

    def _facts(self, entry: RelatedStory) -> str:
        row = entry.row
        if row is None:
            return "↗ on the web" if entry.link.url else "no address"
        facts = [
            short_date(row.published, now()),
            row.publisher,
        ]
        sign = "○ " if row.state.read else "● "
        return sign + " · ".join(fact for fact in facts if fact)

    def _where(self, entry: RelatedStory, width: int) -> list[str]:
        """Why a story belongs here, or where the page has the link."""
        if reason := entry.link.reason:
            breaks = wrap(reason, width)[:REASON_LINES]
            return [*(reason[start:end] for start, end in breaks[:-1]), reason[breaks[-1][0] :]]
        anchor = entry.link.anchor
        if anchor is None or not self._blocks:
            return []
        if anchor == 0:
            return ["at the top of the text"]
        if anchor >= self._blocks:
            return ["at the end of the text"]
        return [f"{100 * anchor // self._blocks} % into the text"]
