"""Take the pictures of the documentation: ``python -m scripts.screenshots [FOLDER]``.

Each shows the program itself, run without a terminal on a fresh archive of the bundled
edition. The clock, the settings, the theme and the size are given, so that the same program
makes the same files on every day and machine.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final
from unittest.mock import patch

from scripts.svg import self_contained
from textual.pilot import Pilot
from textual.widgets import Input

from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.model.query import parse_query
from brief_tui.model.query_nodes import Query
from brief_tui.tui.app import BriefApp

FOLDER: Final = Path(__file__).parents[1] / "docs" / "images"
NOW: Final = datetime(2026, 11, 22, 9, tzinfo=UTC)
STILL: Final = 0.7
"""Seconds without a change after which all that was asked for has come."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a picture shows: the cursor is on ``story``, then each of ``steps`` is pressed.

    ``size`` is in columns and rows. A step is one or several keys.
    """

    name: str
    theme: str
    size: tuple[int, int]
    story: str
    steps: tuple[tuple[str, ...], ...] = ()


CHIPS: Final = "Ninety Chinese companies and institutes to write common rules for chips"
BOX: Final = "A box, and what came of it"

SCENES: Final = (
    Scene("reader", "evening", (160, 45), CHIPS, (("enter",),)),
    Scene("two-panes", "broadsheet", (80, 24), CHIPS, (("enter",), ("space",))),
    Scene("one-pane", "harbour", (60, 24), CHIPS, (("enter",), ("space",), ("space",))),
    Scene("search", "salmon", (120, 32), CHIPS, (("slash",), tuple("licen* OR sanctions"))),
    Scene("trail", "midnight", (140, 36), CHIPS, (("enter",), ("1",), ("2",))),
    Scene("figure", "sepia", (88, 34), BOX, (("enter",), ("z",), tuple("jjjjjjjjj"))),
    Scene("help", "fjord", (90, 40), CHIPS, (("question_mark",),)),
)


async def shoot(scene: Scene, folder: Path) -> str:
    """The scene as SVG. The archive is made in ``folder``."""
    with Library.open(folder / "archive.db") as library:
        list(library.import_edition())
        # Wide letters and those from right to left do not come out as in a terminal.
        library.remove(_keys(library, "-lang:en"))
        app = BriefApp(library, Settings(library.path, theme=scene.theme))
        async with app.run_test(size=scene.size) as pilot:
            app.reader.query_one(Input).cursor_blink = False
            await _still(pilot)
            for step in (("g", *["j"] * _index(library, scene.story)), *scene.steps):
                await pilot.press(*step)
                await _still(pilot)
            return self_contained(await _still(pilot))


async def _still(pilot: Pilot[None]) -> str:
    """What is on the screen once nothing moves any more."""
    before, now = "", pilot.app.export_screenshot(simplify=True)
    while now != before:
        await pilot.pause(STILL)
        before, now = now, pilot.app.export_screenshot(simplify=True)
    return now


def _index(library: Library, headline: str) -> int:
    """Where in the list of all stories the one with this headline is."""
    rows = library.rows(_keys(library, ""))
    return next(index for index, row in enumerate(rows) if row.headline == headline)


def _keys(library: Library, text: str) -> list[int]:
    query = parse_query(text, NOW)
    return list(library.keys(query)) if isinstance(query, Query) else []


class Clock(datetime):
    """A clock that stands still."""

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        """The same moment, whenever it is asked for."""
        return NOW.astimezone(tz)


@contextmanager
def same_everywhere() -> Iterator[None]:
    """The same day, time zone and settings, wherever this runs."""
    with ExitStack() as stack:
        empty = stack.enter_context(TemporaryDirectory())
        stack.enter_context(patch.dict(os.environ, TZ="UTC", XDG_CONFIG_HOME=empty))
        os.environ.pop("NO_COLOR", None)
        time.tzset()
        stack.enter_context(patch("brief_tui.tui.dates.datetime", Clock))
        yield


def main(folder: Path) -> None:
    """Write every picture to ``folder`` and say how large it is."""
    folder.mkdir(parents=True, exist_ok=True)
    with same_everywhere():
        for scene in SCENES:
            with TemporaryDirectory() as archive:
                svg = asyncio.run(shoot(scene, Path(archive)))
            path = folder / f"{scene.name}.svg"
            path.write_text(svg, encoding="utf-8")
            print(f"{path.stat().st_size:6} {path.name}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
