"""How far the open story was read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from brief_tui.model.article import Article
from brief_tui.tui.desks.base import Desk, Handlers

if TYPE_CHECKING:
    from textual.timer import Timer

    from brief_tui.tui.screens.reader import ReaderScreen

KEEP_AFTER: Final = 0.25
"""Seconds of scrolling that a killed terminal may lose: the place is kept so often."""


class ProgressDesk(Desk):
    """Owns what was read and is not kept yet."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self._keeper: Timer | None = None
        self._unkept: tuple[int, float] | None = None

    def handlers(self) -> Handlers:
        return {}

    def scrolled(self, article: Article, progress: float) -> None:
        """Keep the place, a few times a second while the scrolling goes on."""
        story, settings = self.screen.story, self.screen.settings
        if story.row is None or article is not story.article or not story.opened:
            return
        self._unkept = (story.row.key, progress)
        if self._keeper is None:
            self._keeper = self.screen.set_timer(KEEP_AFTER, self.keep)
        if progress >= 1.0 and settings.mark_read == "end" and not story.row.state.read:
            self.screen.marks.mark_read([story.row.key])
        self.screen.frame.refresh_bars()

    def leave(self) -> None:
        """Another story comes, or the end. What was scrolled last may not have been told yet."""
        story, reading = self.screen.story, self.screen.reading
        if story.row and story.opened and reading.top and reading.article is story.article:
            self._unkept = (story.row.key, reading.progress)
        self.keep()

    def keep(self) -> None:
        """Keep how far the open story was read."""
        self._keeper = None
        if self._unkept is None:
            return
        (key, progress), self._unkept = self._unkept, None
        library = self.screen.library
        self.screen.lanes.writing.ask(lambda: library.keep_progress(key, progress))
