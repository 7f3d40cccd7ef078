"""Where files are looked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief_tui.config import paths
from brief_tui.model.errors import ConfigError


def test_xdg_folders_are_used_where_they_are_set(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "c"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "d"))
    assert paths.config_file() == tmp_path / "c/brief/config.toml"
    assert paths.user_themes_dir() == tmp_path / "c/brief/themes"
    assert paths.archive_file() == tmp_path / "d/brief/archive.db"


@pytest.mark.parametrize("value", ["", "not/absolute"])
def test_a_relative_xdg_folder_is_passed_over(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, value: str
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", value)
    monkeypatch.setenv("XDG_DATA_HOME", value)
    assert paths.config_file().is_relative_to(tmp_path)
    assert paths.archive_file().is_relative_to(tmp_path)


def test_the_edition_and_the_themes_are_found_in_a_checkout() -> None:
    assert any(paths.edition_dir().glob("*.md"))
    assert (paths.themes_dir() / "broadsheet.yaml").is_file()


def test_what_is_packaged_goes_before_a_checkout(tmp_path: Path) -> None:
    package = tmp_path / "src" / "brief_tui"
    (package / "themes").mkdir(parents=True)
    (tmp_path / "themes").mkdir()
    (tmp_path / "pyproject.toml").touch()
    assert paths.own_folder("themes", package) == package / "themes"


def test_a_folder_that_only_looks_like_ours_is_not_taken(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "brief_tui"
    package.mkdir(parents=True)
    (tmp_path / "content").mkdir()
    with pytest.raises(ConfigError, match=r"incomplete.*brief_tui/content"):
        paths.own_folder("content", package)


def test_the_passwords_are_beside_the_settings_that_are_read(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert paths.credentials_file() == tmp_path / "brief" / "credentials.toml"
    assert paths.credentials_file(Path("/etc/mine.toml")) == Path("/etc/credentials.toml")
