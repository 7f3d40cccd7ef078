"""The text of a news item that comes as HTML: XHTML in NewsML-G2, a body of ninjs.

It is read as any fragment is, with rules for what an agency sends: there is no furniture
in it, and what it sets apart as related is related, however short the headline.
"""

from __future__ import annotations

from typing import Final

from brief_tui.formats.base import Label
from brief_tui.formats.html import names
from brief_tui.formats.html.blocks import WRITTEN, Reading, read_fragment
from brief_tui.formats.html.lines import Line
from brief_tui.formats.html.story import Rule, Story

_LINKED: Final = 0.8


def related(story: Story, line: Line) -> Label | None:
    """A link in a part that is named for related stories."""
    named = any(not names.RELATED.isdisjoint(element.words) for element in story.around(line))
    return "related" if named and line.linked >= _LINKED else None


def header(story: Story, line: Line) -> Label | None:
    """In the header of the text, which says again what the item's fields say."""
    if line in story.group_of:  # but for a picture
        return None
    return "chrome" if any(element.tag == "header" for element in story.around(line)) else None


_RULES: Final[tuple[Rule, ...]] = (related, header, *WRITTEN)


def read_text(html: str, base: str = "") -> Reading:
    """Read the text; addresses are resolved against ``base``.

    Raises FormatError for one that is too large or nested too deep to be read.
    """
    return read_fragment(html, base, _RULES)
