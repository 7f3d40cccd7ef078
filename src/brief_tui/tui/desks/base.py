"""What the desks have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from brief_tui.tui.commands import BY_ID, key_name

if TYPE_CHECKING:
    from brief_tui.tui.messages import Report
    from brief_tui.tui.screens.reader import ReaderScreen

Handlers: TypeAlias = Mapping[str, Callable[[], None]]
Hearers: TypeAlias = "Mapping[type[Report], Callable[..., None]]"


class Desk:
    """A part of the screen's state, and the handlers of the commands that change it."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen

    def handlers(self) -> Handlers:
        """The commands this desk answers for, by id."""
        raise NotImplementedError

    def hears(self) -> Hearers:
        """What the lanes report that this desk takes in, by kind."""
        return {}

    def key_of(self, command_id: str) -> str:
        """The key of a command as the reader knows it; where it has none, the way to it."""
        keys = self.screen.keys.get(command_id, ())
        return key_name(keys[0]) if keys else f":{BY_ID[command_id].title}"
