"""What each publisher repeats in all its stories, and which therefore says nothing of any."""

from __future__ import annotations

from array import array
from itertools import islice
from typing import Final

from brief_tui.archive.related_store import RelatedStore
from brief_tui.related.finding import repeated

LOOKED_AT: Final = 40
"""Stories of a publisher that are looked at."""

_REMEMBERED: Final = 200
"""Publishers that are remembered, before they are looked at anew."""


class Boilerplate:
    """Looks at what is kept of a publisher's stories, and at those that are about to be."""

    def __init__(self, kept: RelatedStore) -> None:
        self._kept = kept
        self._mastheads: dict[int, str] = {}
        self._coming: dict[str, dict[int, array[int]]] = {}
        self._settled: dict[str, frozenset[int]] = {}
        self._for_now: dict[str, frozenset[int]] = {}

    def expect(self, key: int, terms: array[int]) -> None:
        """A story with these terms waits to be related."""
        if facts := self._kept.facts(key):
            self._mastheads[key] = facts[1]
            self._coming.setdefault(facts[1], {})[key] = terms

    def begin(self) -> None:
        """With another batch, what was found out of few stories is found out anew."""
        self._for_now.clear()
        if len(self._settled) >= _REMEMBERED:
            self._settled.clear()

    def of(self, key: int) -> frozenset[int]:
        """The terms that the story's publisher repeats."""
        masthead = self._masthead(key)
        if masthead is None:
            return frozenset()
        for known in (self._settled, self._for_now):
            if masthead in known:
                return known[masthead]
        stories = self._kept.of_masthead(masthead, key, LOOKED_AT)
        is_settled = len(stories) >= LOOKED_AT - 1
        coming = (terms for other, terms in self._coming.get(masthead, {}).items() if other != key)
        stories += islice(coming, LOOKED_AT - len(stories))
        found = repeated(stories)
        (self._settled if is_settled else self._for_now)[masthead] = found
        return found

    def came(self, key: int) -> None:
        """A story is related, and among those that are kept."""
        masthead = self._mastheads.pop(key, "")
        if coming := self._coming.get(masthead):
            coming.pop(key)
            if not coming:
                del self._coming[masthead]

    def _masthead(self, key: int) -> str | None:
        if key in self._mastheads:
            return self._mastheads[key]
        facts = self._kept.facts(key)
        return facts[1] if facts else None
