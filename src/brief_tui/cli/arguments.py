"""The arguments that several commands share, and how a command is declared."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from brief_tui.cli.exits import Exit
from brief_tui.cli.output import complain

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from brief_tui.cli.session import Session

Run: TypeAlias = "Callable[[Session], Exit]"


class Parser(ArgumentParser):
    """An argument parser that complains like the rest of the program."""

    def error(self, message: str) -> NoReturn:
        """End the program, wrong usage."""
        if message.startswith("unrecognized arguments: -"):
            message += "\nPut a query that begins with a hyphen after --"
        complain(f"{message}\nTry: {self.prog} --help")
        self.exit(Exit.WRONG_USAGE)


Commands: TypeAlias = "_SubParsersAction[Parser]"


def add_common(parser: ArgumentParser) -> None:
    """``--archive`` and ``--config``, which stand before or after the command's name."""
    # Without a default: a command's would take the place of a value given before its name.
    parser.add_argument(
        "--archive", metavar="PATH", type=Path, default=SUPPRESS, help="use this archive"
    )
    parser.add_argument(
        "--config", metavar="PATH", type=Path, default=SUPPRESS, help="use this config file"
    )


def add_command(
    commands: Commands, name: str, run: Run, summary: str, *, details: str = "", examples: str = ""
) -> Parser:
    """Declare a command. ``details`` go below its summary, ``examples`` at the end."""
    parser = commands.add_parser(
        name,
        help=summary,
        description=f"{summary[:1].upper()}{summary[1:]}.\n{details}".strip(),
        epilog=f"examples:\n{examples}" if examples else None,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(run=run)
    add_common(parser)
    return parser


def add_query(parser: ArgumentParser, *, needed: bool = False) -> None:
    """The words of a query."""
    parser.add_argument(
        "query",
        metavar="QUERY",
        nargs="+" if needed else "*",
        help="words to find and filters, such as: chips source:ap is:unread",
    )


def add_json(parser: ArgumentParser, what: str = "one JSON object a line") -> None:
    """``--json``."""
    parser.add_argument("--json", action="store_true", help=f"print {what}")
