"""An empty archive in a real file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from brief_tui.archive.store import Archive
from tests.archive.stories import clock


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    opened = Archive.open(tmp_path / "archive.db", clock)
    yield opened
    opened.close()
