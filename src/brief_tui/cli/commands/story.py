"""``brief show``, ``brief related`` and ``brief fetch``: one story, what belongs with it, all
of it."""

from __future__ import annotations

from argparse import ArgumentParser
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from brief_tui.cli.arguments import Commands, add_command, add_json
from brief_tui.cli.commands.listing import SHORT_ID
from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.output import DIM, ITALIC, Output, cells, complain, count_of
from brief_tui.cli.progress import doing
from brief_tui.cli.session import Session
from brief_tui.model.article import Article, Figure, Origin
from brief_tui.model.codec import to_json
from brief_tui.model.errors import ArchiveReadOnlyError

if TYPE_CHECKING:
    from brief_tui.library import Library
    from brief_tui.model.listing import RelatedStory, Row

_ORIGINS: Final[dict[Origin, str]] = {
    "page": "in this story",
    "thread": "same story",
    "similar": "more like this",
    "pointing": "points here",
}


def declare(commands: Commands) -> None:
    """Add the commands."""
    parser = add_command(
        commands,
        "show",
        run_show,
        "print a story",
        details="Set for reading in a terminal; in a pipe, as Markdown that `brief import` reads.",
        examples="  brief show 3f9k2m7q\n"
        "  brief show 3f9k2m7q > story.md\n"
        "  brief show 3f9k2m7q --json",
    )
    add_id(parser)
    parser.add_argument(
        "--format", choices=("page", "markdown"), help="how to print it, wherever that is"
    )
    add_json(parser, "the content model as one JSON object")
    parser = add_command(
        commands,
        "related",
        run_related,
        "list what belongs with a story",
        examples="  brief related 3f9k2m7q",
    )
    add_id(parser)
    add_json(parser)
    parser = add_command(
        commands,
        "fetch",
        run_fetch,
        "fetch the whole page of stories whose feed has only the beginning",
        examples="  brief fetch 3f9k2m7q\n  brief list is:teaser",
    )
    parser.add_argument("ids", metavar="ID", nargs="+", help="the ids of stories")
    add_json(parser, "one JSON object a story")


def add_id(parser: ArgumentParser) -> None:
    """Take the id of a story."""
    parser.add_argument(
        "id", metavar="ID", help="a story's id as `brief list` prints it, or its beginning"
    )


def run_show(session: Session) -> Exit:
    """Print one story."""
    args, out = session.args, session.out
    with session.stories() as library:
        key, article = story_of(library, args.id)
        rows = library.rows([key])
    if args.json:
        out.json(to_json(article))
    elif args.format == "page" or (args.format is None and out.terminal):
        from brief_tui.cli.page import print_page  # noqa: PLC0415  takes what the reader takes

        source = rows[0].source if rows else ""
        print_page(out, replace(article, publisher=article.publisher or source))
    else:
        from brief_tui.library import to_markdown  # noqa: PLC0415

        out.line(to_markdown(article).rstrip("\n"))
    return Exit.DONE


def run_related(session: Session) -> Exit:
    """Print the related stories, and for each why it is there."""
    with session.stories() as library:
        key, article = story_of(library, session.args.id)
        stories = library.related(key, article)
    if not stories:
        raise CommandError(f"nothing belongs with {article.headline!r}", Exit.NOTHING_FOUND)
    for number, story in enumerate(stories, start=1):
        if session.args.json:
            session.out.json(related_to_json(story))
        else:
            _print_related(session.out, number, story)
    return Exit.DONE


def run_fetch(session: Session) -> Exit:
    """Put the page of each story in the place of what its feed carried."""
    args, out = session.args, session.out
    done = failed = 0
    with session.stories() as library:
        if library.read_only:
            raise ArchiveReadOnlyError(f"{library.path} can only be read")
        for story_id in dict.fromkeys(args.ids):
            key = library.key_of(story_id)
            if key is None:
                complain(_unknown(story_id))
                failed += 1
                continue
            with doing(f"fetching the page of {story_id}"):
                page = library.fetch_whole(key, session.settings)
            (row,) = library.rows([key])
            done, failed = done + (not page.problem), failed + bool(page.problem)
            if args.json:
                out.json(fetched_to_json(row, page.problem))
            elif not page.problem:
                words = out.style(f"  ({count_of(row.words, 'word')})", DIM)
                out.line(f"fetched  {row.headline or 'Untitled'}{words}")
            if page.problem:
                complain(f"{row.headline or story_id}: {page.problem}")
    if not done:
        return Exit.NOTHING_FOUND
    return Exit.PARTLY_FAILED if failed else Exit.DONE


def fetched_to_json(row: Row, problem: str) -> dict[str, Any]:
    """A story whose page was asked for: the contract of ``docs/command-line.md``."""
    return {
        "id": row.id,
        "headline": row.headline,
        "url": row.url,
        "words": row.words,
        "whole": row.whole,
        "problem": problem,
    }


def story_of(library: Library, story_id: str) -> tuple[int, Article]:
    """The story with this id. Raises CommandError where there is none, or its text is gone."""
    key = library.key_of(story_id)
    article = library.article(key) if key is not None else None
    if key is None or article is None:
        raise CommandError(_unknown(story_id), Exit.NOTHING_FOUND)
    return key, article


def _unknown(story_id: str) -> str:
    return f"no story, or more than one, has an id that begins with {story_id!r}"


def related_to_json(story: RelatedStory) -> dict[str, Any]:
    """A related story: the contract of ``docs/command-line.md``."""
    link, figure = story.link, story.link.figure or Figure()
    return {
        "headline": link.headline,
        "url": link.url,
        "caption": figure.caption,
        "credit": figure.credit,
        "anchor": link.anchor,
        "origin": link.origin,
        "reason": link.reason,
        "score": story.score,
        "id": story.row.id if story.row else None,
    }


def _print_related(out: Output, number: int, story: RelatedStory) -> None:
    """The headline; below it caption and credit, where it leads and why it is here."""
    link, figure = story.link, story.link.figure or Figure()
    lead = f"{number:2}  "
    out.line(lead + out.fitted(link.headline or link.url, cells(lead)))
    indent = " " * len(lead)
    for text, style in ((figure.caption, ITALIC), (figure.credit, DIM)):
        if text:
            out.line(indent + out.style(out.fitted(" ".join(text.split()), len(indent)), style))
    place = f"archive {story.row.id[:SHORT_ID]}" if story.row else link.url or "no address"
    facts = " · ".join(filter(None, [_ORIGINS[link.origin], link.reason, place]))
    out.line(indent + out.style(out.fitted(facts, len(indent)), DIM))
