"""How text is cut into words: for the index, for queries, and to find the words again.

SQLite cuts words at spaces and punctuation. Chinese, Japanese, Thai and the like set
no spaces, so a zero-width space goes round each of their characters: every character is
a word, a query in such a script a phrase. The spaces are gone again before text is shown.
"""

from __future__ import annotations

import re
import threading
from functools import cache
from typing import Final, TypeAlias, cast

import apsw

TOKENIZER: Final = ("unicode61", "remove_diacritics", "2", "categories", "L* N* Co Mn Mc")
"""What cuts text into words. Marks (Mn, Mc) are parts of them: Hindi and Thai vowels are such."""

OUR_MARKS: Final = "\ue000-\ue003"
"""Private-use characters that no indexed text keeps, as a range of a regular expression."""

_CUT: Final = "\u200b"
_UNSPACED: Final = (
    "\u0e00-\u0eff"  # Thai, Lao
    "\u1000-\u109f"  # Myanmar
    "\u1780-\u17ff"  # Khmer
    "\u3005-\u3007\u3040-\u30ff\u31f0-\u31ff\uff66-\uff9f"  # kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    """Compiled when it is first needed: so many ranges take 2 ms, and few texts need them."""
    return re.compile(text)


_BOUNDARY: Final = f"(?=[{_UNSPACED}])|(?<=[{_UNSPACED}])"
# Variation selectors are marks to Unicode, but no part of any word.
_DROPPED: Final = f"[{OUR_MARKS}{_CUT}\ufe00-\ufe0f]"
_CHANGED: Final = f"[{OUR_MARKS}{_CUT}\ufe00-\ufe0f{_UNSPACED}]"
_UNSPACED_START: Final = f"[{_UNSPACED}]"


Word: TypeAlias = tuple[int, int, str]
"""Where a word starts and ends in the text's UTF-8, and what it is compared by."""


def cut(text: str) -> str:
    """The text as it is indexed and asked for."""
    if text.isascii() or not _pattern(_CHANGED).search(text):
        return text
    return _pattern(_BOUNDARY).sub(_CUT, _pattern(_DROPPED).sub("", text))


def uncut(text: str) -> str:
    """The text as it is shown."""
    return text.replace(_CUT, "")


def words(text: str) -> list[Word]:
    """The words that SQLite finds in a text that is :func:`cut`, in order."""
    found = _tokenizer()(text.encode(), apsw.FTS5_TOKENIZE_DOCUMENT, None, include_colocated=False)
    return cast("list[Word]", found)


def tokens(text: str) -> list[str]:
    """What these words are compared by: without letter case and accents. In '&' there are none."""
    found = _tokenizer()(
        text.encode(),
        apsw.FTS5_TOKENIZE_QUERY,
        None,
        include_offsets=False,
        include_colocated=False,
    )
    return cast("list[str]", found)


def is_unspaced(token: str) -> bool:
    """Whether a token is of a script without spaces, and so a word by itself."""
    return _pattern(_UNSPACED_START).match(token) is not None


class _Local(threading.local):
    tokenizer: apsw.FTS5Tokenizer | None = None


_local: Final = _Local()


def _tokenizer() -> apsw.FTS5Tokenizer:
    """This thread's, of a database without anything in it: tokenizers belong to one."""
    if _local.tokenizer is None:
        name, *settings = TOKENIZER
        _local.tokenizer = apsw.Connection(":memory:").fts5_tokenizer(name, settings)
    return _local.tokenizer
