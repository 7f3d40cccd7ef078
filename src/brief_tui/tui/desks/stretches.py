"""The list in stretches: more of it as one moves, its ends, a day of it, and its numbers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from brief_tui.model.errors import BriefError, InterruptedSearchError
from brief_tui.model.listing import Listing, Spot, Stretch
from brief_tui.model.query_dates import day_after
from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.messages import ListingCounted, StretchFound
from brief_tui.tui.panes.stories import StoryList
from brief_tui.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from brief_tui.library.lists import Lists

MOST_COUNTED: Final = 12_000
"""Stories up to which a list is counted that the archive keeps no count of."""


class StretchesDesk(Desk):
    """Fetches parts of the list that is shown. The list itself is the window's of the pane."""

    def handlers(self) -> Handlers:
        return {"list.to_date": self.ask_for_date}

    def hears(self) -> Hearers:
        return {StretchFound: self.found, ListingCounted: self.counted}

    # More of it

    def wanted(self, message: StoryList.StretchWanted) -> None:
        """Fetch what is about to be seen."""
        edge, back = message.edge, message.back
        self._fetch(lambda lists, listing: lists.stretch(listing, edge, back=back), back=back)

    def end_wanted(self, message: StoryList.EndWanted) -> None:
        """Go to the end of the list, or to its beginning."""
        back = message.back
        self._fetch(
            lambda lists, listing: lists.stretch(listing, None, back=back), back=back, jump=True
        )

    def go_to(self, key: int) -> None:
        """Bring a story of the list into sight, with the cursor on it."""
        index = self.screen.stories.window.index_of(key)
        if index is not None:
            self.screen.stories.move_to(index)
        else:
            self._fetch(lambda lists, listing: lists.around(listing, key), jump=True, key=key)

    def ask_for_date(self) -> None:
        """Ask for a day, month or year to go to."""
        if self.screen.listing.query.sort == "relevance":
            self.screen.frame.say("What was searched for is not sorted by date", error=True)
            return

        def asked(text: str | None) -> None:
            if text is None or not text.strip():
                return
            end = day_after(text.strip(), datetime.now(UTC))
            if end is None:
                self.screen.frame.say(f"“{text}” is no day, month or year", error=True)
                return
            self.go_to_moment(end)

        hint = "a day, month or year, as 2024-03-25, 2024-03 or 2024; enter goes there"
        self.screen.app.push_screen(Prompt(self.screen.looks, "Jump to a date", hint), asked)

    def go_to_moment(self, moment: datetime) -> None:
        """Go to the newest story of before that moment, or else to the oldest of all."""
        edge = Spot(int(moment.timestamp()), -1)

        window = self.screen.stories.window
        generation, listing, lists = window.generation, window.listing, self.screen.library.lists

        def job() -> StretchFound:
            stretch: Stretch | None = lists.stretch(listing, edge)
            if stretch and not stretch.first:  # it begins at the date: have what is before, too
                stretch = lists.around(listing, stretch.keys[0])
            elif not stretch:
                stretch = lists.stretch(listing, None, back=True)
            dates = stretch.dates if stretch else ()
            at = next((n for n, date in enumerate(dates) if date < edge.at), len(dates) - 1)
            key = stretch.keys[at] if stretch and dates else None
            return StretchFound(stretch, generation, jump=True, key=key)

        self.screen.lanes.rows.ask(job)

    def _fetch(
        self,
        find: Callable[[Lists, Listing], Stretch | None],
        *,
        back: bool = False,
        jump: bool = False,
        key: int | None = None,
    ) -> None:
        window = self.screen.stories.window
        generation, listing, lists = window.generation, window.listing, self.screen.library.lists

        def job() -> StretchFound:
            try:
                stretch = find(lists, listing)
            except BriefError:
                if jump:
                    raise
                return StretchFound(None, generation, back)  # asked for again when seen again
            return StretchFound(stretch, generation, back, jump, key)

        self.screen.lanes.rows.ask(job)

    def found(self, message: StretchFound) -> None:
        """Show it, if the list is still the one that it belongs to."""
        stories, stretch = self.screen.stories, message.stretch
        if message.generation != stories.window.generation:
            return
        if stretch is None:
            stories.window.lost(back=message.back)
            return
        if message.jump:
            stories.jump(stretch, message.key, from_end=message.back)
            self.count()
        else:
            stories.extend(stretch, message.generation, back=message.back)
        self.screen.frame.refresh_bars()

    # Its numbers

    def count(self) -> None:
        """Have counted what is not known of the list: what stands before, how many there are."""
        window, library = self.screen.stories.window, self.screen.library
        first = window.spot(window.base)
        if first is None or (window.is_numbered and window.total is not None):
            return
        generation, listing = window.generation, window.listing
        number, total = not window.is_numbered, window.total is None

        def job() -> ListingCounted | None:
            try:
                before = library.lists.before(listing, first) if number else None
                counted = library.lists.count(listing, MOST_COUNTED) if total else None
            except InterruptedSearchError:  # the reader went on to something else
                return None
            at_least = counted == MOST_COUNTED
            return ListingCounted(generation, first.key, before, counted, at_least)

        self.screen.lanes.counting.ask(job)

    def counted(self, message: ListingCounted) -> None:
        """Show the numbers of the list."""
        stories = self.screen.stories
        if message.generation != stories.window.generation:
            return
        if message.total is not None:
            stories.window.counted(message.total, at_least=message.at_least)
        at = stories.window.index_of(message.key)
        if message.before is not None and at is not None:
            stories.number(message.before - (at - stories.window.base))
        self.screen.listing.show_count()
        self.screen.frame.refresh_bars()
