"""Every command of the interface, once.

Bindings, the palette, the help screen, the hints at the foot of the screen and the
table of keys in the docs are all derived from :data:`COMMANDS`. Nothing here imports
Textual, so that the command line can print the table.

To add a command: one entry here, and one line in the ``handlers()`` of the desk that
answers for it, in :mod:`brief_tui.tui.desks`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final, Literal, TypeAlias

from brief_tui.config.keymap import key_sign

Context: TypeAlias = Literal["app", "list", "sources", "article", "related", "find"]
Condition: TypeAlias = Literal[
    "always",
    "choice",
    "away",
    "story",
    "reports",
    "address",
    "listing",
    "find",
    "back",
    "forward",
    "feed",
    "refreshing",
    "news",
    "passing",
    "problems",
]


@dataclass(frozen=True, slots=True)
class Command:
    """Something a reader can do.

    ``keys`` are the defaults, in Textual's names. ``context`` says where the keys work: a
    command of a narrower context than "app" goes before one of "app" on the same key.
    ``hinted`` is where the hint is shown, if that is narrower.
    ``when`` is what must be there for the command to make sense. ``hint`` is the short word
    at the foot of the screen, '' for none.
    """

    id: str
    title: str
    help: str
    keys: tuple[str, ...] = ()
    context: Context = "app"
    when: Condition = "always"
    hint: str = ""
    group: str = ""
    hinted: Context = "app"


def _group(name: str, *commands: Command) -> Iterator[Command]:
    for c in commands:
        yield replace(c, group=name)


COMMANDS: Final[tuple[Command, ...]] = (
    *_group(
        "Moving",
        Command("move.down", "Down", "Next story, line or related headline", ("j", "down")),
        Command("move.up", "Up", "Previous story, line or related headline", ("k", "up")),
        Command("move.page", "Page on", "Page down; at the end, on to the next unread story",
                ("space", "pagedown"), hint="page"),
        Command("move.page_back", "Page back", "Page up", ("b", "pageup")),
        Command("move.half_down", "Half a page down", "Half a page down", ("ctrl+d",)),
        Command("move.half_up", "Half a page up", "Half a page up", ("ctrl+u",)),
        Command("move.top", "To the top", "First story, top of the article", ("g", "home")),
        Command("move.bottom", "To the end", "Last story, end of the article", ("G", "end")),
        Command("pane.next", "Next pane", "Stories, article, related in turn", ("tab",)),
        Command("pane.previous", "Previous pane", "The panes in turn, backwards", ("shift+tab",)),
    ),
    *_group(
        "Reading",
        Command("story.open", "Read", "Open the story, or the related headline, at the cursor",
                ("enter", "l", "right"), when="choice", hint="read"),
        Command("story.back", "Back to the list", "Leave the article for the list",
                ("h", "left"), when="away", hint="back"),
        Command("story.next_unread", "Next unread", "Open the next unread story", ("n",),
                when="listing", hint="next unread"),
        Command("story.previous_unread", "Previous unread", "Open the previous unread story",
                ("p",), when="listing"),
        Command("story.browser", "Open in the browser", "Open the story's page in the browser",
                ("o",), when="address", hint="browser"),
        Command("story.copy_link", "Copy the link", "Copy the story's address", ("y",),
                when="address"),
        Command("story.fetch_whole", "Whole article",
                "Fetch the story's page, to stand in its place", ("w",), when="story"),
        Command("story.keep", "Keep", "Keep a page that was only looked at", ("K",),
                when="passing", hint="keep"),
        Command("story.pipe", "Hand to a command",
                "Hand the story to a command of your config", ("vertical_line",), when="story"),
        Command("article.find", "Find in the article", "Find words in the open article",
                ("ctrl+f",)),
        Command("article.find_next", "Next hit", "The next place where the words stand", ("n",),
                "find", "find", "next hit"),
        Command("article.find_previous", "Previous hit", "The hit before", ("N",), "find", "find"),
        Command("view.zen", "Zen", "Nothing but the article", ("z",)),
        Command("view.pictures", "Pictures", "Show or hide pictures", ("i",)),
    ),
    *_group(
        "Related stories",
        Command("trail.back", "Back along the trail", "The story you came from",
                ("left_square_bracket",), when="back", hint="trail back"),
        Command("trail.forward", "Forward along the trail", "The story you went back from",
                ("right_square_bracket",), when="forward"),
        *(
            Command(f"related.open_{n}", f"Related story {n}", f"Open related story {n}",
                    (str(n),), when="story")
            for n in range(1, 10)
        ),
    ),
    *_group(
        "Sources",
        Command("feeds.show", "Sources", "Your feeds and how they do, or the stories again",
                ("F",), hint="sources"),
        Command("feeds.add", "Add", "Add a feed, a page, a folder or a file of feeds", ("a",),
                hint="add", hinted="sources"),
        Command("feeds.refresh_all", "Refresh", "Check all feeds for new stories", ("R",),
                hint="refresh", hinted="sources"),
        Command("feeds.refresh_one", "Refresh one",
                "Check the feed at the cursor, or that of the story", ("r",)),
        Command("feeds.stop", "Stop the refresh", "Check no further feeds", when="refreshing"),
        Command("list.show_new", "Show new stories", "List the new stories that wait", ("N",),
                when="news", hint="new stories"),
        Command("feeds.rename", "Rename", "Give the feed another name", ("e",), "sources", "feed",
                "rename"),
        Command("feeds.remove", "Remove", "Remove the feed, with or without its stories", ("d",),
                "sources", "feed", "remove"),
        Command("feeds.mute", "Mute", "Take the feed's stories out of the lists, or bring them"
                " back", ("M",), "sources", "feed", "mute"),
        Command("feeds.tags", "Tags of the feed", "Edit the tags that group the feed", (),
                "sources", "feed"),
        Command("feeds.settings", "Settings of the feed",
                "How its stories are fetched, how often, its tags", ("plus",), "sources", "feed",
                "settings"),
        Command("feeds.import_newsboat", "Import from newsboat",
                "Bring in newsboat's feeds and articles from this machine", ("I",)),
    ),
    *_group(
        "Finding",
        Command("search.open", "Search", "Search the whole archive as you type", ("slash",),
                hint="search"),
        Command("filter.open", "Filter", "Narrow the list by a query", ("f",), hint="filter"),
        Command("list.fold", "Fold reports",
                "List the reports of an event once, or each by itself", ("equals_sign",)),
        Command("list.reports", "Reports of the event",
                "List all reports of the story's event, by date", ("x",), when="reports",
                hint="reports"),
        Command("list.to_date", "Jump to a date", "Go to a day, month or year in the list", ("at",),
                when="listing"),
        Command("search.clear", "Clear", "Leave the search, the filter, the find", ("escape",)),
        Command("view.choose", "Views", "All, unread, starred, sections and saved queries",
                ("v",), hint="views"),
        Command("view.save", "Save as a view", "Keep this search under a name", ("S",),
                when="listing"),
        Command("view.delete", "Delete this view", "Forget the saved view that is open"),
    ),
    *_group(
        "Marking",
        Command("story.star", "Star", "Star the story, or take the star away", ("s",),
                when="story", hint="star"),
        Command("story.toggle_read", "Read or unread", "Mark the story read or unread", ("m",),
                when="story"),
        Command("story.later", "Read later", "Keep the story for later, or not", ("L",),
                when="story"),
        Command("story.tags", "Tags", "Edit your tags of the story", ("t",), when="story"),
        Command("story.follow", "Follow the event",
                "Have what comes of the story's event in a view, or not any more", ("W",),
                when="story"),
        Command("story.mute_event", "Mute the event",
                "Take the event out of the lists, with what will come of it, or bring it back",
                when="story"),
        Command("story.split", "Another event",
                "Take the story out of its event's reports", when="reports"),
        Command("story.merge", "Same event as the one opened last",
                "Count the story at the cursor among its reports", when="story"),
        Command("story.mute", "Mute the story",
                "Take the story out of the lists, or put it back", when="story"),
        Command("list.mark_all_read", "Mark all read",
                "Mark every story of the list, or of the feed, read", ("A",), when="listing"),
        Command("mark.undo", "Undo", "Take back the last mark", ("u",)),
    ),
    *_group(
        "Program",
        Command("app.help", "Help", "All keys, and how searching works", ("question_mark",)),
        Command("app.palette", "Commands", "Find a command by its name", ("colon", "ctrl+p")),
        Command("app.problems", "Problems",
                "What is wrong in your config, and messages that were cut", when="problems"),
        Command("app.theme", "Theme", "Choose another theme", ("T",)),
        Command("app.leave", "Back or quit", "Back to the list; from the list, quit"),
        Command("app.quit", "Quit", "Leave; the next start opens here", ("q", "ctrl+q")),
    ),
)  # fmt: skip

BY_ID: Final[Mapping[str, Command]] = {command.id: command for command in COMMANDS}

_SHORT: Final = {"pagedown": "PgDn", "pageup": "PgUp", "escape": "esc"}


def key_name(key: str) -> str:
    """A key as people write it."""
    return _SHORT.get(key) or key_sign(key)


def default_keys() -> dict[str, tuple[str, ...]]:
    """The keys of every command, before presets and the config."""
    return {command.id: command.keys for command in COMMANDS}


def contexts() -> dict[str, str]:
    """Where the keys of every command work."""
    return {command.id: command.context for command in COMMANDS}
