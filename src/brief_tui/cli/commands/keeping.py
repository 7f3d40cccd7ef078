"""``brief clean``: deleting old stories by the rule of the config."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from brief_tui.cli.archive_care import mebibytes
from brief_tui.cli.arguments import Commands, add_command, add_json
from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.output import Output, count_of, cut, padded
from brief_tui.cli.progress import counting
from brief_tui.cli.session import Session
from brief_tui.cli.stopping import Stopping
from brief_tui.cli.subscriptions import need_archive

if TYPE_CHECKING:
    from brief_tui.model.care import Cleaned

_NAMED: Final = 20
"""Feeds that are named for people."""
_NAME: Final = 40
"""Cells."""


def declare(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "clean",
        run_clean,
        "delete old stories of feeds, by the rule in the config",
        details="The rule is the section [keep] of the config; without one nothing is deleted.\n"
        "Stories that are starred, tagged, for later or begun stay in any case.",
        examples="  brief clean --dry-run\n  brief clean",
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would go, delete nothing")
    add_json(parser, "one JSON object")


def run_clean(session: Session) -> int:
    """Delete what the rule lets go of, and say what that was."""
    args, rule = session.args, session.settings.keep
    need_archive(session)
    if not rule:
        raise CommandError(
            "there is no rule by which stories are deleted",
            Exit.NOTHING_FOUND,
            "In the config, `days = 365` below [keep] keeps the stories of feeds for a year",
        )
    with (
        session.library() as library,
        Stopping() as stopping,
        counting("looking for old stories", "feeds") as tell,
    ):
        wish = stopping.event.is_set
        done = library.care.clean(rule, dry=args.dry_run, tell=tell, stop=wish)
    if done.unknown:
        named = ", ".join(done.unknown)
        raise CommandError(
            f"nothing was deleted: [keep.feeds] in the config names what is no feed here: {named}",
            Exit.WRONG_USAGE,
            "`brief feeds` lists the feeds",
        )
    if args.json:
        session.out.json(cleaned_to_json(done, dry=args.dry_run))
    else:
        _print(session.out, done, dry=args.dry_run)
    if stopping.signal:
        return 128 + stopping.signal
    return Exit.DONE


def _print(out: Output, done: Cleaned, *, dry: bool) -> None:
    verb = "would be deleted" if dry else "deleted"
    if not done.stories or done.oldest is None or done.newest is None:
        out.line("no story would be deleted" if dry else "no story was deleted")
    else:
        width = max(len(f"{number:,}") for _, number in done.by_feed)
        for name, number in done.by_feed[:_NAMED]:
            shown = cut(name, _NAME) if out.terminal else name
            out.line(f"{padded('', width - len(f'{number:,}'))}{number:,}  {shown}")
        if (rest := len(done.by_feed) - _NAMED) > 0:
            out.line(f"and {count_of(rest, 'more feed')}")
        dates = f"of {done.oldest:%Y-%m-%d} to {done.newest:%Y-%m-%d}"
        stories = count_of(done.stories, "story", "stories")
        text = f"{done.unread:,} of them unread, {count_of(done.words, 'word')}"
        out.line(f"{stories} {verb}, {dates}: {text}, {mebibytes(done.size)} as stored")
    if not done.ended:
        out.line("stopped; the next `brief clean` goes on")


def cleaned_to_json(done: Cleaned, *, dry: bool) -> dict[str, Any]:
    """What a rule deleted: the contract of ``docs/command-line.md``."""
    return {
        "deleted": 0 if dry else done.stories,
        "stories": done.stories,
        "unread": done.unread,
        "words": done.words,
        "bytes": done.size,
        "oldest": done.oldest.isoformat() if done.oldest else None,
        "newest": done.newest.isoformat() if done.newest else None,
        "feeds": [{"name": name, "stories": number} for name, number in done.by_feed],
        "ended": done.ended,
    }
