"""The reader: three panes, the desks that own their state, and the wiring between them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingsMap
from textual.containers import Horizontal, Vertical
from textual.screen import Screen

from brief_tui.config.settings import Settings
from brief_tui.library import Library
from brief_tui.model.listing import Counts, Place, Row
from brief_tui.tui.commands import BY_ID, COMMANDS, Command, Condition, Context
from brief_tui.tui.desks.frame import FrameDesk, PaneName
from brief_tui.tui.desks.listing import ListingDesk
from brief_tui.tui.desks.marks import MarksDesk
from brief_tui.tui.desks.moving import MovingDesk
from brief_tui.tui.desks.pictures import Developed, PicturesDesk
from brief_tui.tui.desks.story import StoryDesk
from brief_tui.tui.lanes import Failed, Lane
from brief_tui.tui.messages import (
    CountsFound,
    ListingFound,
    Marked,
    Opened,
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
        interrupt = library.interrupt
        self.listing_lane = Lane("listing", self, latest=True, interrupt=interrupt)
        self.story_lane = Lane("story", self, latest=True)
        self.rows_lane = Lane("rows", self)
        self.writing_lane = Lane("writing", self)
        self.errand_lane = Lane("errand", self)
        self.pictures_lane = Lane("pictures", self)
        self.frame = FrameDesk(self)
        self.listing = ListingDesk(self)
        self.story = StoryDesk(self)
        self.marks = MarksDesk(self)
        self.pictures = PicturesDesk(self)
        desks = (
            self.frame,
            self.listing,
            self.story,
            self.marks,
            self.pictures,
            MovingDesk(self),
        )
        self._handlers: dict[str, Callable[[], None]] = {
            command_id: handler for desk in desks for command_id, handler in desk.handlers().items()
        }

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

    def close(self) -> bool:
        """Keep the place, and end the lanes once all is written; whether all of it is."""
        self.story.keep_progress()
        self.keep_place()
        kept = self.writing_lane.close()
        for lane in (
            self.listing_lane,
            self.story_lane,
            self.rows_lane,
            self.errand_lane,
            self.pictures_lane,
        ):
            lane.close(0.2)
        self.pictures.close()
        return kept

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
        self.perform(command_id)

    def perform(self, command_id: str) -> None:
        """Carry out a command."""
        self._handlers[command_id]()

    def action_command_beside_typing(self, command_id: str) -> None:
        """What the bindings do for keys that a query has no use for."""
        self.perform(command_id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "command" and self.focused is self.query_bar.input:
            return False
        if action.startswith("command") and parameters:
            return self.available(BY_ID[str(parameters[0])])
        return True

    def available(self, command: Command) -> bool:
        """Whether the command's keys work here and now."""
        contexts: set[Context] = {"app"}
        contexts.add({"stories": "list", "reading": "article", "related": "related"}[self.frame.at])  # type: ignore[arg-type]
        if self.reading.hits and self.frame.at == "reading":
            contexts.add("find")
        return command.context in contexts and self.possible(command)

    def possible(self, command: Command) -> bool:
        """Whether there is what the command needs."""
        return self._conditions()[command.when]()

    def _conditions(self) -> Mapping[Condition, Callable[[], bool]]:
        return {
            "always": lambda: True,
            "choice": lambda: self.frame.at != "reading",
            "away": lambda: self.frame.at != "stories",
            "story": lambda: self.current_row is not None,
            "listing": lambda: len(self.stories.window) > 0,
            "undo": lambda: self.marks.can_undo,
            "find": lambda: bool(self.reading.hits),
            "back": lambda: self.story.trail.can_go_back,
            "forward": lambda: self.story.trail.can_go_forward,
        }

    # Messages of the lanes

    def on_opened(self, message: Opened) -> None:
        if message.view is not None:
            self.listing.view = message.view
        self.listing.filter = message.place.query
        if self._query:
            self.listing.search, self.listing.filter = self._query, ""
        self.story.trail = message.trail
        if message.place.article and not self._query:
            self.story.open_id(message.place.article, "", focus=False)
        self.listing.ask(seek=message.key)
        self.listing.count()
        self.frame.tell([*message.problems, *self.settings.problems])

    def on_listing_found(self, message: ListingFound) -> None:
        self.listing.found(message)

    def on_rows_found(self, message: RowsFound) -> None:
        self.stories.supply(message.rows, message.asked, message.generation)
        self.frame.refresh_bars()

    def on_counts_found(self, message: CountsFound) -> None:
        self.counts = message.counts
        self.frame.refresh_bars()

    def on_views_found(self, message: ViewsFound) -> None:
        self.listing.views_found(message.views)

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

    # Messages of the panes

    def on_story_list_rows_wanted(self, message: StoryList.RowsWanted) -> None:
        self.listing.rows_wanted(message)

    def on_story_list_cursor_moved(self) -> None:
        self.story.preview()
        self.frame.refresh_bars()

    def on_story_list_chosen(self) -> None:
        self.story.open_at_cursor()

    def on_reading_pane_scrolled(self, message: ReadingPane.Scrolled) -> None:
        self.story.scrolled(message.progress)

    def on_reading_pane_link_clicked(self, message: ReadingPane.LinkClicked) -> None:
        self.story.follow(message.url)

    def on_related_pane_chosen(self, message: RelatedPane.Chosen) -> None:
        self.story.open_related(message.index)

    def on_query_bar_typed(self, message: QueryBar.Typed) -> None:
        if self.query_bar.purpose == "find":
            self.story.find_typed(message.text)
        else:
            self.listing.typed(message.text)

    def on_query_bar_pressed(self, message: QueryBar.Pressed) -> None:
        finding = self.query_bar.purpose == "find"
        match message.key:
            case "enter":
                (self.story.find_done if finding else self.listing.done)()
            case "escape":
                self.listing.clear()
            case key:
                by = 1 if key == "down" else -1
                if finding:
                    self.story.step_find(by)
                else:
                    self.stories.move_to(self.stories.cursor + by)
                return
        self.query_bar.input.release()

    # What outlives the session

    def keep_place(self) -> None:
        """Remember where the reader is, for the next start."""
        trail = self.story.trail
        place = Place(
            view=self.listing.view.name,
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


def bindings(keys: Mapping[str, Sequence[str]]) -> BindingsMap:
    """The registry's commands as bindings, those of a narrower context first on each key.

    They go before the widget that has the focus: a key that has to go up from there is
    overtaken by those after it, and of "/quiet" typed fast, "q" would leave the program. While
    a query is typed it is the other way round.
    """
    ordered = sorted(COMMANDS, key=lambda command: command.context == "app")
    return BindingsMap(
        Binding(key, f"{action}({command.id!r})", command.title, show=False, priority=first)
        for command in ordered
        for key in keys.get(command.id, ())
        for action, first in (("command", True), ("command_beside_typing", False))
    )
