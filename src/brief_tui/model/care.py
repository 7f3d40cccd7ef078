"""What is known of an archive as a file, and what came of looking after it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ArchiveFacts:
    """An archive as a file. ``size`` and ``free`` are in bytes.

    ``size`` is what it takes on the disk, its journal included; ``free`` is the part of that
    which holds nothing, and can be given back. ``stories`` counts all, hidden ones included;
    ``oldest`` and ``newest`` are the dates they are sorted by, None where there are none.
    ``version`` is that of the schema. ``unfinished`` when an index was begun and not ended.
    """

    size: int
    free: int
    stories: int
    oldest: datetime | None
    newest: datetime | None
    version: int
    page_size: int
    unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Compacted:
    """What came of giving back space: the archive's size in bytes before and after.

    ``crowded`` when its pages could not get their new size, since another program had the
    archive open.
    """

    before: int
    after: int
    crowded: bool = False


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What a rule has deleted, or would delete.

    ``size`` is in bytes, of the texts as they are stored; ``by_feed`` has names and numbers of
    stories, the most first; ``oldest`` and ``newest`` are dates of stories. Feeds that the rule
    names and that are ``unknown`` keep it from being followed: nothing was deleted then.
    ``ended`` is False where there was no time, or no wish, to look at all.
    """

    stories: int = 0
    unread: int = 0
    words: int = 0
    size: int = 0
    oldest: datetime | None = None
    newest: datetime | None = None
    by_feed: tuple[tuple[str, int], ...] = ()
    unknown: tuple[str, ...] = ()
    ended: bool = True
