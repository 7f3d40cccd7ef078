"""Events and their reports: listing them, folding them, saying what belongs to which."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.message import Message

from brief_tui.model.listing import Event, Row, View
from brief_tui.model.query import combine, write
from brief_tui.model.query_nodes import Attribute, Is, Query
from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.messages import EventFound, Regrouped, Said

if TYPE_CHECKING:
    from collections.abc import Callable

    from brief_tui.tui.desks.base import Hearers
    from brief_tui.tui.screens.reader import ReaderScreen

FOLDED: Final = "fold"
"""Under this name it is remembered whether reports are folded."""

REPORTS: Final = "reports"
"""The kind of a view that lists the reports of an event."""


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
        return {Regrouped: self.regrouped, EventFound: self.found}

    def folded(self, query: Query) -> Query:
        """The query of a view, its events' reports left out but for one each.

        That is the lead; in what is unread, one that is unread. What the reader starred, or
        keeps for later, or follows, is never left out.
        """
        text = write(query).replace("is:unread", "")
        marked = "is:" in text or "thread:" in text
        return combine(query, Query(Is("lead"))) if self.folds and not marked else query

    def fold(self) -> None:
        """List reports once, or each by itself; the cursor stays with the event."""
        self.folds = not self.folds
        library, choice = self.screen.library, "yes" if self.folds else "no"
        said = "Reports of one event are listed once" if self.folds else "All reports are listed"
        key, folds = self.screen.stories.key, self.folds

        def job() -> Message:
            if not library.read_only:
                library.remember(FOLDED, choice)
            at = library.threads.lead(key) if folds and key is not None else key
            return Regrouped(at, said)

        self.screen.lanes.writing.ask(job)

    def list_reports(self) -> None:
        """List the reports of the event that the story is about."""
        row, library = self.screen.current_row, self.screen.library
        if row is not None:
            self.screen.lanes.rows.ask(lambda: EventFound(row, library.threads.event(row.key)))

    def found(self, message: EventFound) -> None:
        """List them, the newest first."""
        row, event, listing = message.row, message.event, self.screen.listing
        if event is None:
            self.screen.frame.say("Nobody else reports this")
            return
        if listing.view.kind != REPORTS:
            self._before = (listing.view, row.key)
        view = View(_name(event), write(Query(Attribute("thread", row.id))), REPORTS)
        listing.show_view(view, seek=row.key)

    def leave(self) -> bool:
        """Go back to the list from which an event's reports were listed; whether that is so."""
        if self._before is None or self.screen.listing.view.kind != REPORTS:
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


def _name(event: Event) -> str:
    """The name of the list of an event's reports."""
    reports = f"{event.reports} report{'s' * (event.reports > 1)}"
    copies = f", {event.copies} with the same text" if event.copies else ""
    return f"{reports} by {event.sources} source{'s' * (event.sources > 1)}{copies}"
