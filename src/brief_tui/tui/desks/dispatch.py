"""From a key or a palette's choice to the desk that answers for the command."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textual.binding import Binding, BindingsMap

from brief_tui.tui.arrangement import PaneName
from brief_tui.tui.commands import BY_ID, COMMANDS, Command, Condition, Context
from brief_tui.tui.desks.base import Desk
from brief_tui.tui.messages import Report

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen

CONTEXT_OF: Final[Mapping[PaneName, Context]] = {
    "stories": "list",
    "sources": "sources",
    "reading": "article",
    "related": "related",
}


class Dispatch:
    """Knows which commands can be carried out here and now, and by whom."""

    def __init__(self, screen: ReaderScreen, desks: Sequence[Desk]) -> None:
        self._screen = screen
        self.handlers: dict[str, Callable[[], None]] = {
            command_id: handler for desk in desks for command_id, handler in desk.handlers().items()
        }
        self._hearers: dict[type[Report], Callable[..., None]] = {
            kind: hear for desk in desks for kind, hear in desk.hears().items()
        }
        self.conditions: Mapping[Condition, Callable[[], bool]] = {
            "always": lambda: True,
            "choice": lambda: screen.frame.at != "reading",
            "away": lambda: screen.frame.at != "stories",
            "story": lambda: screen.current_row is not None,
            "reports": lambda: bool(screen.current_row and screen.current_row.reports),
            "address": lambda: bool(screen.addresses.current),
            "listing": lambda: len(screen.stories.window) > 0,
            "find": lambda: bool(screen.reading.hits),
            "back": lambda: screen.story.trail.can_go_back,
            "forward": lambda: screen.story.trail.can_go_forward,
            "feed": lambda: screen.sources_desk.feed is not None,
            "refreshing": lambda: screen.refreshing.is_busy,
            "news": lambda: screen.refreshing.waiting > 0,
            "passing": lambda: screen.fetching.is_passing,
            "problems": lambda: bool(screen.frame.problems),
        }

    def perform(self, command_id: str) -> None:
        """Carry out a command."""
        self.handlers[command_id]()

    def tell(self, message: Report) -> None:
        """Give a report to the desk that hears it."""
        self._hearers[type(message)](message)

    def available(self, command: Command) -> bool:
        """Whether the command's keys work here and now."""
        return self.in_context(command.context) and self.possible(command)

    def possible(self, command: Command) -> bool:
        """Whether there is what the command needs."""
        return self.conditions[command.when]()

    def allows(self, command_id: str) -> bool:
        """Whether a key may run the command: not while a query is typed."""
        bar = self._screen.query_bar
        typing = bar.is_open and self._screen.focused is bar.input
        return not typing and self.available(BY_ID[command_id])

    def in_context(self, context: Context) -> bool:
        """Whether the reader is where commands of this context work."""
        at = self._screen.frame.at
        if context == "find":
            return at == "reading" and bool(self._screen.reading.hits)
        return context in ("app", CONTEXT_OF[at])


def bindings(keys: Mapping[str, Sequence[str]]) -> BindingsMap:
    """The registry's commands as bindings, those of a narrower context first on each key."""
    ordered = sorted(COMMANDS, key=lambda command: command.context == "app")
    return BindingsMap(
        Binding(
            key,
            f"command({command.id!r})",
            command.title,
            show=False,
            # Before the key goes on its way to a widget: what is typed behind a key that opens
            # an input then finds the input there.
            priority=True,
            id=command.id,
        )
        for command in ordered
        for key in keys.get(command.id, ())
    )
