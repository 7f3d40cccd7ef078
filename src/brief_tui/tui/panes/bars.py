"""The lines above and below the panes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.strip import Strip
from textual.widgets import Input

from brief_tui.model.query_nodes import QueryMistake
from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.lines import LinesPane
from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import cells, cut, wrap

LABEL: Final = 10
"""Columns before a query: a word that says what it is for."""


class Bar(LinesPane, can_focus=False):
    """One line: spans on the left, and others on the right where there is room."""

    DEFAULT_CSS = "Bar { height: 1; }"
    ground: ClassVar[str] = "bar"

    def __init__(self, looks: Looks, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(looks, id=id)
        self._left: list[Span] = []
        self._right: list[Span] = []

    def show(self, left: Sequence[Span], right: Sequence[Span] = ()) -> None:
        """Show other spans."""
        if (self._left, self._right) != (list(left), list(right)):
            self._left, self._right = list(left), list(right)
            self.renew()

    def make_line(self, y: int) -> Strip:
        right = sum(cells(span.text) for span in self._right)
        room = self.size.width
        if right + (12 if self._left else 0) > room:
            right = 0
        left = _fitted(self._left, room - right - (2 if right else 0))
        gap = max(0, room - right - sum(cells(span.text) for span in left))
        spans = [*left, self._filler(gap), *(self._right if right else ())]
        return self.line_of_spans(spans)

    def _filler(self, width: int) -> Span:
        return Span(" " * width, self.ground)

    def _finish(self, y: int, mark: str, width: int) -> Strip:
        blank = self.looks.style(self.ground, self.ground)
        return self.make_line(y).adjust_cell_length(max(0, width), blank)


class Note(Bar):
    """A sentence on as many lines as it needs, ``indent`` columns from the left."""

    def __init__(self, looks: Looks, indent: int, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(looks, id=id)
        self._indent = indent
        self._sentence: list[str] = []

    def say(self, text: str, width: int) -> None:
        """Say another sentence in a place of ``width`` columns."""
        breaks = wrap(text, max(1, width - self._indent - 1))
        self._sentence = [text[start:end] for start, end in breaks]
        self.styles.height = len(breaks)
        self.renew()

    def make_line(self, y: int) -> Strip:
        text = self._sentence[y] if y < len(self._sentence) else ""
        return self.line_of_spans([Span(" " * self._indent, self.ground), Span(text, "error")])


class PaneTitle(Bar):
    """A pane's name over a thin rule that shows which pane has the keys."""

    ground: ClassVar[str] = "background"

    def __init__(
        self,
        looks: Looks,
        title: str = "",
        *,
        active: bool = False,
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(looks, id=id)
        self.active = active
        self._title, self._note, self._before = title, "", ""

    def show_title(self, title: str, note: str = "", before: str = "") -> None:
        """Show another name, what led to it ``before`` it, and a word on the right."""
        if (self._title, self._note, self._before) != (title, note, before):
            self._title, self._note, self._before = title, note, before
            self.renew()

    def activate(self, active: bool) -> None:
        """Say whether the pane has the keys."""
        if active != self.active:
            self.active = active
            self.renew()

    def make_line(self, y: int) -> Strip:
        width = self.size.width
        rule = "border_focus" if self.active else "border"
        note = f" {self._note} " if self._note and width > 24 else ""
        names = _fitted(
            [
                Span(f" {self._before}", "meta") if self._before else Span(" ", "meta"),
                Span(f"{self._title} ", "kicker" if self.active else "meta"),
            ],
            width - cells(note) - 4,
        )
        if not self._title:
            names = []
        fill = max(0, width - sum(cells(span.text) for span in names) - cells(note) - 3)
        sign = "━" if self.active else "─"
        return self.line_of_spans(
            [
                Span(sign * 2, rule),
                *names,
                Span(sign * fill, rule),
                Span(note, "meta"),
                Span(sign, rule),
            ]
        )


class Divider(LinesPane, can_focus=False):
    """The thin line between two panes."""

    DEFAULT_CSS = "Divider { width: 1; height: 1fr; }"

    def make_line(self, y: int) -> Strip:
        return self.line_of_spans([Span("│", "border")])

    def _finish(self, y: int, mark: str, width: int) -> Strip:
        return self.make_line(y).adjust_cell_length(max(0, width))


class QueryInput(Input):
    """A one-line input that leaves enter, escape, and the arrows up and down, to the screen.

    Keys typed behind enter or escape wait until it is known whose they are: of a quick
    "chips", enter, "j", the last must not become a part of the query.
    """

    @dataclass
    class Pressed(Message):
        """A key that is not the input's."""

        key: str

    _waiting: list[events.Key] | None = None

    def on_key(self, event: events.Key) -> None:
        if self._waiting is not None:
            self._waiting.append(event)
        elif event.key in {"enter", "escape", "down", "up"}:
            if event.key in {"enter", "escape"}:
                self._waiting = []
            self.post_message(self.Pressed(event.key))
        else:
            return
        event.stop()
        event.prevent_default()

    def release(self) -> None:
        """Give the keys that wait to whatever has the focus now."""
        waiting, self._waiting = self._waiting, None
        for event in waiting or ():
            key = events.Key(event.key, event.character)
            key.set_sender(self.app)  # from wherever else, it would not come to the bindings
            self.app.post_message(key)


class QueryBar(Vertical):
    """Where a query is typed, with what is wrong with it said below, in place."""

    DEFAULT_CSS = """
    QueryBar { height: auto; display: none; background: $brief-panel; }
    QueryBar.open { display: block; }
    QueryBar > #query-line { height: 1; }
    QueryBar #query-label { width: 10; }  /* LABEL */
    QueryBar #query-count { width: 24; }
    QueryBar Input, QueryBar Input:focus {
        width: 1fr; height: 1; border: none; padding: 0;
        background: $brief-panel; color: $brief-ink;
    }
    QueryBar > #query-caret, QueryBar > #query-mistake { display: none; }
    QueryBar.mistaken > #query-caret, QueryBar.mistaken > #query-mistake { display: block; }
    """

    @dataclass
    class Typed(Message):
        """The query reads otherwise now."""

        text: str

    @dataclass
    class Pressed(Message):
        """Enter, escape, up or down was pressed, after all that was typed before it."""

        key: str

    def __init__(self, looks: Looks) -> None:
        super().__init__(id="query-bar")
        self.looks = looks
        self.purpose = "search"

    def compose(self) -> ComposeResult:
        with Horizontal(id="query-line"):
            yield Bar(self.looks, id="query-label")
            yield QueryInput(id="query-input", select_on_focus=False)
            yield Bar(self.looks, id="query-count")
        yield Bar(self.looks, id="query-caret")
        yield Note(self.looks, LABEL, id="query-mistake")

    @property
    def input(self) -> QueryInput:
        return self.query_one(QueryInput)

    @property
    def is_open(self) -> bool:
        return self.has_class("open")

    def open(self, purpose: str, text: str) -> None:
        """Begin to type a query; ``purpose`` is "search", "filter" or "find"."""
        self.purpose = purpose
        self.query_one("#query-label", Bar).show([Span(f" {purpose} ", "bar_key")])
        self.add_class("open")
        with self.input.prevent(Input.Changed):
            self.input.value = text
        self.input.cursor_position = len(text)
        self.screen.set_focus(self.input)  # at once: the next key is the query's

    def close(self) -> None:
        """Leave off."""
        self.remove_class("open")
        self.show_mistake(None)

    def show_count(self, text: str) -> None:
        """Say how many were found."""
        self.query_one("#query-count", Bar).show([], [Span(f"{text} ", "meta")])

    def show_mistake(self, mistake: QueryMistake | None) -> None:
        """Point at a mistake below the place where it stands, and explain it."""
        self.set_class(mistake is not None, "mistaken")
        if mistake is None:
            return
        room = max(1, self.screen.size.width - LABEL - 1)  # its own width comes later
        at = min(cells(mistake.text[: mistake.start]), room - 1)
        width = max(1, cells(mistake.text[mistake.start : mistake.end]))
        caret = " " * (LABEL + at) + "^" * min(width, room - at)
        self.query_one("#query-caret", Bar).show([Span(caret, "error")])
        self.query_one(Note).say(mistake.message, self.screen.size.width)

    def on_input_changed(self, event: Input.Changed) -> None:
        event.stop()
        self.post_message(self.Typed(event.value))

    def on_query_input_pressed(self, event: QueryInput.Pressed) -> None:
        event.stop()
        self.post_message(self.Pressed(event.key))


def _fitted(spans: Sequence[Span], room: int) -> list[Span]:
    """As many of the spans as fit, the last one cut."""
    fitted = []
    for span in spans:
        size = cells(span.text)
        if size > room:
            if room > 1:
                fitted.append(span._replace(text=cut(span.text, room)))
            elif fitted and fitted[-1].role == "bar_key":
                fitted.pop()  # a key without its word
            break
        fitted.append(span)
        room -= size
    return fitted
