"""The terminal, from the first moment of a start until the interface has it, and at its end.

Textual takes longer to import than all the rest of a start. Until it is there, the terminal
is already as the reader needs it: what is typed is not shown, and waits for the interface in
the terminal's own queue; the first screen is there, if it was kept (:mod:`first_screen`).
Whatever ends the start too early, all this is taken back. This module must not import Textual.
"""

from __future__ import annotations

import os
import shutil
import signal
import termios
from contextlib import suppress
from pathlib import Path
from types import FrameType, TracebackType
from typing import Any, Final

from brief_tui.config.paths import first_screen_file
from brief_tui.config.settings import Settings
from brief_tui.tui.first_screen import FirstScreen, capture, keep, read
from brief_tui.tui.terminal import ask_background

SIGNALS: Final = 128
"""What shells add to a signal's number in an exit code."""

_KEYS: Final = 0
_SCREEN: Final = 2
"""Where Textual reads and writes: standard input, and standard error."""

_ENDING: Final = (signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT)
_LEAVE: Final = b"\x1b[?7h\x1b[?1049l\x1b[?25h"


class Overture:
    """Holds the terminal for a start; a context manager that gives it back as it was.

    ``is_on`` is whether the first screen shows. ``attributes`` are the terminal's own, as termios
    has them; None where there is no terminal. ``signalled`` is the signal that asked for the
    end while the interface was about to take over; 0 for none. ``background`` is "light" or
    "dark"; '' as long as nobody has asked.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings: Final = settings
        self._typed = b""
        self.is_on = False
        self.attributes: list[Any] | None = None
        self.signalled = 0
        self.background = ""
        self._interface_comes = False
        self._handlers: dict[signal.Signals, Any] = {}
        self._rows: list[str] = []
        self._size = (0, 0)
        self._theme: Path | None = None

    def __enter__(self) -> Overture:
        self._listen(*_ENDING)
        self._quieten()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._give_back()
        for number, before in self._handlers.items():
            signal.signal(number, before)

    # The first screen

    def show(self) -> bool:
        """Show the first screen, if one was kept that is true; whether it was."""
        screen = read(first_screen_file())
        if screen is None or not self._is_true(screen):
            return False
        self._listen(signal.SIGINT, signal.SIGTSTP)
        self.is_on = True
        _write(screen.painting())
        return True

    def _is_true(self, screen: FirstScreen) -> bool:
        if (
            self.attributes is None
            or not os.isatty(_SCREEN)
            or not screen.holds(self.settings, _size())
        ):
            return False
        return not screen.background or screen.background == self._ask()

    def take_down(self, rows: list[str], size: tuple[int, int], theme: Path) -> None:
        """Remember a screen of ``size`` (columns, rows), as the next start is to show it."""
        self._rows, self._size, self._theme = rows, size, theme

    def keep(self) -> None:
        """Keep the screen that was taken down. Call it when the archive is closed."""
        if self._theme is not None:
            screen = capture(self._rows, self.settings, self._size, self.background, self._theme)
            keep(screen, first_screen_file())

    # The terminal

    def is_light(self) -> bool:
        """Whether the terminal says that its background is light. It is asked once."""
        return (self.background or self._ask()) == "light"

    def _ask(self) -> str:
        answer = ask_background()
        self._typed += answer.typed
        self.background = "light" if answer.light else "dark"
        return self.background

    def take_typed(self) -> bytes:
        """What was typed so far and is not in the terminal's queue any more, for once."""
        typed, self._typed = self._typed, b""
        return typed

    def _quieten(self) -> None:
        """Show nothing of what is typed, and pass each key on as it comes, as Textual does.

        Signals stay on: until the interface is there, ctrl+c ends the start.
        """
        with suppress(termios.error, OSError):
            before, quiet = termios.tcgetattr(_KEYS), termios.tcgetattr(_KEYS)
            quiet[0] &= ~(
                termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR
            )
            quiet[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN)
            quiet[6][termios.VMIN], quiet[6][termios.VTIME] = 1, 0
            termios.tcsetattr(_KEYS, termios.TCSANOW, quiet)
            self.attributes = before

    # Signals

    def await_interface(self) -> None:
        """The archive is open, and Textual about to start its threads: from here on a signal is
        only noted, for the interface, but for those of the keyboard, which it takes care of.
        """
        self._interface_comes = True
        for number in (signal.SIGINT, signal.SIGQUIT):
            if number in self._handlers:
                signal.signal(number, self._handlers.pop(number))

    def hand_over(self) -> None:
        """The interface has the terminal, and will leave the other screen."""
        self.is_on = False

    def _listen(self, *numbers: signal.Signals) -> None:
        """Give the terminal back when one of these ends the start; nothing stops it halfway."""
        for number in numbers:
            before = signal.getsignal(number)
            if before in (signal.SIG_DFL, signal.default_int_handler):
                handler = signal.SIG_IGN if number == signal.SIGTSTP else self._end
                self._handlers[number] = signal.signal(number, handler)

    def _end(self, number: int, frame: FrameType | None) -> None:
        """End as by the signal itself: an exception is lost where imports ignore exceptions."""
        if self._interface_comes:
            self.signalled = number
            return
        self._give_back()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)

    def _give_back(self) -> None:
        """Leave the terminal as it was found."""
        if self.is_on:
            self.is_on = False
            _write(_LEAVE)
        if self.attributes is not None:
            with suppress(termios.error):
                termios.tcsetattr(_KEYS, termios.TCSANOW, self.attributes)


def _size() -> tuple[int, int]:
    """Columns and rows, as Textual takes them."""
    columns, rows = shutil.get_terminal_size()
    return columns, rows


def _write(data: bytes) -> None:
    """Write to the terminal, all of it."""
    with suppress(OSError):
        while data:
            data = data[os.write(_SCREEN, data) :]
