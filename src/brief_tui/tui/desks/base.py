"""What the desks have in common."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen

Handlers: TypeAlias = Mapping[str, Callable[[], None]]


class Desk:
    """A part of the screen's state, and the handlers of the commands that change it."""

    def __init__(self, screen: ReaderScreen) -> None:
        self.screen = screen

    def handlers(self) -> Handlers:
        """The commands this desk answers for, by id."""
        raise NotImplementedError
