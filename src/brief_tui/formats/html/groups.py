"""Which lines of a page stand with which picture.

A figure is seldom marked as one. So from each picture the tree is climbed as long as the
element holds nothing but this picture and what may be said about it. What stops the climb
is another picture, a heading, a link to another page, or text that is too much.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate
from typing import Final

from brief_tui.formats.credits import is_credit
from brief_tui.formats.html import names, pictures
from brief_tui.formats.html.lines import Line, Page
from brief_tui.formats.html.running import HEADINGS, Running
from brief_tui.formats.html.tree import Element

SEEN: Final = pictures.PICTURES | pictures.PLAYERS | pictures.FRAMES
MARKS: Final = SEEN | {"figure"}
"""Tags without which a page has no figures."""

_MOST_LINES: Final = 16
"""Lines in an element that may be a figure though no tag says so."""
_MOST_IN_FIGURE: Final = 60
"""Lines in a ``figure``: one with more is a part of the page."""
_MOST_WORDS: Final = 150
"""Words of text past which an element around a picture is not its figure."""
_MOST_UNNAMED: Final = 60
"""Words of a caption that nothing calls one."""
_MOST_AS_TEXT: Final = 35
"""The same where it is set as the paragraphs are, in an element that is not named for pictures."""
_OTHER_FIGURES: Final = ("blockquote", "table", "pre", "figure")
"""What a ``figure`` may hold in place of a picture."""
_NAMED_LEVELS: Final = 4
_SEVERAL: Final = 3
"""Pictures that make a gallery."""
_LINK_WORDS: Final = 3
"""Words of a link that may be a headline."""


@dataclass(eq=False)
class Group:
    """The figure around a picture: its element, what it shows, and its lines of text.

    ``media`` is empty for a figure whose picture only a script shows. A picture that
    stands alone is its own element.
    """

    element: Element
    media: list[Line] = field(default_factory=list)
    texts: list[Line] = field(default_factory=list)
    slide: bool = False
    """Whether it is one of several pictures in a gallery: its title is part of the caption."""


def groups(page: Page, running: Running, frame: Element, core: Element) -> list[Group]:
    """The figures in the frame, in order. Each line stands in one of them at most."""
    grouping = _Grouping(page, running, frame, core)
    found: dict[Element, Group] = {}
    for line in page.within(frame):
        if line.media is not None and line.media.tag in SEEN:
            if pictures.is_decoration(line.media):
                continue
            element = grouping.around(line.index, line.media)
            slide = grouping.is_in_gallery(element)
            found.setdefault(element, Group(element, slide=slide)).media.append(line)
    taken = {line for group in found.values() for line in page.within(group.element)}
    for element in page.spans:
        if element.tag == "figure" and element not in found and grouping.holds(element):
            found[element] = Group(element)
    for group in found.values():
        lines = page.within(group.element)
        own = group.media or not taken.intersection(lines)
        group.texts = [line for line in lines if line.text and (own or line not in taken)]
    return sorted(found.values(), key=lambda group: page.spans[group.element])


def is_named(line: Line) -> bool:
    """Whether the page says that the line is a caption or a credit."""
    return any(
        element.tag == "figcaption" or not element.words.isdisjoint(_NAMES)
        for element in nearest(line)
    )


def nearest(line: Line) -> Iterator[Element]:
    """The few elements around a line whose names speak of it, from the inside."""
    yield line.element
    for level, element in enumerate(line.element.ancestors(), 1):
        if level == _NAMED_LEVELS:
            return
        yield element


_NAMES: Final = names.CAPTION | {"credit", "credits"}


class _Grouping:
    """Climbs from pictures to their figures. Each look is bounded, so the whole is linear."""

    def __init__(self, page: Page, running: Running, frame: Element, core: Element) -> None:
        self._page = page
        self._running = running
        self._frame = frame
        self._outer = {frame, core, *core.ancestors()}
        self._galleries: dict[Element, bool] = {}
        self._pictures = [0, *accumulate(int(_is_picture(line)) for line in page.lines)]
        self._links = [0, *accumulate(int(_is_link(line)) for line in page.lines)]

    def around(self, index: int, media: Element) -> Element:
        """The largest element around a picture that holds nothing but what belongs to it."""
        best, span = media, (index, index + 1)
        for element in media.ancestors():
            if element in self._outer or element not in self._page.spans:
                break
            start, end = self._page.spans[element]
            if element.tag == "figure":
                if not self._is_figure(element):
                    break
            elif (start, end) == span:
                continue
            elif not self._is_about(best, element):
                break
            best, span = element, (start, end)
        return best

    def is_in_gallery(self, element: Element) -> bool:
        """Whether it stands in a part with several pictures and no links to other stories.

        Its name must be that of a gallery, or of what stands beside the text.
        """
        known = self._galleries.get(element)
        if known is None:
            known = element not in self._outer and (
                self._is_gallery(element)
                or (element.parent is not None and self.is_in_gallery(element.parent))
            )
            self._galleries[element] = known
        return known

    def _is_gallery(self, element: Element) -> bool:
        if element.words.isdisjoint(names.GALLERY | names.RELATED):
            return False
        start, end = self._page.spans.get(element, (0, 0))
        several = self._pictures[end] - self._pictures[start] >= _SEVERAL
        return several and self._links[end] == self._links[start]

    def holds(self, figure: Element) -> bool:
        """Whether the element is a figure in the frame with lines of its own.

        One that frames a quotation, a table or code is not about a picture (HTML, ``figure``).
        """
        start, end = self._page.spans[figure]
        first, last = self._page.spans[self._frame]
        if not first <= start < end <= last or figure in self._outer:
            return False
        return self._is_short(figure) and figure.first("blockquote", "table", "pre") is None

    def _is_figure(self, figure: Element) -> bool:
        """Whether a ``figure`` is one figure, not a gallery of them and not a part of the text."""
        if not self._is_short(figure):
            return False
        return not any(self._shows(other) for other in figure.all("figure"))

    def _is_short(self, element: Element) -> bool:
        lines = self._page.within(element)
        return len(lines) <= _MOST_IN_FIGURE and sum(line.words for line in lines) <= _MOST_WORDS

    def _shows(self, element: Element) -> bool:
        return any(line.media is not None for line in self._page.within(element))

    def _is_about(self, inner: Element, outer: Element) -> bool:
        """Whether all that ``outer`` holds beyond ``inner`` may be about the same picture."""
        start, end = self._page.spans[outer]
        if end - start > _MOST_LINES:
            return False
        first, last = self._page.spans[inner]
        lines = self._page.lines
        more = [*lines[start:first], *lines[last:end]]
        if any(_is_picture(line) for line in more):
            return False
        texts = [line for line in more if line.text]
        if sum(line.words for line in texts) > _MOST_WORDS:
            return False
        if self.is_in_gallery(outer):
            return True
        settled = any(line.text for line in lines[first:last])
        unnamed = [line for line in texts if not (is_named(line) or _is_credit(line))]
        if settled and unnamed:
            return False
        return all(line.index >= last and self._may_tell(line, outer) for line in unnamed)

    def _may_tell(self, line: Line, outer: Element) -> bool:
        """Whether a line that nothing calls a caption may be one."""
        if line.element.tag in HEADINGS or line.linked > 0.5:
            return False
        as_text = line in self._running and names.PICTURE.isdisjoint(outer.words)
        return line.words <= (_MOST_AS_TEXT if as_text else _MOST_UNNAMED)


def _is_picture(line: Line) -> bool:
    media = line.media
    return media is not None and media.tag in SEEN and not pictures.is_decoration(media)


def _is_link(line: Line) -> bool:
    return line.words >= _LINK_WORDS and line.linked > 0.5


def _is_credit(line: Line) -> bool:
    return line.words <= 16 and is_credit(line.text)
