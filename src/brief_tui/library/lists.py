"""Lists of stories, a stretch at a time, and what is done to all stories of one."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from brief_tui.archive.store import Archive
from brief_tui.model.listing import Listing, Spot, Stretch
from brief_tui.model.query_nodes import Query


class Lists:
    """The part of :class:`~brief_tui.library.Library` that lists: a million as fast as ten."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def open(self, query: Query, at: int | None = None) -> Listing:
        """The list of a query, the beginning of it at hand, or what is round the key ``at``.

        Raises InterruptedSearchError: see :meth:`Library.interrupt`.
        """
        return self._archive.listing(query, at)

    def stretch(self, listing: Listing, edge: Spot | None, *, back: bool = False) -> Stretch:
        """More of a list: what follows ``edge`` (None: its beginning), or goes before it.

        With ``back``, None is its end.
        """
        return self._archive.stretch(listing, edge, back=back)

    def around(self, listing: Listing, key: int) -> Stretch | None:
        """The part of a list that a story is in; None when it is not in it."""
        return self._archive.around(listing, key)

    def next_unread(
        self, listing: Listing, edge: Spot | None, *, back: bool = False
    ) -> Spot | None:
        """The nearest unread story of a list behind ``edge``, or before it; None for none."""
        return self._archive.next_unread(listing, edge, back=back)

    def before(self, listing: Listing, spot: Spot) -> int | None:
        """How many stories of a list stand before one; None where that takes long to count."""
        return self._archive.before(listing, spot)

    def count(self, listing: Listing, most: int) -> int:
        """How many stories a list has, ``most`` at most. Raises InterruptedSearchError."""
        return self._archive.count(listing, most)

    def since(self, listing: Listing) -> int:
        """How many stories have come since that the list would have by now."""
        return self._archive.since(listing)

    def mark_read(self, listing: Listing, most: int) -> array[int]:
        """Mark so many of a list's unread stories read; their keys, none when there are none."""
        return self._archive.mark_listing_read(listing, most)

    def set_read(self, keys: Sequence[int], *, read: bool) -> None:
        """Mark stories read or unread, when nobody needs to know what they were before."""
        self._archive.set_read(keys, read=read)
