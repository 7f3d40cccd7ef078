"""The start: the first screen before the interface is there, and what becomes of it then."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest

from tests.e2e.test_states import colours
from tests.support.emulator import Cell, Emulator
from tests.support.program import Program, in_article, in_list
from tests.support.terminal import Terminal

pytestmark = pytest.mark.e2e

NEWEST: Final = "A box, and what came of it"
BEGIN: Final = b"A box, and"
SIZES: Final = ((80, 24), (160, 45))
SWITCH: Final = b"\x1b[?1049h"
BACK: Final = b"\x1b[?1049l"
FRAME_ENDS: Final = b"\x1b[?2026l"
TEXTUAL: Final = b"\x1b[?1004h"
"""What Textual asks for when it takes the terminal over, and the overture never does."""

SLOW: Final = """
import sys, time
from importlib.abc import MetaPathFinder

class Slow(MetaPathFinder):
    def find_spec(self, name, path, target=None):
        if name == "textual":
            {do}

sys.meta_path.insert(0, Slow())
"""


def shown_early(terminal: Terminal) -> bytes:
    """What was written before Textual wrote anything."""
    return terminal.raw.partition(TEXTUAL)[0]


def screens_of(terminal: Terminal, *parts: bytes) -> Iterator[list[list[Cell]]]:
    """The screen after each of the parts, written one after the other."""
    columns, rows = terminal.size
    emulator = Emulator(columns, rows, lambda _: None, "000000")
    for part in parts:
        emulator.feed(part)
        yield [[emulator.cell(x, y) for x in range(columns)] for y in range(rows)]


def screen_of(terminal: Terminal, written: bytes) -> list[list[Cell]]:
    """The screen that these bytes make."""
    return next(screens_of(terminal, written))


def differences(
    one: list[list[Cell]], other: list[list[Cell]]
) -> list[tuple[int, int, Cell, Cell]]:
    return [
        (x, y, a, b)
        for y, (row, later) in enumerate(zip(one, other, strict=True))
        for x, (a, b) in enumerate(zip(row, later, strict=True))
        if a != b
    ]


def leave(terminal: Terminal) -> None:
    """Leave, from wherever the reader is."""
    terminal.press("ctrl+q")
    assert terminal.wait_exit() == 0, terminal.screen()


def visit(brief: Program, columns: int, rows: int, *keys: str) -> None:
    """Read a while, and leave."""
    with brief.open(columns=columns, rows=rows) as terminal:
        terminal.wait_for(in_list(terminal, NEWEST))
        terminal.wait_for("min read" if columns > 100 else in_list(terminal, NEWEST))
        terminal.press(*keys)
        leave(terminal)


def handed_over(terminal: Terminal) -> Callable[[str], bool]:
    """The condition that Textual has painted the whole screen."""
    last_row = f"\x1b[{terminal.size[1]};1H".encode()

    def holds(_: str) -> bool:
        return last_row in terminal.raw.partition(TEXTUAL)[2]

    return holds


def made_slow(brief: Program, folder: Path, do: str) -> Program:
    """The program, of which the import of Textual does something first."""
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(SLOW.format(do=do))
    return replace(brief, env={**brief.env, "PYTHONPATH": str(folder)})


@pytest.fixture
def plain(brief: Program) -> Program:
    """Without pictures: their pixels come later, into the places that are kept for them."""
    brief.configure("pictures = false\n")
    return brief


@pytest.fixture(params=SIZES, ids=["small", "large"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    found: tuple[int, int] = request.param
    return found


# The first screen


@pytest.mark.parametrize(
    "keys",
    [
        (),
        ("j", "j"),
        ("enter", "space"),
        ("enter", "z"),
        ("s", "tab", "tab"),
        ("F",),
        ("/", *"harbour"),
        ("f", *"is:unread", "enter"),
        ("?",),
    ],
    ids=["nothing", "moved", "reading", "zen", "starred", "sources", "search", "filter", "help"],
)
def test_the_first_screen_is_the_one_that_textual_paints(
    plain: Program, size: tuple[int, int], keys: tuple[str, ...]
) -> None:
    visit(plain, *size, *keys)
    with plain.open(columns=size[0], rows=size[1]) as terminal:
        terminal.wait_for(handed_over(terminal))
        leave(terminal)
        written = terminal.raw.partition(BACK)[0]
    early = shown_early(terminal)
    assert BEGIN in early or keys
    assert early.count(FRAME_ENDS) == 1
    assert written.count(SWITCH) == 1, "switching twice would clear the screen in between"
    parts = [written[at : at + 997] for at in range(len(early), len(written), 997)]
    first, *later = screens_of(terminal, early, *parts)
    for screen in later:
        assert not differences(first, screen)


def test_pictures_come_into_the_places_that_the_first_screen_keeps_for_them(
    brief: Program,
) -> None:
    visit(brief, 160, 45)
    with brief.open() as terminal:
        terminal.wait_for(handed_over(terminal))
        painted = terminal.raw
        terminal.wait_for("▀")
    before, _, after = painted.partition(TEXTUAL)
    painting = before + TEXTUAL + after[: after.rindex(b"\x1b[45;1H")]
    first = screen_of(terminal, shown_early(terminal))
    assert "░" in "".join(cell.text for row in first for cell in row)
    assert not differences(first, screen_of(terminal, painting))


@pytest.mark.parametrize("key", ["j", "tab"])
def test_keys_that_are_typed_at_once_are_answered(plain: Program, key: str) -> None:
    visit(plain, 160, 45)
    for background in ("000000", "ffffff"):
        with plain.open(background=background) as terminal:
            terminal.press(key)
            terminal.wait_for("2/26" if key == "j" else "━━ Article")
            terminal.press("g")
            leave(terminal)


def test_a_key_typed_over_the_first_screen_is_not_echoed_into_it(
    plain: Program, tmp_path: Path
) -> None:
    visit(plain, 160, 45)
    with made_slow(plain, tmp_path / "slow", "time.sleep(0.5)").open() as terminal:
        terminal.wait_for(NEWEST)
        first = screen_of(terminal, terminal.raw)
        terminal.press("j", "\r")
        terminal.wait_for(lambda _: TEXTUAL in terminal.raw)
        assert not differences(first, screen_of(terminal, shown_early(terminal)))
        terminal.wait_for("2/26")
        terminal.wait_for("━━ Article")


def test_the_first_screen_is_only_for_this_reader(plain: Program) -> None:
    visit(plain, 80, 24)
    (kept,) = plain.home.rglob("first-screen.json")
    assert kept.stat().st_mode & 0o777 == 0o600


# What is imported


HEAVY: Final = {
    "PIL", "aiohttp", "feedparser", "fastfeedparser", "lxml", "markdown_it", "mdit_py_plugins",
    "selectolax", "shtab", "multiprocessing", "concurrent.futures.process",
    "concurrent.futures.thread", "importlib.metadata", "pygments", "http.client", "sqlite3",
    "brief_tui.sources.http", "brief_tui.library.network", "brief_tui.formats.markdown_body",
}  # fmt: skip
"""What takes long to import, and is for something that a reader may do later."""

LISTED: Final = """
import json, sys
from pathlib import Path
from brief_tui.cli.main import main
from brief_tui.tui import overture

