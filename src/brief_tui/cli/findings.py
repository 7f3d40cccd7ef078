"""What ``brief doctor`` says of feeds, their passwords, and rules."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from brief_tui.cli.output import count_of, sentence
from brief_tui.model.errors import BriefError
from brief_tui.tui.panes.feed_words import ago, feed_status

if TYPE_CHECKING:
    from brief_tui.cli.session import Session
    from brief_tui.config.settings import Settings
    from brief_tui.library import Library
    from brief_tui.model.feeds import Feed

_NAMED: Final = 10
"""Feeds in trouble that are named."""


class Finding(NamedTuple):
    """What was found about one thing."""

    status: Literal["ok", "warn", "fail"]
    subject: str
    message: str


def live_findings(session: Session) -> Iterator[Finding]:
    """Feeds, credentials and rules. An archive that cannot be read is told of elsewhere."""
    yield from _credentials(session.settings)
    if not session.archive_path.exists():
        return
    try:
        with session.library() as library:
            yield from _feeds(library.feeds.list())
            yield from _rules(library, session.settings)
            yield from _keep(library, session.settings)
    except BriefError:
        return


def _feeds(feeds: Sequence[Feed]) -> Iterator[Finding]:
    if not feeds:
        yield Finding("ok", "feeds", "none yet; `brief add ADDRESS` adds one")
        return
    now = datetime.now(UTC)
    failing = [feed for feed in feeds if feed.health in {"failing", "gone"}]
    part = sum(feed.health == "degraded" for feed in feeds)
    checks = [feed.checked_at for feed in feeds if feed.checked_at]
    facts = [
        count_of(len(feeds), "feed"),
        f"{len(failing):,} cannot be read" if failing else "",
        f"{part:,} can be read in part" if part else "",
        f"last refresh {ago(now - max(checks))}" if checks else "never refreshed",
    ]
    yield Finding("warn" if failing or not checks else "ok", "feeds", sentence(facts))
    for feed in failing[:_NAMED]:
        yield Finding("warn", "feeds", f"{feed.name}: {feed_status(feed, now)}")
    if (rest := len(failing) - _NAMED) > 0:
        yield Finding("warn", "feeds", f"and {rest:,} more; `brief feeds` lists them")


def _credentials(settings: Settings) -> Iterator[Finding]:
    """The file of passwords: who may read it, and mistakes in it."""
    from brief_tui.config.credentials import CredentialsFile  # noqa: PLC0415

    problems = CredentialsFile(settings.credentials).problems
    yield from (Finding("warn", "credentials", problem) for problem in problems)
    if not problems and settings.credentials.exists():
        yield Finding("ok", "credentials", f"{settings.credentials}: yours alone, no mistakes")


def _rules(library: Library, settings: Settings) -> Iterator[Finding]:
    """Rules that can be followed; those that cannot are mistakes in the config."""
    if not settings.rules:
        return
    bad = [test for test in library.test_rules(settings.rules, 0) if test.problem]
    yield from (Finding("warn", "rules", f"{test.rule.name}: {test.problem}") for test in bad)
    if not bad:
        yield Finding("ok", "rules", count_of(len(settings.rules), "rule"))


def _keep(library: Library, settings: Settings) -> Iterator[Finding]:
    """The rule by which old stories are deleted; one about a feed that is not here is idle."""
    if not settings.keep:
        return
    unknown = library.care.clean(settings.keep, dry=True, stop=lambda: True).unknown
    for name in unknown:
        idle = f"no feed is called {name!r}; no story is deleted as long as [keep.feeds] has it"
        yield Finding("warn", "keep", idle)
    if not unknown:
        yield Finding("ok", "keep", "old stories of feeds are deleted; `brief clean --dry-run`")
