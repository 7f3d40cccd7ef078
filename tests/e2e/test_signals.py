"""Ending as on `q` when the system, or a terminal that closes, asks for it."""

from __future__ import annotations

import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest

from tests.support.program import Program, in_list

pytestmark = pytest.mark.e2e

NEWEST = "A box, and what came of it"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_the_reader_with_the_terminal_put_back(
    brief: Program, number: signal.Signals
) -> None:
    with brief.open() as terminal:
        terminal.wait_for(in_list(terminal, NEWEST))
        terminal.press("s")
        terminal.wait_for(in_list(terminal, f"★ {NEWEST}"))
        os.kill(terminal.pid, number)
        assert terminal.wait_exit() == 128 + number
        assert terminal.raw.rfind(b"\x1b[?1049l") > terminal.raw.rfind(b"\x1b[?1049h")
    with brief.open() as terminal:
        terminal.wait_for(in_list(terminal, f"★ {NEWEST}"))


def test_a_document_read_alone_leaves_nothing_behind(brief: Program, tmp_path: Path) -> None:
    story = tmp_path / "alone.md"
    story.write_text("# A story alone\n\nIts text.\n")
    left = tmp_path / "temporary"
    left.mkdir()
    with replace(brief, env={"TMPDIR": str(left)}).open("read", str(story)) as terminal:
        terminal.wait_for("A story alone")
        assert list(left.iterdir())
        os.kill(terminal.pid, signal.SIGTERM)
        terminal.wait_exit()
    assert not list(left.iterdir())
