"""Printing: for people in a terminal, for people in a pipe, for scripts.

Only a terminal gets styles and lines cut to its width; NO_COLOR takes the styles away.
Widths are terminal cells, not characters.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, TextIO

BOLD: Final = "1"
DIM: Final = "2"
ITALIC: Final = "3"

_GAP: Final = "  "
_NARROW: Final = re.compile(r"[\x20-\x7e\u00a0-\u00ac\u00ae-\u02ff\u2010-\u2027\u2030-\u205e]*")
"""Letters and punctuation of which every one surely takes one cell."""


class Marked(NamedTuple):
    """Text of which the stretches ``matches``, (start, end), stand out."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Output:
    """Where a command prints, and what can be shown there.

    ``terminal`` is whether a person is looking, ``styled`` whether SGR sequences may be
    used, ``width`` is in cells, ``unicode`` is whether every character can be shown.
    """

    stream: TextIO
    terminal: bool = False
    styled: bool = False
    width: int = 80
    unicode: bool = True

    @classmethod
    def on(cls, stream: TextIO) -> Output:
        """Find out what ``stream`` can show."""
        terminal = stream.isatty()
        plain = bool(os.environ.get("NO_COLOR")) or os.environ.get("TERM") == "dumb"
        encoding = (stream.encoding or "ascii").lower().replace("-", "")
        return cls(
            stream,
            terminal,
            terminal and not plain,
            max(20, shutil.get_terminal_size().columns),
            encoding in {"utf8", "utf16", "utf32", "utf8sig"},
        )

    def line(self, text: str = "") -> None:
        """Print one line."""
        print(text, file=self.stream)

    def json(self, tree: Any) -> None:
        """Print one JSON value on one line."""
        self.line(json_line(tree, ascii_only=not self.unicode))

    def style(self, text: str, *codes: str) -> str:
        """The text in these SGR styles, or as it is where styles cannot be used."""
        if not (self.styled and codes and text.strip()):
            return text
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m"

    def marked(self, marked: Marked, width: int | None = None) -> str:
        """The text with its matches bold, cut to ``width`` cells."""
        text, matches = marked
        shown = text if width is None else cut(text, width)
        kept = len(shown) if shown == text else max(0, len(shown) - 1)
        parts, at = [], 0
        for start, end in matches:
            low, high = max(start, at), min(end, kept)
            if low < high:
                parts += [shown[at:low], self.style(shown[low:high], BOLD)]
                at = high
        return "".join(parts) + shown[at:]

    def table(self, rows: Sequence[Sequence[str]]) -> None:
        """Print rows as columns as wide as their widest cell; the last is cut to fit."""
        for line in self.columns(rows):
            self.line(line)

    def columns(self, rows: Sequence[Sequence[str]]) -> Iterator[str]:
        """The lines of a table."""
        widths = [max(map(cells, column)) for column in zip(*rows, strict=True)]
        for row in rows:
            lead = _GAP.join(padded(c, w) for c, w in zip(row[:-1], widths, strict=False))
            lead += _GAP if lead else ""
            yield (lead + self.fitted(row[-1], cells(lead))).rstrip()

    def fitted(self, text: str, used: int) -> str:
        """The text, cut to what ``used`` cells leave of a terminal's line."""
        return cut(text, max(8, self.width - used)) if self.terminal else text


def json_line(tree: Any, *, ascii_only: bool = False) -> str:
    """JSON on one line, readable as it stands unless ``ascii_only``."""
    return json.dumps(tree, ensure_ascii=ascii_only, separators=(", ", ": "), allow_nan=False)


def complain(message: str, *details: str) -> None:
    """Tell the person on standard error what went wrong, with the details on lines of their own."""
    for line in (f"brief: {message}", *details):
        print(visible(line), file=sys.stderr)


def visible(text: str) -> str:
    """Outside text that is not of the model (a file's name, another program's error) made safe.

    Every character that is not printable, controls and bidi overrides among them, becomes
    U+FFFD, so that the columns stay.
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def cells(text: str) -> int:
    """How many cells wide the text is."""
    if _NARROW.fullmatch(text):
        return len(text)
    from wcwidth import wcswidth  # noqa: PLC0415  slow to import, and most text is narrow

    return max(0, wcswidth(text))


def cut(text: str, width: int) -> str:
    """The text, shortened to ``width`` cells with an ellipsis if it is longer."""
    if cells(text) <= width:
        return text
    end = min(len(text), width)
    while end and cells(text[:end]) > width - 1:
        end -= 1
    return text[:end].rstrip() + "…" if width > 0 else ""


def padded(text: str, width: int) -> str:
    """The text filled with spaces to ``width`` cells."""
    return text + " " * max(0, width - cells(text))


def count_of(number: int, one: str, many: str = "") -> str:
    """``1 story``, ``1,204 stories``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def sentence(parts: Iterable[str]) -> str:
    """The parts that are there, set apart by commas."""
    return ", ".join(part for part in parts if part)
