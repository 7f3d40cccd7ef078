"""A program in a pseudo-terminal: keys go in, and what it paints is timed and looked at.

What comes out is kept as `Burst`s: bytes with no pause of `PAUSE` seconds in them, which is
what a program writes in one go. An emulator is fed with them once the screen is still, so that
its work is in no time that is measured.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyte

PAUSE: Final = 0.003
"""Seconds without a byte after which what follows is another paint."""

STILL: Final = 0.15
"""Seconds without a byte after which nothing more is to come."""

Lines = tuple[str, ...]
"""What the screen shows, a text for each row."""


@dataclass(frozen=True, slots=True)
class Burst:
    """Bytes that came in one go; ``end`` is when the last one did, in seconds after the key."""

    end: float
    data: bytes


@dataclass(frozen=True, slots=True)
class Paint:
    """What the screen showed after a burst, ``end`` milliseconds after the key.

    ``touched`` are the places (row, column), from 0, at which the burst began to write.
    """

    end: float
    lines: Lines
    touched: frozenset[tuple[int, int]]


class Terminal:
    """A program that runs in a terminal of its own. ``began`` is when it was started."""

    def __init__(
        self, argv: Sequence[str], environment: dict[str, str], columns: int, rows: int
    ) -> None:
        self.columns, self.rows = columns, rows
        variables = {**environment, "TERM": "xterm-256color", "COLORTERM": "truecolor"}
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self._screen)
        self.began = time.perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            size = struct.pack("HHHH", rows, columns, 0, 0)
            fcntl.ioctl(0, termios.TIOCSWINSZ, size)
            os.execvpe(argv[0], list(argv), variables)

    def lines(self) -> Lines:
        """What the screen shows, as far as it was looked at."""
        return tuple(self._screen.display)

    def write(self, keys: bytes) -> float:
        """Type; when that was."""
        now = time.perf_counter()
        os.write(self._terminal, keys)
        return now

    def bursts(self, since: float, patience: float = STILL, most: float = 5.0) -> list[Burst]:
        """What comes until nothing has come for ``patience`` seconds, ``most`` at the longest."""
        found: list[Burst] = []
        while (rest := since + most - time.perf_counter()) > 0:
            if not select.select([self._terminal], [], [], min(patience, rest))[0]:
                break
            found.append(self._burst(since))
            if not found[-1].data:
                break
        return found

    def _burst(self, since: float) -> Burst:
        """What there is to read, until the program pauses."""
        data, end = b"", time.perf_counter()
        while select.select([self._terminal], [], [], PAUSE)[0]:
            read = self._read()
            if not read:
                break
            data += read
            end = time.perf_counter()
        return Burst(end - since, data)

    def paints(self, bursts: Sequence[Burst]) -> list[Paint]:
        """What the screen showed after each burst."""
        painted = []
        for burst in bursts:
            self._stream.feed(_understood(burst.data))
            touched = frozenset((int(y) - 1, int(x) - 1) for y, x in _PLACES.findall(burst.data))
            painted.append(Paint(1000 * burst.end, self.lines(), touched))
        return painted

    def press(self, keys: bytes, patience: float = STILL, most: float = 5.0) -> list[Paint]:
        """Type, and see what is painted until the screen is still."""
        return self.paints(self.bursts(self.write(keys), patience, most))

    def settle(self, patience: float = STILL, most: float = 10.0) -> None:
        """Wait until the screen is still."""
        self.paints(self.bursts(time.perf_counter(), patience, most))

    def until(self, shows: Callable[[Lines], bool], since: float, most: float) -> float:
        """Milliseconds until the screen shows something; 0 when it does not in time.

        The emulator works meanwhile: this is for what takes longer than it does.
        """
        while select.select([self._terminal], [], [], max(0.0, since + most - time.perf_counter()))[
            0
        ]:
            data = self._read()
            at = time.perf_counter()
            if not data:
                break
            self._stream.feed(_understood(data))
            if shows(self.lines()):
                return 1000 * (at - since)
        return 0.0

    def await_bytes(self, pattern: re.Pattern[bytes], since: float, most: float) -> list[Burst]:
        """What comes until the pattern has come, and the program pauses."""
        found: list[Burst] = []
        seen = b""
        while not pattern.search(seen):
            rest = since + most - time.perf_counter()
            if rest <= 0 or not select.select([self._terminal], [], [], rest)[0]:
                break
            burst = self._burst(since)
            if not burst.data:
                break
            found.append(burst)
            seen += burst.data
        return found

    def processor(self) -> float:
        """Milliseconds of processor time that all its threads have used."""
        tasks = Path(f"/proc/{self.pid}/task").glob("*/schedstat")
        return sum(int(task.read_text().split()[0]) for task in tasks) / 1e6

    def memory(self) -> float:
        """MiB of the program, what it shares with others counted by its part."""
        text = Path(f"/proc/{self.pid}/smaps_rollup").read_text()
        pss = next(line for line in text.splitlines() if line.startswith("Pss:"))
        return int(pss.split()[1]) / 1024

    def peak(self) -> float:
        """MiB that the program held at its most."""
        text = Path(f"/proc/{self.pid}/status").read_text()
        peak = next(line for line in text.splitlines() if line.startswith("VmHWM:"))
        return int(peak.split()[1]) / 1024

    def end(self, keys: bytes) -> None:
        """Leave the program by these keys; one that stays for five seconds is ended."""
        with contextlib.suppress(OSError):
            self.write(keys)
        limit = time.perf_counter() + 5
        while os.waitpid(self.pid, os.WNOHANG) == (0, 0):
            if time.perf_counter() > limit:
                os.kill(self.pid, signal.SIGKILL)
            if select.select([self._terminal], [], [], 0.05)[0]:
                self._read()
        os.close(self._terminal)

    def _read(self) -> bytes:
        """What there is, the questions in it answered as any terminal does."""
        try:
            data = os.read(self._terminal, 1 << 16)
            for question, answer in _ANSWERS.items():
                if question in data:
                    os.write(self._terminal, answer)
        except OSError:  # the program has ended
            return b""
        return data


_ANSWERS: Final = {
    b"\x1b]11;?\x1b\\": b"\x1b]11;rgb:1111/1111/1111\x1b\\",
    b"\x1b[c": b"\x1b[?62;22c",
}
"""To what the background's colour is, and to what kind of terminal this is (DA1)."""

_PLACES: Final = re.compile(rb"\x1b\[(\d+);(\d+)H")
_UNKNOWN: Final = re.compile(rb"\x1b\[[<>=][\d;]*[a-zA-Z]|\x1b\[\?[\d;]*[$]?[pu]")


def _understood(data: bytes) -> bytes:
    """Without the sequences that the emulator would print as text."""
    return _UNKNOWN.sub(b"", data)
