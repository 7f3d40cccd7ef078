"""Where the stories come from: the feeds in groups by tag, and how each of them does."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.message import Message
from textual.strip import Strip

from brief_tui.model.feeds import Feed
from brief_tui.tui.dates import now
from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.feed_words import feed_status, has_trouble
from brief_tui.tui.panes.lines import LinesPane, lines_of
from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import cells, cut, wrap

UNTAGGED: Final = "Without a tag"
STATUS_LINES: Final = 3
"""Lines that the trouble of a feed may take."""


@dataclass(frozen=True, slots=True)
class _Line:
    left: Span
    right: str = ""
    entry: int = -1  # a group's title, or empty
    sign: str = " "


class SourcesPane(LinesPane):
    """Feeds with their unread counts, and a cursor. A feed stands under each of its tags."""

    @dataclass
    class CursorMoved(Message):
        """The cursor stands on another feed."""

        index: int

    class Chosen(Message):
        """The feed at the cursor was clicked."""

    def __init__(self, looks: Looks, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(looks, id=id)
        self.entries: list[tuple[str, Feed]] = []
        self.cursor = 0
        self.empty: Sequence[tuple[str, str]] = ()
        self._lines: list[_Line] = []

    def show(self, feeds: Sequence[Feed], seek: Collection[int] = ()) -> None:
        """Show other feeds; the cursor stays on its own, or goes to one of the keys ``seek``."""
        tag, own = self._here
        self.entries = list(_grouped(feeds))
        places = self._places(seek) or self._places((own,))
        # A feed stands under each of its tags: the one where the cursor is goes before others.
        here = [n for n in places if self.entries[n][0] == tag and self.entries[n][1].key == own]
        same = here if len(seek) < 2 else []
        at_most = max(0, len(self.entries) - 1)
        self.cursor = (same or places or [min(self.cursor, at_most)])[0]
        self._lay_out()
        self._bring_into_sight()

    def _places(self, keys: Collection[int]) -> list[int]:
        return [n for n, (_, feed) in enumerate(self.entries) if feed.key in keys]

    def say(self, *lines: tuple[str, str]) -> None:
        """What stands in the place of feeds when there are none: (text, role) each."""
        self.empty = lines
        self.renew()

    @property
    def feed(self) -> Feed | None:
        """The feed at the cursor."""
        return self.entries[self.cursor][1] if self.entries else None

    @property
    def _here(self) -> tuple[str, int]:
        if not self.entries:
            return "", -1
        tag, feed = self.entries[self.cursor]
        return tag, feed.key

    # Moving

    def move_to(self, index: int) -> None:
        """Set the cursor, and bring its feed into sight."""
        index = max(0, min(index, len(self.entries) - 1))
        if index != self.cursor:
            self.cursor = index
            self._lay_out()
            self._bring_into_sight()
            self.post_message(self.CursorMoved(index))

    def page(self) -> int:
        """How many feeds fit, about."""
        return max(1, self.size.height - 2)

    def _bring_into_sight(self) -> None:
        own = self.cursor_lines()
        if not own:
            return
        first = own[0] - (2 if self.cursor == 0 else 1)  # the group's title belongs to it
        if first < self.top:
            self.top = first
        elif own[-1] + 1 >= self.top + self.size.height:
            self.top = own[-1] + 2 - self.size.height

    def cursor_lines(self) -> range:
        return lines_of(self.cursor, (line.entry for line in self._lines))

    def on_click(self, event: events.Click) -> None:
        y = self.top + event.y
        if y < len(self._lines) and (entry := self._lines[y].entry) >= 0:
            self.move_to(entry)
            self.post_message(self.Chosen())

    def on_resize(self, event: events.Resize) -> None:
        self._lay_out()
        self._bring_into_sight()

    # Drawing

    def _lay_out(self) -> None:
        self._lines = list(self._make_lines())
        self.set_line_count(len(self._lines))
        self.renew()

    def _make_lines(self) -> Iterator[_Line]:
        titled, group = any(tag for tag, _ in self.entries), None
        yield _Line(Span("", "body"))
        for number, (tag, feed) in enumerate(self.entries):
            if titled and tag != group:
                if group is not None:
                    yield _Line(Span("", "body"))
                group = tag
                yield _Line(Span(tag or UNTAGGED, "kicker"), sign="")
            yield self._name_line(number, feed)
            if number == self.cursor or has_trouble(feed):
                yield from self._status_lines(number, feed)

    def _name_line(self, number: int, feed: Feed) -> _Line:
        trouble = has_trouble(feed) and not feed.muted
        role = "unread" if feed.unread else "body" if trouble else "read"
        role = "meta" if feed.muted else role
        unread = "muted" if feed.muted else f"{feed.unread:,}" if feed.unread else ""
        width = max(1, self.text_width - 4 - (cells(unread) + 1 if unread else 0))
        name = cut(feed.name or feed.url, width)
        return _Line(Span(f" {name}", role), unread, number, "!" if trouble else " ")

    def _status_lines(self, number: int, feed: Feed) -> Iterator[_Line]:
        text, width = feed_status(feed, now()), max(4, self.text_width - 4)
        if cells(text) > width:
            text = text.removeprefix("last checked ").replace(" · next ", ", next ")
        breaks = wrap(text, width)[: STATUS_LINES if number == self.cursor else 1]
        for line, (start, end) in enumerate(breaks):
            last = line == len(breaks) - 1
            shown = cut(text[start:], width) if last else text[start:end]
            yield _Line(Span(f"  {shown}", "meta"), entry=number)  # below the name, indented

    def make_line(self, y: int) -> Strip:
        if not self.entries:
            return self._empty_line(y)
        if y >= len(self._lines):
            return self.line_of_spans([])
        line = self._lines[y]
        ground = self.ground
        if line.entry == self.cursor:
            ground = "cursor" if self.has_focus else "cursor_blurred"
        taken = cells(line.sign) + cells(line.left.text) + cells(line.right) + 2
        gap = max(0, self.text_width - taken)
        role = "meta" if line.left.role in {"meta", "read"} else "unread"
        sign, right = Span(f" {line.sign}", "error"), Span(f"{line.right} ", role)
        return self.line_of_spans([sign, line.left, Span(" " * gap, ground), right], ground)

    def _empty_line(self, y: int) -> Strip:
        at = 1
        for text, role in self.empty:
            for start, end in wrap(text, max(1, self.text_width - 3)):
                if at == y:
                    return self.line_of_spans([Span("  " + text[start:end], role)])
                at += 1
            at += 1
        return self.line_of_spans([])


def _grouped(feeds: Sequence[Feed]) -> Iterator[tuple[str, Feed]]:
    """Every feed under each of its tags, in the order of the tags; those without come last."""
    tags = sorted({tag for feed in feeds for tag in feed.tags}, key=str.casefold)
    for tag in tags:
        yield from ((tag, feed) for feed in feeds if tag in feed.tags)
    yield from (("", feed) for feed in feeds if not feed.tags)
