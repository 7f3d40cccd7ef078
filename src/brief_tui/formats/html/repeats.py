"""What a page says twice: paragraphs set once for each width of screen, and pull quotes."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.outline import Outline
from brief_tui.formats.html.story import Story
from brief_tui.formats.html.tree import Element

_LEAST_WORDS: Final = 8
"""Words from which nobody says the same thing twice."""
_LEAST_PULLED: Final = 4
_MOST_PULLED: Final = 80
_QUOTES_CHECKED: Final = 100
"""More pull quotes than any story has; it keeps the search linear."""


def drop_repeats(story: Story, outline: Outline) -> None:
    """Take the second copy of what is said twice out of a labelled story, and say so."""
    _drop_paragraphs(story, outline)
    _drop_links(story)
    _drop_quotes(story, outline)


def _drop_paragraphs(story: Story, outline: Outline) -> None:
    said: set[str] = set()
    for line in story.lines:
        if line.label != "body" or line.words < _LEAST_WORDS or line.element.tag == "pre":
            continue
        if any(kind in {"cell", "quote"} for _, kind in outline.holders(line)):
            continue
        if line.text in said:
            _drop([line], "said_before")
        said.add(line.text)


def _drop_links(story: Story) -> None:
    seen: set[tuple[str, str]] = set()
    for line in story.lines:
        if line.label == "related":
            if (line.href, line.folded) in seen:
                _drop([line], "linked_before")
            seen.add((line.href, line.folded))


def _drop_quotes(story: Story, outline: Outline) -> None:
    """Drop the quotations whose words stand in the running text as well."""
    if not story.quotations:
        return
    quoted: dict[Element, list[Line]] = {}
    running: list[str] = []
    for line in story.lines:
        if line.label != "body":
            continue
        if (element := outline.quotation(line)) is not None:
            quoted.setdefault(element, []).append(line)
        else:
            running.append(_key(line.text))
    text = "\n".join(running)
    for lines in list(quoted.values())[:_QUOTES_CHECKED]:
        said = [line for line in lines if line.rule != "attribution"]
        words = sum(line.words for line in said)
        if (
            _LEAST_PULLED <= words <= _MOST_PULLED
            and _key(" ".join(line.text for line in said)) in text
        ):
            _drop(lines, "pull_quote_said_in_text")


def _drop(lines: Iterable[Line], rule: str) -> None:
    for line in lines:
        line.label, line.rule = "chrome", rule


def _key(text: str) -> str:
    """The letters and digits alone: quotation marks and case may differ."""
    return "".join(filter(str.isalnum, text.casefold()))
