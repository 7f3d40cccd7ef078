"""Rules for the text itself, its subheadings, and the page around it."""

from __future__ import annotations

from brief_tui.formats import shapes
from brief_tui.formats.wire_text.lines import Line
from brief_tui.formats.wire_text.page import Page, rule

_SUBHEADING_WORDS = 16


@rule("body", "an item of a list in a note")
def note_item(page: Page, line: Line) -> bool:
    """Lines without a full stop, no blank line between them: things to buy, to do, to ask."""
    near = (page.tight_above(line), page.tight_below(line))
    return (
        page.layout.note
        and _could_be_item(page, line)
        and any(other is not None and _could_be_item(page, other) for other in near)
    )


def _could_be_item(page: Page, line: Line) -> bool:
    """Whether the line is open, or the item right above that was found a moment ago."""
    prose = page.paragraph(line) or line.sentence or shapes.is_statement(line.text)
    return not prose and page.label(line) in {None, "body"}


@rule("body", "a short line of a note")
def note_line(page: Page, line: Line) -> bool:
    """Where there are only such lines, names and dates among them are what was noted."""
    return page.layout.jotted and page.in_story(line)


@rule("chrome", "a control or a label of the page")
def furniture(_page: Page, line: Line) -> bool:
    """Buttons, share links, advertisement marks, lead-ins."""
    return line.furniture or line.lead_in or line.end_mark


@rule("chrome", "speaks to the visitor, not of the news")
def appeal(_page: Page, line: Line) -> bool:
    """Newsletters, cookies, rules for comments."""
    return line.appeal


@rule("chrome", "stands on the page again and again")
def repeated(page: Page, line: Line) -> bool:
    """Three times the same words are the page's; a credit may be repeated, under its captions."""
    if line.text not in page.layout.repeated or line.words < 2:
        return False
    if line.credit or line.inline_credit or line.name:
        return False
    return line.gap_before or page.label(page.tight_above(line)) in {"chrome", "date", "byline"}


@rule("subheading", "a short question alone")
def question(page: Page, line: Line) -> bool:
    """Explainers ask in their subheadings; a question of the text is longer or quoted."""
    if not page.in_story(line) or not line.text.endswith(("?", "？")) or line.words > 9:
        return False
    starts = line.text[0].isalpha() and not any(stop in line.text for stop in (". ", "! ", "… "))
    below = page.near(line, 1)
    heads = page.label(below) in {"caption", "credit"} or page.paragraph(below)
    return starts and line.gap_after and heads


@rule("body", "a paragraph of the story")
def paragraph(page: Page, line: Line) -> bool:
    """Prose between the first paragraph and the last."""
    return page.in_story(line) and page.paragraph(line)


@rule("body", "an item of a list")
def list_item(page: Page, line: Line) -> bool:
    """Three or more tight lines in the story, a blank line only after the last."""
    return page.in_story(line) and line.index in page.layout.items


@rule("subheading", "short and alone, with text below")
def subheading(page: Page, line: Line) -> bool:
    """No full stop, and a blank line below or, where blank lines tell nothing, a paragraph."""
    if not page.in_story(line) or line.sentence or line.text.endswith((":", "：")):
        return False
    if page.layout.spaced and not page.layout.even:
        return line.gap_after and line.words <= _SUBHEADING_WORDS
    return line.words <= _SUBHEADING_WORDS and page.paragraph(page.near(line, 1))


@rule("body", "inside the story")
def inside(page: Page, line: Line) -> bool:
    """What nothing else explains is not taken from the reader."""
    ends = line.sentence or line.text.endswith((":", "："))
    return page.in_story(line) and (line.words >= 4 or ends)


@rule("body", "no page is around it")
def rest_of_note(page: Page, line: Line) -> bool:
    """What stands above or below the paragraphs of a note is as much of it as they are."""
    return page.layout.note and line.index > page.layout.headline


@rule("chrome", "outside the story")
def rest(_page: Page, _line: Line) -> bool:
    """What is neither the story nor a link to another."""
    return True
