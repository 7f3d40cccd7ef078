"""Words that any news has, for archives that are too young to know which words are common."""

from __future__ import annotations

from collections.abc import Mapping
from importlib.resources import files
from typing import Final

from brief_tui.related.stemming import stems
from brief_tui.related.terms import term

HEAD: Final = (
    "# Words that many texts have, by language: a line has the language, how many of a thousand",
    "# texts of 300 words have a word at least, and the words. As counted by wordfreq 3.1 (Robyn",
    "# Speer, https://github.com/rspeer/wordfreq), whose data are under CC BY-SA 4.0, as is this",
    "# table, which scripts/background_words.py writes.",
)
"""How the table begins, which goes by lines."""


def background_terms() -> Mapping[int, float]:
    """Terms, and in which share of all texts they stand."""
    found: dict[int, float] = {}
    table = files("brief_tui.related").joinpath("background.txt").read_text("utf-8")
    for line in table.splitlines():
        if line.startswith("#"):
            continue
        language, share, *words = line.split(" ")
        for stem in stems(words, language):
            number = term(stem)
            found[number] = max(int(share) / 1000, found.get(number, 0))
    return found
