"""Keys: their names, the presets, and what happens when two commands want the same one."""

from __future__ import annotations

import string
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.config.keymap import PRESETS, normal_key, resolve
from brief_tui.tui.commands import COMMANDS, contexts, default_keys

DEFAULTS = {
    "app.quit": ("q",),
    "app.search": ("slash",),
    "story.star": ("s",),
    "story.later": ("L", "ctrl+l"),
    "story.next": ("n",),
    "find.next": ("n",),
    "view.delete": (),
}
CONTEXTS = dict.fromkeys(DEFAULTS, "app") | {"find.next": "find"}


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("j", "j"),
        ("G", "G"),
        ("1", "1"),
        ("é", "é"),
        ("?", "question_mark"),
        ("/", "slash"),
        ("[", "left_square_bracket"),
        (":", "colon"),
        ("-", "minus"),
        ("+", "plus"),
        (" ", "space"),
        ("question_mark", "question_mark"),
        ("Enter", "enter"),
        ("Return", "enter"),
        ("esc", "escape"),
        ("PgDn", "pagedown"),
        ("F5", "f5"),
        ("Ctrl+P", "ctrl+p"),
        ("ctrl++", "ctrl+plus"),
        ("shift+ctrl+left", "ctrl+shift+left"),
        ("shift+g", "G"),
        ("shift+tab", "shift+tab"),
        ("ctrl+i", "tab"),
        ("ctrl+[", "escape"),
    ],
)
def test_keys_may_be_written_as_people_write_them(written: str, name: str) -> None:
    assert normal_key(written) == name


@pytest.mark.parametrize(
    "written", ["", "+", "ctrl+", "hyper+x", "gg", "f25", "j,k", "ctrl++x", "\x1b", "\n", "a+b"]
)
def test_what_is_no_key_has_no_name(written: str) -> None:
    assert normal_key(written) == ("plus" if written == "+" else None)


@given(st.text(st.characters(codec="ascii"), max_size=12))
def test_a_keys_name_is_its_own_name(text: str) -> None:
    key = normal_key(text)
    assert key is None or normal_key(key) == key


def test_names_of_characters_are_those_that_textual_sends() -> None:
    from textual.keys import _character_to_key

    for character in string.ascii_letters + string.digits + string.punctuation + " é§ß":
        assert normal_key(character) == _character_to_key(character)


def test_without_preset_and_overrides_the_defaults_stand() -> None:
    keymap = resolve(DEFAULTS, CONTEXTS, "brief", {})
    assert keymap.keys == DEFAULTS
    assert keymap.problems == ()


def test_an_override_replaces_all_keys_of_its_command() -> None:
    keymap = resolve(DEFAULTS, CONTEXTS, "brief", {"story.later": ("x",)})
    assert keymap.keys["story.later"] == ("x",)
    assert keymap.problems == ()


def test_the_readers_own_key_wins_and_the_loser_is_told_of() -> None:
    keymap = resolve(DEFAULTS, CONTEXTS, "brief", {"story.star": ("L",)})
    assert keymap.keys["story.star"] == ("L",)
    assert keymap.keys["story.later"] == ("ctrl+l",)
    (problem,) = keymap.problems
    assert "'L' goes to story.star by your config; story.later (the defaults) loses it" in problem


def test_a_command_that_loses_its_last_key_is_told_of() -> None:
    keymap = resolve(DEFAULTS, CONTEXTS, "brief", {"story.star": ("q",)})
    assert keymap.keys["app.quit"] == ()
    assert any("app.quit has no key left" in problem for problem in keymap.problems)


def test_two_commands_may_swap_their_keys() -> None:
    keymap = resolve(DEFAULTS, CONTEXTS, "brief", {"story.star": ("L",), "story.later": ("s",)})
    assert (keymap.keys["story.star"], keymap.keys["story.later"]) == (("L",), ("s",))
    assert keymap.problems == ()


def test_of_two_own_keys_that_clash_the_earlier_command_keeps_it() -> None:
    keymap = resolve(DEFAULTS, CONTEXTS, "brief", {"story.star": ("x",), "story.next": ("x", "y")})
    assert keymap.keys["story.star"] == ("x",)
    assert keymap.keys["story.next"] == ("y",)
    assert len(keymap.problems) == 1


def test_a_command_can_be_left_without_a_key_on_purpose() -> None:
    keymap = resolve(DEFAULTS, CONTEXTS, "brief", {"story.star": ()})
    assert keymap.keys["story.star"] == ()
    assert keymap.problems == ()


def test_while_finding_a_key_may_mean_something_else() -> None:
    keymap = resolve(DEFAULTS, CONTEXTS, "brief", {"find.next": ("q",)})
    assert keymap.keys["app.quit"] == ("q",)
    assert keymap.keys["find.next"] == ("q",)
    assert keymap.problems == ()


@pytest.mark.parametrize(
    ("one", "other", "clash"),
    [
        ("app", "list", True),
        ("list", "list", True),
        ("list", "article", False),
        ("related", "article", False),
        ("find", "find", True),
        ("find", "app", False),
    ],
)
def test_only_commands_that_can_be_reached_together_clash(
    one: str, other: str, clash: bool
) -> None:
    keymap = resolve({"a.a": ("x",), "b.b": ("x",)}, {"a.a": one, "b.b": other}, "brief", {})
    assert bool(keymap.problems) is clash


def test_unknown_commands_and_presets_are_told_of_with_a_suggestion() -> None:
    keymap = resolve(DEFAULTS, CONTEXTS, "newsbaot", {"story.stra": ("x",)})
    assert keymap.keys == DEFAULTS
    assert [problem.split("did you mean")[-1] for problem in keymap.problems] == [
        " 'newsboat'?)",
        " 'story.star'?)",
    ]


@pytest.mark.parametrize("preset", PRESETS)
def test_every_preset_fits_the_commands_there_are(preset: str) -> None:
    keymap = resolve(default_keys(), contexts(), preset, {})
    assert keymap.problems == ()
    assert PRESETS[preset].keys() <= default_keys().keys()
    for command, keys in PRESETS[preset].items():
        assert keys != default_keys()[command], f"{command} is not a difference"
        assert [normal_key(key) for key in keys] == list(keys)


def test_the_defaults_of_all_commands_are_names_of_keys() -> None:
    for command in COMMANDS:
        assert [normal_key(key) for key in command.keys] == list(command.keys)


@given(
    st.dictionaries(
        st.sampled_from([command.id for command in COMMANDS]),
        st.lists(st.sampled_from(["j", "q", "n", "space", "x"]), max_size=3).map(tuple),
    ),
    st.sampled_from(sorted(PRESETS)),
)
def test_whatever_the_reader_wishes_no_key_runs_two_commands(
    overrides: dict[str, tuple[str, ...]], preset: str
) -> None:
    keymap = resolve(default_keys(), contexts(), preset, overrides)
    where = contexts()
    for one, other in combinations(keymap.keys, 2):
        if "find" not in {where[one], where[other]} or where[one] == where[other]:
            assert not set(keymap.keys[one]) & set(keymap.keys[other])
    for command, keys in overrides.items():
        lost = set(keys) - set(keymap.keys[command])
        assert all(any(repr(key) in problem for problem in keymap.problems) for key in lost)
