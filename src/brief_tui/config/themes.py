"""The theme files: which there are, and one of them read. A theme's name is its file's stem."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from brief_tui.config.paths import themes_dir, user_themes_dir
from brief_tui.config.roles import ANSI_NAMES, FALLBACKS, ROLES, STYLES, Look, Theme
from brief_tui.config.suggestions import hint
from brief_tui.model.errors import ConfigError

__all__ = [
    "ANSI_NAMES",
    "FALLBACKS",
    "ROLES",
    "STYLES",
    "Look",
    "Theme",
    "ThemeFile",
    "available",
    "find",
    "load_theme",
]

SIZE_LIMIT: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class ThemeFile:
    """A theme to choose from."""

    name: str
    title: str
    dark: bool
    path: Path


def load_theme(path: Path) -> Theme:
    """Read one theme, afresh each time. Raises ConfigError, naming the file and the line."""
    from brief_tui.config.theme_yaml import read_theme  # noqa: PLC0415  imports PyYAML

    try:
        with path.open("rb") as file:
            content = file.read(SIZE_LIMIT + 1)
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror or error}") from error
    if len(content) > SIZE_LIMIT:
        raise ConfigError(f"{path} is larger than a theme may be, {SIZE_LIMIT // 1024} KiB")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise ConfigError(f"{path}, line {line}: this is not UTF-8 text") from error
    return read_theme(text, path)


def find(name: str, user_dir: Path | None = None) -> Path:
    """The file of the theme ``name``, the reader's own before a bundled one. Nothing is read.

    Raises ConfigError when there is no such theme.
    """
    files = _files(_folders(user_dir))
    if name not in files:
        raise ConfigError(f"There is no theme {name[:60]!r}{hint(name, files)}")
    return files[name]


def available(user_dir: Path | None = None) -> tuple[list[ThemeFile], list[str]]:
    """All themes by name, and a sentence for each file that is not a sound theme.

    ``user_dir`` holds the reader's own themes, by default the one beside the settings. A
    theme there hides a bundled one of the same name.
    """
    themes, problems = [], []
    for name, path in sorted(_files(_folders(user_dir)).items()):
        try:
            theme = load_theme(path)
        except ConfigError as error:
            problems.append(str(error))
        else:
            themes.append(ThemeFile(name, theme.title, theme.dark, path))
    return themes, problems


def _folders(user_dir: Path | None) -> tuple[Path, Path]:
    return themes_dir(), user_dir or user_themes_dir()


def _files(folders: Iterable[Path]) -> dict[str, Path]:
    """The theme files by name; those of a later folder hide those of an earlier one."""
    return {
        path.stem: path
        for folder in folders
        for path in sorted(folder.glob("*.yaml"))
        if path.is_file()
    }
