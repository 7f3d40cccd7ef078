"""Which story is open: opening it, jumping to related ones, the trail."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

from textual.message import Message

from brief_tui.model.article import Article
from brief_tui.model.listing import RelatedStory, Row
from brief_tui.model.state import ReadingState
from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.lookup import find_story
from brief_tui.tui.messages import Onward, StoryFound, StoryMissing
from brief_tui.tui.trail import Stop, Trail

if TYPE_CHECKING:
    from textual.timer import Timer

    from brief_tui.tui.screens.reader import ReaderScreen

PREVIEW_AFTER: Final = 0.08
"""Seconds the cursor must rest on a story before it is shown: `j` held down stays quick."""


class StoryDesk(Desk):
    """Owns the open story and the trail to it.

    A story is first only shown, beside the list; it is ``opened`` once the reader turns to it.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self.row: Row | None = None
        self.article: Article | None = None
        self.related: Sequence[RelatedStory] = ()
        self.trail = Trail()
        self.opened = False
        self._previewing: int | None = None  # what the cursor rests on and is not shown yet
        self._ahead: Trail | None = None  # where a walk along the trail is under way to
        self._generation = 0
        self._coming = 0  # the generation of a story that is wanted and not here yet
        self._timer: Timer | None = None
        self._resume: int | None = None  # the line from which to show again what is shown

    def handlers(self) -> Handlers:
        return {
            "story.open": self.open_at_cursor,
            "story.next_unread": partial(self.next_unread, 1),
            "story.previous_unread": partial(self.next_unread, -1),
            "trail.back": partial(self.walk, -1),
            "trail.forward": partial(self.walk, 1),
            **{f"related.open_{n}": partial(self.open_related, n - 1) for n in range(1, 10)},
        }

    def hears(self) -> Hearers:
        return {StoryFound: self.found, StoryMissing: self.missing}

    @property
    def key(self) -> int | None:
        """The key of the story that is shown."""
        return self.row.key if self.row else None

    @property
    def is_coming(self) -> bool:
        """Whether a story is about to be shown: what is in sight is not what was asked for."""
        return self._coming == self._generation > 0

    # Opening

    def open_at_cursor(self) -> None:
        """Open what the cursor is on, in the list or among the related."""
        if self.screen.frame.at == "related":
            self.open_related(self.screen.related.cursor)
        elif self.screen.frame.at == "sources":
            self.screen.sources_desk.list_stories()
        elif self.screen.stories.key is not None and self.screen.frame.at != "reading":
            self.open(self.screen.stories.key)

    def open(self, key: int) -> None:
        """Open a story from the list; its trail begins here."""
        if self.key != key or self.article is None or self.screen.fetching.has_come(key):
            self.opened = True
            self._ask(key, self.trail.start)
        self.screen.frame.focus("reading")

    def visit(self, key: int) -> None:
        """Open a story that the shown one leads to."""
        self.opened = True
        self._ask(key, self.trail.visit)
        self.screen.frame.focus("reading")

    def show_again(self) -> None:
        """Show the open story as the archive has it now, where it was left."""
        if self.key is not None and not self.is_coming:
            self._resume = self.screen.reading.top
            self._ask(self.key, self._stay)

    def enter(self) -> None:
        """The reader turns to the article that is shown: it counts as opened now."""
        if self._previewing is not None:
            self.opened = True
            self._ask(self._previewing, self.trail.start)
        if self.row is None or self.article is None or self.opened:
            return
        self.opened = True
        self.trail = self.trail.start(Stop(self.row.id, self.row.headline))
        self._mark_read(self.row)
        self.screen.keep_place()
        self.screen.welcome.over()

    def restore(self, trail: Trail, story_id: str) -> None:
        """Take up the trail, and show the story, where the reader left."""
        self.trail = trail
        if story_id:
            self.opened = False
            self._ask(story_id, self._stay)

    def preview(self) -> None:
        """Show the story at the cursor when the cursor rests, without calling it read."""
        if self._timer is not None:
            self._timer.stop()
        key = self.screen.stories.key
        if key is None or key == self.key or self.is_coming or self.screen.welcome.greets:
            return
        self._previewing = None
        if self.screen.frame.shows_reading_beside_list and self.screen.frame.at != "reading":
            self._previewing = key
            self._timer = self.screen.set_timer(PREVIEW_AFTER, lambda: self._preview(key))

    def _preview(self, key: int) -> None:
        if self.screen.stories.key == key and self.screen.frame.at != "reading":
            self.opened = False
            self._ask(key, self._stay, wanted=False)
            self._previewing = key

    def _open_id(self, story_id: str, onward: Onward) -> None:
        self.opened = True
        self._ask(story_id, onward)
        self.screen.frame.focus("reading")

    def _ask(self, which: int | str, onward: Onward, *, wanted: bool = True) -> None:
        library = self.screen.library
        self._look_for(
            lambda generation: find_story(library, which, onward, generation), wanted=wanted
        )

    def _look_for(self, find: Callable[[int], Message], *, wanted: bool = True) -> None:
        """Ask for a story. One asked for before, or about to be previewed, is not wanted now.

        A story that is ``wanted``, and not just previewed, does not give way to a preview.
        """
        if self._timer is not None:
            self._timer.stop()
        self._ahead = self._previewing = None
        self.screen.welcome.moved()
        self._generation += 1
        generation = self._generation
        self._coming = generation if wanted else 0
        self.screen.lanes.story.ask(lambda: find(generation))

    def _stay(self, _stop: Stop) -> Trail:
        return self.trail

    def found(self, message: StoryFound) -> None:
        """Show the story, or why it cannot be shown."""
        if message.generation != self._generation:
            return
        self._coming = 0
        self._previewing = None
        self.screen.progress.leave()
        self.screen.pictures.forget_waiting()
        self.row, self.article, self.related = message.row, message.article, message.related
        self.screen.stories.mark_open(self.row.key)
        self._show(self.row, message.problem)
        self.screen.relating.show_soon()  # the links of the page are here, the rest comes
        if self._resume is not None:
            self._resume = None
            self.screen.listing.renew_row(self.row)
        self.trail, self._ahead = message.onward(Stop(self.row.id, self.row.headline)), None
        if message.unread:
            self._go_along(self.row.key)
        if self.opened:
            self._mark_read(self.row)
            self.screen.keep_place()
            self.screen.welcome.over()
        self.screen.frame.refresh_bars()

    def _show(self, row: Row, problem: str) -> None:
        reading, related = self.screen.reading, self.screen.related
        if self.article is None:
            reading.say(
                ("This story cannot be shown", "error"),
                (row.headline, "headline"),
                (problem, "body"),
                ("o opens its page in the browser; brief doctor checks the archive.", "meta"),
            )
            related.show((), 0)
        else:
            progress = row.state.progress
            start = progress if 0.02 < progress < 0.98 else 0.0
            lead, foot = self._notes(row)
            wanted, line = self.screen.listing.wanted(), self._resume
            reading.show(
                self.article, start, wanted, lead, foot, line=line, words=row.words or None
            )
            related.show(self.related, len(self.article.body))

    def _notes(self, row: Row) -> tuple[str, str]:
        """What to say above the story and below it: what is here of it, and for how long."""
        lead = f"Not kept. {self.key_of('story.keep')} keeps it." if row.passing else ""
        fetch = self.key_of("story.fetch_whole")
        foot = f"This is the beginning only. {fetch} fetches the whole article."
        return lead, "" if row.whole else foot

    def missing(self, message: StoryMissing) -> None:
        """Say that the story is gone, or that there is none."""
        if message.generation != self._generation:
            return
        self._ahead, self._coming = None, 0
        if message.said:
            self.screen.frame.say(message.said)
            self.preview()
        else:
            self.screen.frame.say("That story is not in the archive any more", error=True)

    def failed(self) -> None:
        """The archive could not give a story; another may be asked for."""
        self._coming = 0

    def _mark_read(self, row: Row) -> None:
        if self.screen.settings.mark_read == "open" and not row.state.read:
            self.screen.marks.mark_read([row.key])

    # From one story to another

    def open_related(self, index: int) -> None:
        """Open a related story, from the archive or from the web."""
        if not 0 <= index < len(self.related):
            self.screen.frame.say(f"There is no related story {index + 1}", error=True)
            return
        story = self.related[index]
        self.screen.related.move_to(index)
        if story.row is not None:
            self._open_id(story.row.id, self.trail.visit)
        else:
            self.screen.fetching.look(story.link.url)

    def walk(self, by: int) -> None:
        """Along the trail."""
        start = self._ahead or self.trail
        trail = start.step(by)
        if trail.here is not None and trail != start:
            self._open_id(trail.here.id, lambda _stop: trail)
            self._ahead = trail

    def next_unread(self, by: int) -> None:
        """Open the next unread story of the list, or the previous one."""
        window, at = self.screen.stories.window, self.screen.stories.cursor
        if self.key is not None and (own := window.index_of(self.key)) is not None:
            at = own
        library, listing, edge = self.screen.library, window.listing, window.spot(at)
        ahead = window.on_side(at, back=by < 0) if window.is_whole else None

        def find(generation: int) -> Message:
            if ahead is not None:
                key = library.unread_among(ahead)
            else:
                spot = library.lists.next_unread(listing, edge, back=by < 0)
                key = spot.key if spot else None
            if key is None:
                said = "No unread story further on" if by > 0 else "No unread story before"
                return StoryMissing(generation, said)
            return find_story(library, key, self.trail.start, generation, unread=True)

        self._look_for(find)

    def _go_along(self, key: int) -> None:
        """Bring the list along to the next unread story, which is open now."""
        self.opened = True
        self.screen.stretches.go_to(key)
        self.screen.frame.focus("reading")

    # What else changes

    def show_related(self, key: int, related: Sequence[RelatedStory]) -> None:
        """Show what belongs with the open story as it was found anew."""
        if key == self.key and self.article is not None and related != self.related:
            self.related = related
            self.screen.related.restate(related)
            self.screen.frame.refresh_bars()

    def restate(self, states: dict[int, ReadingState]) -> None:
        """Show other marks (by key) on the open story, and on those related to it."""
        if self.row is not None and self.row.key in states:
            self.row = replace(self.row, state=states[self.row.key])
        if any(story.row and story.row.key in states for story in self.related):
            self.related = tuple(
                replace(story, row=replace(story.row, state=states[story.row.key]))
                if story.row and story.row.key in states
                else story
                for story in self.related
            )
            self.screen.related.restate(self.related)
