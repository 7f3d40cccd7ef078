"""A question with a line to answer it in."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input

from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.bars import Bar, PaneTitle
from brief_tui.tui.typeset.pieces import Span


class Prompt(ModalScreen[str | None]):
    """Asks for a line of text; None when the reader leaves it."""

    DEFAULT_CSS = """
    Prompt { align: center middle; background: transparent; }
    Prompt > Vertical { width: 64; max-width: 100%; height: auto; background: $brief-panel; }
    Prompt Input, Prompt Input:focus {
        height: 1; border: none; padding: 0 1; background: $brief-panel; color: $brief-ink;
    }
    """

    def __init__(self, looks: Looks, title: str, hint: str, text: str = "") -> None:
        super().__init__()
        self.looks = looks
        self._title, self._hint, self._text = title, hint, text

    def compose(self) -> ComposeResult:
        with Vertical():
            yield PaneTitle(self.looks, self._title, active=True)
            yield Input(self._text, id="prompt-input", select_on_focus=False)
            hint = Bar(self.looks)
            hint.show([Span(f" {self._hint}", "meta")])
            yield hint
            yield PaneTitle(self.looks, active=True)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
