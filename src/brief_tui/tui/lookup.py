"""Looking up a story with what belongs with it, in a lane."""

from __future__ import annotations

from textual.message import Message

from brief_tui.library import Library
from brief_tui.model.errors import BriefError
from brief_tui.tui.messages import Onward, StoryFound, StoryMissing


def find_story(
    library: Library, which: int | str, onward: Onward, generation: int, *, unread: bool = False
) -> Message:
    """Run in a lane: the story with this key or id, whole, and what belongs with it."""
    key = library.key_of(which) if isinstance(which, str) else which
    rows = library.rows([key]) if key is not None else []
    if not rows:
        return StoryMissing(generation)
    problem = "Its text is not in the archive."
    try:
        article = library.article(rows[0].key)
        related = library.page_links(rows[0].key, article) if article else ()
    except BriefError as error:
        article, related, problem = None, (), str(error)
    return StoryFound(rows[0], article, related, problem, onward, generation, unread)
