"""What the archive keeps of what belongs together, seen from outside.

As in :mod:`brief_tui.archive.store`, each method takes a connection of the calling thread,
is whole or nothing, and leaves the work to the module of its subject.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import apsw

from brief_tui.archive import features, page_links, threads, views
from brief_tui.archive.connection import Connections
from brief_tui.archive.features import Feature
from brief_tui.archive.threads import Member


@dataclass(frozen=True, slots=True)
class Kin:
    """What was found out about a story: its terms as they are kept, the stories most like it
    (key, score in thousandths), the thread it joins, with others of the same event (``merged``),
    and the story that comes along (``with_other``), or begins one with it. ``targets`` are the
    numbers of where its page links to.
    """

    key: int
    terms: array[int]
    spelt: tuple[str, ...]
    alike: tuple[tuple[int, int], ...] = ()
    thread: int | None = None
    with_other: int | None = None
    copy_of: int | None = None
    merged: tuple[int, ...] = ()
    targets: tuple[int, ...] = field(default=())


class RelatedStore:
    """Terms, likenesses, threads, links. Any thread may call any method."""

    def __init__(self, connections: Connections) -> None:
        self._connections = connections

    def waiting(self, limit: int) -> list[int]:
        """The keys of stories that are to be related, oldest first."""
        with self._connections.reading() as connection:
            return features.waiting(connection, limit)

    def is_related(self, key: int) -> bool:
        """Whether a story was looked at, and has not changed since."""
        with self._connections.reading() as connection:
            return features.is_related(connection, key)

    def has_related_after(self, key: int) -> bool:
        """Whether a story that came later was looked at."""
        with self._connections.reading() as connection:
            return features.has_related_after(connection, key)

    def count_waiting(self) -> int:
        """How many stories are to be related."""
        with self._connections.reading() as connection:
            return features.count_waiting(connection)

    def load(self, keys: Iterable[int]) -> list[Feature]:
        """What is kept of these stories, of those that were looked at."""
        with self._connections.reading() as connection:
            return features.load(connection, keys)

    def look_up(
        self, ways: Sequence[Sequence[str]], near: int, most: int, *, later: bool
    ) -> list[list[int]]:
        """For each of these terms, by its spellings, the stories nearest to ``near`` with it:
        of those that came before, and where it says so of those that came ``later``.
        """
        with self._connections.reading() as connection:
            return [features.look_up(connection, each, near, most, later=later) for each in ways]

    def facts(self, key: int) -> tuple[int, str] | None:
        """A story's date in Unix seconds and its masthead; None for one that is gone."""
        with self._connections.reading() as connection:
            return features.facts(connection, key)

    def of_masthead(self, masthead: str, near: int, most: int) -> list[array[int]]:
        """The terms of the newest stories of a publisher, but for ``near``."""
        with self._connections.reading() as connection:
            return features.of_masthead(connection, masthead, near, most)

    def counters(self) -> tuple[array[int] | None, int, int]:
        """How often terms stand, in how many stories, and up to which story that was counted."""
        with self._connections.reading() as connection:
            return features.counters(connection)

    def since(self, upto: int) -> list[tuple[int, array[int]]]:
        """The terms of the stories with higher keys."""
        with self._connections.reading() as connection:
            return list(features.since(connection, upto))

    def keep_counters(self, counted: array[int], stories: int, upto: int) -> None:
        """Keep the counters."""
        with self._connections.writing() as connection:
            features.keep_counters(connection, counted, stories, upto)

    def keep(self, found: Iterable[Kin]) -> None:
        """Keep what was found out about stories."""
        with self._connections.writing() as connection:
            for kin in found:
                _keep(connection, kin)

    def similar(self, key: int) -> list[tuple[int, int]]:
        """The stories most like one, best first, and the score of each in thousandths."""
        with self._connections.reading() as connection:
            return features.similar(connection, key)

    # Threads

    def threads_of(self, keys: Iterable[int]) -> dict[int, int]:
        """The threads that stories are in, by their keys."""
        with self._connections.reading() as connection:
            return threads.threads_of(connection, keys)

    def count_followed(self) -> int:
        """How many unread reports there are of events that the reader follows."""
        with self._connections.reading() as connection:
            return views.followed(connection)[1]

    def lead(self, key: int) -> int | None:
        """Of a story's thread the one that stands for all where reports are folded."""
        with self._connections.reading() as connection:
            return threads.lead(connection, key)

    def extents(self, wanted: Iterable[int]) -> dict[int, tuple[int, int, int]]:
        """Of threads how many stories they have, and the first and the last date of these."""
        with self._connections.reading() as connection:
            return threads.extents(connection, wanted)

    def apart(self, key: int) -> frozenset[int]:
        """The threads that the reader took a story out of."""
        with self._connections.reading() as connection:
            return threads.apart(connection, key)

    def members(self, thread: int) -> list[Member]:
        """The stories of a thread, oldest first."""
        with self._connections.reading() as connection:
            return threads.members(connection, thread)

    def split(self, key: int) -> None:
        """Take a story out of its thread for good."""
        with self._connections.writing() as connection:
            threads.split(connection, key)

    def toggle_followed(self, key: int) -> bool:
        """Follow a story's event, or not any more; whether it is followed now."""
        with self._connections.writing() as connection:
            return threads.toggle_followed(connection, key)

    def toggle_muted(self, key: int) -> bool:
        """Take a story's event out of the lists, or bring it back; whether it is muted now."""
        with self._connections.writing() as connection:
            return threads.toggle_muted(connection, key)

    def merge(self, key: int, other: int) -> int:
        """Put two stories' threads together; the thread."""
        with self._connections.writing() as connection:
            return threads.merge(connection, key, other)

    # Links of pages

    def pointing_to(self, targets: Iterable[int]) -> list[int]:
        """The keys of the stories whose pages link to one of these, newest first."""
        with self._connections.reading() as connection:
            return page_links.pointing_to(connection, targets)

    def with_headline(self, headline: str, near: int) -> list[tuple[int, str]]:
        """Stories (key, headline) that have all words of a headline in theirs, within days."""
        with self._connections.reading() as connection:
            return page_links.with_headline(connection, headline, near)


def _keep(connection: apsw.Connection, kin: Kin) -> None:
    if not connection.execute("SELECT 1 FROM article WHERE key = ?", (kin.key,)).get:
        return  # deleted meanwhile
    features.keep(connection, kin.key, kin.terms, kin.spelt)
    there = {feature.key for feature in features.load(connection, (o for o, _ in kin.alike))}
    features.keep_similar(connection, kin.key, [a for a in kin.alike if a[0] in there])
    page_links.keep(connection, kin.key, kin.targets)
    features.related(connection, [kin.key])
    if threads.is_placed(connection, kin.key):
        return
    thread = kin.thread if kin.thread and threads.exists(connection, kin.thread) else None
    if kin.with_other in there and not threads.is_placed(connection, kin.with_other):
        its = threads.thread_of(connection, kin.with_other)
        if thread is None:
            thread = its or threads.begin(connection, [kin.with_other])
        elif its is None:
            threads.join(connection, kin.with_other, thread)
    before = threads.thread_of(connection, kin.key)
    if before is not None and before != thread:
        threads.leave(connection, kin.key)
    if thread is not None and threads.exists(connection, thread):
        threads.join(connection, kin.key, thread, copy_of=kin.copy_of)
        for other in kin.merged:
            if threads.exists(connection, other):
                threads.absorb(connection, thread, other)
