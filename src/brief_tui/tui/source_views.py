"""The stories of one source, as a view with its name."""

from __future__ import annotations

from typing import Final

from brief_tui.model.feeds import Feed
from brief_tui.model.listing import View
from brief_tui.model.query import write
from brief_tui.model.query_nodes import And, Attribute, Is, Node, Query

SOURCE_VIEW: Final = "source"
"""The kind of such a view."""


def view_of(feed: Feed) -> View:
    """The stories of a feed; of a muted one, those that no other list shows."""
    return View(feed.name, write(Query(stories_of(feed))), SOURCE_VIEW, feed.total, feed.unread)


def stories_of(feed: Feed) -> Node:
    """What the stories of a feed have in common."""
    own = Attribute("source", feed.name)
    return And((own, Is("muted"))) if feed.muted else own
