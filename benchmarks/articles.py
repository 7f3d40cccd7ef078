"""Made-up articles in six languages, the same for the same seed.

An article depends on the seed and its number alone: several processes can make parts of the
same million. Number 0 is the newest. The lengths are lognormal, about 3 kB of text in all; what
an article is about, a few telling words and names, stands in its headline and again in its
text.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

from benchmarks.vocabulary import Language, number
from brief_tui.model.article import (
    Article,
    Block,
    Figure,
    Heading,
    Image,
    Paragraph,
    RelatedLink,
    Run,
)
from brief_tui.model.identity import article_id

VERSION: Final = 1
"""To be raised when the articles change: filled archives are kept by it."""

SECTIONS: Final = ("World", "Business", "Technology", "Science", "Culture", "Sport", "Climate")
LANGUAGES: Final = ("en", "de", "en", "fr", "ru", "en", "es", "zh", "en", "de")
"""Of the articles whose numbers end in 0, 1, …"""

FEEDS: Final = 500
END: Final = datetime(2026, 11, 1, tzinfo=UTC)
APART: Final = timedelta(minutes=7)

_AGENCIES: Final = ("AP Photo", "Getty Images", "Handout", "Wire Pictures", "Reuters")
_WORDS_A_PARAGRAPH: Final = 45
_SPREAD: Final = 0.6
_MEAN_OF_SPREAD: Final = 1.197  # exp(0.6² / 2)


class _Opening(NamedTuple):
    """What an article begins with; ``rng`` goes on with its text."""

    rng: random.Random
    language: Language
    topic: list[str]
    headline: str


class Generator:
    """Makes articles. ``words`` is how long a body is on average."""

    def __init__(self, seed: int = 1, words: int = 330) -> None:
        self._seed = seed
        self._length = words / _MEAN_OF_SPREAD / _WORDS_A_PARAGRAPH
        made = {code: Language(code, seed) for code in dict.fromkeys(LANGUAGES)}
        self._languages = [made[code] for code in LANGUAGES]

    def articles(self, count: int) -> Iterator[Article]:
        """``count`` articles, newest first, a few minutes apart."""
        for number_ in range(count):
            yield self.article(number_)

    def article(self, number_: int) -> Article:
        """The article of this number, as it always is."""
        opening = self._opening(number_)
        rng, language, topic, headline = opening
        feed = feed_of(number_, rng)
        url = f"https://news{feed}.example/2026/{number_}"
        body = self._body(opening, url)
        return Article(
            id=article_id(url),
            headline=headline,
            url=url,
            dek=self._sentence(opening, 12 + int(10 * rng.random())),
            bylines=self._bylines(opening, feed),
            dateline=topic[-1].upper() if number_ % 5 == 0 else "",
            published=END - APART * number_,
            publisher=publisher(feed),
            section=SECTIONS[int(len(SECTIONS) * rng.random())],
            language=language.code,
            tags=tuple(topic[:2]) if number_ % 4 == 0 else (),
            body=tuple(body),
            related=self._related(number_, rng, len(body)),
        )

    def headline(self, number_: int) -> str:
        """The headline of the article of this number."""
        return self._opening(number_).headline

    def long_article(self, words: int, copy: int = 0) -> Article:
        """One of the articles of about so many words, which are newer than all others.

        Its headline has the word :func:`marker` gives.
        """
        rng = random.Random(f"{self._seed} long {words} {copy}")
        opening = self._opening(-len(LANGUAGES) * (1 + copy))._replace(rng=rng)
        url = f"https://long.example/{words}/{copy}"
        paragraphs = range(words // _WORDS_A_PARAGRAPH)
        return Article(
            article_id(url),
            f"A long one {marker(words)}: {opening.headline}",
            url,
            body=tuple(Paragraph((Run(self._paragraph(opening)),)) for _ in paragraphs),
            published=END + APART * (1 + copy),
            publisher="Long reads",
            section=SECTIONS[0],
            language="en",
        )

    def language_of(self, number_: int) -> Language:
        """The language of the article of this number."""
        return self._languages[number_ % len(LANGUAGES)]

    def language(self, code: str) -> Language:
        """A language by its code."""
        return self._languages[LANGUAGES.index(code)]

    def word(self, rank: int) -> str:
        """The word of this rank in English, 0 the most common."""
        return self._languages[0].vocabulary[rank]

    def _opening(self, number_: int) -> _Opening:
        rng = random.Random(self._seed << 40 ^ number_)
        language = self.language_of(number_)
        topic = [language.telling(rng) for _ in range(4)]
        topic += [language.name(rng) for _ in range(2 + int(3 * rng.random()))]
        words = language.words(rng, 2 + int(5 * rng.random()))
        for term in (topic[0], topic[1], topic[-1], topic[-2]):
            words.insert(int(rng.random() * (1 + len(words))), term)
        return _Opening(rng, language, topic, language.sentence(words)[:-1])

    def _body(self, opening: _Opening, url: str) -> list[Block]:
        rng = opening.rng
        paragraphs = max(2, min(120, round(rng.lognormvariate(0, _SPREAD) * self._length)))
        texts = [self._paragraph(opening) for _ in range(paragraphs)]
        body: list[Block] = [Paragraph((Run(text),)) for text in texts]
        if rng.random() < 0.25:
            runs = (Run(texts[1]), Run(" "), Run(self._sentence(opening, 7), href=f"{url}/more"))
            body[1] = Paragraph(runs)
        if paragraphs > 8:
            body.insert(paragraphs // 2, Heading((Run(self._sentence(opening, 5)[:-1]),)))
        for at in (0, 3, 7):
            if at < len(body) and rng.random() < 0.3:
                body.insert(at, self._figure(opening, f"{url}-{at}.jpg"))
        return body

    def _figure(self, opening: _Opening, src: str) -> Figure:
        rng = opening.rng
        agency = _AGENCIES[int(len(_AGENCIES) * rng.random())]
        credit = f"{agency} / {opening.language.name_of(int(900 * rng.random()))}"
        return Figure(Image(src, 1200, 675), self._sentence(opening, 14), credit)

    def _bylines(self, opening: _Opening, feed: int) -> tuple[str, ...]:
        """One or two of a feed's thirty writers."""
        rng, language = opening.rng, opening.language
        writers = [30 * feed + int(30 * rng.random()) for _ in range(1 + int(1.3 * rng.random()))]
        space = language.space
        return tuple(f"{language.name_of(w % 199)}{space}{language.name_of(w)}" for w in writers)

    def _related(self, number_: int, rng: random.Random, blocks: int) -> tuple[RelatedLink, ...]:
        """Up to three older articles in the same language, by their true headlines."""
        links = []
        for _ in range(int(4 * rng.random() * rng.random())):
            other = number_ + len(LANGUAGES) * (1 + int(300 * rng.random()))
            opening = self._opening(other)
            url = f"https://news{feed_of(other, opening.rng)}.example/2026/{other}"
            links.append(RelatedLink(opening.headline, url, anchor=int(rng.random() * blocks)))
        return tuple(links)

    def _paragraph(self, opening: _Opening) -> str:
        """Two to four sentences."""
        random_ = opening.rng.random
        return opening.language.space.join(
            [
                self._sentence(opening, 9 + int(13 * random_()))
                for _ in range(2 + int(3 * random_()))
            ]
        )

    def _sentence(self, opening: _Opening, count: int) -> str:
        rng, language, topic, _ = opening
        words = language.words(rng, count)
        chance = rng.random()
        if chance < 0.6:
            words[int(count * rng.random())] = topic[int(len(topic) * rng.random())]
        if chance < 0.35:
            words[int(count * rng.random())] = language.name(rng)
        elif chance > 0.85:
            words[int(count * rng.random())] = number(rng)
        return language.sentence(words)


def feed_of(number_: int, rng: random.Random) -> int:
    """The feed that carries an article: some have many, each has one language."""
    return 10 * int(FEEDS // 10 * rng.random() ** 1.5) + number_ % 10


def publisher(feed: int) -> str:
    """What a feed calls itself."""
    return f"News {feed}"


def marker(words: int) -> str:
    """The word in the headlines of the long articles of so many words."""
    return f"zqlong{words}zq"
