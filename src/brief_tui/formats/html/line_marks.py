"""What the markup of a single line, and its place, say: a heading, a language, a break."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from brief_tui.formats import shapes
from brief_tui.formats.base import Label
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.outline import Branch, Node
from brief_tui.formats.html.story import HEADINGS
from brief_tui.model.article import Runs

_SUBHEADING_WORDS: Final = 12


def dividing(lines: Sequence[Line]) -> frozenset[Line]:
    """The lines without text that stand between two parts of the running text."""
    return frozenset(_after_text(lines)).intersection(_after_text(reversed(lines)))


def _after_text(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines without text that follow running text, not something else."""
    label: Label | None = None
    for line in lines:
        if line.media is None:
            label = line.label
        elif label in {"body", "subheading"}:
            yield line


def is_subheading(before: Node, line: Node, after: Node) -> bool:
    """Whether a short bold paragraph between two others stands there as a subheading."""
    return (
        _is_plain_text(before)
        and isinstance(line, Line)
        and _is_bold(line)
        and _is_plain_text(after)
    )


def _is_plain_text(node: Node) -> bool:
    """Whether it is text of the body that is not set in bold."""
    if isinstance(node, Branch):
        return node.kind in {"list", "terms", "quote"}
    return node.label == "body" and not _is_bold(node)


def _is_bold(line: Line) -> bool:
    return (
        line.label == "body"
        and 0 < line.words <= _SUBHEADING_WORDS
        and not shapes.is_sentence(line.text)
        and all(style.strong and not style.href for text, style in line.pieces if text.strip())
    )


def set_strong(runs: Runs, *, strong: bool = True) -> Runs:
    """The text set strong, or not so."""
    return tuple(replace(run, strong=strong) for run in runs)


def raw_text(line: Line) -> str:
    """The text as it was typed, white space included."""
    return "".join(text for text, _ in line.pieces)


def level(line: Line) -> int:
    """The level of a heading, by its tag."""
    tag = line.element.tag
    return int(tag[1]) if tag in HEADINGS else 2


def language(line: Line) -> str:
    """The language of a program, by the class that highlighters go by (HTML, ``code``)."""
    for element in (line.element, *line.element.all("code")):
        for name in element.get("class").split():
            prefix, _, language = name.partition("-")
            if prefix in {"language", "lang"} and language:
                return language
    return ""
