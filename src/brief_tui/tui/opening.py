"""Opening an archive: the edition for one that is empty, and the place the reader left."""

from __future__ import annotations

from typing import Final

from brief_tui.library import EDITION, Library, newsboat_here
from brief_tui.model.errors import BriefError
from brief_tui.model.listing import Place
from brief_tui.model.query_nodes import Attribute, Query
from brief_tui.tui.messages import Greeting, Opened
from brief_tui.tui.source_views import view_of
from brief_tui.tui.trail import Stop, Trail

WELCOMED: Final = "welcomed"
"""Under this name it is remembered that the reader knows the greeting."""


def open_place(library: Library) -> Opened:
    """Run in a lane: bring in the edition if there is nothing else, and find the last place."""
    try:
        done = library.refresh_edition()
        problems = [f"{part.name}: {part.problem}" for part in done if part.problem]
    except BriefError as error:  # the archive can be read without it
        problems = [str(error)]
    if not library.read_only:
        library.forget_passing()
    place = library.place()
    views = [*library.views(), *(view_of(feed) for feed in library.feeds.list())]
    view = next((view for view in views if view.id == place.view), None)
    key = library.key_of(place.article) if place.article else None
    return Opened(place, key, view, _trail(library, place), problems, _greeting(library))


def _greeting(library: Library) -> Greeting | None:
    """What to greet a new reader with: one who has no feeds, and nothing but the edition."""
    if library.remembered(WELCOMED) or library.feeds.list():
        return None
    stories = library.counts().total
    if stories > len(library.keys(Query(Attribute("source", EDITION)))):
        return None
    return Greeting(newsboat_here(), stories)


def _trail(library: Library, place: Place) -> Trail:
    """The trail as it was, less the stories that are gone."""
    keys = {story_id: key for story_id in place.trail if (key := library.key_of(story_id))}
    rows = {row.key: row for row in library.rows(sorted(set(keys.values())))}
    stops, at = [], -1
    for number, story_id in enumerate(place.trail):
        row = rows.get(keys.get(story_id, -1))
        if row is not None:
            stops.append(Stop(row.id, row.headline))
            if number <= place.trail_at:
                at = len(stops) - 1
    return Trail(tuple(stops), at)
