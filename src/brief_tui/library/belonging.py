"""What belongs with the open story, and why: five groups, in the order of the sidebar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from brief_tui.archive.store import Archive
from brief_tui.library.page_links import PageLinks
from brief_tui.library.relating import Relating
from brief_tui.model.article import Article, Origin, RelatedLink
from brief_tui.model.listing import RelatedStory, Row
from brief_tui.related.likeness import Vector, likeness
from brief_tui.related.page_links import names_of
from brief_tui.related.reasons import reason
from brief_tui.related.threads import COPY

ALIKE: Final = 0.1
"""The likeness from which on a story is shown as one like the open one."""

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
        """All of it. A story is in the first group that has it."""
        linked = self._links.of(key, article)
        seen = {key, *(story.row.key for story in linked if story.row)}
        reports, thread = self._reports(key)
        reports = [k for k in reports if k not in seen][:MOST_REPORTS]
        seen |= thread
        alike = {like.key: like.likeness for like in self._relating.like(key, article)}
        similar = [k for k, score in alike.items() if score >= ALIKE and k not in seen]
        seen.update(similar[:MOST_ALIKE])
        pointing = [k for k in self._kept.pointing_to(names_of(article)) if k not in seen]
        rows = self._rows([*reports, *similar, *pointing])
        found = [*linked]
        found += self._with_reasons(key, article, rows, reports, similar[:MOST_ALIKE])
        for each in pointing[:MOST_POINTING]:
            if row := rows.get(each):
                found.append(RelatedStory(_link(row, "pointing"), row))
        return tuple(found)

    # Other stories

    def _reports(self, key: int) -> tuple[list[int], set[int]]:
        """The other reports of the event, the newest first, and the keys of all of the thread.

        Copies of one text count once; those of the open story's come last.
        """
        thread = self._kept.threads_of([key]).get(key)
        if thread is None:
            return [], set()
        members = self._kept.members(thread)
        own = next((member.copy_of for member in members if member.key == key), None) or key
        copies = [m.key for m in members if m.key != key and own in {m.key, m.copy_of}]
        others = [m.key for m in reversed(members) if not m.copy_of and m.key not in {key, own}]
        return [*others, *copies], {member.key for member in members}

    def _rows(self, keys: Sequence[int]) -> dict[int, Row]:
        return {row.key: row for row in self._archive.rows(sorted(set(keys))) if not row.muted}

    def _with_reasons(
        self,
        key: int,
        article: Article,
        rows: Mapping[int, Row],
        reports: Sequence[int],
        similar: Sequence[int],
    ) -> Iterator[RelatedStory]:
        if not (reports or similar):
            return
        terms, frequencies, without = self._relating.terms(key, article)
        spelt = dict(terms.spelt)
        own = frequencies.vector(terms.packed, without)
        vectors: dict[int, Vector] = {
            each.key: frequencies.vector(each.terms, without)
            for each in self._kept.load([*reports, *similar])
        }
        for other in (*reports, *similar):
            row, vector = rows.get(other), vectors.get(other, {})
            if row is None:
                continue
            score = likeness(own, vector)
            why = reason(own, vector, spelt)
            origin: Origin = "thread" if other in reports else "similar"
            if origin == "thread" and score >= COPY:
                why = "nearly the same text"
            yield RelatedStory(_link(row, origin, why), row, score=round(score, 3))


def _link(row: Row, origin: Origin, why: str = "") -> RelatedLink:
    return RelatedLink(row.headline, row.url, origin=origin, reason=why)
