"""The way a reader came: stories opened one from another, and a place on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, NamedTuple

LONGEST: Final = 50
"""Stops kept; older ones are forgotten."""


class Stop(NamedTuple):
    """A story on the trail."""

    id: str
    headline: str


@dataclass(frozen=True, slots=True)
class Trail:
    """Stops, oldest first, and the index of the one that is shown; -1 when there are none."""

    stops: tuple[Stop, ...] = ()
    at: int = -1

    def start(self, stop: Stop) -> Trail:
        """A new trail, for a story opened from the list; the old one if it is shown already."""
        return self if self.here == stop else Trail((stop,), 0)

    def visit(self, stop: Stop) -> Trail:
        """On to a story that the shown one leads to. What was ahead is forgotten."""
        if self.here == stop:
            return self
        stops = (*self.stops[: self.at + 1], stop)[-LONGEST:]
        return Trail(stops, len(stops) - 1)

    def step(self, by: int) -> Trail:
        """Back (-1) or forward (1), as far as there is a stop."""
        at = self.at + by
        return Trail(self.stops, at) if 0 <= at < len(self.stops) else self

    @property
    def here(self) -> Stop | None:
        """The story that is shown."""
        return self.stops[self.at] if 0 <= self.at < len(self.stops) else None

    @property
    def can_go_back(self) -> bool:
        return self.at > 0

    @property
    def can_go_forward(self) -> bool:
        return self.at < len(self.stops) - 1
