"""How long stories are kept, as a rule of the config says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Bounds:
    """How long, and how many, stories of a feed are kept; 0 for all of them.

    ``days`` counts from when a story came, ``stories`` the newest by their dates.
    """

    days: int = 0
    stories: int = 0

    def __bool__(self) -> bool:
        return self.days > 0 or self.stories > 0


@dataclass(frozen=True, slots=True)
class KeepRule:
    """Which stories of feeds are kept: those within the ``bounds``, or within those of their
    feed, by its name or address. ``unread`` keeps all that were not read.

    What the reader starred, tagged, put off for later or began to read is kept in any case.
    """

    bounds: Bounds = Bounds()
    feeds: tuple[tuple[str, Bounds], ...] = ()
    unread: bool = False

    def __bool__(self) -> bool:
        """Whether anything is ever to be deleted."""
        return bool(self.bounds) or any(bounds for _, bounds in self.feeds)
