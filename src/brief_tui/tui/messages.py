"""What the lanes report to the screen."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from textual.message import Message

from brief_tui.model.article import Article
from brief_tui.model.errors import BriefError
from brief_tui.model.listing import Change, Counts, Place, RelatedStory, Row, View
from brief_tui.model.query_nodes import Query
from brief_tui.tui.trail import Stop, Trail

Onward: TypeAlias = Callable[[Stop], Trail]
"""What becomes of the trail once a story is shown."""


@dataclass
class Opened(Message):
    """The archive is ready: where the reader was last (``key`` is the open story's),
    and what did not come in on the way."""

    place: Place
    key: int | None
    view: View | None
    trail: Trail
    problems: list[str] = field(default_factory=list)


@dataclass
class ListingFound(Message):
    """The stories that a query has; ``generation`` tells which asking it answers.

    ``seek`` is the key of the story to go to, None to stay at the one that the cursor is on.
    """

    keys: array[int]
    query: Query
    generation: int
    seek: int | None = None


@dataclass
class RowsFound(Message):
    """Rows that the list wanted."""

    rows: list[Row]
    asked: Sequence[int]
    generation: int


@dataclass
class RowsFailed(Message):
    """Rows that the list wanted could not be had."""

    error: BriefError
    asked: Sequence[int]
    generation: int


@dataclass
class StoryFound(Message):
    """A story to show, with what belongs with it; ``article`` None when it cannot be read.

    ``onward`` makes the trail that leads to it. ``unread`` when it was asked for as the next
    unread one.
    """

    row: Row
    article: Article | None
    related: Sequence[RelatedStory]
    problem: str
    onward: Onward
    generation: int
    unread: bool = False


@dataclass
class StoryMissing(Message):
    """The story that was asked for is not in the archive any more, or ``said`` says why not."""

    generation: int
    said: str = ""


@dataclass
class ViewsFound(Message):
    """The views, to choose from."""

    views: list[View]


@dataclass
class CountsFound(Message):
    """How many stories there are now."""

    counts: Counts


@dataclass
class Marked(Message):
    """Marks are set and kept. ``said`` tells what was done, '' for what needs no word;
    ``headline`` names the story where it is one.
    """

    changes: tuple[Change, ...]
    said: str
    headline: str = ""
    undone: bool = False


@dataclass
class Said(Message):
    """A sentence for the reader."""

    text: str
    error: bool = False
