"""Figures for the stories on science."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import cos, pi, sin
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
    around,
)


def _stars(canvas: Canvas, count: int = 40) -> None:
    """Scatter stars; the multipliers only keep them from lining up."""
    for n in range(count):
        canvas.disc((n * 137) % WIDTH, (n * 89 + n * n * 7) % HEIGHT, 1.2 + n % 3 * 0.6, WHITE)


def _earth(canvas: Canvas, x: float, y: float, radius: float) -> None:
    canvas.disc(x, y, radius, BLUE)
    canvas.ellipse(x - radius * 0.3, y - radius * 0.2, radius * 0.45, radius * 0.35, GREEN)
    canvas.ellipse(x + radius * 0.4, y + radius * 0.35, radius * 0.3, radius * 0.25, GREEN)
    canvas.ellipse(x, y - radius * 0.78, radius * 0.42, radius * 0.14, WHITE)
    canvas.ellipse(x + radius * 0.1, y + radius * 0.1, radius * 0.6, radius * 0.08, WHITE)


def moon_landing() -> Canvas:
    """The lander on the plain, the Earth above it."""
    canvas = Canvas(NIGHT)
    _stars(canvas)
    _earth(canvas, 400, 62, 38)
    canvas.ellipse(240, 330, 420, 130, GREY)
    for x, y, across in ((70, 250, 34), (400, 236, 28), (300, 258, 20)):
        canvas.ellipse(x, y, across, across / 4, SLATE)
    for foot, hip in ((120, 172), (300, 248)):
        canvas.line([(hip, 160), (foot, 216)], GOLD, 8)
        canvas.ellipse(foot, 219, 18, 5, GOLD)
    canvas.rect(162, 148, 96, 40, GOLD)
    canvas.polygon([(192, 188), (228, 188), (240, 208), (180, 208)], SLATE)
    canvas.polygon([(166, 148), (172, 92), (196, 72), (228, 72), (250, 92), (254, 148)], WHITE)
    canvas.polygon([(184, 104), (206, 104), (200, 124)], INK)
    canvas.polygon([(216, 104), (238, 104), (222, 124)], INK)
    canvas.rect(198, 128, 26, 20, SLATE)
    canvas.line([(336, 212), (336, 128)], WHITE, 4)
    canvas.rect(338, 130, 48, 28, RED)
    return canvas


def rocket() -> Canvas:
    """A tall rocket leaving its tower."""
    canvas = Canvas(SKY)
    canvas.rect(0, 246, WIDTH, 24, SLATE)
    canvas.rect(120, 20, 44, 228, WINE)
    for n in range(7):
        canvas.rect(128, 30 + n * 32, 28, 20, SKY)
    for x, y, across in ((170, 250, 70), (240, 238, 60), (310, 250, 70), (400, 256, 50)):
        canvas.ellipse(x, y, across, 26, WHITE)
    canvas.polygon([(212, 186), (268, 186), (256, 258), (240, 266), (224, 258)], GOLD)
    canvas.polygon([(226, 186), (254, 186), (240, 240)], RED)
    canvas.rect(214, 84, 52, 106, WHITE)
    canvas.rect(214, 120, 52, 10, INK)
    canvas.rect(214, 150, 26, 40, INK)
    canvas.polygon([(214, 84), (222, 60), (258, 60), (266, 84)], INK)
    canvas.rect(222, 36, 36, 26, WHITE)
    canvas.polygon([(222, 36), (240, 10), (258, 36)], GREY)
    canvas.rect(238, 0, 4, 14, INK)
    return canvas


def earthrise() -> Canvas:
    """The Earth above the Moon's horizon."""
    canvas = Canvas(NIGHT)
    _stars(canvas, 24)
    _earth(canvas, 250, 96, 70)
    canvas.ellipse(200, 330, 460, 150, GREY)
    for x, y, across in ((60, 228, 40), (210, 212, 26), (330, 240, 46), (430, 222, 22)):
        canvas.ellipse(x, y, across, across / 4, SLATE)
    return canvas


def bootprint() -> Canvas:
    """The print of a ribbed sole in dust."""
    canvas = Canvas(GREY)
    for n in range(60):
        canvas.disc((n * 83) % WIDTH, (n * 61 + n * n * 5) % HEIGHT, 2 + n % 4, SLATE)
    canvas.ellipse(160, 135, 92, 66, INK)
    canvas.ellipse(316, 135, 80, 54, INK)
    canvas.rect(160, 82, 156, 104, INK)
    for n in range(12):
        x = 92 + n * 26
        if n != 6:
            half = 50 if 1 < n < 10 else 34
            canvas.line([(x, 135 - half), (x, 135 + half)], PAPER, 9)
    return canvas


