"""A list to choose from, narrowed as one types: commands, views, themes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.fuzzy import Matcher
from textual.strip import Strip

from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.bars import PaneTitle
from brief_tui.tui.panes.lines import LinesPane
from brief_tui.tui.screens.dialog import Dialog
from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import cells, cut

FEW: Final = 7
"""Choices that one sees at a glance: there is no need to narrow them."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of a chooser: ``note`` stands to the right, ``value`` is what is returned."""

    title: str
    value: str
    note: str = ""
    detail: str = ""


class ChoiceList(LinesPane, can_focus=False):
    """The choices that match."""

    ground = "panel"

    def __init__(self, looks: Looks) -> None:
        super().__init__(looks, id="choices")
        self.choices: Sequence[Choice] = ()
        self.cursor = 0

    def show(self, choices: Sequence[Choice], cursor: int = 0) -> None:
        self.choices = choices
        self.set_line_count(len(choices))
        self.top = 0
        self.move_to(cursor)

    def move_to(self, index: int) -> None:
        self.cursor = max(0, min(index, len(self.choices) - 1))
        if self.cursor < self.top:
            self.top = self.cursor
        elif self.cursor >= self.top + self.size.height > 0:
            self.top = self.cursor - self.size.height + 1
        self.renew()

    def make_line(self, y: int) -> Strip:
        if not self.choices:
            return self.note("Nothing by that name") if y == 0 else self.line_of_spans([])
        if y >= len(self.choices):
            return self.line_of_spans([])
        choice = self.choices[y]
        ground = "cursor" if y == self.cursor else self.ground
        width = self.text_width - 2
        note = cut(choice.note, max(0, width // 2))
        title = cut(choice.title, width - cells(note) - 1)
        detail = cut(choice.detail, width - cells(note) - cells(title) - 4)
        gap = max(1, width - cells(title) - cells(note) - (cells(detail) + 2 if detail else 0))
        spans = [Span(f" {title}", "body")]
        if detail:
            spans.append(Span(f"  {detail}", "meta"))
        spans += [Span(" " * gap, "body"), Span(f"{note} ", "bar_key")]
        strip = self.line_of_spans(spans, ground)
        return strip.adjust_cell_length(self.text_width, self.looks.style(ground, ground))


class Chooser(Dialog):
    """Asks for one of several; the answer is its value, or None."""

    DEFAULT_CSS = "Chooser #choices { height: auto; max-height: 18; min-height: 1; }"

    def __init__(
        self,
        looks: Looks,
        title: str,
        choices: Sequence[Choice],
        *,
        at: str = "",
        on_move: Callable[[str], None] | None = None,
    ) -> None:
        super().__init__(looks, title, placeholder="type to narrow" if len(choices) > FEW else "")
        self._all = choices
        self._at = next((n for n, choice in enumerate(choices) if choice.value == at), 0)
        self._on_move = on_move

    def compose(self) -> ComposeResult:
        with Vertical():
            yield PaneTitle(self.looks, self.name_shown, active=True)
            yield self.input
            yield ChoiceList(self.looks)
            yield PaneTitle(self.looks, active=True)

    def on_mount(self) -> None:
        height = max(1, min(18, len(self._all), self.app.size.height - 4))
        self._list.styles.height = height
        self._narrow(self._at)  # at once: a key typed behind the one that asked finds them
        self.call_after_refresh(lambda: self._list.move_to(self._list.cursor))

    @property
    def _list(self) -> ChoiceList:
        return self.query_one(ChoiceList)

    def _narrow(self, cursor: int = 0) -> None:
        """Show the choices that match what is typed, the best first."""
        text = self.input.value.strip()
        choices = self._all
        if text:
            matcher = Matcher(text)
            scored = [
                (max(matcher.match(c.title), 0.8 * matcher.match(c.detail)), c) for c in choices
            ]
            choices = [c for score, c in sorted(scored, key=lambda pair: -pair[0]) if score > 0]
        self._list.show(choices, 0 if text else cursor)

    def on_input_changed(self) -> None:
        self._narrow()
        self._moved()

    def on_input_submitted(self) -> None:
        choices = self._list.choices
        self.dismiss(choices[self._list.cursor].value if choices else None)

    def on_key(self, event: events.Key) -> None:
        # Textual itself calls the Dialog's after this one, but for prevent_default.
        steps = {"down": 1, "up": -1, "ctrl+n": 1, "ctrl+p": -1, "pagedown": 10, "pageup": -10}
        if event.key in steps:
            event.stop()
            event.prevent_default()
            self._list.move_to(self._list.cursor + steps[event.key])
            self._moved()

    def on_click(self, event: events.Click) -> None:
        if event.widget is self._list and self._list.choices:
            self._list.move_to(self._list.top + event.y)
            self.on_input_submitted()
        elif event.widget is self:
            self.dismiss(None)

    def _moved(self) -> None:
        choices = self._list.choices
        if self._on_move and choices:
            self._on_move(choices[self._list.cursor].value)
