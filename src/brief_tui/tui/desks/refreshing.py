"""Refreshing: feeds are checked while one reads, and what is new waits until it is asked for."""

from __future__ import annotations

import time
from collections.abc import Callable, Collection, Sequence
from functools import partial
from threading import Event
from typing import TYPE_CHECKING, Final

from brief_tui.model.feeds import RefreshProgress, RefreshReport
from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.messages import NewsCounted, RefreshDone, RefreshTold, Said
from brief_tui.tui.panes.refresh_words import progress_words, report_words
from brief_tui.tui.refresh_jobs import due, feed_named, keys_first, throttled

if TYPE_CHECKING:
    from brief_tui.library import Library
    from brief_tui.tui.screens.reader import ReaderScreen

LOOK_EVERY: Final = 60.0
"""Seconds between looks for feeds that are due while the reader is open."""

LIST_EVERY: Final = 1.0
"""Seconds between two listings, of stories or of feeds, while what they show comes in."""


class RefreshingDesk(Desk):
    """Owns the refresh that runs, and how many new stories the list does not show yet."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self.progress: RefreshProgress | None = None
        self.waiting = 0
        self._before = 0  # new stories that waited before this refresh, less those listed since
        self._jobs = 0
        self._all_asked = False
        self._stop = Event()
        self._fills = False
        self._listed_at = 0.0
        self._failed: Collection[int] = ()  # feeds the reader was told of, and has not looked at

    def handlers(self) -> Handlers:
        return {
            "feeds.refresh_all": self.refresh_all,
            "feeds.refresh_one": self.refresh_one,
            "feeds.stop": self.stop,
            "list.show_new": self.show_new,
        }

    def hears(self) -> Hearers:
        return {RefreshTold: self.told, RefreshDone: self.done, NewsCounted: self.counted}

    @property
    def is_busy(self) -> bool:
        """Whether feeds are being checked, or are about to be."""
        return self._jobs > 0

    @property
    def doing(self) -> str:
        """How far the refresh is, in a few words; '' when none runs."""
        return progress_words(self.progress) if self.progress else ""

    @property
    def news(self) -> Sequence[str]:
        """What to say of the stories that wait, the longest first; nothing when none do."""
        if not self.waiting:
            return ()
        key, count = self.key_of("list.show_new"), f"{self.waiting:,} new"
        stories = "story" if self.waiting == 1 else "stories"
        return (
            f"{count} {stories} · {key} shows {'it' if self.waiting == 1 else 'them'}",
            f"{count} · {key} shows {'it' if self.waiting == 1 else 'them'}",
            f"{count} · {key}",
        )

    # Asking

    def begin(self) -> None:
        """The archive is open: check what is due, now and while the reader is open."""
        feeds = self.screen.settings.feeds
        if self.screen.library.read_only:
            return
        if feeds.refresh_at_start:
            self.refresh_due()
        if feeds.watch:
            self.screen.set_interval(LOOK_EVERY, partial(self.refresh_due, watching=True))

    def refresh_due(self, *, watching: bool = False) -> None:
        """Check what is due. Of failures nothing is said while one reads on (``watching``)."""
        if not self.is_busy:
            self._ask(due, quiet=True, failures=not watching)

    def refresh_all(self) -> None:
        """Check every feed, because the reader asks for it."""
        if self._all_asked:
            self.screen.frame.say("The feeds are being checked already")
            return
        self._all_asked = True
        self._ask(manual=True)

    def refresh_one(self) -> None:
        """Check the feed at the cursor, or the one that the story came from."""
        feed, row = self.screen.sources_desk.feed, self.screen.current_row
        if feed is not None:
            key = feed.key
            self._ask(lambda _: [key], manual=True)
        elif row is not None:
            self._ask(partial(feed_named, name=row.source), manual=True)

    def fetch_wanted(self) -> None:
        """Check nothing, but fetch the pages that are wanted whole: stories came by another way."""
        self._ask(lambda _: (), quiet=True, failures=False, checks=False)

    def _ask(
        self,
        which: Callable[[Library], Sequence[int] | None] | None = None,
        *,
        manual: bool = False,
        quiet: bool = False,
        failures: bool = True,
        checks: bool = True,
    ) -> None:
        """Have feeds checked: those that are due, or all or ``which`` when asked for by hand.

        ``quiet`` says nothing of a good end; without ``failures``, nothing of a bad one.
        Where it ``checks`` and there are no feeds to, nothing else is done either.
        """
        self._jobs += 1
        self._stop.clear()
        library, settings, stop = self.screen.library, self.screen.settings, self._stop
        tell = throttled(lambda progress: self.screen.post_message(RefreshTold(progress)))

        def job() -> RefreshDone:
            only = which(library) if which is not None else None
            if only is not None and not only and checks:
                problem = "This story came from no feed" if manual else ""
                return RefreshDone(RefreshReport(), quiet, failures, problem=problem)
            with keys_first():
                report = library.refresh(settings, only=only, manual=manual, tell=tell, stop=stop)
            return RefreshDone(report, quiet, failures, stopped=stop.is_set())

        self.screen.lanes.refresh.ask(job)

    def stop(self) -> None:
        """Check no further; what has come in so far is kept."""
        self._stop.set()

    # What it tells

    def told(self, message: RefreshTold) -> None:
        """Show how far it is. The list stays as it is, unless there was nothing in it."""
        if not self.is_busy:
            return
        before, self.progress = self.progress, message.progress
        new = message.progress.new
        if new and new != (before.new if before else 0):
            self._arrived()
        if message.progress.stage == "pages" and message.progress.done:
            self.screen.fetching.look_for_whole()
        self.screen.frame.refresh_bars()

    def _arrived(self) -> None:
        """New stories have come."""
        if not len(self.screen.stories.window):
            self._fills = True
        elif self.screen.stories.cursor or self.screen.story.opened:
            self._fills = False
        if self.screen.listing.shows_all:
            self.waiting = self._before + (self.progress.new if self.progress else 0)
        if time.monotonic() - self._listed_at < LIST_EVERY:
            return
        self._listed_at = time.monotonic()
        self.screen.sources_desk.reload_shown()
        self.screen.listing.count()
        if self._fills:
            self.screen.listing.ask()

    def listed(self) -> None:
        """The list shows all that is there now."""
        self.waiting = 0
        self._before = -self.progress.new if self.progress else 0

    def done(self, message: RefreshDone) -> None:
        """Say what came of it, where that is worth a sentence."""
        self._ended()
        if message.problem:
            self.screen.frame.say(message.problem)
        else:
            self._say(message)
        self.screen.sources_desk.reload_shown()
        self.screen.listing.count()
        if message.report.new or message.report.changed:
            self.count_news()
            self._run_command(message.report)
        if message.report.pages:
            self.screen.fetching.look_for_whole()
        self.screen.frame.refresh_bars()

    def _say(self, message: RefreshDone) -> None:
        text, failed = report_words(
            message.report, self.key_of("feeds.show"), stopped=message.stopped
        )
        if text and (message.failures if failed else not message.quiet):
            self.screen.frame.say(text)
            self._failed = {result.feed for result in message.report.failed if failed}

    def _run_command(self, report: RefreshReport) -> None:
        """Run the command of the config that follows a refresh."""
        library, settings = self.screen.library, self.screen.settings
        if not settings.feeds.after_refresh:
            return

        def job() -> Said | None:
            problem = library.after_refresh(report, settings)
            return Said(f"after_refresh: {problem}", error=True) if problem else None

        self.screen.lanes.refresh.ask(job)

    def take_failed(self) -> Collection[int]:
        """The feeds whose failure was told of and not looked at yet, by key; asked for once."""
        failed, self._failed = self._failed, ()
        return failed

    def failed(self) -> None:
        """A mistake ended it."""
        self._ended()
        self.screen.frame.refresh_bars()

    def _ended(self) -> None:
        self._jobs = max(0, self._jobs - 1)
        self._before = self.waiting
        self.progress = None
        if not self._jobs:
            self._all_asked = False

    # What is new

    def count_news(self) -> None:
        """Ask how many of the new stories belong into the list as it is narrowed."""
        listing, window = self.screen.listing, self.screen.stories.window
        if self._fills or not len(window):
            self._fills = False
            listing.ask()
            return
        library, listed, generation = self.screen.library, window.listing, listing.generation
        self.screen.lanes.refresh.ask(lambda: NewsCounted(library.lists.since(listed), generation))

    def counted(self, message: NewsCounted) -> None:
        """Say how many wait."""
        if message.generation == self.screen.listing.generation:
            self.waiting = self._before = message.count
            self.screen.frame.refresh_bars()

    def show_new(self) -> None:
        """List the new stories; the cursor stays on its story."""
        if self.waiting:
            self.listed()
            self.screen.listing.ask()
            if self.screen.frame.at == "sources":
                self.screen.frame.focus("stories")
