"""Words of a query as FTS5 expressions.

For a beginning, FTS5 gathers the hits of all words that begin so before it gives the first:
at a million stories 1.3 seconds for two letters that many words begin with. Where a beginning
stands in many headlines, those are therefore what is found by it, and the whole word anywhere.
Another letter or two, and it is looked for everywhere.
"""

from __future__ import annotations

from typing import Final

import apsw

from brief_tui.archive.indexed import BEGINNING, SHORTEST, WHOLE
from brief_tui.archive.words import cut, is_unspaced, tokens
from brief_tui.model.query_nodes import TextField, Words
from brief_tui.model.text import clean_text

COMMON: Final = 2_000
"""Headlines from which on a beginning is a common one."""

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
        self._known: dict[Words, str] = {}

    def expression(self, words: Words) -> str:
        """Where the words stand; they hold a word at least (see conditions.meaningful)."""
        if words not in self._known:
            self._known[words] = self._made(words)
        return self._known[words]

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
        if is_unspaced(last):
            return whole + " *"
        if words.field not in {"any", "headline"}:
            return whole if len(last) < SHORTEST and self._is_common(last) else whole + " *"
        if not self._is_common(last):
            return whole + " *"
        rest = f'{_COLUMNS[words.field]}"{" ".join(firsts)}" AND ' if firsts else ""
        return f"({whole} OR ({rest}{_begins(last)}))"

    def _is_common(self, beginning: str) -> bool:
        found = self._connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
            (_begins(beginning), COMMON),
        )
        return int(found.get) >= COMMON


def _begins(token: str) -> str:
    """Headlines with a word that begins so."""
    return f'"{BEGINNING}{token}"' if len(token) < SHORTEST else f'"{WHOLE}{token}" *'


def _text(words: Words) -> str:
    return cut(clean_text(words.text))


def _quoted(words: Words) -> str:
    return _text(words).replace('"', '""')
