"""Where in a story the words of a query stand.

The index keeps no text, so the text is cut into words anew: 0.2 ms for a story of 3 kB, and
there are no more rows in sight than a screen has lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

import apsw

from brief_tui.archive.articles import decoded
from brief_tui.archive.indexed import PIECE_END, Indexed, indexed
from brief_tui.archive.words import Word, cut, tokens, uncut, words
from brief_tui.model.errors import ArchiveDamagedError
from brief_tui.model.listing import Snippet
from brief_tui.model.query import terms
from brief_tui.model.query_nodes import Query, TextField, Words
from brief_tui.model.text import clean_line, clean_text

WORDS: Final = 24
"""Words that a snippet has."""

_FIELDS: Final[Mapping[TextField, str]] = {
    "body": "body",
    "dek": "dek",
    "caption": "caption",
    "credit": "credit",
    "by": "byline",
}
"""In which order a snippet is looked for, and the columns of the search table."""

_STORIES: Final = """
SELECT article.key, article.id, packed
FROM json_each(?) AS wanted CROSS JOIN article ON article.key = wanted.value
JOIN content ON content.key = article.key
"""
# Stand round what was found while text is cleaned; no indexed text keeps them.
_START: Final = "\ue000"
_END: Final = "\ue001"
_MARKS: Final = re.compile(f"([{_START}{_END}])")

_SENTENCE_END: Final = re.compile(rb"[.!?:]\W*\s|\n")

_Phrase: TypeAlias = tuple[tuple[str, ...], bool, TextField]
"""The words of a phrase, whether the last may go on, and where it is asked for."""


def snippets(connection: apsw.Connection, keys_json: str, query: Query) -> dict[int, Snippet]:
    """A snippet for each of the stories whose text has a word of the query, by key.

    Where only the headline has one, the snippet is the beginning of the body.
    """
    phrases = [phrase for each in terms(query) if (phrase := _phrase(each))]
    if not phrases:
        return {}
    found: dict[int, Snippet] = {}
    for key, story_id, packed in connection.execute(_STORIES, (keys_json,)):
        try:
            story = indexed(decoded(story_id, packed))
        except ArchiveDamagedError:  # the article pane says so
            continue
        if snippet := _snippet(story, phrases):
            found[key] = snippet
    return found


def _phrase(asked: Words) -> _Phrase | None:
    found = tokens(cut(clean_text(asked.text)))
    return (tuple(found), asked.prefix, asked.field) if found else None


def _snippet(story: Indexed, phrases: Sequence[_Phrase]) -> Snippet | None:
    columns = story._asdict()
    for field, column in _FIELDS.items():
        asked = [phrase for phrase in phrases if phrase[2] in {"any", field}]
        if asked and (snippet := _around(columns[column], field, asked)):
            return snippet
    headline = words(story.headline)
    if not any(True for phrase in phrases for _ in _matches(headline, phrase)):
        return None
    return _cut_out(story.body, words(story.body), "body", 0, ()) if story.body else None


def _around(text: str, field: TextField, phrases: Sequence[_Phrase]) -> Snippet | None:
    """A snippet of the text around the place where most of the phrases are."""
    for piece in text.split(PIECE_END) if field != "body" else (text,):  # never across captions
        found = words(piece)
        matches = sorted(
            (start, end, number)
            for number, phrase in enumerate(phrases)
            for start, end in _matches(found, phrase)
        )
        if matches:
            return _cut_out(piece, found, field, _best_start(piece, found, matches), matches)
    return None


def _matches(found: Sequence[Word], phrase: _Phrase) -> Iterator[tuple[int, int]]:
    """Where the phrase stands: its first word, and the one after its last."""
    (*firsts, last), prefix, _ = phrase
    length = len(firsts) + 1
    for index in range(len(found) - length + 1):
        token = found[index + length - 1][2]
        if token != last and not (prefix and token.startswith(last)):
            continue
        if all(found[index + n][2] == first for n, first in enumerate(firsts)):
            yield index, index + length


def _best_start(text: str, found: Sequence[Word], matches: Sequence[tuple[int, int, int]]) -> int:
    """The first word of the snippet with most of the phrases: where their sentence begins, or
    else so that they are amid.
    """
    if len(found) <= WORDS:
        return 0
    best: tuple[int, int, int] = (0, 0, 0)
    for at, (start, _, _) in enumerate(matches):
        inside = [match for match in matches[at:] if match[1] <= start + WORDS] or [matches[at]]
        kinds = len({number for *_, number in inside})
        if kinds > best[0]:
            best = (kinds, start, inside[-1][1])
    _, first, end = best
    start = max(0, first - max(0, WORDS - (end - first)) // 2)
    data = text.encode()
    for index in range(first, start, -1):
        if _SENTENCE_END.search(data, found[index - 1][1], found[index][0]):
            return index
    return max(0, min(start, len(found) - WORDS))


def _cut_out(
    text: str,
    found: Sequence[Word],
    field: TextField,
    start: int,
    matches: Sequence[tuple[int, int, int]],
) -> Snippet:
    """The snippet from word ``start`` on, on one line."""
    end = min(len(found), start + WORDS)
    data = text.encode()
    at = found[start][0] if start else 0
    marked = "…" if start else ""
    for first, after, _ in matches:
        low, high = found[first][0], found[min(after, end) - 1][1]
        if start <= first < end and low >= at:
            marked += f"{data[at:low].decode()}{_START}{data[low:high].decode()}{_END}"
            at = high
    stop = found[end - 1][1] if end < len(found) else len(data)
    return _unmarked(marked + data[at:stop].decode() + ("…" if end < len(found) else ""), field)


def _unmarked(marked: str, field: TextField) -> Snippet:
    """From text with marks round the matches to text and places."""
    marked = clean_line(uncut(marked), len(marked))  # clean already, if we wrote it
    text = ""
    start: int | None = None
    places: list[tuple[int, int]] = []
    for part in _MARKS.split(marked):
        if part == _START:
            start = len(text)
        elif part == _END:
            if start is not None:
                places.append((start, len(text)))
            start = None
        else:
            text += part
    return Snippet(text, tuple(places), field)
