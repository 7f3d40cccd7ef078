"""Write the table of words that any news has: src/brief_tui/related/background.txt.

    python scripts/background_words.py

Which words are how common is what wordfreq (https://github.com/rspeer/wordfreq) counts; it has to
be installed, and nothing else needs it. Of each language the words are taken that one text of 300
words in some seventy has, in three bands; those that are common in any text are left out.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Final

from brief_tui.related.background import HEAD
from brief_tui.related.stemming import common_words

TABLE: Final = Path(__file__).parent.parent / "src/brief_tui/related/background.txt"
LANGUAGES: Final = ("en", "de", "fr", "es", "it", "nl", "pt", "pl", "sv", "ru", "nb", "da")

# From which Zipf value on (the logarithm of how often a word stands in a billion) a text of 300
# words has the word with this chance, in thousandths.
BANDS: Final = ((5.4, 100), (5.0, 40), (4.7, 15))

# Networks' words, which news has seldom.
COARSE: Final = frozenset(
    "ass asshole bitch cock cunt damn dick fuck fucked fucking porn shit".split()
)


def main() -> None:
    """Write the table."""
    lines = [*HEAD]
    for language in LANGUAGES:
        bands = banded(language)
        lines += [f"{language} {share} {' '.join(words)}" for share, words in bands.items()]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


def banded(language: str) -> dict[int, list[str]]:
    """The words of a language by their share."""
    wordfreq = import_module("wordfreq")

    bands: dict[int, list[str]] = {share: [] for _, share in BANDS}
    for word in wordfreq.top_n_list(language, 20_000):
        value = wordfreq.zipf_frequency(word, language)
        share = next((share for least, share in BANDS if value >= least), None)
        if share and word.isalpha() and len(word) > 1:
            if word in COARSE or word in common_words(language):
                continue
            bands[share].append(word)
    return bands


if __name__ == "__main__":
    main()
