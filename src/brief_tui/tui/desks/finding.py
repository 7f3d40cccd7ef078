"""Finding words in the open article."""

from __future__ import annotations

from functools import partial

from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.typeset.finding import literally


class FindingDesk(Desk):
    """Answers for the find bar, and for going from hit to hit."""

    def handlers(self) -> Handlers:
        return {
            "article.find": self.open,
            "article.find_next": partial(self.step, 1),
            "article.find_previous": partial(self.step, -1),
        }

    def open(self) -> None:
        """Begin to type what to find."""
        self.screen.query_bar.open("find", "")
        self.typed("")
        self.screen.frame.refresh_bars()

    def typed(self, text: str) -> None:
        """Mark the words as they are typed."""
        hits = self.screen.reading.find(literally(text))
        count = f"{hits:,} found" if hits else "not found"
        self.screen.query_bar.show_count(count if text.strip() else "")

    def done(self) -> None:
        """To the first of them. Words that are not there stay to be mended."""
        if not self.screen.reading.hits and self.screen.query_bar.input.value.strip():
            self.screen.query_bar.input.release()
            return
        self.screen.query_bar.close()
        self.screen.frame.focus("reading")
        self.step(1)

    def step(self, by: int) -> None:
        """To the next hit, or with -1 to the one before."""
        reading = self.screen.reading
        reading.step(by)
        if reading.hits:
            self.screen.frame.say(f"{reading.hit + 1} of {len(reading.hits)}")
