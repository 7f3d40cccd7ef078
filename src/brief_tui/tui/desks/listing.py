"""Which stories are listed: the view, and the search or filter that narrows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from brief_tui.model.errors import BriefError, InterruptedSearchError
from brief_tui.model.listing import Row, View
from brief_tui.model.query import combine, parse_query, terms
from brief_tui.model.query_nodes import Query, QueryMistake
from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.desks.events import REPORTS
from brief_tui.tui.messages import CountsFound, ListingFound, RowsFailed, RowsFound
from brief_tui.tui.panes.stories import StoryList
from brief_tui.tui.typeset.finding import Pattern, any_of

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen

ALL: Final = View("All stories", "", "built-in")
SOURCE_HINT: Final = "source: wants the whole name, or how it begins and a *, as source:the*"


class ListingDesk(Desk):
    """Owns the view, the query that narrows it, and the asking."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self.view = ALL
        self.filter = ""
        self.search = ""
        self.query = Query()
        self.mistake: QueryMistake | None = None
        self.generation = 0
        self._answered = 0
        self._once_found: Callable[[], None] | None = None
        self._asked = ""

    def handlers(self) -> Handlers:
        return {
            "search.open": self.open_search,
            "filter.open": self.open_filter,
            "search.clear": self.clear,
            "list.mark_all_read": self.mark_all_read,
        }

    def hears(self) -> Hearers:
        return {
            ListingFound: self.found,
            RowsFound: self.rows_found,
            RowsFailed: self.rows_failed,
            CountsFound: self.counted,
        }

    # Asking

    @property
    def narrowed(self) -> bool:
        """Whether a search or a filter is on."""
        return bool(self.search or self.filter)

    @property
    def shows_all(self) -> bool:
        """Whether every story belongs into the list."""
        return not (self.view.query or self.narrowed)

    @property
    def text(self) -> str:
        """What narrows the list, as it was typed. A search goes before the view's filter."""
        return self.search or self.filter

    def restore(self, view: View | None, narrowed_by: str, search: str) -> None:
        """Take up the view and filter where the reader left, or begin with a search."""
        self.view = view or ALL
        self.filter, self.search = narrowed_by, search

    def show_view(self, view: View, *, seek: int | None = None) -> None:
        """List a view, without search or filter; the cursor on the story ``seek`` (its key)."""
        self.view, self.search, self.filter = view, "", ""
        self.screen.query_bar.close()
        self.screen.frame.focus("stories")
        self.ask(seek=seek)

    def wanted(self) -> Pattern | None:
        """What to mark in an article that was found by the query."""
        return any_of(terms(self.query)) if self.narrowed else None

    def ask(self, *, typing: bool = False, seek: int | None = None) -> None:
        """Ask for the listing anew. A query with a mistake leaves the list as it is."""
        self._asked = self.text
        query = self._read(typing=typing)
        self.mistake = query if isinstance(query, QueryMistake) else None
        self.screen.query_bar.show_mistake(self.mistake)
        self.screen.frame.refresh_bars()
        if isinstance(query, QueryMistake):
            self.screen.query_bar.show_count("")
            return
        self.generation += 1
        generation, library = self.generation, self.screen.library
        key = seek
        if seek is None and not self.search:  # the list changes round the story at the cursor
            key = self.screen.stories.key
        words, page = self.narrowed and bool(terms(query)), self.screen.stories.page()

        def job() -> ListingFound:
            listing = library.lists.open(query, key)
            asked = listing.stretch.near(key, page)
            # With the list the rows in sight: it is painted once.
            rows = library.rows(asked, query if words else None)
            return ListingFound(listing, rows, asked, generation, key, seek is not None)

        self.screen.lanes.listing.ask(job)

    def _read(self, *, typing: bool) -> Query | QueryMistake:
        now = datetime.now(UTC)
        typed = parse_query(self.text, now, typing=typing)
        if isinstance(typed, QueryMistake):
            return typed
        if self.search:
            return typed if typed.sort else replace(typed, sort="relevance")
        view = parse_query(self.view.query, now)
        if isinstance(view, QueryMistake):
            return view
        return self.screen.events.folded(view) if not self.filter else combine(view, typed)

    def once_found(self, act: Callable[[], None]) -> None:
        """Do this when the list is the one that was asked for last, or cannot be had."""
        self._once_found = act
        if self._answered == self.generation:
            self.answered()

    def answered(self) -> None:
        """The list was found, or cannot be had."""
        self._answered = self.generation
        act, self._once_found = self._once_found, None
        if act is not None:
            act()

    def found(self, message: ListingFound) -> None:
        """Show the stories that were found, if they are still what is wanted."""
        if message.generation != self.generation:
            return
        stories = self.screen.stories
        self.query = message.listing.query
        self.screen.refreshing.listed()
        if not len(message.listing.stretch):
            self._explain()
        stories.snippets = self.narrowed and bool(terms(self.query))
        stories.timeline = self.view.kind == REPORTS and not self.search
        stories.show(message.listing, message.key, message.rows, message.asked)
        self.show_count()
        self.screen.stretches.count()
        self.screen.frame.refresh_bars()
        if not message.settled:
            self.screen.story.preview()
        self.answered()

    def show_count(self) -> None:
        """Say beside the query how many stories it has, as far as that is known."""
        window = self.screen.stories.window
        if not len(window):
            count = "" if self.mistake else "nothing found"
        elif window.total is None or self.mistake:
            count = ""
        else:
            count = f"{window.total:,}{'+' * window.at_least} found"
        self.screen.query_bar.show_count(count)

    def _explain(self) -> None:
        if self.narrowed:
            self.screen.stories.say(
                ("Nothing found", "headline"),
                (f"No story matches {self.text}", "body"),
                *([(SOURCE_HINT, "body")] if "source:" in self.text else []),
                ("esc shows all stories again. ? explains how searching works.", "meta"),
            )
        elif self.view.query:
            self.screen.stories.say(
                (self.view.name, "headline"),
                ("No stories in this view.", "body"),
                *((why, "meta") for why in self.screen.sources_desk.status_of(self.view)),
            )
        else:
            self.screen.stories.say(
                ("No stories yet", "headline"),
                ("brief import FOLDER brings in articles; brief import --edition the bundled "
                 "edition.", "body"),
            )  # fmt: skip

    # Rows and counts

    def rows_wanted(self, message: StoryList.RowsWanted) -> None:
        """Fetch rows that are about to be seen."""
        library, asked, generation = self.screen.library, message.keys, message.generation
        query = self.query if self.narrowed else None

        def job() -> RowsFound | RowsFailed:
            try:
                return RowsFound(library.rows(asked, query), asked, generation)
            except InterruptedSearchError:
                raise
            except BriefError as error:
                return RowsFailed(error, asked, generation)

        self.screen.lanes.rows.ask(job)

    def rows_found(self, message: RowsFound) -> None:
        """Show rows that were wanted."""
        self.screen.stories.supply(message.rows, message.asked, message.generation)
        self.screen.frame.refresh_bars()

    def renew_row(self, row: Row) -> None:
        """Show a story that has changed as it is now; beside its snippet it is as it was found."""
        if not self.narrowed:
            stories = self.screen.stories
            stories.supply([row], [row.key], stories.window.generation)

    def rows_failed(self, message: RowsFailed) -> None:
        """Say why rows are missing."""
        self.screen.stories.lack(message.asked, message.generation)
        self.screen.frame.say(str(message.error), error=True)

    def count(self) -> None:
        """Ask how many stories there are."""
        library = self.screen.library
        self.screen.lanes.rows.ask(lambda: CountsFound(library.counts()))

    def counted(self, message: CountsFound) -> None:
        """Say how many stories there are."""
        self.screen.counts = message.counts
        self.screen.frame.refresh_bars()

    # Typing a query

    def open_search(self) -> None:
        self.screen.query_bar.open("search", self.search)
        self.screen.frame.refresh_bars()

    def open_filter(self) -> None:
        self.screen.query_bar.open("filter", self.filter)
        self.screen.frame.refresh_bars()

    def typed(self, text: str) -> None:
        """The query reads otherwise: ask at once. An older asking gives way, also one under way."""
        if self.screen.query_bar.purpose == "search":
            self.search = text.strip() and text
        else:
            self.filter, self.search = text.strip() and text, ""
        self.ask(typing=True)

    def done(self) -> None:
        """On to what was found. A query with a mistake stays to be mended."""
        if self._asked != self.text:
            self.ask(typing=True)
        whole = self._read(typing=False)  # what may be missing while typing may not at the end
        if isinstance(whole, QueryMistake):
            self.screen.query_bar.show_mistake(whole)
            return
        self.screen.query_bar.close()
        self.screen.frame.focus("stories")

    def clear(self) -> None:
        """Leave, in turn: a page that is fetched, the sources, the bar, the find, the search, the
        filter, the view.
        """
        bar, finding = self.screen.query_bar, False
        if not bar.is_open and (self.screen.fetching.doing or self.screen.adding.can_give_up):
            waited = self.screen.fetching if self.screen.fetching.doing else self.screen.adding
            waited.give_up()
            return
        if self.screen.frame.at == "sources" and not bar.is_open:
            self.screen.frame.focus("stories")
            return
        if bar.is_open:
            finding = bar.purpose == "find"
            bar.close()
            self.screen.frame.focus("reading" if finding else "stories")
        if finding or (self.screen.reading.hits and not self.narrowed):
            self.screen.reading.find(None)
            self.screen.frame.refresh_bars()
        elif self.narrowed:
            if self.search:
                self.search = ""
            else:
                self.filter = ""
            self.screen.reading.find(None)
            self.ask()
        elif self.screen.frame.at != "stories" or self.screen.events.leave():
            return
        elif self.view.query:
            self.show_view(ALL)

    def mark_all_read(self) -> None:
        """Mark the stories of the list read, or those of the feed at the sources' cursor."""
        if self.screen.sources_desk.feed is not None:
            self.screen.sources_desk.mark_read()
            return
        window = self.screen.stories.window
        if window.is_whole:
            self.screen.marks.mark_read(list(window.keys), "Marked read")
        else:
            self.screen.marks.mark_listing(window.listing)
