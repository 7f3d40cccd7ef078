"""brief in a pseudo-terminal, at 100 columns and 40 rows: the list beside an article.

A time is from the key's bytes in to the last byte of the paint that answers it: the first one
that writes into the pane concerned and leaves it complete. What the rest of the screen does
later, such as the story that is shown when the cursor rests, is waited for and not counted.
"""

from __future__ import annotations

import os
import re
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from benchmarks.terminal import STILL, Lines, Paint, Terminal

COLUMNS: Final = 100
ROWS: Final = 40

_HEAD: Final = 2
"""Rows above the panes."""
_FOOT: Final = 2
"""Rows at the bottom that the bars may take."""

_TITLE: Final = re.compile(rb" ([\d,]+)/[\d,]+ ")
"""The place of the cursor among all stories, as the list's title has it."""

_KNOCK: Final = 0.02
_AT: Final = re.compile(r"([\d,]+)/[\d,]+")
_WAITS: Final = "·"
"""Stands alone where the row of a story is not at hand yet."""

_FRAME: Final = "┃"
"""Stands round what is chosen from."""

_LATEST: Final = 0.45
"""Seconds without a byte after which no hits are to come."""
_SLOWEST: Final = 30.0


class Reader(Terminal):
    """The reader on an archive, waiting for keys once `started`."""

    def __init__(self, archive: Path, home: Path) -> None:
        environment = {**os.environ, "HOME": str(home)}
        for kind in ("CONFIG", "DATA", "CACHE", "STATE"):
            environment[f"XDG_{kind}_HOME"] = str(home / kind.lower())
        argv = [sys.executable, "-m", "brief_tui", "--archive", str(archive)]
        super().__init__(argv, environment, COLUMNS, ROWS)

    def started(self) -> tuple[float, float]:
        """Milliseconds from the start to the first paint of the list, and to an answered key.

        A key is typed every `_KNOCK` seconds from the first byte on, for what is typed before
        a program listens may be lost; the place in the list's title tells when one was heard.
        """
        bursts = self.await_bytes(_TITLE, self.began, _SLOWEST)
        place = _TITLE.findall(b"".join(burst.data for burst in bursts))[-1]
        moved = re.compile(rb" (?!%s/)[\d,]+/[\d,]+ " % place)
        usable = 0.0
        while not usable and time.perf_counter() < self.began + _SLOWEST:
            self.write(b"j")
            for burst in self.bursts(self.began, _KNOCK, time.perf_counter() + _KNOCK - self.began):
                bursts.append(burst)
                if not usable and moved.search(burst.data):
                    usable = 1000 * burst.end
        paints = self.paints(bursts)
        first = next((paint.end for paint in paints if complete(list_of(paint.lines))), 0.0)
        self.wait(0.5)
        return first, usable

    def place(self) -> int:
        """The number of the story at the cursor, from 1; 0 for none."""
        return self.place_in(self.lines())

    @staticmethod
    def place_in(lines: Lines) -> int:
        """The same, on this screen."""
        found = _AT.search(lines[1])
        return int(found[1].replace(",", "")) if found else 0

    def in_list(self, keys: bytes, patience: float = STILL) -> float:
        """Milliseconds until the list has answered the keys, 0 when it has not."""
        split = split_of(self.lines())

        def answers(_before: Lines, paint: Paint) -> bool:
            written = any(_HEAD <= y < ROWS - 1 and x < split for y, x in paint.touched)
            return written and complete(list_of(paint.lines))

        return self._answered(keys, answers, patience)

    def hits(self, keys: bytes) -> float:
        """Milliseconds until other stories stand in the list, 0 when the same ones stay."""

        def answers(before: Lines, paint: Paint) -> bool:
            now = list_of(paint.lines)
            return complete(now) and _beginnings(now) != _beginnings(list_of(before))

        return self._answered(keys, answers, _LATEST)

    def view(self, name: str) -> float:
        """Milliseconds from the key that chooses a view to its stories.

        The view before must begin with other stories.
        """
        listed = _beginnings(list_of(self.lines()))
        self.press(b"v", 0.25)
        self.press(name.encode(), 0.25)

        def answers(_before: Lines, paint: Paint) -> bool:
            now = list_of(paint.lines)
            closed = not any(_FRAME in line for line in now)
            return closed and complete(now) and _beginnings(now) != listed

        return self._answered(b"\r", answers, _LATEST)

    def in_article(self, keys: bytes, patience: float = STILL) -> float:
        """Milliseconds until the article has answered the keys."""

        def answers(before: Lines, paint: Paint) -> bool:
            now = article_of(paint.lines)
            return now != article_of(before) and any(line.strip() for line in now[1:])

        return self._answered(keys, answers, patience)

    def _answered(
        self, keys: bytes, answers: Callable[[Lines, Paint], bool], patience: float
    ) -> float:
        before = self.lines()
        bursts = self.bursts(self.write(keys), patience, _SLOWEST)
        return first_answer(self.paints(bursts), before, answers)

    def wait(self, seconds: float = STILL) -> None:
        """Until the screen has been still for so long."""
        self.paints(self.bursts(time.perf_counter(), seconds, _SLOWEST))

    def leave(self) -> None:
        """Quit, from wherever it is."""
        self.press(b"\x1b", 0.1)
        self.press(b"\x1b", 0.1)
        self.end(b"\x11")


def first_answer(
    paints: Sequence[Paint], before: Lines, answers: Callable[[Lines, Paint], bool]
) -> float:
    """Milliseconds to the first paint that answers."""
    return next((paint.end for paint in paints if answers(before, paint)), 0.0)


def split_of(lines: Lines) -> int:
    """The column between the list and the article."""
    column = lines[1].find("│")
    return column if column > 0 else COLUMNS


def list_of(lines: Lines) -> Lines:
    """The list's lines, without its title."""
    split = split_of(lines)
    return tuple(line[: split - 1] for line in lines[_HEAD : ROWS - _FOOT])


def article_of(lines: Lines) -> Lines:
    """The article's lines, without its title."""
    split = split_of(lines)
    return tuple(line[split + 1 : -1] for line in lines[_HEAD : ROWS - _FOOT])


def complete(listed: Lines) -> bool:
    """Whether each story in sight is there, or the list says that there is none."""
    texts = [line.strip() for line in listed]
    return any(texts) and _WAITS not in texts


def _beginnings(listed: Lines) -> Lines:
    """The stories without the marks of which is open."""
    return tuple(line[1:] for line in listed)
