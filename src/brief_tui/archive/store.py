"""The archive: stories with their search index and what the reader did with them, in one file.

This module is the whole of it seen from outside. Each method takes a connection of the
calling thread and leaves the work to the module of its subject.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from brief_tui.archive import articles, listing, search, settings, state, views
from brief_tui.archive.articles import Entry, Stored
from brief_tui.archive.connection import Access, Connections, snapshot
from brief_tui.archive.live_store import LiveStore
from brief_tui.archive.opening import open_connections
from brief_tui.archive.related_store import RelatedStore
from brief_tui.model.article import Article
from brief_tui.model.listing import (
    Change,
    Counts,
    Listing,
    Place,
    Row,
    Spot,
    Stretch,
    View,
)
from brief_tui.model.query_nodes import Query
from brief_tui.model.state import Mark, Marking

if TYPE_CHECKING:
    from brief_tui.archive.care_store import CareStore

__all__ = ["Archive", "Entry", "Stored"]


class Archive:
    """An open archive. Every method may be called from any thread.

    All raise ArchiveBusyError, ArchiveDamagedError or another ArchiveError where the file
    stands in the way; those that write raise ArchiveReadOnlyError where it cannot be
    written. A method that raises has changed nothing.
    """

    def __init__(self, connections: Connections, clock: Callable[[], float] = time.time) -> None:
        self._connections = connections
        self._clock = clock
        self.live = LiveStore(connections, clock)
        self.related = RelatedStore(connections)

    @classmethod
    def open(
        cls,
        path: Path,
        clock: Callable[[], float] = time.time,
        tell: Callable[[int, int], None] | None = None,
    ) -> Archive:
        """Open the archive at ``path``, or make one there, with its folder.

        What can only be read is opened for reading: see :attr:`read_only`. ``clock`` gives
        the Unix time, by which stories without a date of their own are sorted. Where an older
        archive is upgraded, ``tell`` hears how many stories are done, and of how many.

        Raises ArchiveTooNewError, ArchiveForeignError (another program's file), ArchiveDamagedError
        and, for an old archive that cannot be upgraded where it is, ArchiveReadOnlyError;
        the file has then not been changed.
        """
        return cls(open_connections(path, tell), clock)

    @cached_property
    def care(self) -> CareStore:
        """Looking after the archive as a file, which most starts do not."""
        from brief_tui.archive.care_store import CareStore  # noqa: PLC0415

        return CareStore(self._connections, self._clock)

    def close(self) -> None:
        """Stop searches, wait for writes, close every thread's connection."""
        self._connections.close()

    @property
    def path(self) -> Path:
        """Where the archive is, absolute."""
        return self._connections.path

    @property
    def read_only(self) -> bool:
        """Whether the archive can only be read."""
        return self._connections.access is not Access.WRITE

    def put(self, entries: Iterable[Entry], source: str, *, hidden: int = 0) -> Stored:
        """Keep stories that came from ``source``, all of them with their index or none.

        A story is known by its id, or else by one of its addresses, unless it and the one
        kept there have URLs that differ. One that is known and has changed is updated, and
        keeps its id, its key and what the reader did with it. New ones get ``hidden``.
        """
        prepared = [articles.prepare(entry) for entry in entries]
        with self._connections.writing() as connection:
            return articles.put(connection, prepared, source, self._now(), hidden)

    def remove(self, keys: Sequence[int]) -> int:
        """Delete stories for good; the number that were there."""
        with self._connections.writing() as connection:
            return articles.remove(connection, keys)

    def keys(self, query: Query, limit: int | None = None) -> array[int]:
        """The keys of the stories that match, in the query's order, newest first by default.

        Sorting by relevance needs words to rank by; without any it is by date. Raises
        InterruptedSearchError: see :meth:`interrupt`.
        """
        with self._connections.searching() as connection:
            return search.keys(connection, query, limit, self._now())

    def listing(self, query: Query, at: int | None = None) -> Listing:
        """The list of a query, the beginning of it at hand, or what is round the key ``at``.

        Raises InterruptedSearchError: see :meth:`interrupt`.
        """
        with self._connections.searching() as connection, snapshot(connection):
            return search.listing(connection, query, self._now(), at=at)

    def stretch(self, listing: Listing, edge: Spot | None, *, back: bool = False) -> Stretch:
        """More of a list: what follows ``edge`` (None: its beginning), or goes before it.

        With ``back``, None is its end.
        """
        with self._connections.reading() as connection:
            return search.stretch(connection, listing, edge, back=back)

    def around(self, listing: Listing, key: int) -> Stretch | None:
        """The part of a list that a story is in; None when it is not in it."""
        with self._connections.reading() as connection:
            return search.around(connection, listing, key)

    def next_unread(
        self, listing: Listing, edge: Spot | None, *, back: bool = False
    ) -> Spot | None:
        """The nearest unread story behind ``edge``, or before it; None for none."""
        with self._connections.reading() as connection:
            return search.pager(connection, listing).next_unread(edge, back=back)

    def before(self, listing: Listing, spot: Spot) -> int | None:
        """How many stories of the list stand before one; None where counting takes too long."""
        with self._connections.reading() as connection:
            return search.pager(connection, listing).before(spot)

    def count(self, listing: Listing, most: int) -> int:
        """How many stories the list has, ``most`` at most."""
        with self._connections.searching() as connection:
            return search.pager(connection, listing).count(most)

    def since(self, listing: Listing) -> int:
        """How many stories have come that the list would have by now."""
        with self._connections.reading() as connection:
            return search.since(connection, listing)

    def rows(self, keys: Sequence[int], query: Query | None = None) -> list[Row]:
        """The stories with these keys, in this order; those that are gone are left out.

        With a query that has words, each row carries a snippet that shows where they were
        found; making them can be interrupted.
        """
        use = self._connections.searching if query else self._connections.reading
        with use() as connection:
            return listing.rows(connection, keys, query)

    def article(self, key: int) -> Article | None:
        """The whole story. Raises ArchiveDamagedError when what is stored cannot be read."""
        with self._connections.reading() as connection:
            return articles.read(connection, key)

    def key_of(self, story_id: str) -> int | None:
        """The key of the story with this id, or with the only one that begins so.

        A beginning has at least four characters.
        """
        with self._connections.reading() as connection:
            return articles.key_of(connection, story_id)

    def resolve(self, addresses: Iterable[str]) -> dict[str, int]:
        """The keys of the stories at these addresses, by the address as it was given."""
        with self._connections.reading() as connection:
            return articles.resolve(connection, addresses)

    def unread_among(self, keys: Sequence[int]) -> int | None:
        """The first of these keys, in their order, whose story is unread; None for none."""
        with self._connections.reading() as connection:
            return listing.unread_among(connection, keys)

    def interrupt(self) -> None:
        """Stop the searches that run now, in any thread; they raise InterruptedSearchError."""
        self._connections.interrupt()

    def counts(self) -> Counts:
        """How many stories there are, and how many of them are unread, starred, for later."""
        with self._connections.reading() as connection:
            return views.counts(connection)

    def views(self) -> list[View]:
        """Built-in views, sections and saved views; a saved view's counts are -1, unknown."""
        with self._connections.reading() as connection:
            return views.views(connection)

    def save_view(self, name: str, query: str) -> None:
        """Keep a query under a name; an older one of that name is replaced."""
        with self._connections.writing() as connection:
            views.save_view(connection, name, query)

    def delete_view(self, name: str) -> None:
        """Forget a saved view."""
        with self._connections.writing() as connection:
            views.delete_view(connection, name)

    def mark(self, keys: Sequence[int], marking: Marking) -> tuple[Change, ...]:
        """Set marks on stories; what changed can be given to :meth:`restore`."""
        with self._connections.writing() as connection:
            return state.mark(connection, keys, marking)

    def toggle(self, keys: Sequence[int], name: Mark) -> tuple[Change, ...]:
        """Turn a mark over as it is now: all stories get the opposite of the first one's."""
        with self._connections.writing() as connection:
            return state.toggle(connection, keys, name)

    def mark_listing_read(self, listing: Listing, most: int) -> array[int]:
        """Mark so many of a list's unread stories read; their keys, none when there are none."""
        with self._connections.writing() as connection:
            keys = search.unread(connection, listing, most)
            state.set_read(connection, keys, read=True)
            return keys

    def set_read(self, keys: Sequence[int], *, read: bool) -> None:
        """Mark stories read or unread."""
        with self._connections.writing() as connection:
            state.set_read(connection, keys, read=read)

    def restore(self, changes: Sequence[Change]) -> None:
        """Undo changes. Marks that were set otherwise since then stay."""
        with self._connections.writing() as connection:
            state.restore(connection, changes)

    def keep_progress(self, key: int, progress: float) -> None:
        """Remember how far the story was read, 0.0 to 1.0."""
        with self._connections.writing() as connection:
            state.keep_progress(connection, key, progress)

    def place(self) -> Place:
        """Where the reader was last."""
        with self._connections.reading() as connection:
            return settings.place(connection)

    def keep_place(self, place: Place) -> None:
        """Remember where the reader is."""
        with self._connections.writing() as connection:
            settings.keep_place(connection, place)

    def setting(self, name: str) -> str | None:
        """What is remembered under a name; None when nothing is."""
        with self._connections.reading() as connection:
            return settings.setting(connection, name)

    def keep_setting(self, name: str, value: str) -> None:
        """Remember something under a name."""
        with self._connections.writing() as connection:
            settings.keep_setting(connection, name, value)

    def check(self) -> list[str]:
        """What is wrong with the archive, in sentences; nothing when it is sound."""
        return self.care.check()

    def rebuild_index(self) -> None:
        """Make the search index, and the counts, anew from the stories."""
        self.care.rebuild_index()

    def _now(self) -> int:
        return int(self._clock())
