"""``brief doctor``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Brief


def findings(brief: Brief, *arguments: str | Path) -> dict[str, list[tuple[str, str]]]:
    """What was found, as (status, message), by subject."""
    found: dict[str, list[tuple[str, str]]] = {}
    trees: list[Any] = brief("doctor", "--json", *arguments).json
    for tree in trees:
        found.setdefault(tree["subject"], []).append((tree["status"], tree["message"]))
    return found


def test_a_sound_house_is_ok(filled: Brief, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")
    done = filled("doctor")
    assert done.code == 0
    assert all(line.startswith(("ok ", "warn ")) for line in done.out.splitlines())
    assert f"{filled.archive}: 2 stories, 2 unread" in done.out


def test_an_archive_that_is_not_there_yet_is_no_failure(brief: Brief) -> None:
    ((status, message),) = findings(brief)["archive"]
    assert (status, "is not there yet" in message) == ("ok", True)
    assert not brief.archive.exists()


def test_mistakes_in_the_config_are_warnings(filled: Brief) -> None:
    config = filled.file("config.toml", 'measure = 7\n[keys]\n"app.quit" = ["j"]\n')
    found = findings(filled, "--config", config)
    assert [status for status, _ in found["config"]] == ["warn"]
    assert "measure" in found["config"][0][1]
    assert found["keys"][0][0] == "warn"
    assert filled("doctor", "--config", config).code == 0


def test_a_config_that_is_missing_is_a_failure(filled: Brief) -> None:
    done = filled("doctor", "--config", filled.folder / "missing.toml")
    assert done.code == 3
    assert "fail  config" in done.out


def test_a_broken_theme_is_a_warning_that_names_the_file(filled: Brief) -> None:
    theme = filled.file("XDG_CONFIG_HOME/brief/themes/mine.yaml", "roles: [\n")
    status, message = findings(filled)["themes"][0]
    assert status == "warn"
    assert str(theme) in message


def test_a_terminal_without_a_full_screen_is_a_warning(
    filled: Brief, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TERM", "dumb")
    assert findings(filled)["terminal"][0][0] == "warn"


def test_rebuild_of_a_sound_archive_keeps_its_stories(filled: Brief) -> None:
    done = filled("doctor", "--rebuild")
    assert done.code == 0
    assert "the search index was made anew" in done.out
    assert len(filled("list").out.splitlines()) == 2
