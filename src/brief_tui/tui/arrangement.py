"""Which parts of the screen are in sight, by its width and by where the keys go.

Parts are shown and hidden one by one, not by style classes of the screen: with each class that
changes Textual matches every rule with every widget, and opening a story changes two. That was
half of the processor time of opening a story and going back.
"""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

LeftName: TypeAlias = Literal["stories", "sources"]
PaneName: TypeAlias = LeftName | Literal["reading", "related"]

MEDIUM: Final = 80
"""Columns from which on there are two panes side by side."""
WIDE: Final = 120
"""Columns from which on there are three."""

PARTS: Final = (
    "head",
    "stories-column",
    "stories-title",
    "stories",
    "sources-title",
    "sources",
    "stories-divider",
    "reading-column",
    "related-divider",
    "related-column",
    "foot",
)
"""The ids of what is shown or hidden."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What decides it: columns, the pane ``at`` which the keys go, which one is on the ``left``,
    whether the article is alone (``zen``), and whether the foot has something to say then.
    """

    width: int
    at: PaneName
    left: LeftName
    zen: bool = False
    speaks: bool = False

    @property
    def has_reading_beside_list(self) -> bool:
        """Whether the reading pane is in sight while the list has the keys."""
        return self.width >= MEDIUM

    def in_sight(self) -> Set[str]:
        """The ids of the parts that are in sight."""
        if self.zen:
            return self._alone() | ({"foot"} if self.speaks else set())
        return {"head", "foot", self.left, f"{self.left}-title"} | self._columns()

    def _alone(self) -> set[str]:
        """The article, and the related stories as long as they have the keys."""
        if self.at != "related":
            return {"reading-column"}
        beside = {"reading-column", "related-divider"} if self.width >= MEDIUM else set()
        return {"related-column"} | beside

    def _columns(self) -> Set[str]:
        if self.width >= WIDE:
            return {part for part in PARTS if part.endswith(("-column", "-divider"))}
        if self.width >= MEDIUM:  # related stories take the list's place while they have the keys
            beside = "related" if self.at == "related" else "stories"
            return {"reading-column", f"{beside}-column", f"{beside}-divider"}
        return {f"{'stories' if self.at in ('stories', 'sources') else self.at}-column"}
