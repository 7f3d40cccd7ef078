"""Threads, as the reader changes them."""

from __future__ import annotations

from brief_tui.archive.store import Archive
from brief_tui.model.listing import Event


class Threads:
    """The part of :class:`~brief_tui.library.Library` by which reports of one event are grouped.

    What the reader says holds from then on, whatever is found out about the stories later.
    """

    def __init__(self, archive: Archive) -> None:
        self._kept = archive.related

    def of(self, key: int) -> list[int]:
        """The keys of the stories of a story's thread, oldest first; none without a thread."""
        thread = self._kept.threads_of([key]).get(key)
        return [] if thread is None else [member.key for member in self._kept.members(thread)]

    def event(self, key: int) -> Event | None:
        """What a story reports, if others report it too."""
        thread = self._kept.threads_of([key]).get(key)
        members = [] if thread is None else self._kept.members(thread)
        reports = sum(member.copy_of is None for member in members)
        sources = len({member.masthead for member in members})
        return Event(reports, len(members) - reports, sources) if len(members) > 1 else None

    def lead(self, key: int) -> int:
        """The story that stands for a story's event where its reports are folded."""
        return self._kept.lead(key) or key

    def count_followed(self) -> int:
        """How many unread reports there are of events that the reader follows."""
        return self._kept.count_followed()

    def split(self, key: int) -> None:
        """The story is of another event than its thread."""
        self._kept.split(key)

    def toggle_followed(self, key: int) -> bool:
        """Follow a story's event, or not any more; whether it is followed now.

        What comes of it is in the view "Following".
        """
        return self._kept.toggle_followed(key)

    def toggle_muted(self, key: int) -> bool:
        """Take a story's event out of the lists, with what will come of it, or bring it back;
        whether it is muted now.
        """
        return self._kept.toggle_muted(key)

    def merge(self, key: int, other: int) -> None:
        """Two stories, and their threads, are of the same event."""
        self._kept.merge(key, other)
