"""Settings: what is read, what is told of, and that nothing stops the program."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.config.commands import Hook
from brief_tui.config.feed_settings import FeedSettings
from brief_tui.config.keymap import resolve
from brief_tui.config.settings import Settings, load
from brief_tui.config.toml_table import SIZE_LIMIT
from brief_tui.model.errors import ConfigError
from brief_tui.model.rules import Action, Rule
from brief_tui.tui.commands import contexts, default_keys

PAGE = Path(__file__).parents[2] / "docs" / "configuration.md"
FULL = """
archive = "stories.db"
theme = "salmon"
dark_theme = "ember"
light_theme = "sepia"
preset = "vim"
measure = 64
pictures = false
mark_read = "end"
browser = "firefox --private-window"

[keys]
"story.star" = "*"
story.later = ["L", "ctrl+l"]
"app.help" = []

[feeds]
every = "2h"

[[rules]]
query = "section:sport"
do = "mark-read"

[commands]
save = "wallabag add {url}"
"""


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return tmp_path


def write(folder: Path, text: str) -> Path:
    path = folder / "brief.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_without_a_config_file_everything_has_its_default(home: Path) -> None:
    assert load() == Settings(archive=home / "data/brief/archive.db")


def test_the_usual_place_is_read(home: Path) -> None:
    (home / "config/brief").mkdir(parents=True)
    (home / "config/brief/config.toml").write_text('theme = "mono"\n')
    assert load().theme == "mono"


def test_every_setting_is_read(tmp_path: Path) -> None:
    assert load(write(tmp_path, FULL)) == Settings(
        archive=tmp_path / "stories.db",
        credentials=tmp_path / "credentials.toml",
        theme="salmon",
        dark_theme="ember",
        light_theme="sepia",
        preset="vim",
        keys={"story.star": ("asterisk",), "story.later": ("L", "ctrl+l"), "app.help": ()},
        measure=64,
        pictures=False,
        mark_read="end",
        browser=("firefox", "--private-window"),
        feeds=FeedSettings(every=7200),
        rules=(Rule("section:sport", "section:sport", (Action("mark-read"),)),),
        commands=(Hook("save", ("wallabag", "add", "{url}")),),
    )


def test_an_archive_on_the_command_line_goes_before_the_files(tmp_path: Path) -> None:
    assert load(write(tmp_path, FULL), tmp_path / "other.db").archive == tmp_path / "other.db"


def test_a_tilde_in_a_path_is_the_home_folder(home: Path) -> None:
    assert load(write(home, 'archive = "~/my.db"')).archive == home / "my.db"


def test_a_browser_may_be_a_list_of_words(tmp_path: Path) -> None:
    path = write(tmp_path, 'browser = ["open", "-a", "My Browser"]')
    assert load(path).browser == ("open", "-a", "My Browser")


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('archive = ""', "archive should be a path in quotes, not ''"),
        ('archive = "~nobody-of-this-name/x"', "archive should be a path"),
        ("theme = 3", "theme should be a name in quotes, not 3; auto is used"),
        ('dark_theme = ""', "dark_theme should be a name in quotes"),
        ("light_theme = [1]", "not a list; broadsheet is used"),
        ('preset = "vmi"', "not 'vmi' (did you mean 'vim'?); brief is used"),
        ("measure = 20", "measure should be a whole number from 30 to 140, not 20; 70 is used"),
        ("measure = true", "measure should be a whole number"),
        ('pictures = "no"', "pictures should be true or false, not 'no'; true is used"),
        ("mark_read = 1979-05-27", "not a date or a time; open is used"),
        ('browser = "it\'s"', "browser should be a command in quotes"),
        ("browser = [1]", "browser should be a command in quotes"),
        ("keys = 5", "keys should be a table, that is, lines below [keys], not 5"),
        ("feeds = 5", "feeds should be a table, that is, lines below [feeds], not 5"),
        ("[rules]", "rules should be tables, that is, lines below [[rules]], not a table"),
        ("rules = [1]", "rules should be tables, that is, lines below [[rules]], not a list"),
        ('commands = "x"', "commands should be a table, that is, lines below [commands]"),
        ('thme = "salmon"', "there is no setting 'thme' (did you mean 'theme'?)"),
        ("[keys]\nstory.star = 5", "keys.story.star should be a key in quotes"),
        ("[keys]\nstory.star = 'gg'", "keys.story.star should be a key such as"),
        ("[keys]\na.b.c.d = 'g'", "keys.a.b should be a key in quotes, or a list of keys"),
    ],
)
def test_a_wrong_value_is_told_of_and_the_default_used(
    tmp_path: Path, line: str, told: str
) -> None:
    path = write(tmp_path, line)
    settings = load(path)
    (problem,) = settings.problems
    assert problem.startswith(f"{path}: ")
    assert told in problem
    assert settings == Settings(
        archive=tmp_path / "data/brief/archive.db",
        credentials=tmp_path / "credentials.toml",
        problems=settings.problems,
    )


def test_of_several_keys_the_wrong_one_alone_is_left_out(tmp_path: Path) -> None:
    settings = load(write(tmp_path, "[keys]\n'story.star' = ['s', 'nokey', '*']"))
    assert settings.keys == {"story.star": ("s", "asterisk")}
    assert len(settings.problems) == 1


def test_one_mistake_leaves_the_other_settings_alone(tmp_path: Path) -> None:
    settings = load(write(tmp_path, 'measure = "wide"\ntheme = "mono"\nzzz = 1'))
    assert settings.theme == "mono"
    assert len(settings.problems) == 2


def test_a_file_that_is_not_toml_is_one_problem_with_its_line(tmp_path: Path) -> None:
    settings = load(write(tmp_path, 'theme = "mono"\nmeasure = = 4\n'))
    (problem,) = settings.problems
    assert "not sound TOML" in problem
    assert "line 2" in problem
    assert settings.theme == "auto"


@pytest.mark.parametrize(
    "content",
    [b"theme = '\xff'", b"x = " + b"[" * 100_000, b"#" * (SIZE_LIMIT + 1), b"x = " + b"9" * 9_999],
    ids=["not UTF-8", "deep", "large", "a long number"],
)
def test_a_file_that_cannot_be_parsed_is_a_problem(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "brief.toml"
    path.write_bytes(content)
    assert len(load(path).problems) == 1


def test_a_config_file_that_was_asked_for_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"no config file .*missing\.toml"):
        load(tmp_path / "missing.toml")


def test_a_config_file_that_was_asked_for_must_be_readable(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)


def test_an_unreadable_file_in_the_usual_place_is_only_a_problem(home: Path) -> None:
    (home / "config/brief/config.toml").mkdir(parents=True)
    settings = load()
    assert settings.theme == "auto"
    assert "cannot be read" in settings.problems[0]


TOML_VALUES = st.sampled_from(
    [
        *["1", "-1", "0.5", "nan", "true", '"x"', '""', "[]", '["\\u001b"]', "{a = 1}", "07:32:00"],
        *["[{}]", '[{query = "x(", do = "\\u001b"}]', '{every = "\\u001b", "\\u001b" = 1}'],
        *['{"\\u001b" = 1, a = {run = "{ulr}", stdin = "\\u009b"}}'],
    ]
)
NAMES = st.sampled_from(
    [
        *["archive", "theme", "preset", "keys", "measure", "pictures", "browser"],
        *["feeds", "rules", "commands"],
    ]
)


@given(st.dictionaries(NAMES, TOML_VALUES))
def test_no_value_of_any_type_stops_the_program(
    tmp_path_factory: pytest.TempPathFactory, values: dict[str, str]
) -> None:
    path = write(tmp_path_factory.mktemp("any"), "\n".join(f"{k} = {v}" for k, v in values.items()))
    for problem in load(path).problems:
        assert problem.isprintable()


def test_the_example_in_the_documentation_has_no_mistake(tmp_path: Path) -> None:
    example = PAGE.read_text(encoding="utf-8").split("```toml\n")[1].split("```")[0]
    settings = load(write(tmp_path, example))
    assert settings.dark_theme == "midnight"
    assert settings.problems == ()
    assert settings.rules
    assert settings.commands
    assert settings.feeds.after_refresh
    assert resolve(default_keys(), contexts(), settings.preset, settings.keys).problems == ()


def test_the_documentation_names_every_setting() -> None:
    text = PAGE.read_text(encoding="utf-8")
    settings = set(Settings.__dataclass_fields__) - {"problems", "credentials"}
    settings |= set(FeedSettings.__dataclass_fields__)
    assert {name for name in settings if f"`{name}`" not in text} == set()
