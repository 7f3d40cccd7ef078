"""Up, down and from page to page, in whichever pane has the keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from brief_tui.tui.desks.base import Desk, Handlers

_FAR = 1 << 40


class MovingDesk(Desk):
    """Turns the movements into steps of the pane that has the keys."""

    def handlers(self) -> Handlers:
        return {
            "move.down": partial(self.step, 1),
            "move.up": partial(self.step, -1),
            "move.page": self.page_on,
            "move.page_back": partial(self.page, -1.0),
            "move.half_down": partial(self.page, 0.5),
            "move.half_up": partial(self.page, -0.5),
            "move.top": partial(self.to_end, back=False),
            "move.bottom": partial(self.to_end, back=True),
        }

    def step(self, by: int) -> None:
        """So many stories, lines or related headlines on."""
        screen = self.screen
        if self._comes_later(partial(self.step, by)):
            return
        if screen.frame.at == "stories":
            screen.stories.move_to(screen.stories.cursor + by)
        elif screen.frame.at == "sources":
            screen.sources.move_to(screen.sources.cursor + by)
        elif screen.frame.at == "related":
            screen.related.move_to(screen.related.cursor + by)
        else:
            screen.reading.top += by
        screen.frame.refresh_bars()  # at once, so that it is one paint with the pane's

    def _comes_later(self, move: Callable[[], None]) -> bool:
        """Whether a movement is put off: the article has the keys, but is not laid out yet."""
        if self.screen.frame.at != "reading" or not self.screen.reading.is_coming:
            return False

        def later() -> None:
            if self.screen.frame.at == "reading":
                move()

        self.screen.reading.once_set(later)
        return True

    def to_end(self, *, back: bool) -> None:
        """To the end of what has the keys, or to its beginning (``back`` False)."""
        if self.screen.frame.at == "stories":
            self.screen.stories.go_to_end(back=back)
            self.screen.frame.refresh_bars()
        else:
            self.step(_FAR if back else -_FAR)

    def page(self, share: float) -> None:
        """A share of what is in sight on; two lines of an article stay in sight."""
        screen = self.screen
        if self._comes_later(partial(self.page, share)):
            return
        if screen.frame.at == "stories":
            self.step(round(share * screen.stories.page()))
        elif screen.frame.at == "sources":
            self.step(round(share * screen.sources.page()))
        elif screen.frame.at == "related":
            self.step(round(share * 4))
        else:
            self.step(round(share * max(1, screen.reading.size.height - 2)))

    def page_on(self) -> None:
        """Open what the list's cursor is on; read on to its end; then the next unread story."""
        screen = self.screen
        if screen.frame.at in ("related", "sources"):
            self.page(1.0)
            return
        if screen.frame.at == "stories":
            seen = screen.frame.shows_reading_beside_list and screen.stories.key == screen.story.key
            screen.story.open_at_cursor()
            if not seen:
                return
        if screen.story.is_coming:
            return
        if screen.reading.at_end:
            screen.story.next_unread(1)
        else:
            self.page(1.0)
