"""The rules in their order: the first that holds decides what a line is."""

from __future__ import annotations

from typing import Final

from brief_tui.formats.html import captions, cards, furniture, parts, text
from brief_tui.formats.html.needs import NEAR_FIGURES, asked
from brief_tui.formats.html.story import Rule, Story

# What stands apart from the running text, by its markup.
APART: Final[tuple[Rule, ...]] = (
    *parts.OWN,
    *captions.IN_FIGURES,
    furniture.control,
    furniture.named_box,
    cards.rest_of_box,
    *parts.MARKED,
    furniture.named_layer,
    furniture.biography,
    furniture.rights,
    furniture.phrase,
    furniture.lead_in,
)

# What stands among the running text, by what it says and how it is set.
AMONG: Final[tuple[Rule, ...]] = (
    furniture.appeal,
    *captions.BESIDE_FIGURES,
    text.subheading,
    text.paragraph,
    text.introduction,
    text.rest,
)

RULES: Final = (*cards.RULES, *APART, *AMONG)


def label(story: Story, rules: tuple[Rule, ...] = RULES) -> None:
    """Give every line of the story that has text its label."""
    rules = asked(story, rules)
    apart = tuple(rule for rule in rules if rule not in NEAR_FIGURES)
    plain = len(apart) == len(rules)
    for line in story.lines:
        if line.media is not None:
            continue
        for rule in rules if plain or captions.is_near_figure(story, line) else apart:
            if found := rule(story, line):
                line.label, line.rule = found, rule.__name__
                break
