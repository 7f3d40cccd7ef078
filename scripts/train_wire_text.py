"""Train the labeller of flattened text, and measure it on publishers it has not seen.

    python -m scripts.train_wire_text FOLDER... [--check] [--out PATH]

A folder holds pages as ``*.labelled``: "label | line", one line of the page a line, blank
ones as they are; ``ignore`` for what nobody can tell. A name is ``publisher@page`` or just
the page's. ``--check`` cross-validates: each page is labelled by weights that were trained
without its publisher. Standard library only; a minute for a hundred pages.

The learner is an averaged structured perceptron with a margin (Collins 2002; Taskar et al.
2003) and a step size for each weight (Duchi et al. 2011). Mistakes that a reader sees, a
caption or a link in the text and a paragraph lost, cost more.
"""

from __future__ import annotations

import argparse
import math
import random
from collections import Counter, defaultdict
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from scripts.wire_text_sheets import Labelled, Mixer, Sheet, read_sheet, true_states, vary

from brief_tui.formats.wire_text import model
from brief_tui.formats.wire_text.features import sides
from brief_tui.formats.wire_text.labelling import allowed
from brief_tui.formats.wire_text.page import Page
from brief_tui.formats.wire_text.states import COLUMNS, COLUMNS_OF, STATES

ROUNDS: Final = 24
PLAIN_ROUNDS: Final = 4
"""One round of so many takes the pages as they are, the others change them."""

MARGIN: Final = 400.0
STEP: Final = 20.0
"""By how much a true reading is to earn more than a false one, for a mistake that costs 1, and
the first step of a weight. Weights are in hundredths."""

SEEN_ON: Final = 3
"""Pages that must show a feature for it to count."""

FOLDS: Final = 6

TEXT: Final = frozenset({"headline", "dek", "subheading", "body"})
ASIDE: Final = frozenset({"caption", "credit", "related"})


def cost(true: str, given: str) -> float:
    """What a mistake costs."""
    if true in {given, "ignore"}:
        return 0.0
    if {true, given} == {"byline", "date"}:
        return 0.3
    if true == "body":
        return 3.0
    if true in ASIDE and given in TEXT:
        return 3.0
    return 1.5 if true in TEXT or given == "body" else 1.0


class Learner:
    """Weights, the squared sum of what was added to each, and their sum over time."""

    def __init__(self) -> None:
        self.weights = model.Weights()
        self.time = 0
        self._squares: defaultdict[tuple[object, int], float] = defaultdict(float)
        self._sums: defaultdict[tuple[object, int], float] = defaultdict(float)

    def learn(self, rows: Sequence[Labelled], known: frozenset[str]) -> None:
        """Compare the best reading of one page with the true one, and move towards the latter."""
        lines = [line for line, _ in rows]
        page = Page(lines)
        asked = [[name for name in names if name in known] for names in phrases_of(page)]
        gaps = [line.gap_before for line in lines]
        earned = [self.weights.earned(names) for names in asked]
        agreeing = true_states([label for _, label in rows])
        for earning in earned:
            for index, base in enumerate(self.weights.states):
                earning[index] += base
        true = model.best_path(self.weights, earned, gaps, agreeing, math.inf)
        if not true:
            return
        for earning, (_, label) in zip(earned, rows, strict=True):
            for index, state in enumerate(STATES):
                earning[index] += MARGIN * cost(label, state.label)
        given = model.best_path(self.weights, earned, gaps, allowed(page), math.inf)
        self.time += 1
        if given and given != true:
            self._move(asked, gaps, true, given)

    def _move(
        self,
        asked: Sequence[Sequence[str]],
        gaps: Sequence[bool],
        true: Sequence[int],
        given: Sequence[int],
    ) -> None:
        change: Counter[tuple[object, int]] = Counter()
        for index, (right, wrong) in enumerate(zip(true, given, strict=True)):
            for sign, states in ((1, true), (-1, given)):
                if index and (right != wrong or true[index - 1] != given[index - 1]):
                    change[(gaps[index], states[index - 1]), states[index]] += sign
            if right == wrong:
                continue
            for sign, state in ((1, right), (-1, wrong)):
                change[None, state] += sign
                for name in asked[index]:
                    for column in COLUMNS_OF[state]:
                        change[name, column] += sign
        for place, amount in change.items():
            if amount:
                self._add(place, amount)

    def _add(self, place: tuple[object, int], amount: float) -> None:
        self._squares[place] += amount * amount
        step = STEP * amount / (1 + math.sqrt(self._squares[place]))
        row, column = self._row(place[0]), place[1]
        row[column] += step
        self._sums[place] += self.time * step

    def _row(self, key: object) -> list[float]:
        if key is None:
            return self.weights.states
        if isinstance(key, str):
            return self.weights.phrases.setdefault(key, [0.0] * len(COLUMNS))
        assert isinstance(key, tuple)
        gap, state = key
        return self.weights.steps[gap][state]

    def average(self) -> model.Weights:
        """The mean of the weights over all pages read: the last ones alone are restless."""
        for (key, column), total in self._sums.items():
            self._row(key)[column] -= total / (self.time + 1)
        return self.weights


