"""How feeds are refreshed: the ``[feeds]`` of the config."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from brief_tui.config.commands import REFRESH_FIELDS, command_mistake
from brief_tui.config.toml_table import TomlTable
from brief_tui.model.errors import ConfigError
from brief_tui.model.feeds import FETCH_MODES, FetchMode

HOUR: Final = 60 * 60
SHORTEST: Final = 15 * 60
"""The least time between two checks of a feed, in seconds: a courtesy to its server."""
LONGEST: Final = 30 * 24 * HOUR
CONNECTIONS: Final = range(1, 17)

_UNITS: Final = {"d": 24 * HOUR, "h": HOUR, "m": 60}
_SPAN: Final = re.compile(r"([0-9]{1,6}) ?([mhd])")


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """``every`` is in seconds, for feeds without a time of their own. ``watch`` is whether
    the open reader checks feeds that are due. ``connections`` counts hosts asked at the same
    time. ``after_refresh`` is a program and its arguments, with the placeholders
    :data:`~brief_tui.config.commands.REFRESH_FIELDS`; empty for none.
    """

    every: int = HOUR
    fetch: FetchMode = "auto"
    refresh_at_start: bool = True
    watch: bool = True
    connections: int = 8
    after_refresh: tuple[str, ...] = ()


def read_feeds(config: TomlTable) -> FeedSettings:
    """The settings below ``[feeds]``. What is wrong with them goes to the config's problems."""
    table = config.within(config.section("feeds"), "in [feeds], ")
    settings = FeedSettings(
        every=_every(table),
        fetch=table.choice("fetch", FETCH_MODES, "auto"),
        refresh_at_start=table.flag("refresh_at_start", default=True),
        watch=table.flag("watch", default=True),
        connections=table.number("connections", CONNECTIONS, 8),
        after_refresh=_after_refresh(table),
    )
    config.adopt(table.finish())
    return settings


def seconds_of(text: str) -> int:
    """The time between two checks that "30m", "6h" or "1d" means.

    Raises ConfigError for anything else, and for less than 15 minutes or more than 30 days.
    """
    span = _SPAN.fullmatch(text.strip().lower())
    if span is None:
        raise ConfigError(f'{text[:40]!r} is not a time such as "30m", "6h" or "1d"')
    seconds = int(span[1]) * _UNITS[span[2]]
    if seconds < SHORTEST:
        raise ConfigError(f'{text[:40]!r} is too often; a feed is asked at most every "15m"')
    if seconds > LONGEST:
        raise ConfigError(f'{text[:40]!r} is too seldom; a feed is asked at least every "30d"')
    return seconds


def written_span(seconds: int) -> str:
    """What :func:`seconds_of` reads as this time, which is rounded to whole minutes."""
    minutes = max(1, round(seconds / 60))
    for unit, length in _UNITS.items():
        count, rest = divmod(minutes * 60, length)
        if not rest:
            return f"{count}{unit}"
    return f"{minutes}m"


def _every(table: TomlTable) -> int:
    text = table.text("every", "1h", 'a time in quotes such as "30m"')
    try:
        return seconds_of(text)
    except ConfigError as error:
        table.mistake(f"every: {error}", "1h")
        return HOUR


def _after_refresh(table: TomlTable) -> tuple[str, ...]:
    words = table.words("after_refresh")
    if words and (mistake := command_mistake(words, REFRESH_FIELDS)):
        table.mistake(f"after_refresh {mistake}", "none")
        return ()
    return words
