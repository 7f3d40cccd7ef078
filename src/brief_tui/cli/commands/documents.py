"""``brief parse`` and ``brief import``: what is in documents, and bringing it in."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING

from brief_tui.cli.arguments import Commands, add_command, add_json
from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.output import DIM, Output, complain, count_of, cut, sentence
from brief_tui.cli.relating import ONCE, relate
from brief_tui.cli.session import Session
from brief_tui.model.codec import to_json
from brief_tui.model.errors import ArchiveReadOnlyError, BriefError
from brief_tui.model.listing import Imported

if TYPE_CHECKING:
    from brief_tui.library import LineLabel, Parsed


def declare(commands: Commands) -> None:
    """Add the commands."""
    parser = add_command(
        commands,
        "parse",
        run_parse,
        "print what is in a document, as JSON",
        details="One article a line, in the content model that docs/formats.md describes.",
        examples="  brief parse story.md\n"
        "  curl -s https://example.org/story.txt | brief parse - --format text\n"
        "  brief parse clipping.txt --explain",
    )
    _add_paths(parser, "files, or - for standard input", "+")
    parser.add_argument("--format", metavar="NAME", default="", help="take it for this format")
    parser.add_argument("--url", metavar="URL", default="", help="where the document is from")
    parser.add_argument(
        "--explain", action="store_true", help="say for each line what it was taken for, and why"
    )
    parser.add_argument(
        "--json", action="store_true", help="print JSON in a terminal too, with --explain"
    )
    parser = add_command(
        commands,
        "import",
        run_import,
        "bring documents and subscriptions into the archive",
        details="Documents of any known format, folders of them; lists of feeds, as OPML or as\n"
        "newsboat's urls, and newsboat's cache.db. Importing the same thing again changes\n"
        "nothing.",
        examples="  brief import ~/clippings story.md\n"
        "  brief import feeds.opml ~/.newsboat/urls ~/.newsboat/cache.db\n"
        "  brief import --edition",
    )
    _add_paths(parser, "files and folders, or - for standard input", "*")
    parser.add_argument("--edition", action="store_true", help="the stories that come with brief")
    add_json(parser, "one JSON object a document")


def _add_paths(parser: ArgumentParser, what: str, count: str) -> None:
    parser.add_argument("paths", metavar="PATH", nargs=count, help=what)


def run_parse(session: Session) -> Exit:
    """Print the articles, or the labels of the lines, of every document."""
    from brief_tui.library import format_names  # noqa: PLC0415

    args, names = session.args, format_names()
    if args.format and args.format not in names:
        message = f"there is no format {args.format!r}; there are {', '.join(names)}"
        raise CommandError(message, Exit.WRONG_USAGE)
    printed = failed = False
    for path in args.paths:
        try:
            parsed = _parse(path, args.url, args.format)
        except BriefError as error:
            complain(f"{path}: {error}")
            failed = True
            continue
        for problem in parsed.problems:
            complain(f"{path}: {problem}")
        if args.explain:
            shown = _explain(session.out, parsed.lines, as_json=args.json)
            if not shown:
                complain(f"{path}: its format does not label lines; --format text does")
        else:
            shown = _print_articles(session.out, parsed)
        printed |= shown
        failed |= not shown or bool(parsed.problems)
    return _outcome(printed, failed)


def _parse(path: str, url: str, format_name: str) -> Parsed:
    from brief_tui.library import load, parse  # noqa: PLC0415

    document = load(path)
    return parse(replace(document, uri=url) if url else document, format_name)


def _print_articles(out: Output, parsed: Parsed) -> bool:
    for article in parsed.articles:
        out.json(to_json(article))
    return bool(parsed.articles)


def _explain(out: Output, lines: Iterable[LineLabel], *, as_json: bool) -> bool:
    """Print what each line was taken for; whether there was any."""
    found = list(lines)
    if as_json or not out.terminal:
        for line in found:
            out.json({"line": line.line, "label": line.label, "text": line.text, "rule": line.rule})
    elif found:
        room = max(20, out.width // 2)
        out.table([(str(ln.line), ln.label, cut(ln.text, room), ln.rule) for ln in found])
    return bool(found)


def run_import(session: Session) -> Exit:
    """Bring documents in, saying what became of each."""
    args = session.args
    if not args.paths and not args.edition:
        raise CommandError("import what? Give a PATH, or --edition", Exit.WRONG_USAGE)
    with session.library() as library:
        if library.read_only:
            raise ArchiveReadOnlyError(f"{library.path} can only be read")
        edition = library.import_edition() if args.edition else ()
        outcome = report_imports(
            session, chain(edition, library.import_paths(args.paths, session.settings))
        )
        relate(library, longest=ONCE)
        return outcome


def report_imports(session: Session, incoming: Iterable[Imported], *, name: str = "") -> Exit:
    """Say what becomes of each document as it comes in, and then of all together.

    ``name`` is what to call a document instead of the name of its file.
    """
    args, out = session.args, session.out
    results: list[Imported] = []
    # One after the other, so that a long import says at once what it has done.
    for result in incoming:
        results.append(replace(result, name=name) if name else result)
        _report(out, results[-1], as_json=args.json)
    if not results:
        raise CommandError("there is nothing to import there", Exit.NOTHING_FOUND)
    if not args.json:
        _print_summary(out, results)
    came_in = any(_came(result) for result in results)
    return _outcome(came_in, any(result.problem or result.notes for result in results))


def _came(result: Imported) -> bool:
    stories = result.new or result.changed or result.unchanged
    return bool(stories or result.feeds or result.known_feeds or result.views or result.told)


def _print_summary(out: Output, results: Sequence[Imported]) -> None:
    if any(result.new or result.changed or result.unchanged for result in results) or not any(
        map(_came, results)
    ):
        out.line(_summary(results))
    if feeds := _subscribed(results):
        out.line(feeds)
    if lines := sum(result.left_out for result in results if result.new or result.changed):
        taken = count_of(lines, "line taken for navigation was", "lines taken for navigation were")
        out.line(f"{taken} left out; `brief parse --explain` shows what and why")
    if any(result.feeds for result in results):
        out.line("`brief refresh` fetches what is in them")


def _subscribed(results: Iterable[Imported]) -> str:
    """How many feeds and views came along, '' for none."""
    feeds = known = views = 0
    for result in results:
        feeds += result.feeds
        known += result.known_feeds
        views += result.views
    counted = count_of(feeds, "new feed" if known else "feed") if feeds or known else ""
    already = f"{known:,} known already" if known else ""
    return sentence([counted, already, count_of(views, "view") if views else ""])


def _report(out: Output, result: Imported, *, as_json: bool) -> None:
    """Print a line for a document in which something is new or wrong."""
    if as_json:
        out.json(
            {
                "name": result.name,
                "new": result.new,
                "changed": result.changed,
                "unchanged": result.unchanged,
                "problem": result.problem,
                "left_out": result.left_out,
                "feeds": result.feeds,
                "known_feeds": result.known_feeds,
                "views": result.views,
                "notes": [*result.notes, *result.told],
            }
        )
        return
    name = result.name
    if result.new:
        out.line(f"{'new':8} {name}" + _times(out, result.new))
    if result.changed:
        out.line(f"{'changed':8} {name}" + _times(out, result.changed))
    if feeds := result.feeds + result.known_feeds:
        out.line(f"{'feeds':8} {name}" + out.style(f"  ({count_of(feeds, 'feed')})", DIM))
    for told in result.told:
        out.line(f"{'':8} {told}")
    if result.problem:
        complain(f"{name}: {result.problem}")
    if result.notes:
        left = [f"  {note}" for note in result.notes]
        complain(f"{name}: not all of it could be brought along", *left)


def _times(out: Output, stories: int) -> str:
    return out.style(f"  ({stories:,} stories)", DIM) if stories > 1 else ""


def _summary(results: Iterable[Imported]) -> str:
    new = changed = unchanged = failed = 0
    for result in results:
        new += result.new
        changed += result.changed
        unchanged += result.unchanged
        failed += bool(result.problem)
    return sentence(
        [
            f"{new:,} new",
            f"{changed:,} changed",
            f"{unchanged:,} unchanged",
            f"{failed:,} failed" if failed else "",
        ]
    )


def _outcome(worked: bool, failed: bool) -> Exit:
    if not worked:
        return Exit.NOTHING_FOUND
    return Exit.PARTLY_FAILED if failed else Exit.DONE
