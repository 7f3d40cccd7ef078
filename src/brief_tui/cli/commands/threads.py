"""``brief thread``: the reports of one event, and which stories are among them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from brief_tui.cli.arguments import Commands, add_command, add_json
from brief_tui.cli.commands.listing import SHORT_ID, row_to_json
from brief_tui.cli.commands.story import add_id, story_of
from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.output import BOLD, DIM, Output, cells, cut, padded
from brief_tui.cli.session import Session

if TYPE_CHECKING:
    from brief_tui.model.listing import RelatedStory, Row


def declare(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "thread",
        run_thread,
        "list the reports of the event that a story is about",
        details="Oldest first. What is split or merged stays so.",
        examples="  brief thread 3f9k2m7q\n  brief thread 3f9k2m7q --merge 8kjz5zv8",
    )
    add_id(parser)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--split", action="store_true", help="the story is about another event")
    how.add_argument("--merge", metavar="OTHER", help="this story is about the same event")
    add_json(parser)


def run_thread(session: Session) -> Exit:
    """Print the reports of a story's event, or change which stories are among them."""
    args = session.args
    with session.stories() as library:
        key, article = story_of(library, args.id)
        if args.split:
            library.threads.split(key)
            return Exit.DONE
        if args.merge:
            other, _ = story_of(library, args.merge)
            library.threads.merge(key, other)
        keys = library.threads.of(key)
        found = {story.row.key: story for story in library.related(key, article) if story.row}
        rows = library.rows(keys)
    if not rows:
        message = f"nobody else has reported what {article.headline!r} is about"
        raise CommandError(message, Exit.NOTHING_FOUND)
    for row in rows:
        story = found.get(row.key)
        if args.json:
            session.out.json(report_to_json(row, story))
        else:
            _print_report(session.out, row, is_own=row.key == key)
    return Exit.DONE


def report_to_json(row: Row, story: RelatedStory | None) -> dict[str, Any]:
    """A story of a thread: the contract of ``docs/command-line.md``. ``story`` is how it belongs
    with the one that was asked for, None for that one itself.
    """
    return row_to_json(row) | {
        "origin": "thread",
        "reason": story.link.reason if story else "",
        "score": story.score if story else None,
    }


def _print_report(out: Output, row: Row, *, is_own: bool) -> None:
    """When it came, from whom, and its headline; the story that was asked for in bold."""
    when = f"{row.published:%d %b %Y %H:%M}" if row.published else ""
    lead = f"{row.id[:SHORT_ID]}  {when:>17}  {padded(cut(row.publisher or row.source, 20), 20)}  "
    headline = out.fitted(row.headline or "Untitled", cells(lead))
    out.line(out.style(lead, DIM) + (out.style(headline, BOLD) if is_own else headline))
