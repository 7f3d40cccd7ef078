"""Quotes and lists hold other blocks in Markdown; in the content model they hold text.

Text is folded in. What is no text (a picture, a table) interrupts: the quote or list ends
before it and goes on after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
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
    """The content as a quote; a last line that begins with a dash is the attribution."""
    texts: list[Runs] = []
    for item in content:
        if (folded := texts_in(item)) is not None:
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
                case _ if (folded := texts_in(item)) is not None:
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
    *words, last = texts
    above, _, line = text_of(last).rpartition("\n")
    match = _ATTRIBUTION.match(line) if len(line) <= _ATTRIBUTION_LIMIT else None
    dialogue = _ATTRIBUTION.match(above) if above else not words
    if match is None or dialogue:
        yield Quote(join_runs(texts, "\n\n"), "", pull)
        return
    if above:
        words.append(_first(last, len(above)))
    yield Quote(join_runs(words, "\n\n"), line[match.end() :], pull)


def _first(runs: Runs, length: int) -> Runs:
    """The first ``length`` characters of the text."""
    kept = []
    for run in runs:
        if length <= 0:
            break
        kept.append(replace(run, text=run.text[:length]))
        length -= len(run.text)
    return tuple(kept)


def _list_item(texts: list[Runs]) -> Iterator[ListItem]:
    if texts:
        yield ListItem(join_runs(texts, "\n"))


def texts_in(item: Item) -> list[Runs] | None:
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
