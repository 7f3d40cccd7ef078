"""What asks for a line of text has in common."""

from __future__ import annotations

from textual import events
from textual.screen import ModalScreen
from textual.widgets import Input

from brief_tui.tui.looks import Looks


class Dialog(ModalScreen[str | None]):
    """A screen over the reader with an input; its answer is a text, or None when it is left."""

    DEFAULT_CSS = """
    Dialog { align: center middle; background: transparent; }
    Dialog > Vertical {
        width: 72; max-width: 100%; height: auto; max-height: 100%; background: $brief-panel;
        border-left: heavy $primary; border-right: heavy $primary;
    }
    Dialog Input, Dialog Input:focus {
        height: 1; border: none; padding: 0 1; background: $brief-panel; color: $brief-ink;
    }
    """

    def __init__(self, looks: Looks, title: str, text: str = "", placeholder: str = "") -> None:
        super().__init__()
        self.looks = looks
        self.name_shown = title
        self.input = Input(text, placeholder=placeholder, select_on_focus=False)

    def on_key(self, event: events.Key) -> None:
        if event.key == "escape":
            event.stop()
            self.dismiss(None)
        elif event.is_printable and event.character and not self.input.has_focus:
            # Typed before the input was there: nothing is lost.
            event.stop()
            self.input.value += event.character
            self.input.cursor_position = len(self.input.value)
