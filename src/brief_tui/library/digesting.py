"""Making the content of stories that have come, in batches, and what follows from it.

Reading the HTML of an entry takes a millisecond or two. A few entries are read on the
spot. Thousands, as when a reader brings three hundred feeds along, are read by processes
beside this one, which also keeps them out of the way of an interface in this one.

What either takes is imported when there is something to read: mostly nothing is new.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from brief_tui.archive.arrivals import Digested, Waiting
from brief_tui.archive.articles import Prepared
from brief_tui.archive.live_schema import FETCHED
from brief_tui.archive.store import Archive
from brief_tui.config.settings import Settings
from brief_tui.library.ruling import Ruled, Rules

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

BATCH: Final = 25
"""Stories whose content is written in one transaction: no key waits long for it."""

MANY: Final = 500
"""Entries from which on processes of their own are worth starting."""

AHEAD: Final = 1_000
"""Entries that are held in memory at a time."""

PROCESSES: Final = 2

PAGES_AT_ONCE: Final = 20
"""Whole pages that one feed may want of one refresh: a feed that is new has old stories too."""


@dataclass(frozen=True, slots=True)
class DigestReport:
    """What a batch came to: how many entries were done, and what the rules did."""

    done: int = 0
    ruled: Ruled = field(default_factory=Ruled)

    def __add__(self, other: DigestReport) -> DigestReport:
        return DigestReport(self.done + other.done, self.ruled + other.ruled)


class Digestion:
    """Makes the content of stories out of the entries that wait, and applies the rules.

    Without settings, for stories that were read elsewhere, no rules run and no pages come.
    """

    def __init__(self, archive: Archive, settings: Settings | None) -> None:
        self._live = archive.live
        self._settings = settings
        self._rules = Rules(archive, settings.rules if settings else ())
        self._asked_for: dict[int, int] = {}  # pages, by source
        self._modes: dict[int, str] = {}

    def waiting(self) -> int:
        """How many entries wait."""
        return self._live.count_waiting()

    def some(self) -> DigestReport:
        """Do a little of what waits. Raises ArchiveError."""
        waits = self._live.waiting(BATCH)
        return self._keep(waits, _made(waits)) if waits else DigestReport()

    def all(self, tell: Callable[[int], None], stopped: Callable[[], bool]) -> DigestReport:
        """Do all that waits; ``tell`` hears how many are done. Raises ArchiveError."""
        report = DigestReport()
        with _Readers(many=self.waiting() >= MANY) as readers:
            while (waits := self._live.waiting(AHEAD)) and not stopped():
                for batch, contents in readers.read(waits):
                    report += self._keep(batch, contents)
                    tell(report.done)
                    if stopped():
                        break
        return report

    def _keep(
        self, waits: Sequence[Waiting], contents: Sequence[tuple[Prepared | None, bool]]
    ) -> DigestReport:
        done = [Digested(w, *content) for w, content in zip(waits, contents, strict=True)]
        new = self._live.digest(done)
        self._want_pages(done, set(new))
        return DigestReport(len(waits), self._rules.apply(new))

    def _want_pages(self, done: Sequence[Digested], new: set[int]) -> None:
        """Have whole pages fetched where the reader wants them."""
        if self._settings is None:
            return
        wanted = []
        for each in done:
            wait = each.waiting
            edited = wait.whole == FETCHED and not wait.new
            if wait.key not in new and not edited:
                continue
            mode = self._mode(wait.source, self._settings)
            if mode == "page" or (mode == "auto" and (each.teaser or edited)):
                count = self._asked_for[wait.source] = self._asked_for.get(wait.source, 0) + 1
                if count <= PAGES_AT_ONCE:
                    wanted.append(wait.key)
        if wanted:
            self._live.want_pages(wanted)

    def _mode(self, source: int, settings: Settings) -> str:
        if source not in self._modes:
            polled = self._live.polled([source])
            own = polled[0].fetch if polled else "feed"
            self._modes[source] = own or settings.feeds.fetch
        return self._modes[source]


class _Readers:
    """Reads entries: ``many`` of them by processes beside this one, a few here."""

    def __init__(self, *, many: bool) -> None:
        self._pool = _started() if many and (os.cpu_count() or 1) > 1 else None

    def __enter__(self) -> _Readers:
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def read(
        self, waits: Sequence[Waiting]
    ) -> Iterator[tuple[Sequence[Waiting], list[tuple[Prepared | None, bool]]]]:
        """The content of entries, in batches as they are to be written."""
        batches = [waits[start : start + BATCH] for start in range(0, len(waits), BATCH)]
        at = 0
        if self._pool is not None:
            from concurrent.futures.process import BrokenProcessPool  # noqa: PLC0415

            try:
                for contents in self._pool.map(_made, batches):
                    yield batches[at], contents
                    at += 1
            except (BrokenProcessPool, OSError):  # ended from outside, or not begun: go on here
                self._pool = None
        for batch in batches[at:]:
            yield batch, _made(batch)


def _made(waits: Sequence[Waiting]) -> list[tuple[Prepared | None, bool]]:
    from brief_tui.library.entries import made  # noqa: PLC0415

    return made(waits)


def _started() -> ProcessPoolExecutor | None:
    """Processes to read in; None where the system has none to give."""
    try:
        from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415
        from multiprocessing import get_context, resource_tracker  # noqa: PLC0415

        # It is started with this process's standard error, which an interface may have taken.
        with redirect_stderr(sys.__stderr__):
            resource_tracker.ensure_running()
        # Not by fork: this process has threads, which a fork would cut off.
        pool = ProcessPoolExecutor(PROCESSES, get_context("spawn"), _begin_reader)
        pool.submit(os.getpid)  # the first job starts them
    except (OSError, ValueError, ImportError, NotImplementedError):
        return None
    return pool


def _begin_reader() -> None:
    """A reader gives way to everything else, and leaves ctrl+c to the process that asked."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(10)
