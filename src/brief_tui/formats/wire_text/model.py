"""The likeliest reading of a page, by weights that were learnt from labelled pages.

A linear chain: every state of a line earns the weights of the line's phrases, every step
from one state to the next earns a weight of its own, and Viterbi's algorithm finds the
sequence that earns most. ``scripts/train_wire_text.py`` makes ``weights.json``.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Final

from brief_tui.formats.wire_text.sides import Side
from brief_tui.formats.wire_text.states import AFTER, COLUMNS, COLUMNS_OF, STATES

_ANY: Final = range(len(STATES))
_FIRST: Final = frozenset(index for index, state in enumerate(STATES) if state.begins)

BEAM: Final = 600
"""States that are so far behind the best of their part of the page are given up: more than
all steps could make good."""

_REASONS: Final = 3
_OTHERS: Final = tuple(
    tuple(index for index, other in enumerate(STATES) if other.label != state.label)
    for state in STATES
)


def _square() -> list[list[float]]:
    return [[0.0] * len(STATES) for _ in STATES]


@dataclass(slots=True)
class Weights:
    """``phrases[phrase]`` has a number for each of COLUMNS, ``steps[gap][state][next]`` for each
    step between states; ``gap`` is whether a blank line is between them. In hundredths."""

    phrases: dict[str, list[float]] = field(default_factory=dict)
    states: list[float] = field(default_factory=lambda: [0.0] * len(STATES))
    steps: tuple[list[list[float]], list[list[float]]] = field(
        default_factory=lambda: (_square(), _square())
    )

    def earned(self, phrases: Iterable[str]) -> list[float]:
        """What each state earns from phrases."""
        known = [self.phrases[name] for name in phrases if name in self.phrases]
        columns = [sum(column) for column in zip(*known, strict=True)] or [0.0] * len(COLUMNS)
        return [columns[label] + columns[part] for label, part in COLUMNS_OF]


class Scale:
    """Weighs the lines of one page: what a side of a line earns holds for all that show it."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._earned: dict[Side, list[float]] = {}
        self._reasons: dict[tuple[Side, int, int], list[tuple[float, str]]] = {}

    def earned(self, line: Sequence[Side]) -> list[float]:
        """What each state earns on a line."""
        known = self._earned
        for side in line:
            if side not in known:
                known[side] = self._weights.earned(side.phrases())
        return list(map(sum, zip(self._weights.states, *map(known.__getitem__, line), strict=True)))

    def reasons(self, line: Sequence[Side], earned: Sequence[float], state: int) -> tuple[str, ...]:
        """The phrases that speak most for a state, and against the next best other label."""
        rival = max(_OTHERS[state], key=earned.__getitem__)
        strongest: list[tuple[float, str]] = []
        for side in line:
            found = self._reasons.get((side, state, rival))
            if found is None:
                found = self._strongest(side, state, rival)[:_REASONS]
                self._reasons[side, state, rival] = found
            strongest += found
        strongest.sort(reverse=True)
        return tuple(name for _, name in strongest[:_REASONS])

    def _strongest(self, side: Side, state: int, rival: int) -> list[tuple[float, str]]:
        label, part = COLUMNS_OF[state]
        other_label, other_part = COLUMNS_OF[rival]
        strengths = (
            (row[label] + row[part] - row[other_label] - row[other_part], name)
            for name in side.phrases()
            if (row := self._weights.phrases.get(name)) is not None
        )
        return sorted((found for found in strengths if found[0] > 0), reverse=True)


def best_path(
    weights: Weights,
    earned: Sequence[Sequence[float]],
    gaps: Sequence[bool],
    allowed: Sequence[Collection[int] | None],
    beam: float = BEAM,
) -> list[int]:
    """The sequence of states that earns most; [] if none is allowed.

    Linear in the lines. ``gaps`` tells of blank lines before the lines, ``allowed`` of the
    states that each may have, None for all.
    """
    if not earned:
        return []
    steps = [
        [[(after, row[after]) for after in AFTER[before]] for before, row in enumerate(square)]
        for square in weights.steps
    ]
    scores = {state: earned[0][state] for state in _FIRST.intersection(allowed[0] or _ANY)}
    came: list[dict[int, int]] = []
    for line, gap, may_be in zip(earned[1:], gaps[1:], allowed[1:], strict=True):
        reached: dict[int, float] = {}
        came_from: dict[int, int] = {}
        for before, score in _hopeful(scores, beam):
            for state, step in steps[gap][before]:
                total = score + step
                if state not in reached or total > reached[state]:
                    reached[state] = total
                    came_from[state] = before
        scores = {
            state: total + line[state]
            for state, total in reached.items()
            if may_be is None or state in may_be
        }
        came.append(came_from)
    if not scores:
        return []
    path = [max(scores, key=scores.__getitem__)]
    for came_from in reversed(came):
        path.append(came_from[path[-1]])
    return path[::-1]


def _hopeful(scores: dict[int, float], beam: float) -> list[tuple[int, float]]:
    """States near the best of their part: where a part ends is known only further on."""
    best: dict[int, float] = {}
    for state, score in scores.items():
        part = COLUMNS_OF[state][1]
        if part not in best or score > best[part]:
            best[part] = score
    return [
        (state, score)
        for state, score in scores.items()
        if score >= best[COLUMNS_OF[state][1]] - beam
    ]


def save(weights: Weights) -> str:
    """The weights as JSON, one phrase a line; what weighs nothing is left out."""
    phrases = {name: _whole(row) for name, row in sorted(weights.phrases.items())}
    content = {
        "columns": COLUMNS,
        "states": _whole(weights.states),
        "steps": [[_whole(row) for row in square] for square in weights.steps],
        "phrases": {name: row for name, row in phrases.items() if any(row)},
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")).replace('],"', '],\n"')


def _whole(row: Sequence[float]) -> list[int]:
    return [round(number) for number in row]


@cache
def load() -> Weights:
    """The weights that come with the program."""
    content = json.loads((files(__package__) / "weights.json").read_text(encoding="utf-8"))
    none, blank = content["steps"]
    return Weights(content["phrases"], content["states"], (none, blank))
