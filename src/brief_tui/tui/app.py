"""The app: wiring. It opens the library, chooses the theme and shows the reader."""

from __future__ import annotations

import asyncio
import os
import re
import signal
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar, Final

from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.filter import LineFilter

from brief_tui.config import themes
from brief_tui.config.keymap import resolve
from brief_tui.config.settings import Settings
from brief_tui.library import Document, Library
from brief_tui.model.errors import BriefError, ConfigError, FormatError
from brief_tui.tui.commands import contexts, default_keys
from brief_tui.tui.looks import Looks
from brief_tui.tui.panes.lines import LinesPane
from brief_tui.tui.screens.reader import ReaderScreen
from brief_tui.tui.themes import ThemeFile, theme_name

_CONTROLS: Final = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
RELOAD_EVERY: Final = 0.5
"""Seconds between looks at a theme's file."""


class ControlsFilter(LineFilter):
    """A second wall: whatever was not cleaned on its way in does not reach the terminal."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        if not any(_CONTROLS.search(segment.text) for segment in segments):
            return segments
        return [
            Segment(_CONTROLS.sub(" ", segment.text), segment.style, segment.control)
            for segment in segments
        ]


class BriefApp(App[None]):
    """brief."""

    TITLE = "brief"
    ENABLE_COMMAND_PALETTE = False
    BINDINGS: ClassVar = []
    CSS = "Screen { scrollbar-size: 0 0; }"

    def __init__(self, library: Library, settings: Settings, query: str = "") -> None:
        self.settings = settings
        self._theme_file = ThemeFile(theme_name(settings, library.remembered("theme")))
        self.looks = Looks(self._theme_file.load())
        # Without this, Textual turns the terminal's own colours into black under NO_COLOR.
        super().__init__(ansi_color=True if os.environ.get("NO_COLOR") else None)
        self.not_kept: list[BriefError] = []
        self._controls = ControlsFilter()
        keymap = resolve(default_keys(), contexts(), settings.preset, settings.keys)
        self.key_problems: Sequence[str] = keymap.problems
        self.register_theme(self.looks.textual)
        self.theme = self.looks.textual.name
        self.reader = ReaderScreen(library, settings, keymap.keys, self.looks, query)

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

    def _leave_on_signals(self) -> None:
        """End as on `q` when the system or a closing terminal asks for it."""
        loop = asyncio.get_running_loop()
        for name in (signal.SIGTERM, signal.SIGHUP):
            with suppress(NotImplementedError, RuntimeError, ValueError):  # not the main thread
                loop.add_signal_handler(name, self.exit, None, 128 + name)

    def on_unmount(self) -> None:
        self.not_kept = self.reader.close()

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


def run(settings: Settings, query: str = "", document: Document | None = None) -> int:
    """Open the reader; the process's exit code when the reader leaves.

    ``document`` is shown alone, in an archive that lasts as long as it is read. Raises
    FormatError where it holds no article, ArchiveError where the archive cannot be opened.
    """
    if document is None:
        with Library.open(settings.archive) as library:
            return _read(library, settings, query)
    with TemporaryDirectory(prefix="brief-") as folder:
        return _read_alone(Path(folder) / "archive.db", settings, document)


def _read_alone(path: Path, settings: Settings, document: Document) -> int:
    with Library.open(path) as library:
        done = library.import_document(document, document.uri or "standard input")
        if not done.new:
            raise FormatError(done.problem or "there is no article in it")
        return _read(library, settings, "")


def _read(library: Library, settings: Settings, query: str) -> int:
    app = BriefApp(library, settings, query)
    app.run()
    if app.not_kept:
        raise app.not_kept[0]
    return app.return_code or 0
