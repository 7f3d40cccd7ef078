"""How well the reports of planted events are found, and put into threads."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from contextlib import closing
from dataclasses import dataclass
from statistics import fmean
from typing import Final

from benchmarks.related_archive import Related
from benchmarks.related_events import Planted
from brief_tui.archive.store import Archive

FIRST: Final = 5
"""Of the stories most like a report, those that are looked at: its pane shows no more."""


@dataclass(frozen=True, slots=True)
class BCubed:
    """Of some reports: how much of each one's thread is of its event, and of its event in there."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Of the two of them the harmonic mean."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Quality:
    """Shares, 0 to 1. ``by_language`` is the precision of each language's reports.

    ``background`` is the share of the stream's other stories in a thread with planted ones.
    """

    precision: float
    look_alikes: float
    threads: BCubed
    sagas: BCubed
    background: float
    by_language: dict[str, float]


@dataclass(frozen=True, slots=True)
class _Found:
    """Of one report: the shares of its event's others and of its look-alikes among the first."""

    language: str
    precision: float
    look_alikes: float


def measure(related: Related, stories: Sequence[Planted]) -> Quality:
    """The quality in an archive with the stream."""
    by_key = {related.keys[each.article.id]: each for each in stories}
    events: defaultdict[int, set[int]] = defaultdict(set)
    for key, story in by_key.items():
        if story.event >= 0:
            events[story.event].add(key)
    with closing(Archive.open(related.path)) as archive:
        found = [
            _first(archive, key, events[story.event], by_key)
            for key, story in by_key.items()
            if story.is_report
        ]
        threads, sagas = (
            _threads(
                archive, by_key, events, [key for key, story in by_key.items() if wanted(story)]
            )
            for wanted in (_is_report, _is_of_saga)
        )
        background = _background(archive, by_key)
    languages = {each.language for each in found}
    return Quality(
        fmean(each.precision for each in found),
        fmean(each.look_alikes for each in found),
        threads,
        sagas,
        background,
        {
            code: fmean(each.precision for each in found if each.language == code)
            for code in sorted(languages)
        },
    )


def _first(
    archive: Archive, key: int, event: Collection[int], by_key: dict[int, Planted]
) -> _Found:
    """The precision at `FIRST`, or at as many as an event has other reports.

    A look-alike is any planted story of another event.
    """
    most = min(FIRST, len(event) - 1)
    first = [other for other, _ in archive.related.similar(key)[:most]]
    right = sum(other in event for other in first)
    wrong = sum(
        other not in event and other in by_key and by_key[other].event >= 0 for other in first
    )
    return _Found(by_key[key].article.language, right / most, wrong / most)


def _threads(
    archive: Archive,
    by_key: dict[int, Planted],
    events: dict[int, set[int]],
    reports: Sequence[int],
) -> BCubed:
    """How well these reports are in threads.

    Whatever is in a report's thread counts for its precision, planted or not.
    """
    threads = archive.related.threads_of(reports)
    members = {
        thread: {member.key for member in archive.related.members(thread)}
        for thread in set(threads.values())
    }
    precisions, recalls = [], []
    for key in reports:
        event = events[by_key[key].event]
        together = members[threads[key]] if key in threads else {key}
        precisions.append(len(together & event) / len(together))
        recalls.append(len(together & event) / len(event))
    return BCubed(fmean(precisions), fmean(recalls))


def _background(archive: Archive, by_key: dict[int, Planted]) -> float:
    """The share of the stream's other stories that are in a thread with planted ones."""
    threads = archive.related.threads_of(by_key)
    planted = {threads[key] for key in threads if by_key[key].event >= 0}
    others = [key for key, story in by_key.items() if story.event < 0]
    return sum(threads.get(key) in planted for key in others) / len(others)


def _is_report(story: Planted) -> bool:
    return story.is_report


def _is_of_saga(story: Planted) -> bool:
    return story.saga >= 0
