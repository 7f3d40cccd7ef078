"""The installed program, in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import HARBOUR, STRIKE
from tests.support.terminal import Terminal

BRIEF = str(Path(sys.executable).with_name("brief"))

pytestmark = pytest.mark.e2e


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody who has the two stories in an archive."""
    (tmp_path / "harbour.md").write_text(HARBOUR)
    (tmp_path / "strike.md").write_text(STRIKE)
    env = {
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
        "XDG_DATA_HOME": str(tmp_path),
        "XDG_CONFIG_HOME": str(tmp_path),
    }
    assert run(env, "import", str(tmp_path / "harbour.md"), str(tmp_path / "strike.md")) == 0
    return env


def run(env: dict[str, str], *arguments: str) -> int:
    done = subprocess.run([BRIEF, *arguments], env=env, capture_output=True, check=False)
    return done.returncode


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["search", "forty"],
        ["parse", "harbour.md"],
        ["export"],
        ["doctor"],
        ["keys"],
        ["themes"],
        ["completion", "bash"],
        ["is:blue"],
    ],
)
def test_what_only_prints_never_imports_textual_or_rich(
    home: dict[str, str], arguments: list[str]
) -> None:
    code = (
        "import sys\n"
        "from brief_tui.cli.main import main\n"
        f"main({arguments!r})\n"
        "heavy = {'textual', 'rich'} & sys.modules.keys()\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=home,
        cwd=home["HOME"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_a_reader_that_stops_early_is_no_error(home: dict[str, str]) -> None:
    with subprocess.Popen(
        [BRIEF, "completion", "bash"],
        env=home,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


def test_the_module_runs_as_the_program_does(home: dict[str, str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "brief_tui", "list"], env=home, capture_output=True, check=False
    )
    assert done.returncode == 0
    assert b"The strike ends" in done.stdout


def in_terminal(env: dict[str, str], *arguments: str, columns: int = 60) -> bytes:
    with Terminal([BRIEF, *arguments], env, columns=columns) as terminal:
        assert terminal.wait_exit() == 0
        return terminal.raw


def test_matches_are_bold_in_a_terminal_and_lines_fit_it(home: dict[str, str]) -> None:
    home["LANG"] = "C.UTF-8"
    raw = in_terminal(home, "search", "forty")
    assert b"\x1b[1mforty\x1b[0m" in raw
    narrow = in_terminal(home | {"NO_COLOR": "1"}, "search", "forty", columns=50)
    assert b"\x1b" not in narrow
    lines = narrow.decode().splitlines()
    assert all(len(line) <= 50 for line in lines)
    assert lines[0].endswith("…")


def test_a_story_is_set_for_reading_in_a_terminal(home: dict[str, str]) -> None:
    home["LANG"] = "C.UTF-8"
    story = subprocess.run(
        [BRIEF, "list", "harbour"], env=home, capture_output=True, text=True, check=True
    ).stdout.split()[0]
    raw = in_terminal(home, "show", story, columns=100)
    assert "┃ ".encode() in raw
    assert b"\x1b[1mThe harbour reopens\x1b[0m" in raw
    assert b"headline:" not in raw


def test_the_reader_opens_and_leaves(home: dict[str, str]) -> None:
    home["LANG"] = "C.UTF-8"
    with Terminal([BRIEF], home) as terminal:
        terminal.wait_for("The strike ends")
        terminal.press("q")
        assert terminal.wait_exit() == 0


def test_a_reader_that_breaks_off_could_not_start(home: dict[str, str]) -> None:
    """With a fault put into it, since none is known."""
    code = (
        "import sys\n"
        "from brief_tui.cli.main import main\n"
        "from brief_tui.tui.app import BriefApp\n"
        "BriefApp.on_mount = lambda self: self.exit(return_code=7)\n"
        "sys.exit(main([]))\n"
    )
    with Terminal([sys.executable, "-c", code], home) as terminal:
        assert terminal.wait_exit() == 4


def test_one_document_can_be_read_without_an_archive(home: dict[str, str]) -> None:
    home["LANG"] = "C.UTF-8"
    home["XDG_DATA_HOME"] = str(Path(home["HOME"]) / "elsewhere")
    with Terminal(["sh", "-c", f"{BRIEF} read - < harbour.md"], home, cwd=Path(home["HOME"])) as t:
        t.wait_for("The harbour reopens")
        t.press("q")
        assert t.wait_exit() == 0
    assert not Path(home["XDG_DATA_HOME"]).exists()
