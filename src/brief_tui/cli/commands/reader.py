"""``brief open`` and ``brief read``: the reader itself."""

from __future__ import annotations

import os
import sys
from typing import Final

from brief_tui.cli.arguments import Commands, add_command, add_query
from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.progress import doing
from brief_tui.cli.session import Session
from brief_tui.config.addresses import split_userinfo
from brief_tui.model.errors import FormatError, SourceError

SIGNALS: Final = 128
"""What shells add to a signal's number in an exit code."""

_WEB: Final = ("http://", "https://")


def declare(commands: Commands) -> None:
    """Add the commands."""
    parser = add_command(
        commands,
        "open",
        run_open,
        "open the reader; `brief` alone does the same",
        examples="  brief open\n  brief open is:unread section:science",
    )
    add_query(parser)
    parser = add_command(
        commands,
        "read",
        run_read,
        "open one document or web page in the reader, without keeping it",
        examples="  brief read story.md\n"
        "  brief read https://example.org/story\n"
        "  pbpaste | brief read -",
    )
    parser.add_argument(
        "path", metavar="PATH", help="a file, an address of the web, or - for standard input"
    )


def run_open(session: Session) -> int:
    """Open the reader on the archive."""
    words = session.args.query
    text = session.query(words).text if words else ""
    _need_terminal(sys.stdin.isatty())
    from brief_tui.tui.start import open_reader  # noqa: PLC0415

    return _exit(open_reader(session.settings, text, session.upgrade))

    return _exit(open_reader(session.settings, text))


def run_read(session: Session) -> int:
    """Open the reader on one document."""
    from brief_tui.library import fetch_document, load  # noqa: PLC0415

    path = session.args.path
    piped = path == "-" and not sys.stdin.isatty()
    _need_terminal(piped or sys.stdin.isatty())
    try:
        if path.lower().startswith(_WEB):
            with doing(f"fetching {split_userinfo(path)[0]}"):
                document = fetch_document(path, session.settings)
        else:
            document = load(path)
        if piped:
            _take_keys_from_terminal()
        from brief_tui.tui.start import open_document  # noqa: PLC0415

        return _exit(open_document(session.settings, document))
    except (SourceError, FormatError) as error:
        shown = split_userinfo(path)[0]
        raise CommandError(f"{shown}: {error}", Exit.NOTHING_FOUND) from error


def _exit(code: int) -> int:
    """Ours for Textual's: ended by a signal (128 and its number), broken off, or done."""
    if code > SIGNALS:
        return code
    return Exit.CANNOT_START if code else Exit.DONE


def _need_terminal(keys: bool) -> None:
    if not (keys and sys.stdout.isatty()):
        raise CommandError(
            "the reader needs a terminal",
            Exit.CANNOT_START,
            "`brief list`, `brief search` and `brief show` print",
        )


def _take_keys_from_terminal() -> None:
    """Standard input was the document: from here on it is the keyboard."""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR)
    except OSError as error:
        raise CommandError("the reader needs a terminal for its keys", Exit.CANNOT_START) from error
    os.dup2(terminal, sys.stdin.fileno())
    os.close(terminal)
