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
