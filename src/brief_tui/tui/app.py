"""The app: wiring. It opens the library, chooses the theme and shows the reader."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence
from contextlib import suppress
from typing import Any, ClassVar, Final

from rich.console import RenderableType
from rich.segment import Segment
from textual import constants
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter
from textual.screen import Screen

from brief_tui.config import themes
from brief_tui.config.keymap import resolve
from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.model.errors import BriefError, ConfigError
from brief_tui.tui.commands import contexts, default_keys
from brief_tui.tui.controls import CONTROL
from brief_tui.tui.curtain import Curtain
from brief_tui.tui.driver import BriefDriver
from brief_tui.tui.looks import Looks
from brief_tui.tui.overture import SIGNALS, Overture
from brief_tui.tui.panes.lines import LinesPane
from brief_tui.tui.screens.reader import ReaderScreen
from brief_tui.tui.themes import ThemeFile, theme_name

RELOAD_EVERY: Final = 0.5
"""Seconds between looks at a theme's file."""


class ControlsFilter(LineFilter):
    """A second wall: whatever was not cleaned on its way in does not reach the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if not any(CONTROL.search(segment.text) for segment in segments):
            return segments
        return [
            Segment(CONTROL.sub(" ", segment.text), segment.style, segment.control)
            for segment in segments
        ]


class BriefApp(App[None]):
    """brief."""

    TITLE = "brief"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []
    CSS = "Screen { scrollbar-size: 0 0; }"

    def __init__(
        self,
        library: Library,
        settings: Settings,
        query: str = "",
        overture: Overture | None = None,
    ) -> None:
        self.settings = settings
        self.overture = overture
        self.library = library
        self._theme_file = ThemeFile(self._theme_name())
        self.looks = Looks(self._theme_file.load())
        super().__init__(
            # A driver named in the environment (TEXTUAL_DRIVER) goes before ours.
            BriefDriver if constants.DRIVER is None else None,
            # Without this, Textual turns the terminal's own colours into black under NO_COLOR.
            ansi_color=True if os.environ.get("NO_COLOR") else None,
        )
        self.curtain = Curtain(self)
        self.not_kept: list[BriefError] = []
        self._controls = ControlsFilter()
        keymap = resolve(default_keys(), contexts(), settings.preset, settings.keys)
        self.key_problems: Sequence[str] = keymap.problems
        self._keys = keymap.keys
        self.register_theme(self.looks.textual)
        self.theme = self.looks.textual.name
        self.reader = ReaderScreen(library, settings, keymap.keys, self.looks, query)

    def _theme_name(self) -> str:
        asked = (self.overture.is_light,) if self.overture is not None else ()
        return theme_name(self.settings, self.library.remembered("theme"), *asked)

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return dict(self.looks.textual.variables)

    def get_line_filters(self) -> Sequence[LineFilter]:
        return [self._controls, *super().get_line_filters()]

    def on_mount(self) -> None:
        self.push_screen(self.reader)
        problems = [*self._theme_file.problems, *self.key_problems]
        self.reader.call_after_refresh(self.reader.frame.tell, problems)
        self.set_interval(RELOAD_EVERY, self._reload_theme)
        self._leave_on_signals()
        self.curtain.begin()

    def _leave_on_signals(self) -> None:
        """End as on `q` when the system or a closing terminal asks for it."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread
                loop.add_signal_handler(name, self.exit, None, SIGNALS + name)
        if self.overture is not None and self.overture.signalled:
            self.exit(return_code=SIGNALS + self.overture.signalled)

    def on_unmount(self) -> None:
        self.not_kept += self.reader.close()

    # The first screen, and the last

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        """Paint, unless the curtain is down."""
        if not self.curtain.is_down:
            super()._display(screen, renderable)

    @property
    def brief_driver(self) -> BriefDriver | None:
        """Our own driver; None in a test and in a browser, which have theirs."""
        return self._driver if isinstance(self._driver, BriefDriver) else None

    def repaint(self) -> None:
        """Paint all of the screen."""
        screen = self.screen
        self._display(screen, screen._compositor.render_full_update())

    def leave(self) -> None:
        """End, with the next start's first screen at hand."""
        if self.overture is None or self.is_headless or self.curtain.is_down:
            self.exit()
            return
        self.curtain.fall()
        self.not_kept += self.reader.close()
        self.reader = ReaderScreen(
            self.library, self.settings, self._keys, self.looks, is_rehearsal=True
        )
        self.push_screen(self.reader)

    def rehearsed(self) -> None:
        """The screen is as the next start will show it: take it down, and end."""
        theme = self._theme_file.path
        same = self._theme_file.name == self._theme_name()
        if self.overture is not None and theme and same and not self.reader.frame.problems:
            rows = [strip.render(self.console) for strip in self.reader._compositor.render_strips()]
            self.overture.take_down(rows, (self.size.width, self.size.height), theme)
        self.exit()

    async def action_quit(self) -> None:
        """Ctrl+Q, which Textual takes for itself: the place is kept as with any other key."""
        self.reader.frame.quit()

    def action_help_quit(self) -> None:
        """Ctrl+C: copy what the mouse has marked, or else say how to leave."""
        if text := self.screen.get_selected_text():
            self.copy_to_clipboard(text)
            self.reader.frame.say("Copied")
        else:
            self.reader.frame.say("q leaves brief")

    # Themes

    def use_theme(self, name: str) -> None:
        """Show everything in another theme; a bad one gives a notice and changes nothing."""
        try:
            theme = themes.load_theme(themes.find(name))
        except ConfigError as error:
            self.reader.frame.theme_problem(error)
            return
        self._theme_file = ThemeFile(name)
        self._restyle(Looks(theme))

    def _reload_theme(self) -> None:
        """Follow a theme's file as it is saved."""
        try:
            theme = self._theme_file.reload()
        except ConfigError as error:
            self.reader.frame.theme_problem(error)
            return
        if theme is not None:
            self._restyle(Looks(theme))

    def _restyle(self, looks: Looks) -> None:
        self.looks = looks
        textual = looks.textual
        self.register_theme(textual)
        self.theme = textual.name
        self.refresh_css(animate=False)
        for screen in self.screen_stack:
            for pane in screen.query(LinesPane):
                pane.restyle(looks)
        self.reader.restyle(looks)


def read(
    library: Library, settings: Settings, query: str = "", overture: Overture | None = None
) -> int:
    """Open the reader; the process's exit code when the reader leaves.

    Raises what could not be written at the end (ArchiveBusyError and the like).
    """
    app = BriefApp(library, settings, query, overture)
    app.run()
    if app.not_kept:
        raise app.not_kept[0]
    return app.return_code or 0
