"""The links of a story's page, resolved against the archive."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from brief_tui.archive.store import Archive
from brief_tui.model.article import Article, RelatedLink
from brief_tui.model.listing import RelatedStory
from brief_tui.related.page_links import folded_headline, links_in_text

_CLOSE: Final = 0.9
"""How much of two folded headlines must agree for a link without a known address."""


class PageLinks:
    """Finds the stories that a page's links lead to, however long after it they came."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._kept = archive.related

    def of(self, key: int, article: Article) -> tuple[RelatedStory, ...]:
        """The headlines that the page sets apart, then the links in its text."""
        facts = self._kept.facts(key)
        in_text = links_in_text(article)
        links = (*article.related, *in_text)
        resolved = self._resolved(links, facts[0] if facts else 0)
        rows = {row.key: row for row in self._archive.rows(sorted(set(resolved.values())))}
        return tuple(
            RelatedStory(link, rows.get(resolved.get(link, -1)), in_text=link in in_text)
            for link in links
        )

    def _resolved(self, links: Sequence[RelatedLink], near: int) -> dict[RelatedLink, int]:
        """The stories that links lead to: by their address, or else by their headline."""
        known = self._archive.resolve([link.url for link in links if link.url])
        found: dict[RelatedLink, int] = {}
        for link in links:
            key = known.get(link.url)
            if key is None and link.headline and link.origin == "page":
                key = self._by_headline(link.headline, near)
            if key is not None:
                found[link] = key
        return found

    def _by_headline(self, headline: str, near: int) -> int | None:
        wanted = folded_headline(headline)
        if not wanted:
            return None
        for key, text in self._kept.with_headline(headline, near):
            from difflib import SequenceMatcher  # noqa: PLC0415  a start does without it

            if SequenceMatcher(None, wanted, folded_headline(text)).ratio() >= _CLOSE:
                return key
        return None
