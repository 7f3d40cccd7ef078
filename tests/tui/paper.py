"""A small newspaper, the same every day: its dates are bare days, long past."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Final

from brief_tui.model.article import (
    Article,
    Block,
    Figure,
    Heading,
    Image,
    Listing,
    ListItem,
    Paragraph,
    Quote,
    RelatedLink,
    Run,
    Table,
)
from tests.archive.stories import story


def text(words: str) -> Paragraph:
    return Paragraph((Run(words),))


def cells(*words: str) -> tuple[tuple[Run, ...], ...]:
    return tuple((Run(word),) for word in words)


def _story(name: str, day: int, headline: str, *body: Block, **fields: object) -> Article:
    known = {"publisher": "The Courier", "section": "World", "language": "en"}
    return story(
        name, headline, body, published=datetime(2021, 3, day, tzinfo=UTC), **{**known, **fields}
    )


def _to(name: str, headline: str, anchor: int | None = None) -> RelatedLink:
    return RelatedLink(headline, f"https://news.example/{name}", anchor=anchor)


_LONG: Final = [
    text(
        f"Paragraph {number} tells how the town counted its boats again, street by street, and "
        "how the harbour master wrote every name into the same green book as her mother had."
    )
    for number in range(1, 31)
]

HARBOUR: Final = _story(
    "harbour",
    20,
    "The harbour reopens after the long storm",
    text("The first ferry left at dawn with forty people and one goat."),
    Figure(
        Image("https://news.example/ferry.jpg"),
        "A ferry passes the broken pier at dawn",
        "Photo: Ada Lens / Courier",
    ),
    *_LONG,
    dek="Forty people and a goat take the first ferry",
    bylines=("Mara Quill", "Jon Ferrier"),
    dateline="Port Ellery",
    related=(
        _to("dredger", "The dredger that nobody ordered", 1),
        _to("lamps", "New lamps for the old lighthouse", 6),
        RelatedLink("Tide tables of the coast", "https://tides.example/table"),
    ),
)

DREDGER: Final = _story(
    "dredger",
    18,
    "The dredger that nobody ordered",
    text("It came up the river at night and found a bank of mussels."),
    text("The mussels were counted twice."),
    Heading((Run("Who pays"),)),
    text("Nobody has paid for the dredger so far."),
    related=(_to("lamps", "New lamps for the old lighthouse"),),
)

LAMPS: Final = _story(
    "lamps",
    16,
    "New lamps for the old lighthouse",
    text("The keeper carried them up himself."),
    Quote((Run("Brighter than the moon"),), "Tom Wick"),
    section="Science",
    related=(_to("bakery", "Bread again in Salt Lane"),),
)

BAKERY: Final = _story(
    "bakery",
    12,
    "Bread again in Salt Lane",
    Listing((ListItem((Run("rye"),)), ListItem((Run("oat"),)))),
    publisher="Evening Post",
)

PRICES: Final = _story(
    "prices",
    9,
    "What fish costs this spring",
    Table((cells("Fish", "Price"), cells("cod", "4.20"), cells("plaice", "11.00")), 1),
    publisher="Evening Post",
    section="Markets",
)

CHESS: Final = _story(
    "chess", 5, "A draw in the longest game", text("Both players fell asleep."), section="Sport"
)

PAPER: Final[Mapping[str, Article]] = {
    "harbour": HARBOUR,
    "dredger": DREDGER,
    "lamps": LAMPS,
    "bakery": BAKERY,
    "prices": PRICES,
    "chess": CHESS,
}
"""The stories, newest first."""
