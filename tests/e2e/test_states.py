"""Every state that is not the everyday one: few colours, none, light paper, and what can be broken.

Each is seen as a reader would see it, in a terminal.
"""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Iterator
from dataclasses import replace

import pytest

from brief_tui.config import themes
from brief_tui.config.paths import themes_dir
from tests.support.program import Program, cells_of, in_article, in_list
from tests.support.terminal import Terminal

NEWEST = "A box, and what came of it"
CANNOT_START = 4
PARTLY_FAILED = 3

pytestmark = pytest.mark.e2e


def colours(raw: bytes) -> Iterator[int]:
    """The codes of every colour that was set, 38 and 48 with the 2 or 5 that follows: 382, 385."""
    for found in re.finditer(rb"\x1b\[([0-9;:]*)m", raw):
        codes = [int(code or 0) for code in re.split(rb"[;:]", found[1])]
        while codes:
            code, *codes = codes
            if code in {38, 48}:
                kind, *codes = codes
                codes = codes[3:] if kind == 2 else codes[1:]
                yield code * 10 + kind
            elif 30 <= code <= 47 or 90 <= code <= 107:
                yield code


def use_everything(terminal: Terminal) -> None:
    """Look at a picture, a search, the help and the palette, and leave."""
    terminal.wait_for("min read")
    terminal.press("enter", "space", "b", "/")
    terminal.type("harbour")
    terminal.wait_for("found")
    terminal.press("escape", "?")
    terminal.wait_for("esc leaves")
    terminal.press("escape", ":")
    terminal.wait_for("type to narrow")
    terminal.press("escape", "q")
    assert terminal.wait_exit() == 0


# Colours


def test_no_color_is_obeyed_to_the_last_cell(brief: Program) -> None:
    with replace(brief, env={"NO_COLOR": "1"}).open() as terminal:
        use_everything(terminal)
        assert set(colours(terminal.raw)) <= {39, 49}
        assert re.search(rb"\x1b\[1[;m]", terminal.raw), "nothing is told apart"


def test_a_terminal_of_sixteen_colours_is_sent_no_others(brief: Program) -> None:
    with replace(brief, env={"TERM": "linux", "COLORTERM": ""}).open() as terminal:
        use_everything(terminal)
        sent = set(colours(terminal.raw))
        assert sent.isdisjoint({382, 385, 482, 485})
        assert sent & {*range(30, 38), *range(90, 98)}, "nothing is told apart"


@pytest.mark.parametrize(("paper", "theme"), [("ffffff", "broadsheet"), ("101010", "evening")])
def test_the_theme_follows_the_terminals_background(brief: Program, paper: str, theme: str) -> None:
    wanted = themes.load_theme(themes_dir() / f"{theme}.yaml").looks["background"].background
    with brief.open(background=paper) as terminal:
        terminal.wait_for(in_article(terminal, NEWEST))
        assert f"#{cells_of(terminal, 'By The business desk')[0].background}" == wanted


# Settings


def test_every_mistake_in_the_settings_is_told_and_the_reader_opens(brief: Program) -> None:
    brief.configure('theme = "evenning"\n[keys]\n"app.help" = "s"\n')
    with brief.open() as terminal:
        terminal.wait_for("3 problems")
        terminal.wait_for(in_list(terminal, NEWEST))
        terminal.press(":")
        terminal.wait_for("Commands")
        terminal.press(*"problems", "enter")
        terminal.wait_for("There is no theme 'evenning'")
        terminal.wait_for("The key 's' goes to app.help")
        terminal.press("escape")
        terminal.wait_for(lambda screen: "There is no theme" not in screen)
        terminal.press("s")
        terminal.wait_for("esc leaves")


# Starting


def test_without_a_terminal_the_reader_says_what_to_do_instead(new_brief: Program) -> None:
    done = new_brief.run()
    assert done.returncode == CANNOT_START
    assert b"the reader needs a terminal" in done.stderr
    assert b"brief list" in done.stderr
    assert not new_brief.archive.exists()


def test_a_damaged_archive_is_kept_and_made_anew_when_asked(new_brief: Program) -> None:
    damaged = b"this was an archive once\n" * 400
    new_brief.archive.parent.mkdir(parents=True)
    new_brief.archive.write_bytes(damaged)
    with new_brief.open() as terminal:
        assert terminal.wait_exit() == CANNOT_START
        assert "brief doctor --rebuild" in terminal.screen()
    assert new_brief.archive.read_bytes() == damaged
    assert new_brief.run("doctor").returncode == PARTLY_FAILED
    assert new_brief.run("doctor", "--rebuild").returncode == 0
    (kept,) = new_brief.archive.parent.glob("archive.db.damaged-*")
    assert kept.read_bytes() == damaged
    with new_brief.open() as terminal:
        terminal.wait_for(in_list(terminal, NEWEST))


def test_an_archive_of_a_newer_version_is_refused_and_left_as_it_is(brief: Program) -> None:
    brief.run("import", "--edition")
    with sqlite3.connect(brief.archive) as connection:
        connection.execute("PRAGMA user_version = 999")
    connection.close()
    before = brief.archive.read_bytes()
    with brief.open() as terminal:
        assert terminal.wait_exit() == CANNOT_START
        assert "newer version" in terminal.screen()
        assert "--rebuild" not in terminal.screen()
    assert brief.archive.read_bytes() == before


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is read-only to root")
def test_an_archive_that_cannot_be_written_can_be_read(brief: Program) -> None:
    brief.run("import", "--edition")
    folder = brief.archive.parent
    for path, mode in ((brief.archive, 0o444), (folder, 0o555)):
        path.chmod(mode)
    try:
        with brief.open() as terminal:
            terminal.wait_for(in_list(terminal, NEWEST))
            terminal.wait_for(in_article(terminal, NEWEST))
            terminal.press("s")
            terminal.wait_for("can only be read")
    finally:
        folder.chmod(0o755)
