"""A stream of made-up news with planted events: the same for the same seed.

It goes on where the articles of :mod:`benchmarks.articles` end, for `DAYS` days: as many
articles a day as there, now each of one of the stream's sources, and among them reports of
planted events, which share their sources. An event has 3 to 8 reports by different sources
within 1 to 5 days, some of them near-copies. Beside each event stand its look-alikes:

- two other stories of its topic, with half of its angle, at its place, in its days;
- another event of the same persons a month before, in two reports, half of the time of the same
  topic;
- an event of the same days and language with one of its persons, in three reports.

Some subjects go on for a week, as a war or a trial does: a saga has an event a day, at one place,
of the same persons but for one, in most of the same words.

Every source sets a sentence of its own below all its stories.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from benchmarks.articles import APART, END, Generator
from benchmarks.related_telling import Core, Report, Teller
from brief_tui.model.article import Article, Paragraph, Run
from brief_tui.model.identity import article_id

VERSION: Final = 2
"""To be raised when the stream changes."""

DAYS: Final = 45
MONTH: Final = timedelta(days=30)
_FIRST: Final = timedelta(days=32)
_LAST: Final = timedelta(days=40)

LANGUAGES: Final = ("en", "de", "en", "en", "ru", "en", "fr", "en", "es", "zh")
"""Of the events whose numbers end in 0, 1, …"""

_SOURCES: Final = 10
"""Of each language, for each time that it is in `benchmarks.articles.LANGUAGES`."""

COPIED: Final = 0.35
"""Events with near-copies."""

SAGA_EACH: Final = 10
"""Events after which there is a saga."""

_CHAPTERS: Final = 6
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Planted:
    """A story of the stream. ``event`` is what it reports, below 0 for none.

    ``family`` is the event whose look-alike it is, or that it reports itself. ``saga`` is the
    one that its event is of, below 0 for none.
    """

    article: Article
    source: str
    event: int = -1
    family: int = -1
    saga: int = -1

    @property
    def is_report(self) -> bool:
        """Whether it is one of the reports that are measured, those of sagas apart."""
        return self.event >= 0 and self.event == self.family and self.saga < 0


@dataclass(frozen=True, slots=True)
class _Source:
    name: str
    language: str
    boilerplate: str


class Stream:
    """The stories, by date. Events have the numbers below ``events``, look-alikes others."""

    def __init__(self, generator: Generator, events: int, seed: int = 1) -> None:
        self._generator, self._events = generator, events
        self._rng = random.Random(f"{seed} stream")
        codes = dict.fromkeys(LANGUAGES)
        self._tellers = {code: Teller(generator.language(code), seed) for code in codes}
        self._sources = {code: self._made_sources(code) for code in codes}
        self._numbers = iter(range(events, 100 * events + 100))

    def stories(self) -> list[Planted]:
        """All of it, oldest first."""
        found = [*self._background()]
        for number in range(self._events):
            found += self._family(number)
        for number in range(self._events // SAGA_EACH):
            found += self._saga(number)
        return sorted(found, key=lambda story: story.article.published or END)

    def _made_sources(self, code: str) -> list[_Source]:
        count = _SOURCES * (4 if code == "en" else 2 if code == "de" else 1)
        names = (f"{code.upper()} Courier {number}" for number in range(count))
        teller = self._tellers[code]
        return [_Source(name, code, teller.boilerplate(self._rng, name)) for name in names]

    def _background(self) -> Iterator[Planted]:
        """Articles that report nothing of the others, with their source's sentence."""
        for number in range(1, int(timedelta(days=DAYS) / APART)):
            article = self._generator.article(-number)
            source = self._rng.choice(self._sources[article.language])
            body = (*article.body, _paragraph(source.boilerplate))
            yield Planted(replace(article, publisher=source.name, body=body), source.name)

    def _family(self, event: int) -> Iterator[Planted]:
        """The reports of an event, and its look-alikes."""
        rng, code = self._rng, LANGUAGES[event % len(LANGUAGES)]
        teller = self._tellers[code]
        core = teller.core(rng, END + _FIRST + (_LAST - _FIRST) * rng.random())
        yield from self._told(core, event, event, 3 + int(6 * rng.random()))
        for _ in range(2):
            other = replace(
                teller.core(rng, core.start + timedelta(days=3 * rng.random() - 1)),
                topic=core.topic,
                angle=(*core.angle[:7], *teller.angle(rng, core.topic)[:7]),
                place=core.place,
            )
            yield from self._told(other, next(self._numbers), event, 1)
        before = teller.core(rng, core.start - MONTH)
        before = replace(before, persons=core.persons)
        if rng.random() < 0.5:
            angle = teller.angle(rng, core.topic)
            before = replace(before, topic=core.topic, angle=angle)
        yield from self._told(before, next(self._numbers), event, 2)
        beside = teller.core(rng, core.start + timedelta(days=4 * rng.random() - 2))
        beside = replace(beside, persons=(*beside.persons[:2], rng.choice(core.persons)))
        yield from self._told(beside, next(self._numbers), event, 3)

    def _saga(self, saga: int) -> Iterator[Planted]:
        """The reports of the events of a saga, one event a day."""
        rng, code = self._rng, LANGUAGES[saga % len(LANGUAGES)]
        teller = self._tellers[code]
        first = teller.core(rng, END + _FIRST + (_LAST - _FIRST) * rng.random())
        for chapter in range(_CHAPTERS):
            other = teller.core(rng, first.start + chapter * _DAY)
            core = replace(
                other,
                topic=first.topic,
                angle=(*first.angle[:9], *teller.angle(rng, first.topic)[:5]),
                persons=(other.persons[0], *rng.sample(first.persons, len(first.persons) - 1)),
                place=first.place,
            )
            number = next(self._numbers)
            for planted in self._told(core, number, number, 2 + int(3 * rng.random())):
                yield replace(planted, saga=saga)

    def _told(self, core: Core, event: int, family: int, reports: int) -> Iterator[Planted]:
        rng, teller = self._rng, self._tellers[core.language]
        within = timedelta(days=1 + 4 * rng.random())
        sources = rng.sample(self._sources[core.language], reports)
        copies = min(reports - 2, 1 + int(2 * rng.random())) if rng.random() < COPIED else 0
        texts = [teller.report(core, _words(rng), rng) for _ in range(reports - max(0, copies))]
        printed = rng.choice(texts)
        texts += [teller.near_copy(core, printed, rng) for _ in range(reports - len(texts))]
        rng.shuffle(texts)
        for place, (source, text) in enumerate(zip(sources, texts, strict=True)):
            at = core.start + (within * rng.random() ** 2 if place else timedelta())
            yield Planted(_article(text, source, at, event, place), source.name, event, family)


def _words(rng: random.Random) -> int:
    """How long a report is, in words: a brief, a story or a long one."""
    low, high = rng.choice(((60, 120), (150, 450), (150, 450), (450, 900)))
    return int(low + (high - low) * rng.random())


def _article(text: Report, source: _Source, at: datetime, event: int, place: int) -> Article:
    url = f"https://{source.name.lower().replace(' ', '')}.example/{event}/{place}"
    space = "" if source.language == "zh" else " "
    return Article(
        id=article_id(url),
        headline=text.headline,
        url=url,
        dek=text.dek,
        published=at,
        publisher=source.name,
        language=source.language,
        body=(
            *(_paragraph(space.join(sentences)) for sentences in text.paragraphs),
            _paragraph(source.boilerplate),
        ),
    )


def _paragraph(text: str) -> Paragraph:
    return Paragraph((Run(text),))
