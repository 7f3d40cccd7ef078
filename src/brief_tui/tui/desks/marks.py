"""The marks a reader sets, and taking them back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from brief_tui.model.listing import Change
from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.messages import Marked
from brief_tui.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen

UNDO_STEPS: Final = 100


class MarksDesk(Desk):
    """Owns what can be undone. Marks are shown when they are kept, a few milliseconds later."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self._done: list[Marked] = []

    def handlers(self) -> Handlers:
        return {
            "story.star": self.star,
            "story.toggle_read": self.toggle_read,
            "story.later": self.later,
            "story.tags": self.edit_tags,
            "mark.undo": self.undo,
        }

    @property
    def can_undo(self) -> bool:
        return bool(self._done)

    def star(self) -> None:
        if row := self.screen.current_row:
            starred = not row.state.starred
            self.mark([row.key], "Starred" if starred else "Star taken away", starred=starred)

    def toggle_read(self) -> None:
        if row := self.screen.current_row:
            read = not row.state.read
            self.mark([row.key], "Marked read" if read else "Marked unread", read=read)

    def later(self) -> None:
        if row := self.screen.current_row:
            later = not row.state.later
            self.mark([row.key], "Kept for later" if later else "Not for later", later=later)

    def edit_tags(self) -> None:
        row = self.screen.current_row
        if row is None:
            return

        def edited(text: str | None) -> None:
            if text is None:
                return
            tags = {tag for raw in text.replace("#", " ").split(",") if (tag := raw.strip())}
            self.mark(
                [row.key],
                "Tagged " + ", ".join(sorted(tags)) if tags else "Tags taken away",
                add_tags=sorted(tags - row.state.tags),
                remove_tags=sorted(row.state.tags - tags),
            )

        prompt = Prompt(
            self.screen.looks,
            "Your tags",
            "words between commas; enter keeps them, esc leaves",
            ", ".join(sorted(row.state.tags)),
        )
        self.screen.app.push_screen(prompt, edited)

    def mark(
        self,
        keys: Sequence[int],
        said: str,
        *,
        read: bool | None = None,
        starred: bool | None = None,
        later: bool | None = None,
        add_tags: Sequence[str] = (),
        remove_tags: Sequence[str] = (),
    ) -> None:
        """Set marks and keep them; ``said`` tells the reader, '' says nothing."""
        library = self.screen.library

        def job() -> Marked:
            changes = library.mark(
                keys,
                read=read,
                starred=starred,
                later=later,
                add_tags=add_tags,
                remove_tags=remove_tags,
            )
            return Marked(changes, said)

        self.screen.writing_lane.ask(job)

    def marked(self, message: Marked) -> None:
        """Show marks that are kept now, and remember how they were."""
        if not message.changes:
            return
        if message.undone:
            self.screen.frame.say(f"Undone: {message.said.lower()}")
        else:
            self._done = [*self._done, message][-UNDO_STEPS:]
            if message.said:
                count = len(message.changes)
                self.screen.frame.say(message.said + (f": {count:,}" if count > 1 else ""))
        for change in message.changes:
            self._show(change, undone=message.undone)
        self.screen.listing.count()
        self.screen.frame.refresh_bars()

    def _show(self, change: Change, *, undone: bool) -> None:
        state = change.before if undone else change.after
        self.screen.stories.restate(change.key, state)
        self.screen.story.restate(change.key, state)

    def undo(self) -> None:
        if not self._done:
            return
        last = self._done.pop()
        library = self.screen.library

        def job() -> Marked:
            library.undo(last.changes)
            return Marked(last.changes, last.said or "marked read", undone=True)

        self.screen.writing_lane.ask(job)
