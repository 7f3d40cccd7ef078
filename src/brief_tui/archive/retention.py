"""Deleting what a rule lets go of: old stories of feeds, and those beyond a number.

The archive is walked feed by feed, in the order in which stories came, so that a feed is
left at the first story that is young enough. What goes is looked for without a lock, then
asked for once more and deleted in short transactions: the reader may just have starred it.
What feeds call the deleted stories stays known, so that they do not come back.
"""

from __future__ import annotations

import json
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final, NamedTuple

import apsw

from brief_tui.archive import articles, feeds, settings
from brief_tui.archive.articles import folded, moment
from brief_tui.archive.connection import REST, Connections
from brief_tui.model.care import Cleaned
from brief_tui.model.keeping import Bounds, KeepRule

CHUNK: Final = 500
"""Stories that are looked at together."""

BATCH: Final = 100
"""Stories that are deleted in a transaction, in about a twentieth of a second."""

_DAY: Final = 86_400
_GO_ON: Final = "clean from feed"
"""Under this name the archive remembers where the next walk begins that is short of time."""

_FEEDS: Final = """
SELECT feed.source, name, coalesce(total, 0) FROM feed JOIN source ON source.key = feed.source
LEFT JOIN source_tally ON source_tally.source = feed.source
WHERE kind = 'feed' ORDER BY feed.source
"""
_LAST_KEPT: Final = """
SELECT sort_at, article.key FROM article_source JOIN article USING (key)
WHERE article_source.source = ? AND hidden = 0
ORDER BY sort_at DESC, article.key DESC LIMIT 1 OFFSET ?
"""
_AHEAD: Final = """
SELECT article.key, added_at FROM article_source JOIN article USING (key)
WHERE article_source.source = ? AND article_source.key > ? ORDER BY article_source.key LIMIT ?
"""
# A story is looked at under the source that had it first. It goes when all its sources let it.
_LET_GO: Final = """
SELECT article.key, added_at, sort_at, read, words, coalesce(length(packed), 0),
  (SELECT json_group_array(other.source) FROM article_source AS other
   WHERE other.key = article.key)
FROM article LEFT JOIN content USING (key)
WHERE article.key IN (SELECT value FROM json_each(?1)) AND article.source = ?2
  AND starred = 0 AND later = 0 AND NOT (progress > 0.02 AND progress < 0.98)
  AND (read = 1 OR NOT ?3)
  AND NOT EXISTS (SELECT 1 FROM reader_tag WHERE reader_tag.key = article.key)
"""


class _Feed(NamedTuple):
    key: int
    name: str
    total: int


class _Ahead(NamedTuple):
    key: int
    added_at: int


class _Limit(NamedTuple):
    """What a feed lets go of: what came before ``came``, what sorts before ``spot``."""

    came: int
    spot: tuple[int, int] | None


class _Found(NamedTuple):
    """A story that goes."""

    key: int
    added_at: int
    sort_at: int
    read: int
    words: int
    size: int
    sources: str


@dataclass(slots=True)
class _Tally:
    stories: int = 0
    unread: int = 0
    words: int = 0
    size: int = 0
    dates: list[int] = field(default_factory=list)
    by_feed: Counter[str] = field(default_factory=Counter)

    def add(self, name: str, gone: Iterable[_Found]) -> None:
        for story in gone:
            self.stories += 1
            self.unread += not story.read
            self.words += story.words
            self.size += story.size
            self.by_feed[name] += 1
            ends = [*self.dates, story.sort_at]
            self.dates = [min(ends), max(ends)]

    def result(self, *, ended: bool) -> Cleaned:
        return Cleaned(
            self.stories,
            self.unread,
            self.words,
            self.size,
            moment(self.dates[0]) if self.dates else None,
            moment(self.dates[1]) if self.dates else None,
            tuple(self.by_feed.most_common()),
            ended=ended,
        )


