"""The program's entry: arguments in, exit code out.

A mistake of the program is one line; ``BRIEF_DEBUG`` shows the traceback. Only the reader
prints one by itself, when it breaks off: Textual does, after it gives the terminal back.
"""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress

from brief_tui.cli.exits import CommandError, Exit, exit_code
from brief_tui.cli.output import complain
from brief_tui.cli.parser import parse_arguments
from brief_tui.cli.session import Session
from brief_tui.model.errors import ArchiveDamagedError, BriefError


def main(argv: list[str] | None = None) -> int:
    """Run the command line ``argv`` (that of the process by default); the exit code."""
    _show_what_can_be_shown()
    try:
        return _run(sys.argv[1:] if argv is None else argv)
    except BriefError as error:
        complain(str(error), *_details(error))
        return exit_code(error)
    except KeyboardInterrupt:
        return Exit.INTERRUPTED
    except BrokenPipeError:
        _let_go_of_output()
        return Exit.PIPE_CLOSED
    except OSError as error:
        complain(": ".join(filter(None, [error.filename and str(error.filename), error.strerror])))
        return Exit.CANNOT_START
    except Exception as error:
        if os.environ.get("BRIEF_DEBUG"):
            raise
        complain(f"this is a mistake in the program: {type(error).__name__}: {error}")
        return Exit.CANNOT_START


def _run(argv: Sequence[str]) -> int:
    try:
        args = parse_arguments(argv)
    except SystemExit as stop:  # --help, --version, wrong usage
        return int(stop.code or 0)
    code = args.run(Session(args))
    sys.stdout.flush()  # so that a closed pipe is noticed here
    return int(code)


def _details(error: BriefError) -> tuple[str, ...]:
    """What to say below an error's message."""
    match error:
        case CommandError(details=details):
            return details
        case ArchiveDamagedError():
            return ("`brief doctor --rebuild` makes a new archive and keeps this one",)
        case _:
            return ()


def _show_what_can_be_shown() -> None:
    """In a terminal that is not UTF-8, print a question mark for what it cannot show."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _let_go_of_output() -> None:
    """Point standard output at nothing, so that Python does not flush into the closed pipe."""
    with suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nothing, sys.stdout.fileno())
        os.close(nothing)
