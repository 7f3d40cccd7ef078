"""A news page to an article.

What a page says about itself is read first (:mod:`.metadata`). Then its lines are laid out,
the region of the article is found among them (:mod:`.region`), each line of it is labelled by
the first rule that holds, and the labelled lines are put together. So every visible line of
the region stands in one field of the article, or among what was dropped, with the rule that
dropped it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from typing import Final

from brief_tui.formats import datelines, shapes
from brief_tui.formats.base import Document, LineLabel, Parsed
from brief_tui.formats.html import cards, labelling, tree
from brief_tui.formats.html.assembling import assemble
from brief_tui.formats.html.charset import decode
from brief_tui.formats.html.collecting import uncollected
from brief_tui.formats.html.lines import Page, lay_out
from brief_tui.formats.html.placing import Assembly
from brief_tui.formats.html.running import Running
from brief_tui.formats.html.story import Rule, Story
from brief_tui.formats.html.tree import Element
from brief_tui.formats.web_page import front, metadata, region
from brief_tui.formats.web_page.metadata import Metadata
from brief_tui.model.article import Article, Paragraph
from brief_tui.model.errors import FormatError
from brief_tui.model.identity import resolve, web_address
from brief_tui.model.text import clean_line

RULES: Final[tuple[Rule, ...]] = (
    front.headline,
    front.headline_again,
    *cards.RULES,
    front.date,
    front.byline,
    *labelling.APART,
    front.dek,
    *labelling.AMONG,
)

_PART: Final = 0.3
"""A story shown in less than this share of the words that the page states is not all there."""

_TITLE_LIMIT: Final = 60
_HEAD: Final = 2048
_OPENINGS: Final = tuple("<p <div <h1 <article <body <head <meta <title <main <section".split())
_TAG: Final = re.compile(r"<(?:[a-z][a-z0-9]*[\s/>]|!--)")


@dataclass(frozen=True, slots=True)
class WebPage:
    """One article a page. ``rules`` say what its lines are: the first that holds decides."""

    name: str = "html"
    rules: tuple[Rule, ...] = RULES

    def sniff(self, head: bytes) -> float:
        """A page says what it is in its first tags; a fragment begins with one.

        Any other tag counts for a little: it lets a name that ends in .html decide.
        """
        start = decode(head[:_HEAD]).lstrip().lower()
        if "<!doctype html" in start or "<html" in start:
            return 0.95
        if start.startswith(_OPENINGS):
            return 0.6
        return 0.05 if _TAG.search(decode(head).lower()) else 0.0

    def parse(self, document: Document) -> Parsed:
        """The article on the page.

        Raises FormatError for a page without one, too large, or nested too deep.
        """
        with uncollected():
            return self._read(document)

    def _read(self, document: Document) -> Parsed:
        root = tree.parse(decode(document.data, document.media_type))
        facts = metadata.read(root, document.uri)
        address = _base(root, web_address(document.uri) or facts.url or document.uri)
        page = lay_out(root)
        story = _shown(page, facts, address)
        if story is None or _is_part(story, facts):
            story = _stated(facts, address) or story
        if story is None:
            raise FormatError(_nothing_found(page, facts))
        labelling.label(story, self.rules)
        article = _article(document.identity(facts.url), story, facts, assemble(story))
        shown = (line for line in story.lines if line.media is None)
        return Parsed(
            (article,),
            lines=tuple(
                LineLabel(number, line.label or "chrome", line.text, line.rule)
                for number, line in enumerate(shown, 1)
            ),
        )


WEB_PAGE: Final = WebPage()


def _base(root: Element, address: str) -> str:
    """What the page's links are relative to: its address, or what its ``base`` says."""
    head = next((element for element in root.elements() if element.tag == "head"), None)
    base = head.first("base") if head is not None else None
    return (web_address(resolve(address, base.get("href"))) if base else "") or address


def _shown(page: Page, facts: Metadata, address: str) -> Story | None:
    """The story in what the page shows."""
    running = Running(page)
    found = region.find(page, running, facts.headline)
    if found is None:
        return None
    return Story(
        page,
        running,
        found.frame,
        found.core,
        address,
        headline=found.headline,
        dek=facts.dek,
        bylines=facts.bylines,
    )


def _stated(facts: Metadata, address: str) -> Story | None:
    """The story in the text that the page states for machines, where it shows none itself."""
    text = facts.text.strip()
    if not text:
        return None
    if "<p" not in text:
        text = "".join(f"<p>{escape(part)}</p>" for part in text.splitlines() if part.strip())
    page = lay_out(tree.parse(text))
    return _shown(page, facts, address)


def _is_part(story: Story, facts: Metadata) -> bool:
    """Whether the page shows but a small part of the text that it states."""
    return story.running.within(story.core) < _PART * shapes.word_count(facts.text)


def _article(identity: str, story: Story, facts: Metadata, made: Assembly) -> Article:
    deks = [line.text for line in story.lines if line.label == "dek"]
    first = next((block for block in made.body if isinstance(block, Paragraph)), None)
    return Article(
        id=identity,
        headline=facts.headline or (first.text if first else ""),
        url=facts.url,
        dek=" ".join(deks),
        bylines=facts.bylines,
        dateline=datelines.dateline(first.text) if first else "",
        published=facts.published,
        updated=facts.updated,
        publisher=facts.publisher,
        section=facts.section,
        language=facts.language,
        tags=facts.tags,
        body=tuple(made.body),
        related=tuple(made.related),
    )


def _nothing_found(page: Page, facts: Metadata) -> str:
    """What was seen instead of an article."""
    words = sum(line.words for line in page.lines)
    links = sum(1 for link in page.root.all("a") if link.get("href"))
    title = clean_line(facts.headline, _TITLE_LIMIT)
    called = f"a page called “{title}”" if title else "a page without a title"
    return f"no article found here: {called}, with {words:,} words and {links:,} links"
