"""The first screen of the next start, in its file."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.config.settings import Settings
from brief_tui.tui import first_screen
from brief_tui.tui.first_screen import FirstScreen, capture, keep, read
from tests.support.emulator import Emulator

SIZE: Final = (20, 2)
ROWS: Final = [
    "\x1b[1;38;2;1;2;3mA story\x1b[0m",
    "港 \x1b]8;id=1;https://x.org\x1b\\link\x1b]8;;\x1b\\",
]


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """With an archive and a theme of which only the stamps matter."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    (tmp_path / "archive.db").write_text("stories")
    (tmp_path / "theme.yaml").write_text("roles")
    return Settings(tmp_path / "archive.db")


@pytest.fixture
def screen(settings: Settings, tmp_path: Path) -> FirstScreen:
    return capture(ROWS, settings, SIZE, "dark", tmp_path / "theme.yaml")


def test_what_was_kept_is_read_again_and_holds(
    screen: FirstScreen, settings: Settings, tmp_path: Path
) -> None:
    path = tmp_path / "cache" / "first-screen.json"
    keep(screen, path)
    assert read(path) == screen
    assert screen.holds(settings, SIZE)
    assert list(path.parent.iterdir()) == [path]


def test_what_is_painted_is_what_was_taken_down_without_its_links(screen: FirstScreen) -> None:
    emulator = Emulator(*SIZE, lambda _: None, "000000")
    emulator.feed(b"something that stood there before\r\n" * 2)
    emulator.feed(screen.painting())
    assert emulator.text().startswith("A story")
    assert emulator.cell(0, 0).foreground == "010203"
    assert b"x.org" not in screen.painting()


@pytest.mark.parametrize(
    "name", ["archive.db", "archive.db-wal", "theme.yaml", "config/brief/themes"]
)
def test_a_file_that_changed_or_came_makes_it_untrue(
    screen: FirstScreen, settings: Settings, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("something else")
    assert not screen.holds(settings, SIZE)


def test_a_setting_or_another_size_makes_it_untrue(screen: FirstScreen, settings: Settings) -> None:
    assert not screen.holds(replace(settings, measure=50), SIZE)
    assert not screen.holds(settings, (21, 2))
    assert not screen.holds(settings, (20, 3))


@pytest.mark.parametrize("name", first_screen.ENVIRONMENT)
def test_each_variable_that_changes_a_screen_makes_it_untrue(
    screen: FirstScreen, settings: Settings, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv(name, "something else")
    assert not screen.holds(settings, SIZE)


def test_another_day_makes_it_untrue(
    screen: FirstScreen, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.strftime", lambda *_: "another day")
    assert not screen.holds(settings, SIZE)


def test_a_file_that_says_nothing_of_the_archive_holds_for_none(
    screen: FirstScreen, settings: Settings
) -> None:
    assert not replace(screen, files={}).holds(settings, SIZE)


@given(st.text(min_size=1))
def test_a_line_is_text_and_styles_or_the_file_is_not_read(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("cache") / "first-screen.json"
    keep(FirstScreen([f"\x1b[1m{text}"], "", "", {}), path)
    found = read(path)
    if found is None:
        assert not text.isprintable()
    else:
        assert not any(c < " " or "\x7f" <= c <= "\x9f" for c in text)


@pytest.mark.parametrize(
    "line",
    ["\x1b]52;c;eA==\x07", "\x1b[2J", "\x1b[?1049l", "\x1bc", "\n", "\x9b1m", "\u202e", "\ud800"],
)
def test_no_other_sequence_gets_through(tmp_path: Path, line: str) -> None:
    path = tmp_path / "first-screen.json"
    tree = {"lines": [line], "state": "", "background": "", "files": {}}
    path.write_text(json.dumps(tree))
    path.chmod(0o600)
    assert read(path) is None
    tree["lines"] = ["text"]
    path.write_text(json.dumps(tree))
    assert read(path) is not None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"[" * 100_000,
        b'{"lines": 1, "state": "", "background": "", "files": {}}',
        b'{"lines": [1], "state": "", "background": "", "files": {}}',
        b'{"lines": [], "state": 1, "background": "", "files": {}}',
        b'{"lines": [], "state": "", "background": "", "files": []}',
        b'{"lines": [], "state": "", "background": "", "files": {"a": 1}}',
        b" " * (first_screen.SIZE_LIMIT + 1),
    ],
)
def test_a_file_of_another_shape_is_not_read(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "first-screen.json"
    path.write_bytes(content)
    path.chmod(0o600)
    assert read(path) is None


def test_a_file_that_others_can_write_or_that_is_elsewhere_is_not_read(
    screen: FirstScreen, tmp_path: Path
) -> None:
    path, link = tmp_path / "first-screen.json", tmp_path / "link"
    keep(screen, path)
    link.symlink_to(path)
    assert read(link) is None
    os.mkfifo(tmp_path / "pipe", 0o600)
    assert read(tmp_path / "pipe") is None
    path.chmod(0o660)
    assert read(path) is None


def test_what_cannot_be_written_is_not_kept(screen: FirstScreen, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    keep(screen, tmp_path / "file" / "first-screen.json")
    keep(replace(screen, lines=["x" * first_screen.SIZE_LIMIT]), tmp_path / "first-screen.json")
    assert not (tmp_path / "first-screen.json").exists()
