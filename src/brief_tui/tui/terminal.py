"""What the terminal is: its colours, and whether its background is light.

The background is asked for with OSC 11, fenced by a request for the primary device
attributes (DA1) that every terminal answers: when that answer comes first, there will
be no other. (xterm control sequences, "Operating System Commands".)
"""

from __future__ import annotations

import os
import re
import select
import sys
import time
from dataclasses import dataclass
from typing import Final

PATIENCE: Final = 0.1
"""Seconds to wait for a terminal that may never answer."""

_COLOUR: Final = re.compile(
    rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})"
)
_ATTRIBUTES: Final = re.compile(rb"\x1b\[\?[\d;]*c")
_QUERIED: Final = re.compile(rb"\x1b\]11;[^\x07\x1b]*(?:\x07|\x1b\\)?|\x1b\[\?[\d;]*c?")
"""Either answer, whole or cut off."""


def has_few_colours() -> bool:
    """Whether the terminal is known to have no more than the sixteen."""
    term = os.environ.get("TERM", "")
    if os.environ.get("COLORTERM", "") in {"truecolor", "24bit"}:
        return False
    return term in {"linux", "ansi", "vt100", "vt220", "xterm-16color", "screen", "rxvt", "xterm"}


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether the terminal says that its background is light; False when it does not say.

    ``typed`` are the bytes that came with the answer and are none of it: the keys of a reader
    who does not wait.
    """

    light: bool
    typed: bytes = b""


def ask_background() -> Answer:
    """Ask the terminal for its background. Its settings are put back, whatever happens."""
    reply = _ask()
    typed = _QUERIED.sub(b"", reply)
    match = _COLOUR.search(reply)
    if match is None:
        return Answer(False, typed)
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in match.groups())
    luminance: float = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return Answer(luminance > 0.5, typed)


def _ask() -> bytes:
    """All that comes until the terminal has answered."""
    try:
        import termios  # noqa: PLC0415 - not there on every platform
        import tty  # noqa: PLC0415
    except ImportError:
        return b""
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        return b""
    terminal = sys.stdin.fileno()
    before = termios.tcgetattr(terminal)
    reply = b""
    try:
        tty.setcbreak(terminal, termios.TCSANOW)
        os.write(sys.stdout.fileno(), b"\x1b]11;?\x1b\\\x1b[c")
        until = time.monotonic() + PATIENCE
        while not _ATTRIBUTES.search(reply) and (left := until - time.monotonic()) > 0:
            if select.select([terminal], [], [], left)[0]:
                reply += os.read(terminal, 1024)
    except OSError:
        return b""
    finally:
        termios.tcsetattr(terminal, termios.TCSANOW, before)
    return reply
