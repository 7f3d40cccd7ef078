"""Where stories come from by themselves: feeds and watched folders, and what came of a refresh.

Nothing here is about how they are fetched. An address never carries a password: see
:mod:`brief_tui.config.credentials`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final, Literal, TypeAlias

FetchMode: TypeAlias = Literal["feed", "page", "auto"]
"""What is kept of a new story: what the feed carries, its whole page, or the page where the
feed carries only a teaser."""

FETCH_MODES: Final[tuple[FetchMode, ...]] = ("feed", "page", "auto")

FeedKind: TypeAlias = Literal["feed", "folder"]

Health: TypeAlias = Literal["new", "ok", "degraded", "failing", "gone"]
"""``new``: never checked. ``degraded``: only a part of the last answer could be read.
``failing``: the last check failed. ``gone``: the server said that there is nothing any more
(410); it is not asked again by itself."""

Outcome: TypeAlias = Literal["new", "changed", "unchanged", "failed", "gone", "waiting"]
"""Of one feed's check. ``waiting``: it was not asked, as it is too early or its host pauses."""


@dataclass(frozen=True, slots=True)
class Feed:
    """A subscription, with what the reader set for it and how it does.

    ``key`` is that of its source. ``url`` is the address that is asked, for a folder a
    ``file:`` address. ``name`` is what the reader calls it, unique among sources; ``title``
    is what it calls itself. ``fetch`` '' and ``every`` 0 (seconds) stand for the defaults.
    ``error`` is a sentence, '' when all is well; ``failures`` counts those in a row.
    ``total`` and ``unread`` count its stories, muted ones left out. Of the reports of an event,
    that of a ``preferred`` feed goes first.
    """

    key: int
    url: str
    name: str
    title: str = ""
    home: str = ""
    kind: FeedKind = "feed"
    tags: tuple[str, ...] = ()
    fetch: FetchMode | Literal[""] = ""
    every: int = 0
    muted: bool = False
    preferred: bool = False
    insecure: bool = False
    health: Health = "new"
    error: str = ""
    failures: int = 0
    checked_at: datetime | None = None
    next_check: datetime | None = None
    moved_from: str = ""
    total: int = 0
    unread: int = 0


@dataclass(frozen=True, slots=True)
class FeedChange:
    """What to set on a feed. What is None stays as it is."""

    name: str | None = None
    tags: tuple[str, ...] | None = None
    fetch: FetchMode | Literal[""] | None = None
    every: int | None = None
    muted: bool | None = None
    preferred: bool | None = None
    insecure: bool | None = None


@dataclass(frozen=True, slots=True)
class NewFeed:
    """A feed to subscribe to. ``url`` is clean of credentials; ``name`` '' takes its title."""

    url: str
    name: str = ""
    home: str = ""
    kind: FeedKind = "feed"
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refreshed:
    """What came of one feed's check. ``new``, ``changed`` and ``unchanged`` count stories.

    ``problem`` is a sentence: why it failed, waits, or came only in part; '' otherwise.
    ``moved_to`` is its new address where the server said that it moved for good.
    """

    feed: int
    name: str
    url: str
    outcome: Outcome
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    problem: str = ""
    next_check: datetime | None = None
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class RefreshProgress:
    """How far a refresh is. ``latest`` is the feed that was just done, if this is about one.

    ``stage``: first feeds are checked, then what came is made ready to be searched, then
    whole pages are fetched; ``done`` of ``total`` counts feeds, stories and pages.
    ``new`` counts the new stories so far.
    """

    stage: Literal["checking", "indexing", "pages"]
    done: int
    total: int
    new: int = 0
    latest: Refreshed | None = None


@dataclass(frozen=True, slots=True)
class RefreshReport:
    """What came of a refresh as a whole. ``pages`` counts whole pages that were fetched,
    ``page_problems`` says why others were not; ``ruled`` counts what rules did, by rule name.

    ``offline`` when no server could be reached, which says nothing of any feed. ``cleaned``
    counts old stories that were deleted by the rule of the config.
    """

    results: tuple[Refreshed, ...] = ()
    new: int = 0
    changed: int = 0
    pages: int = 0
    page_problems: tuple[str, ...] = ()
    ruled: tuple[tuple[str, int], ...] = ()
    offline: bool = False
    cleaned: int = 0
    seconds: float = 0.0

    @property
    def failed(self) -> tuple[Refreshed, ...]:
        return tuple(result for result in self.results if result.outcome in {"failed", "gone"})


@dataclass(frozen=True, slots=True)
class FeedLink:
    """A feed that a page names."""

    url: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class Discovered:
    """What is at an address that the reader gave.

    ``kind`` tells what it can be added as: ``feed`` (``title``, ``count`` stories in it),
    ``page`` (a story to keep, titled ``title``, and the ``feeds`` that it names),
    ``folder``, ``subscriptions`` (an OPML file or newsboat's, of ``count`` feeds).
    """

    kind: Literal["feed", "page", "folder", "subscriptions"]
    url: str
    title: str = ""
    count: int = 0
    feeds: tuple[FeedLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an address to add. ``story`` is the key of a page that was kept.

    ``known`` when it was there already, ``problem`` why nothing was added.
    """

    feed: Feed | None = None
    story: int | None = None
    known: bool = False
    problem: str = ""


@dataclass(frozen=True, slots=True)
class WholePage:
    """What came of fetching a story's page. ``key`` is the story's, 0 when there is none.

    ``problem`` says why it could not be had, '' when it is here.
    """

    key: int = 0
    problem: str = ""
