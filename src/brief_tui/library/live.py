"""What the library does with feeds, pages, rules and commands: half of the facade.

What the network needs is imported when it is first asked for: most starts show what is here.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import TYPE_CHECKING

from brief_tui.archive.live_schema import MUTED, PASSING
from brief_tui.archive.store import Archive
from brief_tui.config.settings import Settings
from brief_tui.library.feeds import PAGES_A_REFRESH, Feeds
from brief_tui.library.ruling import Rules
from brief_tui.model.feeds import (
    Added,
    Discovered,
    FeedLink,
    RefreshProgress,
    RefreshReport,
    WholePage,
)
from brief_tui.model.rules import Rule, RuleTest

if TYPE_CHECKING:
    from brief_tui.library.adding import Adding
    from brief_tui.library.network import Network
    from brief_tui.library.pages import PageVisits
    from brief_tui.library.relating import Relating
    from brief_tui.library.subscriptions import Subscriptions


class LiveLibrary:
    """The part of :class:`~brief_tui.library.Library` by which stories come by themselves."""

    def __init__(self, archive: Archive, network: Network | None = None) -> None:
        self._archive = archive
        self._given_network = network
        self.feeds = Feeds(archive)

    @cached_property
    def _network(self) -> Network:
        """Made when it is first needed: most starts show what is here."""
        from brief_tui.library.network import Network  # noqa: PLC0415

        return self._given_network or Network()

    @cached_property
    def _adding(self) -> Adding:
        from brief_tui.library.adding import Adding  # noqa: PLC0415

        return Adding(self._archive, self._network)

    @cached_property
    def relating(self) -> Relating:
        """What relates stories. It knows how common terms are, which takes 4 MB."""
        from brief_tui.library.relating import Relating  # noqa: PLC0415

        return Relating(self._archive)

    def _pages(self, settings: Settings) -> PageVisits:
        from brief_tui.library.pages import PageVisits  # noqa: PLC0415

        return PageVisits(self._archive, settings, self._network)

    def _subscriptions(self) -> Subscriptions:
        from brief_tui.library.subscriptions import Subscriptions  # noqa: PLC0415

        return Subscriptions(self._archive)

    def refresh(
        self,
        settings: Settings,
        *,
        only: Sequence[int] | None = None,
        manual: bool = False,
        tell: Callable[[RefreshProgress], None] | None = None,
        stop: threading.Event | None = None,
    ) -> RefreshReport:
        """Ask the feeds that are due, or those of ``only`` (keys) that are, for what is new.

        Blocks until all is done, or soon after ``stop`` is set. ``tell`` hears of each step,
        in this thread. ``manual`` is for a reader who asks: then a feed is due five minutes
        after its last check. A feed that fails is a result; an archive that does, an error.
        """
        from brief_tui.library.refreshing import Refresh, quiet  # noqa: PLC0415

        event = stop or threading.Event()
        refresh = Refresh(self._archive, settings, self._network, tell=tell or quiet, stop=event)
        return refresh.run(only, manual=manual)

    def discover(self, address: str, settings: Settings) -> Discovered:
        """What can be added at an address or path. Raises SourceError, FormatError."""
        return self._adding.discover(address, settings)

    def add(
        self,
        found: Discovered | FeedLink,
        settings: Settings,
        *,
        name: str = "",
        tags: Sequence[str] = (),
    ) -> Added:
        """Add what was discovered: subscribe to a feed or folder, whose stories come in at
        once, or keep a page as a story.
        """
        return self._adding.add(found, settings, name=name, tags=tags)

    def fetch_whole(self, key: int, settings: Settings) -> WholePage:
        """Fetch the page of a story, which takes the place of what its feed carried."""
        return self._pages(settings).whole(key)

    def pages_wanted(self) -> int:
        """How many stories the next refresh fetches the page of."""
        return len(self._archive.live.wanted_pages(PAGES_A_REFRESH))

    def look_at(self, url: str, settings: Settings) -> WholePage:
        """Fetch a page to look at. It is in no list, and goes at a later start unless kept."""
        return self._pages(settings).look_at(url)

    def keep(self, key: int) -> None:
        """Keep a story that was only looked at."""
        self._archive.live.hide([key], PASSING, on=False)

    def mute(self, keys: Sequence[int], *, on: bool = True) -> None:
        """Take stories out of all lists but those of ``is:muted``, or put them back."""
        self._archive.live.hide(keys, MUTED, on=on)

    def forget_passing(self) -> None:
        """Delete the pages that were looked at and not kept, but for those on the trail."""
        place = self._archive.place()
        self._archive.live.forget_passing([*place.trail, place.article])

    def subscriptions_opml(self) -> str:
        """The subscriptions as OPML 2.0, without passwords."""
        return self._subscriptions().opml()

    def subscriptions_newsboat(self) -> str:
        """The subscriptions and saved views as newsboat's ``urls``, without passwords."""
        return self._subscriptions().newsboat()

    def after_refresh(self, report: RefreshReport, settings: Settings) -> str:
        """Run the command of the config that follows a refresh; what went wrong, '' for nothing."""
        from brief_tui.library.hooks import after_refresh  # noqa: PLC0415

        return after_refresh(report, settings)

    def test_rules(self, rules: Sequence[Rule], limit: int = 20) -> list[RuleTest]:
        """What each rule would have done to the stories that are here; nothing is changed."""
        return Rules(self._archive, rules).test(limit)
