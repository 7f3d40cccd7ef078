"""What a reader does with a story. Kept beside the content, never in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

Mark: TypeAlias = Literal["read", "starred", "later"]
"""A mark that is set or not."""


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


@dataclass(frozen=True, slots=True)
class Marking:
    """What to set on stories. A mark that is None stays as it is on each of them."""

    read: bool | None = None
    starred: bool | None = None
    later: bool | None = None
    add_tags: tuple[str, ...] = ()
    remove_tags: tuple[str, ...] = ()
