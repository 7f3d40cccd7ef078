"""The program that the end-to-end tests drive."""

from __future__ import annotations

from pathlib import Path

import pytest

from brief_tui.library import Library
from brief_tui.tui.opening import WELCOMED
from tests.support.program import Program


@pytest.fixture
def new_brief(tmp_path: Path) -> Program:
    """The installed program, never started before."""
    return Program(tmp_path)


@pytest.fixture
def brief(new_brief: Program) -> Program:
    """The program of a reader who has seen the greeting, and nothing else so far."""
    new_brief.archive.parent.mkdir(parents=True)
    with Library.open(new_brief.archive) as library:
        library.remember(WELCOMED, "yes")
    return new_brief
