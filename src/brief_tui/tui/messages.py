"""What the lanes report to the screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from textual.message import Message

from brief_tui.model.article import Article
from brief_tui.model.errors import BriefError
from brief_tui.model.feeds import Discovered, Feed, RefreshProgress, RefreshReport, WholePage
from brief_tui.model.listing import (
    Change,
    Counts,
    Event,
    Listing,
    Place,
    RelatedStory,
    Row,
    Stretch,
    View,
)
from brief_tui.tui.lanes import Lane
from brief_tui.tui.trail import Stop, Trail

Onward: TypeAlias = Callable[[Stop], Trail]
"""What becomes of the trail once a story is shown."""


class Report(Message):
    """What a lane has to say. It goes to the desk that hears it."""


@dataclass(frozen=True, slots=True)
class Greeting:
    """What a new reader is greeted with: ``newsboat`` are the files of that reader here."""

    newsboat: tuple[Path, ...] = ()
    stories: int = 0


@dataclass
class Opened(Report):
    """The archive is ready: where the reader was last (``key`` is the open story's),
    and what did not come in on the way."""

    place: Place
    key: int | None
    view: View | None
    trail: Trail
    problems: list[str] = field(default_factory=list)
    greeting: Greeting | None = None


@dataclass
class ListingFound(Report):
    """The list of a query, and the rows that come into sight first, out of those that were
    ``asked`` for (keys); ``generation`` tells which asking it answers.

    ``key`` is the story to go to, where the list has it; ``settled`` when the reader comes
    back to it, and it need not be shown anew.
    """

    listing: Listing
    rows: list[Row]
    asked: Sequence[int]
    generation: int
    key: int | None = None
    settled: bool = False


@dataclass
class StretchFound(Report):
    """More of the list; None when it could not be had. ``generation`` is the window's.

    It follows what is at hand, or goes before it (``back``). ``jump`` takes the place of
    what is at hand; the cursor then goes to ``key``, or to the outer end.
    """

    stretch: Stretch | None
    generation: int
    back: bool = False
    jump: bool = False
    key: int | None = None


@dataclass
class ListingCounted(Report):
    """How many stories stand before the one with the key ``key``, how many the list has.

    None for what nobody has counted; ``at_least`` when there are more.
    """

    generation: int
    key: int
    before: int | None = None
    total: int | None = None
    at_least: bool = False


@dataclass
class RowsFound(Report):
    """Rows that the list wanted."""

    rows: list[Row]
    asked: Sequence[int]
    generation: int


@dataclass
class RowsFailed(Report):
    """Rows that the list wanted could not be had."""

    error: BriefError
    asked: Sequence[int]
    generation: int


@dataclass
class StoryFound(Report):
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
class StoryMissing(Report):
    """The story that was asked for is not in the archive any more, or ``said`` says why not."""

    generation: int
    said: str = ""


@dataclass
class StoriesRelated(Report):
    """So many stories were related that had waited; ``followed`` of them are new reports of events
    that the reader follows.
    """

    count: int
    followed: int = 0


@dataclass
class RelatedFound(Report):
    """What belongs with the story with the key ``key``, found anew."""

    key: int
    related: Sequence[RelatedStory]


@dataclass
class Regrouped(Report):
    """Lists have other reports now; ``said`` tells so. The cursor goes to the story ``key``."""

    key: int | None
    said: str


@dataclass
class EventFound(Report):
    """What the story of a row reports, if others report it too."""

    row: Row
    event: Event | None


@dataclass
class ViewsFound(Report):
    """The views, to choose from."""

    views: list[View]


@dataclass
class CountsFound(Report):
    """How many stories there are now."""

    counts: Counts


@dataclass
class ListMarked(Report):
    """All stories of a list are marked; ``said`` tells so."""

    said: str


@dataclass
class Marked(Report):
    """Marks are set and kept. ``said`` tells what was done, '' for what needs no word;
    ``headline`` names the story where it is one.
    """

    changes: tuple[Change, ...]
    said: str
    headline: str = ""
    undone: bool = False


@dataclass
class Said(Report):
    """A sentence for the reader."""

    text: str
    error: bool = False


# Live sources


@dataclass
class RefreshTold(Report):
    """How far a refresh is."""

    progress: RefreshProgress


@dataclass
class RefreshDone(Report):
    """What came of a refresh. ``quiet`` when a good end needs no word; ``failures`` when a
    bad one does. ``problem`` says why nothing was checked at all.
    """

    report: RefreshReport
    quiet: bool = False
    failures: bool = True
    stopped: bool = False
    problem: str = ""


@dataclass
class NewsCounted(Report):
    """How many new stories belong into the listing that was asked for as ``generation``."""

    count: int
    generation: int


@dataclass
class LookedAround(Report):
    """How many stories there are by now: another program may have brought some."""

    counts: Counts


@dataclass
class FeedsFound(Report):
    """The subscriptions, by name; ``generation`` tells which asking it answers."""

    feeds: list[Feed]
    generation: int = 0


@dataclass
class FeedsChanged(Report):
    """Subscriptions were changed as the reader asked. ``renamed`` is the old name and the new,
    ``feed`` the key of the one to go to, if it is still there.
    """

    said: str
    renamed: tuple[str, str] | None = None
    feed: int | None = None


@dataclass
class AddressFound(Report):
    """What is at an address that the reader gave, or why that cannot be told.

    ``file`` is for one of this machine. ``generation`` tells which asking it answers,
    ``lane`` is the one that has done it.
    """

    found: Discovered | None
    generation: int
    lane: Lane
    problem: str = ""
    file: Path | None = None


@dataclass
class AddressAdded(Report):
    """What became of an address. ``said`` tells it; ``feed`` and ``story`` (a key) are new."""

    said: str
    feed: Feed | None = None
    story: int | None = None
    error: bool = False


@dataclass
class PageFetched(Report):
    """A page was fetched: of the story ``key``, or, with ``key`` 0, one that was looked at.

    ``generation`` tells which asking it answers, ``lane`` is the one that has done it.
    """

    page: WholePage
    key: int
    generation: int
    lane: Lane


@dataclass
class WholeCome(Report):
    """The whole page of the story ``key`` has come in by itself."""

    key: int


@dataclass
class Kept(Report):
    """A story that was only looked at is kept now, or one is hidden or shown again."""

    key: int
    said: str
