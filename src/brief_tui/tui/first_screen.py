"""The first screen of the next start, kept as styled lines in a file.

Importing Textual takes longer than all the rest of a start. So the reader, when it leaves,
sets up the screen that the next start would show, and keeps its lines with everything that
they depend on. A start for which all of that still holds shows them at once, and Textual
comes up behind them. Painting the list straight out of the archive was the other way: a
second drawing of everything, that would never be quite the first.

The file is not trusted, though it is the reader's own: it is read up to a limit, and only
if its lines are printable text and SGR sequences (ECMA-48, 8.3.117).
"""

from __future__ import annotations

import json
import os
import re
import stat
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from hashlib import blake2b
from pathlib import Path
from typing import Final

from brief_tui import __version__
from brief_tui.config.paths import user_themes_dir
from brief_tui.config.settings import Settings
from brief_tui.tui.controls import CONTROLS

SIZE_LIMIT: Final = 1 << 20
"""Bytes: four times what a large window full of colours takes."""

ENVIRONMENT: Final = (
    "TERM", "COLORTERM", "NO_COLOR", "FORCE_COLOR", "TEXTUAL_COLOR_SYSTEM", "TEXTUAL_THEME",
    "LC_ALL", "LC_CTYPE", "LC_TIME", "LANG", "TZ",
)  # fmt: skip
"""Variables that change how a screen looks."""

_LINE: Final = re.compile(f"(?:[^{CONTROLS}\ud800-\udfff]|\x1b\\[[0-9;]{{0,60}}m)*")
_LINK: Final = re.compile("\x1b\\]8;[^\x1b\x07]*\x1b\\\\")


@dataclass(frozen=True, slots=True)
class FirstScreen:
    """The lines of a screen, styled with SGR sequences, and what they depend on.

    ``state`` is that of :func:`state_of`. ``background`` is what the terminal's background
    was found to be, "light" or "dark"; '' where nobody asked. ``files`` are paths with their
    stamps.
    """

    lines: Sequence[str]
    state: str
    background: str
    files: Mapping[str, str]

    def holds(self, settings: Settings, size: tuple[int, int]) -> bool:
        """Whether all is as it was, but for the background, which only the terminal knows.

        ``size`` is in columns and rows.
        """
        return (
            len(self.lines) == size[1]
            and self.state == state_of(settings, size)
            and {*map(str, _files(settings))} <= self.files.keys()
            and all(_stamp(path) == stamp for path, stamp in self.files.items())
        )

    def painting(self) -> bytes:
        """What paints it on the terminal's other screen, from any state, as one frame."""
        rows = "".join(f"\x1b[{y};1H{line}\x1b[0m" for y, line in enumerate(self.lines, 1))
        return f"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2026h{rows}\x1b[?2026l".encode()


def state_of(settings: Settings, size: tuple[int, int]) -> str:
    """A fingerprint of what decides how a screen of ``size`` (columns, rows) looks, the files
    apart.
    """
    environment = [os.environ.get(name, "") for name in ENVIRONMENT]
    today = time.strftime("%Y-%m-%d %Z")  # dates in the list and the head are relative to it
    facts = (__version__, size, environment, today, settings)
    return blake2b(repr(facts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def capture(
    rows: Sequence[str], settings: Settings, size: tuple[int, int], background: str, theme: Path
) -> FirstScreen:
    """Take down a screen: its rows as they would be written to the terminal, links and all.

    Call it when the archive is closed: closing writes to it. ``theme`` is the theme's file.
    """
    files = {str(path): _stamp(path) for path in (*_files(settings), theme)}
    lines = [_LINK.sub("", row) for row in rows]
    return FirstScreen(lines, state_of(settings, size), background, files)


def keep(screen: FirstScreen, path: Path) -> None:
    """Write it, for this user alone. What cannot be written is not kept: nothing is lost."""
    content = json.dumps(asdict(screen), ensure_ascii=False).encode("utf-8", "replace")
    if len(content) > SIZE_LIMIT:
        return
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    with suppress(OSError):
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            fresh.unlink()
        file = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(file, "wb") as stream:  # noqa: PTH123  a descriptor
            stream.write(content)
        fresh.replace(path)


def read(path: Path) -> FirstScreen | None:
    """What was kept; None where there is nothing, or where it is not as we write it."""
    try:
        tree = json.loads(_content(path))
        lines, files = tree["lines"], tree["files"]
        screen = FirstScreen(lines, tree["state"], tree["background"], files)
        texts = [screen.state, screen.background, *files, *files.values()]
        sound = isinstance(lines, list) and all(isinstance(text, str) for text in (*texts, *lines))
        return screen if sound and all(map(_LINE.fullmatch, lines)) else None
    except (OSError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None


def _content(path: Path) -> bytes:
    """The file, if it is a plain one that belongs to this user and to nobody else."""
    file = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
    with open(file, "rb") as stream:  # noqa: PTH123  a descriptor
        facts = os.fstat(file)
        ours = facts.st_uid == os.geteuid() and not facts.st_mode & 0o077
        if not (stat.S_ISREG(facts.st_mode) and ours and facts.st_size <= SIZE_LIMIT):
            return b""
        return stream.read(SIZE_LIMIT)


def _files(settings: Settings) -> tuple[Path, ...]:
    """What decides what is on the screen: the archive, what is not yet in its main file, and
    the folder in which the reader's own themes come and go.
    """
    archive = settings.archive.absolute()
    return archive, archive.with_name(f"{archive.name}-wal"), user_themes_dir()


def _stamp(path: str | Path) -> str:
    """Changes with the file; '' where there is none."""
    try:
        facts = os.stat(path)  # noqa: PTH116  paths out of the file are text
    except (OSError, ValueError):
        return ""
    return f"{facts.st_ino} {facts.st_size} {facts.st_mtime_ns}"
