"""The first run: what a new reader can do, said once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from brief_tui.library import newsboat_here
from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.messages import Greeting
from brief_tui.tui.opening import WELCOMED

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen


class WelcomeDesk(Desk):
    """Owns the greeting: it stands where the article would, until the reader turns to one."""

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self.greets = False
        self._unknown = False

    def handlers(self) -> Handlers:
        return {"feeds.import_newsboat": self.import_newsboat}

    def begin(self, greeting: Greeting | None) -> None:
        """Greet a new reader."""
        if greeting is None:
            return
        self.greets = self._unknown = True
        self.screen.reading.say(*self._sentences(greeting))
        if not self.screen.frame.shows_reading_beside_list:
            add, keys = self.key_of("feeds.add"), self.key_of("app.help")
            self.screen.frame.say(f"Welcome: {add} adds a feed, {keys} shows all keys")

    def _sentences(self, greeting: Greeting) -> list[tuple[str, str]]:
        add, enter = self.key_of("feeds.add"), self.key_of("story.open")
        edition = (
            f"An edition of {greeting.stories:,} stories is here to begin with: {enter} opens"
            " the one at the cursor."
        )
        lines = [("Welcome to brief", "headline")]
        lines += [(edition, "body")] * bool(greeting.stories)
        lines += [
            (f"{add} adds a feed: type its address, or that of any page that names one.", "body"),
            ("brief import FILE.opml brings in the feeds of another reader.", "body"),
        ]
        if greeting.newsboat:
            key = self.key_of("feeds.import_newsboat")
            lines.append((f"newsboat is here too: {key} brings in its feeds and articles.", "body"))
        return [*lines, (f"{self.key_of('app.help')} shows all keys.", "meta")]

    def moved(self) -> None:
        """The reader looks at something else."""
        self.greets = False

    def over(self) -> None:
        """The reader has opened a story, and knows their way: do not greet again."""
        self.greets = False
        if self._unknown:
            self._unknown = False
            library = self.screen.library
            self.screen.lanes.writing.ask(lambda: library.remember(WELCOMED, "yes"))

    def import_newsboat(self) -> None:
        """Bring in newsboat's feeds, and the articles that it keeps."""
        self.screen.adding.bring_in(_newsboat, "newsboat’s files")


def _newsboat() -> tuple[Path, ...]:
    return newsboat_here()
