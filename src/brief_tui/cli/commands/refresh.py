"""``brief refresh``: what is new in the feeds, once or as a service."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from brief_tui.cli.arguments import Commands, add_command, add_json
from brief_tui.cli.commands.reader import SIGNALS
from brief_tui.cli.exits import Exit
from brief_tui.cli.output import DIM, Output, complain, count_of, visible
from brief_tui.cli.progress import ProgressLine
from brief_tui.cli.relating import relate
from brief_tui.cli.session import Session
from brief_tui.cli.stopping import Stopping
from brief_tui.cli.subscriptions import iso, joint, meant, need_archive, no_feeds
from brief_tui.model.errors import ArchiveBusyError, ArchiveReadOnlyError
from brief_tui.model.feeds import RefreshProgress
from brief_tui.tui.panes.feed_words import ahead

if TYPE_CHECKING:
    from brief_tui.library import Library
    from brief_tui.model.feeds import Refreshed, RefreshReport

SHORTEST_WAIT: Final = 60
"""Seconds between two rounds of `--watch`."""
WAIT_FOR_FEEDS: Final = 900
"""Seconds until `--watch` looks again when there was no feed."""


def declare(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "refresh",
        run_refresh,
        "fetch what is new in the feeds",
        details="Without FEED, those that are due. In a terminal, and with --now, all that were\n"
        "not asked in the last five minutes.",
        examples='  brief refresh\n  brief refresh "Coast Wire" --now\n  brief refresh --watch',
    )
    parser.add_argument(
        "feeds", metavar="FEED", nargs="*", help="only these: name, address or number"
    )
    parser.add_argument("--now", action="store_true", help="also feeds that are not due yet")
    parser.add_argument(
        "--watch", action="store_true", help="go on, asking each feed when it is due"
    )
    add_json(parser, "one JSON object a feed")


def run_refresh(session: Session) -> int:
    """Refresh once, or until a signal comes."""
    args = session.args
    need_archive(session)
    with session.library() as library, Stopping() as stopping:
        if library.read_only:
            raise ArchiveReadOnlyError(f"{library.path} can only be read")
        if not args.watch and not library.feeds.list():
            raise no_feeds()
        only = [feed.key for feed in meant(library, args.feeds)] if args.feeds else None
        run = _Run(session, library, stopping, only)
        if args.watch:
            run.watch()
            return Exit.INTERRUPTED if stopping.signal == signal.SIGINT else Exit.DONE
        report = run.once(manual=args.now or session.out.terminal)
        if stopping.signal:
            return SIGNALS + stopping.signal
        return Exit.PARTLY_FAILED if report.failed else Exit.DONE


@dataclass
class _Run:
    """Refreshes, telling of them. ``only`` are keys of feeds, None for all."""

    session: Session
    library: Library
    stopping: Stopping
    only: Sequence[int] | None
    progress: ProgressLine = field(default_factory=ProgressLine)
    told: set[int] = field(default_factory=set)

    def once(self, *, manual: bool) -> RefreshReport:
        """Refresh, print what came of it, run the reader's command. Raises ArchiveError."""
        settings = self.session.settings
        self.told.clear()
        self.progress.show(RefreshProgress("checking", 0, 0))
        try:
            report = self.library.refresh(
                settings,
                only=self.only,
                manual=manual,
                tell=self._hear,
                stop=self.stopping.event,
            )
        finally:
            self.progress.clear()
        for result in report.results:
            self._tell(result)
        self._print_summary(report)
        relate(self.library, lambda: bool(self.stopping.signal))
        if problem := self.library.after_refresh(report, settings):
            complain(f"after_refresh: {problem}")
        return report

    def watch(self) -> None:
        """Refresh whenever a feed is due, until somebody wishes to stop."""
        manual = self.session.args.now
        while not self.stopping.signal:
            try:
                self.once(manual=manual)
            except ArchiveBusyError as error:
                complain(f"{error}; trying again later")
            manual = False
            if not self.stopping.signal:
                self.stopping.wait_until(self._next_round())

    def _next_round(self) -> float:
        """When there is something to do again, in Unix time."""
        due = self.library.feeds.next_check()
        soon = time.time() + SHORTEST_WAIT
        return max(soon, due.timestamp()) if due else time.time() + WAIT_FOR_FEEDS

    def _hear(self, progress: RefreshProgress) -> None:
        if progress.latest is not None:
            self._tell(progress.latest)
        if not self.stopping.signal:
            self.progress.show(progress)

    def _tell(self, result: Refreshed) -> None:
        """Print what came of one feed, once, if there is something to say."""
        if result.feed in self.told:
            return
        self.told.add(result.feed)
        out = self.session.out
        if self.session.args.json:
            self.progress.clear()
            out.json(refreshed_to_json(result))
        elif result.outcome != "waiting" or self.only is not None:
            if result.new or result.changed or result.problem or result.moved_to:
                self.progress.clear()
            _print_result(out, result)
        out.stream.flush()  # for whoever follows the log

    def _print_summary(self, report: RefreshReport) -> None:
        stopped = bool(self.stopping.signal)  # what was not asked would be due at once
        due = None if stopped else self.library.feeds.next_check()
        text = summary(self.session.out, report, due)
        if stopped:
            text = f"stopped: {text}"
        if self.session.args.json:
            print(visible(text), file=sys.stderr, flush=True)
        else:
            self.session.out.line(text)
            self.session.out.stream.flush()


