"""Hostile stories against the reader's own commands, the links they carry and file names."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from brief_tui.config.commands import Hook
from brief_tui.model.article import Article
from brief_tui.model.filenames import safe_name
from brief_tui.sources.commands import run, run_hook

SHOW = "import os, sys; print(ascii([sys.argv[1:], sys.stdin.read(), os.environ['BRIEF_URL']]))"
HOSTILE = [
    "'; touch X",
    '"; touch X; "',
    "$(touch X)",
    "`touch X`",
    "a\ntouch X\n",
    "| touch X",
    "&& touch X &",
    "> X",
    "*",
    "~",
    "{url}",
    "a\x00b",
    "\x1b]0;x\x07",
    "\udcff",
]


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program that prints its arguments, in a folder where nothing else is to appear."""
    path = tmp_path / "bin" / "show.py"
    path.parent.mkdir()
    path.write_text(SHOW)
    folder = tmp_path / "here"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return path


@pytest.mark.hostile(case=10)
@pytest.mark.parametrize("headline", HOSTILE)
@pytest.mark.parametrize("template", ["{headline}", "--title={headline}", "a {headline} b"])
def test_a_hostile_headline_is_a_part_of_one_argument(
    program: Path, headline: str, template: str
) -> None:
    article = Article(id="1", headline=headline, url="https://example.org/$(touch X)';touch X")
    words = (sys.executable, str(program), template, "{url}", "last")
    result = run_hook(Hook("show", words, "none"), article)
    assert result.problem == ""
    arguments = [template.replace("{headline}", article.headline), article.url, "last"]
    assert result.output == ascii([arguments, "", article.url]) + "\n"
    assert list(Path.cwd().iterdir()) == []


@pytest.mark.hostile(case=10)
def test_what_is_not_of_the_model_is_cleaned_all_the_same(program: Path) -> None:
    fields = {"url": "https://example.org/\n-x", "headline": "a\x00b\nc\x1b[2J\udcff"}
    result = run([sys.executable, str(program), "{headline}", "{url}"], fields)
    words = ["ab c\ufffd", "https://example.org/-x"]
    assert result.output == ascii([words, "", words[1]]) + "\n"


@pytest.mark.hostile(case=9)
@pytest.mark.parametrize(
    "url", ["-rf", "--output=/etc/x", "-https://example.org/", "javascript:x", "file:///etc", ""]
)
def test_only_an_address_of_the_web_is_given_to_a_command(program: Path, url: str) -> None:
    for word in ("{url}", "{url}#top", "--page={url}"):
        result = run_hook(
            Hook("show", (sys.executable, str(program), "--", word)),
            Article(id="1", headline="H", url=url),
        )
        assert result.code is None
        assert result.problem.startswith("There is no web address here to give to ")


@pytest.mark.hostile(case=9)
def test_such_an_address_is_not_in_the_environment_either(program: Path) -> None:
    hook = Hook("show", (sys.executable, str(program)), "none")
    result = run_hook(hook, Article(id="1", headline="H", url="file:///etc/passwd"))
    assert result.output == ascii([[], "", ""]) + "\n"


@pytest.mark.hostile(case=9)
def test_a_headline_cannot_be_taken_for_an_option(program: Path) -> None:
    article = Article(id="1", headline="--delete everything")
    refused = run_hook(Hook("show", (sys.executable, str(program), "{headline}")), article)
    assert refused.code is None
    assert "would be taken for an option" in refused.problem
    words = (sys.executable, str(program), "--", "{headline}")
    assert "--delete everything" in run_hook(Hook("show", words), article).output


@pytest.mark.hostile(case=10)
def test_a_program_cannot_write_to_the_terminal_by_what_it_prints(tmp_path: Path) -> None:
    code = r"import sys; print('\x1b]0;x\x07a\x9b2Jb'); sys.exit('\x1b[31mno\x1b[0m\nway')"
    result = run([sys.executable, "-c", code], {})
    assert result.output == "ab\n"
    assert result.problem == f"{sys.executable} ended with code 1: no way"


@pytest.mark.hostile(case=11)
@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("../../x", "x"),
        ("..\\..\\x.mp3", "x.mp3"),
        ("/etc/passwd", "passwd"),
        ("a;b", "a-b"),
        ("$(touch X).mp3", "touch-X-.mp3"),
        (".bashrc", "bashrc"),
        ("-rf", "rf"),
        ("..", "file"),
        ("", "file"),
        ("show\x00.exe\x1b[2J", "show.exe"),
        ("\u202e3pm.exe", "3pm.exe"),
        ("NUL", "file-NUL"),
        ("com1.mp3", "file-com1.mp3"),
        ("C:evil.txt", "C-evil.txt"),
        ("Der Überfall – Teil 1.mp3", "Der-Überfall-Teil-1.mp3"),
        ("समाचार.mp3", "समाचार.mp3"),
    ],
)
def test_the_name_of_an_enclosure_is_a_safe_one(tmp_path: Path, name: str, safe: str) -> None:
    assert safe_name(name) == safe
    path = tmp_path / safe
    path.touch()
    assert path.resolve().parent == tmp_path.resolve()
