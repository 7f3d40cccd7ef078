"""A label for every line: by the model, but where a line can only be one thing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Final

from brief_tui.formats.base import LineLabel
from brief_tui.formats.wire_text import model, note
from brief_tui.formats.wire_text.features import sides
from brief_tui.formats.wire_text.lines import LONGEST, Line
from brief_tui.formats.wire_text.page import Page
from brief_tui.formats.wire_text.states import STATES, State

_NEVER_TEXT: Final = frozenset({"gallery", "control", "lead-in", "credit"})


def _where(test: Callable[[State], bool]) -> frozenset[int]:
    return frozenset(index for index, state in enumerate(STATES) if test(state))


_ROOMY: Final = _where(lambda state: state.label in {"body", "chrome"})
_ASIDE: Final = _where(lambda state: state.label not in {"headline", "dek", "body", "subheading"})
_PARAGRAPH: Final = _where(
    lambda state: state.part == "below" or state.label in {"dek", "body", "caption"}
)
_ITEM: Final = _where(lambda state: state.part != "story" or state.label == "body")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line was found to be, and what spoke for it."""

    line: Line
    state: State
    reasons: tuple[str, ...]

    @property
    def label(self) -> LineLabel:
        """The reading as it is shown to people."""
        rule = f"{self.state.label}: {' · '.join(self.reasons) or 'what is around it'}"
        return LineLabel(self.line.number, self.state.label, self.line.text, rule)


def read(lines: Sequence[Line]) -> list[Reading]:
    """Read every line: a note by its few rules, any other page by the model."""
    if note.is_note(lines):
        return [
            Reading(line, state, (reason,))
            for line, (state, reason) in zip(lines, note.read(lines), strict=True)
        ]
    weights = model.load()
    scale = model.Scale(weights)
    page = Page(lines)
    seen = sides(page)
    earned = [scale.earned(line) for line in seen]
    gaps = [line.gap_before for line in lines]
    path = model.best_path(weights, earned, gaps, allowed(page))
    return [
        Reading(line, STATES[state], scale.reasons(its_sides, its_earned, state))
        for line, its_sides, its_earned, state in zip(lines, seen, earned, path, strict=True)
    ]


def allowed(page: Page) -> list[Collection[int] | None]:
    """The states that lines may have whatever the weights say, None for all.

    No field but the body has room for a line of more than ``LONGEST`` characters. What is
    known to be a control, a lead-in or a credit is not told by the story. A long sentence
    that stands as a paragraph is not furniture, unless the story is over, and what the story
    announces as a list is one.
    """
    found: list[Collection[int] | None] = []
    for line, prose, long, listed in zip(
        page.lines, page.prose, page.long, page.listed, strict=True
    ):
        if len(line.text) > LONGEST:
            found.append(_ROOMY)
        elif line.kind in _NEVER_TEXT:
            found.append(_ASIDE)
        elif prose and long:
            found.append(_PARAGRAPH)
        else:
            found.append(_ITEM if listed else None)
    return found
