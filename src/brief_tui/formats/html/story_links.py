"""Which lines of a page are links to stories: by their addresses and by what is linked."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import SplitResult, urlsplit

from brief_tui.formats import shapes, vocabulary
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.running import HEADINGS

LINKED: Final = 0.8
"""The share of a line's letters from which the line as a whole is a link."""
BESIDE_WORDS: Final = 6
"""Words of what may stand beside a headline: a section, an author, a date."""

_LED_IN: Final = 0.3
_NEARLY: Final = 0.5
_MOST_OF: Final = 0.6
"""Shares as LINKED: behind an announcement, before a date, of one link among several."""
_LEAST_WORDS: Final = 3
_MOST_WORDS: Final = 45
_ITEM_WORDS: Final = 25
_LEAD_WORDS: Final = 5
"""Words that may stand before a linked headline, on its line: "Background: …"."""
_LEAD_ENDS: Final = tuple(":：|>›»→")
_ARROWS: Final = tuple("»→>›▸►")

_NO_STORY: Final = frozenset(
    """author authors profile profiles people person by tag tags topic topics thema themen autor
    autoren autores auteur auteurs staff team contributor contributors category categories section
    sections keyword keywords search subscribe subscription subscriptions newsletter newsletters
    login signin signup register account about contact help faq privacy terms policies legal
    corrections feedback shop store jobs share sharer intent""".split()
)
"""Directories of a site that hold no stories."""
_NO_PAGE: Final = re.compile(r"\.(?:jpe?g|png|gif|webp|svg|pdf|mp[34]|zip)\Z", re.IGNORECASE)
_SLUG: Final = re.compile(
    r"\d{4}|[a-z]\d+[a-z]|[^\W_]+[-_.][^\W_]+[-_.][^\W_]|[^/]{30}|[?&=]\d{3}", re.IGNORECASE
)
"""What the address of a story has and that of a section has not: a number, a row of words."""
_COMMON: Final = frozenset("co com org net ac gov edu or ne".split())


def is_headline_link(line: Line, *, after: bool) -> bool:
    """Whether the line as a whole is a link as headlines are.

    A few words may stand before or after the link, and ``after`` the text an item of a list
    may be linked in part.
    """
    if not _is_link(line) and not (after and _is_item(line)):
        return False
    return not is_announcement(line) and not _is_caption(line)


def site(url: str) -> str:
    """The name of the site an address belongs to: ``www.example.co.uk`` is ``example``."""
    labels = _split(url).netloc.rpartition("@")[2].partition(":")[0].lower().split(".")[:-1]
    if len(labels) > 1 and labels[-1] in _COMMON:
        labels.pop()
    return labels[-1] if labels else ""


def may_be_story(url: str) -> bool:
    """Whether a canonical address may be that of a story."""
    parts = _split(url)
    folders = parts.path.lower().strip("/").split("/")
    if parts.scheme not in {"http", "https"}:
        return False
    if not _NO_STORY.isdisjoint(folders[:-1]) or _NO_PAGE.search(parts.path):
        return False
    return bool(_SLUG.search(f"{parts.path}?{parts.query}"))


def linked_text(line: Line) -> str:
    """The text of the longest link on the line."""
    href = longest_link(line)
    return " ".join("".join(text for text, style in line.pieces if style.href == href).split())


def longest_link(line: Line) -> str:
    """Where the link leads that has the most of the line's text."""
    return max(line.pieces, key=lambda piece: len(piece[0]) if piece[1].href else 0)[1].href


def is_announcement(line: Line) -> bool:
    """Whether the line is a button or a way on, such as "All news »", not a headline."""
    if line.words > BESIDE_WORDS + 2:
        return shapes.is_appeal(line.text, line.folded, line.words)
    if line.text.endswith(_ARROWS) and line.element.tag not in HEADINGS:
        return True
    led = shapes.is_lead_in(line.text, line.folded, line.words)
    return led or line.folded in vocabulary.CONTROLS


def _is_link(line: Line) -> bool:
    """Whether the line is of a headline's length, and a link but for what surrounds headlines."""
    if line.linked < _LED_IN or _leads_apart(line) or not _is_headline_long(line):
        return False
    return line.linked >= LINKED or _is_led_in(line) or _is_nearly_all(line)


def _is_headline_long(line: Line) -> bool:
    least = _LEAST_WORDS - 1 if line.element.tag in HEADINGS else _LEAST_WORDS
    return least <= line.words <= _MOST_WORDS and shapes.word_count(linked_text(line)) >= least


def _is_caption(line: Line) -> bool:
    """Whether the line is a caption that happens to be a link, not a headline below a picture."""
    for element in (line.element, *line.element.ancestors()):
        if element.tag in HEADINGS or element.tag == "a":
            return False
        if element.tag == "figcaption":
            return not element.within("a")
    return False


def _is_led_in(line: Line) -> bool:
    """Whether a known announcement, or a few words with a colon, precede the link."""
    if shapes.is_teaser(line.text):
        return True
    lead, rest = _cut(line)
    return lead.endswith(_LEAD_ENDS) and shapes.word_count(lead) <= _LEAD_WORDS and not rest


def _is_nearly_all(line: Line) -> bool:
    """Whether little but the link is on the line: a date, an author."""
    rest = sum(shapes.word_count(text) for text, style in line.pieces if not style.href)
    return line.linked >= _NEARLY and rest <= BESIDE_WORDS and not shapes.is_sentence(line.text)


def _leads_apart(line: Line) -> bool:
    """Whether the line is a row of links, none of which has most of the text."""
    linked = [text for text, style in line.pieces if style.href]
    return len(linked) > 1 and len(linked_text(line)) < _MOST_OF * sum(map(len, linked))


def _is_item(line: Line) -> bool:
    """Whether the line is a short item of a list, with a link in it."""
    links = {style.href for _, style in line.pieces if style.href}
    if len(links) != 1 or not _LEAST_WORDS < line.words <= _ITEM_WORDS:
        return False
    return any(element.tag == "li" for element in (line.element, *line.element.ancestors()))


def _cut(line: Line) -> tuple[str, str]:
    """What stands before the first link of the line and what after its last one."""
    linked = [bool(style.href) for _, style in line.pieces]
    first, last = linked.index(True), len(linked) - linked[::-1].index(True)
    before, after = line.pieces[:first], line.pieces[last:]
    return "".join(t for t, _ in before).strip(), "".join(t for t, _ in after).strip(" .")


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")
