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
from random import Random
from tempfile import TemporaryDirectory
from typing import Final
from unittest.mock import patch

from scripts.svg import self_contained
from textual.pilot import Pilot
from textual.widgets import Input

from brief_tui.config.feed_settings import FeedSettings
from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.library.network import Network
from brief_tui.model.feeds import NewFeed
from brief_tui.model.query import parse_query
from brief_tui.model.query_nodes import Query
from brief_tui.tui.app import BriefApp
from brief_tui.tui.opening import WELCOMED

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
    Scene("sources", "evening", (120, 32), CHIPS, (("F",), ("j",), ("j",))),
    Scene("help", "fjord", (90, 40), CHIPS, (("question_mark",),)),
)


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed of the pictures, in a file of its own; without stories it is not there."""

    title: str
    tag: str
    stories: tuple[str, ...]


FEEDS: Final = (
    Subscription("The Harbour Post", "Coast", ("The old pier is open again", "Herring are back")),
    Subscription("Lighthouse Notes", "Coast", ("Why the lamp turns left", "A night in the fog")),
    Subscription("Tide Tables", "Coast", ()),
    Subscription("Survey of the Sky", "Science", ("A comet, seen twice", "Counting faint stars")),
    Subscription("Bench and Bottle", "Science", ("The clean glass problem",)),
    Subscription("Lines of Code", "Technology", ("On reading old programs", "A smaller parser")),
)


def subscribe(library: Library, settings: Settings, folder: Path) -> None:
    """Bring feeds in, of which one cannot be read."""
    for number, feed in enumerate(FEEDS):
        path = folder / f"{number}.xml"
        library.feeds.subscribe([NewFeed(path.as_uri(), feed.title, tags=(feed.tag,))])
        items = "".join(
            f"<item><title>{title}</title><guid>{title}</guid><description>{title}."
            "</description><pubDate>Sat, 21 Nov 2026 08:00:00 GMT</pubDate></item>"
            for title in feed.stories
        )
        if items:
            rss = f"<rss version='2.0'><channel><title>{feed.title}</title>{items}</channel></rss>"
            path.write_text(rss, encoding="utf-8")
    library.refresh(settings)


async def shoot(scene: Scene, folder: Path) -> str:
    """The scene as SVG. The archive is made in ``folder``."""
    network = Network(now=NOW.timestamp, random=Random(1))
    with Library.open(folder / "archive.db", network) as library:
        library.remember(WELCOMED, "yes")
        list(library.import_edition())
        # Wide letters and those from right to left do not come out as in a terminal.
        library.remove(_keys(library, "-lang:en"))
        feeds = FeedSettings(fetch="feed", refresh_at_start=False, watch=False)
        settings = Settings(library.path, theme=scene.theme, feeds=feeds)
        if scene.name == "sources":
            await asyncio.to_thread(subscribe, library, settings, folder)
        app = BriefApp(library, settings)
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
