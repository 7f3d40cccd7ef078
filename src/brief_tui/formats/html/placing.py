"""The last step: pieces of a text in their order, as a body and its related links."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from brief_tui.formats.folding import Item
from brief_tui.model.article import Block, Embed, Figure, RelatedLink, Rule


@dataclass(slots=True)
class Assembly:
    """What the lines of a story make together."""

    body: list[Block] = field(default_factory=list)
    related: list[RelatedLink] = field(default_factory=list)


def place(items: Iterable[Item]) -> Assembly:
    """Put the items together: each link where it stood, each rule between two texts.

    What comes after all of the text has no place in it.

    A caption or a credit that stands alone goes to the figure right before it, if that has
    none.
    """
    out = Assembly()
    told = ruled = False  # text since the last rule, and a rule since the last text
    for item in items:
        match item:
            case RelatedLink():
                out.related.append(replace(item, anchor=len(out.body)))
            case Rule():
                ruled = told
            case Figure(image=None) if out.body and _completes(out.body[-1], item):
                out.body[-1] = _together(out.body[-1], item)
            case Figure() | Embed():
                out.body.append(item)
            case _:
                if ruled:
                    out.body.append(Rule())
                out.body.append(item)
                told, ruled = True, False
    last = len(out.body)
    out.related = [replace(one, anchor=None) if one.anchor == last else one for one in out.related]
    return out


def _completes(block: Block, more: Figure) -> bool:
    return isinstance(block, Figure) and not (
        (block.caption and more.caption) or (block.credit and more.credit)
    )


def _together(block: Block, more: Figure) -> Block:
    assert isinstance(block, Figure)
    return replace(block, caption=block.caption or more.caption, credit=block.credit or more.credit)
