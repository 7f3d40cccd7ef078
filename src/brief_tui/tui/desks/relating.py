"""Finding what belongs together while one reads."""

from __future__ import annotations

from threading import Event
from typing import TYPE_CHECKING, Final

from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.messages import RelatedFound, StoriesRelated

if TYPE_CHECKING:
    from textual.timer import Timer

    from brief_tui.tui.screens.reader import ReaderScreen

SHOWN_AFTER: Final = 0.1
"""Seconds after which it is asked what belongs with a story: the article's paint goes first."""

LOOK_EVERY: Final = 10.0
"""Seconds between two looks for stories that wait."""


class RelatingDesk(Desk):
    """Has stories related that wait for it, and the sidebar shown anew when that is over."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self._is_busy = False
        self._stop = Event()
        self._timer: Timer | None = None

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
        """Do what waits, unless feeds are checked: stories that come go first."""
        if self._is_busy or self.screen.refreshing.is_busy:
            return
        self._is_busy = True
        library, stop = self.screen.library, self._stop

        def job() -> StoriesRelated:
            before = library.threads.count_followed()
            count = library.relating.beside(stop)
            new = library.threads.count_followed() - before if count else 0
            return StoriesRelated(count, max(0, new))

        self.screen.lanes.relating.ask(job)

    def related(self, message: StoriesRelated) -> None:
        """Show what was found out about the open story, and say what is new of what is followed."""
        self._is_busy = False
        if message.count:
            self.show_again()
        if message.followed:
            reports = f"{message.followed} new report{'s' * (message.followed > 1)}"
            self.screen.frame.say(f"{reports} in events you follow: see Views")

    def stop(self) -> None:
        """The reader leaves: what is not done the next one does."""
        self._stop.set()

    def show_soon(self) -> None:
        """Ask what belongs with the open story once it is painted, and not passed over."""
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.screen.set_timer(SHOWN_AFTER, self.show_again)

    def show_again(self) -> None:
        """Ask anew what belongs with the open story."""
        library, story = self.screen.library, self.screen.story
        key, article = story.key, story.article
        if key is not None and article is not None:
            self.screen.lanes.belonging.ask(
                lambda: RelatedFound(key, library.related(key, article))
            )

    def found(self, message: RelatedFound) -> None:
        """Show it, if the story is still open."""
        self.screen.story.show_related(message.key, message.related)

    def failed(self) -> None:
        """The archive could not be read or written; the next look may do."""
        self._is_busy = False
