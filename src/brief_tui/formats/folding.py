"""Quotes and lists hold other blocks in Markdown; in the content model they hold text.

Text is folded in. What is no text (a picture, a table) interrupts: the quote or list ends
before it and goes on after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, TypeAlias

from brief_tui.model.article import (
    Block,
    Code,
    Heading,
    Listing,
    ListItem,
    Paragraph,
    Quote,
    RelatedLink,
    Run,
    Runs,
    text_of,
)

Item: TypeAlias = Block | RelatedLink
"""A piece of the text in its order. A link stands where the page put it."""
Items: TypeAlias = Iterator[Item]

# docutils' sign of an attribution: two or three hyphens, or a dash.
_ATTRIBUTION: Final = re.compile(r"(?:--|---|—|―)(?!-)\s*(?=\S)")
_ATTRIBUTION_LIMIT: Final = 200  # longer than that, it is somebody speaking in dialogue


def fold_quote(content: Iterable[Item], *, pull: bool = False) -> Items:
    """The content as a quote; a last paragraph that begins with a dash is the attribution."""
    texts: list[Runs] = []
    for item in content:
        if (folded := _text_in(item)) is not None:
            texts.extend(folded)
        elif isinstance(item, RelatedLink):
            yield item
        else:
            yield from _quote(texts, pull)
            texts = []
            yield item
    yield from _quote(texts, pull)


def fold_list(contents: Iterable[Iterable[Item]], *, ordered: bool) -> Items:
    """The contents of a list's items as one flat listing with levels."""
    items: list[ListItem] = []
    for content in contents:
        texts: list[Runs] = []
        for item in content:
            match item:
                case Listing(inner):
                    items.extend(_list_item(texts))
                    texts = []
                    items.extend(ListItem(i.runs, i.level + 1) for i in inner)
                case Code(text):  # ends no numbering, and stays with its step
                    texts.append((Run(text, code=True),))
                case RelatedLink():
                    yield item
                case _ if (folded := _text_in(item)) is not None:
                    texts.extend(folded)
                case _:
                    items.extend(_list_item(texts))
                    texts = []
                    if items:
                        yield Listing(tuple(items), ordered)
                    items = []
                    yield item
        items.extend(_list_item(texts))
    if items:
        yield Listing(tuple(items), ordered)


def join_runs(texts: Iterable[Runs], separator: str) -> Runs:
    """The texts in one, with ``separator`` between them."""
    joined: list[Run] = []
    for runs in texts:
        if joined:
            joined.append(Run(separator))
        joined.extend(runs)
    return tuple(joined)


def _quote(texts: list[Runs], pull: bool) -> Iterator[Quote]:
    if not texts:
        return
    attribution = ""
    if len(texts) > 1:
        last = text_of(texts[-1])
        if len(last) <= _ATTRIBUTION_LIMIT and (match := _ATTRIBUTION.match(last)):
            attribution = last[match.end() :]
            texts = texts[:-1]
    yield Quote(join_runs(texts, "\n\n"), attribution, pull)


def _list_item(texts: list[Runs]) -> Iterator[ListItem]:
    if texts:
        yield ListItem(join_runs(texts, "\n"))


def _text_in(item: Item) -> list[Runs] | None:
    """The paragraphs in the block; None if it is not made of text alone."""
    match item:
        case Paragraph(runs) | Heading(runs):
            return [runs] if runs else []
        case Quote(runs, attribution):
            return [runs, (Run(f"— {attribution}"),)] if attribution else [runs]
        case Listing(items, ordered):
            lines = [
                (Run("  " * i.level + (f"{n}. " if ordered and not i.level else "• ")), *i.runs)
                for n, i in enumerate(items, start=1)
            ]
            return [join_runs(lines, "\n")]
        case _:
            return None
