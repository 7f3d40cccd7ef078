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
from typing import Final

PATIENCE: Final = 0.1
"""Seconds to wait for a terminal that may never answer."""

_COLOUR: Final = re.compile(
    rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})"
)
_ATTRIBUTES: Final = re.compile(rb"\x1b\[\?[\d;]*c")


def has_few_colours() -> bool:
    """Whether the terminal is known to have no more than the sixteen."""
    term = os.environ.get("TERM", "")
    if os.environ.get("COLORTERM", "") in {"truecolor", "24bit"}:
        return False
    return term in {"linux", "ansi", "vt100", "vt220", "xterm-16color", "screen", "rxvt", "xterm"}


def is_light() -> bool:
    """Whether the terminal says that its background is light; False when it does not say."""
    reply = _ask()
    match = _COLOUR.search(reply)
    if match is None:
        return False
    red, green, blue = (int(part, 16) / (16 ** len(part) - 1) for part in match.groups())
    luminance: float = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return luminance > 0.5


def _ask() -> bytes:
    """The terminal's answer. Its settings are put back, whatever happens."""
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
