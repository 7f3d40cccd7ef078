"""ninjs, the IPTC's News in JSON, generations 1 to 3: one object, a list, or one a line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import TYPE_CHECKING, Final

from brief_tui.formats import json_items
from brief_tui.formats.base import Document, LineLabel, Parsed
from brief_tui.model.article import Article
from brief_tui.model.errors import FormatError
from brief_tui.model.json_fields import is_object

if TYPE_CHECKING:
    from brief_tui.formats.news_item import NewsItem

_OBJECTS: Final = re.compile(rb"\s*[\[{]")
_NAMES: Final = re.compile(
    rb"(?<!\\)\"(uri|(?:version|first|content)created|embargoed|pubstatus|representationtype"
    rb"|headlines|bodies|descriptions|(?:body|description|headline)_\w+|byline|located|slugline"
    rb"|copyright(?:holder|notice)|usageterms|infosources?|associations|renditions|altids|ednote"
    rb"|urgency|genres|trustindicators)\"\s*:",
    re.IGNORECASE,
)
_OWN_MODEL: Final = re.compile(
    rb"(?<!\\)\"(?:dek\"\s*:\s*\"|(?:bylines|enclosures|body|related)\"\s*:\s*\[)"
)
_ENOUGH: Final = 2
"""How many names of ninjs, none of them the content model's, tell an object for one."""

_WRAPPERS: Final = ("items", "_items")


@dataclass(frozen=True, slots=True)
class Ninjs:
    """Any number of articles a document. A bad item does not stop the others."""

    name: str = "ninjs"

    def sniff(self, head: bytes) -> float:
        """JSON with the names of ninjs and none of the content model's own."""
        head = head.removeprefix(b"\xef\xbb\xbf")
        if not _OBJECTS.match(head) or _OWN_MODEL.search(head):
            return 0.0
        found = {match[1].lower() for match in _NAMES.finditer(head)}
        return 0.95 if len(found) >= _ENOUGH else 0.0

    def parse(self, document: Document) -> Parsed:
        """Read the articles; each item that is none is a problem.

        Raises FormatError when there is not one article in the document.
        """
        articles: list[Article] = []
        lines: list[LineLabel] = []
        problems: list[str] = []
        for index, (place, item) in enumerate(_items(document)):
            for story in _stories(item, document):
                try:
                    if isinstance(story, FormatError):
                        raise story
                    articles.append(story.article(document, index))
                except FormatError as error:
                    problems.append(f"{place}{error}")
                else:
                    lines += story.lines
                    problems += [f"{place}{problem}" for problem in story.problems]
        if not articles:
            raise FormatError(problems[0] if problems else "there are no articles in it")
        return Parsed(tuple(articles), tuple(lines), json_items.named(problems))


NINJS: Final = Ninjs()


def _items(document: Document) -> Iterator[tuple[str, object]]:
    """The items; some services wrap a list of them in an object."""
    for place, item in json_items.items(document):
        wrapped = next((item[w] for w in _WRAPPERS if w in item), None) if is_object(item) else None
        if isinstance(wrapped, list):
            for number, inner in enumerate(wrapped, start=1):
                yield f"{place}article {number}: ", inner
        else:
            yield place, item


def _stories(item: object, document: Document) -> Iterator[NewsItem | FormatError]:
    """The item, and the stories that come along in it; for one that cannot be read, why."""
    from brief_tui.formats.ninjs.properties import Properties  # noqa: PLC0415 - not to recognise it
    from brief_tui.formats.ninjs.reading import read_item, stories_within  # noqa: PLC0415

    if isinstance(item, FormatError):
        yield item
    elif not is_object(item):
        yield FormatError("a ninjs item is a JSON object")
    else:
        tree = Properties(item)
        for story in chain([tree], stories_within(tree)):
            try:
                yield read_item(story, document.uri)
            except FormatError as error:
                yield error
