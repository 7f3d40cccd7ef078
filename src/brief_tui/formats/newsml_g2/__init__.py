"""NewsML-G2 of the IPTC: a news item, a package, or a message with many of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from brief_tui.formats import json_items
from brief_tui.formats.base import Document, LineLabel, Parsed
from brief_tui.formats.xml_tree import parse_xml, root_name
from brief_tui.model.article import Article
from brief_tui.model.errors import FormatError
from brief_tui.model.text import clean_line

_ROOTS: Final = frozenset({"newsMessage", "newsItem", "packageItem"})


@dataclass(frozen=True, slots=True)
class NewsMLG2:
    """Any number of articles a document. A bad item does not stop the others."""

    name: str = "newsml-g2"

    def sniff(self, head: bytes) -> float:
        """The name of the root element tells."""
        return 0.99 if root_name(head) in _ROOTS else 0.0

    def parse(self, document: Document) -> Parsed:
        """Read the articles; each item that is none is a problem.

        Raises FormatError for what is not XML, and when there is not one article in it.
        """
        from brief_tui.formats.newsml_g2.message import read_message  # noqa: PLC0415

        tree = parse_xml(document.data, document.media_type)
        if tree.root.tag not in _ROOTS:
            raise FormatError(tree.problem or f"{tree.root.tag!r} is no item of NewsML-G2")
        message = read_message(tree, document.uri)
        articles: list[Article] = []
        lines: list[LineLabel] = []
        problems = message.problems
        for index, item in message.stories:
            try:
                articles.append(item.article(document, index))
                lines += item.lines
            except FormatError as error:
                problems.append(f"{clean_line(item.uri, 100)}: {error}")
        if not articles:
            raise FormatError(problems[0] if problems else "there are no articles in it")
        return Parsed(tuple(articles), tuple(lines), json_items.named(problems))


NEWSML_G2: Final = NewsMLG2()
