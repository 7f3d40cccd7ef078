"""What of a story can be searched, column by column.

The index keeps no text: what is shown of a hit is found again in the story itself
(:mod:`brief_tui.archive.snippets`). Beside the six fields it has the column ``front``, with the
words of the headline once more, marked. A word that is asked for in headlines is then a word
like any other; through a filter of columns SQLite walks over all stories that have it anywhere.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final, NamedTuple

import apsw

from brief_tui.archive.words import cut, is_unspaced, tokens
from brief_tui.model.article import Article, Table
from brief_tui.model.plain import body_text, figures

PIECE_END: Final = "\n\n"
"""Between two captions, two credits, two names, two paragraphs."""

WHOLE: Final = "\ue003"
BEGINNING: Final = "\ue002"
"""Before a headline's word in ``front``, and before the one to three letters it begins with."""

SHORTEST: Final = 4
"""Letters from which on a beginning is looked for among the words themselves."""


class Indexed(NamedTuple):
    """The columns of the search table, in their order."""

    headline: str
    dek: str
    body: str
    caption: str
    credit: str
    byline: str
    front: str


COLUMNS: Final = Indexed._fields
_INSERT: Final = f"(rowid, {', '.join(COLUMNS)}) VALUES (?{', ?' * len(COLUMNS)})"


def indexed(article: Article) -> Indexed:
    """The searchable text of a story. Its captions include those of related links' pictures."""
    captions = [figure.caption for figure in figures(article)]
    captions += [block.caption for block in article.body if isinstance(block, Table)]
    headline = cut(article.headline)
    return Indexed(
        headline=headline,
        dek=cut(article.dek),
        body=cut(body_text(article)),
        caption=cut(pieces(captions)),
        credit=cut(pieces(figure.credit for figure in figures(article))),
        byline=cut(pieces(article.bylines)),
        front=front(headline),
    )


def pieces(texts: Iterable[str]) -> str:
    """Captions, credits or names as one text."""
    return PIECE_END.join(text for text in texts if text)


def front(headline: str) -> str:
    """The column of this name, for a headline that is cut."""
    marked: list[str] = []
    for token in dict.fromkeys(tokens(headline)):
        marked.append(WHOLE + token)
        if not is_unspaced(token):
            marked += [BEGINNING + token[:n] for n in range(1, min(SHORTEST, len(token) + 1))]
    return " ".join(marked)


def write(connection: apsw.Connection, key: int, story: Indexed, table: str = "search") -> None:
    """Index a story, or index it anew. ``table`` is the index, a name of our own."""
    remove(connection, key, table)
    connection.execute(f"INSERT INTO {table} {_INSERT}", (key, *story))


def remove(connection: apsw.Connection, key: int, table: str = "search") -> None:
    """Take a story out of the index."""
    connection.execute(f"DELETE FROM {table} WHERE rowid = ?", (key,))  # noqa: S608
