"""What belongs with the open story, and why: five groups, in the order of the sidebar."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass
from typing import Final

from brief_tui.archive.store import Archive
from brief_tui.library.page_links import PageLinks
from brief_tui.library.relating import Relating
from brief_tui.model.article import Article, Origin, RelatedLink
from brief_tui.model.listing import RelatedStory, Row
from brief_tui.model.plain import body_text
from brief_tui.related.likeness import likeness
from brief_tui.related.page_links import names_of
from brief_tui.related.reasons import reason

ALIKE: Final = 0.1
"""The likeness from which on a story is shown as one like the open one."""

COPIED: Final = "nearly the same text"
"""The reason of a copy."""

MOST_ALIKE: Final = 5
MOST_REPORTS: Final = 20
MOST_POINTING: Final = 5


class Belonging:
    """Finds what belongs with a story: links of its page, reports of the same event, stories
    like it, stories that point to it.
    """

    def __init__(self, archive: Archive, relating: Relating) -> None:
        self._archive = archive
        self._kept = archive.related
        self._relating = relating
        self._links = PageLinks(archive)

    def of(self, key: int, article: Article) -> tuple[RelatedStory, ...]:
        """All of it. A story is in one group: to be linked, or to link, says more than likeness."""
        linked = self._links.of(key, article)
        seen = {key, *(story.row.key for story in linked if story.row)}
        reports = self._reports(key)
        told = [k for k in (*reports.others, *reports.copies) if k not in seen][:MOST_REPORTS]
        seen |= reports.thread
        pointing = [k for k in self._kept.pointing_to(names_of(article)) if k not in seen]
        seen.update(pointing)
        alike = {like.key: like.likeness for like in self._relating.like(key, article)}
        similar = [k for k, score in alike.items() if score >= ALIKE and k not in seen]
        reasons = self._reasons(key, article, [*told, *similar])
        # What was alike when it came may be less so, now that more is known of what is rare.
        similar = [k for k in similar if reasons[k][1] >= ALIKE][:MOST_ALIKE]
        rows = self._rows([*told, *similar, *pointing])
        reasons |= {k: (COPIED, reasons[k][1]) for k in reports.copies if k in reasons}
        groups: tuple[tuple[Origin, Sequence[int]], ...] = (
            ("thread", told),
            ("similar", similar),
            ("pointing", pointing[:MOST_POINTING]),
        )
        return (
            *linked,
            *(
                _related(rows[each], origin, *reasons.get(each, ("", None)))
                for origin, keys in groups
                for each in keys
                if each in rows
            ),
        )

    # Other stories

    def _reports(self, key: int) -> _Reports:
        """What else there is of the story's event. Copies of one text count once."""
        thread = self._kept.threads_of([key]).get(key)
        if thread is None:
            return _Reports()
        members = self._kept.members(thread)
        own = next((member.copy_of for member in members if member.key == key), None) or key
        return _Reports(
            [m.key for m in reversed(members) if not m.copy_of and m.key not in {key, own}],
            [m.key for m in members if m.key != key and own in {m.key, m.copy_of}],
            {member.key for member in members},
        )

    def _rows(self, keys: Sequence[int]) -> dict[int, Row]:
        return {row.key: row for row in self._archive.rows(sorted(set(keys))) if not row.muted}

    def _reasons(
        self, key: int, article: Article, others: Sequence[int]
    ) -> dict[int, tuple[str, float]]:
        """Why each of these stories belongs to the open one, and how alike the two are."""
        if not others:
            return {}
        terms, frequencies, without = self._relating.terms(key, article)
        spelt = dict(terms.spelt)
        own = frequencies.vector(terms.packed, without)
        text = " ".join(f"{article.headline}\n{article.dek}\n{body_text(article)}".split())
        found = dict.fromkeys(others, ("", 0.0))
        for each in self._relating.features(others):
            vector = frequencies.vector(each.terms, without)
            why = reason(own, vector, spelt, text.__contains__)
            found[each.key] = (why, round(likeness(own, vector), 3))
        return found


@dataclass(frozen=True, slots=True)
class _Reports:
    """Keys of the reports of an event: the ``others``, the newest first, the ``copies`` of the
    open story's text, and all that are in the ``thread``.
    """

    others: Sequence[int] = ()
    copies: Sequence[int] = ()
    thread: Set[int] = frozenset()


def _related(row: Row, origin: Origin, why: str, score: float | None) -> RelatedStory:
    link = RelatedLink(row.headline, row.url, origin=origin, reason=why)
    return RelatedStory(link, row, score=score)
