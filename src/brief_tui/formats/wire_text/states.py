"""A page is read from above to below: what it may be at each line, and what may follow.

A state is a label in a part of the page. Parts come in their order: what stands *above* the
headline, the *headline*, the *front* between it and the text, the *story*, what is *below*.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, get_args

from brief_tui.formats.base import Label

_PARTS: Final[dict[str, tuple[Label, ...]]] = {
    "above": ("chrome", "related", "date", "byline", "caption", "credit"),
    "headline": ("headline",),
    "front": ("chrome", "dek", "byline", "date", "caption", "credit", "related"),
    "story": ("body", "subheading", "caption", "credit", "related", "chrome", "byline", "date"),
    "below": ("chrome", "related", "byline", "date", "caption", "credit"),
}


@dataclass(frozen=True, slots=True)
class State:
    """What a line may be: ``label`` in ``part``."""

    part: str
    label: Label

    def leads_to(self, other: State) -> bool:
        """A story begins with text and ends with it, a headline is one line."""
        if other.part == "story" and self.part != "story":
            return self.part != "below" and other.label in {"body", "subheading"}
        if other.part == self.part:
            return self.part != "headline"
        following = {"above": "headline", "headline": "front"}.get(self.part)
        return other.part == following or (
            (self.part, self.label, other.part) == ("story", "body", "below")
        )

    @property
    def begins(self) -> bool:
        """Whether the first line of a page may be so."""
        return self.part in {"above", "headline"} or self.label == "body"


STATES: Final = tuple(State(part, label) for part, labels in _PARTS.items() for label in labels)
COLUMNS: Final = (*get_args(Label), *_PARTS)
"""What a feature speaks for: a label or a part. A state earns what both of its own earn."""

COLUMNS_OF: Final = tuple(
    (COLUMNS.index(state.label), len(get_args(Label)) + tuple(_PARTS).index(state.part))
    for state in STATES
)
AFTER: Final = tuple(
    tuple(index for index, following in enumerate(STATES) if state.leads_to(following))
    for state in STATES
)
"""The states that may come after each state."""
