"""Whether a theme can be read: contrast as WCAG 2.2 defines it.

https://www.w3.org/TR/WCAG22/#dfn-contrast-ratio and #dfn-relative-luminance.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final, NamedTuple

from brief_tui.config.roles import ROLES, Theme

TEXT: Final = 4.5
"""Success criterion 1.4.3 (AA) for text. A terminal has no large text."""
SIGN: Final = 3.0
"""Criterion 1.4.11, for lines that mean something: which pane has the focus."""
ORNAMENT: Final = 1.5
"""Criterion 1.4.11 asks nothing of ornament; this keeps a hairline in sight.

The bar beside a caption or a quote, and the lines of tables and panes, only repeat what
position, indent and type say already, and print draws them thin for the text's sake.
"""

_NEEDED: Final[Mapping[str, float]] = {
    **dict.fromkeys(("border", "table_rule", "caption_bar", "quote_bar"), ORNAMENT),
    "border_focus": SIGN,
}
_ON_A_ROW: Final = ("background", "cursor", "cursor_blurred")
_IN_THE_PANEL: Final = ("panel", "cursor")
_ON_THE_BAR: Final = ("bar",)
DRAWN_ON: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(ROLES, ("background",)),
    **dict.fromkeys(("unread", "read", "starred", "later", "match"), _ON_A_ROW),
    **dict.fromkeys(("body", "meta"), (*_ON_A_ROW, "panel", "bar")),
    **dict.fromkeys(("kicker", "bar_key"), ("background", "bar", *_IN_THE_PANEL)),
    **dict.fromkeys(("related", "related_here"), ("background", *_IN_THE_PANEL)),
    **dict.fromkeys(("border", "border_focus"), ("background", "panel")),
    **dict.fromkeys(("trail", "notice", "error"), ("background", "bar", "panel")),
    **{own: (own,) for own in ("background", "panel", "bar", "cursor", "cursor_blurred", "input")},
}
"""The backgrounds that each role is drawn on, by the roles these belong to."""


class Reading(NamedTuple):
    """How well ``role`` stands out on the background of ``ground``."""

    role: str
    ground: str
    ratio: float
    needed: float

    @property
    def enough(self) -> bool:
        """Whether it meets what its kind needs."""
        return self.ratio >= self.needed


def luminance(colour: str) -> float:
    """The relative luminance of "#rrggbb", 0.0 for black to 1.0 for white."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """The contrast between two colours "#rrggbb", 1.0 to 21.0, in either order."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def readings(theme: Theme) -> Iterator[Reading]:
    """Every role on every background it is drawn on. An ANSI theme has none to measure."""
    if theme.ansi:
        return
    looks = theme.looks
    for role in ROLES:
        for ground in DRAWN_ON[role]:
            ink = looks[role].color or looks[ground].color or looks["body"].color
            paper = (
                looks[role].background or looks[ground].background or looks["background"].background
            )
            if ink is not None and paper is not None:
                yield Reading(role, ground, ratio(ink, paper), _NEEDED.get(role, TEXT))
