"""Subscriptions: listing them, what the reader sets for them, removing and bringing back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Final

from brief_tui.archive.articles import moment
from brief_tui.archive.store import Archive
from brief_tui.model.feeds import Feed, FeedChange, NewFeed

PAGES_A_REFRESH: Final = 500
"""Whole pages that one refresh fetches at most."""


class Feeds:
    """The subscriptions of an archive. Every method may be called from any thread."""

    def __init__(self, archive: Archive) -> None:
        self._live = archive.live

    def list(self) -> list[Feed]:
        """All of them, by name."""
        return self._live.feeds()

    def get(self, key: int) -> Feed:
        """The subscription with this key. Raises ArchiveError when there is none."""
        return self._live.feed(key)

    def find(self, text: str) -> Sequence[Feed]:
        """Those that a person may mean: the key, the address, the name, or what begins a name."""
        feeds = self.list()
        wanted = text.strip().casefold()
        at = self._live.at_address(text.strip())
        for fits in (
            lambda feed: str(feed.key) == wanted or feed.key == at,
            lambda feed: feed.name.casefold() == wanted,
            lambda feed: bool(wanted) and feed.name.casefold().startswith(wanted),
        ):
            if found := [feed for feed in feeds if fits(feed)]:
                return found
        return ()

    def change(self, key: int, change: FeedChange) -> Feed:
        """Set what the reader wants; the feed as it is now.

        Raises ArchiveError for a name that another source has.
        """
        self._live.change_feed(key, change)
        return self.get(key)

    def subscribe(self, wanted: Iterable[NewFeed]) -> Sequence[tuple[int, bool]]:
        """Subscribe without asking the servers yet; each feed's key, and whether it was known."""
        return self._live.subscribe(wanted)

    def remove(self, keys: Sequence[int], *, stories: bool = False) -> Sequence[Feed]:
        """End subscriptions; what they were. Their stories stay unless ``stories``.

        Those that another source has too, or that are starred, tagged or kept for later,
        stay in any case.
        """
        feeds = [self.get(key) for key in keys]
        self._live.unsubscribe(keys, stories=stories)
        return feeds

    def restore(self, keys: Sequence[int]) -> None:
        """Undo :meth:`remove`. Stories that went with a feed come back as its server has them."""
        self._live.resubscribe(keys)

    def tags(self) -> Sequence[str]:
        """All tags of feeds, each once, in the order of the alphabet."""
        tags = {tag.casefold(): tag for feed in self.list() for tag in feed.tags}
        return [tags[folded] for folded in sorted(tags)]

    def next_check(self) -> datetime | None:
        """When the next of them is due; None when there is none."""
        due = self._live.next_check()
        return None if due is None else moment(due)
