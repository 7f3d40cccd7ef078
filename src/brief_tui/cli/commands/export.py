"""``brief export``: stories as JSON or ninjs, one a line, or as a folder of Markdown files;
subscriptions as OPML or as newsboat's ``urls``; the archive as a whole."""

from __future__ import annotations

import re
import unicodedata
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final

from brief_tui.cli.arguments import Commands, add_command, add_query
from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.output import complain, count_of, json_line
from brief_tui.cli.session import Session, nothing_found
from brief_tui.cli.subscriptions import need_archive, no_feeds
from brief_tui.model.article import Article
from brief_tui.model.codec import to_json

if TYPE_CHECKING:
    from brief_tui.library import Library
    from brief_tui.model.json_fields import Json
    from brief_tui.model.query_nodes import Query

_LISTS: Final = ("opml", "newsboat")
_ARCHIVE: Final = "archive"
_SLUG_LIMIT: Final = 60
_NOT_A_LETTER: Final = re.compile(r"[^a-z0-9]+")


def declare(commands: Commands) -> None:
    """Add the command."""
    parser = add_command(
        commands,
        "export",
        run_export,
        "write stories as JSON, ninjs or Markdown, feeds as OPML or for newsboat, or all of it",
        details="All can be imported again. Files that are there already stay, but for --force.\n"
        "Passwords are never written.",
        examples="  brief export > stories.jsonl\n"
        "  brief export is:starred --format markdown --output starred/\n"
        "  brief export source:quay --format ninjs --output quay.jsonl\n"
        "  brief export --format opml --output feeds.opml\n"
        "  brief export --format archive --output backup.db",
    )
    add_query(parser)
    _add_target(parser)


def _add_target(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--format",
        choices=("json", "markdown", "ninjs", *_LISTS, _ARCHIVE),
        default="json",
        help="json, ninjs: one story a line; markdown: one file a story; opml, newsboat: the feeds;"
        " archive: a copy of the archive, which may be in use",
    )
    parser.add_argument(
        "--output",
        metavar="PATH",
        type=Path,
        help="the folder for markdown; else the file, standard output if not given",
    )
    parser.add_argument("--force", action="store_true", help="replace files that are there")


def run_export(session: Session) -> Exit:
    """Write the stories that match, or the feeds."""
    args = session.args
    if args.format in _LISTS:
        return _export_feeds(session)
    if args.format == _ARCHIVE:
        return _export_archive(session)
    if args.format == "markdown" and args.output is None:
        raise CommandError("say with --output which folder is for the files", Exit.WRONG_USAGE)
    query = session.query(args.query)
    with session.stories() as library:
        keys = library.keys(query)
        if not keys:
            raise nothing_found(library, query)
        articles = _articles(library, query)
        if args.format == "markdown":
            return _write_files(articles, args.output, force=args.force)
        trees = map(_tree_of(args.format), articles)
        if args.output is None:
            for tree in trees:
                session.out.json(tree)
            return Exit.DONE
        return _write_lines(trees, args.output, force=args.force)


def _export_feeds(session: Session) -> Exit:
    """Write the feeds, as programs that read feeds exchange them."""
    args = session.args
    _refuse_query(session, "all feeds")
    need_archive(session)
    with session.library() as library:
        feeds = sum(feed.kind == "feed" for feed in library.feeds.list())
        if not feeds:
            raise no_feeds()
        opml = args.format == "opml"
        text = library.subscriptions_opml() if opml else library.subscriptions_newsboat()
    if args.output is None:
        session.out.line(text.rstrip("\n"))
        return Exit.DONE
    _refuse(args.output, force=args.force)
    _replace(args.output, [text])
    complain(f"{count_of(feeds, 'feed')} written to {args.output}")
    return Exit.DONE


def _export_archive(session: Session) -> Exit:
    """Copy the archive as it is at this moment, with marks, feeds and search index."""
    from brief_tui.cli.archive_care import mebibytes  # noqa: PLC0415
    from brief_tui.cli.progress import counting  # noqa: PLC0415

    path = session.args.output
    _refuse_query(session, "the whole archive")
    if path is None:
        raise CommandError("say with --output which file is for the copy", Exit.WRONG_USAGE)
    _refuse(path, force=session.args.force)
    with session.stories() as library:
        with counting("copying the archive", "MiB", at_once=True) as tell:
            size = library.care.copy(
                path,
                force=session.args.force,
                tell=lambda done, total: tell(done // 1024**2, total // 1024**2),
            )
        stories = count_of(library.counts().total, "story", "stories")
    complain(f"{stories} copied to {path}, {mebibytes(size)}")
    return Exit.DONE


def _refuse_query(session: Session, what: str) -> None:
    args = session.args
    if args.query:
        raise CommandError(
            f"--format {args.format} takes no query: it writes {what}", Exit.WRONG_USAGE
        )


def _refuse(path: Path, *, force: bool) -> None:
    """Raise CommandError for a file that is not to be written."""
    if path.exists() and not path.is_file():
        raise CommandError(f"{path} is not a file", Exit.WRONG_USAGE)
    if path.exists() and not force:
        raise CommandError(f"{path} is there already; --force replaces it", Exit.WRONG_USAGE)


def _tree_of(format_name: str) -> Callable[[Article], Json]:
    """What makes an object of this format out of a story."""
    from brief_tui.library import to_ninjs  # noqa: PLC0415

    return to_ninjs if format_name == "ninjs" else to_json


def _articles(library: Library, query: Query) -> Iterator[Article]:
    for key in library.keys(query):
        if (article := library.article(key)) is not None:
            yield article


def _write_lines(trees: Iterator[Json], path: Path, *, force: bool) -> Exit:
    _refuse(path, force=force)
    written = _replace(path, (json_line(tree) + "\n" for tree in trees))
    complain(f"{count_of(written, 'story', 'stories')} written to {path}")
    return Exit.DONE


def _write_files(articles: Iterator[Article], folder: Path, *, force: bool) -> Exit:
    from brief_tui.library import to_markdown  # noqa: PLC0415

    if folder.exists() and not folder.is_dir():
        raise CommandError(f"{folder} is not a folder", Exit.WRONG_USAGE)
    folder.mkdir(parents=True, exist_ok=True)
    written = kept = 0
    for article in articles:
        path, text = folder / file_name(article), to_markdown(article)
        if path.exists() and not force and path.read_bytes() != text.encode():
            complain(f"{path} is there already and has other content; --force replaces it")
            kept += 1
            continue
        _replace(path, [text])
        written += 1
    complain(f"{count_of(written, 'story', 'stories')} written to {folder}")
    if not written:
        return Exit.NOTHING_FOUND
    return Exit.PARTLY_FAILED if kept else Exit.DONE


def file_name(article: Article) -> str:
    """A file name for the story that is safe anywhere: ASCII letters, digits and hyphens.

    The id at its end makes it the story's own, so that exporting again finds it.
    """
    letters = unicodedata.normalize("NFKD", article.headline).encode("ascii", "ignore").decode()
    slug = _NOT_A_LETTER.sub("-", letters.lower())[:_SLUG_LIMIT].strip("-")
    own = _NOT_A_LETTER.sub("", article.id.lower())
    return f"{slug}-{own}.md" if slug else f"{own}.md"


def _replace(path: Path, parts: Iterable[str]) -> int:
    """Write the file whole or not at all; the number of parts."""
    written = 0
    unfinished = path.with_name(f".{path.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8", newline="\n") as file:
            for part in parts:
                file.write(part)
                written += 1
        unfinished.replace(path)
    finally:
        unfinished.unlink(missing_ok=True)
    return written
