"""Finding what belongs together, in batches, after stories have come.

Of each story its terms are kept, the ten stories most like it, the thread that it joins and
where its page links to. A story that is opened before its turn is looked at on the spot.
"""

from __future__ import annotations

import sys
import threading
from array import array
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from brief_tui.archive.features import ALIKE, Feature
from brief_tui.archive.related_store import Kin
from brief_tui.archive.store import Archive
from brief_tui.library.boilerplate import Boilerplate
from brief_tui.model.article import Article
from brief_tui.model.errors import ArchiveDamagedError
from brief_tui.related import threads
from brief_tui.related.background import background_terms
from brief_tui.related.finding import Comparison, Like, candidates, ranked
from brief_tui.related.likeness import Frequencies
from brief_tui.related.page_links import targets_of
from brief_tui.related.terms import Terms, terms_of
from brief_tui.related.threads import Decision, Extent, Neighbour

FEW: Final = 10
"""Stories that are related in the reader's own process."""

_LOOK: Final = 0.2
"""Seconds between two looks whether a process has ended."""

BATCH: Final = 25
"""Stories that are taken from those that wait at a time."""

SPELT: Final = 24
"""Strongest terms of a story that are kept as it spells them."""

_COUNTED_EVERY: Final = 2_000
"""Stories after which the counters are written again; fewer are counted anew at each start."""

_SHORT: Final = 60
"""Terms below which a story is little more than a headline."""

_REMEMBERED: Final = 500
"""Stories that wait, of which it is remembered what was found out on the spot."""

_SUPPOSED: Final = 500
"""Stories that a new archive is supposed to have had, of words that any news has."""

_YOUNG: Final = 2_000
"""Stories up to which an archive does not know yet which terms are rare: those that wait are
counted before the first of them is related."""


