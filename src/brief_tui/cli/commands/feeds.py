"""``brief feeds``, ``brief feed`` and ``brief remove``: the subscriptions."""

from __future__ import annotations

from argparse import ArgumentParser, BooleanOptionalAction, Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from brief_tui.cli.arguments import Commands, add_command, add_json
from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.output import BOLD, DIM, Output, complain, count_of, cut
from brief_tui.cli.session import Session
from brief_tui.cli.subscriptions import (
    feed_to_json,
    hashed,
    joint,
    meant,
    need_archive,
    no_feeds,
)
from brief_tui.model.errors import ArchiveError, BriefError, ConfigError
from brief_tui.model.feeds import FETCH_MODES, Feed, FeedChange, FetchMode
from brief_tui.tui.panes.feed_words import ago, ahead, every, feed_status, has_trouble

if TYPE_CHECKING:
    from typing import Literal

    from brief_tui.library import Library

_DEFAULT: Final = "default"
_NARROW: Final = 72
"""Cells below which a list says less of each feed."""
_REMOVED: Final = "removed feeds"
"""Under this name the archive remembers what `brief remove` did last."""


def declare(commands: Commands) -> None:
    """Add the commands."""
    parser = add_command(
        commands,
        "feeds",
        run_feeds,
        "list the feeds, with their unread stories and how they do",
        details="Unread and all stories, health, the last check, the next one, tags.",
        examples="  brief feeds\n  brief feeds wire --tag world\n  brief feeds --json",
    )
    parser.add_argument("text", metavar="TEXT", nargs="?", help="a part of a name or address")
    parser.add_argument("--tag", metavar="TAG", help="only feeds with this tag")
    add_json(parser)
    _declare_feed(commands)
    parser = add_command(
        commands,
        "remove",
        run_remove,
        "end subscriptions",
        details="Their stories stay, unless --stories. Starred and tagged stories, and those for\n"
        "later, stay in any case.",
        examples='  brief remove "Coast Wire"\n  brief remove --undo',
    )
    _add_feeds(parser, "*")
    parser.add_argument("--stories", action="store_true", help="delete their stories too")
    parser.add_argument(
        "--undo", action="store_true", help="bring back what was removed last, or these numbers"
    )


def _declare_feed(commands: Commands) -> None:
    parser = add_command(
        commands,
        "feed",
        run_feed,
        "show a feed, or change what is set for it",
        examples='  brief feed "Coast Wire"\n'
        '  brief feed "Coast Wire" --name Coast --tag sea --fetch page\n'
        "  brief feed Coast Port --every 6h --no-mute",
    )
    _add_feeds(parser, "+")
    parser.add_argument("--name", metavar="NAME", help="call it so")
    parser.add_argument("--tag", metavar="TAG", action="append", default=[], help="add a tag")
    parser.add_argument("--untag", metavar="TAG", action="append", default=[], help="take one away")
    parser.add_argument(
        "--fetch",
        choices=(*FETCH_MODES, _DEFAULT),
        help="what is kept of a story: what the feed has, its page, or the page of a teaser",
    )
    parser.add_argument("--every", metavar="TIME", help="check it so often: 30m, 6h, 1d, default")
    parser.add_argument("--mute", action=BooleanOptionalAction, help="hide its stories")
    parser.add_argument(
        "--prefer",
        action=BooleanOptionalAction,
        help="of the reports of an event, its report goes first",
    )
    parser.add_argument(
        "--insecure", action=BooleanOptionalAction, help="do not check its certificate"
    )
    add_json(parser)


def _add_feeds(parser: ArgumentParser, count: str) -> None:
    parser.add_argument(
        "feeds",
        metavar="FEED",
        nargs=count,
        help="a feed's name, the beginning of it, its address or its number",
    )


# brief feeds


def run_feeds(session: Session) -> Exit:
    """Print a line for each feed."""
    args, out = session.args, session.out
    need_archive(session)
    with session.library() as library:
        feeds = library.feeds.list()
    if not feeds:
        raise no_feeds()
    found = [feed for feed in feeds if _fits(feed, args.text or "", args.tag)]
    if not found:
        raise CommandError("no feed matches", Exit.NOTHING_FOUND)
    if args.json:
        for feed in found:
            out.json(feed_to_json(feed))
    else:
        _print_table(out, found)
    return Exit.DONE


def _fits(feed: Feed, text: str, tag: str | None) -> bool:
    if tag is not None and tag.lstrip("#").casefold() not in map(str.casefold, feed.tags):
        return False
    return any(text.casefold() in part.casefold() for part in (feed.name, feed.title, feed.url))


def _print_table(out: Output, feeds: Sequence[Feed]) -> None:
    now = datetime.now(UTC)
    narrow = out.terminal and out.width < _NARROW
    rows = [_row(out, feed, now)[: 3 if narrow else None] for feed in feeds]
    for feed, line in zip(feeds, out.columns(rows), strict=True):
        out.line(line)
        if has_trouble(feed):
            out.line(out.style("    " + out.fitted(feed_status(feed, now), 4), DIM))


