"""Pictures: which are shown, and getting them without waiting for them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from brief_tui.library import picture_path
from brief_tui.model.article import Figure
from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.messages import Report
from brief_tui.tui.pictures.darkroom import KEPT, Darkroom, Picture
from brief_tui.tui.pictures.piece import PicturePiece, frame
from brief_tui.tui.typeset.article import no_pictures
from brief_tui.tui.typeset.pieces import Piece, Place

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen

Size: TypeAlias = tuple[Path, int, int]
"""A picture's file, and the columns and rows of its frame."""


@dataclass
class Developed(Report):
    """A picture is ready, or cannot be had."""

    key: Size
    picture: Picture


class PicturesDesk(Desk):
    """Owns whether pictures are shown, and those that are."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self.shown = screen.settings.pictures
        self._darkroom = Darkroom()
        self._ready: dict[Size, Picture] = {}
        self._waiting: dict[Size, list[PicturePiece]] = {}

    def handlers(self) -> Handlers:
        return {"view.pictures": self.toggle}

    def hears(self) -> Hearers:
        return {Developed: self.developed}

    def begin(self) -> None:
        """Tell the reading pane whether to show pictures, in this theme."""
        self.forget_waiting()
        self.screen.reading.show_pictures(self.piece if self.shown else no_pictures)

    def forget_waiting(self) -> None:
        """Pictures of a story that was left are not wanted any more."""
        self.screen.lanes.pictures.drop_waiting()
        self._waiting.clear()

    def toggle(self) -> None:
        self.shown = not self.shown
        self.begin()
        self.screen.frame.say("Pictures shown" if self.shown else "Pictures hidden")

    def piece(self, place: Place, figure: Figure, width: int) -> Piece | None:
        """The lines of a figure's picture; its pixels come later if they are not here yet."""
        path = picture_path(figure.image.src) if figure.image else None
        if path is None or self.screen.looks.theme.ansi:
            return None
        size = frame(width, self.screen.reading.size.height)
        key = (path, *size)
        piece = PicturePiece(place, *size, figure.alt or figure.caption, self._ready.get(key))
        # The next start shows the frames first: their pixels are not for a screen of before.
        if piece.picture is None and not self.screen.is_rehearsal:
            self._waiting.setdefault(key, []).append(piece)
            if len(self._waiting[key]) == 1:
                self.screen.lanes.pictures.ask(lambda: Developed(key, self._darkroom.develop(*key)))
        return piece

    def developed(self, message: Developed) -> None:
        """Put the picture into the frames that wait for it."""
        key = message.key
        if len(self._ready) >= KEPT:
            self._ready.clear()
        self._ready[key] = message.picture
        for piece in self._waiting.pop(key, ()):
            piece.picture = message.picture
        self.screen.reading.renew()

    def close(self) -> None:
        """End the decoding process."""
        self._darkroom.close()
