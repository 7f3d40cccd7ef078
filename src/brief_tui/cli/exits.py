"""What the program's exit codes mean, and the error that carries one."""

from __future__ import annotations

from enum import IntEnum

from brief_tui.model.errors import ArchiveError, BriefError, ConfigError


class Exit(IntEnum):
    """The exit codes: part of the contract, listed in ``docs/command-line.md``."""

    DONE = 0
    NOTHING_FOUND = 1
    WRONG_USAGE = 2
    PARTLY_FAILED = 3
    CANNOT_START = 4
    INTERRUPTED = 130
    """128 + SIGINT, as shells count it."""
    PIPE_CLOSED = 141
    """128 + SIGPIPE, as shells count it."""


class CommandError(BriefError):
    """A command cannot go on.

    ``code`` is what the program ends with; ``details`` are lines to print below the message.
    """

    def __init__(self, message: str, code: Exit, *details: str) -> None:
        super().__init__(message)
        self.code = code
        self.details = details


def exit_code(error: BriefError) -> Exit:
    """The code with which an error ends the program."""
    match error:
        case CommandError():
            return error.code
        case ArchiveError() | ConfigError():
            return Exit.CANNOT_START
        case _:
            return Exit.NOTHING_FOUND
