"""Headlines: a page's titles without the site's name, and the visible one that agrees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from brief_tui.formats import shapes, vocabulary
from brief_tui.formats.web_page.likeness import letters, likeness

AGREE: Final = 0.45
"""Agreement from which a heading is taken for the title's own."""

SAME: Final = 0.9
"""Agreement from which no other heading is looked for."""

_SEPARATOR: Final = re.compile(
    r"\s+[|·•»:–—-]+\s+|\s*[|｜»]\s*|\s::\s|\s*[_](?=[^_]*\Z)|(?<=\S)\s+-(?=\S[^-]*\Z)"
)


def without_site(title: str, names: Iterable[str]) -> str:
    """The title without a site's or a section's name before or after it.

    ``names`` are what the site is called; a stretch at the edge that is like one of them is
    its name.
    """
    parts, marks = _split(title)
    keys = [name for name in names if name]
    first, last = 0, len(parts)
    while last - first > 1 and is_site(parts[last - 1], keys):
        last -= 1
    while last - first > 1 and is_site(parts[first], keys):
        first += 1
    return _join(parts, marks, first, last)


def shortened(title: str) -> str:
    """The title without its last stretch, where that is short beside the rest: a guess."""
    parts, marks = _split(title)
    if len(parts) > 1 and shapes.word_count(parts[-1]) <= 4 < shapes.word_count(title) - 2:
        return _join(parts, marks, 0, len(parts) - 1)
    return title


def is_site(text: str, names: Iterable[str]) -> bool:
    """Whether a text is one of the site's names, or one with a little around it."""
    key = letters(text)
    return any(_same_site(key, name) for name in map(letters, names) if name)


def choose_headline(headlines: Sequence[str], h1s: Sequence[str], publisher: str = "") -> str:
    """The visible heading that agrees with the page's titles, or stands as one; else a title.

    ``headlines`` come best first, ``h1s`` in the order of the page.
    """
    shown = [h1 for h1 in h1s if letters(h1) not in {"", letters(publisher)}]
    best = max(shown, key=lambda h1: agreement(h1, headlines), default="")
    if agreement(best, headlines) >= AGREE:
        return best
    standing = [h1 for h1 in shown if _stands(h1)]
    if len(standing) == 1 or (standing and not headlines):
        return standing[0]
    return headlines[0] if headlines else next(iter(shown), "")


def agreement(heading: str, headlines: Iterable[str]) -> float:
    """How well a heading agrees with one of the titles, 0 to 1. A part of it agrees by 0.8."""
    own = letters(heading)
    best = 0.0
    for title in headlines:
        short, long = sorted((own, letters(title)), key=len)
        part = 0.8 if len(short) >= 16 and short in long else 0.0
        best = max(best, part, likeness(heading, title))
    return best


def _stands(text: str) -> bool:
    """Whether a heading is long enough to be a story's, and no button."""
    return shapes.word_count(text) >= 4 and vocabulary.folded(text) not in vocabulary.CONTROLS


def _split(title: str) -> tuple[list[str], list[str]]:
    parts: list[str] = []
    marks: list[str] = []
    start = 0
    for match in _SEPARATOR.finditer(title):
        if title[start : match.start()].strip():
            parts.append(title[start : match.start()].strip())
            marks.append(match[0])
            start = match.end()
    if title[start:].strip():
        parts.append(title[start:].strip())
    return parts, marks


def _join(parts: list[str], marks: list[str], first: int, last: int) -> str:
    text = ""
    for index in range(first, last):
        text += (marks[index - 1] if index > first else "") + parts[index]
    return text


def _same_site(key: str, name: str) -> bool:
    if key == name or len(key) < 3 or len(name) < 4:
        return key == name
    return (name in key or key in name) and len(key) <= 2 * len(name) + 4
