"""What lists of subscriptions have in common, whichever program wrote them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Final
from urllib.parse import urlsplit

from brief_tui.formats.plain_title import plain_title
from brief_tui.model.text import clean_line, clean_url

NAME_LIMIT: Final = 200
TAG_LIMIT: Final = 100
"""Characters of a feed's name, and of one tag."""

TAGS_LIMIT: Final = 32
"""Tags of one feed; a feed that lists put into more folders keeps the first of them."""

SUBSCRIPTIONS_LIMIT: Final = 50_000
PROBLEMS_LIMIT: Final = 200
"""Of one document. What is past them is counted, and the count is told."""

_FEED_SCHEME: Final = re.compile(r"feed:(?://)?(?=https?:)", re.IGNORECASE)
_BARE_FEED_SCHEME: Final = re.compile(r"feed:(?=//)", re.IGNORECASE)
_FETCHED: Final = re.compile(r"(?:https?://|file:/)[^\s/]*[^\s]", re.IGNORECASE)
_AUTHORITY: Final = re.compile(
    r"(?P<scheme>(?:[a-z][a-z0-9+.-]*:)*[/\\]+)?(?:[^/\\?#]*@)?", re.IGNORECASE
)
# Addresses in the midst of other text: words with an @ in them, and what follows slashes.
_ADDRESS: Final = re.compile(r"[^\s“”\"'()=]*[:\\/][^\s“”\"'()=]*@[^\s“”\"]*")
_CREDENTIALS: Final = re.compile(r"(?<![\\/])([\\/]{2,4})[^\\/\s?#“”\"]{0,300}@")


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that a list names.

    ``url`` is as the list has it, credentials in it included: who stores it takes them out.
    ``name`` is what the reader calls the feed, '' to call it what it calls itself; ``home``
    is the page of its site. ``tags`` are in the list's order, each once, whatever its case.
    """

    url: str
    name: str = ""
    home: str = ""
    tags: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        object.__setattr__(self, "url", clean_url(self.url))
        object.__setattr__(self, "name", clean_line(self.name, NAME_LIMIT))
        object.__setattr__(self, "home", clean_url(self.home))
        object.__setattr__(self, "tags", clean_tags(self.tags))


def clean_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """The tags on a line each, without empty ones and repetitions."""
    kept: dict[str, str] = {}
    for tag in tags:
        if clean := clean_line(tag, TAG_LIMIT):
            kept.setdefault(clean.casefold(), clean)
        if len(kept) == TAGS_LIMIT:
            break
    return tuple(kept.values())


class Gathering:
    """Collects the feeds of one document, each address once, and what could not be used."""

    def __init__(self) -> None:
        self._found: dict[str, Subscription] = {}
        self._problems: dict[str, None] = {}
        self._more_problems = 0
        self._too_many = 0

    def add(self, feed: Subscription) -> None:
        """Take a feed. One that is there already gets the tags, and what it lacks besides."""
        known = self._found.get(feed.url)
        if known is None and len(self._found) >= SUBSCRIPTIONS_LIMIT:
            self._too_many += 1
            return
        if known is not None and known != feed and len(known.tags) < TAGS_LIMIT:
            tags = (*known.tags, *feed.tags)
            feed = Subscription(feed.url, known.name or feed.name, known.home or feed.home, tags)
            known = None
        if known is None:
            self._found[feed.url] = feed
            if len(feed.tags) == TAGS_LIMIT:
                self.problem(f"“{feed.name or feed.url}” keeps {TAGS_LIMIT} tags, and no more")

    def problem(self, text: str) -> None:
        """Note something that could not be used, in a sentence.

        Credentials in addresses are left out: problems are shown and may be logged.
        """
        if len(self._problems) < PROBLEMS_LIMIT:
            self._problems[_without_credentials(clean_line(text))] = None
        else:
            self._more_problems += 1

    @property
    def subscriptions(self) -> tuple[Subscription, ...]:
        return tuple(self._found.values())

    @property
    def problems(self) -> tuple[str, ...]:
        found = list(self._problems)
        if self._more_problems:
            found.append(f"{self._more_problems:,} more lines like these")
        if self._too_many:
            found.append(
                f"{self._too_many:,} feeds were left out: a list has at most"
                f" {SUBSCRIPTIONS_LIMIT:,}"
            )
        return tuple(found)


def feed_address(text: str) -> str:
    """The address of a feed that can be fetched, '' for anything else.

    ``feed:`` before or for ``http:``, as browsers used to write it, is taken away.
    """
    url = _BARE_FEED_SCHEME.sub("http:", _FEED_SCHEME.sub("", clean_url(text), 1), 1)
    return url if _FETCHED.match(url) else ""


def without_user(url: str) -> str:
    """The address without the user and password that may stand before its host.

    Where it is so broken that nobody can tell where the host begins, all goes that stands
    before the last ``@``: better an address that leads nowhere than a password given away.
    """
    if "@" not in url or url.lower().startswith("file:"):
        return url
    match = _AUTHORITY.match(url)
    assert match, "every part of it may be missing"
    scheme, rest = match["scheme"] or "", url[match.end() :]
    try:
        _ = urlsplit(f"//{rest}").port
    except ValueError:
        rest = rest.rpartition("@")[2]
    return scheme + rest


def _without_credentials(text: str) -> str:
    """The text, with every address in it that has a user and password without them."""
    if "@" not in text:
        return text
    text = _ADDRESS.sub(lambda match: without_user(match[0]), text)
    return _CREDENTIALS.sub(lambda match: match[1], text)


def shareable(feed: Subscription) -> Subscription:
    """The feed as it may stand in a list for others: no credentials in any of its fields."""
    return replace(
        feed,
        url=without_user(feed.url),
        name=_without_credentials(feed.name),
        home=without_user(feed.home),
        tags=tuple(map(_without_credentials, feed.tags)),
    )


def plain(text: str) -> str:
    """A name or label that may hold markup and entities, as the words on one line."""
    return clean_line(plain_title(text[: 8 * NAME_LIMIT]), NAME_LIMIT)
