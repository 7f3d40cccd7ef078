"""What a reader does with a story. Kept beside the content, never in it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ReadingState:
    """The marks on one story.

    ``progress`` is how far it was read, from 0.0 to 1.0; ``tags`` are the reader's own.
    """

    read: bool = False
    starred: bool = False
    later: bool = False
    tags: frozenset[str] = frozenset()
    progress: float = 0.0
