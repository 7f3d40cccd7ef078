"""Themes, keys, completion, help, and what the program does with its arguments."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from brief_tui import __version__
from brief_tui.cli.parser import MODULES, build_parser, with_command
from brief_tui.tui.commands import COMMANDS
from tests.cli.conftest import Brief


@pytest.mark.parametrize(
    ("arguments", "full"),
    [
        ([], ["open"]),
        (["chips", "source:ap"], ["open", "chips", "source:ap"]),
        (["--", "list"], ["open", "--", "list"]),
        (["-is:read"], ["open", "-is:read"]),
        (["--archive", "a.db", "-has:picture"], ["--archive", "a.db", "open", "-has:picture"]),
        (["list", "chips"], ["list", "chips"]),
        (["--archive", "list", "list"], ["--archive", "list", "list"]),
        (["--archive=a.db", "chips"], ["--archive=a.db", "open", "chips"]),
        (["--config", "c.toml"], ["--config", "c.toml", "open"]),
    ],
)
def test_words_that_name_no_command_are_a_query_for_the_reader(
    arguments: list[str], full: list[str]
) -> None:
    assert with_command(arguments, {"open", "list"}) == full


def test_a_command_after_two_hyphens_is_a_word_of_the_query() -> None:
    parser, names = build_parser()
    assert parser.parse_args(with_command(["--", "list"], names)).query == ["list"]


@pytest.mark.parametrize("module", MODULES)
def test_each_command_is_found_in_the_module_that_is_said_to_declare_it(module: str) -> None:
    names = MODULES[module]
    for name in names:
        assert list(build_parser(name)[1]) == list(names)


def test_an_option_without_its_value_is_wrong_usage(brief: Brief) -> None:
    assert brief("--config").code == 2


def test_the_reader_needs_a_terminal(brief: Brief) -> None:
    for arguments in ([], ["chips"], ["read", "-"]):
        done = brief(*arguments)
        assert done.code == 4
        assert "the reader needs a terminal" in done.err
    assert not brief.archive.exists()


def test_a_mistake_in_the_readers_query_is_wrong_usage(brief: Brief) -> None:
    assert brief("is:blue").code == 2


def test_the_archive_may_stand_after_the_command(filled: Brief) -> None:
    other = filled.folder / "other.db"
    done = filled("list", "--archive", other)
    assert done.code == 1
    assert "the archive is empty" in done.err


def test_a_config_file_says_where_the_archive_is(filled: Brief) -> None:
    other = filled.file("config.toml", f"archive = '{filled.folder / 'other.db'}'\n")
    filled.archive = filled.folder / "archive.db"
    assert filled("list", "--config", other).code == 0  # --archive goes before the config


def test_a_config_file_that_is_missing_stops_the_program(filled: Brief) -> None:
    done = filled("list", "--config", filled.folder / "missing.toml")
    assert done.code == 4
    assert "missing.toml" in done.err


@pytest.mark.parametrize(
    "arguments", [["list"], ["search", "forty"], ["export"], ["themes"], ["keys"]]
)
def test_mistakes_in_the_config_are_told_once_and_stop_nothing(
    filled: Brief, arguments: list[str]
) -> None:
    config = filled.file("config.toml", "measure = 7\ncolour = 1\n")
    plain, done = filled(*arguments), filled(*arguments, "--config", config)
    assert (done.code, done.out) == (0, plain.out)
    measure, colour = done.err.splitlines()
    assert measure.startswith(f"brief: config: {config}: measure should be ")
    assert colour.startswith(f"brief: config: {config}: there is no setting 'colour'")


def test_keys_that_clash_are_told_with_the_keys(brief: Brief) -> None:
    config = brief.file("config.toml", '[keys]\n"app.quit" = ["j"]\n')
    done = brief("keys", "--config", config)
    assert done.code == 0
    assert "The key 'j'" in done.err


@pytest.mark.parametrize("name", sorted(build_parser()[1]))
def test_every_command_has_help(brief: Brief, name: str) -> None:
    done = brief(name, "--help")
    assert done.code == 0
    assert done.out.startswith(f"usage: brief {name}")
    assert "--archive PATH" in done.out


def test_the_help_names_every_command_and_the_exit_codes(brief: Brief) -> None:
    done = brief("--help")
    assert done.code == 0
    for name in build_parser()[1]:
        assert re.search(rf"^    {name} ", done.out, re.MULTILINE)
    assert "3  part of it failed" in done.out


def test_the_version_is_printed(brief: Brief) -> None:
    done = brief("--version")
    assert (done.code, done.out) == (0, f"brief {__version__}\n")


def test_wrong_usage_says_where_help_is(brief: Brief) -> None:
    done = brief("show")
    assert done.code == 2
    assert done.err.splitlines()[-1] == "Try: brief show --help"


def test_themes_are_listed(brief: Brief) -> None:
    done = brief("themes")
    assert done.code == 0
    trees = brief("themes", "--json").json
    assert [line.split()[0] for line in done.out.splitlines()] == [t["name"] for t in trees]
    assert {"name", "title", "dark", "path", "chosen"} == trees[0].keys()


def test_keys_are_printed_as_the_settings_have_them(brief: Brief) -> None:
    config = brief.file("config.toml", '[keys]\n"app.quit" = ["x"]\n')
    assert re.search(r"^  q ctrl\+q +Leave", brief("keys").out, re.MULTILINE)
    assert re.search(r"^  x +Leave", brief("keys", "--config", config).out, re.MULTILINE)


def test_keys_of_a_preset_are_printed_without_the_settings(brief: Brief) -> None:
    config = brief.file("config.toml", '[keys]\n"app.quit" = ["x"]\n')
    done = brief("keys", "--preset", "newsboat", "--config", config)
    assert re.search(r"^  Q ctrl\+q +Leave", done.out, re.MULTILINE)
    assert brief("keys", "--preset", "emacs").code == 2


def test_the_markdown_table_has_a_row_for_every_command(brief: Brief) -> None:
    rows = brief("keys", "--markdown").out.splitlines()
    assert len(rows) == 2 + len(COMMANDS)
    assert all(row.replace(r"\|", "").count("|") == rows[0].count("|") for row in rows)


@pytest.mark.parametrize("shell", ["bash", "zsh", "tcsh"])
def test_completion_knows_every_command(brief: Brief, shell: str) -> None:
    done = brief("completion", shell)
    assert done.code == 0
    for name in build_parser()[1]:
        assert name in done.out


def test_completion_of_a_path_is_left_to_the_shell(brief: Brief) -> None:
    assert re.search(r"--output.*_files", brief("completion", "zsh").out)


def test_the_docs_have_every_command_and_every_option(brief: Brief) -> None:
    docs = (Path(__file__).parents[2] / "docs" / "command-line.md").read_text()
    for name in build_parser()[1]:
        assert f"`brief {name}" in docs
        options = re.findall(r"--[a-z]+", brief(name, "--help").out)
        assert set(options) - {"--help"} <= set(re.findall(r"--[a-z]+", docs))
