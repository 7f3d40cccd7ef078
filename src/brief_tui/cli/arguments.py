"""The arguments that several commands share, and how a command is declared."""

from __future__ import annotations

from argparse import (
    SUPPRESS,
    ArgumentParser,
    ArgumentTypeError,
    Namespace,
    RawDescriptionHelpFormatter,
)
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

from brief_tui.cli.exits import Exit
from brief_tui.cli.output import complain
from brief_tui.config.addresses import split_userinfo

if TYPE_CHECKING:
    from argparse import _SubParsersAction

    from brief_tui.cli.session import Session

Run: TypeAlias = "Callable[[Session], int]"
"""Runs a command; returns the exit code."""


class Parser(ArgumentParser):
    """An argument parser that knows of queries, and complains like the rest of the program.

    The words of a query may stand among the options, and a hyphen in a query means "not":
    ``-is:read`` is one of its words.
    """

    def parse_known_args(  # type: ignore[override]  # the overloads are for other namespaces
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> tuple[Namespace, list[str]]:
        words = list(args or ())
        if any(action.dest == "query" for action in self._actions):
            words = self._query_last(words)
        return super().parse_known_args(words, namespace)

    def _query_last(self, words: Iterable[str]) -> list[str]:
        """The options first, then ``--``, then the words of the query."""
        with_value = {
            option
            for action in self._actions
            if action.nargs is None
            for option in action.option_strings
        }
        options: list[str] = []
        query: list[str] = []
        remaining = iter(words)
        for word in remaining:
            if word == "--":
                query.extend(remaining)
            elif word in with_value:
                options += [word, *islice(remaining, 1)]
            elif word == "-h" or word.startswith("--"):
                options.append(word)
            else:
                query.append(word)
        return [*options, "--", *query] if query else options

    def error(self, message: str) -> NoReturn:
        """End the program, wrong usage. Of an address in the message no password is shown."""
        shown = " ".join(split_userinfo(word)[0] for word in message.split(" "))
        complain(shown, f"Try: {self.prog} --help")
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


def whole_number(text: str) -> int:
    """The type of an argument that counts."""
    if not text.isdecimal():
        raise ArgumentTypeError(f"{text!r} is not a whole number")
    return int(text)
