"""What other programs bring while the reader is open: a timer's refresh, `brief add`, a second
reader on the same archive."""

from __future__ import annotations

from typing import Final

from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.messages import LookedAround

LOOK_EVERY: Final = 5.0
"""Seconds between two looks, each of which reads some counts."""


class OutsideDesk(Desk):
    """Looks at times whether the archive is as the screen shows it."""

    def handlers(self) -> Handlers:
        return {}

    def hears(self) -> Hearers:
        return {LookedAround: self.looked}

    def begin(self) -> None:
        """The archive is open."""
        self.screen.set_interval(LOOK_EVERY, self.look)

    def look(self) -> None:
        """Ask how many stories there are, unless the reader's own refresh tells of them."""
        if not self.screen.refreshing.is_busy:
            library = self.screen.library
            self.screen.lanes.rows.ask(lambda: LookedAround(library.counts()))

    def looked(self, message: LookedAround) -> None:
        """New stories wait behind the line for them, as those of a refresh do."""
        before = self.screen.counts
        if message.counts == before or self.screen.refreshing.is_busy:
            return
        self.screen.counts = message.counts
        self.screen.sources_desk.reload_shown()
        if message.counts.total > before.total:
            self.screen.refreshing.count_news()
        self.screen.frame.refresh_bars()