def _print_result(out: Output, result: Refreshed) -> None:
    for word, count in (("new", result.new), ("changed", result.changed)):
        if count:
            stories = out.style(f"  ({count_of(count, 'story', 'stories')})", DIM)
            out.line(f"{word:8} {result.name}{stories}")
    if result.moved_to:
        out.line(visible(f"{'moved':8} {result.name}  to {result.moved_to}"))
    if result.problem:
        out.stream.flush()
        complain(f"{result.name}: {result.problem}")


def summary(out: Output, report: RefreshReport, due: datetime | None) -> str:
    """A refresh on one line; ``due`` is when the next feed is, None where it is not said."""
    asked = [result for result in report.results if result.outcome != "waiting"]
    waiting, failed = len(report.results) - len(asked), len(report.failed)
    feeds = count_of(len(asked), "feed")
    parts = []
    if report.offline:
        parts.append(f"no network: none of {count_of(waiting, 'feed')} could be asked")
    elif asked:
        new = f"{report.new:,} new in {feeds}" if report.new else f"nothing new in {feeds}"
        parts.append(new + (f", {report.changed:,} changed" if report.changed else ""))
    else:
        parts.append("no feed is due")
    if failed:
        parts.append(f"{failed:,} could not be read")
    if waiting and not report.offline:
        reasons = {result.problem for result in report.results if result.outcome == "waiting"}
        why = f": {reasons.pop()}" if len(reasons) == 1 and not asked else ""
        parts.append(f"{waiting:,} {'has' if waiting == 1 else 'have'} to wait{why}")
    if report.pages:
        parts.append(f"{count_of(report.pages, 'whole page')}")
    if report.page_problems:
        pages = count_of(len(report.page_problems), "page")
        shown = "it" if len(report.page_problems) == 1 else "them"
        parts.append(f"{pages} could not be had; `brief list is:teaser` shows {shown}")
    parts += [f"rule {name!r}: {count:,}" for name, count in report.ruled]
    if report.cleaned:
        parts.append(f"{count_of(report.cleaned, 'old story', 'old stories')} deleted")
    if due is not None:
        parts.append(f"next check {ahead(due - datetime.now(UTC))}")
    return joint(out).join(parts)


def refreshed_to_json(result: Refreshed) -> dict[str, Any]:
    """What came of a feed: the contract of ``docs/command-line.md``."""
    return {
        "name": result.name,
        "url": result.url,
        "outcome": result.outcome,
        "new": result.new,
        "changed": result.changed,
        "unchanged": result.unchanged,
        "problem": result.problem,
        "next_check": iso(result.next_check),
        "moved_to": result.moved_to,
    }
