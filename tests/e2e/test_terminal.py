"""The terminal that the other end-to-end tests rely on."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.emulator import Emulator
from tests.support.terminal import Terminal, key_bytes

PROJECT = Path(__file__).parents[2]
ECHO = """
import os, signal, sys, termios, tty

def say(*words):  # not print: a signal may come in the middle of one
    os.write(1, " ".join(map(str, words)).encode() + b"\\n")

tty.setcbreak(0)
signal.signal(signal.SIGWINCH, lambda *_: say("now", termios.tcgetwinsize(0)))
say("ready", sys.stdin.isatty(), termios.tcgetwinsize(0))
while (key := sys.stdin.read(1)) != "q":
    say(f"<{ord(key)}>")
sys.exit(3)
"""

pytestmark = pytest.mark.e2e


def running(code: str, columns: int = 60, rows: int = 12) -> Terminal:
    return Terminal([sys.executable, "-c", code], columns=columns, rows=rows)


@pytest.fixture
def tiny() -> Iterator[Terminal]:
    argv = [sys.executable, "-m", "tests.support.tiny_app"]
    with Terminal(argv, columns=50, rows=8, cwd=PROJECT) as terminal:
        terminal.wait_for("size 50x8")
        yield terminal


def test_a_program_has_a_terminal_of_the_size_that_was_asked_for() -> None:
    with running("import os; print(os.get_terminal_size())") as terminal:
        assert "columns=60, lines=12" in terminal.wait_for("lines=")
        assert terminal.wait_exit() == 0


def test_keys_a_new_size_and_the_exit_code_go_through() -> None:
    with running(ECHO) as terminal:
        terminal.wait_for("ready True (12, 60)")
        terminal.press("enter", "ctrl+p")
        terminal.type("é")
        terminal.wait_for("<10>\n<16>\n<233>")
        terminal.resize(70, 20)
        terminal.wait_for("now (20, 70)")
        terminal.press("q")
        assert terminal.wait_exit() == 3


def test_ctrl_c_reaches_the_program() -> None:
    # It naps often: Python notices a signal between two steps, not just before a long one.
    napping = "import time\nprint('ready', flush=True)\nwhile True: time.sleep(0.01)"
    with running(napping) as terminal:
        terminal.wait_for("ready")
        terminal.press("ctrl+c")
        terminal.wait_for("KeyboardInterrupt")


def test_what_is_not_seen_is_reported_with_the_whole_screen() -> None:
    with running("print('first'); print('second'); input()") as terminal:
        terminal.wait_for("second")
        with pytest.raises(AssertionError, match=r"third(?s:.*)first\nsecond"):
            terminal.wait_for("third", timeout=0.1)


def test_waiting_for_a_program_that_has_ended_fails_at_once() -> None:
    ended = pytest.raises(AssertionError, match=r"ended with 4(?s:.*)done")
    with running("print('done'); raise SystemExit(4)") as terminal, ended:
        terminal.wait_for("never", timeout=3600)


def test_all_that_was_written_is_kept_and_the_screen_shows_only_text() -> None:
    with running(r"print('a\x1b]52;c;eA==\x07b\x1b[31mc\x1b[0m\x1b[?2026$pd')") as terminal:
        assert terminal.wait_for("abcd").startswith("abcd")
        terminal.wait_exit()
        assert b"\x1b]52;c;eA==\x07" in terminal.raw
        assert terminal.cell(2, 0).foreground == "red"
        assert terminal.cell(3, 0).foreground == "default"


def test_killing_ends_the_program_and_nothing_else() -> None:
    with running("print('ready'); input()") as bystander, running("input()") as terminal:
        terminal.kill()
        assert terminal.wait_exit() == -9
        assert "ready" in bystander.wait_for("ready")


def test_an_unknown_key_is_a_mistake_of_the_test() -> None:
    with pytest.raises(ValueError, match="hyper"):
        key_bytes("hyper+x")


def test_a_textual_app_shows_its_colours_and_its_wide_characters(tiny: Terminal) -> None:
    tiny.type("abc")
    tiny.wait_for("港口 typed abc!")
    cell = tiny.cell(0, 0)
    assert (cell.text, cell.foreground, cell.background) == ("港", "f0e0d0", "102030")
    assert cell.bold
    assert tiny.cell(1, 0).text == ""


def test_a_textual_app_hears_named_keys_and_a_new_size(tiny: Terminal) -> None:
    tiny.press("escape")
    tiny.wait_for("key escape")
    tiny.press("up")
    tiny.wait_for("key up")
    tiny.resize(40, 6)
    tiny.wait_for("size 40x6")


def test_a_textual_app_leaves_the_terminal_as_it_found_it(tiny: Terminal) -> None:
    tiny.press("ctrl+q")
    assert tiny.wait_exit() == 7
    assert tiny.raw.rfind(b"\x1b[?1049l") > tiny.raw.rfind(b"\x1b[?1049h")
    assert b"\x1b[?25h" in tiny.raw


@pytest.mark.parametrize(
    ("query", "answer"),
    [
        (b"\x1b[c", b"\x1b[?62;22c"),
        (b"\x1b[6n", b"\x1b[1;1R"),
        (b"\x1b[?2026$p", b"\x1b[?2026;2$y"),
        (b"\x1b[?2048$p", b"\x1b[?2048;0$y"),
        (b"\x1b]11;?\x1b\\", b"\x1b]11;rgb:fafa/f0f0/e6e6\x1b\\"),
        (b"\x1b]10;?\x07", b"\x1b]10;rgb:0000/0000/0000\x1b\\"),
        (b"\x1b[?u", b""),
        (b"\x1b[>q", b""),
    ],
)
def test_queries_are_answered_even_in_pieces_and_never_shown(query: bytes, answer: bytes) -> None:
    for size in (1, len(query)):
        said: list[bytes] = []
        emulator = Emulator(20, 2, said.append, "faf0e6")
        for start in range(0, len(query), size):
            emulator.feed(query[start : start + size])
        emulator.feed(b"x")
        assert b"".join(said) == answer
        assert emulator.text() == "x\n"


def test_a_frame_is_seen_whole_or_not_at_all() -> None:
    emulator = Emulator(20, 1, lambda _: None, "000000")
    for part in (b"old\x1b[?20", b"26h\rn", b"ew fra"):
        emulator.feed(part)
        assert emulator.text() == "old"
    emulator.feed(b"me\x1b[?2026l!\x1b[?2026h\r.")
    assert emulator.text() == "new frame!"


@pytest.mark.parametrize(
    "sequence",
    [b"\x1b[>1u", b"\x1b[<u", b"\x1b[>4;2m", b"\x1b[4:3m", b"\x1bPq#0\x1b\\", b"\x1b_Ga=q\x1b\\"],
)
def test_sequences_without_a_meaning_here_leave_no_trace(sequence: bytes) -> None:
    emulator = Emulator(20, 1, lambda _: None, "000000")
    emulator.feed(b"a" + sequence + b"b")
    assert emulator.text() == "ab"
    assert not emulator.cell(1, 0).underline


def test_text_with_joiners_is_drawn_to_its_end() -> None:
    emulator = Emulator(20, 1, lambda _: None, "000000")
    emulator.feed("می\u200cخواهم ☑\ufe0f e\u0301nd".encode())
    assert emulator.text().endswith("\u00e9nd")
