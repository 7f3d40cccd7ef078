"""Figures for the stories on technology and trade."""

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


def wafer() -> Canvas:
    """A silicon wafer, its dies in the colours of a test map."""
    canvas = Canvas(NIGHT)
    x, y, radius, die = 240, 135, 122, 26
    canvas.disc(x, y, radius, SKY)
    shades = (BLUE, BLUE, GOLD, BLUE, GREEN, BLUE, RED)
    for row in range(-4, 5):
        for column in range(-4, 5):
            if (abs(row) + 0.5) ** 2 + (abs(column) + 0.5) ** 2 > (radius / die) ** 2:
                continue
            shade = shades[(row * 5 + column * 3) % len(shades)]
            canvas.rect(x + (column - 0.5) * die + 2, y + (row - 0.5) * die + 2, 22, 22, shade)
    canvas.polygon([(228, 260), (252, 260), (240, 246)], NIGHT)
    return canvas


def chip() -> Canvas:
    """A packaged chip among the tracks of its board."""
    canvas = Canvas(GREEN)
    for n in range(7):
        at = 60 + n * 25
        canvas.line([(0, at), (150, at)], GOLD, 7)
        canvas.line([(330, at), (WIDTH, at)], GOLD, 7)
        across = 165 + n * 25
        canvas.line([(across, 0), (across, HEIGHT)], GOLD, 7)
    canvas.rect(140, 35, 200, 200, INK)
    canvas.rect(175, 70, 130, 130, SLATE)
    canvas.rect(195, 90, 90, 90, SKY)
    canvas.disc(157, 52, 7, PAPER)
    return canvas


def assembly_hall() -> Canvas:
    """A hall with columns, flags on its roof, rows of delegates before it."""
    canvas = Canvas(SAND)
    canvas.rect(0, 205, WIDTH, 65, WINE)
    canvas.rect(40, 70, 400, 20, INK)
    canvas.rect(40, 190, 400, 18, INK)
    canvas.rect(52, 90, 376, 100, SLATE)
    for n in range(9):
        canvas.rect(56 + n * 44, 90, 20, 100, PAPER)
    for n in range(5):
        x = 70 + n * 80
        canvas.line([(x, 70), (x, 18)], INK, 4)
        canvas.polygon([(x, 18), (x + 48, 26), (x, 46)], RED)
    for n in range(12):
        canvas.disc(20 + n * 40, 232, 11, INK)
        canvas.ellipse(20 + n * 40, 262, 17, 20, INK)
    return canvas


def mountain_screen() -> Canvas:
    """A speaker on a large screen, mountains behind it."""
    canvas = Canvas(SKY)
    canvas.polygon([(-20, 230), (90, 40), (200, 230)], SLATE)
    canvas.polygon([(90, 40), (62, 88), (92, 78), (118, 88)], WHITE)
    canvas.polygon([(270, 230), (400, 22), (520, 230)], SLATE)
    canvas.polygon([(400, 22), (368, 74), (400, 62), (432, 76)], WHITE)
    canvas.rect(0, 222, WIDTH, 48, WHITE)
    canvas.rect(120, 60, 240, 150, INK)
    canvas.rect(130, 70, 220, 130, RED)
    canvas.disc(240, 116, 25, PAPER)
    canvas.polygon([(186, 200), (200, 156), (240, 142), (280, 156), (294, 200)], INK)
    canvas.polygon([(228, 146), (240, 172), (252, 146)], WHITE)
    canvas.rect(170, 210, 14, 36, INK)
    canvas.rect(296, 210, 14, 36, INK)
    return canvas


# The bars of a seven-segment digit: x, y, width, height within 60 by 110 points.
_TWO: Final = ((0, 0, 60, 18), (42, 0, 18, 60), (0, 46, 60, 18), (0, 46, 18, 64), (0, 92, 60, 18))
_SEVEN: Final = ((0, 0, 60, 18), (42, 0, 18, 110))


def calendar() -> Canvas:
    """A calendar page that shows the 27th, a falling curve behind it."""
    canvas = Canvas(PAPER)
    curve: list[Point] = [(0, 40), (50, 75), (90, 55), (150, 150), (210, 110), (300, 205)]
    canvas.line([*curve, (360, 170), (480, 235)], RED, 12)
    canvas.rect(130, 30, 220, 218, INK)
    canvas.rect(138, 38, 204, 44, BLUE)
    canvas.rect(138, 82, 204, 158, WHITE)
    canvas.rect(178, 18, 16, 40, GREY)
    canvas.rect(286, 18, 16, 40, GREY)
    for left, digit in ((170, _TWO), (250, _SEVEN)):
        for x, y, width, height in digit:
            canvas.rect(left + x, 106 + y, width, height, INK)
    return canvas


def container_ship() -> Canvas:
    """A loaded ship on the open sea."""
    canvas = Canvas(SKY)
    canvas.rect(0, 196, WIDTH, 74, BLUE)
    shades = (RED, GOLD, GREEN, PAPER, SLATE)
    for row, first in enumerate((2, 1, 0, 0)):
        for column in range(first, 7 - (row == 0)):
            shade = shades[(column * 2 + row * 3) % len(shades)]
            canvas.rect(64 + column * 40, 60 + row * 25, 38, 23, shade)
    canvas.rect(356, 40, 52, 122, WHITE)
    canvas.rect(362, 54, 40, 12, INK)
    canvas.rect(372, 14, 22, 28, RED)
    canvas.polygon([(36, 160), (444, 160), (420, 222), (76, 222)], INK)
    canvas.polygon([(69, 204), (427, 204), (420, 222), (76, 222)], WINE)
    for n in range(6):
        canvas.line([(20 + n * 84, 246), (62 + n * 84, 246)], SKY, 5)
    return canvas


