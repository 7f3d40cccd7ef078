"""Rows of teasers: other stories that follow each other, what stands over them, and those
beyond the story."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from brief_tui.formats import shapes
from brief_tui.formats.html import names
from brief_tui.formats.html.lines import Line, Page
from brief_tui.formats.html.remembered import remembered
from brief_tui.formats.html.running import HEADINGS, Running
from brief_tui.formats.html.story_links import BESIDE_WORDS, site
from brief_tui.formats.html.teasers import Teaser, find_teasers
from brief_tui.formats.html.tree import Element

TAIL: Final = 80
"""Lines after the frame that are looked at."""
CLOSE: Final = 12
"""Lines after the frame in which related stories need no heading."""
MOST: Final = 12
"""Teasers past which a row without a name is a way on through the site."""

_OVER_WORDS: Final = 10
"""Words of a line that stands over a row of teasers."""
_ENDS: Final = frozenset({"footer", "nav"})


@dataclass(eq=False)
class Row:
    """Teasers that follow each other, and the line over them where there is one."""

    over: Line | None
    teasers: list[Teaser] = field(default_factory=list)
    after: Line | None = None
    """The line of text that ends the row."""

    @remembered
    def sites(self) -> Counter[str]:
        """How many of the stories are on which site: see :func:`.story_links.site`."""
        return Counter(site(teaser.url) for teaser in self.teasers)


def rows(lines: list[Line], teaser_of: dict[Line, Teaser]) -> list[Row]:
    """The teasers among the lines, by rows."""
    found: list[Row] = []
    row: Row | None = None
    over: Line | None = None
    for line in lines:
        if line.media is not None:
            continue
        if teaser := teaser_of.get(line):
            if row is None:
                found.append(row := Row(over))
            if not row.teasers or row.teasers[-1] is not teaser:
                row.teasers.append(teaser)
            over = None
        elif row is not None and _is_between(line):
            over = line
        else:
            if row is not None:
                row.after = line
            row, over = None, line if _is_over(line) else None
    return found


def tail(page: Page, running: Running, frame: Element, core: Element, address: str) -> list[Line]:
    """The lines right after the frame, up to the end of the last row of related stories."""
    start = page.spans[frame][1]
    lines: list[Line] = []
    for line in page.lines[start : start + TAIL]:
        if line.element.tag == "h1" or any(e.tag in _ENDS for e in line.element.ancestors()):
            break
        lines.append(line)
    found = find_teasers(page, lines, running, core, address)
    last = start
    for row in rows(lines, {line: one for one in found for line in one.lines}):
        if is_related(row, start):
            last = row.teasers[-1].lines[-1].index + 1
    return lines[: last - start]


def is_related(row: Row, end: int) -> bool:
    """Whether a row beyond the story, which ends at line ``end``, belongs with it.

    It is named for related stories, or has a heading, or follows the story closely.
    """
    over = row.over
    if over is not None and shapes.is_lead_in(over.text, over.folded, over.words):
        return True
    if len(row.teasers) > 1:
        if over is not None and over.element.tag in HEADINGS:
            return True
        if row.teasers[0].headline.index < end + CLOSE and len(row.teasers) <= MOST:
            return True
    element: Element | None = row.teasers[0].element
    while element is not None:
        if names.is_related(element):
            return True
        element = element.parent
    return False


def _is_over(line: Line) -> bool:
    """Whether the line may be the heading of a row of teasers."""
    return line.words <= _OVER_WORDS and not line.text.endswith(".")


def _is_between(line: Line) -> bool:
    """Whether the line may stand between two teasers of a row: a date, a section, a button."""
    heads = line.element.tag in HEADINGS or shapes.is_lead_in(line.text, line.folded, line.words)
    return not heads and line.words <= BESIDE_WORDS and not shapes.is_sentence(line.text)
