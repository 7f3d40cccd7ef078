"""Where brief keeps its files, and where its own edition and themes are."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from brief_tui.model.errors import ConfigError

_FOLDER: Final = "brief"
_PACKAGE: Final = Path(__file__).resolve().parents[1]


def config_file() -> Path:
    """The settings: ``$XDG_CONFIG_HOME/brief/config.toml``, which need not exist."""
    return _config_dir() / "config.toml"


def credentials_file(config: Path | None = None) -> Path:
    """The passwords of feeds, beside the settings at ``config``. The file need not exist."""
    return (config or config_file()).with_name("credentials.toml")


def user_themes_dir() -> Path:
    """The reader's own themes, beside the settings. The folder need not exist."""
    return _config_dir() / "themes"


def archive_file() -> Path:
    """The archive: ``$XDG_DATA_HOME/brief/archive.db``, which need not exist."""
    return _data_dir() / "archive.db"


def first_screen_file() -> Path:
    """What the next start shows first: ``$XDG_CACHE_HOME/brief/first-screen.json``.

    It need not exist, and nothing is lost with it.
    """
    if (folder := _xdg("XDG_CACHE_HOME")) is None:
        from platformdirs import user_cache_path  # noqa: PLC0415  as for the other folders

        folder = user_cache_path(_FOLDER, appauthor=False)
    return folder / "first-screen.json"


def edition_dir() -> Path:
    """The folder of the bundled edition. Raises ConfigError when the installation lacks it."""
    return own_folder("content")


def themes_dir() -> Path:
    """The folder of the bundled themes. Raises ConfigError when the installation lacks it."""
    return own_folder("themes")


def own_folder(name: str, package: Path = _PACKAGE) -> Path:
    """A folder that comes with the program: inside the package, or at the top of a checkout."""
    packaged = package / name
    if packaged.is_dir():
        return packaged
    checkout = package.parents[1]
    if (checkout / "pyproject.toml").is_file() and (checkout / name).is_dir():
        return checkout / name
    raise ConfigError(f"This installation is incomplete: the folder {packaged} is not there")


def _config_dir() -> Path:
    if (folder := _xdg("XDG_CONFIG_HOME")) is not None:
        return folder
    from platformdirs import user_config_path  # noqa: PLC0415  most starts can do without it

    return user_config_path(_FOLDER, appauthor=False)


def _data_dir() -> Path:
    if (folder := _xdg("XDG_DATA_HOME")) is not None:
        return folder
    from platformdirs import user_data_path  # noqa: PLC0415  most starts can do without it

    return user_data_path(_FOLDER, appauthor=False)


def _xdg(variable: str) -> Path | None:
    """Our folder under an XDG base directory, on macOS too.

    A relative path is not valid and is passed over (XDG Base Directory Specification 0.8).
    """
    base = Path(os.environ.get(variable, ""))
    return base / _FOLDER if base.is_absolute() else None
