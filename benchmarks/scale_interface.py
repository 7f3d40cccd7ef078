"""The interface on an archive of some size: start, keys, search, views, long articles, memory."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Final

from benchmarks.articles import Generator, marker
from benchmarks.fill import LONG
from benchmarks.measures import BRIEF, Measure, measured
from benchmarks.scale_reader import Reader
from brief_tui.archive.store import Archive
from brief_tui.library import Library
from brief_tui.library.relating import Relating
from brief_tui.model.query_nodes import Query

STARTS: Final = 5
_STEPS: Final = 60

_UNREAD: Final = 100

_RELATED: Final = 2_000
"""Stories that are related, the newest: a million take three hours."""

RARE: Final = "search, a rare word"
COMMON: Final = "search, a common word"

_DOWN, _HALF, _PAGE, _TOP, _END = b"j", b"\x04", b" ", b"g", b"G"
_ENTER, _ESCAPE = b"\r", b"\x1b"

_VIEWS: Final = ("starred", "science", "all", "later", "unread", "business", "sport", "all")
_FILTERS: Final = (
    "section:science",
    "lang:de",
    "is:starred",
    "has:picture section:sport",
    "older:30d",
    "source:news*",
)


def words_to_search(generator: Generator, stories: int) -> dict[str, str]:
    """A name that occurs in few articles, and one of the most common words."""
    rare = next(
        name
        for number in range(stories // 3 // 10 * 10, stories + 1_000, 10)
        for name in generator.headline(number).split()
        if len(name) >= 7
        and name.isascii()
        and name[0].isupper()
        and name != name.upper()
        and generator.language_of(number).rank(name.lower()) > 30_000
    )
    common = next(word for rank in range(300) if len(word := generator.word(rank)) >= 4)
    return {RARE: rare, COMMON: common}


def measure(archive: Path, home: Path, stories: int, generator: Generator) -> Iterator[Measure]:
    """All of it, on an archive that may be written to."""

    def ms(name: str, values: list[float]) -> list[Measure]:
        return measured(name, BRIEF, stories, values)

    _mark(archive)
    _relate(archive)
    firsts, answers = [], []
    for _ in range(STARTS):
        reader = Reader(archive, home)
        first, answer = reader.started()
        firsts.append(first)
        answers.append(answer)
        reader.leave()
    yield from ms("start, first paint", firsts)
    yield from ms("start, a key answered", answers)
    reader = Reader(archive, home)
    reader.started()
    reader.wait(0.5)
    try:
        for name, values in _moving(reader).items():
            yield from ms(name, values)
        for name, values in _finding(reader, words_to_search(generator, stories)).items():
            yield from ms(name, values)
        for name, values in _typing(reader, generator, stories).items():
            yield from ms(name, values)
        for name, values in _narrowing(reader).items():
            yield from ms(name, values)
        for name, values in _opening(reader).items():
            yield from ms(name, values)
        yield from measured("memory", BRIEF, stories, [reader.memory()], "MiB")
        yield from measured("memory, at its most", BRIEF, stories, [reader.peak()], "MiB")
    finally:
        reader.leave()


def _mark(archive: Path) -> None:
    """Mark the long articles read, which are the newest, and those after them unread.

    Keys for the next unread story are then about stories of the usual length.
    """
    long = sum(copies for _, copies in LONG)
    with Library.open(archive) as library:
        keys = library.keys(Query(), limit=long + _UNREAD)
        library.mark(keys[:long], read=True)
        library.mark(keys[long:], read=False)


def _relate(path: Path) -> None:
    """Have the newest stories related, as most of what is read is, and the others looked at with
    nothing found. What nobody has looked at is related whenever the cursor rests on it.
    """
    with closing(sqlite3.connect(path)) as connection, connection:
        (newest,) = connection.execute("SELECT max(key) FROM article").fetchone()
        last = (newest - _RELATED,)
        connection.execute(
            "INSERT OR IGNORE INTO feature (key, terms, spelt)"
            " SELECT key, x'', '' FROM article WHERE key <= ?",
            last,
        )
        connection.execute(
            "INSERT OR IGNORE INTO to_relate (key) SELECT key FROM article WHERE key > ?", last
        )
    with closing(Archive.open(path)) as archive:
        Relating(archive).all()


def _moving(reader: Reader) -> dict[str, list[float]]:
    """Keys in the list and in an article, and to the next unread story."""
    before = reader.processor()
    times = {"j in the list": [reader.in_list(_DOWN) for _ in range(_STEPS)]}
    times["processor, j and the story then shown"] = [(reader.processor() - before) / _STEPS]
    times["G and g in the list"] = [reader.in_list(key) for key in (_END, _TOP) * 8]
    times["ctrl+d in the list"] = [reader.in_list(_HALF) for _ in range(20)]
    reader.in_list(_TOP)
    times["n, the next unread"] = [reader.in_article(b"n") for _ in range(20)]
    times["space in an article"] = []
    for _ in range(8):
        reader.in_article(b"n")
        times["space in an article"] += [reader.in_article(_PAGE) for _ in range(2)]
    reader.press(b"h")
    reader.in_list(_END)
    times["p, one unread in 1,000"] = [reader.in_article(b"p") for _ in range(15)]
    reader.press(b"h")
    reader.in_list(_TOP)
    return times


def _finding(reader: Reader, words: dict[str, str]) -> dict[str, list[float]]:
    """A whole word, which comes in one piece, to the page of what is found."""
    times: dict[str, list[float]] = {}
    for name, word in words.items():
        times[name] = []
        for _ in range(5):
            reader.press(b"/", 0.25)
            times[name].append(reader.hits(word.encode()))
            reader.press(_ESCAPE, 0.4)
    return times


def _typing(reader: Reader, generator: Generator, stories: int) -> dict[str, list[float]]:
    """Search letter by letter, each time to the first page of what is found."""
    rare = words_to_search(generator, stories)[RARE]
    word, chinese = generator.word, generator.language("zh").vocabulary
    two = f"{word(40)} {word(900)}"
    german, russian = (generator.language(code).vocabulary[400] for code in ("de", "ru"))
    texts = [rare, word(0), word(5), word(60), word(3_000), two, german, russian]
    texts += [chinese[200], chinese[3_000], f'"{word(1)} {word(2)}"']
    every: list[float] = []
    first: list[float] = []
    second: list[float] = []
    cjk: list[float] = []
    before = reader.processor()
    for text in texts:
        reader.press(b"/", 0.25)
        taken = [reader.hits(letter.encode()) for letter in text]
        reader.press(_ESCAPE, 0.4)
        every += taken
        if text in chinese:
            cjk += taken
        else:
            first.append(taken[0])
            second.append(taken[1])
    return {
        "search as you type, each key": every,
        "search as you type, the first letter": first,
        "search as you type, the second letter": second,
        "search as you type, Chinese": cjk,
        "processor, a letter of a search": [(reader.processor() - before) / len(every)],
    }


def _narrowing(reader: Reader) -> dict[str, list[float]]:
    """Filters, which come in one piece, and views."""
    filters = []
    for text in _FILTERS:
        reader.press(b"f", 0.25)
        filters.append(reader.hits(text.encode()))
        reader.press(_ESCAPE, 0.4)
        reader.press(_ESCAPE, 0.3)
    views = [reader.view(name) for name in _VIEWS]
    return {"filter": filters, "view": views}


def _opening(reader: Reader) -> dict[str, list[float]]:
    """Long articles: to their beginning, and from there to their end and back."""
    times: dict[str, list[float]] = {}
    for words, copies in LONG:
        reader.press(b"/", 0.25)
        reader.press(marker(words).encode(), 0.5)
        reader.press(_ENTER, 0.4)
        reader.press(_TOP, 0.4)
        opened, ends = [], []
        for _ in range(copies - 1):
            opened.append(reader.in_article(_DOWN + _ENTER, 0.3))
            ends += [reader.in_article(key) for key in (_END, _TOP)]
            reader.press(b"h", 0.25)
        times[f"open {words:,} words"] = opened
        times[f"the end of {words:,} words"] = ends
        reader.press(_ESCAPE, 0.4)
    return times
