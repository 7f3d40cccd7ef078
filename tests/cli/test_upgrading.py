"""An archive of an earlier version, opened by a command: how far its upgrade is, is shown."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

import pytest

from brief_tui.archive.opening import needs_upgrade
from brief_tui.library import Library
from tests.archive.stories import entries, story
from tests.cli.conftest import Brief, brief
from tests.support.old_archives import version_2
from tests.support.terminal import Terminal

__all__ = ["brief"]  # a fixture

BRIEF = str(Path(sys.executable).with_name("brief"))
STORIES = 6_000
SHOWN = re.compile(r"upgrading the archive: [\d,]+ of 6,000 stories")


def an_old_archive(path: Path, count: int = STORIES) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    version_2(path, entries(*(story(str(n), body=f"otter w{n} " * 60) for n in range(count))))
    return path


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who has an archive of version 2."""
    an_old_archive(tmp_path / "brief" / "archive.db")
    return {
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "LANG": "C.UTF-8",
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
    }


@pytest.mark.e2e
@pytest.mark.parametrize("command", [["list", "--limit", "3"], []])
def test_an_upgrade_is_shown_in_a_terminal_before_anything_else(
    home: dict[str, str], command: list[str]
) -> None:
    with Terminal([BRIEF, *command], home) as terminal:
        terminal.wait_for("Story 5999")
        shown = SHOWN.search(terminal.raw.decode())
        assert shown
        assert shown.start() < terminal.raw.decode().index("Story 5999")
        if not command:
            terminal.press("q")
        assert terminal.wait_exit() == 0
        assert not command or "upgrading" not in terminal.screen()  # its line is gone


SLOWLY = """
import sys, time
from brief_tui.archive.compact_schema import Compact
from brief_tui.cli.main import main
some = Compact.some
Compact.some = lambda *given: time.sleep(0.3) or some(*given)
sys.exit(main([]))
"""


@pytest.mark.e2e
def test_ctrl_c_stops_an_upgrade_and_the_next_start_goes_on(home: dict[str, str]) -> None:
    with Terminal([sys.executable, "-c", SLOWLY], home) as terminal:
        terminal.wait_for("upgrading the archive")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert "the next start goes on upgrading it" in terminal.screen()
        assert b"Traceback" not in terminal.raw
    path = Path(home["XDG_DATA_HOME"]) / "brief" / "archive.db"
    assert needs_upgrade(path)
    with Library.open(path) as library:
        assert library.counts().total == STORIES
        assert library.check() == []


def test_in_a_pipe_nothing_is_said_of_an_upgrade(brief: Brief) -> None:
    an_old_archive(brief.archive, 600)
    done = brief("list", "--limit", "3")
    assert (done.code, done.err) == (0, "")
    assert len(done.out.splitlines()) == 3
