"""How well our likeness agrees with people's: the ratings of Lee, Pincombe and Welsh (2005).

Fifty briefs of the Australian Broadcasting Corporation, each pair of them rated by eight to
twelve people, lie in gensim's wheel for its tests, with three hundred more briefs. They are
read from an installed gensim and nowhere else. The figure is a guard: nothing is tuned by it.
"""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path
from statistics import correlation
from typing import Final

from brief_tui.model.article import Article, Paragraph, Run
from brief_tui.related.likeness import Frequencies, likeness
from brief_tui.related.terms import terms_of

TARGET: Final = 0.57
"""People agree with one another at 0.6."""


def folder() -> Path | None:
    """Where an installed gensim has the texts and the ratings; None without one."""
    found = find_spec("gensim")
    if found is None or found.origin is None:
        return None
    data = Path(found.origin).parent / "test" / "test_data"
    return data if (data / "similarities0-1.txt").exists() else None


def agreement(data: Path) -> float:
    """Pearson's r between the mean rating of each of the 1,225 pairs and their likeness.

    How rare a term is comes from the 350 texts together.
    """
    briefs = [terms_of(_article(line)).packed for line in _lines(data / "lee.cor")]
    others = [terms_of(_article(line)).packed for line in _lines(data / "lee_background.cor")]
    frequencies = Frequencies()
    for packed in (*others, *briefs):
        frequencies.add(packed)
    vectors = [frequencies.vector(packed) for packed in briefs]
    rated, ours = [], []
    for first, line in enumerate(_lines(data / "similarities0-1.txt")):
        for second, rating in enumerate(line.split()):
            if second > first:
                rated.append(float(rating))
                ours.append(likeness(vectors[first], vectors[second]))
    return correlation(rated, ours)


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8", errors="replace").splitlines()


def _article(text: str) -> Article:
    """A brief has no headline."""
    return Article(id="", headline="", url="", body=(Paragraph((Run(text),)),), language="en")
