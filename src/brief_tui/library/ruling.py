"""Rules: what happens by itself to stories as they arrive, and what would have happened."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from brief_tui.archive.articles import moment
from brief_tui.archive.live_schema import MUTED
from brief_tui.archive.store import Archive
from brief_tui.model.query import parse_query
from brief_tui.model.query_nodes import Query
from brief_tui.model.rules import Rule, RuleTest
from brief_tui.model.state import Marking


@dataclass(frozen=True, slots=True)
class Ruled:
    """How many stories each rule changed, by its name, in the rules' order."""

    counts: tuple[tuple[str, int], ...] = ()

    def __add__(self, other: Ruled) -> Ruled:
        sums = dict(self.counts)
        for name, count in other.counts:
            sums[name] = sums.get(name, 0) + count
        return Ruled(tuple(sums.items()))


class Rules:
    """The rules of the config, for one archive."""

    def __init__(self, archive: Archive, rules: Iterable[Rule]) -> None:
        self._archive = archive
        self._rules = tuple(rules)

    def apply(self, keys: Sequence[int]) -> Ruled:
        """Do to stories that have just come what the rules say. Raises ArchiveError."""
        now = self._now()
        counts = []
        for rule in self._rules if keys else ():
            query = parse_query(rule.query, now)
            if not isinstance(query, Query):
                continue  # the config has told of it
            if found := self._archive.live.matching(query, keys):
                self._act(rule, found)
                counts.append((rule.name, len(found)))
        return Ruled(tuple(counts))

    def _act(self, rule: Rule, keys: Sequence[int]) -> None:
        names = {action.name for action in rule.actions}
        tags = tuple(action.value for action in rule.actions if action.name == "tag")
        marking = Marking(
            read=True if "mark-read" in names else None,
            starred=True if "star" in names else None,
            later=True if "later" in names else None,
            add_tags=tags,
        )
        if marking != Marking():
            self._archive.mark(keys, marking)
        if "mute" in names:
            self._archive.live.hide(keys, MUTED, on=True)
        if "fetch" in names:
            self._archive.live.want_pages(keys)

    def test(self, limit: int) -> list[RuleTest]:
        """What each rule would have done to the stories that are here; nothing is changed."""
        now = self._now()
        return [self._tested(rule, now, limit) for rule in self._rules]

    def _now(self) -> datetime:
        return moment(self._archive.live.now())

    def _tested(self, rule: Rule, now: datetime, limit: int) -> RuleTest:
        query = parse_query(rule.query, now)
        if not isinstance(query, Query):
            return RuleTest(rule, problem=query.message)
        found = self._archive.keys(query)
        return RuleTest(rule, tuple(found[:limit]), len(found))
