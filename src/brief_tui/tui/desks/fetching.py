"""Whole pages: fetching that of a story, looking at one that is linked, keeping it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from brief_tui.model.article import Article
from brief_tui.model.errors import BriefError, InterruptedSearchError
from brief_tui.model.feeds import WholePage
from brief_tui.model.plain import word_count
from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.lanes import Lane
from brief_tui.tui.links import host_of, web_address
from brief_tui.tui.messages import Kept, PageFetched, WholeCome

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen

LOOK_AGAIN: Final = 0.2
"""Seconds until a story that was on its way is here, as a rule."""


class FetchingDesk(Desk):
    """Owns the page that is waited for.

    Each is fetched in a lane of its own: one that is not waited for any more may take as
    long as a server likes, and must not hold up the next.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self._host = ""
        self._generation = 0
        self._teaser: Article | None = None  # amid which the reader was when its page came

    def handlers(self) -> Handlers:
        return {"story.fetch_whole": self.fetch_whole, "story.keep": self.keep}

    def hears(self) -> Hearers:
        return {PageFetched: self.fetched, WholeCome: self.come, Kept: self.kept}

    @property
    def doing(self) -> str:
        """What is waited for, in words; '' for nothing."""
        return f"Fetching {self._host} …" if self._host else ""

    @property
    def is_passing(self) -> bool:
        """Whether the open story was only looked at, and can be kept."""
        return self.screen.story.row is not None and self.screen.story.row.passing

    # Asking

    def fetch_whole(self) -> None:
        """Fetch the page of the current story, to stand in its place."""
        row = self.screen.current_row
        if row is None:
            return
        if self.has_come(row.key):
            self.screen.story.show_again()
            return
        if host_of(row.url) == "":
            self.screen.frame.say("This story has no page on the web to fetch", error=True)
            return
        library, settings = self.screen.library, self.screen.settings
        self._ask(row.url, row.key, lambda: library.fetch_whole(row.key, settings))

    def look(self, url: str) -> None:
        """Show a page that is linked and not in the archive."""
        if not web_address(url):
            self.screen.frame.say("This has no page on the web to open", error=True)
            return
        if host_of(url) == "":
            self.screen.frame.say(f"This is no page of the web to show here: {url}", error=True)
            return
        library, settings = self.screen.library, self.screen.settings
        self._ask(url, 0, lambda: library.look_at(url, settings))

    def _ask(self, url: str, key: int, fetch: Callable[[], WholePage]) -> None:
        self._host = host_of(url)
        self._generation += 1
        generation, lane = self._generation, Lane("fetching", self.screen)

        def job() -> PageFetched:
            try:
                page = fetch()
            except InterruptedSearchError:
                raise
            except BriefError as error:
                page = WholePage(problem=str(error))
            except Exception as error:
                page = WholePage(problem=f"this is a mistake in the program: {error!r:.200}")
            return PageFetched(page, key, generation, lane)

        lane.ask(job)
        self.screen.frame.wait()

    def give_up(self) -> None:
        """Wait no longer. What is fetched of a story still takes its place in the archive."""
        self._generation += 1
        self._host = ""
        self.screen.frame.say("Not waiting for it any longer")
        self.screen.frame.refresh_bars()

    # What comes

    def fetched(self, message: PageFetched) -> None:
        """Show the page, or say why there is none."""
        message.lane.close(0)
        if message.generation != self._generation:
            return
        self._host = ""
        self.screen.frame.refresh_bars()
        page, story = message.page, self.screen.story
        if page.problem:
            way = "" if message.key else f" · {self.key_of('story.browser')} in Related opens it"
            self.screen.frame.say(page.problem + way, error=True)
        elif not message.key:
            story.visit(page.key)
        elif message.key == story.key:
            story.show_again()
            self.screen.frame.say("The whole article is here")
        else:
            self.screen.frame.say("The whole article has come")

    # What comes by itself

    def look_for_whole(self) -> None:
        """Pages have come in: see whether that of the teaser which is shown is among them."""
        story, library = self.screen.story, self.screen.library
        if story.is_coming:  # it may have been read before its page came
            self.screen.set_timer(LOOK_AGAIN, self.look_for_whole)
            return
        key, shown = story.key, story.article
        if key is None or shown is None or shown is self._teaser:
            return

        def job() -> WholeCome | None:
            # Not by the row that is shown: it may be older than the knowledge of a teaser.
            rows = library.rows([key])
            article = library.article(key) if rows and rows[0].whole else None
            longer = article is not None and word_count(article) > word_count(shown)
            return WholeCome(key) if longer else None

        self.screen.lanes.rows.ask(job)

    def come(self, message: WholeCome) -> None:
        """Show the whole article, or only tell of it where the reader is amid the teaser."""
        story, reading = self.screen.story, self.screen.reading
        if story.is_coming:
            self.look_for_whole()
            return
        if message.key != story.key or story.article is None:
            return
        if not reading.top and not reading.hits:
            story.show_again()
            return
        if self.screen.refreshing.is_busy:  # its end says something too, and looks again
            return
        self._teaser = story.article
        key = self.key_of("story.fetch_whole")
        reading.renote(f"The whole article is here. {key} shows it.")
        self.screen.frame.say(f"The whole article is here · {key} shows it")

    def has_come(self, key: int) -> bool:
        """Whether the page of this story is here, and its teaser shown still."""
        story = self.screen.story
        return story.key == key and story.article is not None and story.article is self._teaser

    # Keeping

    def keep(self) -> None:
        """Keep the open story, which was only looked at."""
        row, library = self.screen.story.row, self.screen.library
        if row is None or not row.passing:
            return

        def job() -> Kept:
            library.keep(row.key)
            return Kept(row.key, "Kept")

        self.screen.lanes.writing.ask(job)

    def kept(self, message: Kept) -> None:
        """Show a story that is in other lists now than before, or in none."""
        self.screen.frame.say(message.said)
        self.screen.listing.count()
        self.screen.listing.ask()
        if message.key == self.screen.story.key:
            self.screen.story.show_again()
        else:
            self.screen.relating.show_again()
