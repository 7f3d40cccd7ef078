"""From an entry that the archive keeps to the article in it.

Nothing here needs an archive, so that it can be done in processes of its own.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from brief_tui.archive.arrivals import Waiting
from brief_tui.archive.articles import Entry, Prepared, prepare
from brief_tui.archive.live_schema import AS_CARRIED, FETCHED, TEASER
from brief_tui.formats.feed import article_of, headline_of, is_teaser, item_from_text
from brief_tui.formats.html.collecting import uncollected
from brief_tui.model.article import Article, Paragraph, Run
from brief_tui.model.errors import BriefError
from brief_tui.model.identity import web_address
from brief_tui.model.plain import word_count


def made(waits: Sequence[Waiting]) -> list[tuple[Prepared | None, bool]]:
    """For each entry the content of its story, None where it adds nothing, and whether it is
    but a teaser."""
    with uncollected():
        return [_made(wait) for wait in waits]


def _made(wait: Waiting) -> tuple[Prepared | None, bool]:
    article, teaser = read_entry(wait)
    if not wait.new and not _adds(wait, article, teaser):
        return None, teaser
    address = web_address(article.url)
    return prepare(Entry(article, (address,) if address else ())), teaser


def _adds(wait: Waiting, article: Article, teaser: bool) -> bool:
    """Whether an entry of a story that is here already should take its place.

    An edit by the feed that had the story first does, another feed's text where ours is but
    a teaser. A page that was fetched stays, and what is whole gives way to no teaser.
    """
    if wait.whole == FETCHED or (teaser and wait.whole >= AS_CARRIED):
        return False
    return wait.first or (wait.whole == TEASER and word_count(article) > wait.words)


def read_entry(wait: Waiting) -> tuple[Article, bool]:
    """The article of an entry, and whether it is but a teaser. Never raises: see below."""
    try:
        item = item_from_text(wait.item)
    except BriefError:
        return Article(wait.story_id, "Without a headline", body=()), False
    try:
        article = article_of(item, wait.source_title, wait.source_url, wait.language)
        teaser = is_teaser(article, item)
    except Exception as error:
        # Whatever stands in an entry must not keep the others from being read. The story
        # stays, with its headline and the reason.
        reason = str(error) if isinstance(error, BriefError) else f"{error!r:.200}"
        said = Paragraph((Run(f"The text of this story could not be read: {reason}"),))
        article = Article("", headline_of(item), url=item.url, body=(said,))
        teaser = bool(item.url)
    if not (article.headline or article.body):
        article = replace(article, headline=headline_of(item))
    return replace(article, id=wait.story_id), teaser
