"""Asking the decoding process for pictures, and keeping what it made."""

from __future__ import annotations

import json
import select
import subprocess
import sys
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Final

PATIENCE: Final = 5.0
"""Seconds a picture may take; after them the process is ended and another one started."""

KEPT: Final = 64


@dataclass(frozen=True, slots=True)
class Picture:
    """Pixels of a picture, two above each other in a cell; none and a problem if it failed."""

    columns: int
    rows: int
    pixels: bytes
    problem: str = ""

    def cell(self, x: int, y: int) -> tuple[str, str]:
        """The upper and the lower colour of a cell, as #rrggbb."""
        upper = 3 * (2 * y * self.columns + x)
        lower = upper + 3 * self.columns
        return (
            f"#{self.pixels[upper : upper + 3].hex()}",
            f"#{self.pixels[lower : lower + 3].hex()}",
        )


class Darkroom:
    """Develops one picture at a time. Meant to be called in one thread."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._made: OrderedDict[tuple[Path, int, int], Picture] = OrderedDict()

    def develop(self, path: Path, columns: int, rows: int) -> Picture:
        """The picture fitted into so many cells. Takes up to `PATIENCE`; never raises."""
        key = (path, columns, rows)
        if key not in self._made:
            try:
                self._made[key] = self._ask(path, columns, rows)
            except (OSError, ValueError) as error:
                self.close()
                self._made[key] = Picture(0, 0, b"", f"the picture could not be read: {error}")
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return self._made[key]

    def close(self) -> None:
        """End the process."""
        if self._process is not None:
            self._process.kill()
            self._process.communicate()
            self._process = None

    def _ask(self, path: Path, columns: int, rows: int) -> Picture:
        process = self._running()
        stdin, stdout = process.stdin, process.stdout
        if stdin is None or stdout is None:
            raise OSError("no pipes")
        request = {"path": str(path), "columns": columns, "rows": rows}
        stdin.write(json.dumps(request).encode() + b"\n")
        stdin.flush()
        if not select.select([stdout], [], [], PATIENCE)[0]:
            raise OSError("it took too long")
        return _answer(stdout)

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-m", "brief_tui.tui.pictures.decoder"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
        return self._process


def _answer(stdout: IO[bytes]) -> Picture:
    head = json.loads(stdout.readline() or b"{}")
    columns, rows = int(head.get("columns", 0)), int(head.get("rows", 0))
    pixels = stdout.read(columns * rows * 6)
    if len(pixels) != columns * rows * 6:
        raise ValueError("the answer was cut short")
    return Picture(columns, rows, pixels, str(head.get("problem", "it ended")))
