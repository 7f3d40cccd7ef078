"""The words in which a theme speaks: what there is to colour, and how it can look."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

ROLES: Final[tuple[str, ...]] = (
    *("background", "panel", "border", "border_focus", "bar", "bar_key"),
    *("body", "meta", "kicker", "headline", "dek", "byline", "heading", "quote", "quote_bar"),
    *("caption", "caption_bar", "credit", "link", "code", "table_rule", "picture"),
    *("match", "match_current", "unread", "read", "starred", "later"),
    *("cursor", "cursor_blurred", "related", "related_here", "trail"),
    *("notice", "error", "input"),
)

GROUNDS: Final = frozenset({"background", "panel"})
"""Roles that nothing is written in: a colour alone is their background."""

STYLES: Final[tuple[str, ...]] = ("bold", "italic", "underline", "dim", "reverse", "strike")
"""In the order of the fields of :class:`Look`."""

ANSI_NAMES: Final = frozenset(
    prefix + name
    for prefix in ("", "bright_")
    for name in ("black", "red", "green", "yellow", "blue", "magenta", "cyan", "white")
)

FALLBACKS: Final[Mapping[str, tuple[str, Mapping[str, bool]]]] = {
    "panel": ("background", {}),
    "border": ("meta", {}),
    "border_focus": ("body", {"bold": True}),
    "bar": ("panel", {}),
    "bar_key": ("bar", {"bold": True}),
    "meta": ("body", {}),
    "kicker": ("meta", {"bold": True}),
    "headline": ("body", {"bold": True}),
    "dek": ("body", {"italic": True}),
    "byline": ("meta", {}),
    "heading": ("headline", {}),
    "quote": ("body", {"italic": True}),
    "quote_bar": ("meta", {}),
    "caption": ("meta", {"italic": True}),
    "caption_bar": ("quote_bar", {}),
    "credit": ("caption", {"italic": False}),
    "link": ("body", {"underline": True}),
    "code": ("body", {}),
    "table_rule": ("border", {}),
    "picture": ("caption", {}),
    "match": ("body", {"reverse": True}),
    "match_current": ("match", {"bold": True, "underline": True}),
    "unread": ("body", {"bold": True}),
    "read": ("meta", {}),
    "starred": ("kicker", {}),
    "later": ("kicker", {}),
    "cursor": ("background", {"reverse": True}),
    "cursor_blurred": ("panel", {"bold": True}),
    "related": ("body", {}),
    "related_here": ("related", {"bold": True}),
    "trail": ("meta", {}),
    "notice": ("body", {"bold": True}),
    "error": ("notice", {"reverse": True}),
    "input": ("panel", {}),
}
"""Where a role's look comes from when a theme does not give it: another role's, changed so."""


@dataclass(frozen=True, slots=True)
class Look:
    """How something looks. A colour is "#rrggbb", an ANSI name, "default" (the terminal's own)
    or None: that of what it stands on.
    """

    color: str | None = None
    background: str | None = None
    bold: bool = False
    italic: bool = False
    underline: bool = False
    dim: bool = False
    reverse: bool = False
    strike: bool = False

    def changed(
        self,
        styles: Mapping[str, bool],
        color: str | None = None,
        background: str | None = None,
    ) -> Look:
        """This look with other colours, where given, and some styles set or taken away."""
        return Look(
            color or self.color,
            background or self.background,
            *(styles.get(style, getattr(self, style)) for style in STYLES),
        )


@dataclass(frozen=True, slots=True)
class Theme:
    """A look for every role. An ``ansi`` theme has only colours that the terminal defines."""

    name: str
    title: str
    dark: bool
    ansi: bool
    looks: Mapping[str, Look]
    path: Path
