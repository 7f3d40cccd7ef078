"""newsboat on the same articles: its cache, filled by its own schema, and its times.

A cache that newsboat made and filled by itself has no statistics of its tables, and SQLite then
takes the wrong index for each feed: "stock". After one ANALYZE by hand it takes the right one.
"""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from html import escape
from pathlib import Path
from typing import Final

from benchmarks.articles import VERSION, Generator
from benchmarks.fill import UNREAD
from benchmarks.measures import ANALYZED, STOCK, Measure, measured
from benchmarks.scale_reader import COLUMNS, ROWS
from benchmarks.terminal import Lines, Terminal
from brief_tui.model.article import Article, Block, Figure

PATIENCE: Final = 400.0
"""Seconds after which newsboat is given up."""

LARGEST: Final = 100_000
"""Stories past which only ``--big`` asks newsboat, and then its stock cache not at all."""

_ITEM: Final = (
    "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, flags)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, '')"
)


def version() -> str:
    """Which newsboat is installed, '' for none."""
    if not shutil.which("newsboat"):
        return ""
    said = subprocess.run(["newsboat", "-v"], capture_output=True, text=True, check=True)
    return said.stdout.splitlines()[0].partition(" - ")[0].removeprefix("newsboat ")


def filled_home(cache: Path, stories: int) -> Path:
    """A home with a filled cache of newsboat's, made where it is not there yet."""
    home = cache / f"newsboat-{stories}-{VERSION}"
    if not (home / "filled").exists():
        shutil.rmtree(home, ignore_errors=True)
        print(f"filling newsboat's cache with {stories:,} stories", file=sys.stderr, flush=True)
        _fill(home, stories)
        (home / "filled").touch()
    return home


def _fill(home: Path, stories: int) -> None:
    folder = home / ".newsboat"
    folder.mkdir(parents=True)
    (folder / "config").write_text("auto-reload no\n")
    (folder / "urls").write_text("https://nothing.example/feed\n")
    with _Newsboat(home) as newsboat:  # which makes its tables
        newsboat.until(_lists_feeds, newsboat.began, 20)
    feeds: dict[str, str] = {}
    with closing(sqlite3.connect(folder / "cache.db")) as connection:
        for start in range(0, stories, 10_000):
            with connection:
                rows = _items(range(start, min(stories, start + 10_000)), stories, feeds)
                connection.executemany(_ITEM, rows)
        with connection:
            connection.execute("DELETE FROM rss_feed")
            connection.executemany(
                "INSERT INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)",
                ((url, url.removesuffix("feed"), title) for url, title in feeds.items()),
            )
    (folder / "urls").write_text("".join(f"{url}\n" for url in sorted(feeds)))


def _items(numbers: range, stories: int, feeds: dict[str, str]) -> Iterator[tuple[object, ...]]:
    """Rows of rss_item; the feeds they belong to are noted by their address."""
    generator, rng = Generator(), random.Random(1)
    for number in numbers:
        article = generator.article(number)
        feed = f"{article.url.partition('/2026')[0]}/feed"
        feeds[feed] = article.publisher
        assert article.published is not None
        yield (
            article.url,
            article.headline,
            ", ".join(article.bylines),
            article.url,
            feed,
            int(article.published.timestamp()),
            html_of(article),
            int(number < UNREAD * stories or rng.random() < 0.001),
        )


def html_of(article: Article) -> str:
    """The article as its feed would carry it."""
    return f"<p>{escape(article.dek)}</p>" + "".join(map(_block, article.body))


def _block(block: Block) -> str:
    if isinstance(block, Figure):
        src = escape(block.image.src) if block.image else ""
        caption = escape(f"{block.caption} {block.credit}")
        return f'<figure><img src="{src}"/><figcaption>{caption}</figcaption></figure>'
    return f"<p>{escape(getattr(block, 'text', ''))}</p>"


class _Newsboat(Terminal):
    """newsboat at a home."""

    def __init__(self, home: Path) -> None:
        environment = {**os.environ, "HOME": str(home)}
        super().__init__(["newsboat"], environment, COLUMNS, ROWS)

    def __enter__(self) -> _Newsboat:
        return self

    def __exit__(self, *_: object) -> None:
        self.end(b"qqqq")

    def started(self) -> tuple[float, float]:
        """Milliseconds until the feeds are listed, and until a key is answered."""
        first = self.until(_lists_feeds, self.began, PATIENCE)
        before = self.lines()
        self.write(b"\x0c")  # paint anew: what answers to it is the whole program
        usable = 1000 * (time.perf_counter() - self.began) if first else 0.0
        if found := self.bursts(self.began + usable / 1000, 0.3):
            usable += 1000 * found[0].end
            self.paints(found)
        return first, usable if before else 0.0

    def search(self, word: str) -> float:
        """Milliseconds from the last key of a search until what it found is painted.

        0 where it finds nothing: newsboat then stays where it was, and ``q`` would leave it.
        """
        self.press(b"/", 0.2)
        self.press(word.encode(), 0.2)
        took = self.until(_lists_found, self.write(b"\r"), PATIENCE)
        self.paints(self.bursts(time.perf_counter(), 0.2))
        if took:
            self.press(b"q", 0.2, PATIENCE)
        return took


def _lists_feeds(lines: Lines) -> bool:
    return "Your feeds" in lines[0] and bool(lines[1].strip())


def _lists_found(lines: Lines) -> bool:
    return "earch result" in lines[0] and bool(lines[1].strip())


def measure(cache: Path, work: Path, stories: int, words: dict[str, str]) -> Iterator[Measure]:
    """Start, searches and memory, stock and after an ANALYZE. ``words`` by what they are."""
    home = work / "newsboat"
    shutil.copytree(filled_home(cache, stories), home)
    database = home / ".newsboat" / "cache.db"
    for program in (STOCK, ANALYZED):
        if program == ANALYZED:
            with closing(sqlite3.connect(database)) as connection, connection:
                connection.execute("ANALYZE")
        elif stories > LARGEST:
            continue
        yield from _measure(home, program, stories, words)
    shutil.rmtree(home)


def _measure(home: Path, program: str, stories: int, words: dict[str, str]) -> Iterator[Measure]:
    starts: list[tuple[float, float]] = []
    slow = False
    while len(starts) < 3 and not slow:
        with _Newsboat(home) as newsboat:
            starts.append(newsboat.started())
            slow = starts[-1][0] > 5_000
            if len(starts) == 3 or slow:
                for name, word in words.items():
                    found = [newsboat.search(word) for _ in range(1 if stories > 10_000 else 3)]
                    yield from measured(name, program, stories, found)
                yield from measured("memory", program, stories, [newsboat.memory()], "MiB")
    yield from measured("start, first paint", program, stories, [first for first, _ in starts])
    yield from measured("start, a key answered", program, stories, [last for _, last in starts])
