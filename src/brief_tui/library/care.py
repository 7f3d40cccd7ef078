"""Looking after an archive: what kind of file it is, whether it is sound, its size, copies."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from brief_tui.archive.store import Archive
from brief_tui.model.keeping import KeepRule

if TYPE_CHECKING:
    from brief_tui.model.care import ArchiveFacts, Cleaned, Compacted


class Care:
    """What :class:`~brief_tui.library.Library` leaves to this.

    What takes long tells how far it is, to whoever gives it a ``tell``: so much is done, of
    so much. All raise ArchiveError.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive

    def facts(self) -> ArchiveFacts:
        """The archive as a file: its size, its stories' dates, its version."""
        return self._archive.care.facts()

    def check(
        self, *, quick: bool = False, tell: Callable[[int, int], None] | None = None
    ) -> list[str]:
        """What is wrong, in sentences; ``quick`` without reading every story."""
        return self._archive.care.check(quick=quick, tell=tell)

    def rebuild_index(self, tell: Callable[[int, int], None] | None = None) -> None:
        """Make the search index anew from the stories, while the old one is in use."""
        self._archive.care.rebuild_index(tell)

    def merge_index(self, tell: Callable[[int, int], None] | None = None) -> None:
        """Merge what the search index is made of, in short steps."""
        self._archive.care.merge_index(tell)

    def give_back(self) -> Compacted:
        """Give back the space that holds nothing. Whoever wants to write waits meanwhile."""
        return self._archive.care.give_back()

    def clean(
        self,
        rule: KeepRule,
        *,
        dry: bool = False,
        tell: Callable[[int, int], None] | None = None,
        stop: Callable[[], bool] = lambda: False,
    ) -> Cleaned:
        """Delete what a rule lets go of, or with ``dry`` say what that is.

        ``stop`` is asked again and again whether to end; ``tell`` hears of feeds.
        """
        return self._archive.care.clean(rule, dry=dry, tell=tell, stop=stop)

    def copy(
        self,
        target: Path,
        *,
        force: bool = False,
        tell: Callable[[int, int], None] | None = None,
    ) -> int:
        """Copy the archive, in use or not, into a new file; its size in bytes."""
        return self._archive.care.copy(target, force=force, tell=tell)
