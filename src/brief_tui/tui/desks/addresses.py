"""The addresses of stories: opening them in the browser, copying them."""

from __future__ import annotations

from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.links import open_in_browser, web_address
from brief_tui.tui.messages import Said


class AddressesDesk(Desk):
    """Answers for what leaves the program: addresses, to the browser or the clipboard."""

    def handlers(self) -> Handlers:
        return {"story.browser": self.browse_current, "story.copy_link": self.copy}

    @property
    def current(self) -> str:
        """The address that is meant: of the feed or related headline at the cursor, or of the
        story.
        """
        screen = self.screen
        if (feed := screen.sources_desk.feed) is not None:
            return feed.home or feed.url
        if screen.frame.at == "related" and screen.story.related:
            return screen.story.related[screen.related.cursor].link.url
        return screen.current_row.url if screen.current_row else ""

    def browse_current(self) -> None:
        self.browse(self.current)

    def browse(self, url: str) -> None:
        """Open an address in the browser, if it is one that may be."""
        address = web_address(url)
        if not address:
            self.screen.frame.say("This has no page on the web to open", error=True)
            return
        browser = self.screen.settings.browser
        self.screen.lanes.errand.ask(lambda: Said(open_in_browser(address, browser)))

    def copy(self) -> None:
        """Copy the address, by the terminal's own means (OSC 52)."""
        address = web_address(self.current)
        if not address:
            self.screen.frame.say("This has no address to copy", error=True)
            return
        self.screen.app.copy_to_clipboard(address)
        self.screen.frame.say("Link copied")
