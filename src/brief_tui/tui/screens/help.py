"""All keys, out of the registry, and how searching works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.strip import Strip

from brief_tui.tui.commands import COMMANDS, key_name
from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.bars import PaneTitle
from brief_tui.tui.panes.lines import LinesPane
from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import cut

SEARCHING: Final = (
    ("chips exports", "both words, in any field"),
    ('"trade war"', "the phrase"),
    ("chip*", "words that begin so"),
    ("-china   OR   ( )", "without, either, together"),
    ('credit:"Ng Han Guan"', "headline: dek: body: caption: credit: by:"),
    ("section:science", "source: section: tag: lang: url:"),
    ("is:unread has:picture", "read starred later · related"),
    ("after:2021-03 newer:7d", "before: on: older:"),
    ("sort:relevance", "or sort:date"),
)


class HelpText(LinesPane):
    """The lines of the help screen."""

    ground = "panel"

    def __init__(self, looks: Looks, keys: Mapping[str, Sequence[str]]) -> None:
        super().__init__(looks, id="help-text")
        self._lines = list(self._write(keys))

    def on_mount(self) -> None:
        self.set_line_count(len(self._lines))

    def make_line(self, y: int) -> Strip:
        return self.line_of_spans(self._lines[y] if y < len(self._lines) else [])

    def _write(self, keys: Mapping[str, Sequence[str]]) -> list[list[Span]]:
        lines: list[list[Span]] = []
        group = ""
        for command in COMMANDS:
            if command.group != group:
                group = command.group
                lines += [[], [Span(f"  {group}", "kicker")]]
            if command.id.startswith("related.open_"):
                if command.id.endswith("_1"):
                    lines.append(_line("1–9", "Open the related story of that number"))
                continue
            names = " ".join(key_name(key) for key in keys.get(command.id, ()))
            lines.append(_line(names or "–", command.help))
        lines += [[], [Span("  Searching", "kicker")]]
        lines += [_line(example, meaning, 24) for example, meaning in SEARCHING]
        return [*lines, []]


def _line(keys: str, text: str, width: int = 14) -> list[Span]:
    return [Span("  " + cut(keys, width).ljust(width) + "  ", "bar_key"), Span(text, "body")]


class Help(ModalScreen[None]):
    """Shows the help; any key that is not a movement leaves it."""

    DEFAULT_CSS = """
    Help { align: center middle; background: transparent; }
    Help > Vertical { width: 76; max-width: 100%; height: 100%; background: $brief-panel;
        border-left: heavy $primary; border-right: heavy $primary;
    }
    """

    def __init__(self, looks: Looks, keys: Mapping[str, Sequence[str]]) -> None:
        super().__init__()
        self.looks = looks
        self._keys = keys

    def compose(self) -> ComposeResult:
        with Vertical():
            yield PaneTitle(self.looks, "Help  (esc leaves)", active=True)
            yield HelpText(self.looks, self._keys)

    def on_mount(self) -> None:
        self.query_one(HelpText).focus()

    def on_key(self, event: events.Key) -> None:
        text = self.query_one(HelpText)
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
