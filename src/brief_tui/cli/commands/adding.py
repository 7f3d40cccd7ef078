"""``brief add``: a feed, a page, a folder or a list of feeds, whatever is at an address."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from brief_tui.cli.arguments import Commands, add_command, add_json
from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.output import DIM, Output, complain, count_of, visible
from brief_tui.cli.progress import doing
from brief_tui.cli.session import Session
from brief_tui.config.addresses import split_userinfo
from brief_tui.model.errors import ArchiveReadOnlyError, FormatError, SourceError
from brief_tui.model.feeds import Added, Discovered, FeedLink

if TYPE_CHECKING:
    from brief_tui.library import Library


def declare(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "add",
        run_add,
        "subscribe to a feed, watch a folder, keep a page",
        details="What is at the address decides. Of a page that names feeds, one can be chosen;\n"
        "a page that names none is kept as a story. A file is imported.",
        examples="  brief add https://example.org/feed.xml --tag world\n"
        "  brief add example.org\n"
        "  brief add ~/clippings\n"
        "  brief add feeds.opml",
    )
    parser.add_argument(
        "address", metavar="ADDRESS", help="an address, a path, or - to read it from standard input"
    )
    parser.add_argument("--name", metavar="NAME", default="", help="call the feed so")
    parser.add_argument("--tag", metavar="TAG", action="append", default=[], help="tag the feed")
    which = parser.add_mutually_exclusive_group()
    which.add_argument(
        "--feed", metavar="FEED", help="of the feeds that a page names, this one: number or address"
    )
    which.add_argument("--page", action="store_true", help="keep the page, whatever it names")
    which.add_argument("--yes", action="store_true", help="do not ask: the first feed of a page")
    add_json(parser, "one JSON object for what was added")


def run_add(session: Session) -> Exit:
    """Find out what is there, and add it."""
    args = session.args
    address = sys.stdin.readline().strip() if args.address == "-" else args.address
    if not address:
        raise CommandError("add what? Give an ADDRESS", Exit.WRONG_USAGE)
    with session.library() as library:
        if library.read_only:
            raise ArchiveReadOnlyError(f"{library.path} can only be read")
        if (path := _file(address)) is not None:
            return _import(session, library, path)
        try:
            with doing(f"looking at {split_userinfo(address)[0]}"):
                found = library.discover(address, session.settings)
            if found.kind == "subscriptions":
                return _import_from_web(session, library, found)
            return _add(session, library, found)
        except (SourceError, FormatError) as error:
            shown = split_userinfo(address)[0]
            raise CommandError(f"{shown}: {error}", Exit.NOTHING_FOUND) from error


# A file, or a list of feeds


def _file(address: str) -> Path | None:
    if "://" in address:
        return None
    path = Path(address).expanduser()
    try:
        return path if path.is_file() else None
    except OSError:  # too long for a name
        return None


def _import(session: Session, library: Library, path: Path) -> Exit:
    from brief_tui.cli.commands.documents import report_imports  # noqa: PLC0415

    _refuse_options(session.args, "a file")
    return report_imports(session, library.import_paths([path], session.settings))


def _import_from_web(session: Session, library: Library, found: Discovered) -> Exit:
    """A list of feeds at an address of the web."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415  seldom needed

    from brief_tui.library import fetch_document  # noqa: PLC0415

    _refuse_options(session.args, "a list of feeds")
    if found.url.startswith("file:"):
        raise SourceError("give the path of this file instead")
    with TemporaryDirectory(prefix="brief-") as folder:
        path = Path(folder) / "feeds.opml"
        with doing(f"fetching {found.url}"):
            path.write_bytes(fetch_document(found.url, session.settings).data)
        from brief_tui.cli.commands.documents import report_imports  # noqa: PLC0415

        results = library.import_paths([path], session.settings)
        return report_imports(session, results, name=found.url)


def _refuse_options(args: Namespace, what: str) -> None:
    if args.name or args.tag or args.feed or args.page:
        message = f"this is {what}: --name, --tag, --feed and --page are for one feed or page"
        raise CommandError(message, Exit.WRONG_USAGE)


# A feed, a folder, a page


def _add(session: Session, library: Library, found: Discovered) -> Exit:
    chosen = [found] if found.kind != "page" else _choose(session, found)
    if not chosen:
        raise CommandError("nothing was added", Exit.NOTHING_FOUND)
    if len(chosen) > 1 and session.args.name:
        raise CommandError("--name is for one feed", Exit.WRONG_USAGE)
    codes = [_add_one(session, library, what) for what in chosen]
    if not session.args.json and (wanted := library.pages_wanted()):
        articles = count_of(wanted, "article is", "articles are")
        session.out.line(f"{articles} but the beginning; `brief refresh` fetches the whole")
    if all(code is Exit.NOTHING_FOUND for code in codes):
        return Exit.NOTHING_FOUND
    return Exit.DONE if not any(codes) else Exit.PARTLY_FAILED


