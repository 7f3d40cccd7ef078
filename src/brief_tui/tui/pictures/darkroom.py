"""Asking the decoding process for pictures, and keeping what it made."""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from typing import Final

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
    """The decoder's side of the program: develops one picture at a time, in one thread.

    ``decoder`` is the command of the process.
    """

    def __init__(
        self, decoder: tuple[str, ...] = (sys.executable, "-m", "brief_tui.tui.pictures.decoder")
    ) -> None:
        self._decoder = decoder
        self._process: subprocess.Popen[bytes] | None = None
        self._made: OrderedDict[tuple[Path, int, int], Picture] = OrderedDict()
        self._closed = False

    def develop(self, path: Path, columns: int, rows: int) -> Picture:
        """The picture fitted into so many cells, or why there is none.

        Takes up to `PATIENCE`, whatever the decoding process does.
        """
        key = (path, columns, rows)
        if key not in self._made:
            try:
                self._made[key] = self._ask(path, columns, rows)
            except (OSError, ValueError) as error:
                self._end()
                self._made[key] = Picture(0, 0, b"", f"the picture could not be read: {error}")
            while len(self._made) > KEPT:
                self._made.popitem(last=False)
        return self._made[key]

    def close(self) -> None:
        """End the process; none is started again. May be called from another thread."""
        self._closed = True
        if self._process is not None:
            self._process.kill()

    def _end(self) -> None:
        """End the process, and wait until it is gone."""
        if self._process is not None:
            self._process.kill()
            for pipe in (self._process.stdin, self._process.stdout):
                if pipe is not None:
                    pipe.close()
            self._process.wait()
            self._process = None

    def _ask(self, path: Path, columns: int, rows: int) -> Picture:
        process = self._running()
        if process.stdin is None or process.stdout is None:
            raise OSError("no pipes")
        request = {"path": str(path), "columns": columns, "rows": rows}
        os.write(process.stdin.fileno(), json.dumps(request).encode() + b"\n")
        answer = _Answer(process.stdout.fileno(), time.monotonic() + PATIENCE)
        head = json.loads(answer.line())
        if head["problem"]:
            return Picture(0, 0, b"", str(head["problem"]))
        size = int(head["columns"]), int(head["rows"])
        if not (0 < size[0] <= columns and 0 < size[1] <= rows):
            raise ValueError("its size is not what was asked for")
        return Picture(*size, answer.exactly(size[0] * size[1] * 6))

    def _running(self) -> subprocess.Popen[bytes]:
        if self._closed:
            raise OSError("no more pictures")
        if self._process is None or self._process.poll() is not None:
            self._end()
            self._process = subprocess.Popen(  # noqa: S603  our own program
                self._decoder,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                bufsize=0,
            )
        return self._process


class _Answer:
    """What the process writes, read with one deadline for all of it."""

    def __init__(self, pipe: int, deadline: float) -> None:
        self._pipe = pipe
        self._deadline = deadline
        self._read = b""

    def line(self) -> bytes:
        """Up to the end of a line of at most 4 KiB."""
        while b"\n" not in self._read:
            if len(self._read) > 4096:
                raise ValueError("its answer makes no sense")
            self._more()
        line, _, self._read = self._read.partition(b"\n")
        return line

    def exactly(self, count: int) -> bytes:
        """So many bytes."""
        while len(self._read) < count:
            self._more()
        return self._read[:count]

    def _more(self) -> None:
        left = self._deadline - time.monotonic()
        if left <= 0 or not select.select([self._pipe], [], [], left)[0]:
            raise OSError("it took too long")
        part = os.read(self._pipe, 1 << 16)
        if not part:
            raise OSError("the decoder ended")
        self._read += part
