"""Events and their reports: listing them, folding them, saying what belongs to which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message

from brief_tui.model.listing import Row, View
from brief_tui.model.query import combine, write
from brief_tui.model.query_nodes import Attribute, Is, Query
from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.messages import Regrouped, Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief_tui.tui.desks.base import Hearers
    from brief_tui.tui.screens.reader import ReaderScreen

FOLDED: Final = "fold"
"""Under this name it is remembered whether reports are folded."""

_NAME: Final = 40
"""Characters of a headline in the name of its reports' list."""


class EventsDesk(Desk):
    """Owns whether lists have the reports of an event once, and the view before its reports."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self.folds = screen.library.remembered(FOLDED) == "yes"
        self._before: tuple[View, int] | None = None

    def handlers(self) -> Handlers:
        return {
            "list.fold": self.fold,
            "list.reports": self.list_reports,
            "story.follow": self.follow,
            "story.mute_event": self.mute,
            "story.split": self.split,
            "story.merge": self.merge,
        }

    def hears(self) -> Hearers:
        return {Regrouped: self.regrouped}

    def folded(self, query: Query) -> Query:
        """The query of a view, its events' reports left out but for the fullest.

        Not where it asks for marks: a report that is unread, or starred, is never left out.
        """
        marked = "is:" in write(query) or "thread:" in write(query)
        return combine(query, Query(Is("lead"))) if self.folds and not marked else query

    def fold(self) -> None:
        """List reports once, or each by itself."""
        self.folds = not self.folds
        library, choice = self.screen.library, "yes" if self.folds else "no"

        def job() -> None:
            library.remember(FOLDED, choice)

        self.screen.lanes.writing.ask(job)
        self.screen.frame.say(
            "Reports of one event are listed once" if self.folds else "All reports are listed"
        )
        self.screen.listing.ask()

    def list_reports(self) -> None:
        """List the reports of the event that the story is about."""
        row = self.screen.current_row
        if row is None:
            return
        self._before = (self.screen.listing.view, row.key)
        headline = row.headline if len(row.headline) <= _NAME else row.headline[:_NAME] + "…"
        view = View(headline, write(Query(Attribute("thread", row.id))), "reports")
        self.screen.listing.show_view(view)

    def leave(self) -> bool:
        """Go back to the list from which an event's reports were listed; whether that is so."""
        if self._before is None or self.screen.listing.view.kind != "reports":
            return False
        view, key = self._before
        self._before = None
        self.screen.listing.show_view(view, seek=key)
        return True

    # What the reader says

    def follow(self) -> None:
        """Have what comes of the event in a view."""
        row, library = self.screen.current_row, self.screen.library
        if row is not None:

            def job() -> Message:
                on = library.threads.toggle_followed(row.key)
                return Said("Following this event: see Views" if on else "No longer followed")

            self.screen.lanes.writing.ask(job)

    def mute(self) -> None:
        """Take the event out of the lists."""
        row, library = self.screen.current_row, self.screen.library
        if row is not None:

            def job() -> Message:
                on = library.threads.toggle_muted(row.key)
                said = "Muted, with what will come of it" if on else "No longer muted"
                return Regrouped(row.key, f"{said}: “{row.headline}”")

            self.screen.lanes.writing.ask(job)

    def split(self) -> None:
        """The story is about another event than the others of its thread."""
        row, library = self.screen.current_row, self.screen.library
        if row is not None:
            said = f"Taken out, “{row.headline}”"
            self._change(lambda: library.threads.split(row.key), said, row)

    def merge(self) -> None:
        """The story at the cursor is about the event of the one that was opened last."""
        row, opened = self.screen.stories.row, self.screen.story.trail.here
        if row is None or opened is None or row.id == opened.id:
            self.screen.frame.say("Open one report, and put the cursor on the other in the list")
            return
        library = self.screen.library

        def act() -> None:
            other = library.key_of(opened.id)
            if other is not None:
                library.threads.merge(row.key, other)

        self._change(act, f"One event: “{row.headline}” and “{opened.headline}”", row)

    def _change(self, act: Callable[[], None], said: str, row: Row) -> None:
        def job() -> Message:
            act()
            return Regrouped(row.key, said)

        self.screen.lanes.writing.ask(job)

    def regrouped(self, message: Regrouped) -> None:
        """Show the list and what belongs with the open story as they are now."""
        self.screen.frame.say(message.said)
        self.screen.listing.ask(seek=message.key)
        self.screen.relating.show_again()
