"""Rules for what belongs to the page, not to the story: buttons, appeals, advertisements."""

from __future__ import annotations

import re
from typing import Final

from brief_tui.formats import shapes, vocabulary
from brief_tui.formats.base import Label
from brief_tui.formats.html import names
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.story import Story
from brief_tui.formats.html.tree import Element

CONTROLS: Final = frozenset({"nav", "footer", "form", "button", "select", "textarea", "label"})
_TOLD_WORDS: Final = 12
"""Words from which a plea without a link, set as the text is, is told or quoted."""
_RIGHTS: Final = re.compile(r"(?:©|\(c\)|copyright)\W.*\b(?:19|20)\d\d\b", re.IGNORECASE)
_RIGHTS_WORDS: Final = 40
_LAST_WORDS: Final = 120
"""Words of text that may follow what a story says about its author."""


def control(story: Story, line: Line) -> Label | None:
    """In a form, a menu or a button; another story may be in one, too."""
    tags = {element.tag for element in story.around(line)}
    if CONTROLS.isdisjoint(tags) or _is_story(story, line):
        return None
    return "chrome"


def named_box(story: Story, line: Line) -> Label | None:
    """In a part that the page names as something else than its story."""
    box = story.named(line, names.FURNITURE)
    if box is None or (_is_story(story, line) and _is_nearer(story, line)):
        return None
    return "chrome"


def named_layer(story: Story, line: Line) -> Label | None:
    """In a part that is named for how it is shown, when it is neither text nor a headline."""
    if _is_story(story, line) or line in story.group_of or story.is_running(line):
        return None
    return "chrome" if story.named(line, names.LAYER) is not None else None


def biography(story: Story, line: Line) -> Label | None:
    """Tells about the author, at the end: in a box that is named so, or "Ann Lee is a …"."""
    if line.index < story.first:
        return None
    if story.named_as(line, lambda element: _is_about_author(story, element)):
        return "chrome"
    if story.running.between(line.index + 1, story.last + 1) > _LAST_WORDS:
        return None
    begins = any(line.text.startswith(f"{name} ") for name in story.bylines if " " in name)
    return "chrome" if begins and line.words <= 80 else None


def _is_about_author(story: Story, element: Element) -> bool:
    """Whether the element is named, or begins with a heading, for what it tells of an author."""
    if names.is_biography(element):
        return True
    start, end = story.page.spans.get(element, (0, 0))
    return start < end and story.page.lines[start].folded in vocabulary.ABOUT_AUTHORS


def rights(story: Story, line: Line) -> Label | None:
    """Who may print the text: "© Example Press 2024", apart from any picture."""
    if line in story.group_of or line.index < story.first or not _RIGHTS.match(line.text):
        return None
    before = story.page.lines[line.index - 1]
    return "chrome" if before.media is None and line.words <= _RIGHTS_WORDS else None


def phrase(_story: Story, line: Line) -> Label | None:
    """A line known as a button or a label."""
    folded = line.folded
    known = folded in vocabulary.CONTROLS or folded in vocabulary.GALLERY
    return "chrome" if (known and line.words <= 12) or not folded else None


def lead_in(_story: Story, line: Line) -> Label | None:
    """Announces links: "Read more"."""
    return "chrome" if shapes.is_lead_in(line.text, line.folded, line.words) else None


def appeal(story: Story, line: Line) -> Label | None:
    """The page talks to its visitor."""
    if not shapes.is_appeal(line.text, line.folded, line.words):
        return None
    told = story.is_running(line) and story.is_set_as_text(line) and not line.linked
    return None if told and line.words >= _TOLD_WORDS else "chrome"


def _is_nearer(story: Story, line: Line) -> bool:
    """Whether a name for other stories stands nearer to the line than one for furniture."""
    for element in story.around(line):
        if names.is_related(element):
            return True
        if not element.words.isdisjoint(names.FURNITURE):
            return False
    return False


def _is_story(story: Story, line: Line) -> bool:
    """Whether the line is in what shows another story."""
    return line in story.teaser_of
