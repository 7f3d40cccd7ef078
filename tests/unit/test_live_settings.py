"""The parts of the config that are about live sources: feeds, rules, commands."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from brief_tui.config.commands import Hook
from brief_tui.config.feed_settings import (
    LONGEST,
    SHORTEST,
    FeedSettings,
    seconds_of,
    written_span,
)
from brief_tui.config.settings import Settings, load
from brief_tui.model.errors import ConfigError
from brief_tui.model.rules import Action, Rule


def read(folder: Path, text: str) -> Settings:
    path = folder / "config.toml"
    path.write_text(text, encoding="utf-8")
    return load(path, folder / "archive.db")


def problem(folder: Path, text: str) -> str:
    """The one problem of a config, without the path it begins with."""
    (told,) = read(folder, text).problems
    assert told.isprintable()
    return told.removeprefix(f"{folder / 'config.toml'}: ")


def test_feeds_have_their_defaults(tmp_path: Path) -> None:
    settings = read(tmp_path, "[feeds]").feeds
    assert settings == FeedSettings(
        every=3600, fetch="auto", refresh_at_start=True, watch=True, connections=8, after_refresh=()
    )


def test_every_setting_of_feeds_is_read(tmp_path: Path) -> None:
    text = """
    [feeds]
    every = "30m"
    fetch = "page"
    refresh_at_start = false
    watch = false
    connections = 4
    after_refresh = ["notify-send", "brief", "{new} new, {changed} changed, {failed} failed"]
    """
    settings = read(tmp_path, text)
    assert settings.problems == ()
    assert settings.feeds == FeedSettings(
        every=1800,
        fetch="page",
        refresh_at_start=False,
        watch=False,
        connections=4,
        after_refresh=("notify-send", "brief", "{new} new, {changed} changed, {failed} failed"),
    )


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("every = 60", 'in [feeds], every should be a time in quotes such as "30m", not 60'),
        (
            'every = "hourly"',
            'in [feeds], every: \'hourly\' is not a time such as "30m", "6h" or "1d"; 1h is used',
        ),
        ('every = "5m"', "'5m' is too often; a feed is asked at most every \"15m\"; 1h is used"),
        ('every = "31d"', "'31d' is too seldom; a feed is asked at least every \"30d\""),
        ('fetch = "pages"', "not 'pages' (did you mean 'page'?); auto is used"),
        ("watch = 1", "in [feeds], watch should be true or false, not 1; true is used"),
        ("connections = 17", "connections should be a whole number from 1 to 16, not 17; 8"),
        ('evry = "1h"', "in [feeds], there is no setting 'evry' (did you mean 'every'?)"),
        (
            'after_refresh = "say {nwe}"',
            "in [feeds], after_refresh has no value for {nwe} (did you mean 'new'?); none is used",
        ),
        (
            "after_refresh = \"sh -c 'echo {new}'\"",
            "after_refresh puts {new} into a line for a shell or a script",
        ),
    ],
)
def test_a_mistake_below_feeds_names_its_place(tmp_path: Path, line: str, told: str) -> None:
    assert told in problem(tmp_path, f"[feeds]\n{line}\n")
    assert read(tmp_path, f"[feeds]\n{line}\n").feeds == FeedSettings()


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("15m", 900),
        ("1h", 3600),
        (" 6 H ", 21_600),
        ("1d", 86_400),
        ("090m", 5400),
        ("30d", LONGEST),
    ],
)
def test_a_time_is_a_number_and_a_unit(text: str, seconds: int) -> None:
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "1", "h", "1.5h", "-1h", "1h30m", "1w", "١h", "9999999h"])
def test_anything_else_is_no_time(text: str) -> None:
    with pytest.raises(ConfigError, match="is not a time such as"):
        seconds_of(text)


@given(st.integers(SHORTEST // 60, LONGEST // 60))
def test_a_time_that_is_written_is_read_again(minutes: int) -> None:
    assert seconds_of(written_span(minutes * 60)) == minutes * 60


@given(st.text(max_size=20))
def test_no_text_for_a_time_raises_anything_else(text: str) -> None:
    with suppress(ConfigError):
        assert SHORTEST <= seconds_of(text) <= LONGEST


def test_rules_are_read_in_their_order(tmp_path: Path) -> None:
    text = """
    [[rules]]
    name = "Old sport"
    query = "section:sport -football"
    do = ["mark-read", "tag:sport", " tag: #away games ", "mark-read"]

    [[rules]]
    query = "by:lindqvist"
    do = "star"

    [[rules]]
    query = "by:lindqvist"
    do = ["later", "fetch", "mute"]
    """
    settings = read(tmp_path, text)
    assert settings.problems == ()
    assert settings.rules == (
        Rule(
            "Old sport",
            "section:sport -football",
            (Action("mark-read"), Action("tag", "sport"), Action("tag", "away games")),
        ),
        Rule("by:lindqvist", "by:lindqvist", (Action("star"),)),
        Rule(
            "by:lindqvist (2)", "by:lindqvist", (Action("later"), Action("fetch"), Action("mute"))
        ),
    )


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ('do = "star"', "there is no query; the rule is left out"),
        ('query = ""\ndo = "star"', "query should be a query in quotes, not ''"),
        ('query = "x"', "there is nothing to do; the rule is left out"),
        ('query = "x"\ndo = []', "there is nothing to do"),
        ('query = "x"\ndo = 3', 'do should be one of "mark-read", "star"'),
        ('query = "x"\ndo = ["star", 3]', "or a list of them, not a list; the rule is left out"),
        ('query = "x"\ndo = "read"', "not 'read' (did you mean 'mark-read'?); the rule is left"),
        ('query = "x"\ndo = "star:red"', "'star' takes no value, as in 'star:red'"),
        ('query = "x"\ndo = "tag"', "'tag' should be a tag such as 'tag:travel', without a comma"),
        ('query = "x"\ndo = "tag:a,b"', "'tag:a,b' should be a tag such as"),
        (
            'query = "sport OR (by:lee"\ndo = "star"',
            "the query cannot be understood at '(', character 10: this '(' is not closed",
        ),
        (
            'query = "titel:x"\ndo = "star"',
            "the query cannot be understood at 'titel:', character 1",
        ),
        ('query = "sort:date"\ndo = "star"', "the query names no story"),
        ('query = "x"\ndo = "star"\nwhen = 1', "there is no setting 'when'; the rule is left out"),
    ],
)
def test_a_mistake_in_a_rule_leaves_out_that_rule_alone(
    tmp_path: Path, lines: str, told: str
) -> None:
    sound = '[[rules]]\nname = "Sound"\nquery = "y"\ndo = "mute"\n'
    text = f'{sound}[[rules]]\nname = "Mine"\n{lines}\n'
    message = problem(tmp_path, text)
    assert message.startswith("in the rule 'Mine', ")
    assert told in message
    assert [rule.name for rule in read(tmp_path, text).rules] == ["Sound"]


def test_a_rule_without_a_name_is_named_by_its_query_or_number(tmp_path: Path) -> None:
    assert problem(tmp_path, '[[rules]]\nquery = "x"').startswith("in the rule 'x', ")
    assert problem(tmp_path, "[[rules]]\ndo = 'star'").startswith("in the rule 'number 1', ")


def test_commands_are_read_in_their_order(tmp_path: Path) -> None:
    text = """
    [commands]
    save = "wallabag add '{url}'"
    mail = ["mail", "-s", "{headline}", "me@example.org"]
    words = {run = "jq .headline", stdin = "json"}

    [commands.note]
    run = ["sh", "-c", "echo \\"$BRIEF_HEADLINE\\" {} ${x} >> notes", "note", "{url}"]
    stdin = "none"
    """
    settings = read(tmp_path, text)
    assert settings.problems == ()
    script = 'echo "$BRIEF_HEADLINE" {} ${x} >> notes'
    assert settings.commands == (
        Hook("save", ("wallabag", "add", "{url}")),
        Hook("mail", ("mail", "-s", "{headline}", "me@example.org")),
        Hook("words", ("jq", ".headline"), "json"),
        Hook("note", ("sh", "-c", script, "note", "{url}"), "none"),
    )


SHELL = "puts {url} into a line for a shell or a script"


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("save = 5", "run should be a command in quotes, or a list of its words, not 5"),
        ('save = ""', "there is no command to run; it is left out"),
        ("save = {}", "there is no command to run; it is left out"),
        ('save = "it\'s"', "run should be a command in quotes"),
        ('save = ["x", "a\\u0000"]', "run should be a command in quotes"),
        ('save = {run = "x", stdin = "text"}', "stdin should be one of"),
        ('save = {run = "x", input = "json"}', "there is no setting 'input'"),
        ('save = "{url}"', "it takes its program, '{url}', from outside; it is left out"),
        ('save = "x {ulr}"', "it has no value for {ulr} (did you mean 'url'?); it is left out"),
        ("save = \"sh -c 'curl {url}'\"", f"it {SHELL}"),
        ("save = \"/bin/bash -l -o pipefail -ec 'x {url} | y'\"", SHELL),
        ('save = "env A=b python3.12 -X dev -c \'print(\\"{url}\\")\'"', SHELL),
        ("save = \"su me -c 'x {url}'\"", SHELL),
        ('save = "ssh host wallabag add {url}"', SHELL),
    ],
)
def test_a_mistake_in_a_command_leaves_out_that_command_alone(
    tmp_path: Path, line: str, told: str
) -> None:
    text = f'[commands]\nsound = "x {{url}}"\n{line}\n'
    message = problem(tmp_path, text)
    assert message.startswith("in [commands], 'save': ")
    assert told in message
    assert [hook.name for hook in read(tmp_path, text).commands] == ["sound"]


def test_the_name_of_a_command_is_one_that_a_key_can_be_given_to(tmp_path: Path) -> None:
    assert "its name should be of letters" in problem(tmp_path, '[commands]\n"a b" = "x"')


@pytest.mark.parametrize(
    "line", ['"tool -c {url}"', '"python3 tool.py -c {url}"', '"curl -e {url}"', '"awk {print}"']
)
def test_an_option_of_another_program_is_no_script(tmp_path: Path, line: str) -> None:
    assert read(tmp_path, f"[commands]\nsave = {line}").problems == ()
