"""The rules in their order, and how they are applied."""

from __future__ import annotations

from typing import Final

from brief_tui.formats.base import LineLabel
from brief_tui.formats.wire_text import cards, figures, front, running
from brief_tui.formats.wire_text.lines import LONGEST, Line
from brief_tui.formats.wire_text.page import Page, Rule

# Credits come before captions, which lean on them, and both before what stands in between.
# A caption before a credit is asked for again once names under captions are known as credits.
RULES: Final[tuple[Rule, ...]] = (
    front.title,
    front.headline,
    front.date,
    front.lone_date,
    front.byline,
    front.dek,
    front.points,
    running.note_item,
    running.note_line,
    cards.teaser,
    running.furniture,
    running.appeal,
    running.repeated,
    figures.credit,
    figures.caption_with_credit,
    figures.caption_after_credit,
    figures.caption_before_credit,
    figures.caption_above_headline,
    figures.name_under_caption,
    figures.caption_before_credit,
    front.byline_with_date,
    front.name_in_front,
    front.names_below,
    cards.card,
    cards.under_lead_in,
    cards.signed,
    cards.stacked,
    cards.link_detail,
    figures.caption_in_gallery,
    front.under_picture,
    figures.caption_over_text,
    figures.short_under_caption,
    running.question,
    running.paragraph,
    running.list_item,
    cards.before_subheading,
    running.subheading,
    running.inside,
    cards.outside,
    running.rest_of_note,
    running.rest,
)


def label_lines(lines: tuple[Line, ...]) -> list[LineLabel]:
    """Label every line: the first rule that holds decides.

    A rule is asked about all open lines before the next one is, so that later rules can
    lean on what earlier, surer ones found in the neighbourhood. No field but the body has
    room for a line of more than ``LONGEST`` characters.
    """
    page = Page(lines)
    still_open = list(lines)
    for rule in RULES:
        remaining = []
        roomy = rule.label in {"body", "chrome"}
        for line in still_open:
            if rule.holds(page, line) and (roomy or len(line.text) <= LONGEST):
                page.decided[line.index] = rule
            else:
                remaining.append(line)
        still_open = remaining
    return [
        LineLabel(line.number, decision.label, line.text, decision.name)
        for line, decision in zip(lines, page.decided, strict=True)
        if decision is not None
    ]
