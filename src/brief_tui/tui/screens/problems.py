"""What is wrong with the reader's own files, and messages that the foot had no room for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Final

from brief_tui.tui.looks import Looks
from brief_tui.tui.screens.leaflet import Leaflet, hung
from brief_tui.tui.typeset.pieces import Span

_PLACED: Final = re.compile(
    r"(?P<path>/[^:]+?\.(?:toml|yaml))(?:, (?P<line>line \d+))?: (?P<what>.*)"
)


class Problems(Leaflet):
    """The problems, those of one file together."""

    def __init__(self, looks: Looks, problems: Sequence[str]) -> None:
        super().__init__(looks, "Problems", lambda width: _lines(problems, width))


def problems_summary(problems: Sequence[str], way: str) -> str:
    """How many problems there are, and in which file; ``way`` is what shows them."""
    files = {_placed(problem)[0] for problem in problems}
    of_one = len(files) == 1 and all(files)
    what = "mistake" if of_one else "problem"
    where = f" in {PurePath(files.pop()).name}" if of_one else ""
    count = len(problems)
    return f"{count:,} {what}{'' if count == 1 else 's'}{where} · {way} shows them"


def _lines(problems: Sequence[str], width: int) -> list[list[Span]]:
    lines: list[list[Span]] = []
    by_file: dict[str, list[str]] = {}
    for problem in problems:
        path, what = _placed(problem)
        by_file.setdefault(path, []).append(what)
    for path, whats in by_file.items():
        if path:
            lines += [[], *hung(Span("  ", "kicker"), path, "kicker", width, 2)]
        for what in whats:
            lines += [[], *hung(Span("  ", "body"), what, "body", width, 2)]
    return [*lines, []]


def _placed(problem: str) -> tuple[str, str]:
    """The file that a problem is in, '' for none, and the problem."""
    found = _PLACED.fullmatch(problem)
    if found is None:
        return "", problem
    line, what = found["line"], found["what"]
    return found["path"], f"{line}: {what}" if line else what
