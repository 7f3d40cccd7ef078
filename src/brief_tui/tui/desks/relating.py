"""Finding what belongs together while one reads: a few stories at a time, when nothing else is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.messages import RelatedFound, StoriesRelated
from brief_tui.tui.refresh_jobs import keys_first

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen

AT_ONCE: Final = 50
"""Stories that are related before a look whether there is something better to do."""

PAUSE: Final = 0.2
"""Seconds between two such pieces."""

LOOK_EVERY: Final = 10.0
"""Seconds between two looks for stories that wait."""


class RelatingDesk(Desk):
    """Has stories related that wait for it, and the sidebar shown anew when that is over."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self._is_busy = False
        self._done = 0

    def handlers(self) -> Handlers:
        return {}

    def hears(self) -> Hearers:
        return {StoriesRelated: self.related, RelatedFound: self.found}

    def begin(self) -> None:
        """The archive is open."""
        if not self.screen.library.read_only:
            self.screen.set_interval(LOOK_EVERY, self.look)
            self.screen.set_timer(1.0, self.look)

    def look(self) -> None:
        """Do a piece of what waits, unless feeds are checked: stories that come go first."""
        if self._is_busy or self.screen.refreshing.is_busy:
            return
        self._is_busy = True
        library = self.screen.library

        def job() -> StoriesRelated:
            with keys_first():
                return StoriesRelated(library.relating.some(AT_ONCE))

        self.screen.lanes.relating.ask(job)

    def related(self, message: StoriesRelated) -> None:
        """Go on, or show what was found out about the open story."""
        self._is_busy = False
        self._done += message.count
        if message.count == AT_ONCE:
            self.screen.set_timer(PAUSE, self.look)
        elif self._done:
            self._done = 0
            self.show_again()

    def show_again(self) -> None:
        """Ask anew what belongs with the open story."""
        library, story = self.screen.library, self.screen.story
        key, article = story.key, story.article
        if key is not None and article is not None:
            self.screen.lanes.rows.ask(lambda: RelatedFound(key, library.related(key, article)))

    def found(self, message: RelatedFound) -> None:
        """Show it, if the story is still open."""
        self.screen.story.show_related(message.key, message.related)

    def failed(self) -> None:
        """The archive could not be read or written; the next look may do."""
        self._is_busy = False
