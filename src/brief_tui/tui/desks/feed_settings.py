"""What a reader sets for a feed: its name, tags, how and how often, muting, removing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from brief_tui.model.feeds import FETCH_MODES, Feed, FeedChange, FetchMode
from brief_tui.tui.desks.base import Desk, Handlers
from brief_tui.tui.messages import FeedsChanged
from brief_tui.tui.panes.feed_words import every
from brief_tui.tui.screens.chooser import Choice, Chooser
from brief_tui.tui.screens.prompt import Prompt

_HOUR: Final = 3600
SPANS: Final = (900, 1800, _HOUR, 3 * _HOUR, 6 * _HOUR, 12 * _HOUR, 24 * _HOUR, 7 * 24 * _HOUR)
"""Times between two checks to choose from, in seconds; the default comes before them."""

FETCHED: Final[Mapping[FetchMode, str]] = {
    "feed": "what the feed carries",
    "page": "the whole page of every story",
    "auto": "the page where the feed has only a beginning",
}
PREFERRED: Final = {
    True: "go first",
    False: "go by length",
}
_DEFAULT: Final = "as in the config"


class FeedSettingsDesk(Desk):
    """Answers for what is set for the feed at the cursor. Every change can be undone."""

    def handlers(self) -> Handlers:
        return {
            "feeds.rename": self.rename,
            "feeds.remove": self.remove,
            "feeds.mute": self.mute,
            "feeds.tags": self.edit_tags,
            "feeds.settings": self.settings,
        }

    @property
    def _feed(self) -> Feed | None:
        return self.screen.sources_desk.feed

    # Changing

    def _change(self, feed: Feed, change: FeedChange, back: FeedChange, said: str) -> None:
        """Set something on a feed; ``back`` is what undoes it."""
        library, marks = self.screen.library, self.screen.marks

        def job() -> FeedsChanged:
            now = library.feeds.change(feed.key, change)
            marks.remember(undo)
            return FeedsChanged(said, (feed.name, now.name), feed.key)

        def undo() -> FeedsChanged:
            now = library.feeds.get(feed.key).name
            before = library.feeds.change(feed.key, back)
            return FeedsChanged(f"Undone: {said}", (now, before.name), feed.key)

        self.screen.lanes.writing.ask(job)

    def rename(self) -> None:
        """Give the feed at the cursor another name."""
        if (feed := self._feed) is None:
            return

        def named(text: str | None) -> None:
            name = (text or "").strip()
            if name and name != feed.name:
                said = f"“{feed.name}” is “{name}” now"
                self._change(feed, FeedChange(name=name), FeedChange(name=feed.name), said)

        hint = "a name; enter keeps it, esc leaves"
        self.screen.app.push_screen(Prompt(self.screen.looks, "Name", hint, feed.name), named)

    def mute(self) -> None:
        """Take the feed's stories out of the lists, or bring them back."""
        if (feed := self._feed) is None:
            return
        said = f"“{feed.name}” is heard again" if feed.muted else f"“{feed.name}” is muted"
        self._change(feed, FeedChange(muted=not feed.muted), FeedChange(muted=feed.muted), said)

    def edit_tags(self) -> None:
        """Edit the feed's tags, by which the sources are grouped."""
        if (feed := self._feed) is None:
            return

        def edited(text: str | None) -> None:
            if text is None:
                return
            parts = (raw.strip() for raw in text.replace("#", " ").split(","))
            tags = tuple(dict.fromkeys(tag for tag in parts if tag))
            said = f"“{feed.name}” has " + (f"the tags {', '.join(tags)}" if tags else "no tags")
            self._change(feed, FeedChange(tags=tags), FeedChange(tags=feed.tags), said)

        hint = "words between commas; enter keeps them, esc leaves"
        prompt = Prompt(self.screen.looks, f"Tags of “{feed.name}”", hint, ", ".join(feed.tags))
        self.screen.app.push_screen(prompt, edited)

    # Settings

    def settings(self) -> None:
        """Choose what to set for the feed at the cursor."""
        if (feed := self._feed) is None:
            return
        fetched = FETCHED[feed.fetch] if feed.fetch else _DEFAULT
        choices = [
            Choice("Articles", "fetch", fetched),
            Choice("Checked", "every", every(feed.every) if feed.every else _DEFAULT),
            Choice("Tags", "tags", ", ".join(feed.tags) or "none"),
            Choice("Name", "name", feed.name),
            Choice("Its reports of an event", "prefer", PREFERRED[feed.preferred]),
            Choice("Hear it again" if feed.muted else "Mute", "mute"),
            Choice("Remove", "remove"),
        ]
        acts = {
            "fetch": self._choose_fetch,
            "every": self._choose_every,
            "prefer": self._prefer,
            "tags": self.edit_tags,
            "name": self.rename,
            "mute": self.mute,
            "remove": self.remove,
        }

        def chosen(value: str | None) -> None:
            if value is not None:
                acts[value]()

        title = f"Settings of “{feed.name}”"
        self.screen.app.push_screen(Chooser(self.screen.looks, title, choices), chosen)

    def _choose_fetch(self) -> None:
        """What is kept of a new story."""
        if (feed := self._feed) is None:
            return
        default = self.screen.settings.feeds.fetch
        choices = [Choice(f"{_DEFAULT}: {FETCHED[default]}", "")]
        choices += [Choice(FETCHED[mode], mode) for mode in FETCH_MODES]

        def chosen(value: str | None) -> None:
            if value is None:
                self.settings()
            else:
                mode: FetchMode | Literal[""] = next(
                    (mode for mode in FETCH_MODES if mode == value), ""
                )
                said = f"“{feed.name}”: {FETCHED[mode] if mode else _DEFAULT}"
                self._change(feed, FeedChange(fetch=mode), FeedChange(fetch=feed.fetch), said)

        chooser = Chooser(self.screen.looks, "Articles", choices, at=feed.fetch)
        self.screen.app.push_screen(chooser, chosen)

    def _choose_every(self) -> None:
        """How often the feed is checked."""
        if (feed := self._feed) is None:
            return
        default = self.screen.settings.feeds.every
        choices = [Choice(f"{_DEFAULT}: {every(default)}", "0")]
        choices += [Choice(every(seconds), str(seconds)) for seconds in SPANS]

        def chosen(value: str | None) -> None:
            if value is None:
                self.settings()
            else:
                seconds = int(value)
                said = f"“{feed.name}” is checked {every(seconds) if seconds else _DEFAULT}"
                self._change(feed, FeedChange(every=seconds), FeedChange(every=feed.every), said)

        chooser = Chooser(self.screen.looks, "Checked", choices, at=str(feed.every))
        self.screen.app.push_screen(chooser, chosen)

    def _prefer(self) -> None:
        """Have the feed's report go first of those of an event, or not."""
        if (feed := self._feed) is None:
            return
        now = not feed.preferred
        said = f"“{feed.name}”: its reports of an event {PREFERRED[now]}"
        self._change(feed, FeedChange(preferred=now), FeedChange(preferred=feed.preferred), said)

    # Removing

    def remove(self) -> None:
        """End the subscription at the cursor, with or without its stories."""
        if (feed := self._feed) is None:
            return
        stories = "1 story" if feed.total == 1 else f"{feed.total:,} stories"
        choices = [
            Choice("Remove it, keep its stories", "keep", stories),
            Choice("Remove it and its stories", "drop", "what you marked stays"),
        ]

        def chosen(value: str | None) -> None:
            if value is not None:
                self._remove(feed, stories=value == "drop")

        title = f"Remove “{feed.name}”?"
        self.screen.app.push_screen(Chooser(self.screen.looks, title, choices), chosen)

    def _remove(self, feed: Feed, *, stories: bool) -> None:
        library, marks = self.screen.library, self.screen.marks
        undo_key = self.key_of("mark.undo")

        def job() -> FeedsChanged:
            library.feeds.remove([feed.key], stories=stories)
            marks.remember(undo)
            return FeedsChanged(f"Removed “{feed.name}” · {undo_key} brings it back")

        def undo() -> FeedsChanged:
            library.feeds.restore([feed.key])
            return FeedsChanged(f"“{feed.name}” is back", feed=feed.key)

        self.screen.lanes.writing.ask(job)
