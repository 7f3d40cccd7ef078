"""Rules for what stands around the headline: dek, byline, date."""

from __future__ import annotations

from brief_tui.formats.wire_text.dates import has_date
from brief_tui.formats.wire_text.lines import Line
from brief_tui.formats.wire_text.page import Page, rule


@rule("headline", "the first line of a note")
def title(page: Page, line: Line) -> bool:
    """No page is around it, and it may be too short to share a word with the text."""
    return line.index == page.layout.headline and (page.layout.jotted or not line.title)


@rule("headline", "the line before the text that shares most words with it")
def headline(page: Page, line: Line) -> bool:
    """Links and section names above a story are about something else."""
    return line.index == page.layout.headline


@rule("date", "a date between headline and text")
def date(page: Page, line: Line) -> bool:
    """Words beside it, such as "Published" or a control's name, are noise."""
    return line.date and page.in_front(line)


@rule("date", "the only date above the text")
def lone_date(page: Page, line: Line) -> bool:
    """A date above the headline is the masthead's, unless the story has no other."""
    if not line.date or line.index > page.layout.headline:
        return False
    return not any(other.date for other in page.front())


@rule("byline", "begins with By, Von, Par or their like")
def byline(page: Page, line: Line) -> bool:
    """Only above the text: a paragraph may begin with these words."""
    return line.byline and page.in_front(line) and not line.prose


@rule("byline", "a name, an outlet and a date in a row")
def byline_with_date(page: Page, line: Line) -> bool:
    """All that is known of the making of the story, flattened onto one line."""
    parted = any(mark in line.text for mark in "·•|")
    return page.in_front(line) and parted and line.words <= 20 and has_date(line.text)


@rule("byline", "a name between headline and text")
def name_in_front(page: Page, line: Line) -> bool:
    """Writers' names stand alone, above or below the picture."""
    above, below = page.tight_above(line), page.near(line, 1)
    if below is not None and line.gap_after and below.gap_after and below.title and below.words > 4:
        return False  # the writer of a link
    listed = line.text.endswith(",") or (above is not None and above.text.endswith(","))
    return line.name and line.words <= 8 and page.in_front(line) and not listed


@rule("byline", "the writers' names again, under the text")
def names_below(page: Page, line: Line) -> bool:
    """Some pages sign a story at its end, all names on one line."""
    if not line.name or line.index != page.layout.closing + 1:
        return False
    return "," in line.text or not any(page.label(other) == "byline" for other in page.front())


@rule("dek", "under the headline, with byline or date still to come")
def dek(page: Page, line: Line) -> bool:
    """What follows the headline at once and has no byline after it is already the text."""
    return line.index in page.layout.deks


@rule("dek", "a sentence under the lead picture")
def under_picture(page: Page, line: Line) -> bool:
    """A story opens with one picture: a second sentence right over the text sums it up."""
    if not line.prose or line.gap_after or line.index != page.layout.opening - 1:
        return False
    return any(page.label(page.near(line, -n)) == "caption" for n in range(1, 5))


@rule("dek", "one of several sentences in a row over the text")
def points(page: Page, line: Line) -> bool:
    """The story in a few points, as a tight list right before it begins."""
    return line.index in page.layout.points
