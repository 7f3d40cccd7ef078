"""The marks a reader sets, and taking them back."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from textual.message import Message

from brief_tui.model.listing import Change, Listing, Row
from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.messages import Kept, ListMarked, Marked, Said
from brief_tui.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen

UndoStep: TypeAlias = Callable[[], Message]
"""Takes back one thing that was done, in the writing lane; its message shows that."""

Mark: TypeAlias = Literal["read", "starred", "later"]

UNDO_STEPS: Final = 100
AT_ONCE: Final = 1_000
"""Stories that are marked in one transaction: other marks wait no longer than for these."""

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
        self._done: list[UndoStep] = []

    def handlers(self) -> Handlers:
        return {
            "story.star": partial(self.toggle, "starred"),
            "story.toggle_read": partial(self.toggle, "read"),
            "story.later": partial(self.toggle, "later"),
            "story.tags": self.edit_tags,
            "story.mute": self.mute,
            "mark.undo": self.undo,
        }

    def hears(self) -> Hearers:
        return {Marked: self.marked, ListMarked: self.list_marked}

    def toggle(self, mark: Mark) -> None:
        """Set a mark on the current story, or take it away."""
        row, library = self.screen.current_row, self.screen.library
        if row is None:
            return

        def job() -> Message | None:
            changes = library.toggle([row.key], mark)
            return self._keep(changes, SAID[mark][getattr(changes[0].after, mark)], row)

        self.screen.lanes.writing.ask(job)

    def mute(self) -> None:
        """Take the current story out of the lists, or put a muted one back."""
        row, library = self.screen.current_row, self.screen.library
        if row is None:
            return
        on = not row.muted
        said = ("Muted" if on else "No longer muted") + f", “{row.headline}”"

        def undo() -> Message:
            library.mute([row.key], on=not on)
            return Kept(row.key, f"Undone: {said[0].lower()}{said[1:]}")

        def job() -> Message:
            library.mute([row.key], on=on)
            self.remember(undo)
            return Kept(row.key, said)

        self.screen.lanes.writing.ask(job)

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

    def mark_listing(self, listing: Listing) -> None:
        """Mark every story of a list read, however many: a piece after the other."""
        library, done = self.screen.library, array("q")

        def piece() -> Message | None:
            keys = library.lists.mark_read(listing, AT_ONCE)
            if keys:
                done.extend(keys)
                self.screen.lanes.writing.ask(piece)  # behind what was asked for meanwhile
                return None
            if done:
                self.remember(partial(self._unmark, done))
            return ListMarked(f"Marked read: {len(done):,}") if done else None

        self.screen.lanes.writing.ask(piece)

    def _unmark(self, keys: array[int]) -> Message:
        """In the writing lane: what was marked read is unread again."""
        for start in range(0, len(keys), AT_ONCE):
            self.screen.library.lists.set_read(keys[start : start + AT_ONCE], read=False)
        return ListMarked(f"Undone: marked read: {len(keys):,}")

    def list_marked(self, message: ListMarked) -> None:
        """Show the stories in sight as they are now."""
        self.screen.frame.say(message.said)
        library, keys = self.screen.library, self.screen.stories.window.rows_at_hand()
        keys += [key for key in (self.screen.story.key,) if key is not None]

        def job() -> Marked:
            rows = library.rows(sorted(set(keys)))
            return Marked(tuple(Change(row.key, row.state, row.state) for row in rows), "")

        self.screen.lanes.rows.ask(job)

    def mark_found(self, find: Callable[[], Sequence[int]], said: str) -> None:
        """Mark the stories that ``find`` finds, in the writing lane, read."""
        self._mark(lambda: self.screen.library.mark(find(), read=True), said)

    def _mark(
        self, act: Callable[[], tuple[Change, ...]], said: str, row: Row | None = None
    ) -> None:
        self.screen.lanes.writing.ask(lambda: self._keep(act(), said, row))

    def _keep(self, changes: tuple[Change, ...], said: str, row: Row | None) -> Message | None:
        """In the writing lane: remember what was done, so that it can be undone."""
        if not changes:
            return None
        done = Marked(changes, said, row.headline if row else "")
        self.remember(lambda: self._take_back(done))
        return done

    def remember(self, step: UndoStep) -> None:
        """In the writing lane: ``step`` takes back what was just done."""
        self._done = [*self._done, step][-UNDO_STEPS:]

    def _take_back(self, last: Marked) -> Message:
        library = self.screen.library
        library.undo(last.changes)
        now = {row.key: row.state for row in library.rows([c.key for c in last.changes])}
        back = tuple(Change(c.key, c.after, now[c.key]) for c in last.changes if c.key in now)
        return Marked(back, last.said, last.headline, undone=True)

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
        self.screen.sources_desk.reload_shown()
        self.screen.frame.refresh_bars()

    def undo(self) -> None:
        """Take back what was done last, also if that is on its way to the archive still."""

        def job() -> Message:
            if not self._done:
                return Said("There is nothing to undo")
            message = self._done[-1]()
            self._done.pop()
            return message

        self.screen.lanes.writing.ask(job)