def splashdown() -> Canvas:
    """A capsule under three parachutes, above the sea."""
    canvas = Canvas(SKY)
    canvas.rect(0, 216, WIDTH, 54, BLUE)
    for x, y in ((150, 66), (330, 66), (240, 52)):
        canvas.line([(x - 52, y), (240, 160), (x + 52, y)], INK, 2.5)
        for n, shade in enumerate((RED, WHITE, RED, WHITE, RED)):
            left = x - 60 + n * 24
            canvas.polygon(
                [
                    (left, y),
                    (left + 24, y),
                    (x + (n - 1.5) * 12, y - 44),
                    (x + (n - 2.5) * 12, y - 44),
                ],
                shade,
            )
    canvas.polygon([(222, 160), (258, 160), (284, 206), (196, 206)], INK)
    canvas.rect(196, 202, 88, 10, SAND)
    for n in range(6):
        canvas.line([(10 + n * 86, 240), (56 + n * 86, 240)], SKY, 5)
    return canvas


def black_hole() -> Canvas:
    """A bright ring round a shadow, brighter below."""
    canvas = Canvas("#120806")
    shades = ("#3a1408", "#6e240c", "#a83c10", RED, "#dd7a28", GOLD, "#f7d98a")
    for n, shade in enumerate(shades):
        canvas.ellipse(240, 139 + n * 2.6, 124 - n * 8, 112 - n * 7, shade)
    for n, shade in enumerate(reversed(shades[1:6])):
        canvas.ellipse(240, 126 - n, 66 - n * 4, 56 - n * 4, shade)
    canvas.ellipse(240, 122, 44, 38, "#120806")
    return canvas


def mirror() -> Canvas:
    """Eighteen gilded segments in the shape of a honeycomb."""
    canvas = Canvas(NIGHT)
    _stars(canvas)
    step = 46
    cells = [(q, r) for q in range(-2, 3) for r in range(-2, 3) if abs(q + r) <= 2 and (q or r)]
    canvas.line([(240, 135), (80, 258)], SLATE, 7)
    canvas.line([(240, 135), (400, 258)], SLATE, 7)
    for number, (q, r) in enumerate(cells):
        x = 240 + q * step * 0.866 * 1.02
        y = 135 + (r + q / 2) * step * 1.02
        shade = (GOLD, "#f3c968", "#d2912a")[number % 3]
        canvas.polygon(around(x, y, step / 2 * 1.1, 6), shade)
    canvas.disc(240, 135, 10, SLATE)
    return canvas


def asteroid() -> Canvas:
    """A spinning-top asteroid with a small probe beside it."""
    canvas = Canvas(NIGHT)
    _stars(canvas)
    canvas.polygon(
        [
            (200, 30),
            (258, 44),
            (330, 128),
            (318, 160),
            (240, 240),
            (180, 232),
            (96, 158),
            (90, 122),
        ],
        GREY,
    )
    canvas.polygon([(258, 44), (330, 128), (318, 160), (240, 240), (260, 140)], SLATE)
    for x, y, radius in (
        (150, 130, 18),
        (210, 90, 12),
        (206, 180, 15),
        (250, 140, 9),
        (150, 178, 8),
    ):
        canvas.disc(x, y, radius, SLATE)
    canvas.rect(388, 84, 28, 28, GOLD)
    canvas.rect(344, 90, 40, 14, SKY)
    canvas.rect(420, 90, 40, 14, SKY)
    canvas.line([(396, 112), (364, 144)], WHITE, 4)
    canvas.disc(362, 146, 8, WHITE)
    return canvas


def clock() -> Canvas:
    """A clock one step before midnight."""
    canvas = Canvas(WINE)
    canvas.disc(240, 135, 122, INK)
    canvas.disc(240, 135, 110, PAPER)
    for n in range(12):
        turn = 2 * pi * n / 12
        inner = 82 if n % 3 == 0 else 94
        ends: list[Point] = [(240 + r * sin(turn), 135 - r * cos(turn)) for r in (inner, 102)]
        canvas.line(ends, INK, 8 if n % 3 == 0 else 5)
    canvas.line([(240, 135), (237, 76)], INK, 12)
    canvas.line([(240, 135), (236, 50)], INK, 8)
    canvas.line([(240, 150), (230, 40)], RED, 4)
    canvas.disc(240, 135, 10, RED)
    return canvas


FIGURES: Final[Mapping[str, Callable[[], Canvas]]] = {
    "asteroid": asteroid,
    "black-hole": black_hole,
    "bootprint": bootprint,
    "clock": clock,
    "earthrise": earthrise,
    "mirror": mirror,
    "moon-landing": moon_landing,
    "rocket": rocket,
    "splashdown": splashdown,
}
