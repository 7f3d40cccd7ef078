"""The small newspaper as an archive."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui.driving import fill


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    """The file of an archive that holds the paper."""
    path = tmp_path / "archive.db"
    fill(path)
    return path
