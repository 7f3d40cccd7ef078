"""The frame around the panes: focus, what is in sight, the bars."""

from __future__ import annotations

from collections.abc import Iterable, Set
from functools import partial
from typing import TYPE_CHECKING, Final

from brief_tui.model.errors import ConfigError
from brief_tui.tui.arrangement import PARTS, Arrangement, LeftName, PaneName
from brief_tui.tui.commands import COMMANDS, key_name
from brief_tui.tui.dates import now
from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.desks.listing import ALL
from brief_tui.tui.messages import Said
from brief_tui.tui.panes.rows import RowWindow
from brief_tui.tui.screens.problems import problems_summary
from brief_tui.tui.sentences import sentence
from brief_tui.tui.typeset.pieces import STRONG, Span
from brief_tui.tui.typeset.wrap import cells, cut

if TYPE_CHECKING:
    from textual.timer import Timer

    from brief_tui.model.listing import Counts
    from brief_tui.tui.screens.reader import ReaderScreen

PANES: Final[tuple[PaneName, ...]] = ("stories", "sources", "reading", "related")
TYPING: Final = (("enter", "to what is found"), ("↓ ↑", "through it"), ("esc", "leave"))
FINDING: Final = (("enter", "to the first"), ("↓ ↑", "from one to the next"), ("esc", "leave"))
ROOMY: Final = 100
"""Columns from which on the head says what is under way and the counts beside it."""

NOTICE_FOR: Final = 3.0
"""Seconds a sentence stays at the foot of the screen."""


