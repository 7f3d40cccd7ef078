"""What of a story can be searched, column by column, and how it is cut into words.

SQLite cuts words at spaces and punctuation. Chinese, Japanese, Thai and the like set
no spaces, so a zero-width space goes round each of their characters: every character is
a word, a query in such a script a phrase. The spaces are gone again before text is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

import apsw

from brief_tui.archive.schema import TOKENIZER
from brief_tui.model.article import Article, Table
from brief_tui.model.plain import body_text, figures

MATCH_START: Final = "\ue000"
MATCH_END: Final = "\ue001"
"""Stand round what was found; private-use characters that no indexed text keeps."""

PIECE_END: Final = "\n\n"
"""Between two captions, two credits, two names, two paragraphs."""

_CUT: Final = "\u200b"
_UNSPACED: Final = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_BOUNDARY: Final = re.compile(f"(?=[{_UNSPACED}])|(?<=[{_UNSPACED}])")
# Variation selectors are marks to Unicode, but no part of any word.
_DROPPED: Final = re.compile(f"[{MATCH_START}{MATCH_END}{_CUT}\ufe00-\ufe0f]")
_CHANGED: Final = re.compile(f"[{MATCH_START}{MATCH_END}{_CUT}\ufe00-\ufe0f{_UNSPACED}]")


class Indexed(NamedTuple):
    """The columns of the search table, in their order."""

    headline: str
    dek: str
    body: str
    caption: str
    credit: str
    byline: str


def indexed(article: Article) -> Indexed:
    """The searchable text of a story. Its captions include those of related links' pictures."""
    captions = [figure.caption for figure in figures(article)]
    captions += [block.caption for block in article.body if isinstance(block, Table)]
    return Indexed(
        headline=cut(article.headline),
        dek=cut(article.dek),
        body=cut(body_text(article)),
        caption=cut(_pieces(captions)),
        credit=cut(_pieces(figure.credit for figure in figures(article))),
        byline=cut(_pieces(article.bylines)),
    )


def cut(text: str) -> str:
    """The text as it is indexed and asked for."""
    if text.isascii() or not _CHANGED.search(text):
        return text
    return _BOUNDARY.sub(_CUT, _DROPPED.sub("", text))


def uncut(text: str) -> str:
    """The text as it is shown."""
    return text.replace(_CUT, "")


def has_words(connection: apsw.Connection, text: str) -> bool:
    """Whether SQLite finds any word in the text; in '&' it finds none."""
    name, *settings = TOKENIZER
    tokenizer = connection.fts5_tokenizer(name, settings)
    return bool(tokenizer(text.encode(), apsw.FTS5_TOKENIZE_QUERY, None, include_offsets=False))


def write(connection: apsw.Connection, key: int, story: Indexed) -> None:
    """Index a story, or index it anew."""
    remove(connection, key)
    connection.execute(
        "INSERT INTO search (rowid, headline, dek, body, caption, credit, byline)"
        " VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, *story),
    )


def remove(connection: apsw.Connection, key: int) -> None:
    """Take a story out of the index."""
    connection.execute("DELETE FROM search WHERE rowid = ?", (key,))


def _pieces(texts: Iterable[str]) -> str:
    return PIECE_END.join(text for text in texts if text)
