"""Made-up articles, the same for the same seed: Zipf words, lengths as in real news."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from typing import Final

from brief_tui.model.article import Article, Figure, Heading, Image, Paragraph, RelatedLink, Run
from brief_tui.model.identity import article_id

# fmt: off
SYLLABLES: Final = (
    "ba", "be", "bi", "bo", "bu", "da", "de", "di", "do", "du", "fa", "fe", "fi", "fo", "ga",
    "ge", "gi", "go", "ka", "ke", "ki", "ko", "la", "le", "li", "lo", "lu", "ma", "me", "mi",
    "mo", "mu", "na", "ne", "ni", "no", "pa", "pe", "pi", "po", "ra", "re", "ri", "ro", "ru",
    "sa", "se", "si", "so", "ta", "te", "ti", "to", "va", "ve", "vi", "vo", "tra", "ster",
    "ment", "tion", "ung", "keit", "ción", "eur", "água", "øy", "län", "ство",
)
# fmt: on
SECTIONS: Final = ("World", "Business", "Technology", "Science", "Culture", "Sport", "Climate")
WORDS: Final = 40_000
END: Final = datetime(2026, 11, 1, tzinfo=UTC)


class Generator:
    """Makes articles. ``words`` is how long a body is on average."""

    def __init__(self, seed: int = 1, words: int = 480) -> None:
        self._random = random.Random(seed)
        self._length = words
        self._vocabulary = [
            "".join(self._random.choices(SYLLABLES, k=self._random.randint(1, 4)))
            for _ in range(WORDS)
        ]
        # Zipf: the word of rank n is used in proportion to 1/n.
        self._weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))

    def articles(self, count: int) -> Iterator[Article]:
        """``count`` articles, newest first, a few minutes apart."""
        for number in range(count):
            yield self.article(number)

    def article(self, number: int) -> Article:
        """One article."""
        rng = self._random
        url = f"https://news{number % 300}.example/{number}"
        headline = self._sentence(rng.randint(6, 12)).rstrip(".")
        paragraphs = max(2, round(rng.lognormvariate(0, 0.5) * self._length / 45))
        body: list[Paragraph | Heading | Figure] = [
            Paragraph((Run(self._paragraph()),)) for _ in range(paragraphs)
        ]
        if number % 3 == 0:
            image = Image(f"{url}.jpg", 1200, 675)
            body.insert(0, Figure(image, self._sentence(14), "AP Photo / " + self._name()))
        if paragraphs > 6:
            body.insert(paragraphs // 2, Heading((Run(self._sentence(5)),)))
        related = tuple(
            RelatedLink(
                self._sentence(8),
                f"https://news{other % 300}.example/{other}",
                anchor=rng.randint(0, len(body)),
            )
            for other in (rng.randint(0, max(1, number)) for _ in range(3))
        )
        return Article(
            id=article_id(url),
            headline=headline,
            url=url,
            dek=self._sentence(16),
            bylines=(self._name(),),
            published=END - timedelta(minutes=7 * number),
            publisher=f"News {number % 300}",
            section=SECTIONS[number % len(SECTIONS)],
            language="en",
            body=tuple(body),
            related=related,
        )

    def long_article(self, words: int) -> Article:
        """One article of about so many words."""
        body = tuple(Paragraph((Run(self._paragraph()),)) for _ in range(words // 45))
        return Article(article_id("https://long.example/"), "A long one", body=body, published=END)

    def word(self, rank: int) -> str:
        """The word of this rank, 0 the most common."""
        return self._vocabulary[rank]

    def _words(self, count: int) -> list[str]:
        return self._random.choices(self._vocabulary, cum_weights=self._weights, k=count)

    def _sentence(self, words: int) -> str:
        return " ".join(self._words(words)).capitalize() + "."

    def _paragraph(self) -> str:
        return " ".join(self._sentence(self._random.randint(9, 21)) for _ in range(3))

    def _name(self) -> str:
        return " ".join(self._words(2)).title()
