"""All keys, out of the registry, and how searching works."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from brief_tui.tui.commands import COMMANDS, key_name
from brief_tui.tui.looks import Looks
from brief_tui.tui.screens.leaflet import Leaflet, hung
from brief_tui.tui.typeset.pieces import Span
from brief_tui.tui.typeset.wrap import cut

SEARCHING: Final = (
    ("chips exports", "both words, in any field"),
    ('"trade war"', "the phrase"),
    ("chip*", "words that begin so"),
    ("-china   OR   ( )", "without, either, together"),
    ('credit:"Ng Han Guan"', "headline: dek: body: caption: credit: by:"),
    ("section:science", "source: section: tag: lang: url:"),
    ("is:unread has:picture", "read starred later · related"),
    ("after:2021-03 newer:7d", "before: on: older:"),
    ("sort:relevance", "or sort:date"),
)


class Help(Leaflet):
    """The help."""

    def __init__(self, looks: Looks, keys: Mapping[str, Sequence[str]]) -> None:
        super().__init__(looks, "Help", lambda width: _lines(keys, width))


def _lines(keys: Mapping[str, Sequence[str]], width: int) -> list[list[Span]]:
    lines: list[list[Span]] = []
    group = ""
    for command in COMMANDS:
        if command.group != group:
            group = command.group
            lines += [[], [Span(f"  {group}", "kicker")]]
        if command.id.startswith("related.open_"):
            if command.id.endswith("_1"):
                lines += _line("1–9", "Open the related story of that number", width)
            continue
        names = " ".join(key_name(key) for key in keys.get(command.id, ()))
        lines += _line(names or "–", command.help, width)
    lines += [[], [Span("  Searching", "kicker")]]
    for example, meaning in SEARCHING:
        lines += _line(example, meaning, width, 24)
    return [*lines, []]


def _line(keys: str, text: str, width: int, column: int = 14) -> list[list[Span]]:
    lead = Span("  " + cut(keys, column).ljust(column) + "  ", "bar_key")
    return hung(lead, text, "body", width, column + 4)
