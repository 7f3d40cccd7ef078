"""One made-up event told as news, each time in other words.

An event has a core: persons, a place, a few nouns that are seldom used, figures, and an angle,
the words of its topic that are most used of it. A report has most of the core but not all,
words of the topic, names of its own that no other report has, and for the rest whatever words
the language has. Words are inflected as in the language whose syllables they have.
"""

from __future__ import annotations

import math
import random
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from benchmarks.vocabulary import Language, number

TOPICS: Final = 12
"""Of each language; many events share one."""

_TOPIC_WORDS: Final = 40
_TOPIC_RANKS: Final = (300, 6_000)
_NOUN_RANKS: Final = (3_000, 30_000)
_PLACES: Final = 400
_FIRST_NAMES: Final = 300
_LAST_NAMES: Final = (40, 50_000_000)
_KEPT: Final = 0.8
"""The share of an event's core that a report has."""

# Endings that word forms of one stem have, '' for the bare word; and those of names.
_ENDINGS: Final = {
    "en": ("", "", "s", "ed", "ing"),
    "de": ("", "en", "e", "er", "es", "em"),
    "fr": ("", "", "s", "es"),
    "es": ("", "", "s", "es"),
    "ru": ("", "а", "у", "ом", "е", "ы", "ов", "ам", "ами", "ах"),
    "zh": ("",),
}
_NAME_ENDINGS: Final = {
    "en": ("", "", "", "", "'s"),
    "de": ("", "", "", "", "s"),
    "ru": ("", "", "а", "у", "ом", "е"),
}


@dataclass(frozen=True, slots=True)
class Core:
    """What the reports of an event have in common; ``start`` is when the first one comes."""

    language: str
    topic: int
    angle: tuple[str, ...]
    persons: tuple[tuple[str, str], ...]
    place: str
    nouns: tuple[str, ...]
    figures: tuple[str, ...]
    start: datetime


@dataclass(frozen=True, slots=True)
class Report:
    """A text: its sentences are in paragraphs."""

    headline: str
    dek: str
    paragraphs: tuple[tuple[str, ...], ...]


class Teller:
    """Makes up events and tells them, in one language."""

    def __init__(self, language: Language, seed: int) -> None:
        rng = random.Random(f"{seed} topics {language.code}")
        self.language: Final = language
        self._topics = [
            [self._word(rng, _TOPIC_RANKS) for _ in range(_TOPIC_WORDS)] for _ in range(TOPICS)
        ]

    # Events

    def core(self, rng: random.Random, start: datetime) -> Core:
        """Another event."""
        topic = int(TOPICS * rng.random())
        return Core(
            language=self.language.code,
            topic=topic,
            angle=self.angle(rng, topic),
            persons=self.persons(rng, 2 + int(3 * rng.random())),
            place=self.place(rng),
            nouns=self.nouns(rng),
            figures=self.figures(rng),
            start=start,
        )

    def angle(self, rng: random.Random, topic: int) -> tuple[str, ...]:
        """Fourteen words of a topic."""
        return tuple(rng.sample(self._topics[topic], 14))

    def persons(self, rng: random.Random, count: int) -> tuple[tuple[str, str], ...]:
        """Persons: those that are always in the news, and others that never were."""
        low, high = map(math.log, _LAST_NAMES)
        name = self.language.name_of
        return tuple(
            (
                name(int(_FIRST_NAMES * rng.random())),
                name(int(math.exp(low + (high - low) * rng.random()))),
            )
            for _ in range(count)
        )

    def place(self, rng: random.Random) -> str:
        """One of the places where things happen."""
        return self.language.name_of(_FIRST_NAMES + int(_PLACES * rng.random()))

    def nouns(self, rng: random.Random) -> tuple[str, ...]:
        """Two or three words that are seldom used."""
        return tuple(self._word(rng, _NOUN_RANKS) for _ in range(2 + int(2 * rng.random())))

    def figures(self, rng: random.Random) -> tuple[str, ...]:
        """A figure or two."""
        return tuple(number(rng) for _ in range(1 + int(2 * rng.random())))

    # Reports

    def report(self, core: Core, words: int, rng: random.Random) -> Report:
        """A text of about so many words."""
        telling = _Telling(self, core, rng)
        paragraphs: list[tuple[str, ...]] = []
        told = 0
        while told < words or not paragraphs:
            sentences = [telling.sentence() for _ in range(1 + int(3 * rng.random()))]
            told += sum(self._length(sentence) for sentence in sentences)
            paragraphs.append(tuple(sentences))
        dek = telling.sentence() if rng.random() < 0.6 else ""
        return Report(telling.headline(), dek, tuple(paragraphs))

    def near_copy(self, core: Core, report: Report, rng: random.Random) -> Report:
        """The same text under another masthead: a sentence or two changed, mostly retitled."""
        telling = _Telling(self, core, rng)
        paragraphs = [list(sentences) for sentences in report.paragraphs]
        for _ in range(1 + int(2 * rng.random())):
            changed = rng.choice(paragraphs)
            changed[int(len(changed) * rng.random())] = telling.sentence()
        headline = report.headline if rng.random() < 0.4 else telling.headline()
        return Report(headline, report.dek, tuple(map(tuple, paragraphs)))

    def boilerplate(self, rng: random.Random, name: str) -> str:
        """What a source called ``name`` says below every story."""
        language = self.language
        words = language.words(rng, 9)
        names = [name, *(language.name(rng) for _ in range(2))]
        for each in (*names, *(language.telling(rng) for _ in range(3))):
            words.insert(int(rng.random() * (1 + len(words))), each)
        return language.sentence(words)

    def of_topic(self, core: Core, rng: random.Random) -> str:
        """A word of the topic, in some form: seven in ten are of the event's angle."""
        words = core.angle if rng.random() < 0.7 else self._topics[core.topic]
        return self.inflected(rng.choice(words), rng)

    def inflected(self, word: str, rng: random.Random) -> str:
        """Some form of a word."""
        ending = rng.choice(_ENDINGS[self.language.code])
        if ending and self.language.code == "ru":
            word = word.rstrip("аеиоуыюяьй") or word
        return word + ending

    def inflected_name(self, name: str, rng: random.Random) -> str:
        """Some form of a name."""
        endings = _NAME_ENDINGS.get(self.language.code, ("",))
        return name + rng.choice(endings) if name[-1] not in "аеиоуыюяьйs" else name

    def _word(self, rng: random.Random, ranks: tuple[int, int]) -> str:
        low, high = map(math.log, ranks)
        return self.language.vocabulary[int(math.exp(low + (high - low) * rng.random()))]

    def _length(self, sentence: str) -> int:
        """Words, of which those without spaces have 1.7 characters each."""
        return len(sentence.split()) if self.language.space else int(len(sentence) / 1.7)


