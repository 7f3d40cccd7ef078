"""Looking after the archive as a file, seen from outside.

As in :mod:`brief_tui.archive.store`, each method takes a connection of the calling thread
and leaves the work to the module of its subject. What takes long tells how far it is, to
whoever gives it a ``tell``: so much is done, of so much.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from brief_tui.archive import care, compacting, copying, reindexing
from brief_tui.archive.connection import Connections
from brief_tui.archive.retention import Cleaning
from brief_tui.model.care import ArchiveFacts, Cleaned, Compacted
from brief_tui.model.keeping import KeepRule


class CareStore:
    """Checking, mending, compacting, copying. Any thread may call any method."""

    def __init__(self, connections: Connections, clock: Callable[[], float]) -> None:
        self._connections = connections
        self._clock = clock

    def facts(self) -> ArchiveFacts:
        """The archive as a file: its size, its stories' dates, its version."""
        with self._connections.reading() as connection:
            return care.facts(connection, self._connections.path)

    def check(
        self, *, quick: bool = False, tell: Callable[[int, int], None] | None = None
    ) -> list[str]:
        """What is wrong, in sentences; ``quick`` without reading every story."""
        with self._connections.reading() as connection:
            return care.check(connection, quick=quick, tell=tell)

    def rebuild_index(self, tell: Callable[[int, int], None] | None = None) -> None:
        """Make the search index, and the counts, anew from the stories.

        In pieces: the old index is in use until the new one is whole, and what was cut short
        is gone on with.
        """
        reindexing.rebuild(self._connections, tell)

    def merge_index(self, tell: Callable[[int, int], None] | None = None) -> None:
        """Merge what the search index is made of, in short steps."""
        compacting.merge(self._connections, tell)

    def give_back(self) -> Compacted:
        """Give back the space that holds nothing. Whoever wants to write waits meanwhile.

        Raises ArchiveError where there is no room for it.
        """
        return compacting.vacuum(self._connections)

    def clean(
        self,
        rule: KeepRule,
        *,
        dry: bool = False,
        tell: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Cleaned:
        """Delete what a rule lets go of, or with ``dry`` say what that is.

        In short transactions, between which ``stop`` is asked; ``tell`` hears of feeds.
        """
        return Cleaning(self._connections, rule, self._now(), dry=dry, stop=stop).all(tell)

    def clean_some(
        self, rule: KeepRule, seconds: float, stop: Callable[[], bool] = lambda: False
    ) -> Cleaned:
        """The same for so long at most; the next call goes on where this one ended."""
        return Cleaning(self._connections, rule, self._now(), stop=stop).some(seconds)

    def _now(self) -> int:
        return int(self._clock())

    def copy(
        self,
        target: Path,
        *,
        force: bool = False,
        tell: Callable[[int, int], None] | None = None,
    ) -> int:
        """Copy the archive, in use or not, into a new file; bytes. Raises ArchiveError."""
        return copying.copy(self._connections, target, force=force, tell=tell)
