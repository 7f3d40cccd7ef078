"""The registry of commands, and what is derived from it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from textual.keys import KEY_DISPLAY_ALIASES, Keys

from brief_tui.cli.main import main
from brief_tui.config.keymap import PRESETS, normal_key, resolve
from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.tui.app import BriefApp
from brief_tui.tui.commands import BY_ID, COMMANDS, contexts, default_keys, key_name
from brief_tui.tui.desks.base import Desk
from brief_tui.tui.desks.dispatch import bindings
from brief_tui.tui.screens.reader import ReaderScreen
from tests.tui.driving import reading


@pytest.fixture
def screen(tmp_path: Path) -> Iterator[ReaderScreen]:
    path = tmp_path / "archive.db"
    with Library.open(path) as library:
        yield BriefApp(library, Settings(path, theme="evening")).reader


def test_every_command_has_one_handler_and_every_handler_a_command(screen: ReaderScreen) -> None:
    desks = [part for part in vars(screen).values() if isinstance(part, Desk)]
    handled = Counter(command_id for desk in desks for command_id in desk.handlers())
    assert handled == Counter(command.id for command in COMMANDS)


async def test_every_condition_of_a_command_can_be_told(archive: Path) -> None:
    async with reading(archive) as driver:
        possible = {c.id: driver.reader.dispatch.possible(c) for c in COMMANDS}
        assert possible["story.star"]
        assert not possible["trail.back"]


def test_ids_are_unique_and_every_command_says_what_it_does() -> None:
    assert len(BY_ID) == len(COMMANDS)
    assert all(command.title and command.help and command.group for command in COMMANDS)


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_lets_two_commands_claim_a_key(preset: str) -> None:
    keymap = resolve(default_keys(), contexts(), preset, {})
    assert keymap.problems == ()
    assert set(keymap.keys) == set(BY_ID)


@pytest.mark.parametrize("preset", PRESETS)
def test_no_preset_leaves_a_command_without_the_keys_it_had(preset: str) -> None:
    keymap = resolve(default_keys(), contexts(), preset, {})
    assert not [command.id for command in COMMANDS if command.keys and not keymap.keys[command.id]]


@pytest.mark.parametrize("preset", PRESETS)
def test_presets_speak_of_commands_that_exist(preset: str) -> None:
    assert set(PRESETS[preset]) <= set(BY_ID)


def test_every_key_has_its_normal_name_and_textual_knows_it() -> None:
    named = {key.value for key in Keys} | set(KEY_DISPLAY_ALIASES)
    for command in COMMANDS:
        for key in command.keys:
            assert normal_key(key) == key
            assert (
                len(key) == 1
                or key in named
                or "_" in key
                or key in {"slash", "colon", "plus", "at"}
            )


def test_the_keys_of_a_narrower_context_go_first() -> None:
    keys = resolve(default_keys(), contexts(), "brief", {}).keys
    actions = [binding.action for binding in bindings(keys).key_to_bindings["n"]]
    first = next(n for n, action in enumerate(actions) if "story.next_unread" in action)
    assert first > 0
    assert all("article.find_next" in action for action in actions[:first])


def test_keys_are_shown_as_people_write_them() -> None:
    assert [key_name(key) for key in ("slash", "question_mark", "pagedown", "G")] == [
        *("/", "?", "PgDn", "G")
    ]


def test_the_table_of_keys_is_derived_from_the_registry(
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert main(["keys", "--markdown"]) == 0
    table = capsys.readouterr().out
    for command in COMMANDS:
        assert command.help in table or command.title in table
