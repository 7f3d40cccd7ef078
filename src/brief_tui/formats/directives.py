"""The MyST and docutils directives that carry news: ``figure``, ``seealso`` and others.

A directive's content has been read into blocks already; what stands here says which of the
blocks is the caption, which the credit, which a link. Blocks that have no part in the
directive are handed on, so that no text is lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from itertools import groupby
from typing import Final

from brief_tui.formats.folding import Item, Items, fold_quote
from brief_tui.model.article import (
    Embed,
    Figure,
    Image,
    Listing,
    Paragraph,
    RelatedLink,
    Runs,
    Table,
    text_of,
)
from brief_tui.model.text import CAPTION_LIMIT, HEADLINE_LIMIT, LINE_LIMIT

_HEAD: Final = re.compile(r"\s*(?:\{(?P<braced>[^{}]*)\}|(?P<bare>\S*))\s*(?P<argument>.*)")
_OPTION: Final = re.compile(r":(?P<name>[A-Za-z][\w-]*):(?:[ \t]+(?P<value>.*))?$")
_PIXELS: Final = re.compile(r"(\d{1,6})(?:px)?\Z")
_WORD: Final = re.compile(r"\w")

_OF_PICTURES: Final = {"alt", "height", "width", "scale", "align", "target", "loading"}
_OF_FIGURES: Final = {"credit", "figwidth", "figclass", "label", "placeholder"}
_OF_CODE: Final = {"caption", "linenos", "lineno-start", "emphasize-lines", "number-lines"}
OPTIONS: Final = frozenset(
    {"name", "class", "widths", "header-rows"} | _OF_PICTURES | _OF_FIGURES | _OF_CODE
)
"""What docutils and mystmd know. Most say how to lay a page out, and are passed over."""


@dataclass(frozen=True, slots=True)
class Directive:
    """A directive as written. ``line`` is where its content begins, counted as its opening is."""

    name: str
    argument: str
    content: str
    line: int
    options: Mapping[str, str] = field(default_factory=dict)


def read_head(info: str, content: str, line: int) -> Directive:
    """Read ``{name} argument``, or ``name argument`` as Pandoc and others have it."""
    match = _HEAD.match(info)
    assert match is not None  # every part of the pattern may be empty
    name = match["braced"] if match["braced"] is not None else match["bare"]
    return Directive(name.strip(), match["argument"].strip(), content, line)


def with_options(directive: Directive) -> Directive:
    """Take the ``:name: value`` lines off the head of the content.

    A value goes on in the lines below it that are indented, as in docutils.
    """
    lines = directive.content.splitlines(keepends=True)
    options: dict[str, str] = {}
    name, taken = "", 0
    for text in lines:
        if match := _OPTION.match(text.rstrip()):
            name = match["name"]
            options[name] = match["value"] or ""
        elif name and text[:1] in {" ", "\t"} and text.strip():
            options[name] = f"{options[name]} {text.strip()}".lstrip()
        else:
            break
        taken += 1
    return replace(
        directive,
        options=options,
        content="".join(lines[taken:]),
        line=directive.line + taken,
    )


def figure(src: str, options: Mapping[str, str], content: Iterable[Item]) -> Items:
    """A picture. The first paragraph is the caption; the credit is the rest, docutils' legend.

    A figure without a caption has its credit as an option, which other tools pass over.
    A paragraph that is too long to be either follows as text.
    """
    caption, credit = "", options.get("credit", "")
    others: list[Item] = []
    for item in content:
        if not isinstance(item, Paragraph):
            others.append(item)
        elif not caption and len(item.text) <= CAPTION_LIMIT:
            caption = item.text
        elif len(longer := f"{credit} {item.text}".strip()) <= LINE_LIMIT:
            credit = longer
        else:
            others.append(item)
    image = Image(src, _pixels(options, "width"), _pixels(options, "height"))
    if found := Figure(image, caption, credit, options.get("alt", "")):
        yield found
    yield from others


def see_also(content: Iterable[Item]) -> Items:
    """Links to other stories, each with the figure that stands before it, if any.

    What is too long for a headline stays text.
    """
    picture: Figure | None = None
    for item in content:
        match item:
            case Figure():
                if picture:
                    yield picture
                picture = item
            case Paragraph() | Listing() if links := _headlines(item):
                for headline, url in links:
                    yield RelatedLink(headline, url, picture)
                    picture = None
            case _:
                yield item
    if picture:
        yield picture


def pull_quote(content: Iterable[Item]) -> Items:
    """Words of the article itself, with the attribution in a last paragraph of its own."""
    return fold_quote(content, pull=True)


def iframe(url: str, content: Iterable[Item]) -> Items:
    """Something for a browser, which has its title before it reads on in the content."""
    rest = iter(content)
    first = next(rest, None)
    if isinstance(first, Paragraph) and url and len(first.text) <= LINE_LIMIT:
        yield Embed(url, first.text)
    else:
        if url:
            yield Embed(url)
        if first:
            yield first
    yield from rest


def table(caption: Runs, content: Iterable[Item]) -> Items:
    """A caption for the first table in the content that has none."""
    for item in content:
        if isinstance(item, Table) and caption and not item.caption:
            yield replace(item, caption=text_of(caption))
            caption = ()
        else:
            yield item
    if caption:
        yield Paragraph(caption)


def _headlines(block: Paragraph | Listing) -> list[tuple[str, str]]:
    """The links in the block as (headline, URL); none if something is too long for a headline."""
    lines = [block.runs] if isinstance(block, Paragraph) else [item.runs for item in block.items]
    found = [link for runs in lines for link in _links(runs)]
    return found if all(len(headline) <= HEADLINE_LIMIT for headline, _ in found) else []


def _links(runs: Runs) -> list[tuple[str, str]]:
    """The links in a line of text. Words beside a link go with it; alone, they have no URL."""
    found: list[tuple[str, str]] = []
    lead = ""
    for href, group in groupby(runs, key=lambda run: run.href):
        text = text_of(tuple(group))
        if href:
            found.append((lead + text, href))
            lead = ""
        elif not _WORD.search(text):  # the commas and dots between links
            continue
        elif found:
            found[-1] = (found[-1][0] + text, found[-1][1])
        else:
            lead = text
    return [*found, (lead, "")] if lead else found


def _pixels(options: Mapping[str, str], name: str) -> int | None:
    match = _PIXELS.match(options.get(name, ""))
    return int(match[1]) if match else None
