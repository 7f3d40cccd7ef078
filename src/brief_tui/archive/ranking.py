"""Which hits of a search come first.

SQLite's own bm25 walks over every hit of every word before it gives a score: at a million
stories three seconds for common words. Here a score looks at its own story alone; what it has
to know of the whole archive, how common each word is, is counted up to a bound beforehand. And
no more than so many hits are scored: the newest, and the newest of those that have all the
words in their headlines. A search that finds fewer ranks them all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from math import log
from typing import Final, NamedTuple

import apsw

from brief_tui.archive.words import tokens

MOST: Final = 2_000
"""Hits that are scored; 2 to 4 µs each."""

MOST_IN_HEADLINES: Final = 1_000

MOST_FILTERED: Final = 500
"""Stories that are scored where filters go with common words, the newest that match."""

_COMMON: Final = 20_000
"""Stories up to which those with a word are counted, in a millisecond."""

# How much a hit weighs by its column: headline, dek, body, caption, credit, byline, front.
_WEIGHTS: Final = (8.0, 4.0, 1.0, 2.0, 2.0, 3.0, 8.0)
# Of bm25 as by Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and
# Beyond" (2009): how soon more hits in a story say nothing more, how much its length counts.
_K1: Final = 1.2
_B: Final = 0.75

_MONTH: Final = 2_592_000.0
_FRESH: Final = 0.25
"""How much a new story gains, half of it when it is a month old."""

_SCORED: Final = "SELECT rowid, brief_score(search, ?2) FROM search WHERE search MATCH ?1"
_NEWEST: Final = _SCORED + " ORDER BY rowid DESC LIMIT ?3"
# The sign keeps SQLite from looking for one story after the other, each from the start.
_THESE: Final = f"""
{_SCORED} AND rowid BETWEEN ?4 AND ?5 AND +rowid IN (SELECT value FROM json_each(?3))
"""  # noqa: S608
_PHRASE: Final = re.compile('"((?:[^"]|"")*)"')


class Hits(NamedTuple):
    """Scores by the key of the story; ``all`` when no hit is missing."""

    scores: dict[int, float]
    all: bool


def register(connection: apsw.Connection) -> None:
    """Let this connection's queries score their hits."""
    connection.register_fts5_function("brief_score", _score)


def best(connection: apsw.Connection, expression: str, in_headlines: str | None) -> Hits:
    """The hits of an FTS5 expression that are worth a look, scored."""
    known = _weights(connection, expression)
    scores = dict(connection.execute(_NEWEST, (expression, known, MOST + 1)))
    if len(scores) <= MOST:
        return Hits(scores, all=True)
    if in_headlines:
        own = _weights(connection, in_headlines)
        headlines = connection.execute(_NEWEST, (in_headlines, own, MOST_IN_HEADLINES))
        # Less than their texts would add to it, but there is no telling without a look at each.
        scores = dict(headlines) | scores
    return Hits(scores, all=False)


def of_these(connection: apsw.Connection, expression: str, keys: Sequence[int]) -> dict[int, float]:
    """The scores of these stories, as far as they are hits."""
    if not keys:
        return {}
    known, among = _weights(connection, expression), json.dumps(list(keys))
    values = (expression, known, among, min(keys), max(keys))
    return dict(connection.execute(_THESE, values))


def order(
    scores: dict[int, float], dated: Sequence[tuple[int, int]], now: int
) -> list[tuple[int, int]]:
    """Stories (key, date each), best first; those without a score come last, by date."""

    def rank(story: tuple[int, int]) -> tuple[float, int, int]:
        key, at = story
        fresh = 1 + _FRESH / (1 + max(0, now - at) / _MONTH)
        return -scores.get(key, 0.0) * fresh, -at, -key

    return sorted(dated, key=rank)


def _weights(connection: apsw.Connection, expression: str) -> str:
    """What each phrase of the expression weighs by how rare it is, as JSON."""
    total = max(1, int(connection.execute("SELECT coalesce(max(key), 1) FROM article").get))
    phrases = [tokens(text.replace('""', '"')) for text in _PHRASE.findall(expression)]
    return json.dumps([_weight(connection, phrase, total) for phrase in phrases])


def _weight(connection: apsw.Connection, phrase: Sequence[str], total: int) -> float:
    """The inverse document frequency of a phrase: of its rarest word."""
    least = total
    for token in phrase:
        count = connection.execute(
            "SELECT count(*) FROM (SELECT 1 FROM search WHERE search MATCH ? LIMIT ?)",
            (f'"{token}"', _COMMON),
        ).get
        least = min(least, max(1, int(count)))
    return max(0.05, log((total - least + 0.5) / (least + 0.5) + 1))


class _Known:
    """What the score of a row needs and all rows share."""

    def __init__(self, api: apsw.FTS5ExtensionApi, weights: str) -> None:
        given = json.loads(weights)
        self.weights = given if len(given) == api.phrase_count else [1.0] * api.phrase_count
        self.average = max(1.0, api.column_total_size(-1) / max(1, api.row_count))


def _score(api: apsw.FTS5ExtensionApi, *given: object) -> float:
    """How well a row answers the query. The higher, the better."""
    known: _Known | None = api.aux_data
    if known is None:
        known = api.aux_data = _Known(api, str(given[0]))
    length = _K1 * (1 - _B + _B * api.column_size(-1) / known.average)
    score = 0.0
    for phrase, weight in enumerate(known.weights):
        hits = sum(
            _WEIGHTS[column] * len(api.phrase_column_offsets(phrase, column))
            for column in api.phrase_columns(phrase)
        )
        score += weight * hits * (_K1 + 1) / (hits + length)
    return score
