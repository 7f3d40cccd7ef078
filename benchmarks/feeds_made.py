"""Made-up feeds, the same for the same seed: about 3 kB of HTML an entry, in six languages."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from itertools import accumulate
from typing import Final

ITEMS: Final = 50
WORDS: Final = 8_000
"""Words of each language's vocabulary."""

# Syllables of which words are made up, and what joins the words of a sentence.
# fmt: off
LANGUAGES: Final[dict[str, tuple[str, str]]] = {
    "en": ("ba le ston ing er th ough ly har con pre mo ti ra wen sho al der wick fen", " "),
    "de": ("schaft ung keit ver ge hau lich stra ße wör ter fah ren zü gel mei nach ost", " "),
    "fr": ("eau tion ment être la vé ri pou voir jour na liste dé bat cou rir aille é", " "),
    "es": ("ción dad pue blo ñor ma car los que hoy vien to río ár bol ten der ía", " "),
    "ru": ("сто при го род ва ние ро ль за пре мья ка ют ми ло ст на ши но во сть", " "),
    "ja": ("新 聞 市 長 の が は 港 計 画 を 発 表 した 来 年 から 工 事 東 海", ""),
}
# fmt: on
BEGAN: Final = datetime(2026, 10, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class MadeFeed:
    """A feed before and after its change, with the validators of each."""

    bodies: tuple[bytes, bytes]
    etags: tuple[str, str]
    modified: tuple[str, str]


class FeedMaker:
    """Makes feeds. The text of feed ``n`` depends on ``seed`` and ``n`` alone."""

    def __init__(self, seed: int = 1) -> None:
        self._seed = seed
        rng = random.Random(seed)
        # Zipf: the word of rank n is used in proportion to 1/n.
        self._weights = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))
        self._words = {
            code: ["".join(rng.choices(parts.split(), k=rng.randint(1, 4))) for _ in range(WORDS)]
            for code, (parts, _) in LANGUAGES.items()
        }

    def feed(self, number: int) -> MadeFeed:
        """Feed ``number``: changed, it has one new entry and one that was edited."""
        rng = random.Random(f"{self._seed} {number}")
        language = list(LANGUAGES)[number % len(LANGUAGES)]
        items = [self._item(rng, language, number, index) for index in range(ITEMS)]
        new = self._item(rng, language, number, ITEMS)
        edited = (
            items[3]
            .replace("</title>", " (updated)</title>")
            .replace("]]>", f"<p>{self.sentence(rng, language)}</p>]]>")
        )
        changed = [new, *items[:3], edited, *items[4:-1]]
        return MadeFeed(
            (_document(number, language, items), _document(number, language, changed)),
            (f'"{number}-0"', f'"{number}-1"'),
            tuple(_date(BEGAN + timedelta(days=30 + day)) for day in (0, 1)),  # type: ignore[arg-type]
        )

    def sentence(self, rng: random.Random, language: str) -> str:
        """Some words and a full stop."""
        words = rng.choices(self._words[language], cum_weights=self._weights, k=rng.randint(8, 18))
        return LANGUAGES[language][1].join(words).capitalize() + "."

    def _item(self, rng: random.Random, language: str, feed: int, index: int) -> str:
        address = f"https://made{feed}.example/2026/story-{index}"
        link = f'<a href="https://made{rng.randrange(500)}.example/2026/{index}">{index}</a>'
        texts: list[str] = []
        size = 0
        while size < 2_700:
            sentences = [self.sentence(rng, language) for _ in range(3)]
            sentences[1] += f" <em>{sentences[2]}</em> {link if len(texts) % 2 else ''}"
            texts.append(f"<p>{' '.join(sentences[:2])}</p>")
            size += len(texts[-1].encode())
        if index % 4 == 0:
            texts.insert(
                1,
                f'<figure><img src="{address}.jpg" width="800" height="450"/>'
                f"<figcaption>{self.sentence(rng, language)}</figcaption></figure>",
            )
        published = BEGAN + timedelta(minutes=feed + 600 * index)
        return (
            f"<item><title>{self.sentence(rng, language)}</title><link>{address}</link>"
            f'<guid isPermaLink="false">{feed}-{index}</guid><pubDate>{_date(published)}</pubDate>'
            f"<dc:creator>Writer {rng.randrange(40)}</dc:creator>"
            f"<description>{self.sentence(rng, language)}</description>"
            f"<content:encoded><![CDATA[{''.join(texts)}<p>{marker(feed, index)}</p>]]>"
            "</content:encoded></item>"
        )


def marker(feed: int, index: int) -> str:
    """A word that stands in this entry alone."""
    return f"zq{feed}x{index}zq"


def _document(number: int, language: str, items: list[str]) -> bytes:
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"'
        ' xmlns:content="http://purl.org/rss/1.0/modules/content/"'
        ' xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<title>Made-up news {number}</title><link>https://made{number}.example/</link>"
        f"<description>Nothing of it is true</description><language>{language}</language>"
        f"{''.join(items)}</channel></rss>"
    ).encode()


def _date(moment: datetime) -> str:
    return format_datetime(moment, usegmt=True)
