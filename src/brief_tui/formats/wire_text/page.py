"""The page as a whole: how it is spaced, where its prose stands, what its story is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from brief_tui.formats.wire_text.lines import Line
from brief_tui.model.text import HEADLINE_LIMIT

_LONG: Final = 100
"""Characters from which a sentence tells whether paragraphs are set apart by blank lines."""

_SPACED: Final = 0.82
_LOOSE: Final = 0.3
"""The shares of long sentences with a blank line below from which a page is a spaced one, and
up to which it is a loose one."""

_EVEN: Final = 0.97
"""The share of lines with a blank line below that makes a page an even one."""

_TIGHT: Final = 0.03
"""The share of such lines up to which a page is a tight one."""

_LONG_WORDS: Final = 20
"""Words of a sentence that hardly anything but a story has."""

_LINES_ABOVE: Final = 60
"""Lines that may come before the headline."""

_TITLE_WORDS: Final = 35
_SOON: Final = 5
"""Lines under a headline among which a byline or a date is to be expected."""

_PARAGRAPHS_READ: Final = 400
"""Paragraphs that tell what the story is about."""

_CHARACTERS_READ: Final = 1_500
_LIKE_WORDS: Final = 45
"""Words of the longest line that is compared with the story."""
_STEM: Final = 5
"""Letters compared: inflected languages change the rest."""

_WORD: Final = re.compile(r"[^\W\d_]{4,}|[\u3040-\u30ff\u3400-\u9fff]")
_NEVER_TITLES: Final = frozenset(
    {"gallery", "credit", "date", "control", "lead-in", "teaser", "appeal"}
)


@dataclass(slots=True)
class Page:
    """Lines and, index by index, what the whole page says of them.

    ``spacing`` is "spaced" where a blank line ends every paragraph, "mixed" and "loose" where
    it ends some or none, "even" and "tight" where nearly all lines or none are apart.
    ``kinds`` are those of the lines, but for the prose that ends in no blank line on a
    spaced page, which then is no paragraph. ``prose`` are the lines left that look like
    paragraphs, ``long`` the long sentences among all lines. ``likeness`` is the share of a
    line's words that the prose has too, None for too few words. ``listed`` are the lines of
    a block that the text above announces. ``titles`` are the lines that could be the
    headline, the likeliest first.
    """

    lines: Sequence[Line]
    spacing: str = field(init=False)
    kinds: list[str] = field(init=False)
    prose: list[bool] = field(init=False)
    long: list[bool] = field(init=False)
    likeness: list[float | None] = field(init=False)
    listed: list[bool] = field(init=False)
    titles: list[int] = field(init=False)
    counts: Counter[str] = field(init=False)

    def __post_init__(self) -> None:
        self.spacing = _spacing(self.lines)
        self.kinds = [line.kind for line in self.lines]
        if self.spacing == "spaced":
            for line in self.lines:
                if line.kind == "prose" and not line.gap_after:
                    self.kinds[line.index] = "tight prose"
        self.prose = [kind == "prose" for kind in self.kinds]
        self.long = [x.words >= _LONG_WORDS and "sentence" in x.signs for x in self.lines]
        self.likeness = self._likenesses()
        self.listed = _listed(self.lines)
        self.titles = self._titles()
        self.counts = Counter(line.text for line in self.lines)

    def _likenesses(self) -> list[float | None]:
        paragraphs = [line.index for line in self.lines if self.prose[line.index]]
        told = {index: _stems(self.lines[index].text) for index in paragraphs[:_PARAGRAPHS_READ]}
        story = Counter(stem for stems in told.values() for stem in stems)
        found: list[float | None] = []
        for line in self.lines:
            stems = told.get(line.index)
            if stems is None or line.words > _LIKE_WORDS:
                stems = _stems(line.text) if line.words <= _LIKE_WORDS else frozenset()
            own = int(line.index in told)  # a paragraph is not like itself
            shared = sum(story[stem] > own for stem in stems)
            found.append(shared / len(stems) if len(stems) > 1 else None)
        return found

    def _titles(self) -> list[int]:
        """What could be the headline stands above the second paragraph."""
        paragraphs = [index for index, prose in enumerate(self.prose) if prose][:2]
        end = paragraphs[-1] + 1 if paragraphs else len(self.lines)
        could_be = [
            line.index for line in self.lines[: min(end, _LINES_ABOVE)] if _could_be_title(line)
        ]
        return sorted(could_be, key=self._title_score, reverse=True)

    def _title_score(self, index: int) -> float:
        line = self.lines[index]
        soon = any(
            not other.signs.isdisjoint(("byline", "date"))
            for other in self.lines[index + 1 : index + _SOON]
        )
        length = 0.1 * min(line.words, 8) - 0.08 * max(0, line.words - 18)
        likeness = self.likeness[index] or 0.0
        return 2 * likeness + 0.5 * soon + 0.4 * line.gap_after + length - 0.03 * index

    def prose_above(self) -> list[int]:
        """How many lines of prose are above each line."""
        return list(accumulate(self.prose, initial=0))[:-1]


def _listed(lines: Sequence[Line]) -> list[bool]:
    """Lines without a blank one between, below a line of text that ends in a colon."""
    found: list[bool] = []
    for line in lines:
        if line.gap_before:
            above = lines[line.index - 1] if line.index else None
            announced = above is not None and above.kind == "prose" and above.text[-1] in ":："
            found.append(announced and not line.gap_after)
        else:
            found.append(found[-1] if found else False)
    return found


def _spacing(lines: Sequence[Line]) -> str:
    gaps = sum(line.gap_after for line in lines)
    if gaps > _EVEN * len(lines):
        return "even"
    if gaps <= max(1, _TIGHT * len(lines)):
        return "tight"
    long = [line for line in lines if len(line.text) >= _LONG and "sentence" in line.signs]
    apart = sum(line.gap_after for line in long)
    if apart > _SPACED * len(long):
        return "spaced"
    return "mixed" if apart > _LOOSE * len(long) else "loose"


def _could_be_title(line: Line) -> bool:
    if not 2 <= line.words <= _TITLE_WORDS or len(line.text) > HEADLINE_LIMIT:
        return False
    return line.kind not in _NEVER_TITLES and line.signs.isdisjoint(
        ("statement", "own credit", "byline")
    )


def _stems(text: str) -> frozenset[str]:
    words = _WORD.findall(text[:_CHARACTERS_READ].casefold())
    return frozenset(word[:_STEM] for word in words)
