"""Small values that the list, the sidebar and the command line show."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from datetime import datetime

from brief_tui.model.article import RelatedLink
from brief_tui.model.query_nodes import Query, TextField
from brief_tui.model.state import ReadingState


@dataclass(frozen=True, slots=True)
class Snippet:
    """A piece of one field around what was found; ``matches`` are (start, end) in ``text``."""

    text: str
    matches: tuple[tuple[int, int], ...] = ()
    field: TextField = "body"


@dataclass(frozen=True, slots=True)
class Row:
    """A story in a list. ``key`` is its number in this archive, ``id`` the stable one.

    ``source`` is the name of the source that had it first. ``whole`` is False where only the
    beginning is here. ``passing`` stories were only looked at, and are in no list. ``reports``
    is how many others there are of the same event; a ``copied`` one has the text of another.
    """

    key: int
    id: str
    headline: str
    url: str
    publisher: str
    section: str
    published: datetime | None
    words: int
    has_picture: bool
    related_count: int
    state: ReadingState
    snippet: Snippet | None = None
    source: str = ""
    muted: bool = False
    passing: bool = False
    whole: bool = True
    reports: int = 0
    copied: bool = False


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a story stands in a list that is sorted by date: its date (Unix seconds) and key."""

    at: int
    key: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """Stories that follow each other in a list: their keys and their dates (Unix seconds).

    ``first`` when it is sure that none stands before them, ``last`` that none comes after.
    """

    keys: array[int]
    dates: array[int]
    first: bool
    last: bool

    def __len__(self) -> int:
        return len(self.keys)

    def near(self, key: int | None, page: int) -> list[int]:
        """The keys of a page on either side of a story, or of the first page without it."""
        at = self.keys.index(key) if key is not None and key in self.keys else 0
        return list(self.keys[max(0, at - page) : at + page + 1])

    def spot(self, index: int) -> Spot:
        """Where one of them stands; an index below 0 counts from the end."""
        return Spot(self.dates[index], self.keys[index])


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of stories as it was when it was asked for, and the stretch of it that is at hand.

    ``newest`` is the highest key there was: what comes later belongs to no list of before.
    ``total`` is how many stories it has; None where nobody has counted. ``cut_short`` when
    only the best of all hits of a search were looked at.
    """

    query: Query
    newest: int
    stretch: Stretch
    total: int | None = None
    cut_short: bool = False


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stories the archive, or a part of it, has."""

    total: int = 0
    unread: int = 0
    starred: int = 0
    later: int = 0


@dataclass(frozen=True, slots=True)
class View:
    """A named query. ``kind`` tells the reader's own from the built-in ones.

    The counts of a saved view are -1: nobody counts its stories until it is opened.
    """

    name: str
    query: str
    kind: str = "saved"  # built-in | section | saved
    total: int = 0
    unread: int = 0

    @property
    def id(self) -> str:
        """What tells views apart: a section may have the name of a built-in view."""
        return f"{self.kind}/{self.name}"


@dataclass(frozen=True, slots=True)
class RelatedStory:
    """A related link, and the story it leads to where the archive has it.

    ``in_text`` when the page has the link in its sentences, not as a headline of its own.
    ``score`` is how alike the stories are, 0 to 1, where that is why it is here.
    """

    link: RelatedLink
    row: Row | None = None
    in_text: bool = False
    score: float | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What several stories report: how many ``reports`` there are, how many ``copies`` of their
    texts, and how many ``sources`` they are from.
    """

    reports: int
    copies: int
    sources: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where the reader is, so that the next start opens there.

    ``article`` and ``trail`` hold stable ids; ``trail`` is the way here, oldest first,
    and ``trail_at`` the index in it that is shown.
    """

    view: str = ""
    query: str = ""
    article: str = ""
    trail: tuple[str, ...] = field(default=())
    trail_at: int = -1


@dataclass(frozen=True, slots=True)
class Change:
    """The marks of one story before and after something the reader did: what undo needs."""

    key: int
    before: ReadingState
    after: ReadingState


@dataclass(frozen=True, slots=True)
class Imported:
    """What became of one document. ``problem`` is '' when all of it came in.

    ``new``, ``changed`` and ``unchanged`` count stories; ``left_out`` counts lines that were
    taken for the page around a story. ``feeds`` and ``views`` count what else came in,
    ``known_feeds`` the feeds that were here; ``notes`` name what could not come, one by one.
    ``told`` are sentences about what is as it should be, such as what was deleted and stays so.
    """

    name: str
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problem: str = ""
    left_out: int = 0
    feeds: int = 0
    known_feeds: int = 0
    views: int = 0
    notes: tuple[str, ...] = ()
    told: tuple[str, ...] = ()
