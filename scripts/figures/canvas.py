"""A small canvas with a fixed palette, so that all figures look like one newspaper's."""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, pi, sin
from pathlib import Path
from typing import Final, TypeAlias

from PIL import Image, ImageDraw

Point: TypeAlias = tuple[float, float]

WIDTH: Final = 480
HEIGHT: Final = 270
_SCALE: Final = 3  # drawn larger and reduced: Pillow does not smooth edges itself
_COLOURS: Final = 128

INK: Final = "#1b2230"
NIGHT: Final = "#0f1524"
PAPER: Final = "#f4ead6"
SAND: Final = "#dcc9a3"
GREY: Final = "#8d929c"
SLATE: Final = "#4a5364"
RED: Final = "#c9432e"
WINE: Final = "#7d2430"
GOLD: Final = "#e8ae3c"
BLUE: Final = "#2d5f8f"
SKY: Final = "#92bfd8"
GREEN: Final = "#4c8a5c"
WHITE: Final = "#fdfaf2"


class Canvas:
    """480 by 270 points, the origin at the top left."""

    def __init__(self, background: str) -> None:
        self._image = Image.new("RGB", (WIDTH * _SCALE, HEIGHT * _SCALE), background)
        self._draw = ImageDraw.Draw(self._image)

    def rect(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle given by its top left corner and its size."""
        self.polygon([(x, y), (x + width, y), (x + width, y + height), (x, y + height)], colour)

    def polygon(self, points: Sequence[Point], colour: str) -> None:
        """Fill the area within the points."""
        self._draw.polygon([(x * _SCALE, y * _SCALE) for x, y in points], fill=colour)

    def disc(self, x: float, y: float, radius: float, colour: str) -> None:
        """Fill a circle given by its centre."""
        self.ellipse(x, y, radius, radius, colour)

    def ellipse(self, x: float, y: float, across: float, down: float, colour: str) -> None:
        """Fill an ellipse given by its centre and its two radii."""
        box = (x - across, y - down, x + across, y + down)
        self._draw.ellipse([edge * _SCALE for edge in box], fill=colour)

    def ring(self, x: float, y: float, radius: float, colour: str, width: float) -> None:
        """Draw a circle's line, ``width`` thick inwards."""
        box = (x - radius, y - radius, x + radius, y + radius)
        self._draw.ellipse(
            [edge * _SCALE for edge in box], outline=colour, width=round(width * _SCALE)
        )

    def line(self, points: Sequence[Point], colour: str, width: float) -> None:
        """Draw a line through the points, with round ends and corners."""
        scaled = [(x * _SCALE, y * _SCALE) for x, y in points]
        self._draw.line(scaled, fill=colour, width=round(width * _SCALE), joint="curve")
        for x, y in points:
            self.disc(x, y, width / 2, colour)

    def save(self, path: Path) -> None:
        """Write a PNG with few colours, which keeps it small; the same bytes every time."""
        image = self._image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        # An octree keeps the colour of a small mark, which median cut would lose.
        few = image.quantize(_COLOURS, Image.Quantize.FASTOCTREE, dither=Image.Dither.NONE)
        few.save(path, "PNG", optimize=True)


def around(x: float, y: float, radius: float, count: int, start: float = 0.0) -> list[Point]:
    """The corners of a regular polygon; ``start`` in turns, clockwise from the right."""
    turns = [2 * pi * (start + n / count) for n in range(count)]
    return [(x + radius * cos(turn), y + radius * sin(turn)) for turn in turns]
