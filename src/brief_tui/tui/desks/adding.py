"""Adding: an address or a path becomes a feed, a kept page, a watched folder, or many feeds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from brief_tui.model.errors import BriefError, InterruptedSearchError
from brief_tui.model.feeds import Added, Discovered, FeedLink
from brief_tui.model.listing import Imported
from brief_tui.tui.desks.base import Desk, Handlers, Hearers
from brief_tui.tui.lanes import Lane
from brief_tui.tui.messages import AddressAdded, AddressFound, Report
from brief_tui.tui.screens.chooser import Choice, Chooser
from brief_tui.tui.screens.prompt import Prompt

if TYPE_CHECKING:
    from brief_tui.tui.screens.reader import ReaderScreen

_PAGE: Final = "page"


class AddingDesk(Desk):
    """Answers for what the reader adds by hand.

    ``doing`` is what it waits for, in words. To look at an address can be given up: it changes
    nothing. What is added or imported is waited for.
    """

    def __init__(self, screen: ReaderScreen) -> None:
        super().__init__(screen)
        self.doing = ""
        self.can_give_up = False
        self._generation = 0

    def handlers(self) -> Handlers:
        return {"feeds.add": self.ask}

    def hears(self) -> Hearers:
        return {AddressFound: self.found, AddressAdded: self.added}

    def ask(self) -> None:
        """Ask for an address."""

        def answered(text: str | None) -> None:
            if text and text.strip():
                self.discover(text.strip())

        prompt = Prompt(
            self.screen.looks,
            "Add a feed, a page, a folder or a file of feeds",
            "an address or a path; enter looks at it, esc leaves",
        )
        self.screen.app.push_screen(prompt, answered)

    def discover(self, address: str) -> None:
        """Look at what is at an address; a file of this machine is brought in as it is."""
        library, settings = self.screen.library, self.screen.settings
        self._generation += 1
        # One that is not waited for any more must not hold up the next.
        generation, lane = self._generation, Lane("looking", self.screen)

        def job() -> Report:
            try:
                if _is_file(path := Path(address).expanduser()):
                    return AddressFound(None, generation, lane, file=path)
                return AddressFound(library.discover(address, settings), generation, lane)
            except InterruptedSearchError:
                raise
            except BriefError as error:
                problem = _with_host(str(error), address)
            except Exception as error:
                problem = f"this is a mistake in the program: {error!r:.200}"
            return AddressFound(None, generation, lane, problem)

        self._begin(f"Looking at {_host_typed(address) or address} …", job, lane)

    def give_up(self) -> None:
        """Wait no longer for what is at an address; nothing is added."""
        self._generation += 1
        self._end()
        self.screen.frame.say("Not waiting for it any longer; nothing is added")

    def found(self, message: AddressFound) -> None:
        """Add what is there, or let the reader choose among several things."""
        message.lane.close(0)
        if message.generation != self._generation:
            return
        self._end()
        found = message.found
        if message.file is not None:
            path = message.file
            self.bring_in(lambda: (path,), path.name)
        elif found is None:
            self.screen.frame.say(message.problem, error=True)
        elif found.kind == "page":
            self._choose(found)
        else:
            self._add(found, found.title or found.url)

    def _choose(self, found: Discovered) -> None:
        """A page: one of the feeds that it names, or the page itself as a story."""
        links = dict(enumerate(found.feeds))
        choices = [
            Choice(link.title or link.url, str(number), "feed", link.url if link.title else "")
            for number, link in links.items()
        ]
        choices.append(Choice("Keep this page as a story", _PAGE, "story", found.title))

        def chosen(value: str | None) -> None:
            if value == _PAGE:
                self._add(found, found.title or found.url)
            elif value is not None:
                link = links[int(value)]
                self._add(link, link.title or link.url)

        title = found.title or found.url
        self.screen.app.push_screen(Chooser(self.screen.looks, title, choices), chosen)

    def _add(self, what: Discovered | FeedLink, name: str) -> None:
        library, settings = self.screen.library, self.screen.settings

        def job() -> Report:
            try:
                added = library.add(what, settings)
                if added.story is not None:
                    library.keep(added.story)
                return _told(added, name)
            except InterruptedSearchError:
                raise
            except BriefError as error:
                return AddressAdded(str(error), error=True)

        self._begin(f"Adding {name} …", job)

    def bring_in(self, find: Callable[[], Sequence[Path]], name: str) -> None:
        """Import files that hold feeds; ``find`` names them, in the lane."""
        library = self.screen.library

        def job() -> Report:
            paths = find()
            if not paths:
                return AddressAdded(f"{name} are not on this machine", error=True)
            return _imported(library.import_paths(paths), name)

        self._begin(f"Importing {name} …", job)

    def _begin(self, doing: str, job: Callable[[], Report], lane: Lane | None = None) -> None:
        """Have something done; in a ``lane`` of its own, the reader may give it up."""
        self.doing, self.can_give_up = doing, lane is not None
        self.screen.frame.wait()
        (lane or self.screen.lanes.adding).ask(job)

    def _end(self) -> None:
        self.doing, self.can_give_up = "", False
        self.screen.frame.refresh_bars()

    def failed(self) -> None:
        """A mistake ended it."""
        self._end()

    def added(self, message: AddressAdded) -> None:
        """Say what became of it, and show it."""
        self._end()
        self.screen.frame.say(message.said, error=message.error)
        if message.error:
            return
        self.screen.welcome.moved()
        desk, at_sources = self.screen.sources_desk, self.screen.frame.at == "sources"
        desk.reload((message.feed.key,) if message.feed else ())
        self.screen.listing.count()
        if message.feed is not None:
            self.screen.refreshing.fetch_wanted()
        if message.story is not None:
            self.screen.listing.ask()
            self.screen.story.open(message.story)
        elif message.feed is not None and not at_sources:
            desk.show_stories(message.feed)
        else:
            self.screen.listing.ask()
            self.screen.refreshing.refresh_due()


def _host_typed(address: str) -> str:
    """Where an address of the web leads, with or without its scheme; '' for a path."""
    try:
        web = urlsplit(address if "://" in address else f"https://{address}")
        host = web.hostname or ""
    except ValueError:
        return ""
    is_web = web.scheme in {"http", "https"} and address[:1] not in "/.~"
    return host if is_web and ("." in host or host == "localhost" or "://" in address) else ""


def _with_host(problem: str, address: str) -> str:
    """What is the matter, and with whom: the address that was typed is not in sight any more."""
    host = _host_typed(address)
    return f"{host}: {problem}" if host and host not in problem else problem


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):  # too long a name, a NUL
        return False


def _told(added: Added, name: str) -> AddressAdded:
    """What became of one thing, as a sentence."""
    feed = added.feed
    if feed is None and added.story is None:
        return AddressAdded(added.problem or f"{name} could not be added", error=True)
    if feed is None:
        said = "This page is kept already" if added.known else f"Kept “{name}”"
        return AddressAdded(said, None, added.story)
    if added.known:
        return AddressAdded(f"“{feed.name}” is among your feeds already", feed)
    stories = _counted(feed.total, "story", "stories")
    trouble = f"; {added.problem}" if added.problem else ""
    return AddressAdded(f"Added “{feed.name}”, {stories}{trouble}", feed)


def _imported(results: Iterable[Imported], name: str) -> AddressAdded:
    """What came in with files of feeds, and how much could not."""
    feeds = views = stories = left = 0
    problems = []
    for result in results:
        feeds, views = feeds + result.feeds, views + result.views
        stories, left = stories + result.new, left + len(result.notes)
        problems += [result.problem] if result.problem else []
    if problems and not (feeds or views or stories):
        return AddressAdded(problems[0], error=True)
    counts = ((feeds, "feed", "feeds"), (stories, "story", "stories"), (views, "view", "views"))
    came = ", ".join(_counted(*count) for count in counts if count[0]) or "nothing new"
    more = f"; {_counted(left, 'line', 'lines')} left out, which brief import names" * bool(left)
    return AddressAdded(f"{name}: {came}{more}")


def _counted(count: int, one: str, many: str) -> str:
    return f"{count:,} {one if count == 1 else many}"