class _Telling:
    """How one report tells an event: what of the core it has, whom it has named already."""

    def __init__(self, teller: Teller, core: Core, rng: random.Random) -> None:
        self._teller, self._core, self._rng = teller, core, rng
        self._language = teller.language
        persons = [person for person in core.persons if rng.random() < _KEPT]
        self._persons = persons or [core.persons[0]]
        self._place = core.place if rng.random() < _KEPT else ""
        self._nouns = [noun for noun in core.nouns if rng.random() < _KEPT]
        self._figures = [figure for figure in core.figures if rng.random() < _KEPT]
        self._own = teller.persons(rng, 2 + int(3 * rng.random()))
        self._named: set[tuple[str, str]] = set()

    def sentence(self) -> str:
        """One more sentence."""
        rng = self._rng
        words = self._language.words(rng, 9 + int(13 * rng.random()))
        pieces = [self._teller.of_topic(self._core, rng) for _ in range(rng.choice((1, 2, 2, 3)))]
        pieces += [self._of_core() for chance in (0.75, 0.35) if rng.random() < chance]
        if rng.random() < 0.2:
            pieces.append(self._person(rng.choice(self._own)))
        if rng.random() < 0.2:
            known = self._figures and rng.random() < 0.5
            pieces.append(rng.choice(self._figures) if known else number(rng))
        for piece in pieces:
            words[int(len(words) * rng.random())] = piece
        return self._language.sentence(words)

    def headline(self) -> str:
        """A headline: a name or two, words of the topic, others."""
        rng = self._rng
        words = self._language.words(rng, 2 + int(3 * rng.random()))
        pieces = [rng.choice(self._persons)[1]]
        if self._place and rng.random() < 0.5:
            pieces.append(self._place)
        if self._nouns and rng.random() < 0.4:
            pieces.append(rng.choice(self._nouns))
        pieces += [self._teller.of_topic(self._core, rng) for _ in range(1 + int(2 * rng.random()))]
        for piece in pieces:
            words.insert(int(rng.random() * (1 + len(words))), piece)
        return self._language.sentence(words)[:-1]

    def _of_core(self) -> str:
        """Something of the core: half of the time a person, the first ones more often."""
        rng, teller = self._rng, self._teller
        chance = rng.random()
        if self._place and chance < 0.25:
            return teller.inflected_name(self._place, rng)
        if self._nouns and chance < 0.5:
            return teller.inflected(rng.choice(self._nouns), rng)
        return self._person(self._persons[int(len(self._persons) * rng.random() ** 1.5)])

    def _person(self, person: tuple[str, str]) -> str:
        """Someone by both names, afterwards mostly by the last."""
        first, last = person
        if person in self._named and self._rng.random() < 0.7:
            return self._teller.inflected_name(last, self._rng)
        self._named.add(person)
        return f"{first}{self._language.space}{self._teller.inflected_name(last, self._rng)}"
