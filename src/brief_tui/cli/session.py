"""What every command works with: its arguments, where it prints, the settings, the archive."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final

from brief_tui.cli.exits import CommandError, Exit
from brief_tui.cli.output import Output, complain, visible

if TYPE_CHECKING:
    from brief_tui.config.settings import Settings
    from brief_tui.library import Library
    from brief_tui.model.query_nodes import Query

_SHOW_MISTAKES: Final = frozenset({"doctor", "open", "read"})
"""Commands that show the mistakes in the config in a place of their own."""

UPGRADE_STOPPED: Final = "stopped; the archive is sound, and the next start goes on upgrading it"
EMPTY = "the archive is empty; `brief` opens it with the bundled edition"


class Session:
    """One run of a command. The settings and the archive are read when first asked for."""

    def __init__(self, args: Namespace) -> None:
        self.args = args
        self.out = Output.on(sys.stdout)

    @cached_property
    def settings(self) -> Settings:
        """The settings; mistakes in them are told, once, and stop nothing.

        Raises ConfigError for a ``--config`` that cannot be read.
        """
        from brief_tui.config.settings import load  # noqa: PLC0415

        settings = load(self.args.config, self.args.archive)
        if self.args.command not in _SHOW_MISTAKES:
            for problem in settings.problems:
                complain(f"config: {problem}")
        return settings

    @property
    def archive_path(self) -> Path:
        """Where the archive is, or will be."""
        return self.settings.archive

    @contextmanager
    def library(self) -> Iterator[Library]:
        """The archive, made where there is none, and upgraded where it is an older one.

        Raises what :meth:`Library.open` raises.
        """
        with self._opened() as library:
            yield library

    def upgrade(self) -> None:
        """Upgrade an older archive now, as long as there is a line to show how far it is."""
        from brief_tui.library import needs_upgrade  # noqa: PLC0415

        if needs_upgrade(self.archive_path):
            self._opened().close()

    def _opened(self) -> Library:
        from brief_tui.cli.progress import counting  # noqa: PLC0415
        from brief_tui.library import Library  # noqa: PLC0415  the stores are slow to import

        begun = False
        with counting("upgrading the archive") as show:

            def tell(done: int, total: int) -> None:
                nonlocal begun
                begun = True
                show(done, total)

            try:
                return Library.open(self.archive_path, tell=tell)
            except KeyboardInterrupt:
                if not begun:
                    raise
        raise CommandError(UPGRADE_STOPPED, Exit.INTERRUPTED)

    @contextmanager
    def stories(self) -> Iterator[Library]:
        """The archive for commands that only read: none is made where there is none."""
        if not self.archive_path.exists():
            raise CommandError(EMPTY, Exit.NOTHING_FOUND)
        with self.library() as library:
            yield library

    def query(self, words: Sequence[str]) -> Query:
        """The query on the command line. Raises CommandError, pointing at a mistake in it."""
        from brief_tui.model.query import parse_query  # noqa: PLC0415  so that the reader's
        from brief_tui.model.query_nodes import Query  # noqa: PLC0415  first screen need not wait

        text = " ".join(words)
        query = parse_query(text, datetime.now(UTC))
        if isinstance(query, Query):
            return query
        place = (f"  {text}", f"  {query.caret()}")
        raise CommandError(query.message, Exit.WRONG_USAGE, *place)


def nothing_found(library: Library, query: Query) -> CommandError:
    """Why a listing is empty."""
    if library.counts().total == 0:
        return CommandError(EMPTY, Exit.NOTHING_FOUND)
    message = f"no story matches: {query.text}"
    return CommandError(message, Exit.NOTHING_FOUND, *_source_hint(library, query))


def _source_hint(library: Library, query: Query) -> Iterator[str]:
    """How to ask for a source of which the query has but a part of the name, if it does."""
    from brief_tui.model.query import write  # noqa: PLC0415
    from brief_tui.model.query_nodes import And, Attribute, Or, Query  # noqa: PLC0415

    waiting = [query.root]
    while waiting:
        match waiting.pop():
            case And(nodes) | Or(nodes):
                waiting.extend(nodes)
            case Attribute("source", _, False) as source:
                if not library.keys(Query(source), limit=1):
                    begun = visible(write(Query(replace(source, prefix=True))))
                    yield f"  source: wants the whole name; {begun} finds what begins so"
                    return