class Cleaning:
    """One walk through the archive by a rule. ``now`` is in Unix seconds.

    ``dry`` deletes nothing. ``stop`` is asked between two steps whether to end.
    """

    def __init__(
        self,
        connections: Connections,
        rule: KeepRule,
        now: int,
        *,
        dry: bool = False,
        stop: Callable[[], bool] = lambda: False,
    ) -> None:
        self._connections = connections
        self._rule = rule
        self._now = now
        self._dry = dry
        self._stop = stop
        self._tally = _Tally()
        self._limits: dict[int, _Limit] = {}
        self._spared: set[int] = set()

    def all(self, tell: Callable[[int, int], None] | None = None) -> Cleaned:
        """Walk through all feeds; ``tell`` hears of feeds, and of how many."""
        return self._walk(0, tell)

    def some(self, seconds: float) -> Cleaned:
        """Walk for so long at most; the next call goes on with the feed where this one ended."""
        deadline, wish = time.monotonic() + seconds, self._stop
        self._stop = lambda: wish() or time.monotonic() > deadline
        with self._connections.reading() as connection:
            begun = settings.setting(connection, _GO_ON) or ""
        first = int(begun) if begun.isdecimal() else 0
        return self._walk(first, None, remember=True)

    def _walk(
        self, first: int, tell: Callable[[int, int], None] | None, *, remember: bool = False
    ) -> Cleaned:
        with self._connections.reading() as connection:
            known = list(map(_Feed._make, connection.execute(_FEEDS)))
            bounds, unknown = _bounds(connection, self._rule, known)
            if unknown:
                return Cleaned(unknown=unknown, ended=False)
            self._limits = dict(_limits(connection, bounds, known, self._now))
            self._spared = _spared(connection)
        names = {feed.key: feed.name for feed in known if feed.key in self._limits}
        order = sorted(names, key=lambda key: (key < first, key))
        for number, key in enumerate(order):
            if tell is not None:
                tell(number, len(order))
            if not self._feed(key, names[key]):
                if remember:
                    self._go_on_with(key)
                return self._tally.result(ended=False)
        if remember and first:
            self._go_on_with(0)
        return self._tally.result(ended=True)

    def _feed(self, source: int, name: str) -> bool:
        """Delete what a feed lets go of; whether there was time to look at all of it."""
        limit, edge, size = self._limits[source], 0, 1
        while not self._stop():
            with self._connections.reading() as connection:
                ahead = list(map(_Ahead._make, connection.execute(_AHEAD, (source, edge, size))))
                if not ahead or (limit.spot is None and ahead[0].added_at >= limit.came):
                    return True
                found = self._let_go(connection, source, [story.key for story in ahead])
            edge, size = ahead[-1].key, CHUNK  # of most feeds the first story is young enough
            for at in range(0, len(found), BATCH):
                if self._stop():
                    return False
                self._tally.add(name, self._delete(source, found[at : at + BATCH]))
        return False

    def _delete(self, source: int, found: Sequence[_Found]) -> Sequence[_Found]:
        """Those of the stories that are gone now."""
        if self._dry:
            return found
        with self._connections.writing() as connection:
            still = self._let_go(connection, source, [story.key for story in found])
            articles.remove(connection, [story.key for story in still])
        time.sleep(REST)
        return still

    def _let_go(
        self, connection: apsw.Connection, source: int, keys: Sequence[int]
    ) -> list[_Found]:
        """Which of these stories, of those that the source had first, go."""
        values = (json.dumps(keys), source, self._rule.unread)
        found = map(_Found._make, connection.execute(_LET_GO, values))
        return [
            story
            for story in found
            if story.key not in self._spared
            and all(self._lets_go(each, story) for each in json.loads(story.sources))
        ]

    def _lets_go(self, source: int, story: _Found) -> bool:
        limit = self._limits.get(source)
        if limit is None:
            return False
        beyond = limit.spot is not None and (story.sort_at, story.key) < limit.spot
        return beyond or story.added_at < limit.came

    def _go_on_with(self, source: int) -> None:
        with self._connections.writing() as connection:
            settings.keep_setting(connection, _GO_ON, str(source))


def _bounds(
    connection: apsw.Connection, rule: KeepRule, known: Sequence[_Feed]
) -> tuple[dict[int, Bounds], tuple[str, ...]]:
    """The bounds of each feed, and the names in the rule that no feed has."""
    by_name = {folded(feed.name): feed.key for feed in known}
    bounds = {feed.key: rule.bounds for feed in known}
    unknown = []
    for name, own in rule.feeds:
        key = by_name.get(folded(name)) or feeds.at_address(connection, name)
        if key is None or key not in bounds:
            unknown.append(name)
        else:
            bounds[key] = own
    return bounds, tuple(unknown)


def _limits(
    connection: apsw.Connection,
    bounds: dict[int, Bounds],
    known: Sequence[_Feed],
    now: int,
) -> Iterator[tuple[int, _Limit]]:
    """The limits of the feeds that have any. Of most, fewer stories are here than are kept."""
    for key, _, total in known:
        own = bounds[key]
        spot = None
        if own.stories and total > own.stories:
            spot = connection.execute(_LAST_KEPT, (key, own.stories - 1)).fetchone()
        if own:
            yield key, _Limit(now - own.days * _DAY if own.days else 0, spot)


def _spared(connection: apsw.Connection) -> set[int]:
    """The open story, and those on the trail to it."""
    place = settings.place(connection)
    keys = (articles.key_of(connection, each) for each in (*place.trail, place.article) if each)
    return {key for key in keys if key is not None}
