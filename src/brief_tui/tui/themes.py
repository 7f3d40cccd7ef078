"""Which theme to show, and following its file as it is saved."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

from brief_tui.config import themes
from brief_tui.config.paths import themes_dir
from brief_tui.config.settings import Settings
from brief_tui.config.themes import Theme
from brief_tui.model.errors import ConfigError
from brief_tui.tui.terminal import ask_background, has_few_colours

FALLBACK = "evening"


def is_light() -> bool:
    """Whether the terminal says that its background is light."""
    return ask_background().light


def theme_name(
    settings: Settings, chosen: str | None = None, is_light: Callable[[], bool] = is_light
) -> str:
    """The theme for this terminal.

    NO_COLOR (no-color.org) goes before the config, and that before what was ``chosen`` in
    the reader. The terminal is only asked where none of them decides.
    """
    if os.environ.get("NO_COLOR"):
        return "mono"
    if settings.theme != "auto":
        return settings.theme
    if chosen:
        return chosen
    if has_few_colours():
        return "sixteen"
    return settings.light_theme if is_light() else settings.dark_theme


class ThemeFile:
    """A theme's file, watched by the time it was last written."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[str] = []
        self._path: Path | None = None
        self._stamp = 0

    @property
    def path(self) -> Path | None:
        """Where the theme was found; None for nowhere."""
        return self._path

    def load(self) -> Theme:
        """The theme; one of ours, and a problem, where it cannot be read."""
        try:
            self._path = themes.find(self.name)
            self._stamp = self._now()
            return themes.load_theme(self._path)
        except ConfigError as error:
            self.problems.append(str(error))
            return themes.load_theme(themes_dir() / f"{FALLBACK}.yaml")

    def reload(self) -> Theme | None:
        """The theme if its file was written since; None if not. Raises ConfigError."""
        if self._path is None:
            try:
                self._path = themes.find(self.name)
            except ConfigError:  # told once already
                return None
        stamp = self._now()
        if stamp == self._stamp:
            return None
        first, self._stamp = not self._stamp, stamp
        return None if first or not stamp else themes.load_theme(self._path)

    def _now(self) -> int:
        try:
            return self._path.stat().st_mtime_ns if self._path else 0
        except OSError:
            return 0
