"""The whole command line, declared. What a command does is in :mod:`brief_tui.cli.commands`."""

from __future__ import annotations

import re
from argparse import Namespace, RawDescriptionHelpFormatter
from collections.abc import Collection, Mapping, Sequence
from importlib import import_module
from typing import Final

from brief_tui import __version__
from brief_tui.cli.arguments import Parser, add_common

_USAGE: Final = "brief [QUERY…]\n       brief COMMAND …"
_DETAILS: Final = """\
A newspaper for the terminal.

Without a command, the reader opens; with words, it opens on what they find.
`brief COMMAND --help` says more of a command."""
_EPILOG: Final = """\
examples:
  brief                          open the reader where you left it
  brief chips source:ap          open it on a search
  brief -- list                  search for a word that is a command's name
  brief add example.org          subscribe to what is there
  brief refresh                  fetch what is new
  brief import ~/clippings       bring stories in
  brief list is:unread --json    for scripts

exit codes:
  0  done                        3  part of it failed
  1  nothing found               4  could not start, or broke off
  2  wrong usage

Stories, search and reading state are in one file, the archive; `brief doctor`
says where it is, and whether all is well."""
_WITH_VALUE: Final = ("--archive", "--config")
_OPTION: Final = re.compile(r"--(?:archive|config)(?:=.*)?|--version|--help|-h", re.DOTALL)


MODULES: Final[Mapping[str, tuple[str, ...]]] = {
    "reader": ("open", "read"),
    "adding": ("add",),
    "refresh": ("refresh",),
    "feeds": ("feeds", "feed", "remove"),
    "rules": ("rules",),
    "documents": ("parse", "import"),
    "listing": ("list", "search"),
    "story": ("show", "related", "fetch"),
    "threads": ("thread",),
    "export": ("export",),
    "keeping": ("clean",),
    "program": ("themes", "keys", "completion"),
    "doctor": ("doctor",),
}
"""The modules in :mod:`brief_tui.cli.commands`, and the commands that each declares.

Only that of the command that is run is imported: all of them take longer than most commands.
"""


def parse_arguments(arguments: Sequence[str]) -> Namespace:
    """Read the arguments; ``run`` is the function of the command that they name.

    Raises SystemExit for wrong usage, and when ``--help`` or ``--version`` has been printed.
    """
    names = [name for commands in MODULES.values() for name in commands]
    given = with_command(arguments, names)
    at = _command_at(given)
    alone = at < len(given) and not {"-h", "--help"}.intersection(given[:at])
    parser, _ = build_parser(given[at] if alone else None)
    return parser.parse_args(given)


def build_parser(command: str | None = None) -> tuple[Parser, Collection[str]]:
    """The parser of the program's arguments, and the names of its commands.

    With a ``command``, that of the arguments of this one and of those declared beside it.
    """
    parser = Parser(
        prog="brief",
        usage=_USAGE,
        description=_DETAILS,
        epilog=_EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.set_defaults(archive=None, config=None)
    parser.add_argument("--version", action="version", version=f"brief {__version__}")
    add_common(parser)
    commands = parser.add_subparsers(
        title="commands", metavar="COMMAND", dest="command", required=True, prog="brief"
    )
    for module, names in MODULES.items():
        if command is None or command in names:
            import_module(f"brief_tui.cli.commands.{module}").declare(commands)
    return parser, commands.choices.keys()


def with_command(arguments: Sequence[str], names: Collection[str]) -> list[str]:
    """The arguments, with ``open`` before the words of a query that has no command.

    So ``brief chips`` is ``brief open chips``, and ``brief -- list`` searches for "list".
    """
    at = _command_at(arguments)
    if at < len(arguments) and arguments[at] in names:
        return list(arguments)
    return [*arguments[:at], "open", *arguments[at:]]


def _command_at(arguments: Sequence[str]) -> int:
    """Where the options that go before a command end."""
    at = 0
    while at < len(arguments) and _OPTION.fullmatch(arguments[at]):
        at += 2 if arguments[at] in _WITH_VALUE else 1
    return at
