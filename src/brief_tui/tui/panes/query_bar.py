"""Where a query is typed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widgets import Input

from brief_tui.model.query_nodes import QueryMistake
from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.bars import Bar, Note
from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import cells

LABEL: Final = 10
"""Columns before a query: a word that says what it is for."""


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

        def can_replace(self, message: Message) -> bool:
            """What is typed in one go is looked for once."""
            return isinstance(message, QueryBar.Typed)

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
