"""Labelled pages to learn from, as they are and as they might have been."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

from brief_tui.formats.wire_text.lines import Line, kind_of, read_lines
from brief_tui.formats.wire_text.states import STATES

FORGET: Final = {
    "control": 0.25, "lead-in": 0.2, "end mark": 0.3, "gallery": 0.3, "appeal": 0.25,
    "teaser": 0.2, "credit": 0.1, "own credit": 0.1, "byline": 0.1, "date": 0.05, "name": 0.05,
}  # fmt: skip
"""How often a sign is taken from a line: other publishers use words that no list has."""


class Labelled(NamedTuple):
    """A line and its true label."""

    line: Line
    label: str


@dataclass(frozen=True)
class Sheet:
    """A labelled page."""

    name: str
    rows: tuple[Labelled, ...]

    @property
    def publisher(self) -> str:
        return self.name.partition("@")[0]


def read_sheet(path: Path) -> Sheet:
    parts = [row.partition(" | ") for row in path.read_text(encoding="utf-8").split("\n")]
    labels = {number: label.strip() for number, (label, _, _) in enumerate(parts, 1)}
    lines = read_lines("\n".join(text for _, _, text in parts))
    return Sheet(path.stem, tuple(Labelled(line, labels[line.number]) for line in lines))


def true_states(labels: Sequence[str]) -> list[tuple[int, ...]]:
    """The states that agree with the labels; all for ``ignore``."""
    text = [index for index, label in enumerate(labels) if label in {"body", "subheading"}]
    headline = labels.index("headline") if "headline" in labels else -1
    opening = next((index for index in text if index > headline), len(labels))
    closing = max((i for i in text if labels[i] == "body"), default=len(labels))
    return [
        _agreeing(label, _part(index, headline, opening, closing))
        for index, label in enumerate(labels)
    ]


def _part(index: int, headline: int, opening: int, closing: int) -> str:
    if index < opening:
        return (
            "above"
            if index < headline or headline < 0
            else ("headline" if index == headline else "front")
        )
    return "story" if index <= closing else "below"


def _agreeing(label: str, part: str) -> tuple[int, ...]:
    everything = tuple(range(len(STATES)))
    if label == "ignore":
        return everything
    alike = [index for index in everything if STATES[index].label == label]
    exact = [index for index in alike if STATES[index].part == part]
    return tuple(exact or alike)


class Mixer:
    """Puts the furniture of one page into another, so that no combination is learnt by heart."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self.above: list[list[Labelled]] = []
        self.front: list[list[Labelled]] = []
        self.inside: list[list[Labelled]] = []
        self.below: list[list[Labelled]] = []
        self.last_words: list[Labelled] = []
        for sheet in sheets:
            if parts := _parts(sheet.rows):
                above, _, front, story, below = parts
                self.above.append(above)
                self.front.append(front)
                self.below.append(below)
                self.inside += [run for run in _runs(story) if _is_aside(run)]
                self.last_words += [r for r in story if r.label == "body" and _is_short(r.line)]

    def mix(self, rows: Sequence[Labelled], chance: random.Random) -> list[Labelled]:
        parts = _parts(rows)
        if parts is None or not self.inside:
            return list(rows)
        above, headline, front, story, below = parts
        above = chance.choice(self.above) if chance.random() < 0.4 else above
        front = chance.choice(self.front) if chance.random() < 0.3 else front
        below = chance.choice(self.below) if chance.random() < 0.4 else below
        story = self._mix_story(story, chance)
        if self.last_words and chance.random() < 0.25:
            story.append(chance.choice(self.last_words))
        return [*above, *headline, *front, *story, *below]

    def _mix_story(self, story: list[Labelled], chance: random.Random) -> list[Labelled]:
        runs = list(_runs(story))
        more = chance.choice((0, 0, 1, 2, 3)) / len(runs)
        mixed: list[Labelled] = []
        for run, following in pairwise([*runs, []]):
            other = _is_aside(run) and chance.random() < 0.35
            mixed += chance.choice(self.inside) if other else run
            between = run[0].label == "body" and following and following[0].label == "body"
            if between and chance.random() < more:
                mixed += chance.choice(self.inside)
        return mixed


def _parts(rows: Sequence[Labelled]) -> tuple[list[Labelled], ...] | None:
    labels = [row.label for row in rows]
    text = [index for index, label in enumerate(labels) if label in {"body", "subheading"}]
    headline = labels.index("headline") if "headline" in labels else -1
    opening = next((index for index in text if index > headline), -1)
    closing = max((index for index in text if labels[index] == "body"), default=-1)
    if headline < 0 or opening < 0 or closing < opening:
        return None
    cuts = (0, headline, headline + 1, opening, closing + 1, len(rows))
    return tuple(list(rows[start:end]) for start, end in pairwise(cuts))


def _runs(story: Sequence[Labelled]) -> Iterator[list[Labelled]]:
    """Lines of text one by one, what stands between them as a whole."""
    run: list[Labelled] = []
    for row in story:
        if row.label not in {"body", "subheading", "ignore"}:
            run.append(row)
            continue
        if run:
            yield run
        run = []
        yield [row]
    if run:
        yield run


def _is_short(line: Line) -> bool:
    """Whether it is a sentence such as stories like to end in."""
    return line.kind == "sentence" and line.gap_before and line.gap_after


def _is_aside(run: Sequence[Labelled]) -> bool:
    return run[0].label not in {"body", "subheading", "ignore"}


def vary(rows: Sequence[Labelled], mixer: Mixer, chance: random.Random) -> list[Labelled]:
    """The page with other furniture, other spacing, fewer words known."""
    varied = mixer.mix(rows, chance) if chance.random() < 0.6 else list(rows)
    varied = [Labelled(_forget(line, chance), label) for line, label in varied]
    labels = [label for _, label in varied]
    gaps = _other_gaps(labels, [line.gap_after for line, _ in varied], chance)
    draw = chance.random()
    if draw < 0.16:  # blank lines nowhere, or everywhere
        gaps = [draw < 0.08] * len(gaps)
    elif "headline" in labels and draw < 0.4:
        gaps[labels.index("headline")] = False
    gaps[-1] = True
    if "headline" in labels and chance.random() < 0.1:  # cut off above
        start = chance.randint(0, labels.index("headline"))
        varied, gaps = varied[start:], gaps[start:]
    return [
        Labelled(replace(line, index=i, gap_before=i == 0 or gaps[i - 1], gap_after=gaps[i]), label)
        for i, (line, label) in enumerate(varied)
    ]


def _other_gaps(labels: Sequence[str], gaps: Sequence[bool], chance: random.Random) -> list[bool]:
    """The blank lines below captions, credits or deks as another publisher would have them."""
    turned = {label for label in ("caption", "credit", "dek", "byline") if chance.random() < 0.1}
    blank = chance.random() < 0.5
    parted = chance.random() < 0.15
    found = []
    for index, (label, gap) in enumerate(zip(labels, gaps, strict=True)):
        to_credit = label == "caption" and labels[index + 1 : index + 2] == ["credit"]
        found.append(parted or gap if to_credit else blank if label in turned else gap)
    return found


def _forget(line: Line, chance: random.Random) -> Line:
    kept = frozenset(s for s in line.signs if chance.random() >= FORGET.get(s, 0.0))
    if kept == line.signs:
        return line
    return replace(line, signs=kept, kind=kind_of(line.text, line.words, kept))
