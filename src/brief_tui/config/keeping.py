"""How long stories are kept: the ``[keep]`` of the config."""

from __future__ import annotations

from typing import Final

from brief_tui.config.toml_table import TomlTable
from brief_tui.model.keeping import Bounds, KeepRule

DAYS: Final = range(36_501)
STORIES: Final = range(10_000_001)

_NOTHING: Final = "no story is deleted"


def read_keep(config: TomlTable) -> KeepRule:
    """The settings below ``[keep]``. What is wrong with them goes to the config's problems.

    With any mistake the rule is none: half of it could delete what the other half keeps.
    """
    table = config.within(config.section("keep"), "in [keep], ", _NOTHING)
    bounds = _bounds(table, Bounds())
    unread = table.flag("unread", default=False)
    feeds = []
    named = table.within(table.section("feeds"), "in [keep.feeds], ", _NOTHING)
    for name, value in named.items():
        if isinstance(value, dict):
            inner = named.within(value, f"in [keep.feeds], {name!r:.60}, ", _NOTHING)
            feeds.append((name, _bounds(inner, bounds)))
            named.adopt(inner.finish())
        else:
            named.wrong(name, "a table such as {days = 30}", value)
    table.adopt(named.problems)
    problems = table.finish()
    config.adopt(problems)
    return KeepRule() if problems else KeepRule(bounds, tuple(feeds), unread)


def _bounds(table: TomlTable, default: Bounds) -> Bounds:
    return Bounds(
        days=table.number("days", DAYS, default.days),
        stories=table.number("stories", STORIES, default.stories),
    )
