"""Rules for links to other stories that stand in the text or below it."""

from __future__ import annotations

from brief_tui.formats.wire_text.lines import Line
from brief_tui.formats.wire_text.page import Page, rule


@rule("related", "a lead-in and a headline on one line")
def teaser(_page: Page, line: Line) -> bool:
    """Such as "Read more: …"."""
    return line.teaser and line.words >= 5 and not line.appeal


@rule("related", "headline after a caption and its credit")
def card(page: Page, line: Line) -> bool:
    """A card is caption, credit, headline on adjacent lines, and the text goes on at once."""
    above, below = page.tight_above(line), page.tight_below(line)
    if above is None or page.label(above) != "credit" or line.index < page.layout.opening:
        return False
    if not line.title or page.label(page.tight_above(above)) != "caption":
        return False
    return page.below_story(line) or (below is not None and not page.label(below))


@rule("related", "headline under a lead-in")
def under_lead_in(page: Page, line: Line) -> bool:
    """The links below "Read more" or "Trending", until the text goes on."""
    if not line.title or line.words < 4 or line.name or line.text in page.layout.repeated:
        return False
    above = page.near(line, -1)
    while above is not None and line.index - above.index <= 4:
        if above.lead_in or page.label(above) == "related":
            return True
        if above.text in page.layout.repeated and 2 <= above.words <= 4:
            return not (above.furniture or above.name or above.credit)
        if page.label(above) in {"caption", "credit"} or not (
            above.furniture or above.name or above.date or above.words <= 3
        ):
            return False
        above = page.near(above, -1)
    return False


@rule("related", "headline with its writer's name below")
def signed(page: Page, line: Line) -> bool:
    """In the text, only a link to another story has a name alone under it."""
    below = page.near(line, 1)
    after = page.near(line, 2)
    return (
        page.in_story(line)
        and line.title
        and line.words >= 4
        and below is not None
        and below.name
        and below.gap_after
        and (page.paragraph(after) or (after is not None and after.title))
    )


@rule("related", "headline right before a subheading")
def before_subheading(page: Page, line: Line) -> bool:
    """Of two lines alone, one under the other, the second heads the text."""
    alone = line.gap_before and line.gap_after and page.in_story(line)
    if not alone or not line.title or line.sentence or not 4 <= line.words <= 18:
        return False
    for offset in range(1, 6):
        below = page.near(line, offset)
        if below is None or not below.gap_after or page.label(below) in {"chrome", "related"}:
            return False
        if page.paragraph(below) or page.label(below):
            return page.label(below) == "subheading" or (
                offset > 1 and page.label(below) != "credit"
            )
        if below.words > 18 or (below.sentence and not below.text.endswith("?")):
            return False
    return False


@rule("related", "one of several headlines tight over the text")
def stacked(page: Page, line: Line) -> bool:
    """Captions over a paragraph are sentences, or one of them is a credit; links are neither."""
    if not page.layout.spaced or line.gap_after or line.index in page.layout.items:
        return False
    near = (page.tight_above(line), page.tight_below(line))
    return (
        page.in_story(line)
        and _stacks(line)
        and any(a and not a.gap_after and _stacks(a) for a in near)
    )


def _stacks(line: Line) -> bool:
    asks = line.text.endswith("?")
    return line.title and line.words >= 5 and (asks or not line.sentence) and not line.inline_credit


@rule("chrome", "a name, section or date that belongs to a link")
def link_detail(page: Page, line: Line) -> bool:
    """Cards carry their writer, section and age on a line of its own."""
    return (
        line.words <= 6
        and not line.sentence
        and page.label(page.near(line, -1)) == "related"
        and (line.name or line.date)
    )


@rule("related", "headline outside the story")
def outside(page: Page, line: Line) -> bool:
    """What is as long as a headline above or below the story leads to another one."""
    if page.layout.note:
        return False
    outside = page.below_story(line) or line.index < page.layout.headline
    alone = line.gap_before and line.gap_after
    first = alone and line.index == page.layout.closing + 1
    if page.in_front(line):
        outside = alone
    return outside and line.title and line.words >= (4 if first else 5) and not line.name
