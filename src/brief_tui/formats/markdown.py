"""Markdown with YAML front matter: the format of the bundled edition, and of static sites."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Final

from brief_tui.formats.base import Document, Parsed
from brief_tui.formats.fields import read_fields
from brief_tui.formats.markdown_inline import address
from brief_tui.model.article import Article
from brief_tui.model.errors import FormatError

SIZE_LIMIT: Final = 4 * 1024 * 1024
"""In bytes. War and Peace has 3.2 million letters; markdown-it reads about one million a second."""

_NOT_MARKDOWN: Final = re.compile(rb"\s*<(?:!doctype|html|\?xml|rss|feed)\b|%PDF-", re.IGNORECASE)
_FRONT_MATTER: Final = re.compile(rb"---[ \t]*\r?\n(?:[\w-]+[ \t]*:|#)")
_SIGNS: Final = re.compile(
    rb"^(?:#{1,6} \S|:{3,}\{?\w|```|> |\|[ :|-]+\|\s*$|!\[)|\]\([^)\s]", re.MULTILINE
)


@dataclass(frozen=True, slots=True)
class Markdown:
    """One article a document. Its grammar is in ``docs/formats.md``."""

    name: str = "markdown"

    def sniff(self, head: bytes) -> float:
        """Any text is Markdown; front matter, headings and links make it likely."""
        head = head.removeprefix(b"\xef\xbb\xbf")
        if b"\x00" in head or _NOT_MARKDOWN.match(head):
            return 0.0
        if _FRONT_MATTER.match(head):
            return 0.9
        return 0.6 if _SIGNS.search(head) else 0.1

    def parse(self, document: Document) -> Parsed:
        """Read the article. What could not be used of it is among the problems.

        Raises FormatError for broken front matter, and for a document without any text.
        """
        # Markdown and YAML take a tenth of a second to import, and sniffing needs neither.
        from brief_tui.formats import front_matter, markdown_body  # noqa: PLC0415

        text, problems = _decode(document.data)
        parts = front_matter.split(text)
        fields = read_fields(parts.fields)
        body = markdown_body.read_body(
            parts.body, line=parts.body_line, base=document.uri, headline=fields.headline
        )
        if not (body.headline or body.blocks or body.related):
            raise FormatError("there is neither a headline nor a body")
        url = address(document.uri, fields.url)
        article = Article(
            id=document.identity(url),
            headline=body.headline,
            url=url,
            dek=fields.dek,
            bylines=fields.bylines,
            dateline=fields.dateline,
            published=fields.published,
            updated=fields.updated,
            publisher=fields.publisher,
            section=fields.section,
            language=fields.language,
            tags=fields.tags,
            body=tuple(body.blocks),
            related=tuple(body.related),
            enclosures=tuple(
                replace(file, url=address(document.uri, file.url)) for file in fields.enclosures
            ),
        )
        return Parsed((article,), problems=(*problems, *fields.problems, *body.problems))


MARKDOWN: Final = Markdown()


def _decode(data: bytes) -> tuple[str, list[str]]:
    """The text, with newlines as Python has them, and what was wrong with its bytes."""
    if len(data) > SIZE_LIMIT:
        raise FormatError(f"the text is larger than {SIZE_LIMIT // 1024**2} MiB")
    problems = []
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        problems.append(
            f"line {line}: this is not UTF-8; what could not be read is shown as \ufffd"
        )
        text = data.decode("utf-8-sig", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n"), problems