class FrameDesk(Desk):
    """Owns the focus and what the bars say."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self.at: PaneName = "stories"
        self.left: LeftName = "stories"
        self.zen = False
        self._width = 0
        self._in_sight: Set[str] = frozenset()
        self._notice: Span | None = None
        self._is_cut = False
        self.problems: list[str] = []
        self._timer: Timer | None = None

    def handlers(self) -> Handlers:
        return {
            "pane.next": partial(self.turn, 1),
            "pane.previous": partial(self.turn, -1),
            "story.back": self.back,
            "view.zen": self.toggle_zen,
            "app.leave": self.leave,
            "app.quit": self.quit,
        }

    def hears(self) -> Hearers:
        return {Said: self.said}

    # Panes

    @property
    def shows_reading_beside_list(self) -> bool:
        """Whether the reading pane is in sight while the list has the keys."""
        return self._arrangement.has_reading_beside_list

    @property
    def _arrangement(self) -> Arrangement:
        speaks = self.has_notice or bool(self._doing)
        return Arrangement(self._width, self.at, self.left, self.zen, speaks)

    @property
    def has_notice(self) -> bool:
        """Whether a sentence stands at the foot of the screen."""
        return self._notice is not None

    @property
    def _doing(self) -> str:
        """What is waited for, '' for nothing."""
        return self.screen.fetching.doing or self.screen.adding.doing

    def resize(self, width: int) -> None:
        """The screen is so many columns wide."""
        self._width = width
        self._arrange()

    def _arrange(self) -> None:
        """Show the parts that are to be in sight, and hide the others."""
        in_sight = self._arrangement.in_sight()
        if in_sight != self._in_sight:
            for part in PARTS:
                self.screen.query_one(f"#{part}").display = part in in_sight
            self._in_sight = in_sight

    def focus(self, pane: PaneName) -> None:
        """Give the keys to a pane, and bring it into sight."""
        self.at = pane
        if pane == "stories" or pane == "sources":  # noqa: PLR1714  mypy narrows by this alone
            self.left = pane
        self._arrange()
        if pane == self.left and self.zen:
            self.toggle_zen()
        self.screen.set_focus(self.screen.pane(pane))
        for name in PANES:
            self.screen.title_of(name).activate(name == pane)
        if pane == "reading":
            self.screen.story.enter()
        self.refresh_bars()

    def turn(self, by: int) -> None:
        panes: tuple[PaneName, ...] = (self.left, "reading", "related")
        self.focus(panes[(panes.index(self.at) + by) % len(panes)])

    def back(self) -> None:
        """From the related headlines to the article, from there to the list on its left."""
        if self.at == "related":
            self.focus("reading")
        else:
            self.focus(self.left if self.at == "reading" else "stories")

    def toggle_zen(self) -> None:
        self.zen = not self.zen
        self._arrange()
        if self.zen:
            self.focus("reading")

    # Bars

    def say(self, text: str, *, error: bool = False) -> None:
        """Tell the reader something at the foot of the screen, for a while.

        An error that has no room there is kept among the problems.
        """
        text = sentence(text)
        self._is_cut = error and cells(text) + 2 > self.screen.size.width > 0
        if self._is_cut and text not in self.problems:
            self.problems.append(text)
        self._notice = Span(f" {text}", "error" if error else "notice")
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.screen.set_timer(NOTICE_FOR, self._hush)
        self._refresh_foot()

    def said(self, message: Said) -> None:
        """Tell what a lane has to say."""
        self.say(message.text, error=message.error)

    def tell(self, problems: Iterable[str]) -> None:
        """Tell the reader of these; of several, how many there are and where to read them."""
        problems = list(problems)
        self.problems += [problem for problem in problems if problem not in self.problems]
        if problems and len(self.problems) == 1:
            self.say(problems[0], error=True)
        elif problems:
            self.say(problems_summary(self.problems, self.key_of("app.problems")), error=True)

    def wait(self) -> None:
        """Something is waited for now, and named at once: an older sentence makes way."""
        self._hush()
        self.refresh_bars()

    def _hush(self) -> None:
        self._notice = None
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
        self.screen.head.show(left, self._head_facts(counts))

    def _head_facts(self, counts: Counts) -> list[Span]:
        """What is under way, how many stories there are, and the date: as much as has room."""
        today = now()
        doing = self.screen.refreshing.doing
        facts = [f"{counts.unread:,} unread · {counts.total:,}"]
        facts.append(f"{today:%a} {today.day} {today:%b}")
        if doing:
            facts = facts[:1] if self.screen.size.width >= ROOMY else []
        shown = "   ".join(facts) + " " if facts else ""
        return [Span(f"{doing}   " if facts else f"{doing} ", "bar_key")] * bool(doing) + [
            Span(shown, "bar")
        ]

    def _refresh_titles(self) -> None:
        stories, reading = self.screen.stories, self.screen.reading
        number = _number(stories.cursor, stories.window)
        view = self.screen.listing.view
        name = view.name if view.name != ALL.name else "Stories"
        self.screen.title_of("stories").show_title(
            "Found" if self.screen.listing.narrowed else name,
            number,
            calls=self.screen.refreshing.news,
        )
        self._refresh_sources_title()
        share = f"{round(100 * reading.top / reading.max_top)} %" if reading.max_top else ""
        before, here = self._trail()
        self.screen.title_of("reading").show_title(here, share, before)
        count = len(self.screen.related.entries)
        self.screen.title_of("related").show_title("Related", str(count) if count else "")

    def _refresh_sources_title(self) -> None:
        feeds = self.screen.sources_desk.feeds
        self.screen.title_of("sources").show_title(
            "Sources",
            f"{len(feeds):,}" if feeds else "",
            calls=self.screen.refreshing.news,
            keeps_name=True,
        )

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
        fetching, adding = self.screen.fetching, self.screen.adding
        doing = self._doing
        self._arrange()
        if self._notice is not None:
            more = [Span(f" {self.key_of('app.problems')} ", "bar_key")] * self._is_cut
            self.screen.foot.show([self._notice], more)
            return
        if self.screen.query_bar.is_open:
            finding = self.screen.query_bar.purpose == "find"
            self.screen.foot.show(_hints(FINDING if finding else TYPING))
            return
        spans = [Span(f" {doing} ", "notice")] * bool(doing)
        if fetching.doing or adding.can_give_up:
            spans += _hints([(self.key_of("search.clear"), "give up")])
        if self.at in ("reading", "related") and self.screen.story.related:
            spans += _hints([("1-9", "related")])
        taken = {""}
        dispatch = self.screen.dispatch
        narrow = sorted(COMMANDS, key=lambda c: c.context == c.hinted == "app")
        for command in narrow:
            key = next(iter(self.screen.keys.get(command.id, ())), "")
            hinted = command.hint and dispatch.in_context(command.hinted)
            if hinted and key not in taken and dispatch.available(command):
                taken.add(key)
                spans += _hints([(key_name(key), command.hint)])
        # The way to all the others stays in sight, however narrow the screen.
        last = self.screen.keys.get("app.help", ())[:1]
        self.screen.foot.show(spans, _hints((key_name(key), "help") for key in last), hints=True)

    # Leaving

    def leave(self) -> None:
        if self.at == "stories":
            self.quit()
        else:
            self.back()

    def quit(self) -> None:
        self.screen.progress.leave()
        self.screen.brief_app.leave()

    def theme_problem(self, error: ConfigError) -> None:
        """A theme could not be read; the one before stays."""
        self.say(str(error), error=True)


def _number(cursor: int, window: RowWindow) -> str:
    """Which story of how many the cursor is on, as far as that has been counted."""
    if not len(window):
        return ""
    at = f"{cursor + 1:,}" if window.is_numbered else "…"
    total = "…" if window.total is None else f"{window.total:,}{'+' * window.at_least}"
    return f"{at}/{total}"


def _hints(hints: Iterable[tuple[str, str]]) -> list[Span]:
    """Keys, and what they do, as they stand at the foot of the screen."""
    return [
        span
        for key, text in hints
        for span in (Span(f" {key}", "bar_key"), Span(f" {text} ", "bar"))
    ]
