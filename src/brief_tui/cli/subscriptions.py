"""What the commands about feeds share: finding the ones that are meant, and showing them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.output import Output
from brief_tui.config.addresses import split_userinfo

if TYPE_CHECKING:
    from brief_tui.cli.session import Session
    from brief_tui.library import Library
    from brief_tui.model.feeds import Feed

_NAMED: Final = 5
"""Feeds that are named where several could be meant."""


def no_feeds() -> CommandError:
    """That there is none yet, and how that is changed."""
    return CommandError(
        "there are no feeds yet",
        Exit.NOTHING_FOUND,
        "`brief add ADDRESS` adds one; `brief import FILE` brings those of another reader",
    )


def need_archive(session: Session) -> None:
    """Raise CommandError where there is no archive, and so no feeds."""
    if not session.archive_path.exists():
        raise no_feeds()


def meant(library: Library, words: Iterable[str]) -> list[Feed]:
    """The feed that each word means, each once. Raises CommandError where it is not one."""
    found: dict[int, Feed] = {}
    for word in words:
        feed = _meant(library, word)
        found.setdefault(feed.key, feed)
    return list(found.values())


def _meant(library: Library, word: str) -> Feed:
    shown, _, _ = split_userinfo(word)
    feeds = library.feeds.find(shown)
    if len(feeds) == 1:
        return feeds[0]
    if not feeds:
        if not library.feeds.list():
            raise no_feeds()
        message = f"there is no feed {shown!r}; `brief feeds` lists them"
        raise CommandError(message, Exit.NOTHING_FOUND)
    more = len(feeds) - _NAMED
    raise CommandError(
        f"{shown!r} could be several feeds; give a name in full, or the number",
        Exit.WRONG_USAGE,
        *(f"  {feed.key:>4}  {feed.name}" for feed in feeds[:_NAMED]),
        *([f"  and {more:,} more"] if more > 0 else []),
    )


def feed_to_json(feed: Feed) -> dict[str, Any]:
    """A feed: the contract of ``docs/command-line.md``."""
    return {
        "key": feed.key,
        "name": feed.name,
        "url": feed.url,
        "title": feed.title,
        "home": feed.home,
        "kind": feed.kind,
        "tags": list(feed.tags),
        "fetch": feed.fetch,
        "every": feed.every,
        "muted": feed.muted,
        "preferred": feed.preferred,
        "insecure": feed.insecure,
        "health": feed.health,
        "error": feed.error,
        "failures": feed.failures,
        "checked": iso(feed.checked_at),
        "next_check": iso(feed.next_check),
        "moved_from": feed.moved_from,
        "total": feed.total,
        "unread": feed.unread,
    }


def iso(moment: datetime | None) -> str | None:
    """A moment as JSON has it."""
    return moment.isoformat() if moment else None


def hashed(tags: Sequence[str]) -> str:
    """Tags for people: #sea #world."""
    return " ".join(f"#{tag}" for tag in tags)


def joint(out: Output) -> str:
    """What stands between the facts of a line."""
    return " · " if out.unicode else ", "
