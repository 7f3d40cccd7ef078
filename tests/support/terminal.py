"""A program in a real pseudo-terminal, and the screen that its reader would see.

The program writes to a pty; pyte keeps the screen. All that it wrote is kept too, byte for
byte, so that a test can look for what must never reach a terminal.
"""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Final, TypeAlias

from tests.support.emulator import Cell, Emulator

Condition: TypeAlias = str | Callable[[str], bool]
"""Text that the screen must show, or a question about the whole screen."""

TIMEOUT: Final = 15.0
ESCAPE_PAUSE: Final = 0.2
"""Seconds after Escape, within which the next key would be taken for a part of a sequence."""

_KEYS: Final = {
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "space": " ",
    "backspace": "\x7f",
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "insert": "\x1b[2~",
    "delete": "\x1b[3~",
    "f1": "\x1bOP",
}

# Makes the pty the program's own terminal, so that it hears of ctrl+c and of a new size.
_TAKE_TERMINAL: Final = (
    "import fcntl, os, sys, termios;"
    "fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    "os.execvp(sys.argv[1], sys.argv[1:])"
)


class Terminal:
    """A program in a terminal of its own; a context manager that ends it.

    ``env`` is the program's whole environment but for PATH and the kind of terminal.
    ``background`` is the colour the terminal says it has, as six hexadecimal digits.
    Output is read while a test waits: in :meth:`wait_for`, :meth:`wait_exit`, :meth:`press`.
    """

    def __init__(
        self,
        argv: Sequence[str],
        env: Mapping[str, str] | None = None,
        columns: int = 100,
        rows: int = 30,
        *,
        cwd: Path | None = None,
        background: str = "000000",
    ) -> None:
        self._written = bytearray()
        self._emulator = Emulator(columns, rows, self._write, background)
        self._master, slave = pty.openpty()
        try:
            self._set_size(columns, rows)
            self._process = subprocess.Popen(
                [sys.executable, "-I", "-S", "-c", _TAKE_TERMINAL, *argv],
                stdin=slave,
                stdout=slave,
                stderr=slave,
                cwd=cwd,
                env={
                    "PATH": os.environ["PATH"],
                    "TERM": "xterm-256color",
                    "COLORTERM": "truecolor",
                    **(env or {}),
                },
                start_new_session=True,
            )
        except BaseException:
            os.close(self._master)
            raise
        finally:
            os.close(slave)

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.kill()
        os.close(self._master)

    # What the reader does

    def press(self, *keys: str) -> None:
        """Press keys by name ("enter", "ctrl+p", "alt+x", "left") or as characters."""
        for key in keys:
            self._write(key_bytes(key))
            if key == "escape":
                self._read_for(ESCAPE_PAUSE)

    def type(self, text: str) -> None:
        """Type the text, character by character."""
        self._write(text.encode())

    def resize(self, columns: int, rows: int) -> None:
        """Give the terminal another size, as dragging its window does."""
        self._emulator.resize(columns, rows)
        self._set_size(columns, rows)

    # What the reader sees

    def wait_for(self, condition: Condition, timeout: float = TIMEOUT) -> str:
        """Read until the screen is as it should be, and return it.

        Raises AssertionError with the whole screen after ``timeout`` seconds, and at once
        when the program has ended.
        """
        holds = _shows(condition) if isinstance(condition, str) else condition
        deadline = time.monotonic() + timeout
        while not holds(self.screen()):
            ended = self._process.poll() is not None
            while not self._read():
                if ended:
                    self._fail(f"the program ended with {self._process.returncode}", condition)
                if time.monotonic() > deadline:
                    self._fail(f"after {timeout:g} s", condition)
                ended = self._process.poll() is not None
        return self.screen()

    def screen(self) -> str:
        """The rows of the screen, without the space at their ends."""
        return self._emulator.text()

    def cell_texts(self) -> Sequence[Sequence[str]]:
        """What stands in every place, row by row; '' in the second column of a wide character."""
        return self._emulator.cell_texts()

    def cell(self, x: int, y: int) -> Cell:
        """One place of the screen, counted from 0 at the top left."""
        return self._emulator.cell(x, y)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows."""
        return self._emulator.columns, self._emulator.rows

    @property
    def raw(self) -> bytes:
        """Everything that the program has written so far, as it wrote it."""
        return bytes(self._written)

    @property
    def is_cooked(self) -> bool:
        """Whether it is as a shell wants it: typed text is echoed, edited and taken by lines,
        and ctrl+c is a signal.
        """
        wanted = termios.ECHO | termios.ICANON | termios.ISIG | termios.IEXTEN
        flags: int = termios.tcgetattr(self._master)[3]
        return flags & wanted == wanted

    @property
    def pid(self) -> int:
        """The program's process."""
        return self._process.pid

    # Its end

    def wait_exit(self, timeout: float = TIMEOUT) -> int:
        """Read until the program ends, and return its exit code (minus a signal's number).

        Raises AssertionError with the whole screen when it has not ended in time.
        """
        deadline = time.monotonic() + timeout
        while self._process.poll() is None:
            self._read()
            if time.monotonic() > deadline:
                self._fail(f"after {timeout:g} s", "the program's end")
        while self._read():
            pass
        return self._process.returncode

    def kill(self) -> None:
        """End the program at once, if it still runs."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()

    # The pty

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._master, data) :]

    def _read(self, patience: float = 0.05) -> bool:
        """Read what is there within ``patience`` seconds; whether there was anything."""
        if not select.select([self._master], [], [], patience)[0]:
            return False
        try:
            data = os.read(self._master, 65536)
        except OSError:  # EIO: how Linux says that nobody has the other end open
            data = b""
        if not data:
            time.sleep(0.01 if self._process.poll() is None else 0)
            return False
        self._written += data
        self._emulator.feed(data)
        return True

    def _read_for(self, seconds: float) -> None:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            self._read(0.02)

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def _fail(self, when: str, condition: object) -> None:
        frame = "─" * self._emulator.columns
        raise AssertionError(f"not seen {when}: {condition!r}\n{frame}\n{self.screen()}\n{frame}")


def key_bytes(key: str) -> bytes:
    """What a terminal sends for a key. Raises ValueError for a name it does not know."""
    if key in _KEYS:
        return _KEYS[key].encode()
    if len(key) == 1:
        return key.encode()
    modifier, _, rest = key.partition("+")
    if modifier == "ctrl" and len(rest) == 1 and rest.isalpha():
        return bytes([ord(rest.lower()) & 0x1F])
    if modifier == "alt" and rest:
        return b"\x1b" + key_bytes(rest)
    raise ValueError(f"no such key: {key}")


def _shows(text: str) -> Callable[[str], bool]:
    return lambda screen: text in screen
