"""Words of the program to page through: what the help and the list of problems have in common."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.bars import PaneTitle
from brief_tui.tui.panes.lines import LinesPane
from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import wrap

Lines: TypeAlias = Sequence[Sequence[Span]]


class LeafletText(LinesPane):
    """Lines that ``write`` makes for a width in columns."""

    ground = "panel"

    def __init__(self, looks: Looks, write: Callable[[int], Lines]) -> None:
        super().__init__(looks, id="leaflet")
        self._write = write
        self._lines: Lines = ()

    def on_resize(self) -> None:
        self._lines = self._write(self.text_width)
        self.set_line_count(len(self._lines))
        self.renew()

    def make_line(self, y: int) -> Strip:
        return self.line_of_spans(self._lines[y] if y < len(self._lines) else [])


class Leaflet(ModalScreen[None]):
    """Shows the lines; any key that is not a movement leaves it."""

    DEFAULT_CSS = """
    Leaflet { align: center middle; background: transparent; }
    Leaflet > Vertical { width: 76; max-width: 100%; height: 100%; background: $brief-panel;
        border-left: heavy $primary; border-right: heavy $primary;
    }
    """

    def __init__(self, looks: Looks, title: str, write: Callable[[int], Lines]) -> None:
        super().__init__()
        self.looks = looks
        self._title = title
        self._write = write

    def compose(self) -> ComposeResult:
        with Vertical():
            yield PaneTitle(self.looks, f"{self._title}  (esc leaves)", active=True)
            yield LeafletText(self.looks, self._write)

    def on_mount(self) -> None:
        self.query_one(LeafletText).focus()

    def on_key(self, event: events.Key) -> None:
        text = self.query_one(LeafletText)
        page = max(1, text.size.height - 2)
        steps = {
            "j": 1, "down": 1, "k": -1, "up": -1, "space": page, "pagedown": page,
            "b": -page, "pageup": -page, "g": -10_000, "home": -10_000, "G": 10_000, "end": 10_000,
        }  # fmt: skip
        event.stop()
        event.prevent_default()
        if event.key in steps:
            text.top += steps[event.key]
        else:
            self.dismiss(None)


def hung(lead: Span, text: str, role: str, width: int, indent: int) -> list[list[Span]]:
    """A text at a width: ``lead`` before its first line, ``indent`` columns before the others."""
    broken = [text[start:end] for start, end in wrap(text, max(8, width - indent - 1))]
    first, *others = broken or [""]
    blank = Span(" " * indent, role)
    return [[lead, Span(first, role)], *([blank, Span(line, role)] for line in others)]