def _add_one(session: Session, library: Library, what: Discovered | FeedLink) -> Exit:
    args, out = session.args, session.out
    tags = [tag.lstrip("#") for tag in args.tag]
    with doing(f"adding {what.title or what.url}"):
        added = library.add(what, session.settings, name=args.name, tags=tags)
    headline = ident = ""
    if added.story is not None:
        (row,) = library.rows([added.story])
        headline, ident = row.headline, row.id
    if args.json:
        out.json(_added_to_json(added, what, headline, ident))
    else:
        _print_added(out, added, what, headline)
    if added.problem:
        complain(f"{_name(added, what)}: {added.problem}")
    if added.feed is None and added.story is None:
        return Exit.NOTHING_FOUND
    return Exit.PARTLY_FAILED if added.problem else Exit.DONE


def _name(added: Added, what: Discovered | FeedLink) -> str:
    return added.feed.name if added.feed else what.title or what.url


def _print_added(out: Output, added: Added, what: Discovered | FeedLink, headline: str) -> None:
    feed = added.feed
    if added.story is not None:
        out.line(visible(f"kept     {headline or what.url}"))
    elif feed is not None and added.known:
        out.line(f"known    {feed.name}")
    elif feed is not None:
        verb = "watched" if feed.kind == "folder" else "added"
        stories = count_of(feed.total, "story", "stories")
        out.line(f"{verb:8} {feed.name}" + out.style(f"  ({stories})", DIM))


def _added_to_json(
    added: Added, what: Discovered | FeedLink, headline: str, ident: str
) -> dict[str, Any]:
    """What was added: the contract of ``docs/command-line.md``."""
    feed = added.feed
    return {
        "kind": feed.kind if feed else "page",
        "url": feed.url if feed else what.url,
        "name": feed.name if feed else headline,
        "tags": list(feed.tags) if feed else [],
        "total": feed.total if feed else int(added.story is not None),
        "known": added.known,
        "problem": added.problem,
        "id": ident or None,
    }


# Choosing


def _choose(session: Session, page: Discovered) -> Sequence[Discovered | FeedLink]:
    """What of a page to add: the page itself, or feeds that it names. Raises CommandError."""
    args, feeds = session.args, page.feeds
    if args.page or (not feeds and not args.feed):
        return [page]
    if args.feed:
        return [_named(args.feed, feeds)]
    if args.yes:
        return [feeds[0]]
    if session.out.terminal and sys.stdin.isatty() and not args.json:
        return _ask(session.out, page)
    if len(feeds) == 1:
        return feeds
    raise CommandError(
        f"{page.title or page.url} names {len(feeds)} feeds; say which with --feed,"
        " or keep the page with --page",
        Exit.WRONG_USAGE,
        *(f"  {number}  {_described(feed)}" for number, feed in enumerate(feeds, start=1)),
    )


def _named(wanted: str, feeds: Sequence[FeedLink]) -> FeedLink:
    """The feed with this number or address among those of a page. Raises CommandError."""
    for number, feed in enumerate(feeds, start=1):
        if wanted in {str(number), feed.url}:
            return feed
    if not feeds:
        raise CommandError("this page names no feed; --page keeps it", Exit.NOTHING_FOUND)
    raise CommandError(
        f"the page names no feed {split_userinfo(wanted)[0]!r}; it names",
        Exit.WRONG_USAGE,
        *(f"  {number}  {_described(feed)}" for number, feed in enumerate(feeds, start=1)),
    )


def _described(feed: FeedLink) -> str:
    return visible(f"{feed.title}  {feed.url}" if feed.title else feed.url)


def _ask(out: Output, page: Discovered) -> Sequence[Discovered | FeedLink]:
    """Let the person choose by numbers; nothing for no answer."""
    feeds = page.feeds
    out.line(visible(f"{page.title or page.url} names {count_of(len(feeds), 'feed')}"))
    for number, feed in enumerate(feeds, start=1):
        lead = f"  {number:2}  "
        out.line(lead + out.fitted(_described(feed), len(lead)))
    out.line("   p  keep this page as a story")
    while True:
        out.stream.write("Add which? ")
        out.stream.flush()
        words = sys.stdin.readline().replace(",", " ").split()
        if words == ["p"]:
            return [page]
        if all(word.isdecimal() and 1 <= int(word) <= len(feeds) for word in words):
            return [feeds[int(word) - 1] for word in dict.fromkeys(words)]
        out.line(f"Give numbers from 1 to {len(feeds)}, or p; enter alone leaves")
