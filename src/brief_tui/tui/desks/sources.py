"""The sources: showing the feeds, listing the stories of one, marking them read."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import TYPE_CHECKING

from brief_tui.model.feeds import Feed
from brief_tui.model.listing import View
from brief_tui.model.query_nodes import And, Is, Query
from brief_tui.tui.dates import now
from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.messages import FeedsChanged, FeedsFound
from brief_tui.tui.panes.feed_words import feed_status
from brief_tui.tui.source_views import SOURCE_VIEW, stories_of, view_of

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen


class SourcesDesk(Desk):
    """Owns the subscriptions as they were when last asked for."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self.feeds: list[Feed] = []
        self._seek: Collection[int] = ()
        self._asked = self._seek_asked = 0  # numbers of askings: the last, and the one that seeks

    def handlers(self) -> Handlers:
        return {"feeds.show": self.toggle}

    def hears(self) -> Hearers:
        return {FeedsFound: self.found, FeedsChanged: self.changed}

    @property
    def feed(self) -> Feed | None:
        """The feed at the cursor, while the sources have the keys."""
        return self.screen.sources.feed if self.screen.frame.at == "sources" else None

    # Showing

    def toggle(self) -> None:
        """Show the sources in the list's place, or the list again."""
        if self.screen.frame.at == "sources":
            self.screen.frame.focus("stories")
            return
        if not self.feeds:
            self.screen.sources.say(("Asking the archive …", "meta"))
        self.reload(self.screen.refreshing.take_failed())
        self.screen.frame.focus("sources")

    def reload(self, seek: Collection[int] = ()) -> None:
        """Ask for the subscriptions anew; the cursor goes to the first with a key of ``seek``."""
        self._asked += 1
        if seek:
            self._seek, self._seek_asked = seek, self._asked
        library, number = self.screen.library, self._asked
        self.screen.lanes.rows.ask(lambda: FeedsFound(library.feeds.list(), number))

    def reload_shown(self) -> None:
        """Ask for them anew if they are in sight."""
        if self.screen.frame.left == "sources":
            self.reload()

    def found(self, message: FeedsFound) -> None:
        """Show the subscriptions."""
        self.feeds = message.feeds
        seek: Collection[int] = ()
        if self._seek and message.generation >= self._seek_asked:  # not an older answer
            seek, self._seek = self._seek, ()
        if not self.feeds:
            self.screen.sources.say(
                ("No feeds yet", "headline"),
                (
                    f"{self.key_of('feeds.add')} adds one, by its address or by that of a page"
                    " that names it.",
                    "body",
                ),
                ("brief import FILE.opml brings in those of another reader.", "body"),
                (f"{self.key_of('feeds.show')} shows the stories again.", "meta"),
            )
        self.screen.sources.show(self.feeds, seek)
        self.screen.frame.refresh_bars()

    # Their stories

    def list_stories(self) -> None:
        """List the stories of the feed at the cursor."""
        if self.feed is not None:
            self.show_stories(self.feed)

    def show_stories(self, feed: Feed) -> None:
        """List the stories of a feed."""
        self.screen.listing.show_view(view_of(feed))

    def mark_read(self) -> None:
        """Mark every story of the feed at the cursor read."""
        feed, library = self.feed, self.screen.library
        if feed is None:
            return
        query = Query(And((stories_of(feed), Is("unread"))))
        self.screen.marks.mark_found(lambda: library.keys(query), f"Marked read, “{feed.name}”")

    def status_of(self, view: View) -> Iterator[str]:
        """How the feed does whose stories the view has."""
        if view.kind == SOURCE_VIEW:
            yield from (feed_status(feed, now()) for feed in self.feeds if feed.name == view.name)

    # What was changed

    def changed(self, message: FeedsChanged) -> None:
        """Show subscriptions that the reader has changed."""
        self.screen.frame.say(message.said)
        self.reload(() if message.feed is None else (message.feed,))
        listing = self.screen.listing
        if message.renamed and listing.view.kind == SOURCE_VIEW:
            old, new = message.renamed
            if listing.view.name == old:
                listing.view = view_of(Feed(0, "", new))
        listing.count()
        listing.ask()
        self.screen.relating.show_again()  # stories may be gone
