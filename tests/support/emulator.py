"""The terminal's screen: pyte, mended where it takes modern sequences for text.

pyte 0.8 draws the tail of sequences with intermediates (``CSI ? 2026 $ p``), takes
``CSI > 1 u`` and ``CSI > 4 m`` for other commands than they are, does not know the strings
DCS, APC and PM, and stops a draw at a joiner. So the sequences pass through here first:
queries are answered, what pyte knows goes on to it, and the rest is dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import pyte
from wcwidth import wcwidth

_SEQUENCE: Final = re.compile(
    rb"\x1b\[(?P<csi>[0-?]*[ -/]*[@-~])"
    rb"|\x1b\](?P<osc>[^\x07\x1b]*)(?:\x07|\x1b\\)"
    rb"|\x1b[PX^_][^\x1b]*\x1b\\"
)
_UNFINISHED: Final = re.compile(
    rb"\x1b(?:\[[0-?]*[ -/]*|\][^\x07\x1b]*\x1b?|[PX^_][^\x1b]*\x1b?)?\Z"
)
_KNOWN: Final = re.compile(rb"\??[0-9;]*[hl]|[0-9;]*[@-~]")
_FRAME_BEGINS: Final = b"\x1b[?2026h"
_FRAME_ENDS: Final = b"\x1b[?2026l"
_MODE_QUERY: Final = re.compile(rb"\?([0-9]+)\$p")
_COLOUR_QUERY: Final = re.compile(rb"(1[01]);\?")


@dataclass(frozen=True, slots=True)
class Cell:
    """A place of the screen.

    Colours are six hexadecimal digits, a name ("red", "brightred") or "default".
    ``text`` is '' for the second column of a wide character.
    """

    text: str
    foreground: str
    background: str
    bold: bool
    italic: bool
    underline: bool
    reverse: bool


class Emulator:
    """A screen of ``columns`` by ``rows``; ``answer`` takes what it says to the program."""

    def __init__(
        self, columns: int, rows: int, answer: Callable[[bytes], None], background: str
    ) -> None:
        self._screen = _Screen(columns, rows, answer)
        self._stream = pyte.ByteStream(self._screen)
        self._answer = answer
        self._held = b""
        self._rows: list[tuple[str, ...]] = []
        bright = int(background[:2], 16) > 0x7F
        self._colours = {b"10": "000000" if bright else "ffffff", b"11": background}

    @property
    def columns(self) -> int:
        return self._screen.columns

    @property
    def rows(self) -> int:
        return self._screen.lines

    def feed(self, data: bytes) -> None:
        """Take what the program wrote, in parts of any size.

        A frame that the program marks as one (mode 2026) is shown once it is whole.
        """
        data = self._held + data
        unfinished = _UNFINISHED.search(data)
        end = unfinished.start() if unfinished else len(data)
        frame = data.rfind(_FRAME_BEGINS, 0, end)
        if frame > data.rfind(_FRAME_ENDS, 0, end):
            end = frame
        self._held = data[end:]
        self._stream.feed(_SEQUENCE.sub(self._sequence, data[:end]))

    def resize(self, columns: int, rows: int) -> None:
        self._screen.resize(rows, columns)

    def text(self) -> str:
        """The rows, without the space at their ends."""
        return "\n".join("".join(row).rstrip() for row in self.cell_texts())

    def cell_texts(self) -> Sequence[Sequence[str]]:
        """What stands in every place, row by row; '' in the second column of a wide character."""
        screen = self._screen
        if len(self._rows) != screen.lines:
            self._rows = [()] * screen.lines
            screen.dirty.update(range(screen.lines))
        for y in screen.dirty:
            if y < screen.lines:
                line = screen.buffer[y]
                self._rows[y] = tuple(line[x].data for x in range(screen.columns))
        screen.dirty.clear()
        return self._rows

    def cell(self, x: int, y: int) -> Cell:
        if not (0 <= x < self._screen.columns and 0 <= y < self._screen.lines):
            raise IndexError(f"({x}, {y}) is not on the screen")
        char = self._screen.buffer[y][x]
        return Cell(
            char.data,
            char.fg,
            char.bg,
            char.bold,
            char.italics,
            char.underscore,
            char.reverse,
        )

    def _sequence(self, match: re.Match[bytes]) -> bytes:
        """Answer a query; what of the sequence goes on to pyte."""
        if (osc := match["osc"]) is not None:
            if query := _COLOUR_QUERY.fullmatch(osc):
                self._answer_colour(query[1])
            return b""
        csi = match["csi"]
        if csi is None:
            return b""
        if query := _MODE_QUERY.fullmatch(csi):
            known = 2 if query[1] == b"2026" else 0  # 2: known, and off
            self._answer(b"\x1b[?%b;%d$y" % (query[1], known))
        elif csi in {b"c", b"0c"}:
            self._answer(b"\x1b[?62;22c")
        elif _KNOWN.fullmatch(csi):
            return match[0]
        return b""

    def _answer_colour(self, which: bytes) -> None:
        digits = self._colours[which]
        red, green, blue = (digits[i : i + 2] * 2 for i in (0, 2, 4))
        self._answer(b"\x1b]%b;rgb:%b\x1b\\" % (which, f"{red}/{green}/{blue}".encode()))


class _Screen(pyte.Screen):
    """A screen whose reports reach the program and which draws past joiners."""

    def __init__(self, columns: int, rows: int, answer: Callable[[bytes], None]) -> None:
        self._answer = answer
        super().__init__(columns, rows)

    def draw(self, data: str) -> None:
        super().draw("".join(c for c in data if wcwidth(c) > 0 or unicodedata.combining(c)))

    def write_process_input(self, data: str) -> None:
        self._answer(data.encode())
