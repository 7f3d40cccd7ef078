"""Figures for the stories on climate and health."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from scripts.figures.canvas import (
    BLUE,
    GOLD,
    GREEN,
    GREY,
    HEIGHT,
    INK,
    NIGHT,
    PAPER,
    RED,
    SAND,
    SKY,
    SLATE,
    WHITE,
    WIDTH,
    WINE,
    Canvas,
    Point,
)

# Yearly means at Mauna Loa in parts per million, rounded (NOAA Global Monitoring Laboratory).
_CARBON_DIOXIDE: Final = {
    1960: 317,
    1970: 326,
    1980: 339,
    1990: 354,
    2000: 370,
    2010: 390,
    2020: 414,
}


def carbon_curve() -> Canvas:
    """Carbon dioxide at Mauna Loa, one point for each decade."""
    canvas = Canvas(PAPER)
    first = min(_CARBON_DIOXIDE)
    points: list[Point] = [
        (40 + (year - first) / 60 * 400, 230 - (value - 300) / 120 * 200)
        for year, value in _CARBON_DIOXIDE.items()
    ]
    canvas.polygon([*points, (440, 236), (40, 236)], SAND)
    for value in (300, 340, 380, 420):
        y = 230 - (value - 300) / 120 * 200
        canvas.line([(40, y), (440, y)], GREY, 1.5)
    canvas.line(points, RED, 10)
    for x, y in points:
        canvas.disc(x, y, 9, WINE)
    canvas.rect(34, 234, 412, 6, INK)
    canvas.rect(34, 24, 6, 214, INK)
    return canvas


def ozone_hole() -> Canvas:
    """The globe seen from below, the hole above the pole."""
    canvas = Canvas(NIGHT)
    canvas.disc(240, 135, 124, GREEN)
    for radius, shade in ((114, GOLD), (96, SKY), (78, BLUE), (56, WINE)):
        canvas.ellipse(244, 135, radius, radius * 0.94, shade)
    canvas.polygon(
        [(206, 118), (232, 104), (270, 108), (286, 132), (276, 162), (238, 166), (210, 148)], WHITE
    )
    canvas.line([(206, 122), (190, 104)], WHITE, 8)
    return canvas


def sea_ice() -> Canvas:
    """Floes drifting apart under a low sun."""
    canvas = Canvas(GOLD)
    canvas.rect(0, 92, WIDTH, 178, BLUE)
    canvas.disc(356, 92, 46, RED)
    canvas.rect(0, 96, WIDTH, 174, BLUE)
    for shape in (
        [(0, 100), (110, 104), (150, 124), (60, 140), (0, 134)],
        [(176, 112), (270, 106), (300, 128), (210, 140)],
        [(330, 126), (430, 112), (480, 120), (480, 150), (370, 156)],
        [(30, 170), (150, 156), (220, 182), (180, 214), (60, 218)],
        [(262, 180), (350, 172), (400, 196), (330, 226), (252, 214)],
        [(420, 190), (480, 182), (480, 232), (440, 226)],
        [(100, 244), (200, 236), (260, 258), (240, 270), (90, 270)],
    ):
        canvas.polygon([(x, y + 8) for x, y in shape], SKY)
        canvas.polygon(shape, WHITE)
    return canvas


def pump() -> Canvas:
    """A street pump whose handle lies on the ground."""
    canvas = Canvas(SKY)
    canvas.rect(0, 214, WIDTH, 56, SLATE)
    for n in range(5):
        canvas.rect(6 + n * 98, 20 + n % 2 * 20, 84, 194 - n % 2 * 20, SAND)
        canvas.rect(24 + n * 98, 62, 18, 34, SLATE)
        canvas.rect(56 + n * 98, 62, 18, 34, SLATE)
    canvas.rect(206, 70, 56, 162, INK)
    canvas.polygon([(198, 70), (270, 70), (234, 34)], INK)
    canvas.rect(262, 122, 60, 18, INK)
    canvas.rect(306, 122, 18, 36, INK)
    canvas.rect(190, 226, 90, 16, INK)
    canvas.disc(234, 104, 12, RED)
    canvas.line([(70, 244), (168, 254)], RED, 10)
    canvas.rect(294, 206, 44, 36, GOLD)
    return canvas


def street_map() -> Canvas:
    """A street plan; the marks crowd round one pump."""
    canvas = Canvas(SAND)
    for y, thick in ((58, 14), (138, 24), (220, 14)):
        canvas.line([(0, y), (WIDTH, y + 14)], WHITE, thick)
    for x, thick in ((70, 14), (190, 14), (300, 18), (420, 14)):
        canvas.line([(x, 0), (x - 20, HEIGHT)], WHITE, thick)
    stacks = (
        (96, 1),
        (122, 2),
        (150, 3),
        (212, 6),
        (236, 7),
        (260, 6),
        (316, 4),
        (344, 3),
        (372, 1),
    )
    for x, count in stacks:
        for n in range(count):
            above = x % 4 < 2
            y = 118 - n * 11 if above else 160 + n * 11
            canvas.rect(x, y, 20, 8, INK)
    canvas.disc(242, 144, 20, RED)
    canvas.disc(242, 144, 7, WHITE)
    for x, y in ((60, 68), (410, 228)):
        canvas.disc(x, y, 15, BLUE)
    return canvas


def needle() -> Canvas:
    """The forked needle with a drop of vaccine, a globe behind it."""
    canvas = Canvas(PAPER)
    canvas.disc(170, 135, 112, SKY)
    for shape in (
        [(96, 70), (160, 50), (186, 96), (140, 132), (98, 116)],
        [(150, 150), (208, 140), (222, 184), (176, 230), (150, 196)],
        [(214, 66), (252, 84), (262, 122), (226, 112)],
    ):
        canvas.polygon(shape, GREEN)
    canvas.line([(452, 24), (306, 170)], SLATE, 12)
    canvas.line([(306, 170), (278, 182)], SLATE, 8)
    canvas.line([(306, 170), (294, 198)], SLATE, 8)
    canvas.disc(272, 204, 17, RED)
    return canvas


FIGURES: Final[Mapping[str, Callable[[], Canvas]]] = {
    "carbon-curve": carbon_curve,
    "needle": needle,
    "ozone-hole": ozone_hole,
    "pump": pump,
    "sea-ice": sea_ice,
    "street-map": street_map,
}