def _row(out: Output, feed: Feed, now: datetime) -> tuple[str, ...]:
    name = cut(feed.name, max(12, out.width // 3)) if out.terminal else feed.name
    return (
        name,
        f"{feed.unread:,}/{feed.total:,}",
        "muted" if feed.muted and not has_trouble(feed) else _health(feed),
        ago(now - feed.checked_at) if feed.checked_at else "",
        ahead(feed.next_check - now) if feed.next_check and feed.health != "gone" else "",
        hashed(feed.tags),
    )


def _health(feed: Feed) -> str:
    return "in part" if feed.health == "degraded" else feed.health


# brief feed


def run_feed(session: Session) -> Exit:
    """Show feeds, or set what the options say."""
    args, out = session.args, session.out
    need_archive(session)
    with session.library() as library:
        feeds = meant(library, args.feeds)
        if args.name is not None and len(feeds) > 1:
            raise CommandError("--name is for one feed", Exit.WRONG_USAGE)
        for index, feed in enumerate(feeds):
            now = _changed(library, feed, _change(args, feed))
            if args.json:
                out.json(feed_to_json(now))
                continue
            if index:
                out.line()
            _print_feed(session, now)
    return Exit.DONE


def _changed(library: Library, feed: Feed, change: FeedChange) -> Feed:
    if change == FeedChange():
        return feed
    try:
        return library.feeds.change(feed.key, change)
    except ArchiveError as error:
        if change.name is None or type(error) is not ArchiveError:
            raise  # the archive is at fault, not the name
        raise CommandError(str(error), Exit.WRONG_USAGE) from error


def _change(args: Namespace, feed: Feed) -> FeedChange:
    """What the options set. Raises CommandError."""
    tags = None
    if args.tag or args.untag:
        away = {tag.lstrip("#").casefold() for tag in args.untag}
        kept = [tag for tag in feed.tags if tag.casefold() not in away]
        tags = tuple(dict.fromkeys([*kept, *(tag.lstrip("#") for tag in args.tag)]))
    if args.name is not None and not args.name.strip():
        raise CommandError("a name needs letters", Exit.WRONG_USAGE)
    fetch: FetchMode | Literal[""] | None = "" if args.fetch == _DEFAULT else args.fetch
    return FeedChange(
        name=args.name,
        tags=tags,
        fetch=fetch,
        every=_seconds(args.every),
        muted=args.mute,
        preferred=args.prefer,
        insecure=args.insecure,
    )


def _seconds(text: str | None) -> int | None:
    if text is None or text == _DEFAULT:
        return None if text is None else 0
    from brief_tui.config.feed_settings import seconds_of  # noqa: PLC0415

    try:
        return seconds_of(text)
    except ConfigError as error:
        raise CommandError(f"--every: {error}", Exit.WRONG_USAGE) from error


def _print_feed(session: Session, feed: Feed) -> None:
    out, defaults, now = session.out, session.settings.feeds, datetime.now(UTC)
    out.line(out.style(out.fitted(feed.name, 0), BOLD))
    facts = {
        "number": str(feed.key),
        "address": feed.url,
        "moved from": feed.moved_from,
        "page": feed.home,
        "title": feed.title if feed.title != feed.name else "",
        "health": f"{_health(feed)}{joint(out)}{feed_status(feed, now)}",
        "next check": ahead(feed.next_check - now) if feed.next_check and feed.error else "",
        "stories": f"{count_of(feed.total, 'story', 'stories')}, {feed.unread:,} unread",
        "tags": hashed(feed.tags),
        "fetch": feed.fetch or f"{defaults.fetch} (the default)",
        "every": every(feed.every) if feed.every else f"{every(defaults.every)} (the default)",
        "muted": "yes, its stories are hidden" if feed.muted else "",
        "preferred": "yes, its reports go first" if feed.preferred else "",
        "insecure": "yes, its certificate is not checked" if feed.insecure else "",
    }
    # An address is for copying: it is not cut.
    width = max(map(len, facts)) + 2
    for label, fact in facts.items():
        if fact:
            out.line("  " + out.style(label.ljust(width), DIM) + fact)


# brief remove


def run_remove(session: Session) -> Exit:
    """End subscriptions, or take up those that were ended."""
    args = session.args
    need_archive(session)
    with session.library() as library:
        if args.undo:
            return _undo(session, library)
        if not args.feeds:
            raise CommandError("remove what? Give a FEED", Exit.WRONG_USAGE)
        feeds = meant(library, args.feeds)
        keys = [feed.key for feed in feeds]
        removed = library.feeds.remove(keys, stories=args.stories)
        library.remember(_REMOVED, " ".join(map(str, keys)))
    for feed in removed:
        session.out.line(f"removed  {feed.name}")
    session.out.line("`brief remove --undo` brings back what was removed last")
    return Exit.DONE


def _undo(session: Session, library: Library) -> Exit:
    """Bring back feeds by their numbers, or those that were removed last."""
    words = session.args.feeds or (library.remembered(_REMOVED) or "").split()
    here = {feed.key for feed in library.feeds.list()}
    back = []
    for word in words:
        try:
            feed = library.feeds.get(int(word))
        except (ValueError, OverflowError, BriefError):
            complain(
                f"{word}: no feed was removed that has this number; `brief add` takes an address"
            )
            continue
        if feed.key not in here:
            back.append(feed)
    if not back:
        raise CommandError("there is nothing to bring back", Exit.NOTHING_FOUND)
    library.feeds.restore([feed.key for feed in back])
    for feed in back:
        session.out.line(f"back     {feed.name}")
    return Exit.DONE if len(back) == len(words) else Exit.PARTLY_FAILED
