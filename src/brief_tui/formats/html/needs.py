"""What a text must have for a rule to hold of any of its lines.

Most of the rules speak of what a plain text has none of: pictures, boxes with a name, links
to other stories. Whether a story has such a thing is found out once. A rule whose need is
not met could say nothing of any line, and is not asked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Final, TypeAlias

from brief_tui.formats import vocabulary
from brief_tui.formats.html import captions, cards, furniture, names, parts
from brief_tui.formats.html.story import Rule, Story

Need: TypeAlias = Callable[[Story], bool]


def links(story: Story) -> bool:
    """A line with a link."""
    return any(line.href for line in story.lines)


def teasers(story: Story) -> bool:
    """Other stories."""
    return bool(story.rows)


def a_tail(story: Story) -> bool:
    """Lines beyond the story."""
    return bool(story.tail)


def a_headline(story: Story) -> bool:
    """A line that shows the story's own headline."""
    return story.headline is not None


def figures(story: Story) -> bool:
    """Pictures, or lines that stand with them."""
    return bool(story.group_of)


def captions_by_name(story: Story) -> bool:
    """Figures, or parts that are tagged or named as captions or credits."""
    page = story.page
    named = not page.names.isdisjoint(names.CAPTION | names.CREDIT)
    return named or "figcaption" in page.tags or figures(story)


def captions_above(story: Story) -> bool:
    """Anything after which a caption or a credit may follow, or be said again."""
    return captions_by_name(story) or a_headline(story) or tables(story)


def posts(story: Story) -> bool:
    """Elements that posts of social networks stand in."""
    return "blockquote" in story.page.tags


def quotations(story: Story) -> bool:
    """Quotations."""
    return bool(story.quotations)


def tables(story: Story) -> bool:
    """Tables of data."""
    return bool(story.tables)


def text_as_typed(story: Story) -> bool:
    """Preformatted text."""
    return "pre" in story.page.tags


def controls(story: Story) -> bool:
    """Forms, menus or buttons."""
    return not furniture.CONTROLS.isdisjoint(story.page.tags)


def furniture_by_name(story: Story) -> bool:
    """Parts that are named for what is not the story."""
    return not names.FURNITURE.isdisjoint(story.page.names)


def layers_by_name(story: Story) -> bool:
    """Parts that are named for how they are shown."""
    return not names.LAYER.isdisjoint(story.page.names)


def related_by_name(story: Story) -> bool:
    """Parts that are named for other stories."""
    return names.are_related(story.page.names)


def authors(story: Story) -> bool:
    """Authors, or parts about them."""
    return (
        bool(story.bylines)
        or names.are_biographical(story.page.names)
        or any(line.folded in vocabulary.ABOUT_AUTHORS for line in story.page.lines)
    )


_RULES: Final[dict[Need, tuple[Rule, ...]]] = {
    links: (cards.teaser,),
    teasers: (*cards.EVIDENCE[1:], cards.beside_headline, cards.over_headlines),
    a_tail: (cards.rest_of_tail,),
    related_by_name: (cards.rest_of_box,),
    posts: (parts.post,),
    quotations: (parts.attribution, parts.quotation),
    tables: (parts.table_caption, parts.cell),
    text_as_typed: (parts.code,),
    figures: (captions.signature, captions.caption),
    captions_by_name: (
        captions.gallery_control, captions.named_credit, captions.credit, captions.named_caption,
    ),
    captions_above: (
        captions.said_again, captions.loose_credit, captions.loose_caption, captions.set_apart,
    ),
    a_headline: (captions.over_text,),
    controls: (furniture.control,),
    furniture_by_name: (furniture.named_box,),
    layers_by_name: (furniture.named_layer,),
    authors: (furniture.biography,),
}  # fmt: skip

NEAR_FIGURES: Final = frozenset(
    rule for need in (figures, captions_by_name, captions_above) for rule in _RULES[need]
)
"""Rules that hold of no line but one that :func:`.captions.is_near_figure`."""

NEED_OF: Final = {rule: need for need, rules in _RULES.items() for rule in rules}
"""What each rule needs; a rule that is not here may hold of any line."""


def asked(story: Story, rules: Iterable[Rule]) -> tuple[Rule, ...]:
    """The rules, in their order, without those whose need the story does not meet."""
    met: dict[Need | None, bool] = {None: True}
    kept = []
    for rule in rules:
        need = NEED_OF.get(rule)
        if need is not None and need not in met:
            met[need] = need(story)
        if met[need]:
            kept.append(rule)
    return tuple(kept)