def listed(name):
    Path(name).write_text(json.dumps(sorted(sys.modules)))

def show(self, show=overture.Overture.show):
    listed("before.json")
    from brief_tui.tui import curtain
    curtain.gather = lambda: listed("at-first-screen.json")
    return show(self)

overture.Overture.show = show
sys.exit(main([]))
"""


def test_the_reader_imports_what_its_first_screen_needs_and_nothing_before_it(
    plain: Program,
) -> None:
    visit(plain, 160, 45)
    with plain.open_with(LISTED) as terminal:
        terminal.wait_for(handed_over(terminal))
        leave(terminal)
    before = set(json.loads((plain.home / "before.json").read_text()))
    at_first = set(json.loads((plain.home / "at-first-screen.json").read_text()))
    slow = {"textual", "rich", "asyncio", "yaml", "apsw", "brief_tui.archive"}
    assert not (HEAVY | slow) & before
    assert "textual" in at_first
    assert not HEAVY & at_first


# When it is not true any more


def changed_size(brief: Program) -> Terminal:
    return brief.open(columns=100, rows=30)


def changed_colours(brief: Program) -> Terminal:
    return replace(brief, env={"NO_COLOR": "1"}).open()


def changed_background(brief: Program) -> Terminal:
    return brief.open(background="ffffff")


def changed_theme(brief: Program) -> Terminal:
    brief.configure('pictures = false\ntheme = "salmon"\n')
    return brief.open()


def changed_archive(brief: Program) -> Terminal:
    story = brief.home / "new.md"
    story.write_text("# A new story\n\nIts text.\n")
    assert brief.run("import", str(story)).returncode == 0
    return brief.open()


def tampered(brief: Program) -> Terminal:
    (kept,) = brief.home.rglob("first-screen.json")
    tree = json.loads(kept.read_text())
    tree["lines"][3] += "\x1b]52;c;eA==\x07"
    kept.write_text(json.dumps(tree))
    return brief.open()


def opened_to_all(brief: Program) -> Terminal:
    (kept,) = brief.home.rglob("first-screen.json")
    kept.chmod(0o644)
    return brief.open()


def a_search(brief: Program) -> Terminal:
    return brief.open("harbour")


@pytest.mark.parametrize(
    "begin",
    [
        changed_size,
        changed_colours,
        changed_background,
        changed_theme,
        changed_archive,
        tampered,
        opened_to_all,
        a_search,
    ],
)
def test_what_is_not_true_any_more_is_not_shown(
    plain: Program, begin: Callable[[Program], Terminal]
) -> None:
    visit(plain, 160, 45)
    with begin(plain) as terminal:
        terminal.wait_for(handed_over(terminal))
        assert BEGIN not in shown_early(terminal)
        assert b"\x1b]52" not in terminal.raw
        leave(terminal)


def test_the_first_screen_has_no_colours_where_none_are_wanted(plain: Program) -> None:
    colourless = replace(plain, env={"NO_COLOR": "1"})
    visit(colourless, 160, 45)
    with colourless.open() as terminal:
        terminal.wait_for(handed_over(terminal))
        assert BEGIN in shown_early(terminal)
        assert set(colours(terminal.raw)) <= {39, 49}
        leave(terminal)


# When the start breaks off


@pytest.fixture
def kept(plain: Program) -> Program:
    """The program of a reader whose first screen was kept."""
    visit(plain, 160, 45)
    return plain


def assert_given_back(terminal: Terminal, message: str = "") -> None:
    raw = terminal.raw
    assert BEGIN in raw.partition(BACK)[0]
    assert raw.count(SWITCH) == raw.count(BACK) == 1
    assert raw.rfind(BACK) > raw.rfind(SWITCH)
    assert raw.rfind(b"\x1b[?25h") > raw.rfind(b"\x1b[?25l")
    assert raw.rfind(b"\x1b[?7h") > raw.rfind(b"\x1b[?7l")
    assert message.encode() in raw.partition(BACK)[2]
    assert terminal.is_cooked


def test_an_archive_that_was_damaged_unseen_is_told_of_on_the_usual_screen(kept: Program) -> None:
    facts = kept.archive.stat()
    content = kept.archive.read_bytes()
    kept.archive.write_bytes(b"x" * len(content))
    os.utime(kept.archive, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    with kept.open() as terminal:
        assert terminal.wait_exit() == 4
        assert_given_back(terminal, "brief doctor --rebuild")


def test_an_interface_that_cannot_be_imported_is_told_of_on_the_usual_screen(
    kept: Program, tmp_path: Path
) -> None:
    broken = made_slow(kept, tmp_path / "broken", "raise ImportError('no such thing')")
    with broken.open() as terminal:
        assert terminal.wait_exit() == 4
        assert_given_back(terminal, "no such thing")


def test_ctrl_c_ends_a_start(kept: Program, tmp_path: Path) -> None:
    with made_slow(kept, tmp_path / "slow", "time.sleep(30)").open() as terminal:
        terminal.wait_for(NEWEST)
        terminal.press("ctrl+c")
        assert terminal.wait_exit() == -signal.SIGINT
        assert_given_back(terminal)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGQUIT])
def test_a_signal_ends_a_start(kept: Program, tmp_path: Path, number: signal.Signals) -> None:
    with made_slow(kept, tmp_path / "slow", "time.sleep(30)").open() as terminal:
        terminal.wait_for(NEWEST)
        os.kill(terminal.pid, number)
        assert terminal.wait_exit() == -number
        assert_given_back(terminal)


def test_a_start_cannot_be_stopped_halfway(kept: Program, tmp_path: Path) -> None:
    with made_slow(kept, tmp_path / "slow", "time.sleep(0.5)").open() as terminal:
        terminal.wait_for(NEWEST)
        terminal.press("\x1a")  # ctrl+z
        terminal.wait_for(handed_over(terminal))
        leave(terminal)
        assert_given_back(terminal)


def test_the_terminal_is_given_back_as_it_was(brief: Program) -> None:
    for _ in range(2):  # without a first screen, and with one
        with brief.open() as terminal:
            terminal.wait_for(in_article(terminal, NEWEST))
            assert not terminal.is_cooked
            leave(terminal)
            assert terminal.is_cooked
