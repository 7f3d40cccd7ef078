"""Driving the real app on a real archive, without a terminal and without sleeping."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from textual import events
from textual.pilot import Pilot
from textual.screen import Screen

from brief_tui.archive.store import Archive
from brief_tui.config.keymap import normal_key
from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.model.article import Article
from brief_tui.model.state import ReadingState
from brief_tui.tui.app import BriefApp
from brief_tui.tui.screens.reader import ReaderScreen
from tests.archive.stories import entries
from tests.tui.paper import PAPER

PATIENCE = 20.0
"""Seconds until a condition that does not come true is a failure."""


class Driver:
    """Hands on the keyboard, and eyes on the screen."""

    def __init__(self, app: BriefApp, library: Library, pilot: Pilot[None]) -> None:
        self.app = app
        self.library = library
        self._pilot = pilot

    @property
    def reader(self) -> ReaderScreen:
        return self.app.reader

    @property
    def screen(self) -> Screen[object]:
        """What is on top: the reader, or a small screen over it."""
        return self.app.screen

    @property
    def text(self) -> str:
        """What is on the screen."""
        return "\n".join(screen_text(self.app))

    @property
    def headlines(self) -> list[str]:
        """The headlines of the listing, as far as they are at hand."""
        window = self.reader.stories.window
        rows = (window.row(index) for index in range(len(window)))
        return [row.headline for row in rows if row is not None]

    @property
    def opened(self) -> str:
        """The headline of the story in the reading pane, '' for none."""
        article = self.reader.reading.article
        return article.headline if article else ""

    def state(self, name: str) -> ReadingState:
        """The marks on a story of the paper as the archive has them."""
        key = self.library.key_of(PAPER[name].id)
        assert key is not None
        return self.library.rows([key])[0].state

    def press(self, *keys: str) -> None:
        """Post keys, each as a reader would name it: "j", "/", "esc", "ctrl+f"."""
        for key in keys:
            name = normal_key(key)
            assert name is not None, key
            character = key if len(key) == 1 else " " if name == "space" else None
            self.app.post_message(events.Key(name, character))

    def type(self, text: str) -> None:
        """Post the keys of a text."""
        self.press(*("space" if character == " " else character for character in text))

    async def wait_until(self, condition: Callable[[], bool]) -> None:
        """Return as soon as the condition is true; fail with the screen if it never is."""
        until = (begun := time.monotonic()) + PATIENCE
        while not condition():
            now = time.monotonic()
            assert self.app.is_running, "the app has ended"
            assert now < until, f"this did not come about; on the screen:\n{self.text}"
            await asyncio.sleep(max(0.004, 2 * (now - begun)))  # the app comes first
            begun = time.monotonic()

    async def see(self, *texts: str) -> None:
        """Wait until all of the texts are on the screen."""
        await self.wait_until(lambda: all(text in self.text for text in texts))

    async def click(self, x: int, y: int) -> None:
        """Click a cell of the screen."""
        await self._pilot.click(offset=(x, y))

    async def settle(self) -> None:
        """Wait until every message that was posted has been handled and painted."""
        await self._pilot.pause()

    async def resize(self, width: int, height: int) -> None:
        """Give the terminal another size."""
        await self._pilot.resize_terminal(width, height)
        await self.settle()

    async def read(self, name: str) -> None:
        """Open a story of the list by its name in the paper, and wait until it is shown."""
        key = self.library.key_of(PAPER[name].id)
        index = self.reader.stories.window.index_of(key or 0)
        assert index is not None
        self.reader.stories.move_to(index)
        self.press("enter")
        await self.wait_until(
            lambda: self.opened == PAPER[name].headline and self.reader.frame.at == "reading"
        )


def screen_text(app: BriefApp) -> list[str]:
    """The lines that the compositor would paint, spaces on the right taken off."""
    with app._context():
        strips = app.screen._compositor.render_strips()
    return [strip.text.rstrip() for strip in strips]


def fill(path: Path, articles: Iterable[Article] = PAPER.values(), source: str = "Wire") -> None:
    """Put articles into the archive at ``path``."""
    archive = Archive.open(path)
    try:
        archive.put(entries(*articles), source)
    finally:
        archive.close()


@asynccontextmanager
async def reading(
    archive: Path,
    *,
    size: tuple[int, int] = (160, 45),
    query: str = "",
    wait: bool = True,
    browser: tuple[str, ...] = (),
    theme: str = "evening",
) -> AsyncIterator[Driver]:
    """The app on an archive, its list filled. The reader's own settings are kept out of it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NO_COLOR", raising=False)
        patch.setenv("XDG_CONFIG_HOME", str(archive.parent / "config"))
        patch.setenv("HOME", str(archive.parent / "home"))
        settings = Settings(archive, theme=theme, browser=browser)
        with Library.open(archive) as library:
            app = BriefApp(library, settings, query)
            async with app.run_test(size=size) as pilot:
                driver = Driver(app, library, pilot)
                if wait:
                    await driver.wait_until(lambda: driver.reader.stories.row is not None)
                yield driver
