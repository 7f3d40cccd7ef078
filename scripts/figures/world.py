"""Figures for the stories on culture and history."""

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
)


def press() -> Canvas:
    """A wooden screw press with a printed sheet."""
    canvas = Canvas(SAND)
    canvas.rect(0, 238, WIDTH, 32, SLATE)
    for left in (110, 330):
        canvas.rect(left, 20, 34, 220, WINE)
    canvas.rect(96, 12, 282, 34, WINE)
    canvas.rect(224, 46, 28, 74, INK)
    for n in range(4):
        canvas.line([(222, 66 + n * 14), (254, 58 + n * 14)], GREY, 4)
    canvas.line([(238, 112), (420, 84)], INK, 10)
    canvas.rect(160, 120, 156, 26, INK)
    canvas.rect(60, 190, 354, 24, WINE)
    canvas.rect(150, 162, 176, 28, WHITE)
    for n in range(5):
        canvas.rect(162 + n * 33, 168, 22, 16, INK)
    canvas.polygon([(20, 120), (84, 110), (92, 176), (28, 186)], WHITE)
    for n in range(4):
        canvas.line([(34, 132 + n * 13), (78, 126 + n * 13)], INK, 4)
    return canvas


def shelves() -> Canvas:
    """Two shelves of books."""
    canvas = Canvas("#3b2a20")
    shades = (RED, PAPER, BLUE, GOLD, GREEN, SAND, WINE, SKY)
    for row in range(2):
        base = 126 + row * 126
        x = 14
        for n in range(17):
            width = 18 + (n * 7 + row * 5) % 14
            height = 74 + (n * 11 + row * 17) % 34
            if x + width > WIDTH - 10:
                break
            canvas.rect(x, base - height, width, height, shades[(n * 3 + row) % len(shades)])
            canvas.rect(x + 4, base - height + 14, width - 8, 7, INK)
            x += width + 3
        canvas.rect(0, base, WIDTH, 12, SAND)
    return canvas


def playing_card() -> Canvas:
    """A hatter's hat between two playing cards."""
    canvas = Canvas(GREEN)
    for left in (24, 356):
        canvas.rect(left, 46, 100, 178, WHITE)
        canvas.disc(left + 36, 116, 18, RED)
        canvas.disc(left + 64, 116, 18, RED)
        canvas.polygon([(left + 19, 124), (left + 81, 124), (left + 50, 168)], RED)
    canvas.polygon([(176, 42), (304, 42), (288, 196), (192, 196)], INK)
    canvas.ellipse(240, 44, 64, 14, SLATE)
    canvas.polygon([(189, 158), (291, 158), (288, 188), (192, 188)], GOLD)
    canvas.ellipse(240, 202, 102, 20, INK)
    canvas.polygon([(262, 120), (312, 108), (318, 150), (272, 162)], PAPER)
    canvas.line([(278, 128), (300, 122)], INK, 4)
    canvas.line([(281, 144), (303, 138)], INK, 4)
    return canvas


def completed_square() -> Canvas:
    """A square, the two strips laid along it and the corner that is missing."""
    canvas = Canvas(INK)
    canvas.rect(120, 20, 146, 146, GOLD)
    canvas.rect(272, 20, 88, 146, BLUE)
    canvas.rect(120, 172, 146, 84, BLUE)
    canvas.rect(272, 172, 88, 84, RED)
    canvas.rect(280, 180, 72, 68, INK)
    for x in (0, 52):
        canvas.rect(290 + x, 172, 16, 84, INK)
    for y in (0, 48):
        canvas.rect(272, 188 + y, 88, 14, INK)
    return canvas


def fast_train() -> Canvas:
    """A white train with a round nose before a snowy mountain."""
    canvas = Canvas(SKY)
    canvas.polygon([(90, 200), (240, 24), (290, 24), (450, 200)], BLUE)
    canvas.polygon(
        [(189, 84), (240, 24), (290, 24), (345, 84), (310, 70), (280, 92), (250, 68), (220, 90)],
        WHITE,
    )
    canvas.rect(0, 196, WIDTH, 74, SLATE)
    canvas.rect(0, 232, WIDTH, 10, INK)
    canvas.rect(0, 136, 330, 92, WHITE)
    canvas.polygon([(330, 136), (380, 146), (424, 190), (428, 228), (330, 228)], WHITE)
    canvas.disc(420, 204, 13, BLUE)
    canvas.polygon([(336, 146), (372, 154), (392, 174), (336, 174)], INK)
    for n in range(6):
        canvas.rect(8 + n * 54, 150, 40, 24, BLUE)
    canvas.rect(0, 192, 426, 16, BLUE)
    return canvas


def open_wall() -> Canvas:
    """A wall with a gap, people on it and before it."""
    canvas = Canvas(NIGHT)
    for x in (60, 420):
        canvas.polygon([(x, 0), (x - 90, 200), (x + 90, 200)], SLATE)
    for n in range(6):
        if n not in {2, 3}:
            canvas.rect(n * 80, 106, 77, 120, GREY)
            canvas.rect(n * 80, 98, 77, 14, PAPER)
    canvas.rect(157, 106, 165, 120, GOLD)
    canvas.rect(0, 222, WIDTH, 48, INK)
    for x in (24, 66, 116, 350, 392, 446):
        canvas.disc(x, 58, 10, PAPER)
        canvas.rect(x - 9, 68, 18, 32, (RED, SKY, GREEN)[x % 3])
    for n in range(12):
        x, y = 24 + n * 39, 196 + n % 3 * 14
        if 3 < n < 8:
            y -= 40
        canvas.rect(x - 15, y + 14, 30, HEIGHT - y, (WINE, BLUE, GREEN)[n % 3])
        canvas.disc(x, y, 14, PAPER)
    return canvas


def metre_bar() -> Canvas:
    """A measuring rod under the meridian it was taken from."""
    canvas = Canvas(PAPER)
    canvas.disc(240, 104, 92, SKY)
    canvas.ellipse(240, 104, 44, 92, BLUE)
    canvas.ellipse(240, 104, 37, 85, SKY)
    canvas.rect(150, 100, 180, 7, BLUE)
    canvas.line([(203, 104), (206, 70), (214, 42), (226, 24), (240, 14)], RED, 10)
    canvas.rect(30, 206, 420, 50, INK)
    canvas.rect(36, 212, 408, 38, GOLD)
    for n in range(1, 10):
        canvas.rect(33 + n * 41, 212, 5, 24 if n == 5 else 16, INK)
    return canvas


FIGURES: Final[Mapping[str, Callable[[], Canvas]]] = {
    "completed-square": completed_square,
    "fast-train": fast_train,
    "metre-bar": metre_bar,
    "open-wall": open_wall,
    "playing-card": playing_card,
    "press": press,
    "shelves": shelves,
}
