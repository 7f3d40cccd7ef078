"""The frame around the panes: focus, what is in sight, the bars, help, palette, themes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from functools import partial
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from brief_tui.config import themes
from brief_tui.model.errors import ConfigError
from brief_tui.tui.commands import COMMANDS, key_name
from brief_tui.tui.dates import now
from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.desks.listing import ALL
from brief_tui.tui.screens.chooser import Choice, Chooser
from brief_tui.tui.screens.help import Help
from brief_tui.tui.typeset.pieces import STRONG, Span
from brief_tui.tui.typeset.wrap import cut

if TYPE_CHECKING:
    from textual.timer import Timer

    from brief_tui.tui.screens.reader import ReaderScreen

PaneName: TypeAlias = Literal["stories", "reading", "related"]
PANES: Final[tuple[PaneName, ...]] = ("stories", "reading", "related")
TYPING: Final = (("enter", "to what is found"), ("↓ ↑", "through it"), ("esc", "leave"))
FINDING: Final = (("enter", "to the first"), ("↓ ↑", "from one to the next"), ("esc", "leave"))
NOTICE_FOR: Final = 3.0
"""Seconds a sentence stays at the foot of the screen."""


class FrameDesk(Desk):
    """Owns the focus and what the bars say."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self.at: PaneName = "stories"
        self.zen = False
        self._notice: Span | None = None
        self._untold: deque[str] = deque()
        self._timer: Timer | None = None

    def handlers(self) -> Handlers:
        return {
            "pane.next": partial(self.turn, 1),
            "pane.previous": partial(self.turn, -1),
            "story.back": self.back,
            "view.zen": self.toggle_zen,
            "app.help": self.help,
            "app.palette": self.palette,
            "app.theme": self.choose_theme,
            "app.leave": self.leave,
            "app.quit": self.quit,
        }

    # Panes

    @property
    def shows_reading_beside_list(self) -> bool:
        """Whether the reading pane is in sight while the list has the keys."""
        return not self.screen.has_class("-narrow")

    def focus(self, pane: PaneName) -> None:
        """Give the keys to a pane, and bring it into sight."""
        self.at = pane
        for name in PANES:
            self.screen.set_class(name == pane, f"-at-{name}")
        if pane == "stories" and self.zen:
            self.toggle_zen()
        self.screen.set_focus(self.screen.pane(pane))
        for name in PANES:
            self.screen.title_of(name).activate(name == pane)
        if pane == "reading":
            self.screen.story.enter()
        self.refresh_bars()

    def turn(self, by: int) -> None:
        self.focus(PANES[(PANES.index(self.at) + by) % len(PANES)])

    def back(self) -> None:
        """From the related headlines to the article, from the article to the list."""
        self.focus("reading" if self.at == "related" else "stories")

    def toggle_zen(self) -> None:
        self.zen = not self.zen
        self.screen.set_class(self.zen, "-zen")
        if self.zen:
            self.focus("reading")

    # Bars

    def say(self, text: str, *, error: bool = False) -> None:
        """Tell the reader something at the foot of the screen, for a while."""
        self._notice = Span(f" {text}", "error" if error else "notice")
        self.screen.add_class("-noticed")
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.screen.set_timer(NOTICE_FOR, self._hush)
        self._refresh_foot()

    def tell(self, problems: Iterable[str]) -> None:
        """Tell the reader each of these, one after the other."""
        self._untold += problems
        if self._notice is None:
            self._hush()

    def _hush(self) -> None:
        self._notice = None
        if self._untold:
            self.say(self._untold.popleft(), error=True)
        else:
            self.screen.remove_class("-noticed")
            self._refresh_foot()

    def refresh_bars(self) -> None:
        """Say anew what is listed, what is open, and which keys do what."""
        self._refresh_head()
        self._refresh_titles()
        self._refresh_foot()

    def _refresh_head(self) -> None:
        listing, counts = self.screen.listing, self.screen.counts
        left = [Span(" brief ", "bar_key", STRONG), Span(f"  {listing.view.name}", "bar")]
        if listing.search:
            left = [left[0], Span("  Search", "bar")]
        if listing.narrowed:
            left += [Span(" ▸ ", "bar"), Span(listing.text, "bar_key")]
        today = now()
        facts = f"{counts.unread:,} unread · {counts.total:,}   {today:%a} {today.day} {today:%b} "
        self.screen.head.show(left, [Span(facts, "bar")])

    def _refresh_titles(self) -> None:
        stories, reading = self.screen.stories, self.screen.reading
        number = f"{stories.cursor + 1:,}/{len(stories.window):,}" if len(stories.window) else ""
        view = self.screen.listing.view
        name = view.name if view.name != ALL.name else "Stories"
        self.screen.title_of("stories").show_title(
            "Found" if self.screen.listing.narrowed else name, number
        )
        share = f"{round(100 * reading.top / reading.max_top)} %" if reading.max_top else ""
        before, here = self._trail()
        self.screen.title_of("reading").show_title(here, share, before)
        count = len(self.screen.related.entries)
        self.screen.title_of("related").show_title("Related", str(count) if count else "")

    def _trail(self) -> tuple[str, str]:
        """The way here, shortened from its beginning, and the story that is shown."""
        trail = self.screen.story.trail
        if len(trail.stops) < 2:
            return "", "Article"
        shown = trail.stops[max(0, trail.at - 2) : trail.at + 1]
        room = max(10, self.screen.reading.size.width - 18)
        each = max(8, room // len(shown) - 3)
        *before, here = (cut(stop.headline, each) for stop in shown)
        ahead = "  ▸ …" if trail.can_go_forward else ""
        skipped = "… ▸ " if trail.at > 2 else ""
        return skipped + "".join(f"{name} ▸ " for name in before), here + ahead

    def _refresh_foot(self) -> None:
        if self._notice is not None:
            self.screen.foot.show([self._notice])
            return
        if self.screen.query_bar.is_open:
            finding = self.screen.query_bar.purpose == "find"
            self.screen.foot.show(_hints(FINDING if finding else TYPING))
            return
        spans: list[Span] = []
        if self.at != "stories" and self.screen.story.related:
            spans += _hints([("1-9", "related")])
        taken = {""}
        for command in sorted(COMMANDS, key=lambda command: command.context == "app"):
            key = next(iter(self.screen.keys.get(command.id, ())), "")
            if command.hint and key not in taken and self.screen.dispatch.available(command):
                taken.add(key)
                spans += _hints([(key_name(key), command.hint)])
        # The way to all the others stays in sight, however narrow the screen.
        last = self.screen.keys.get("app.help", ())[:1]
        self.screen.foot.show(spans, _hints((key_name(key), "help") for key in last))

    # What comes over the screen

    def help(self) -> None:
        self.screen.app.push_screen(Help(self.screen.looks, self.screen.keys))

    def palette(self) -> None:
        choices = [
            Choice(
                command.title,
                command.id,
                " ".join(key_name(key) for key in self.screen.keys.get(command.id, ())),
                command.help if command.help != command.title else "",
            )
            for command in COMMANDS
            if command.id != "app.palette" and self.screen.dispatch.possible(command)
        ]

        def chosen(command_id: str | None) -> None:
            if command_id is not None:
                self.screen.dispatch.perform(command_id)

        self.screen.app.push_screen(Chooser(self.screen.looks, "Commands", choices), chosen)

    def choose_theme(self) -> None:
        """Try themes on as the cursor moves; esc puts the old one back."""
        app = self.screen.brief_app
        before = app.looks.theme.name
        found, problems = themes.available()
        choices = [Choice(t.name, t.name, "dark" if t.dark else "light", t.title) for t in found]

        def chosen(name: str | None) -> None:
            app.use_theme(name or before)
            if name:
                self._remember_theme(name)

        self.tell(problems)
        app.push_screen(
            Chooser(app.looks, "Themes", choices, at=before, on_move=app.use_theme), chosen
        )

    def _remember_theme(self, name: str) -> None:
        """Keep the choice for the next start; a theme in the config goes before it."""
        if self.screen.settings.theme != "auto":
            self.say(f"Until you leave: the config says {self.screen.settings.theme!r}")
            return
        library = self.screen.library
        self.screen.writing_lane.ask(lambda: library.remember("theme", name))

    def leave(self) -> None:
        if self.at == "stories":
            self.quit()
        else:
            self.back()

    def quit(self) -> None:
        self.screen.story.leave()
        self.screen.app.exit()

    def theme_problem(self, error: ConfigError) -> None:
        """A theme could not be read; the one before stays."""
        self.say(str(error), error=True)


def _hints(hints: Iterable[tuple[str, str]]) -> list[Span]:
    """Keys, and what they do, as they stand at the foot of the screen."""
    return [
        span
        for key, text in hints
        for span in (Span(f" {key}", "bar_key"), Span(f" {text} ", "bar"))
    ]
