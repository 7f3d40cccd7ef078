"""Which story is open: reading it, jumping to related ones, the trail, finding in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.message import Message

from brief_tui.model.article import Article
from brief_tui.model.errors import BriefError
from brief_tui.model.listing import RelatedStory, Row
from brief_tui.model.state import ReadingState
from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.links import open_in_browser, web_address
from brief_tui.tui.messages import Said, StoryFound, StoryMissing
from brief_tui.tui.trail import Stop, Trail
from brief_tui.tui.typeset.finding import literally

if TYPE_CHECKING:
    from textual.timer import Timer

    from brief_tui.library import Library
    from brief_tui.tui.screens.reader import ReaderScreen

PREVIEW_AFTER: Final = 0.08
"""Seconds the cursor must rest on a story before it is shown: `j` held down stays quick."""

KEEP_AFTER: Final = 0.25
"""Seconds of scrolling that a killed terminal may lose: the place is kept so often."""


class StoryDesk(Desk):
    """Owns the open story and the trail to it."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self.row: Row | None = None
        self.article: Article | None = None
        self.related: Sequence[RelatedStory] = ()
        self.trail = Trail()
        self.opened = False
        self._generation = 0
        self._timer: Timer | None = None
        self._keeper: Timer | None = None
        self._unkept: tuple[int, float] | None = None

    def handlers(self) -> Handlers:
        return {
            "story.open": self.open_at_cursor,
            "story.next_unread": partial(self.next_unread, 1),
            "story.previous_unread": partial(self.next_unread, -1),
            "story.browser": self.browse,
            "story.copy_link": self.copy_link,
            "trail.back": partial(self.walk, -1),
            "trail.forward": partial(self.walk, 1),
            "article.find": self.find,
            "article.find_next": partial(self.step_find, 1),
            "article.find_previous": partial(self.step_find, -1),
            **{f"related.open_{n}": partial(self.open_related, n - 1) for n in range(1, 10)},
        }

    @property
    def key(self) -> int | None:
        """The key of the open story."""
        return self.row.key if self.row else None

    # Opening

    def open_at_cursor(self) -> None:
        """Open what the cursor is on, in the list or among the related."""
        if self.screen.frame.at == "related":
            self.open_related(self.screen.related.cursor)
        elif self.screen.stories.key is not None and self.screen.frame.at != "reading":
            self.open(self.screen.stories.key)

    def open(self, key: int) -> None:
        """Open a story from the list; its trail begins here."""
        self.opened = True
        if self.key == key and self.row and self.article:
            self._enter(self.row)
            self.trail = self.trail.start(Stop(self.row.id, self.row.headline))
            self._settle()
        else:
            self._ask(key, "start")
        self.screen.frame.focus("reading")

    def preview(self) -> None:
        """Show the story at the cursor when the cursor rests, without calling it read."""
        if self._timer is not None:
            self._timer.stop()
        key = self.screen.stories.key
        if key is None or key == self.key:
            return
        if self.screen.frame.shows_reading_beside_list:
            self._timer = self.screen.set_timer(PREVIEW_AFTER, lambda: self._preview(key))

    def _preview(self, key: int) -> None:
        if self.screen.stories.key == key and not self.screen.reading.has_focus:
            self.opened = False
            self._ask(key, "")

    def open_id(self, story_id: str, way: str, *, focus: bool = True) -> None:
        """Open a story by its stable id. ``way`` says what becomes of the trail."""
        self.opened = focus
        self._ask(story_id, way)
        if focus:
            self.screen.frame.focus("reading")

    def _ask(self, which: int | str, way: str) -> None:
        library = self.screen.library
        self._look_for(lambda generation: _find(library, which, way, generation))

    def _look_for(self, find: Callable[[int], Message]) -> None:
        """Ask for a story. One asked for before, or about to be previewed, is not wanted now."""
        self.keep_progress()
        if self._timer is not None:
            self._timer.stop()
        self._generation += 1
        generation = self._generation
        self.screen.story_lane.ask(lambda: find(generation))

    def found(self, message: StoryFound) -> None:
        """Show the story, or why it cannot be shown."""
        if message.generation != self._generation:
            return
        self.row, self.article, self.related = message.row, message.article, message.related
        if message.unread:
            self._go_along(message.row.key)
        screen = self.screen
        screen.stories.mark_open(self.row.key)
        if self.article is None:
            screen.reading.say(
                ("This story cannot be shown", "error"),
                (self.row.headline, "headline"),
                (message.problem, "body"),
                ("o opens its page in the browser; brief doctor checks the archive.", "meta"),
            )
            screen.related.show((), 0)
        else:
            progress = self.row.state.progress
            start = progress if 0.02 < progress < 0.98 else 0.0
            screen.reading.show(self.article, start, screen.listing.wanted())
            screen.related.show(self.related, len(self.article.body))
        stop = Stop(self.row.id, self.row.headline)
        if message.way == "start":
            self.trail = self.trail.start(stop)
        elif message.way == "visit":
            self.trail = self.trail.visit(stop)
        if self.opened:
            self._enter(self.row)
        self._settle()

    def missing(self, message: StoryMissing) -> None:
        """Say that the story is gone."""
        if message.generation == self._generation:
            self.screen.frame.say("That story is not in the archive any more", error=True)

    def _enter(self, row: Row) -> None:
        """The reader reads it now."""
        if self.screen.settings.mark_read == "open" and not row.state.read:
            self.screen.marks.mark([row.key], "", read=True)

    def _settle(self) -> None:
        self.screen.frame.refresh_bars()
        if self.opened:
            self.screen.keep_place()

    # From one story to another

    def open_related(self, index: int) -> None:
        """Open a related story here, or its page in the browser where the archive has it not."""
        if not 0 <= index < len(self.related):
            self.screen.frame.say(f"There is no related story {index + 1}", error=True)
            return
        story = self.related[index]
        self.screen.related.move_to(index)
        if story.row is not None:
            self.open_id(story.row.id, "visit")
        else:
            self._browse(story.link.url)

    def walk(self, by: int) -> None:
        """Along the trail."""
        self.trail = self.trail.step(by)
        if self.trail.here is not None:
            self.open_id(self.trail.here.id, "")

    def next_unread(self, by: int) -> None:
        """Open the next unread story of the list, or the previous one."""
        keys = self.screen.stories.window.keys
        at = self.screen.stories.cursor
        if (
            self.key is not None
            and (own := self.screen.stories.window.index_of(self.key)) is not None
        ):
            at = own
        after = list(keys[at + 1 :] if by > 0 else reversed(keys[:at]))
        library = self.screen.library
        self._look_for(lambda generation: _find_unread(library, after, generation))

    def _go_along(self, key: int) -> None:
        """Bring the list along to the next unread story, which is open now."""
        self.opened = True
        index = self.screen.stories.window.index_of(key)
        if index is not None:
            self.screen.stories.move_to(index)
        self.screen.frame.focus("reading")

    # Its page

    def browse(self) -> None:
        row = self.screen.current_row
        if row is not None:
            self._browse(row.url)

    def _browse(self, url: str) -> None:
        address = web_address(url)
        if not address:
            self.screen.frame.say("This has no page on the web to open", error=True)
            return
        browser = self.screen.settings.browser
        self.screen.errand_lane.ask(lambda: Said(open_in_browser(address, browser)))

    def follow(self, url: str) -> None:
        """A link in the text was clicked."""
        self._browse(url)

    def copy_link(self) -> None:
        row = self.screen.current_row
        if row is None or not row.url:
            self.screen.frame.say("This story has no address to copy", error=True)
            return
        self.screen.app.copy_to_clipboard(row.url)
        self.screen.frame.say("Link copied")

    # Finding in it

    def find(self) -> None:
        self.screen.query_bar.open("find", "")
        self.screen.frame.refresh_bars()

    def find_typed(self, text: str) -> None:
        """Mark the words as they are typed."""
        hits = self.screen.reading.find(literally(text))
        self.screen.query_bar.show_count(f"{hits:,} found" if hits else "nothing found")

    def find_done(self) -> None:
        """To the first of them."""
        self.screen.query_bar.close()
        self.screen.frame.focus("reading")
        self.step_find(1)

    def step_find(self, by: int) -> None:
        reading = self.screen.reading
        reading.step(by)
        if reading.hits:
            self.screen.frame.say(f"{reading.hit + 1} of {len(reading.hits)}")

    # What else changes

    def restate(self, key: int, state: ReadingState) -> None:
        """Show other marks on a story that is open, or related to the open one."""
        if self.row is not None and self.row.key == key:
            self.row = replace(self.row, state=state)
        if any(story.row and story.row.key == key for story in self.related):
            self.related = tuple(
                replace(story, row=replace(story.row, state=state))
                if story.row and story.row.key == key
                else story
                for story in self.related
            )
            self.screen.related.restate(self.related)

    # How far it was read

    def scrolled(self, progress: float) -> None:
        """Keep the place, a few times a second while the scrolling goes on."""
        if self.row is None or not self.opened:
            return
        self._unkept = (self.row.key, progress)
        if self._keeper is None:
            self._keeper = self.screen.set_timer(KEEP_AFTER, self.keep_progress)
        if progress >= 1.0 and self.screen.settings.mark_read == "end" and not self.row.state.read:
            self.screen.marks.mark([self.row.key], "", read=True)
        self.screen.frame.refresh_bars()

    def keep_progress(self) -> None:
        """Keep how far the open story was read."""
        self._keeper = None
        if self._unkept is None:
            return
        (key, progress), self._unkept = self._unkept, None
        library = self.screen.library
        self.screen.writing_lane.ask(lambda: library.keep_progress(key, progress))


def _find(library: Library, which: int | str, way: str, generation: int) -> Message:
    key = library.key_of(which) if isinstance(which, str) else which
    rows = library.rows([key]) if key is not None else []
    return _whole(library, rows[0], way, generation) if rows else StoryMissing(generation)


def _find_unread(library: Library, keys: Sequence[int], generation: int) -> Message:
    for start in range(0, len(keys), 256):
        for row in library.rows(keys[start : start + 256]):
            if not row.state.read:
                return _whole(library, row, "start", generation, unread=True)
    return Said("No unread story further on")


def _whole(
    library: Library, row: Row, way: str, generation: int, *, unread: bool = False
) -> StoryFound:
    problem = "Its text is not in the archive."
    try:
        article = library.article(row.key)
        related = library.related(article) if article else ()
    except BriefError as error:
        article, related, problem = None, (), str(error)
    return StoryFound(row, article, related, problem, generation, way, unread)
