"""Rules: what happens by itself to stories as they arrive."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, TypeAlias

ActionName: TypeAlias = Literal["mark-read", "star", "later", "tag", "fetch", "mute"]
ACTIONS: Final[tuple[ActionName, ...]] = ("mark-read", "star", "later", "tag", "fetch", "mute")


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that a rule does; ``value`` is the tag for ``tag``, '' for the others."""

    name: ActionName
    value: str = ""

    def __str__(self) -> str:
        return f"{self.name}:{self.value}" if self.value else self.name


@dataclass(frozen=True, slots=True)
class Rule:
    """Stories that match ``query`` (in the query language) get ``actions`` as they arrive."""

    name: str
    query: str
    actions: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class RuleTest:
    """What a rule would have done: the keys of the stories in the archive that it matches,
    the newest first, at most as many as were asked for; ``total`` counts all.

    ``problem`` says what is wrong with the rule, '' for a sound one.
    """

    rule: Rule
    keys: tuple[int, ...] = ()
    total: int = 0
    problem: str = ""
