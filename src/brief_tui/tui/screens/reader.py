"""The reader: three panes, the desks that own their state, and the wiring between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from textual import events
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.model.errors import ArchiveBusyError, BriefError
from brief_tui.model.listing import Counts, Place, Row
from brief_tui.tui.desks.addresses import AddressesDesk
from brief_tui.tui.desks.base import Desk
from brief_tui.tui.desks.dispatch import Dispatch, bindings
from brief_tui.tui.desks.finding import FindingDesk
from brief_tui.tui.desks.frame import PANES, FrameDesk, PaneName
from brief_tui.tui.desks.listing import ListingDesk
from brief_tui.tui.desks.marks import MarksDesk
from brief_tui.tui.desks.moving import MovingDesk
from brief_tui.tui.desks.pictures import Developed, PicturesDesk
from brief_tui.tui.desks.story import StoryDesk
from brief_tui.tui.desks.views import ViewsDesk
from brief_tui.tui.lanes import Failed, Lane
from brief_tui.tui.messages import (
    CountsFound,
    ListingFound,
    Marked,
    Opened,
    RowsFailed,
    RowsFound,
    Said,
    StoryFound,
    StoryMissing,
    ViewsFound,
)
from brief_tui.tui.opening import open_place
from brief_tui.tui.panes.bars import Bar, Divider, PaneTitle, QueryBar
from brief_tui.tui.panes.lines import LinesPane
from brief_tui.tui.panes.reading import ReadingPane
from brief_tui.tui.panes.related import RelatedPane
from brief_tui.tui.panes.stories import StoryList

if TYPE_CHECKING:
    from brief_tui.tui.app import BriefApp
    from brief_tui.tui.looks import Looks


class ReaderScreen(Screen[None]):
    """Wires panes, desks and lanes together; the desks hold the state."""

    CSS_PATH = "reader.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (80, "-medium"), (120, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = None

    def __init__(
        self,
        library: Library,
        settings: Settings,
        keys: Mapping[str, tuple[str, ...]],
        looks: Looks,
        query: str = "",
    ) -> None:
        super().__init__()
        self.library = library
        self.settings = settings
        self.keys = keys
        self.looks = looks
        self.counts = Counts()
        self._query = query
        self._bindings = bindings(keys)
        self._make_lanes()
        self._make_desks()

    def _make_lanes(self) -> None:
        interrupt = self.library.interrupt
        self.listing_lane = Lane("listing", self, latest=True, interrupt=interrupt)
        self.story_lane = Lane("story", self, latest=True)
        self.rows_lane = Lane("rows", self)
        self.writing_lane = Lane("writing", self)
        self.errand_lane = Lane("errand", self)
        self.pictures_lane = Lane("pictures", self)

    def _make_desks(self) -> None:
        self.frame = FrameDesk(self)
        self.listing = ListingDesk(self)
        self.views = ViewsDesk(self)
        self.story = StoryDesk(self)
        self.addresses = AddressesDesk(self)
        self.finding = FindingDesk(self)
        self.marks = MarksDesk(self)
        self.pictures = PicturesDesk(self)
        self.moving = MovingDesk(self)
        desks = [part for part in vars(self).values() if isinstance(part, Desk)]
        self.dispatch = Dispatch(self, desks)

    def compose(self) -> ComposeResult:
        yield Bar(self.looks, id="head")
        with Horizontal(id="panes"):
            with Vertical(id="stories-column"):
                yield PaneTitle(self.looks, "Stories", id="stories-title")
                yield StoryList(self.looks, id="stories")
            yield Divider(self.looks, id="stories-divider")
            with Vertical(id="reading-column"):
                yield PaneTitle(self.looks, "Article", id="reading-title")
                yield ReadingPane(self.looks, self.settings.measure, id="reading")
            yield Divider(self.looks, id="related-divider")
            with Vertical(id="related-column"):
                yield PaneTitle(self.looks, "Related", id="related-title")
                yield RelatedPane(self.looks, id="related")
        yield QueryBar(self.looks)
        yield Bar(self.looks, id="foot")

    def on_mount(self) -> None:
        self.pictures.begin()
        self.frame.focus("stories")
        self.stories.say(("Opening the archive …", "meta"))
        library = self.library
        self.listing_lane.ask(lambda: open_place(library))

    def close(self) -> list[BriefError]:
        """Keep the place, and end the lanes once all is written; what could not be written."""
        self.story.keep_progress()
        self.keep_place()
        before = len(self.writing_lane.failures)
        if not self.writing_lane.close():
            return [ArchiveBusyError("the archive is busy: the last marks could not be kept")]
        for lane in (
            self.listing_lane,
            self.story_lane,
            self.rows_lane,
            self.errand_lane,
            self.pictures_lane,
        ):
            lane.close(0.2)
        self.pictures.close()
        return self.writing_lane.failures[before:]

    # Its parts

    @property
    def brief_app(self) -> BriefApp:
        return cast("BriefApp", self.app)

    @property
    def head(self) -> Bar:
        return self.query_one("#head", Bar)

    @property
    def foot(self) -> Bar:
        return self.query_one("#foot", Bar)

    @property
    def stories(self) -> StoryList:
        return self.query_one("#stories", StoryList)

    @property
    def reading(self) -> ReadingPane:
        return self.query_one("#reading", ReadingPane)

    @property
    def related(self) -> RelatedPane:
        return self.query_one("#related", RelatedPane)

    @property
    def query_bar(self) -> QueryBar:
        return self.query_one(QueryBar)

    def pane(self, name: PaneName) -> LinesPane:
        return self.query_one(f"#{name}", LinesPane)

    def title_of(self, name: PaneName) -> PaneTitle:
        return self.query_one(f"#{name}-title", PaneTitle)

    @property
    def current_row(self) -> Row | None:
        """The story that a mark is meant for: at the list's cursor, else the open one."""
        return self.stories.row if self.frame.at == "stories" else self.story.row

    # Commands

    def action_command(self, command_id: str) -> None:
        """What every binding does."""
        self.dispatch.perform(command_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "command" and parameters:
            return self.dispatch.allows(str(parameters[0]))
        return True

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A click gives a pane the keys, as tab does. News of an older focus may come late."""
        for name in PANES:
            if event.widget is self.focused is self.pane(name) and self.frame.at != name:
                self.frame.focus(name)

    # Messages of the lanes

    def on_opened(self, message: Opened) -> None:
        self.listing.restore(message.view, message.place.query, self._query)
        self.story.restore(message.trail, "" if self._query else message.place.article)
        self.listing.ask(seek=message.key)
        self.listing.count()
        self.frame.tell([*message.problems, *self.settings.problems])

    def on_listing_found(self, message: ListingFound) -> None:
        self.listing.found(message)

    def on_rows_found(self, message: RowsFound) -> None:
        self.stories.supply(message.rows, message.asked, message.generation)
        self.frame.refresh_bars()

    def on_rows_failed(self, message: RowsFailed) -> None:
        self.listing.rows_failed(message)

    def on_counts_found(self, message: CountsFound) -> None:
        self.counts = message.counts
        self.frame.refresh_bars()

    def on_views_found(self, message: ViewsFound) -> None:
        self.views.found(message.views)

    def on_story_found(self, message: StoryFound) -> None:
        self.story.found(message)

    def on_story_missing(self, message: StoryMissing) -> None:
        self.story.missing(message)

    def on_developed(self, message: Developed) -> None:
        self.pictures.developed(message)

    def on_marked(self, message: Marked) -> None:
        self.marks.marked(message)

    def on_said(self, message: Said) -> None:
        self.frame.say(message.text, error=message.error)

    def on_failed(self, message: Failed) -> None:
        self.frame.say(str(message.error), error=True)
        if message.lane == "listing" and not len(self.stories.window):
            self.stories.say(("No stories to show", "error"), (str(message.error), "body"))
        if message.lane == "story":
            self.story.failed()

    # Messages of the panes

    def on_story_list_rows_wanted(self, message: StoryList.RowsWanted) -> None:
        self.listing.rows_wanted(message)

    def on_story_list_cursor_moved(self) -> None:
        self.story.preview()
        self.frame.refresh_bars()

    def on_story_list_chosen(self) -> None:
        self.story.open_at_cursor()

    def on_reading_pane_scrolled(self, message: ReadingPane.Scrolled) -> None:
        self.story.scrolled(message.article, message.progress)

    def on_reading_pane_link_clicked(self, message: ReadingPane.LinkClicked) -> None:
        self.addresses.browse(message.url)

    def on_related_pane_chosen(self, message: RelatedPane.Chosen) -> None:
        self.story.open_related(message.index)

    def on_query_bar_typed(self, message: QueryBar.Typed) -> None:
        if self.query_bar.purpose == "find":
            self.finding.typed(message.text)
        else:
            self.listing.typed(message.text)

    def on_query_bar_pressed(self, message: QueryBar.Pressed) -> None:
        finding = self.query_bar.purpose == "find"
        match message.key:
            case "enter":
                (self.finding.done if finding else self.listing.done)()
            case "escape":
                self.listing.clear()
            case key:
                by = 1 if key == "down" else -1
                if finding:
                    self.finding.step(by)
                else:
                    self.stories.move_to(self.stories.cursor + by)
                return
        self.query_bar.input.release()

    # What outlives the session

    def keep_place(self) -> None:
        """Remember where the reader is, for the next start."""
        trail = self.story.trail
        place = Place(
            view=self.listing.view.id,
            query=self.listing.filter,
            article=self.story.row.id if self.story.row else "",
            trail=tuple(stop.id for stop in trail.stops),
            trail_at=trail.at,
        )
        library = self.library
        self.writing_lane.ask(lambda: library.keep_place(place))

    def restyle(self, looks: Looks) -> None:
        """Take on another theme."""
        self.looks = looks
        self.query_bar.looks = looks
        self.pictures.begin()  # which the sixteen colours cannot show
