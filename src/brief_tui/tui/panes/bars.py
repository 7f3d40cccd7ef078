"""The lines above and below the panes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from textual.message import Message
from textual.strip import Strip

from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.lines import LinesPane
from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import cells, cut, wrap


class Bar(LinesPane, can_focus=False):
    """One line: spans on the left, and others on the right where there is room."""

    DEFAULT_CSS = "Bar { height: 1; }"
    ground: ClassVar[str] = "bar"

    def __init__(self, looks: Looks, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(looks, id=id)
        self._left: list[Span] = []
        self._right: list[Span] = []
        self._hints = False

    def show(
        self, left: Sequence[Span], right: Sequence[Span] = (), *, hints: bool = False
    ) -> None:
        """Show other spans. With ``hints``, those on the left are whole or not there at all."""
        if (self._left, self._right) != (list(left), list(right)) or self._hints != hints:
            self._left, self._right, self._hints = list(left), list(right), hints
            self.renew()

    def make_line(self, y: int) -> Strip:
        right = sum(cells(span.text) for span in self._right)
        room = self.size.width
        if right + (12 if self._left else 0) > room:
            right = 0
        left = _fitted(self._left, room - right - (2 if right else 0), cuts=not self._hints)
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

    @dataclass
    class Clicked(Message):
        """The title was clicked."""

        pane: PaneTitle

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
        self._shown: tuple[str, str, str, Sequence[str]] = (title, "", "", ())
        self._keeps_name = False

    def show_title(
        self,
        title: str,
        note: str = "",
        before: str = "",
        calls: Sequence[str] = (),
        *,
        keeps_name: bool = False,
    ) -> None:
        """Show another name, what led to it ``before`` it, and a word on the right.

        ``calls`` are sentences about what waits for the reader, the longest first. The first
        that has room stands in the name's place, or, with ``keeps_name``, in that of the word.
        """
        if self._shown != (title, note, before, calls):
            self._shown, self._keeps_name = (title, note, before, calls), keeps_name
            self.renew()

    def activate(self, active: bool) -> None:
        """Say whether the pane has the keys."""
        if active != self.active:
            self.active = active
            self.renew()

    def on_click(self) -> None:
        self.post_message(self.Clicked(self))

    def make_line(self, y: int) -> Strip:
        width = self.size.width
        title, note, before, calls = self._shown
        rule = "border_focus" if self.active else "border"
        note = f" {note} " if note and width > 24 else ""
        names = [
            Span(f" {before}", "meta") if before else Span(" ", "meta"),
            Span(f"{title} ", "kicker" if self.active else "meta"),
        ]
        called = ""
        if calls and self._keeps_name:
            room = width - sum(cells(span.text) for span in names) - 7
            called = next((f" {call} " for call in calls if cells(call) <= room), "")
            note = called or note
        elif calls:
            room = width - 6
            fits = [call for call in calls[:-1] if cells(call) + cells(note) <= room]
            note = note if fits else ""
            fits += [call for call in calls if cells(call) <= room]
            names = [Span(f" {(fits or calls)[0]} ", "notice")]
        names = _fitted(names, width - cells(note) - 4) if title else []
        fill = max(0, width - sum(cells(span.text) for span in names) - cells(note) - 3)
        sign = "━" if self.active else "─"
        return self.line_of_spans(
            [
                Span(sign * 2, rule),
                *names,
                Span(sign * fill, rule),
                Span(note, "notice" if called else "meta"),
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


def _fitted(spans: Sequence[Span], room: int, *, cuts: bool = True) -> list[Span]:
    """As many of the spans as fit, the last one cut or, without ``cuts``, left out."""
    fitted: list[Span] = []
    for span in spans:
        size = cells(span.text)
        if size > room:
            if room > 1 and (cuts or not fitted):
                fitted.append(span._replace(text=cut(span.text, room)))
            elif fitted and fitted[-1].role == "bar_key":
                fitted.pop()  # a key without its word
            break
        fitted.append(span)
        room -= size
    return fitted
