"""The article as plain text, and what follows from its length.

Captions and credits are not body text: they have their own functions and are in
neither the word count nor the reading time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from brief_tui.model.article import (
    Article,
    Block,
    Code,
    Figure,
    Heading,
    Listing,
    Paragraph,
    Quote,
    Table,
    text_of,
)

WORDS_A_MINUTE: Final = 230
"""Silent reading of non-fiction: Brysbaert (2019) gives 238 for English."""

IDEOGRAPHS_A_WORD: Final = 1.6
_WORD: Final = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")


@cache
def _ideograph() -> re.Pattern[str]:
    """One character of a script without spaces. Compiled on first use: it takes milliseconds."""
    return re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")


def block_text(block: Block) -> str:
    """The body text of one block; '' for figures, embeds and rules."""
    match block:
        case Paragraph() | Heading() | Quote() | Code():
            return block.text
        case Listing(items):
            return "\n".join(item.text for item in items)
        case Table(rows):
            return "\n".join(" ".join(text_of(cell) for cell in row) for row in rows)
        case _:
            return ""


def body_text(article: Article) -> str:
    """The body, blocks set apart by an empty line, without captions and credits."""
    return "\n\n".join(text for block in article.body if (text := block_text(block)))


def figures(article: Article) -> Iterator[Figure]:
    """Every figure of the article, those of its related links included."""
    yield from (block for block in article.body if isinstance(block, Figure))
    yield from (link.figure for link in article.related if link.figure)


def word_count(article: Article) -> int:
    """Words of the body; scripts without spaces count by their usual length of a word."""
    text = body_text(article)
    ideographs = 0 if text.isascii() else len(_ideograph().findall(text))
    if ideographs:
        text = _ideograph().sub(" ", text)
    return len(_WORD.findall(text)) + round(ideographs / IDEOGRAPHS_A_WORD)


def reading_minutes(words: int) -> int:
    """Minutes to read ``words`` words, at least one."""
    return max(1, round(words / WORDS_A_MINUTE))
