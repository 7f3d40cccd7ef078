"""The text inside a Markdown block: styles, links and the pictures among the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from brief_tui.model.article import Figure, Image, Run, Runs
from brief_tui.model.identity import resolve

if TYPE_CHECKING:
    from markdown_it.token import Token

_DASHES: Final = ("--", "—", "―")


@dataclass(frozen=True, slots=True)
class Inline:
    """The words, and the pictures that stood among them."""

    runs: Runs
    figures: tuple[Figure, ...] = ()


def read_inline(token: Token, base: str) -> Inline:
    """Read one ``inline`` token. Addresses are resolved against ``base``.

    The tokens are flat, so emphasis may nest as deep as it likes.
    """
    runs: list[Run] = []
    figures: list[Figure] = []
    strong = emphasis = 0
    href: str | None = None
    for child in token.children or ():
        match child.type:
            case "strong_open" | "strong_close":
                strong += child.nesting
            case "em_open" | "em_close":
                emphasis += child.nesting
            case "link_open":
                href = address(base, str(child.attrs.get("href", "")))
            case "link_close":
                href = None
            case "image":
                figures.append(_figure(child, base))
            case kind:
                text = {"softbreak": " ", "hardbreak": "\n"}.get(kind, child.content)
                code = kind == "code_inline"
                runs.append(Run(text, strong > 0, emphasis > 0, code, href))
    return Inline(tuple(runs), tuple(figure for figure in figures if figure))


def keep_attribution(tokens: Sequence[Token]) -> None:
    """Make the break before a quote's last line a hard one, if that line begins with a dash."""
    if len(tokens) < 3 or tokens[-3].type != "paragraph_open":
        return
    children = tokens[-2].children or []
    breaks = [i for i, child in enumerate(children) if child.type in {"softbreak", "hardbreak"}]
    if breaks and children[breaks[-1] + 1].content.startswith(_DASHES):
        children[breaks[-1]].type = "hardbreak"


def address(base: str, url: str) -> str:
    """``url`` resolved against ``base``; '' stays ''."""
    return resolve(base, url) if url else ""


def _figure(token: Token, base: str) -> Figure:
    src = str(token.attrs.get("src", ""))
    return Figure(
        Image(address(base, src)),
        caption=str(token.attrs.get("title", "")),
        alt=_plain(token.children or ()),
    )


def _plain(tokens: Sequence[Token]) -> str:
    """The words of an alternative text, where Markdown allows markup."""
    return "".join(
        _plain(token.children) if token.children else token.content or " " * (token.nesting == 0)
        for token in tokens
    )
