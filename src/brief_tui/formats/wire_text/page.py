"""What rules are made of, and what they ask."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from brief_tui.formats.base import Label
from brief_tui.formats.wire_text.layout import Layout, read_layout
from brief_tui.formats.wire_text.lines import Line


@dataclass(frozen=True, slots=True)
class Rule:
    """A sign by which a line gets its label. ``holds`` sees the page as labelled so far."""

    label: Label
    sign: str
    holds: Callable[[Page, Line], bool]

    @property
    def name(self) -> str:
        return f"{self.label}: {self.sign}"


def rule(label: Label, sign: str) -> Callable[[Callable[[Page, Line], bool]], Rule]:
    """Make the decorated test a rule that gives ``label``; ``sign`` tells a person why."""
    return lambda holds: Rule(label, sign, holds)


@dataclass(slots=True)
class Page:
    """The lines, the layout, and the rule that decided for each line so far."""

    lines: tuple[Line, ...]
    layout: Layout = field(init=False)
    decided: list[Rule | None] = field(init=False)

    def __post_init__(self) -> None:
        self.layout = read_layout(self.lines)
        self.decided = [None] * len(self.lines)

    def near(self, line: Line, offset: int) -> Line | None:
        """The line ``offset`` lines on, blank lines not counted."""
        index = line.index + offset
        return self.lines[index] if 0 <= index < len(self.lines) else None

    def tight_above(self, line: Line) -> Line | None:
        """The line right above, if no blank line is between."""
        return None if line.gap_before else self.near(line, -1)

    def tight_below(self, line: Line) -> Line | None:
        """The line right below, if no blank line is between."""
        return None if line.gap_after else self.near(line, 1)

    def label(self, line: Line | None) -> Label | None:
        """What the line was found to be, None while it is open."""
        if line is None or (decision := self.decided[line.index]) is None:
            return None
        return decision.label

    def paragraph(self, line: Line | None) -> bool:
        """Whether the line looks like a paragraph of running text."""
        return line is not None and line.index in self.layout.paragraphs

    def front(self) -> tuple[Line, ...]:
        """The lines between the headline and the text."""
        front = self.layout.front
        return self.lines[front.start : front.stop]

    def in_front(self, line: Line) -> bool:
        """Between the headline and the text."""
        return self.layout.headline < line.index < self.layout.opening

    def in_story(self, line: Line) -> bool:
        """Between the first paragraph and the last."""
        return self.layout.opening <= line.index <= self.layout.closing

    def below_story(self, line: Line) -> bool:
        return line.index > self.layout.closing
