"""Runs of text as Markdown's inline source (CommonMark 0.31, section 6).

A line break that the author set is a newline in the source until :func:`break_lines`
makes it a hard break, or :func:`one_line` a space.
"""

from __future__ import annotations

import re
import string
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Final
from unicodedata import category

from brief_tui.model.article import Run, Runs, normal_runs

_SPECIAL: Final = re.compile(
    r"[\\`*\[\]<]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # an underscore inside a word means nothing
    r"|&(?=#?\w+;)"
    r"|!\Z"  # a link may come next, and would be a picture
)
_LINE_START: Final = re.compile(
    r"(?=[#>:|~=])"  # headings, quotes, directives, tables, fences, underlined headings
    r"|(?=[-+](?:\s|\Z))|(?=-[-\s:|]*\Z)"  # lists, breaks, the line below a table's headings
    r"|(?<=\d)(?=[.)](?:\s|\Z))"  # numbered lists
)
_NUMBER: Final = re.compile(r"\d{1,9}")
_EDGES: Final = re.compile(r"(\s*)(.*?)(\s*)\Z", re.DOTALL)
_BACKTICKS: Final = re.compile(r"`+")
_REFUSED: Final = re.compile(r"(?:vbscript|javascript|file|data):", re.IGNORECASE)
"""Schemes that CommonMark readers do not make links of: the words alone are written."""


def escape(text: str) -> str:
    """Plain text as source that means the same. What matters only at a line's start stays."""
    return _SPECIAL.sub(r"\\\g<0>", text)


def inline(runs: Runs) -> str:
    """Styled text as source, with newlines where the author broke the line."""
    return _link_level(
        normal_runs(
            replace(run, href=None) if run.href and _REFUSED.match(run.href) else run
            for run in runs
        )
    )


def link(source: str, url: str) -> str:
    """A link around inline source; the source alone where a reader would refuse the link."""
    if not url or _REFUSED.match(url):
        return source
    url = re.sub(r"[\\<>]|&(?=#?\w+;)", r"\\\g<0>", url)
    return f"[{source}](<{url}>)" if re.search(r"[()]", url) else f"[{source}]({url})"


def break_lines(source: str) -> str:
    """Inline source as a paragraph's lines, none of which begins another kind of block."""
    return "\\\n".join(map(_safe_line, source.split("\n")))


def one_line(source: str) -> str:
    """Inline source for a place that has room for one line alone."""
    return source.replace("\n", " ")


def _safe_line(line: str) -> str:
    text = line.lstrip()
    indent = "".join(f"&#{ord(space)};" for space in line[: len(line) - len(text)])
    if not indent:
        number = _NUMBER.match(text)
        at = number.end() if number else 0
        if _LINE_START.match(text, at):
            text = f"{text[:at]}\\{text[at:]}"
    return indent + text


def _link_level(runs: Runs) -> str:
    parts: list[str] = []
    for href, group in groupby(runs, key=attrgetter("href")):
        source = _strong_level(tuple(group))
        lead, words, tail = _edges(source)
        parts.append(lead + link(words, href) + tail if href and words else source)
    return "".join(parts)


def _strong_level(runs: Runs) -> str:
    return _delimited(
        [
            (_emphasis_level(tuple(group)), strong)
            for strong, group in groupby(runs, key=attrgetter("strong"))
        ],
        "**",
    )


def _emphasis_level(runs: Runs) -> str:
    # An underscore cannot run together with the asterisks beside it.
    return _delimited(
        [
            ("".join(map(_leaf, group)), emphasis)
            for emphasis, group in groupby(runs, key=attrgetter("emphasis"))
        ],
        "_",
    )


def _leaf(run: Run) -> str:
    if not run.code:
        return escape(run.text)
    text = run.text.replace("\n", " ")
    longest = max((len(found) for found in _BACKTICKS.findall(text)), default=0)
    fence = "`" * (longest + 1)
    # The reader takes one space off, where there is one at both ends.
    spaced = text[0] == text[-1] == " " and text.strip()
    pad = " " if spaced or "`" in (text[0], text[-1]) else ""
    return f"{fence}{pad}{text}{pad}{fence}"


def _delimited(parts: Sequence[tuple[str, bool]], sign: str) -> str:
    """The parts in one, those that are styled between two signs."""
    pieces: list[tuple[str, bool]] = []
    for source, styled in parts:
        lead, words, tail = _edges(source) if styled else ("", "", source)
        pieces += [(lead, False), (words, True), (tail, False)]
    pieces = [piece for piece in pieces if piece[0]]
    done: list[str] = []
    for index, (source, styled) in enumerate(pieces):
        text = f"{sign}{source}{sign}" if styled else source
        if not styled and index and pieces[index - 1][1]:
            text = _spelt_out(text[0], pieces[index - 1][0][-1], sign) + text[1:]
        if not styled and index + 1 < len(pieces) and pieces[index + 1][1]:
            text = text[:-1] + _spelt_out(text[-1], pieces[index + 1][0][0], sign)
        done.append(text)
    return "".join(done)


def _spelt_out(outside: str, inside: str, sign: str) -> str:
    """The character beside a sign, as a reference if the sign would mean nothing there.

    Signs are read by the characters on both their sides: those of emphasis inside a word,
    and any sign between a word and a punctuation mark, are taken literally. A reference
    begins and ends with punctuation, which makes both sides alike.
    """
    if outside.isspace() or outside in string.punctuation or category(outside)[0] == "P":
        return outside
    if sign == "**" and outside.isalnum() and inside.isalnum():
        return outside
    return f"&#{ord(outside)};"


def _edges(source: str) -> tuple[str, str, str]:
    match = _EDGES.match(source)
    assert match is not None  # every part of the pattern may be empty
    return match[1], match[2], match[3]
