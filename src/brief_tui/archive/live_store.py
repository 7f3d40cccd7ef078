"""What the archive keeps of feeds and of stories on their way in, seen from outside.

As in :mod:`brief_tui.archive.store`, each method takes a connection of the calling thread,
is whole or nothing, and leaves the work to the module of its subject.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from brief_tui.archive import arrivals, articles, feeds, pages, polling, search, sightings
from brief_tui.archive.arrivals import Arrival, Arrived, Digested, Waiting
from brief_tui.archive.articles import Entry
from brief_tui.archive.connection import Connections
from brief_tui.archive.polling import Check, Polled
from brief_tui.model.errors import ArchiveError
from brief_tui.model.feeds import Feed, FeedChange, NewFeed
from brief_tui.model.query_nodes import Query


class LiveStore:
    """Subscriptions, arrivals, pages that are wanted. Any thread may call any method."""

    def __init__(self, connections: Connections, clock: Callable[[], float]) -> None:
        self._connections = connections
        self._clock = clock

    def now(self) -> int:
        """Unix seconds."""
        return int(self._clock())

    # Subscriptions

    def feeds(self) -> list[Feed]:
        """All subscriptions, by name."""
        with self._connections.reading() as connection:
            return feeds.feeds(connection)

    def feed(self, key: int) -> Feed:
        """One subscription. Raises ArchiveError when there is none."""
        with self._connections.reading() as connection:
            found = feeds.feed(connection, key)
        if found is None:
            raise ArchiveError("there is no such feed")
        return found

    def at_address(self, url: str) -> int | None:
        """The key of the feed that has, or had, this address; also of one that was removed."""
        with self._connections.reading() as connection:
            return feeds.at_address(connection, url)

    def subscribe(self, wanted: Iterable[NewFeed]) -> list[tuple[int, bool]]:
        """Subscribe to feeds; for each its key, and whether it was known already."""
        with self._connections.writing() as connection:
            return [feeds.add(connection, new) for new in wanted]

    def change_feed(self, key: int, what: FeedChange) -> None:
        """Set what the reader wants for a feed. Raises ArchiveError for a name that is taken."""
        with self._connections.writing() as connection:
            feeds.change(connection, key, what)

    def unsubscribe(self, keys: Sequence[int], *, stories: bool) -> None:
        """End subscriptions. With ``stories``, those that nothing else holds are deleted."""
        with self._connections.writing() as connection:
            gone = feeds.remove(connection, keys, stories=stories)
            if stories:
                sightings.forget(connection, keys, gone)
                articles.remove(connection, gone)

    def resubscribe(self, keys: Iterable[int]) -> None:
        """Take up subscriptions that were removed."""
        with self._connections.writing() as connection:
            for key in keys:
                feeds.restore(connection, key)

    # Asking them

    def polled(self, keys: Iterable[int] | None = None) -> list[Polled]:
        """What has to be known to ask feeds again, all of them or these."""
        with self._connections.reading() as connection:
            return polling.polled(connection, keys)

    def claim(self, wanted: Iterable[Polled]) -> set[int]:
        """The keys of those that no other process asks now; they are ours to ask."""
        with self._connections.writing() as connection:
            return polling.claim(connection, wanted, self.now())

    def release(self, claimed: Iterable[Polled]) -> None:
        """Give back feeds that were claimed and then not asked."""
        with self._connections.writing() as connection:
            polling.release(connection, claimed)

    def checked(self, key: int, check: Check, arrived: Sequence[Arrival] = ()) -> Arrived:
        """Keep how a check of a feed went, together with what came.

        Nothing of a feed that was removed meanwhile: should it come back, it is asked anew.
        """
        with self._connections.writing() as connection:
            if feeds.is_removed(connection, key):
                return Arrived()
            came = Arrived()
            if arrived:
                came = arrivals.arrive(connection, key, arrived, self.now())
            if check.title:
                feeds.name_after_title(connection, key, check.title)
            polling.checked(connection, key, check)
            return came

    def next_check(self) -> int | None:
        """When the next feed is due, in Unix seconds; None when there is none."""
        with self._connections.reading() as connection:
            return polling.next_check(connection, self.now())

    def pauses(self) -> dict[str, int]:
        """The hosts that are to be left alone, and until when."""
        with self._connections.reading() as connection:
            return polling.pauses(connection, self.now())

    def pause(self, pauses: Iterable[tuple[str, int]]) -> None:
        """Leave hosts alone until then."""
        with self._connections.writing() as connection:
            polling.pause(connection, pauses, self.now())

    def file_marks(self, source: int) -> dict[str, bytes]:
        """What a watched folder's files were like when they came in, by their paths."""
        with self._connections.reading() as connection:
            return sightings.file_marks(connection, source)

    def keep_file_marks(self, source: int, marks: Iterable[tuple[str, bytes]]) -> None:
        """Remember what files are like."""
        with self._connections.writing() as connection:
            sightings.keep_file_marks(connection, source, marks)

    # Stories on their way in

    def arrive(self, source: int, arrived: Sequence[Arrival]) -> Arrived:
        """Take in entries that come by another way than a check."""
        with self._connections.writing() as connection:
            return arrivals.arrive(connection, source, arrived, self.now())

    def bury(self, source: int, arrived: Sequence[Arrival]) -> None:
        """Remember entries as deleted, so that they do not come in."""
        with self._connections.writing() as connection:
            sightings.bury(connection, source, arrived)

    def keys_of(self, source: int, idents: Sequence[str]) -> dict[str, int]:
        """The stories that a source calls so, by what it calls them."""
        with self._connections.reading() as connection:
            return sightings.keys_of(connection, source, idents)

    def waiting(self, limit: int) -> list[Waiting]:
        """Entries whose content is to be made."""
        with self._connections.reading() as connection:
            return arrivals.waiting(connection, limit)

    def waiting_for(self, key: int) -> Waiting | None:
        """The entry of a story that has no content yet."""
        with self._connections.reading() as connection:
            return arrivals.waiting_for(connection, key)

    def count_waiting(self) -> int:
        """How many entries wait for their content to be made."""
        with self._connections.reading() as connection:
            return arrivals.count_waiting(connection)

    def digest(self, made: Iterable[Digested]) -> list[int]:
        """Write contents; the keys of the stories that are new with them."""
        with self._connections.writing() as connection:
            return arrivals.digest(connection, made, self.now())

    def matching(self, query: Query, among: Sequence[int]) -> list[int]:
        """Which of these stories match, hidden ones included."""
        with self._connections.reading() as connection:
            return search.matching(connection, query, among)

    # Whole pages

    def want_pages(self, keys: Iterable[int]) -> None:
        """Put stories among those whose page is to be fetched."""
        with self._connections.writing() as connection:
            pages.want_pages(connection, keys, self.now())

    def wanted_pages(self, limit: int) -> list[tuple[int, str, int]]:
        """Key, address and tries so far of stories whose page is to be fetched now."""
        with self._connections.reading() as connection:
            return pages.wanted_pages(connection, self.now(), limit)

    def put_off_page(self, key: int, next_try: int | None) -> None:
        """Try for a page again later, or not any more for None."""
        with self._connections.writing() as connection:
            pages.put_off_page(connection, key, next_try)

    def take_page(self, key: int, entry: Entry) -> bool:
        """Put a story's whole page in the place of what its feed carried; whether it is there."""
        prepared = articles.prepare(entry)
        with self._connections.writing() as connection:
            return pages.take_page(connection, key, prepared, self.now())

    def is_fetched(self, key: int) -> bool:
        """Whether a story's page is here."""
        with self._connections.reading() as connection:
            return pages.is_fetched(connection, key)

    def hide(self, keys: Iterable[int], bit: int, *, on: bool) -> None:
        """Set or take away a reason for which stories are in no list."""
        with self._connections.writing() as connection:
            pages.hide(connection, keys, bit, on=on)

    def forget_passing(self, kept: Iterable[str]) -> None:
        """Delete stories that were only looked at, but for those with these ids."""
        with self._connections.writing() as connection:
            pages.forget_passing(connection, kept)
