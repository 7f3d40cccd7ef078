"""The marks a reader sets, and taking them back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from textual.message import Message

from brief_tui.model.listing import Change, Row
from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.messages import Marked, Said
from brief_tui.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen

Mark: TypeAlias = Literal["read", "starred", "later"]

UNDO_STEPS: Final = 100
SAID: Final[dict[Mark, tuple[str, str]]] = {
    "starred": ("Star taken away", "Starred"),
    "read": ("Marked unread", "Marked read"),
    "later": ("Not for later", "Kept for later"),
}


class MarksDesk(Desk):
    """Owns what can be undone.

    Marks are shown once they are kept, a few milliseconds later, and toggles turn round what
    the archive holds, not what the screen shows: however fast the keys come, two presses of
    one key end where they began. The steps to undo are touched by the writing lane alone.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self._done: list[Marked] = []

    def handlers(self) -> Handlers:
        return {
            "story.star": partial(self.toggle, "starred"),
            "story.toggle_read": partial(self.toggle, "read"),
            "story.later": partial(self.toggle, "later"),
            "story.tags": self.edit_tags,
            "mark.undo": self.undo,
        }

    def toggle(self, mark: Mark) -> None:
        """Set a mark on the current story, or take it away."""
        row, library = self.screen.current_row, self.screen.library
        if row is None:
            return

        def job() -> Message | None:
            changes = library.toggle([row.key], mark)
            return self._keep(changes, SAID[mark][getattr(changes[0].after, mark)], row)

        self.screen.writing_lane.ask(job)

    def edit_tags(self) -> None:
        """Edit the reader's own tags of the current story."""
        row = self.screen.current_row
        if row is None:
            return

        def edited(text: str | None) -> None:
            if text is None:
                return
            tags = {tag for raw in text.replace("#", " ").split(",") if (tag := raw.strip())}
            self._mark(
                lambda: self.screen.library.mark(
                    [row.key],
                    add_tags=sorted(tags - row.state.tags),
                    remove_tags=sorted(row.state.tags - tags),
                ),
                "Tagged " + ", ".join(sorted(tags)) if tags else "Tags taken away",
                row,
            )

        prompt = Prompt(
            self.screen.looks,
            "Your tags",
            "words between commas; enter keeps them, esc leaves",
            ", ".join(sorted(row.state.tags)),
        )
        self.screen.app.push_screen(prompt, edited)

    def mark_read(self, keys: Sequence[int], said: str = "") -> None:
        """Mark stories read; ``said`` tells the reader, '' says nothing."""
        self._mark(lambda: self.screen.library.mark(keys, read=True), said)

    def _mark(
        self, act: Callable[[], tuple[Change, ...]], said: str, row: Row | None = None
    ) -> None:
        self.screen.writing_lane.ask(lambda: self._keep(act(), said, row))

    def _keep(self, changes: tuple[Change, ...], said: str, row: Row | None) -> Message | None:
        """In the writing lane: remember what was done, so that it can be undone."""
        if not changes:
            return None
        done = Marked(changes, said, row.headline if row else "")
        self._done = [*self._done, done][-UNDO_STEPS:]
        return done

    def marked(self, message: Marked) -> None:
        """Show marks that are kept now."""
        said = message.said
        if message.undone:
            said = f"Undone: {(said or 'Marked read').lower()}"
            if message.headline:
                said += f", “{message.headline}”"
        elif said and len(message.changes) > 1:
            said += f": {len(message.changes):,}"
        if said:
            self.screen.frame.say(said)
        states = {change.key: change.after for change in message.changes}
        self.screen.stories.restate(states)
        self.screen.story.restate(states)
        self.screen.listing.count()
        self.screen.frame.refresh_bars()

    def undo(self) -> None:
        """Take back what was done last, also if that is on its way to the archive still."""
        library = self.screen.library

        def job() -> Message:
            if not self._done:
                return Said("There is nothing to undo")
            last = self._done[-1]
            library.undo(last.changes)
            self._done.pop()
            now = {row.key: row.state for row in library.rows([c.key for c in last.changes])}
            back = tuple(Change(c.key, c.after, now[c.key]) for c in last.changes if c.key in now)
            return Marked(back, last.said, last.headline, undone=True)

        self.screen.writing_lane.ask(job)
