"""A question with a line to answer it in."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.widgets import Input

from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.bars import Bar, PaneTitle
from brief_tui.tui.screens.dialog import Dialog
from brief_tui.tui.typeset.pieces import Span


class Prompt(Dialog):
    """Asks for a line of text; None when the reader leaves it."""

    def __init__(self, looks: Looks, title: str, hint: str, text: str = "") -> None:
        super().__init__(looks, title, text)
        self._hint = hint

    def compose(self) -> ComposeResult:
        with Vertical():
            yield PaneTitle(self.looks, self.name_shown, active=True)
            yield self.input
            hint = Bar(self.looks)
            hint.show([Span(f" {self._hint}", "meta")])
            yield hint
            yield PaneTitle(self.looks, active=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)