def phrases_of(page: Page) -> list[list[str]]:
    """All phrases that hold for each line."""
    return [[name for side in line for name in side.phrases()] for line in sides(page)]


def train(sheets: Sequence[Sheet], seed: int = 1) -> model.Weights:
    chance = random.Random(seed)
    mixer = Mixer(sheets)
    shown = Counter(
        name
        for sheet in sheets
        for name in {
            n for names in phrases_of(Page([row.line for row in sheet.rows])) for n in names
        }
    )
    known = frozenset(name for name, pages in shown.items() if pages >= SEEN_ON)
    learner = Learner()
    for turn in range(ROUNDS):
        for sheet in chance.sample(sheets, len(sheets)):
            rows = sheet.rows if turn % PLAIN_ROUNDS == 0 else vary(sheet.rows, mixer, chance)
            learner.learn(rows, known)
    return learner.average()


# --- measuring


@dataclass(slots=True)
class Tally:
    """Counts over pages; byline and date are one class, lines of ``ignore`` count nothing."""

    right: Counter[str] = field(default_factory=Counter)
    given: Counter[str] = field(default_factory=Counter)
    true: Counter[str] = field(default_factory=Counter)
    leaks: int = 0
    lost: int = 0
    clean: int = 0
    pages: int = 0

    def add(self, rows: Sequence[Labelled], labels: Sequence[str]) -> None:
        leaks = lost = 0
        for (_, true), given in zip(rows, labels, strict=True):
            if true == "ignore":
                continue
            self.true[_class(true)] += 1
            self.given[_class(given)] += 1
            self.right[_class(true)] += _class(true) == _class(given)
            leaks += true in ASIDE and given in TEXT
            lost += true == "body" != given
        self.leaks += leaks
        self.lost += lost
        self.clean += not leaks and lost <= 0.02 * sum(row.label == "body" for row in rows)
        self.pages += 1

    def __str__(self) -> str:
        f1 = {name: 2 * self.right[name] / (n + self.given[name]) for name, n in self.true.items()}
        aside = sum(self.true[name] for name in ASIDE)
        return (
            f"{self.pages} pages: macro-F1 {sum(f1.values()) / max(1, len(f1)):.3f}"
            f"  leak {self.leaks / max(1, aside):.3f}"
            f"  body lost {self.lost / max(1, self.true['body']):.3f}"
            f"  clean {self.clean / max(1, self.pages):.3f}  "
            + " ".join(f"{name} {value:.2f}" for name, value in sorted(f1.items()))
        )


def _class(label: str) -> str:
    return "byline or date" if label in {"byline", "date"} else label


def label_sheet(weights: model.Weights, sheet: Sheet) -> list[str]:
    lines = [line for line, _ in sheet.rows]
    page = Page(lines)
    gaps = [line.gap_before for line in lines]
    scale = model.Scale(weights)
    path = model.best_path(weights, [scale.earned(x) for x in sides(page)], gaps, allowed(page))
    return [STATES[state].label for state in path]


def check(folders: dict[str, list[Sheet]]) -> dict[str, Tally]:
    """What would be found on each folder's pages by those who never saw the publisher."""
    sheets = [sheet for folder in folders.values() for sheet in folder]
    publishers = sorted({sheet.publisher for sheet in sheets})
    random.Random(5).shuffle(publishers)
    folds = [set(publishers[number::FOLDS]) for number in range(FOLDS)]
    with ProcessPoolExecutor() as pool:
        jobs = [pool.submit(_train_without, sheets, unseen) for unseen in folds]
        found = {name: labels for job in jobs for name, labels in job.result().items()}
    tallies = {name: Tally() for name in folders}
    for name, folder in folders.items():
        for sheet in folder:
            tallies[name].add(sheet.rows, found[sheet.name])
    return tallies


def _train_without(sheets: Sequence[Sheet], unseen: set[str]) -> dict[str, list[str]]:
    weights = train([sheet for sheet in sheets if sheet.publisher not in unseen])
    return {s.name: label_sheet(weights, s) for s in sheets if s.publisher in unseen}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("folders", nargs="+", type=Path, metavar="FOLDER")
    parser.add_argument("--check", action="store_true", help="cross-validate by publisher")
    parser.add_argument("--test", type=Path, help="a folder to label, not learnt from")
    parser.add_argument("--out", type=Path, help="where the weights go")
    chosen = parser.parse_args()
    folders = {
        str(f): [read_sheet(p) for p in sorted(f.glob("*.labelled"))] for f in chosen.folders
    }
    if chosen.check:
        for name, tally in check(folders).items():
            print(f"{name}: {tally}")
    if chosen.out or chosen.test:
        weights = train([sheet for folder in folders.values() for sheet in folder])
        if chosen.out:
            chosen.out.write_text(model.save(weights), encoding="utf-8")
        if chosen.test:
            tally = Tally()
            for path in sorted(chosen.test.glob("*.labelled")):
                sheet = read_sheet(path)
                tally.add(sheet.rows, label_sheet(weights, sheet))
            print(f"{chosen.test}: {tally}")


if __name__ == "__main__":
    main()
