"""The installed program with a home folder of its own, and what its reader shows where."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from tests.support.emulator import Cell
from tests.support.terminal import Terminal

BRIEF: Final = Path(sys.executable).with_name("brief")
"""The console script, beside the Python that it was installed for."""

DIVIDER: Final = "│"
DRAWN: Final = dict.fromkeys(map(ord, "━─▌▐▎┃▀░"), " ")
"""Rules, edges, bars and pictures."""


@dataclass(frozen=True)
class Program:
    """``brief``, its archive and its settings below one folder.

    ``env`` is added to the environment, in which nothing of the tests' own is but the PATH.
    """

    home: Path
    env: Mapping[str, str] = field(default_factory=dict)

    def open(
        self, *arguments: str, columns: int = 160, rows: int = 45, background: str = "000000"
    ) -> Terminal:
        """Start it in a terminal."""
        argv = [str(BRIEF), *arguments]
        return Terminal(
            argv, self._environment(), columns, rows, cwd=self.home, background=background
        )

    def open_with(self, code: str) -> Terminal:
        """Start a Python in a terminal that runs the code, in which the program is called."""
        argv = [sys.executable, "-c", code]
        return Terminal(argv, self._environment(), 160, 45, cwd=self.home)

    def pipe(self, document: Path, *arguments: str) -> Terminal:
        """Start it in a terminal, but with a document on its standard input."""
        argv = ["/bin/sh", "-c", 'cat "$0" | "$@"', str(document), str(BRIEF), *arguments]
        return Terminal(argv, self._environment(), cwd=self.home)

    def run(self, *arguments: str) -> subprocess.CompletedProcess[bytes]:
        """Run it to its end, without a terminal."""
        return subprocess.run(
            [BRIEF, *arguments],
            env={"PATH": os.environ["PATH"], **self._environment()},
            cwd=self.home,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
        )

    @property
    def archive(self) -> Path:
        return self.home / "data" / "brief" / "archive.db"

    def configure(self, toml: str) -> None:
        """Write its settings."""
        path = self.home / "config" / "brief" / "config.toml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(toml, encoding="utf-8")

    def _environment(self) -> dict[str, str]:
        return {
            "HOME": str(self.home),
            "XDG_DATA_HOME": str(self.home / "data"),
            "XDG_CONFIG_HOME": str(self.home / "config"),
            "LANG": "C.UTF-8",
            "TZ": "UTC",
            "PYTHONDONTWRITEBYTECODE": "1",
            **self.env,
        }


def panes(terminal: Terminal) -> list[str]:
    """The words of each pane in sight, from the left, its title first.

    Line breaks and what is drawn are left out, so that a text is found however it is wrapped.
    """
    title, *rows = terminal.cell_texts()[1:-1]
    edges = [x for x, text in enumerate(title) if text == DIVIDER]
    starts, ends = [0, *(x + 1 for x in edges)], [*edges, len(title)]
    return [
        _words("\n".join("".join(row[start:end]) for row in (title, *rows)))
        for start, end in zip(starts, ends, strict=True)
    ]


def _words(text: str) -> str:
    return " ".join(text.translate(DRAWN).split())


def story_list(terminal: Terminal) -> str:
    """The words of the list, or of the only pane where there is but one."""
    return panes(terminal)[0]


def article(terminal: Terminal) -> str:
    """The words of the reading pane, or of the only pane where there is but one."""
    shown = panes(terminal)
    return shown[min(1, len(shown) - 1)]


def in_list(terminal: Terminal, text: str) -> Callable[[str], bool]:
    """The condition that the list shows the text."""
    return lambda _: text in story_list(terminal)


def in_article(terminal: Terminal, text: str) -> Callable[[str], bool]:
    """The condition that the reading pane shows the text."""
    return lambda _: text in article(terminal)


def cells_of(terminal: Terminal, text: str) -> list[Cell]:
    """The cells of the first place on the screen where the text stands on one line."""
    for y, row in enumerate(terminal.cell_texts()):
        shown = [x for x, found in enumerate(row) if found]
        at = "".join(row).find(text)
        if at >= 0:
            return [terminal.cell(x, y) for x in shown[at : at + len(text)]]
    raise AssertionError(f"{text!r} is not on the screen:\n{terminal.screen()}")
