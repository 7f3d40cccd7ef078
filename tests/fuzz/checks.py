"""What holds for everything that a parser returns, whatever it was given."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from typing import Any, Final, get_args

from brief_tui.formats.base import Label, LineLabel, Parsed
from brief_tui.formats.html.blocks import Reading
from brief_tui.formats.markdown_writer import write_markdown
from brief_tui.formats.ninjs.writing import to_ninjs
from brief_tui.model.article import (
    Article,
    Block,
    Code,
    Embed,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    RelatedLink,
    Rule,
    Run,
    Table,
    text_of,
)
from brief_tui.model.codec import from_json, to_json
from brief_tui.model.errors import BriefError
from brief_tui.model.text import CAPTION_LIMIT, HEADLINE_LIMIT, LINE_LIMIT, URL_LIMIT

_CONTROLS: Final = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
_MULTILINE: Final = {(Run, "text"), (Code, "text")}
_LIMITS: Final = {
    "headline": HEADLINE_LIMIT,
    "dek": CAPTION_LIMIT,
    "caption": CAPTION_LIMIT,
    "alt": CAPTION_LIMIT,
    **dict.fromkeys(("url", "src", "href"), URL_LIMIT),
    **dict.fromkeys(("bylines", "tags", "dateline", "credit", "attribution"), LINE_LIMIT),
    **dict.fromkeys(("title", "reason"), LINE_LIMIT),
    **dict.fromkeys(("section", "media_type"), 100),
    "publisher": 200,
    "language": 40,
    "id": 80,
}
_WORD: Final = re.compile(r"[^\W\d_]+")


class BrokenPromiseError(Exception):
    """A parser returned what it should not have."""


def promise(kept: bool, broken: str) -> None:
    if not kept:
        raise BrokenPromiseError(broken)


def check_error(error: BriefError) -> None:
    """An error is a sentence that can be printed."""
    promise(bool(str(error).strip()), "an error says nothing")
    promise(not _CONTROLS.search(str(error)), "a control character in an error's sentence")


def check_parsed(parsed: Parsed) -> None:
    """Articles are clean, within their limits, and can be kept; lines have labels."""
    promise(bool(parsed.articles), "no article, and no error")
    for article in parsed.articles:
        check_article(article)
    for problem in parsed.problems:
        check_problem(problem)
    check_lines(parsed.lines)


def check_problem(problem: str) -> None:
    """What could not be used is named in one line that can be printed."""
    promise(not _CONTROLS.search(problem), "a control character in a problem")


def check_article(article: Article) -> None:
    check_values(article)
    promise(bool(article.headline or article.body), "neither a headline nor a body")
    for link in article.related:
        anchored = link.anchor is None or 0 <= link.anchor <= len(article.body)
        promise(anchored, "a related link is anchored outside of the body")
    again = from_json(json.loads(json.dumps(to_json(article))))
    promise(again == article, "JSON does not bring the same article back")


def check_exports(article: Article) -> None:
    """The article can be written in the formats that are written."""
    write_markdown(article).encode()
    json.dumps(to_ninjs(article)).encode()


def check_values(value: object) -> None:
    """No text in the value has a control character or is longer than its field may be."""
    for owner, name, text in _texts(value):
        allowed = "\n\t" if (owner, name) in _MULTILINE else ""
        unclean = _CONTROLS.search(text) or any(c in text for c in {"\n", "\t"} - set(allowed))
        promise(not unclean, f"a control character in {owner.__name__}.{name}")
        limit = _LIMITS.get(name) if (owner, name) not in _MULTILINE else None
        promise(limit is None or len(text) <= limit, f"{owner.__name__}.{name} is too long")


def _texts(value: Any, owner: type = object, name: str = "") -> Iterator[tuple[type, str, str]]:
    if isinstance(value, str):
        yield owner, name, value
    elif isinstance(value, tuple):
        for item in value:
            yield from _texts(item, owner, name)
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), type(value), field.name)


def check_lines(lines: Iterable[LineLabel]) -> None:
    """Each line that shows something has one label, and the rule that gave it."""
    last = 0
    for line in lines:
        promise(line.line > last, "lines are not in their order")
        promise(line.label in get_args(Label), "a line has no label")
        promise(bool(line.rule), "a label has no rule")
        promise(bool(line.text.strip()), "a blank line has a label")
        promise(not _CONTROLS.search(line.text.replace("\n", "")), "a control character in a line")
        last = line.line


def check_all_there(reading: Reading) -> None:
    """Every word of the lines stands in a field, or in a line that was dropped."""
    if any(len(line.text) > LINE_LIMIT for line in reading.lines):
        return  # what fits no field is cut
    said = [*_running(reading.body), *_beside(reading.body, reading.related)]
    said += [line.text for line in reading.dropped]
    titles = [block.title for block in reading.body if isinstance(block, Embed)]
    # A related headline stands without the words that lead to it, such as "Read more:".
    owed = _words(line.text for line in reading.lines if line.label != "related")
    promise(not owed - _words((*said, *titles)), "words of the page are nowhere")
    seen = _letters((*titles, *(line.text for line in reading.lines)))
    promise(not _letters(said) - seen, "letters of the page are in two places")
    promise(all(_shows(block) for block in reading.body), "a block shows nothing")


def _words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in _WORD.findall(text)}


def _letters(texts: Iterable[str]) -> Counter[str]:
    return Counter(letter for text in texts for word in _WORD.findall(text) for letter in word)


def _shows(block: Block) -> bool:
    match block:
        case Paragraph() | Heading() | Quote() | Code():
            return bool(block.text)
        case _:
            return not isinstance(block, Figure) or bool(block)


def _running(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Paragraph() | Heading() | Quote() | Code():
                yield block.text
            case Listing(items):
                yield from (item.text for item in items)
            case Table(rows):
                yield from (text_of(cell) for row in rows for cell in row)
            case Figure() | Embed() | Rule():
                pass


def _beside(blocks: Iterable[Block], related: Iterable[RelatedLink]) -> Iterator[str]:
    figures = [block for block in blocks if isinstance(block, Figure)]
    for link in related:
        yield link.headline
        figures += [link.figure] if link.figure else []
    for figure in figures:
        yield from (figure.caption, figure.credit)
    for block in blocks:
        match block:
            case Quote():
                yield block.attribution
            case Table():
                yield block.caption
            case _:
                pass
