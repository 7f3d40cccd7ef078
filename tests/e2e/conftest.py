"""The program that the end-to-end tests drive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.program import Program


@pytest.fixture
def brief(tmp_path: Path) -> Program:
    """The installed program, never started before."""
    return Program(tmp_path)
