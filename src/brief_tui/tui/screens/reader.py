"""The reader: three panes, the desks that own their state, and the wiring between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, cast

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical

from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.model.errors import ArchiveBusyError, BriefError
from brief_tui.model.listing import Counts, Place, Row
from brief_tui.tui.arrangement import MEDIUM, WIDE, PaneName
from brief_tui.tui.desks.dispatch import bindings
from brief_tui.tui.desks.frame import PANES
from brief_tui.tui.lanes import Failed, Lanes
from brief_tui.tui.messages import Opened, Report
from brief_tui.tui.opening import open_place
from brief_tui.tui.panes.bars import Bar, Divider, PaneTitle
from brief_tui.tui.panes.lines import LinesPane
from brief_tui.tui.panes.query_bar import QueryBar
from brief_tui.tui.panes.reading import ReadingPane
from brief_tui.tui.panes.related import RelatedPane
from brief_tui.tui.panes.sources import SourcesPane
from brief_tui.tui.panes.stories import StoryList
from brief_tui.tui.screens.desked import DeskedScreen

if TYPE_CHECKING:
    from brief_tui.tui.app import BriefApp
    from brief_tui.tui.looks import Looks


class ReaderScreen(DeskedScreen):
    """Wires panes, desks and lanes together; the desks hold the state."""

    CSS_PATH = "reader.tcss"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (MEDIUM, "-medium"), (WIDE, "-wide")]  # noqa: RUF012
    AUTO_FOCUS = None

    def __init__(
        self,
        library: Library,
        settings: Settings,
        keys: Mapping[str, tuple[str, ...]],
        looks: Looks,
        query: str = "",
        *,
        is_rehearsal: bool = False,
    ) -> None:
        """``is_rehearsal`` is for a screen that is made but not used: it changes nothing."""
        super().__init__()
        self.library = library
        self.settings = settings
        self.keys = keys
        self.looks = looks
        self.counts = Counts()
        self._query = query
        self.is_rehearsal = is_rehearsal
        self.is_open = False
        self._bindings = bindings(keys)
        self.lanes = Lanes(self, library.interrupt)
        self.make_desks()

    def compose(self) -> ComposeResult:
        yield Bar(self.looks, id="head")
        with Horizontal(id="panes"):
            with Vertical(id="stories-column"):
                yield PaneTitle(self.looks, "Stories", id="stories-title")
                yield StoryList(self.looks, id="stories")
                yield PaneTitle(self.looks, "Sources", id="sources-title")
                yield SourcesPane(self.looks, id="sources")
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
        if not self.query(ReadingPane):  # the app ends before the screen is there
            return
        self.pictures.begin()
        self.frame.resize(self.app.size.width)
        self.frame.focus("stories")
        self.stories.say(("Opening the archive …", "meta"))
        library = self.library
        self.lanes.listing.ask(lambda: open_place(library))

    def on_resize(self, event: events.Resize) -> None:
        if self.query(ReadingPane):
            self.frame.resize(event.size.width)

    def close(self) -> list[BriefError]:
        """Keep the place, and end the lanes once all is written; what could not be written."""
        if not self.is_rehearsal:
            self.progress.keep()
            self.keep_place()
        self.refreshing.stop()
        self.relating.stop()
        try:
            return self.lanes.close()
        except ArchiveBusyError as error:
            return [error]
        finally:
            self.pictures.close()

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
    def sources(self) -> SourcesPane:
        return self.query_one("#sources", SourcesPane)

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
        match self.frame.at:
            case "stories":
                return self.stories.row
            case "sources":
                return None
            case _:
                return self.story.row

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

    def _compositor_refresh(self) -> None:
        """While the curtain is down, only find out which rows the list wants."""
        if not self.brief_app.curtain.is_down:
            super()._compositor_refresh()
            return
        self._dirty_widgets.clear()
        for stories in self.query(StoryList):
            stories.render_lines(stories.size.region)

    # Messages of the lanes

    @on(Report)
    def hear(self, message: Report) -> None:
        """Give what a lane reports to the desk it is for."""
        if isinstance(message, Opened):
            self._begin(message)
        else:
            self.dispatch.tell(message)
        self.brief_app.curtain.look()

    def _begin(self, message: Opened) -> None:
        """The archive is ready."""
        self.listing.restore(message.view, message.place.query, self._query)
        self.story.restore(message.trail, "" if self._query else message.place.article)
        self.welcome.begin(None if self._query else message.greeting)
        self.listing.ask(seek=message.key)
        self.listing.count()
        self.frame.tell([*message.problems, *self.settings.problems])
        self.is_open = True
        if not self.is_rehearsal:
            self.refreshing.begin()
            self.relating.begin()
        self.outside.begin()

    def on_failed(self, message: Failed) -> None:
        self.is_open = True
        self.frame.say(str(message.error), error=True)
        if message.lane == "listing":
            self.listing.answered()
            if not len(self.stories.window):
                self.stories.say(("No stories to show", "error"), (str(message.error), "body"))
        if message.lane == "story":
            self.story.failed()
        if message.lane == "refresh":
            self.refreshing.failed()
        if message.lane == "relating":
            self.relating.failed()
        if message.lane == "adding":
            self.adding.failed()

    # Messages of the panes

    def on_pane_title_clicked(self, message: PaneTitle.Clicked) -> None:
        if message.pane in (self.title_of("stories"), self.title_of("sources")):
            self.refreshing.show_new()

    def on_sources_pane_cursor_moved(self) -> None:
        self.frame.refresh_bars()

    def on_sources_pane_chosen(self) -> None:
        self.sources_desk.list_stories()

    def on_story_list_rows_wanted(self, message: StoryList.RowsWanted) -> None:
        self.listing.rows_wanted(message)

    def on_story_list_stretch_wanted(self, message: StoryList.StretchWanted) -> None:
        self.stretches.wanted(message)

    def on_story_list_end_wanted(self, message: StoryList.EndWanted) -> None:
        self.stretches.end_wanted(message)

    def on_story_list_cursor_moved(self) -> None:
        self.welcome.moved()
        self.story.preview()
        self.frame.refresh_bars()

    def on_story_list_chosen(self) -> None:
        self.story.open_at_cursor()

    def on_reading_pane_scrolled(self, message: ReadingPane.Scrolled) -> None:
        self.progress.scrolled(message.article, message.progress)

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
        self.listing.once_found(self.query_bar.input.release)

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
        self.lanes.writing.ask(lambda: library.keep_place(place))

    def restyle(self, looks: Looks) -> None:
        """Take on another theme."""
        self.looks = looks
        self.query_bar.looks = looks
        self.pictures.begin()  # which the sixteen colours cannot show
