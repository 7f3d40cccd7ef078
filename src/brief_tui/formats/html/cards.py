"""Rules for headlines of other stories that a page puts between or after its paragraphs.

What a page shows of another story is found in :mod:`.teasers`. Here it is told from what
only looks so: a paragraph that is one long link, a source, a subheading that leads
somewhere. The first rule that finds evidence decides.
"""

from __future__ import annotations

from typing import Final

from brief_tui.formats import shapes, vocabulary
from brief_tui.formats.base import Label
from brief_tui.formats.credits import is_credit
from brief_tui.formats.html import names
from brief_tui.formats.html.furniture import named_box
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.story import HEADINGS, Rule, Story
from brief_tui.formats.html.story_links import site
from brief_tui.formats.html.teaser_rows import Row

_HEADING_WORDS: Final = 8
_FRONT_WORDS: Final = 5
"""Words below which a link before or after the text is a name or a button."""


def teaser(story: Story, line: Line) -> Label | None:
    """A headline after "Read more:"."""
    led = line.linked >= 0.3 and line.words <= 40 and shapes.is_teaser(line.text)
    return "related" if led and not named_box(story, line) else None


def in_named_box(story: Story, line: Line) -> Label | None:
    """A headline in a part that is named for related stories."""
    named = is_headline(story, line) and story.named_as(line, names.is_related)
    return "related" if named else None


def announced(story: Story, line: Line) -> Label | None:
    """A headline below "Related" or the like, or one of the same site in a row with a heading."""
    if not is_headline(story, line):
        return None
    row = story.row_of[story.teaser_of[line]]
    return "related" if _is_led(row) or (_announces(story, row) and _is_bare(story, line)) else None


def linked_heading(story: Story, line: Line) -> Label | None:
    """A heading that leads to another story of the site, unlike the subheadings of the text."""
    return "related" if line.element.tag in HEADINGS and _is_bare(story, line) else None


def in_card(story: Story, line: Line) -> Label | None:
    """A headline beside its own picture, dek or date."""
    if not _is_bare(story, line):
        return None
    return "related" if len(story.teaser_of[line].lines) > 1 else None


def in_row(story: Story, line: Line) -> Label | None:
    """One of two or more headlines that follow each other."""
    if not _is_bare(story, line):
        return None
    if line.index < story.first and line.words < _FRONT_WORDS:
        return None
    return "related" if len(story.row_of[story.teaser_of[line]].teasers) > 1 else None


def alone(story: Story, line: Line) -> Label | None:
    """A paragraph that is nothing but a link to another story of the site."""
    if not _is_bare(story, line) or line.index < story.first:
        return None
    if line.index > story.last and line.words < _FRONT_WORDS:
        return None
    if shapes.is_byline(line.text, line.words):
        return None
    if shapes.is_statement(line.text) or line.element.tag in {"td", "th", "dd", "dt"}:
        return None
    return "related"


EVIDENCE: Final[tuple[Rule, ...]] = (
    teaser, in_named_box, announced, linked_heading, in_card, in_row, alone,
)  # fmt: skip


def beside_headline(story: Story, line: Line) -> Label | None:
    """With the headline of another story: its dek, its author, its picture's credit."""
    other = story.teaser_of.get(line)
    if other is None or line is other.headline:
        return None
    if not any(rule(story, other.headline) == "related" for rule in EVIDENCE):
        return None
    if line not in story.group_of or _is_in_tail(story, line):
        return "chrome"
    if not line.element.words.isdisjoint(names.BYLINE):
        return "chrome"
    if is_credit(line.text):
        return "credit"
    return "caption" if any(e.tag == "figcaption" for e in story.around(line)) else "chrome"


def rest_of_tail(story: Story, line: Line) -> Label | None:
    """Beyond the story, and not of another one that belongs with it."""
    return "chrome" if _is_in_tail(story, line) else None


def over_headlines(story: Story, line: Line) -> Label | None:
    """Announces the stories below it."""
    row = story.row_below.get(line)
    if row is None or not any(is_headline(story, other.headline) for other in row.teasers):
        return None
    near = _is_near(story, row.teasers[0].headline)
    return "chrome" if _is_led(row) or (near and _announces(story, row)) else None


def rest_of_box(story: Story, line: Line) -> Label | None:
    """In a part that is named for related stories, and no headline."""
    return "chrome" if story.named_as(line, names.is_related) else None


BARE: Final = frozenset({linked_heading, in_card, in_row, alone})
"""Rules that go by how a link is set alone."""

RULES: Final[tuple[Rule, ...]] = (
    *EVIDENCE, beside_headline, rest_of_tail, over_headlines,
)  # fmt: skip


def _is_in_tail(story: Story, line: Line) -> bool:
    return bool(story.tail) and line.index >= story.tail[0].index


def is_headline(story: Story, line: Line) -> bool:
    """Whether the line is the headline of another story."""
    found = story.teaser_of.get(line)
    if found is None or found.headline is not line or named_box(story, line):
        return False
    return line.folded not in vocabulary.END_MARKS and line.folded not in vocabulary.CONTROLS


def _is_bare(story: Story, line: Line) -> bool:
    """Whether a headline needs no announcement: of the same site, and set as no subheading is."""
    if not is_headline(story, line) or not _is_near(story, line):
        return False
    return (line.element.parent, line.element.tag) not in story.subheading_settings


def _is_led(row: Row) -> bool:
    """Whether a known announcement stands over the row: "Related"."""
    over = row.over
    return over is not None and shapes.is_lead_in(over.text, over.folded, over.words)


def _announces(story: Story, row: Row) -> bool:
    """Whether the line over a row of teasers belongs to them, not to the text after them."""
    over = row.over
    if over is None or (over.element.tag not in HEADINGS and over.words > _HEADING_WORDS):
        return False
    ends = row.after is None or row.after.element.tag in HEADINGS or row.after.index > story.last
    return ends or (len(row.teasers) > 1 and over.element.tag in HEADINGS)


def _is_near(story: Story, line: Line) -> bool:
    """Whether the headline, or at least half of its row, is of the same site."""
    found = story.teaser_of[line]
    own = site(story.address)
    row = story.row_of[found]
    return site(found.url) == own or 2 * row.sites[own] >= len(row.teasers)
