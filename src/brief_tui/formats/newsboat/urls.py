"""newsboat's ``urls`` file: a line for each feed, with its tags.

A line is words with blanks between them; one with blanks in it stands in double quotes,
where a backslash takes the next character as it is. The first word is the feed, the others
are its tags: one that begins with ``~`` is the feed's name, with ``!`` it hides the feed.
A ``#`` where a word would begin leaves the rest of the line out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from brief_tui.formats.newsboat.filters import filter_of
from brief_tui.formats.newsboat.queries import query_of
from brief_tui.formats.subscriptions import (
    NAME_LIMIT,
    Gathering,
    Subscription,
    feed_address,
    shareable,
    without_user,
)
from brief_tui.model.query import LONGEST
from brief_tui.model.text import clean_line, clean_text

VIEWS_LIMIT: Final = 500

_WORD: Final = re.compile(r'[ \r\t]*(?:"((?:[^"\\]|\\.)*+)"?|([^ \r\t#"][^ \r\t]*))', re.DOTALL)
_ESCAPE: Final = re.compile(r"\\(.?)", re.DOTALL)
_ESCAPED: Final = {"n": "\n", "r": "\r", "t": "\t"}
_SIMPLE: Final = re.compile(r"\w[\w.-]*")
_SCRIPT: Final = re.compile(r"(exec|filter):", re.IGNORECASE)
_PROGRAM: Final = re.compile(r"[^\s:]+")
_LINE: Final = re.compile(
    r'\s*(?:#.*|"?(?:https?://|file:/|exec:|filter:|query:[^:]*:).*)?', re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class View:
    """A query under a name, as a ``query:`` line has it. The query is in our language."""

    name: str
    query: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "name", clean_line(self.name, NAME_LIMIT))
        object.__setattr__(self, "query", clean_line(self.query, LONGEST))


@dataclass(frozen=True, slots=True)
class UrlsFile:
    """What a file names, and a sentence for each part of it that cannot come along."""

    subscriptions: tuple[Subscription, ...]
    views: tuple[View, ...] = ()
    problems: tuple[str, ...] = ()


def is_urls(text: str) -> bool:
    """Whether every line of the text is one of a ``urls`` file, and at least one names a feed.

    Of a text that was cut off, give only the whole lines.
    """
    lines = [line for line in text.removeprefix("\ufeff").split("\n") if line.strip()]
    return all(_LINE.fullmatch(line) for line in lines) and any(
        not line.lstrip().startswith("#") for line in lines
    )


def parse_urls(text: str, names: Mapping[str, str] | None = None) -> UrlsFile:
    """Read a file. ``names`` are names of feeds by address, for filters that ask for addresses.

    The names that the file itself gives count before them. Nothing is an error: what
    cannot be used is a problem.
    """
    gathering = Gathering()
    filters: list[tuple[str, str, Sequence[str]]] = []
    hidden: list[str] = []
    for number, raw in enumerate(text.removeprefix("\ufeff").split("\n"), 1):
        line = clean_text(raw).replace("\n", " ")  # a lone return or the like
        words = _words(line)
        if not words or line.startswith("#"):
            continue
        address, tags = words[0], words[1:]
        if address.startswith("query:"):
            _, name, expression = (*address.split(":", 2), "")[:3]
            filters.append((_name(tags) or name, expression, _tags(tags)))
        elif script := _SCRIPT.match(address):
            gathering.problem(_about_script(script[1].lower(), address, number))
        elif url := feed_address(address):
            gathering.add(Subscription(url, _name(tags), tags=_tags(tags)))
            if any(tag.startswith("!") for tag in tags):
                hidden.append(_name(tags) or without_user(url))
        else:
            shown = clean_line(without_user(address), 80)
            gathering.problem(f"line {number}: “{shown}” is not the address of a feed")
    if hidden:
        gathering.problem(_about_hidden(hidden))
    known = names or {}
    feeds = {
        feed.url: feed.name or known.get(feed.url) or known.get(without_user(feed.url), "")
        for feed in gathering.subscriptions
    }
    views = _views(filters, feeds, gathering)
    return UrlsFile(gathering.subscriptions, views, gathering.problems)


def _words(line: str) -> list[str]:
    found: list[str] = []
    at = 0
    while match := _WORD.match(line, at):
        at = match.end()
        found.append(match[2] if match[2] is not None else _unescaped(match[1]))
    return found


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1], match[1]), text)


def _name(tags: Sequence[str]) -> str:
    return next((clean_line(tag[1:], NAME_LIMIT) for tag in tags if tag.startswith("~")), "")


def _tags(tags: Sequence[str]) -> tuple[str, ...]:
    return tuple(tag for tag in tags if not tag.startswith(("~", "!")))


def _about_script(kind: str, address: str, number: int) -> str:
    """Why a script is left out. Its arguments are not told: there may be passwords in them."""
    script = _PROGRAM.match(address, len(kind) + 1)
    program = clean_line(script[0] if script else "", 80)
    if kind == "exec":
        return (
            f"line {number}: exec:{program} was left out: brief runs no programs to get a feed;"
            " let the script write a file and subscribe to that"
        )
    return (
        f"line {number}: filter:{program} was left out: brief runs no programs over a feed;"
        " subscribe to the feed itself and mute what you do not want with a rule"
    )


def _about_hidden(names: Sequence[str]) -> str:
    shown = ", ".join(clean_line(name, 40) for name in names[:5])
    more = f" and {len(names) - 5:,} more" if len(names) > 5 else ""
    return f"hidden in newsboat (!), listed here like the others: {shown}{more}"


def _views(
    filters: Sequence[tuple[str, str, Sequence[str]]], feeds: Mapping[str, str], told: Gathering
) -> tuple[View, ...]:
    """The filters as views. Of two under one name the later one counts, and it is told."""
    views: dict[str, View] = {}
    for name, expression, tags in filters[:VIEWS_LIMIT]:
        shown = clean_line(name, 60)
        if not shown:
            told.problem(f"a view without a name was left out: {clean_line(expression, 60)}")
            continue
        said = query_of(expression, feeds)
        if not said.query:
            told.problem(f"the view “{shown}” was left out: {'; '.join(said.problems)}")
            continue
        for note in said.problems:
            told.problem(f"the view “{shown}”: {note}")
        if tags:
            told.problem(f"the view “{shown}” comes without its tags: views have none")
        view = View(name, said.query)
        if view.name in views:
            told.problem(f"there are two views “{shown}”: the later one was taken")
        views[view.name] = view
    if len(filters) > VIEWS_LIMIT:
        told.problem(f"{len(filters) - VIEWS_LIMIT:,} views were left out: at most {VIEWS_LIMIT}")
    return tuple(views.values())


def write_urls(subscriptions: Iterable[Subscription], views: Iterable[View] = ()) -> str:
    """A ``urls`` file of feeds and views. No address keeps its user and password.

    A view that newsboat has no words for is a comment that says why.
    """
    lines = [_feed_line(shareable(feed)) for feed in subscriptions]
    lines += [_view_line(view) for view in views]
    return "".join(f"{line}\n" for line in lines)


def _feed_line(feed: Subscription) -> str:
    # A tag that begins with a sign of newsboat's own is not taken for one behind a blank.
    tags = [f" {tag}" if tag.startswith(("~", "!")) else tag for tag in feed.tags]
    words = [_quoted(feed.url), *map(_quoted, tags)]
    return " ".join([*words, *([_quoted(f"~{feed.name}")] if feed.name else [])])


def _view_line(view: View) -> str:
    name = clean_line(view.name.replace(":", " "))
    expression, unsaid = filter_of(view.query)
    if not expression:
        query = clean_line(view.query, 300)
        return f"# the view “{name}” ({query}) is not here: newsboat has no words for {unsaid}"
    return _quoted(f"query:{name}:{expression}")


def _quoted(text: str) -> str:
    if _SIMPLE.fullmatch(text) or feed_address(text) == text:
        return text
    return '"' + clean_text(text).replace("\\", "\\\\").replace('"', '\\"') + '"'