class Relating:
    """Relates the stories of an archive. Any thread may call; they take turns."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._kept = archive.related
        self._path = archive.path
        self._turn = threading.Lock()
        self._frequencies = Frequencies()
        self._comparison = Comparison(self._frequencies)
        self._upto = -1  # the story up to which terms are counted; below 0: not read yet
        self._unwritten = 0
        self._boilerplate = Boilerplate(self._kept)
        self._made: dict[int, tuple[int, Terms]] = {}  # with the hash of the article
        self._on_the_spot: dict[int, Feature] = {}

    def all(
        self,
        tell: Callable[[int], None] | None = None,
        stopped: Callable[[], bool] = lambda: False,
    ) -> int:
        """Relate all stories that wait; how many there were. ``tell`` hears how many are done.

        Raises ArchiveError.
        """
        done = 0
        while not stopped() and (count := self.some(BATCH)):
            done += count
            if tell is not None:
                tell(done)
        return done

    def waiting(self) -> int:
        """How many stories wait."""
        return self._kept.count_waiting()

    def some(self, most: int) -> int:
        """Relate so many of the stories that wait; how many there were. Raises ArchiveError."""
        keys = self._kept.waiting(most)
        if keys:
            with self._turn:
                self._relate(keys)
        return len(keys)

    def beside(self, stop: threading.Event) -> int:
        """Relate what waits without being in the way of this process; how many there were.

        A few stories are done here. More take seconds of processor time, and a process of their
        own. Returns when they are done, or once ``stop`` is set: nothing is written from then on.
        Raises ArchiveError.
        """
        import subprocess  # noqa: PLC0415  a start does without it

        before = self.waiting()
        if before <= FEW:
            return self.some(FEW)
        try:
            process = subprocess.Popen(  # noqa: S603  ourselves
                [sys.executable, "-m", "brief_tui.library.relating_process", str(self._path)],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
            )
        except OSError:  # the system has none to give
            return self.some(FEW)
        with process:  # which closes its standard input, and waits for its end
            while process.poll() is None and not stop.wait(_LOOK):
                pass
            # Not by closing its input alone: it would end its batch first, and what it writes
            # then would come after the reader has kept its last screen.
            process.terminate()
        return before - self.waiting()

    def like(self, key: int, article: Article) -> list[Like]:
        """The stories most like one that is open, best first: as kept, or found on the spot."""
        found = self._kept.similar(key)
        if not found and not self._kept.is_related(key):
            with self._turn:
                self._read_counters()
                found = list(self._kin(key, article, alone=True).alike)
        return [Like(other, score / 1000) for other, score in found]

    def features(self, keys: Sequence[int]) -> list[Feature]:
        """What these stories are about; of those that wait it is found out on the spot."""
        with self._turn:
            return self._features(keys)

    def _features(self, keys: Sequence[int]) -> list[Feature]:
        found = self._kept.load(keys)
        kept = {feature.key for feature in found}
        for key in keys:
            if key in kept or (facts := self._kept.facts(key)) is None:
                continue
            if key not in self._on_the_spot and (article := self._article(key)) is not None:
                if len(self._on_the_spot) >= _REMEMBERED:
                    self._on_the_spot.clear()
                self._on_the_spot[key] = Feature(key, terms_of(article).packed, *facts)
            if key in self._on_the_spot:
                found.append(self._on_the_spot[key])
        return found

    def terms(self, key: int, article: Article) -> tuple[Terms, Frequencies, frozenset[int]]:
        """What a story is about, how common terms are, and which its source repeats."""
        with self._turn:
            self._read_counters()
            return terms_of(article), self._frequencies, self._boilerplate.of(key)

    # One batch

    def _relate(self, keys: Sequence[int]) -> None:
        self._read_counters()
        articles = {key: self._article(key) for key in keys}
        self._look_ahead(articles)
        self._boilerplate.begin()
        for key, article in articles.items():
            kin = Kin(key, array("I"), ()) if article is None else self._kin(key, article)
            self._kept.keep([kin])  # at once: the next one may be most like it
            self._boilerplate.came(key)
            self._count(key, kin.terms)
        if self._unwritten >= _COUNTED_EVERY:
            counted = self._frequencies
            self._kept.keep_counters(counted.counters, counted.stories, self._upto)
            self._unwritten = 0

    def _article(self, key: int) -> Article | None:
        try:
            return self._archive.article(key)
        except ArchiveDamagedError:  # the article pane says so
            return None

    def _look_ahead(self, batch: Mapping[int, Article | None]) -> None:
        """Make the terms of a batch. In a young archive those of all that waits are counted first:
        nobody knows yet which are rare.
        """
        is_young = self._frequencies.stories < _YOUNG
        for key in self._kept.waiting(_YOUNG) if is_young else batch:
            article = None if key in self._made else batch.get(key) or self._article(key)
            if article is not None:
                terms = terms_of(article)
                self._made[key] = hash(article), terms
                self._boilerplate.expect(key, terms.packed)
                if is_young:
                    self._count(key, terms.packed)

    def _terms(self, key: int, article: Article) -> Terms:
        """A story's terms: those that were made ahead, unless it was edited since."""
        made_of, terms = self._made.pop(key, (0, None))
        return terms if terms and made_of == hash(article) else terms_of(article)

    def _kin(self, key: int, article: Article, *, alone: bool = False) -> Kin:
        """What belongs with a story; ``alone`` when it is looked at before others that wait."""
        terms, without = self._terms(key, article), self._boilerplate.of(key)
        vector = self._frequencies.vector(terms.packed, without)

        # What comes after the newest that was related waits itself, and finds this one then.
        later = alone or self._kept.has_related_after(key)

        def look_up(ways: Sequence[Sequence[str]], most: int) -> list[list[int]]:
            return self._kept.look_up(ways, key, most, later=later)

        found = candidates(vector, dict(terms.spelt), self._frequencies, look_up)
        load = self._features if alone else self._kept.load
        others = [each for each in load(found) if each.key != key]
        likes = self._comparison.alike(vector, others)
        at, masthead = self._kept.facts(key) or (0, "")
        own = Like(key, 1.0, at, masthead, len(terms.packed))
        decision = self._decide(own, likes)
        return Kin(
            key=key,
            terms=terms.packed,
            spelt=tuple("\t".join(ways) for _, ways in terms.spelt[:SPELT]),
            alike=tuple((other, round(1000 * rank)) for other, rank in ranked(likes, at)[:ALIKE]),
            thread=decision.thread,
            with_other=decision.other,
            copy_of=decision.copy_of,
            merged=decision.merged,
            targets=targets_of(article),
        )

    def _decide(self, own: Like, likes: Sequence[Like]) -> Decision:
        """What the story belongs to, of those that are like it."""
        near = [
            like
            for like in likes
            if abs(like.at - own.at) <= threads.WINDOW and like.shared >= threads.SHARED
        ]
        known = self._kept.threads_of(like.key for like in near)
        extents = self._kept.extents(set(known.values()))
        return threads.decide(
            own.at,
            (
                Neighbour(
                    like.key, like.likeness, known.get(like.key), _is_copy(own, like), like.at
                )
                for like in near
            ),
            {thread: Extent(*found) for thread, found in extents.items()},
            self._kept.apart(own.key),
            join=threads.JOIN_SHORT if own.terms < _SHORT else threads.JOIN,
        )

    # How often terms stand

    def _read_counters(self) -> None:
        """Know the counters as they were written, and count what came since."""
        if self._upto < 0:
            counters, stories, self._upto = self._kept.counters()
            self._frequencies = Frequencies(counters, stories)
            if counters is None:
                self._frequencies.suppose(background_terms(), _SUPPOSED)
            self._comparison = Comparison(self._frequencies)
        for key, terms in self._kept.since(self._upto):
            self._count(key, terms)

    def _count(self, key: int, terms: array[int]) -> None:
        if key > self._upto:
            self._frequencies.add(terms)
            self._upto = key
            self._unwritten += 1


def _is_copy(one: Like, other: Like) -> bool:
    """Whether two texts are nearly the same. What one publisher repeats, as a column that comes
    each day, is none: a copy is another's.
    """
    fewer = min(one.terms, other.terms)
    return one.masthead != other.masthead and threads.is_copy(other.likeness, other.shared, fewer)
