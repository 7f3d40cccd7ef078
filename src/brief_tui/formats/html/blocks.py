"""HTML that is the body of an article already: a feed's entry, a wire item's text, a part
of a Markdown document.

It is read as a page is, by the same rules, but nothing is searched: all of it is the
story, and a line of which nothing else is known is running text.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from brief_tui.formats.base import Label, LineLabel
from brief_tui.formats.html import captions, cards, labelling, parts, text, tree
from brief_tui.formats.html.assembling import assemble
from brief_tui.formats.html.lines import Line, lay_out
from brief_tui.formats.html.remembered import remembered
from brief_tui.formats.html.running import HEADINGS, Running
from brief_tui.formats.html.story import Rule, Story
from brief_tui.model.article import Block, RelatedLink


@dataclass(frozen=True, slots=True)
class Reading:
    """What a fragment holds. ``lines`` says of each visible line where it went, and why."""

    body: tuple[Block, ...]
    related: tuple[RelatedLink, ...]
    lines: tuple[LineLabel, ...]

    @property
    def dropped(self) -> tuple[LineLabel, ...]:
        """The lines that are in no field."""
        return tuple(line for line in self.lines if line.label == "chrome")


class Fragment(Story):
    """A story that begins with its first line and ends with its last."""

    @remembered
    def first(self) -> int:
        return self.page.spans[self.core][0]

    @remembered
    def last(self) -> int:
        return self.page.spans[self.core][1] - 1


def heading(_story: Story, line: Line) -> Label | None:
    """A heading."""
    return "subheading" if line.element.tag in HEADINGS else None


def rest(_story: Story, _line: Line) -> Label | None:
    """Nothing else is known of it."""
    return "body"


_TEXT: Final = (heading, rest)

WRITTEN: Final[tuple[Rule, ...]] = (
    *parts.OWN,
    *captions.IN_FIGURES,
    *parts.MARKED,
    *captions.BESIDE_FIGURES,
    *_TEXT,
)
"""Rules for what an author wrote by hand: it has no furniture."""

PUBLISHED: Final[tuple[Rule, ...]] = (
    *(rule for rule in labelling.RULES if rule.__module__ != text.__name__),
    *_TEXT,
)
"""Rules for what a publisher's program made."""

_LINKS_ALONE: Final = tuple(rule for rule in PUBLISHED if rule not in cards.BARE)


def read_fragment(html: str, base: str = "", rules: tuple[Rule, ...] = PUBLISHED) -> Reading:
    """Read a fragment of HTML; addresses are resolved against ``base``.

    Raises FormatError for one that is too large or nested too deep to be read.
    """
    root = tree.parse(html)
    body = root.first("body") or root
    page = lay_out(body)
    story = Fragment(page, Running(page), body, body, base)
    if rules is PUBLISHED and not story.running.within(body):
        rules = _LINKS_ALONE  # a text that is nothing but links is about them
    labelling.label(story, rules)
    made = assemble(story)
    shown = (line for line in story.lines if line.media is None)
    labels = tuple(
        LineLabel(number, line.label or "chrome", line.text, line.rule)
        for number, line in enumerate(shown, 1)
    )
    return Reading(tuple(made.body), tuple(made.related), labels)
