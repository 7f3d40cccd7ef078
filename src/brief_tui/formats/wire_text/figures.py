"""Rules for pictures: credits are the anchors, captions are told by them and by the spacing."""

from __future__ import annotations

from brief_tui.formats.wire_text.lines import Line
from brief_tui.formats.wire_text.page import Page, rule


@rule("credit", "©, Photo:, or an agency and a name")
def credit(_page: Page, line: Line) -> bool:
    """Nothing else on a news page is written so."""
    return line.credit


@rule("caption", "ends in its own credit")
def caption_with_credit(_page: Page, line: Line) -> bool:
    """What is seen and whose picture it is, on one line."""
    return line.inline_credit and line.words >= 3 and not line.date


@rule("caption", "the line before a credit")
def caption_before_credit(page: Page, line: Line) -> bool:
    """Caption and credit are neighbours; it may be of any length and end in a full stop."""
    below = page.near(line, 1)
    if below is None or page.label(below) != "credit" or line.index < page.layout.headline:
        return False
    return not line.gap_after or page.layout.even or (below.gap_after and not page.paragraph(line))


@rule("caption", "the line after a credit, tight over the text")
def caption_after_credit(page: Page, line: Line) -> bool:
    """Some pages put the credit on the picture, above what is seen."""
    above, below = page.tight_above(line), page.tight_below(line)
    if above is None or page.label(above) != "credit" or not page.paragraph(below):
        return False
    return above.gap_before and page.in_story(line)


@rule("caption", "parted from its credit by the headline")
def caption_above_headline(page: Page, line: Line) -> bool:
    """A headline laid over the lead picture comes between the two when flattened."""
    head, after = page.near(line, 1), page.near(line, 2)
    return page.label(head) == "headline" and page.label(after) == "credit" and line.words >= 3


@rule("credit", "a name or (name) under a caption")
def name_under_caption(page: Page, line: Line) -> bool:
    """Without any mark, only its place tells: tight between a caption and the text."""
    above, below = page.tight_above(line), page.tight_below(line)
    if (
        above is None
        or below is None
        or line.index < page.layout.headline
        or page.label(above)
        or above.words < 3
    ):
        return False
    bracketed = line.text.startswith("(") and line.text.endswith(")") and line.words <= 12
    if not (bracketed or (line.name and line.words <= 6)):
        return False
    if page.in_story(line):
        return True
    signed = any(page.label(other) == "byline" for other in page.front())
    return page.in_front(line) and (bracketed or signed)


@rule("caption", "under the control of a gallery")
def caption_in_gallery(page: Page, line: Line) -> bool:
    """Buttons such as "View 6 images" stand over a picture, its caption next."""
    above = page.tight_above(line)
    return above is not None and above.gallery and not page.paragraph(line)


@rule("caption", "tight over the text")
def caption_over_text(page: Page, line: Line) -> bool:
    """Where blank lines end the paragraphs, a line without one is none, unless in a list."""
    if not _tight_on_spaced(page, line) or line.text.endswith(("?", "|", ">", "»", ":")):
        return False
    if line.words < 3 and not line.name:
        return False
    if page.in_front(line):
        return line.words >= 6
    above = page.tight_above(line)
    first = above is None or page.label(above) in {"chrome", "related"}
    return page.in_story(line) and (line.sentence or first or line.words >= 7)


@rule("credit", "short, between a caption and the text")
def short_under_caption(page: Page, line: Line) -> bool:
    """A photographer or an owner without any mark; only the place tells."""
    above = page.tight_above(line)
    return (
        _tight_on_spaced(page, line)
        and page.in_story(line)
        and page.label(above) == "caption"
        and not (above is not None and above.inline_credit)
        and line.words <= 7
        and not line.sentence
    )


def _tight_on_spaced(page: Page, line: Line) -> bool:
    return page.layout.spaced and not line.gap_after and line.index not in page.layout.items