def container_crane() -> Canvas:
    """A quay crane above stacked boxes."""
    canvas = Canvas(PAPER)
    canvas.rect(0, 232, WIDTH, 38, SLATE)
    canvas.rect(20, 32, 440, 16, INK)
    canvas.rect(150, 32, 16, 200, INK)
    canvas.rect(300, 32, 16, 200, INK)
    canvas.line([(158, 10), (40, 34)], INK, 6)
    canvas.line([(158, 10), (420, 34)], INK, 6)
    canvas.line([(215, 48), (215, 96)], INK, 5)
    canvas.line([(255, 48), (255, 96)], INK, 5)
    canvas.rect(190, 96, 90, 40, RED)
    shades = (BLUE, GOLD, GREEN, RED)
    for row in range(3):
        for column in range(2):
            canvas.rect(332 + column * 70, 112 + row * 40, 66, 36, shades[(row + column) % 4])
            if row:
                canvas.rect(4 + column * 70, 112 + row * 40, 66, 36, shades[(row * 2 + column) % 4])
    canvas.rect(176, 196, 118, 36, BLUE)
    return canvas


def canal() -> Canvas:
    """A ship lying across a canal, from above."""
    canvas = Canvas(SAND)
    canvas.polygon([(150, 0), (300, 0), (330, 270), (180, 270)], BLUE)
    canvas.polygon([(150, 0), (164, 0), (194, 270), (180, 270)], SKY)
    canvas.polygon([(286, 0), (300, 0), (330, 270), (316, 270)], SKY)
    hull: list[Point] = [(128, 190), (108, 168), (330, 62), (356, 78), (352, 96)]
    canvas.polygon(hull, INK)
    shades = (RED, GOLD, PAPER, GREEN)
    for n in range(8):
        x, y = 142 + n * 24, 160 - n * 11.5
        canvas.polygon([(x, y), (x + 19, y - 9), (x + 27, y + 5), (x + 8, y + 14)], shades[n % 4])
    for x, y in ((204, 244), (222, 26)):
        canvas.polygon([(x, y - 14), (x + 12, y), (x + 10, y + 18), (x - 4, y + 18)], WHITE)
    canvas.rect(372, 92, 34, 18, GOLD)
    canvas.line([(380, 94), (362, 84)], INK, 5)
    return canvas


def network() -> Canvas:
    """The four first places of the Arpanet, joined by lines."""
    canvas = Canvas(NIGHT)
    places: list[Point] = [(110, 60), (110, 210), (250, 225), (400, 90)]
    for first, second in ((0, 1), (0, 2), (1, 2), (0, 3)):
        canvas.line([places[first], places[second]], GOLD, 6)
    for place, shade in zip(places, (RED, SKY, PAPER, GREEN), strict=True):
        canvas.disc(*place, 36, shade)
        canvas.rect(place[0] - 14, place[1] - 16, 28, 32, INK)
        canvas.rect(place[0] - 9, place[1] - 11, 18, 8, GOLD)
    return canvas


def pipes() -> Canvas:
    """Three machines, each feeding the next."""
    canvas = Canvas(PAPER)
    canvas.rect(0, 118, WIDTH, 34, SLATE)
    canvas.rect(0, 126, WIDTH, 8, SKY)
    for left, shade in ((40, RED), (190, BLUE), (340, GREEN)):
        canvas.rect(left, 72, 100, 126, INK)
        canvas.rect(left + 8, 80, 84, 110, shade)
    canvas.polygon([(62, 108), (118, 108), (98, 140), (98, 168), (82, 168), (82, 140)], PAPER)
    for n, width in enumerate((24, 40, 56)):
        canvas.rect(212, 106 + n * 24, width, 14, PAPER)
    canvas.line([(366, 134), (384, 156), (416, 112)], PAPER, 14)
    return canvas


def database() -> Canvas:
    """The drum that stands for a database, in a pocket-sized device."""
    canvas = Canvas(BLUE)
    canvas.rect(150, 8, 180, 254, INK)
    canvas.rect(162, 30, 156, 206, PAPER)
    canvas.disc(240, 249, 7, GREY)
    for n, shade in reversed(list(enumerate((GOLD, RED, SLATE)))):
        y = 78 + n * 50
        canvas.rect(186, y, 108, 36, shade)
        canvas.ellipse(240, y + 36, 54, 16, shade)
        canvas.ellipse(240, y, 54, 16, WHITE)
    return canvas


FIGURES: Final[Mapping[str, Callable[[], Canvas]]] = {
    "assembly-hall": assembly_hall,
    "calendar": calendar,
    "canal": canal,
    "chip": chip,
    "container-crane": container_crane,
    "container-ship": container_ship,
    "database": database,
    "mountain-screen": mountain_screen,
    "network": network,
    "pipes": pipes,
    "wafer": wafer,
}
