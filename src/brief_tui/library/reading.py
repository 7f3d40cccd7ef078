"""A story of the archive, whole, also when its content is not made yet."""

from __future__ import annotations

from brief_tui.archive.store import Archive
from brief_tui.model.article import Article


def article(archive: Archive, key: int) -> Article | None:
    """The story, None when it is not here. Raises ArchiveDamagedError.

    The text of one that came a moment ago is made on the spot.
    """
    waiting = archive.live.waiting_for(key)
    if waiting is not None:
        from brief_tui.library.entries import read_entry  # noqa: PLC0415 - seldom needed

        return read_entry(waiting)[0]
    return archive.article(key)
