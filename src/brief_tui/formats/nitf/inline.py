"""Text inside NITF's blocks, as runs.

NITF marks what words name (person, org, location, money, …) rather than how they look;
such marks are passed through. Names and meanings follow the NITF 3.6 documentation.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from brief_tui.formats.html.tree import Element
from brief_tui.model.article import Run, Runs
from brief_tui.model.identity import resolve

INLINE: Final = frozenset(
    "a abbr alt-code b byttl chron city classifier copyrite copyrite.holder copyrite.year country "
    "denom em event evloc frac frac-sep function i lang location money name.family name.given num "
    "numer object.title org person postaddr pronounce q region s series.name small span state "
    "strong sub sublocation sup tt u virtloc br".split()
)
"""Elements that stand within a line."""

_SPACES: Final = re.compile(r"\s+")
_STRONG: Final = frozenset({"b", "strong"})
_BOLD: Final = frozenset({"b", "bold", "strong"})


class _Style(NamedTuple):
    strong: bool = False
    emphasis: bool = False
    href: str = ""


def runs(nodes: Iterable[Element | str], base: str = "") -> Runs:
    """The text of these nodes; a link's address is resolved against ``base``."""
    pieces: list[Run] = []
    _collect(nodes, _Style(), base, pieces)
    return tuple(pieces)


def is_inline(node: Element | str) -> bool:
    """Whether the node stands within a line."""
    return isinstance(node, str) or node.tag in INLINE


def _collect(nodes: Iterable[Element | str], style: _Style, base: str, pieces: list[Run]) -> None:
    for node in nodes:
        if isinstance(node, str):
            _add(_SPACES.sub(" ", node), style, pieces)
        elif node.tag == "br":
            _add("\n", style, pieces)
        elif node.tag != "media":  # whose caption is no part of the line
            if pieces and not is_inline(node):  # a paragraph in a cell, an item or a caption
                _add("\n", style, pieces)
            _collect(node.children, _styled(node, style, base), base, pieces)


def _add(text: str, style: _Style, pieces: list[Run]) -> None:
    """Add text; white space beside white space, or beside a break, is one."""
    before = pieces[-1].text[-1:] if pieces else "\n"
    if text == "\n":
        if pieces:
            last = pieces.pop()
            pieces.append(Run(last.text.rstrip(" "), last.strong, last.emphasis, href=last.href))
    elif before in {" ", "\n"}:
        text = text.lstrip(" ")
    if text:
        pieces.append(Run(text, style.strong, style.emphasis, href=style.href or None))


def _styled(element: Element, style: _Style, base: str) -> _Style:
    if element.tag == "a" and (href := element.get("href")):
        return style._replace(href=resolve(base, href))
    if element.tag in _STRONG:
        return style._replace(strong=True)
    if element.tag in {"em", "i"}:
        bold = not _BOLD.isdisjoint(element.get("class").lower().split())
        return style._replace(strong=True) if bold else style._replace(emphasis=True)
    return style
