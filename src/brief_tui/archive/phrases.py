"""Words of a query as FTS5 expressions.

For a beginning, FTS5 gathers the hits of all words that begin so before it gives the first:
seconds, at a million stories, for letters that many words begin with. Where a beginning stands
in many headlines, those are therefore what is found by it, and the whole word anywhere. For a
word that is being typed, a screenful of headlines is many: another letter or two, and it is
looked for everywhere.
"""

from __future__ import annotations

from typing import Final

import apsw

from brief_tui.archive.indexed import BEGINNING, SHORTEST, WHOLE
from brief_tui.archive.words import cut, is_unspaced, tokens
from brief_tui.model.query_nodes import TextField, Words
from brief_tui.model.text import clean_text

COMMON: Final = 2_000
COMMON_TYPED: Final = 60
"""Headlines from which on a beginning is a common one; of a word that is being typed."""

_COLUMNS: Final[dict[TextField, str]] = {
    "headline": "headline : ",
    "dek": "dek : ",
    "body": "body : ",
    "caption": "caption : ",
    "credit": "credit : ",
    "by": "byline : ",
    "any": "",  # what is marked in `front` is nobody's word
}


class Phrases:
    """The expressions for one archive; each is worked out once."""

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._known: dict[tuple[Words, bool], str] = {}

    def expression(self, words: Words) -> str:
        """Where the words stand; they hold a word at least (see conditions.meaningful)."""
        key = (words, words.unfinished)
        if key not in self._known:
            self._known[key] = self._made(words)
        return self._known[key]

    def in_headline(self, words: Words) -> str | None:
        """The same for headlines; None where another field is asked for."""
        if words.field not in {"any", "headline"}:
            return None
        found = tokens(_text(words))
        marked = [f'"{WHOLE}{token}"' for token in found]
        if words.prefix and not is_unspaced(found[-1]):
            marked[-1] = _begins(found[-1])
        if len(marked) > 1:
            marked.append(f'headline : "{_quoted(words)}"' + (" *" if words.prefix else ""))
        return f"({' AND '.join(marked)})"

    def _made(self, words: Words) -> str:
        whole = f'{_COLUMNS[words.field]}"{_quoted(words)}"'
        if not words.prefix:
            return whole
        *firsts, last = tokens(_text(words))
        most = COMMON_TYPED if words.unfinished else COMMON
        if is_unspaced(last) or not self._is_in_many(last, most):
            return whole + " *"
        if words.field not in {"any", "headline"}:
            return whole if words.unfinished or len(last) < SHORTEST else whole + " *"
        rest = f'{_COLUMNS[words.field]}"{" ".join(firsts)}" AND ' if firsts else ""
        return f"({whole} OR ({rest}{_begins(last)}))"

    def _is_in_many(self, beginning: str, many: int) -> bool:
        found = self._connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
            (_begins(beginning), many),
        )
        return int(found.get) >= many


def _begins(token: str) -> str:
    """Headlines with a word that begins so."""
    return f'"{BEGINNING}{token}"' if len(token) < SHORTEST else f'"{WHOLE}{token}" *'


def _text(words: Words) -> str:
    return cut(clean_text(words.text))


def _quoted(words: Words) -> str:
    return _text(words).replace('"', '""')
