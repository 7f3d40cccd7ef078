"""The installed program, in a process of its own."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import HARBOUR, STRIKE, rss
from tests.support.feed_server import FeedServer, Reply, feed
from tests.support.terminal import Terminal

_CODES = re.compile(r"\x1b\[[0-9;]*m")
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
    reading, writing = os.pipe()
    os.close(reading)
    with subprocess.Popen(
        [BRIEF, "completion", "bash"],
        env=home,
        stdin=subprocess.DEVNULL,
        stdout=writing,
        stderr=subprocess.PIPE,
    ) as process:
        os.close(writing)
        assert process.stderr is not None
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


# Feeds


@pytest.fixture
def feeds(home: dict[str, str], feed_server: FeedServer) -> dict[str, str]:
    """The environment of somebody who has two feeds, of two hosts, that were never read."""
    home["LANG"] = "C.UTF-8"
    feed_server.on("/coast", feed(rss("Coast Wire", "Ships", "Docks")))
    feed_server.on("/port", feed(rss("Port Post", "Cranes")))
    outlines = "".join(
        f'<outline type="rss" text="{name}" xmlUrl="{url}"/>'
        for name, url in (
            ("Coast Wire", feed_server.url("/coast")),
            ("Port Post", feed_server.url("/port", "127.0.0.2")),
        )
    )
    opml = Path(home["HOME"]) / "feeds.opml"
    opml.write_text(f'<opml version="2.0"><body>{outlines}</body></opml>')
    assert run(home, "import", str(opml)) == 0
    return home


@pytest.mark.parametrize(
    "arguments",
    [
        ["list"],
        ["search", "forty"],
        ["feeds"],
        ["feed", "coast"],
        ["feed", "coast", "--tag", "sea"],
        ["rules"],
        ["remove", "coast"],
        ["export", "--format", "opml"],
        ["completion", "bash"],
    ],
)
def test_what_needs_no_network_never_imports_what_is_for_it(
    feeds: dict[str, str], arguments: list[str]
) -> None:
    code = (
        "import sys\n"
        "from brief_tui.cli.main import main\n"
        f"main({arguments!r})\n"
        "heavy = {'aiohttp', 'asyncio', 'feedparser', 'fastfeedparser', 'lxml'}\n"
        "heavy &= sys.modules.keys()\n"
        "sys.exit(f'imported: {heavy}' if heavy else 0)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=feeds, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr


def test_a_refresh_in_a_terminal_shows_how_far_it_is(
    feeds: dict[str, str], feed_server: FeedServer
) -> None:
    feed_server.on("/port", Reply(200, delay=600))
    with Terminal([BRIEF, "refresh"], feeds, columns=60) as terminal:
        terminal.wait_for(lambda screen: "Coast Wire  (2 stories)" in screen)
        terminal.wait_for("checking 1 of 2 · 2 new")
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == 130
        assert "stopped: 2 new in 1 feed" in terminal.screen()
        assert "━" not in terminal.screen()
        lines = re.split(rb"[\r\n]+", terminal.raw)
    assert all(len(_CODES.sub("", line.decode())) < 61 for line in lines)


def test_a_second_signal_ends_it_at_once(feeds: dict[str, str], feed_server: FeedServer) -> None:
    feed_server.on("/port", Reply(200, delay=600))
    with Terminal([BRIEF, "refresh"], feeds) as terminal:
        terminal.wait_for("checking 1 of 2")
        terminal.press("ctrl+c", "ctrl+c")
        assert terminal.wait_exit() == 130


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 0), (signal.SIGINT, 130)])
def test_a_service_logs_lines_and_ends_when_told_to(
    feeds: dict[str, str], number: int, code: int
) -> None:
    with subprocess.Popen(
        [BRIEF, "refresh", "--watch"],
        env=feeds,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    ) as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(3)]
        process.send_signal(number)
        assert process.stdout.read() == ""
        assert process.wait(15) == code
    assert sorted(lines[:2]) == [
        "new      Coast Wire  (2 stories)\n",
        "new      Port Post  (1 story)\n",
    ]
    assert lines[2].startswith("3 new in 2 feeds · next check in ")


def test_one_of_several_feeds_is_chosen_in_a_terminal(
    home: dict[str, str], feed_server: FeedServer
) -> None:
    home["LANG"] = "C.UTF-8"
    links = "".join(
        f'<link rel="alternate" type="application/rss+xml" title="{name}" href="/{name}">'
        for name in ("coast", "port")
    )
    html = f"<html><head><title>News</title>{links}</head><body><p>News</p></body></html>"
    feed_server.on("/", Reply(200, html.encode(), [("Content-Type", "text/html")]))
    feed_server.on("/port", feed(rss("Port Post", "Cranes")))
    with Terminal([BRIEF, "add", feed_server.url("/")], home) as terminal:
        terminal.wait_for("Add which?")
        assert "keep this page as a story" in terminal.screen()
        terminal.press("7", "enter")
        terminal.wait_for("Give numbers from 1 to 2")
        terminal.press("2", "enter")
        terminal.wait_for("added    port  (1 story)")
        assert terminal.wait_exit() == 0
    with Terminal([BRIEF, "add", feed_server.url("/")], home) as terminal:
        terminal.wait_for("Add which?")
        terminal.press("enter")
        assert terminal.wait_exit() == 1
        assert "nothing was added" in terminal.screen()


def test_a_web_page_is_read_without_being_kept(
    home: dict[str, str], feed_server: FeedServer
) -> None:
    home["LANG"] = "C.UTF-8"
    text = "".join(
        f"<p>On the {day} day the ferry left at nine, and was back in the harbour at noon.</p>"
        for day in ("first", "second", "third", "fourth")
    )
    html = f"<html><title>The ferry</title><body><h1>The ferry is back</h1>{text}</body></html>"
    feed_server.on("/ferry", Reply(200, html.encode(), [("Content-Type", "text/html")]))
    with Terminal([BRIEF, "read", feed_server.url("/ferry")], home, columns=120) as terminal:
        terminal.wait_for("On the fourth day")
        terminal.press("q")
        assert terminal.wait_exit() == 0
    with Terminal([BRIEF, "read", feed_server.url("/nothing")], home) as terminal:
        assert terminal.wait_exit() == 1
        assert "404" in terminal.screen()
    assert run(home, "list", "ferry") == 1
