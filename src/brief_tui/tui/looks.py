"""A theme's roles as terminal styles, and as a theme that Textual's own widgets follow."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache, cached_property, lru_cache

from rich.style import Style
from textual.theme import Theme as TextualTheme

from brief_tui.config.themes import Theme
from brief_tui.tui.typeset.pieces import EMPHASIS, STRONG


@cache
def _linked() -> re.Pattern[str]:
    """What may stand in the terminal's own link sequence (OSC 8): it is written there raw.

    Compiled when a link is first seen.
    """
    return re.compile(r"https?://[!-~\u00a1-\ud7ff\uf900-\U0010fffd]+")


class Looks:
    """The styles of one theme. Asking for the same style again costs a dictionary look-up."""

    def __init__(self, theme: Theme) -> None:
        self.theme = theme
        self._cache: dict[tuple[str, str, int, str | None], Style] = {}

    def style(
        self, role: str, ground: str = "background", flags: int = 0, href: str | None = None
    ) -> Style:
        """The style of ``role`` on the background of the role ``ground``."""
        key = (role, ground, flags, href)
        style = self._cache.get(key)
        if style is None:
            style = self._cache[key] = self._make(*key)
        return style

    @staticmethod
    @lru_cache(8192)
    def half_block(upper: str, lower: str) -> Style:
        """The style of a cell of a picture: two pixels, #rrggbb each."""
        return Style(color=upper, bgcolor=lower)

    def _make(self, role: str, ground: str, flags: int, href: str | None) -> Style:
        looks = self.theme.looks
        look, under = looks[role], looks[ground]
        if under.reverse and not look.reverse:
            # On a bar in reverse, a colour or a dim meant for the page cannot be read.
            look = replace(look, color=under.color, dim=under.dim)
        return Style(
            color=look.color or under.color or looks["body"].color,
            bgcolor=look.background or under.background or looks["background"].background,
            bold=look.bold or under.bold or bool(flags & STRONG) or None,
            italic=look.italic != bool(flags & EMPHASIS) or None,
            underline=look.underline or None,
            dim=look.dim or None,
            reverse=look.reverse or under.reverse or None,
            strike=look.strike or None,
            link=href if href and _linked().fullmatch(href) else None,
        )

    @cached_property
    def textual(self) -> TextualTheme:
        """What the stock widgets (inputs, selections) need of the theme."""
        theme = self.theme
        paper, ink = self._ground("background"), self._ink("body")
        variables = {
            "brief-paper": paper,
            "brief-panel": self._ground("panel"),
            "brief-ink": ink,
            "input-cursor-background": ink,
            "input-cursor-foreground": paper,
            "input-cursor-text-style": "reverse" if theme.ansi else "none",
            "input-selection-background": self._ground("cursor"),
            "screen-selection-background": self._ground("cursor"),
            "ansi-background": paper,
            "ansi-foreground": ink,
        }
        return TextualTheme(
            name=f"brief-{theme.name}",
            primary=self._ink("border_focus"),
            accent=self._ink("link"),
            warning=self._ink("error"),
            error=self._ink("error"),
            success=self._ink("notice"),
            foreground=ink,
            background=paper,
            surface=paper,
            panel=variables["brief-panel"],
            dark=theme.dark,
            ansi=theme.ansi,
            variables=variables,
        )

    def _ink(self, role: str) -> str:
        looks = self.theme.looks
        return self._name(looks[role].color or looks["body"].color)

    def _ground(self, role: str) -> str:
        looks = self.theme.looks
        return self._name(looks[role].background or looks["background"].background)

    def _name(self, colour: str | None) -> str:
        """Textual's name: it writes the terminal's own colours ansi_red, ansi_default."""
        if colour is None or not colour.startswith("#"):
            return f"ansi_{colour or 'default'}"
        return colour
