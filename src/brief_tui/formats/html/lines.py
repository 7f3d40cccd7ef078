"""A page laid out as lines, each with its place in the tree.

A line is what stands between two block borders: a paragraph, a caption, a button, a cell.
A picture, a player or a rule is a line of its own without text. Whatever is done to a
page afterwards is done to these lines, so that none can be lost on the way.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

from brief_tui.formats import shapes, vocabulary
from brief_tui.formats.base import Label
from brief_tui.formats.html.phrasing import (
    Style,
    is_apart,
    is_in_line,
    is_unseen,
    marks,
    sign,
    styled,
)
from brief_tui.formats.html.remembered import remembered
from brief_tui.formats.html.tree import INLINE, UNREAD, Element
from brief_tui.model.article import Run, Runs
from brief_tui.model.errors import FormatError
from brief_tui.model.text import clean_text

MEDIA: Final = frozenset(
    "img picture video audio iframe object embed hr amp-img amp-video amp-iframe amp-youtube "
    "amp-twitter amp-instagram amp-facebook amp-brightcove amp-jwplayer".split()
)
"""Tags that show something other than text."""

CAPTION_TAGS: Final = frozenset({"figcaption", "caption"})
_PICTURES: Final = frozenset({"img", "amp-img"})
_SUPERSCRIPTS: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_FOOTNOTE: Final = re.compile(r"[0-9]{1,3}")
_SPACES: Final = re.compile(r"\s+")


@dataclass(eq=False)
class Line:
    """One line of a page.

    ``element`` is the innermost block in which it stands. ``media`` is the element that a
    line without text shows. ``label`` and ``rule`` are set when it has been decided what
    the line is.
    """

    index: int
    element: Element
    pieces: list[tuple[str, Style]] = field(default_factory=list)
    media: Element | None = None
    label: Label | None = None
    rule: str = ""

    @remembered
    def text(self) -> str:
        """The line on one line, white space collapsed."""
        return " ".join("".join([text for text, _ in self.pieces]).split())

    @remembered
    def folded(self) -> str:
        """The text as phrases are looked up: see :func:`.vocabulary.folded`."""
        return vocabulary.folded(self.text)

    @remembered
    def words(self) -> int:
        """How many words it has."""
        return shapes.word_count(self.text)

    @remembered
    def linked(self) -> float:
        """The share of its letters that stand in links, 0 to 1."""
        total = sum(len(text) for text, _ in self.pieces)
        return sum(len(text) for text, style in self.pieces if style.href) / total if total else 0.0

    @remembered
    def href(self) -> str:
        """Where its first link leads, '' for none."""
        return next((style.href for _, style in self.pieces if style.href), "")

    def runs(self) -> Runs:
        """The text with its styles, as the model has it."""
        return tuple(
            Run(text, style.strong, style.emphasis, style.code, style.href or None)
            for text, style in self.pieces
        )


@dataclass(eq=False)
class Page:
    """The lines below one element, and which of them stand in which element."""

    root: Element
    lines: list[Line] = field(default_factory=list)
    spans: dict[Element, tuple[int, int]] = field(default_factory=dict)

    def within(self, element: Element) -> list[Line]:
        """The lines that stand in the element."""
        start, end = self.spans.get(element, (0, 0))
        return self.lines[start:end]

    @remembered
    def tags(self) -> frozenset[str]:
        """The tags of what is laid out."""
        return frozenset(element.tag for element in self.spans)

    @remembered
    def names(self) -> frozenset[str]:
        """The words in the names of what is laid out, and of what that stands in."""
        around = (*self.spans, *self.root.ancestors())
        return frozenset().union(*{element.words for element in around if element.attributes})


LINE_LIMIT: Final = 60_000
"""Lines past which a page is refused: its tables would take minutes to read."""


def lay_out(root: Element) -> Page:
    """The lines of what is visible below ``root``.

    Raises FormatError where there are more than any article has.
    """
    page = Page(root)
    _Layout(page).block(root, Style())
    if len(page.lines) > LINE_LIMIT:
        raise FormatError(f"a page of {len(page.lines):,} lines: too long to be an article")
    return page


class _Layout:
    """Walks the tree and cuts it into lines. The tree's depth is bounded, so it may recurse."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._pieces: list[tuple[str, Style]] = []
        self._breaks = 0
        self._inline: dict[Element, bool] = {}

    def block(self, element: Element, style: Style) -> None:
        """Lay out an element that begins and ends a line."""
        self._flush(element.parent or element)
        start = len(self._page.lines)
        if element.tag == "pre":
            self._preformatted(element)
        else:
            self._children(element, element, style)
        self._flush(element)
        self._page.spans[element] = (start, len(self._page.lines))

    def _children(self, element: Element, block: Element, style: Style) -> None:
        apart = _holds_parts(element)
        for child in element.children:
            if isinstance(child, str):
                self._text(child, style)
            elif child.tag in UNREAD or (child.attributes and is_unseen(child)):
                continue
            elif child.tag in MEDIA:
                self._media(child, block, style)
            elif child.tag == "br":
                self._break(block, style)
            elif self._is_inline(child):
                self._within(child, block, style, apart=apart)
            else:
                self.block(child, styled(child, style))

    def _within(self, element: Element, block: Element, style: Style, *, apart: bool) -> None:
        """Lay out an element that stands within a line, or is cut out of it."""
        if cut := apart or is_apart(element):
            self._flush(block)
        start = len(self._page.lines)
        before, after = marks(element)
        self._text(before, style)
        if element.tag == "sup" and _FOOTNOTE.fullmatch(element.text):
            self._text(element.text.translate(_SUPERSCRIPTS), style)
        else:
            self._children(element, element if cut else block, styled(element, style))
        self._text(after, style)
        if cut:
            self._flush(element)
        self._page.spans[element] = (start, len(self._page.lines))

    def _text(self, text: str, style: Style) -> None:
        if "\xad" in text or "\u200b" in text:  # where a word may be broken, when it must be
            text = text.replace("\xad", "").replace("\u200b", "")
        if not text:
            return
        if "  " in text or not text.isprintable():  # else there is nothing to collapse
            text = " " if text.isspace() else _SPACES.sub(" ", text)
        if text == " " and not self._pieces:
            return
        if self._pieces and text[0] == " " and self._pieces[-1][0][-1] in " \n":
            text = text[1:]
        if text:
            self._pieces.append((text, style))
            if text != " ":
                self._breaks = 0

    def _break(self, block: Element, style: Style) -> None:
        """One break is a line break that the author set, two are a new paragraph."""
        self._breaks += 1
        if self._breaks >= 2:
            self._flush(block)
        elif self._pieces:
            self._pieces.append(("\n", style))

    def _media(self, element: Element, block: Element, style: Style) -> None:
        if element.tag in _PICTURES and is_in_line(element):
            self._text(sign(element), style)
            return
        self._flush(block)
        page = self._page
        start = len(page.lines)
        page.lines.append(Line(start, element.parent or block, media=element))
        page.spans[element] = (start, start + 1)

    def _is_inline(self, element: Element) -> bool:
        """Whether it stands within a line, with all that it holds."""
        known = self._inline.get(element)
        if known is None:
            tag = element.tag
            if tag in INLINE:
                known = all(
                    isinstance(child, str) or self._is_inline(child) for child in element.children
                )
            elif tag in _PICTURES:
                known = is_in_line(element)
            else:  # a bare button shows nothing
                known = tag == "br" or tag in UNREAD or (tag == "button" and not element.text)
            self._inline[element] = known
        return known

    def _preformatted(self, element: Element) -> None:
        text = "".join(_raw_text(element)).strip("\n")
        if _is_seen(text):
            page = self._page
            page.lines.append(Line(len(page.lines), element, [(text, Style(code=True))]))

    def _flush(self, block: Element) -> None:
        self._breaks = 0
        if not self._pieces:
            return
        pieces, self._pieces = self._pieces, []
        if any(_is_seen(text) for text, _ in pieces):
            page = self._page
            page.lines.append(Line(len(page.lines), block, pieces))


def _is_seen(text: str) -> bool:
    """Whether anything of the text is left once it has been cleaned."""
    if text.isprintable():  # nothing of it is taken out
        return bool(text.strip())
    return bool(clean_text(text).strip())


def _holds_parts(element: Element) -> bool:
    """Whether a caption is made of inline parts only, such as its text and its credit."""
    return element.tag in CAPTION_TAGS and not any(
        isinstance(child, str) and child.strip() for child in element.children
    )


def _raw_text(element: Element) -> list[str]:
    """Text as it stands, white space and line breaks included."""
    raw: list[str] = []
    stack = [*reversed(element.children)]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            raw.append(node)
        elif node.tag == "br":
            raw.append("\n")
        elif node.tag not in UNREAD and not is_unseen(node):
            stack.extend(reversed(node.children))
    return raw
